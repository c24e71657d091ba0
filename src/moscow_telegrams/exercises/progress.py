"""How far a student has come: what the workbook holds, counted by lesson and by skill."""

from __future__ import annotations

from typing import Any

from moscow_telegrams.exercises.bank import Question, bank, lessons
from moscow_telegrams.exercises.checks import Outcome

# How an answer counts. `answered` is the sum of the four; what is not answered is `open`.
COUNTED = {
    Outcome.CORRECT: "right",
    Outcome.CORRECT_OTHERWISE: "right",
    Outcome.PARTLY: "partly",
    Outcome.NOT_YET: "not_yet",
    Outcome.RECORDED: "recorded",
}
NUMBERS = ("questions", "answered", "right", "partly", "not_yet", "recorded", "open", "points", "of")
COLUMNS = ("lesson", "skill", *NUMBERS)


def progress(content: dict[str, Any]) -> list[dict[str, Any]]:
    """A row with the `COLUMNS` for each lesson and skill, from what a workbook holds.

    `lesson` is the name of the question file. `points` are those of the questions that were answered right, `of` those
    that can be had: a text, or a question whose key the teacher has, is recorded, and no program gives points for it.
    The latest answer counts.

    >>> {row["answered"] for row in progress({"answers": {}, "attempts": [], "annotations": []})}
    {0}
    """
    made: dict[tuple[str, str], dict[str, Any]] = {}
    for lesson, entries in lessons().items():
        for asked in entries:
            row = made.setdefault((lesson, asked.skill), _nothing(lesson, asked.skill))
            _count(row, asked, content["answers"].get(asked.id))
    return list(made.values())


def summed(rows: list[dict[str, Any]], by: str) -> list[dict[str, Any]]:
    """Rows added up: one for each value of the column `by`, in the order in which they come.

    >>> rows = [_nothing("a", "s") | {"right": 1}, _nothing("b", "s") | {"right": 2}]
    >>> [(row["skill"], row["right"]) for row in summed(rows, "skill")]
    [('s', 3)]
    """
    values = dict.fromkeys(row[by] for row in rows)
    return [{by: value} | total([row for row in rows if row[by] == value]) for value in values]


def total(rows: list[dict[str, Any]]) -> dict[str, int]:
    """All rows added up."""
    return {name: sum(row[name] for row in rows) for name in NUMBERS}


def unknown(content: dict[str, Any]) -> int:
    """How many answers in a workbook belong to questions that are not in this collection."""
    return len(content["answers"].keys() - bank().keys())


def _nothing(lesson: str, skill: str) -> dict[str, Any]:
    return {"lesson": lesson, "skill": skill} | dict.fromkeys(NUMBERS, 0)


def _count(row: dict[str, Any], asked: Question, kept: dict[str, Any] | None) -> None:
    unjudged = asked.kind == "text" or asked.keyless
    row["questions"] += 1
    row["of"] += 0 if unjudged else asked.points
    if kept is None:
        row["open"] += 1
        return
    # What somebody has written into the file by hand may be no outcome at all: an answer it is, and not a right one.
    counted = "recorded" if unjudged else COUNTED.get(str(kept.get("outcome")), "not_yet")
    row["answered"] += 1
    row[counted] += 1
    row["points"] += asked.points if counted == "right" else 0
