"""The question bank: every question as data, read from `exercises/questions/*.toml`."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from datetime import date, time
from difflib import get_close_matches
from functools import cache
from html import escape
from pathlib import Path
from typing import Any

from moscow_telegrams.collection import question_files

KINDS = {"choice": str, "date": date, "number": int, "text": type(None), "time": time}  # and the type of an answer
KINDS |= {"place": str, "table": list, "map": list}  # ids of places


@dataclass(frozen=True)
class Evidence:
    """Words of a telegram that bear on a question: a verbatim quotation and the sentence that holds it."""

    telegram: str
    sentence: str
    quotation: str


@dataclass(frozen=True)
class Misconception:
    """An expected wrong answer, with feedback that says how it is off and never what is right."""

    answer: Any
    feedback: str


@dataclass(frozen=True)
class Alternative:
    """Another answer that is right by another convention, which `convention` names."""

    answer: Any
    convention: str


@dataclass(frozen=True)
class Question:
    """One question of the bank.

    `answer` has the type of its kind: a date, a time, a number, the key of a choice; None for a text. `unit` is the
    singular of what a number counts, `clock` the city and `day` the date of an hour; `aliases` are other phrases for
    a choice. A map is right within `tolerance_km`, and when its stops are `ordered` as asked. `correct` is said after a
    right answer, `solution` and `evidence` only when somebody asks for them.
    """

    id: str
    kind: str
    prompt: str
    skill: str
    level: int
    points: int
    hints: tuple[str, ...]
    correct: str
    solution: str
    answer: Any = None
    unit: str = ""
    clock: str = ""
    day: date | None = None
    choices: dict[str, str] = field(default_factory=dict)
    aliases: dict[str, str] = field(default_factory=dict)
    evidence: tuple[Evidence, ...] = ()
    misconceptions: tuple[Misconception, ...] = ()
    alternatives: tuple[Alternative, ...] = ()
    rubric: tuple[str, ...] = ()
    tolerance_km: int = 50
    ordered: bool = True

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise ValueError(f"there is no kind {self.kind!r}; choose among {', '.join(KINDS)}")
        for told in (self, *self.misconceptions, *self.alternatives):
            if type(told.answer) is not KINDS[self.kind]:
                raise ValueError(f"the answer {told.answer!r} is not of the kind {self.kind!r}")
        named = [self, *self.misconceptions, *self.alternatives]
        if self.kind == "choice" and not {*(one.answer for one in named), *self.aliases.values()} <= set(self.choices):
            raise ValueError("an answer, or an alias, is not among its choices")
        if not self.hints or not all(isinstance(text, str) and text for text in (*self.hints, *self.rubric)):
            raise ValueError("hints and rubric are lists of sentences, and there is at least one hint")

    def __repr__(self) -> str:
        return "\n".join([self.prompt, *(f'  "{key}": {words}' for key, words in self.choices.items())])

    def _repr_html_(self) -> str:
        choices = "".join(
            f"<li style='margin: 0.2em 0'><code>\"{escape(key)}\"</code> {escape(words, quote=False)}</li>"
            for key, words in self.choices.items()
        )
        return (
            f'<div style="max-width: 42em; border-left: 4px solid var(--jp-brand-color1, #1976d2); '
            f'padding: 0.2em 0 0.2em 0.9em; line-height: 1.5"><strong>Question</strong> '
            f'<span style="opacity: 0.8">({escape(self.id)})</span><br>{escape(self.prompt, quote=False)}'
            + (f"<ul style='margin: 0.4em 0 0 0'>{choices}</ul>" if choices else "")
            + "</div>"
        )


def question(id: str) -> Question:
    """A question of the bank, by its id; a notebook shows its prompt and its choices.

    Raises ValueError, with the id that comes nearest, when there is no such question.

    >>> question("prep-days")
    How many days does Mao give Chou En-lai for preparations? (A number of days.)
    """
    questions = bank()
    if not isinstance(id, str):
        raise ValueError('There is no question without a name: write one in quotation marks, such as "prep-days".')
    if id not in questions:
        near = get_close_matches(id[:100], questions, n=1, cutoff=0.4)
        raise ValueError(f"There is no question {id[:60]!r}." + (f' Did you mean "{near[0]}"?' if near else ""))
    return questions[id]


@cache
def bank() -> dict[str, Question]:
    """Every question, by id, in the order of the files and of their places in them.

    Raises ValueError, with the file and the question, when a question is not well formed or an id stands twice.

    >>> bank()["chou-arrives"].kind
    'date'
    """
    questions: dict[str, Question] = {}
    for path in question_files():
        for entry in read_questions(path):
            if entry.id in questions:
                raise ValueError(f"{path.name}: the id {entry.id!r} stands twice in the bank.")
            questions[entry.id] = entry
    return questions


def read_questions(path: Path) -> list[Question]:
    """The questions of one TOML file.

    Raises ValueError, with the file and the question, when it cannot be read.

    >>> len(read_questions(question_files()[0])) > 10
    True
    """
    try:
        entries = tomllib.loads(path.read_text(encoding="utf-8"))["question"]
    except (tomllib.TOMLDecodeError, KeyError) as error:
        raise ValueError(f"{path.name} cannot be read as a list of [[question]]: {error}") from error
    if not isinstance(entries, list):
        raise ValueError(f"{path.name} cannot be read as a list of [[question]]: write two square brackets")
    return [_question(entry, path) for entry in entries]


_PARTS = {"evidence": Evidence, "misconceptions": Misconception, "alternatives": Alternative}


def _question(entry: dict[str, Any], path: Path) -> Question:
    try:
        parts = {name: tuple(part(**fields) for fields in entry.get(name, ())) for name, part in _PARTS.items()}
        lists = {name: tuple(entry.get(name, ())) for name in ("hints", "rubric")}
        return Question(**entry | parts | lists)
    except (TypeError, ValueError) as error:
        raise ValueError(f"{path.name}, question {entry.get('id', '?')!r}: {error}") from error
