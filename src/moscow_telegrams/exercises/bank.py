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
from moscow_telegrams.edition.telegram import DATES

KINDS = {"choice": str, "date": date, "number": int, "text": type(None), "time": time}  # and the type of an answer
KINDS |= {"place": str, "table": list, "map": list}  # ids of places
KINDS |= {"choices": list, "order": list, "match": dict}  # keys of choices; a match: of each row the key of its choice
KINDS |= {"evidence": dict}  # a sentence, and the words in it that must be selected


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

    `answer` has the type of its kind: a date, a time, a number, the key of a choice, a list of keys, the key of a
    choice for each of the `rows`; None for a text. `unit` is the singular of what a number counts, `clock` the city and
    `day` the date of an hour; `aliases` are other phrases for a choice. A map is right within `tolerance_km`, and when
    its stops are `ordered` as asked. A passage of `telegram` is right when it holds the quotation of `answer`, and no
    more than the sentences `most` (by default the sentence of `answer`). `correct` is said after a right answer,
    `solution` and `evidence` only when somebody asks for them. What is `held_back` carries no key in a student's copy
    of the collection (see `moscow_telegrams.classroom.student_copy`).
    """

    id: str
    kind: str
    prompt: str
    skill: str
    level: int
    points: int
    hints: tuple[str, ...]
    correct: str = ""
    solution: str = ""
    answer: Any = None
    unit: str = ""
    clock: str = ""
    day: date | None = None
    telegram: str = ""
    most: tuple[str, ...] = ()
    rows: dict[str, str] = field(default_factory=dict)
    choices: dict[str, str] = field(default_factory=dict)
    aliases: dict[str, str] = field(default_factory=dict)
    evidence: tuple[Evidence, ...] = ()
    misconceptions: tuple[Misconception, ...] = ()
    alternatives: tuple[Alternative, ...] = ()
    rubric: tuple[str, ...] = ()
    tolerance_km: int = 50
    ordered: bool = True
    held_back: bool = False

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise ValueError(f"there is no kind {self.kind!r}; choose among {', '.join(KINDS)}")
        if type(self.held_back) is not bool:
            raise ValueError("held_back is true or false")
        if slip := _half_a_key(self):
            raise ValueError(slip)
        for answer in _answers(self):
            if type(answer) is not KINDS[self.kind]:
                raise ValueError(f"the answer {answer!r} is not of the kind {self.kind!r}")
        if slip := next(filter(None, (told(self) for told in _SLIPS.get(self.kind, ()))), ""):
            raise ValueError(slip)
        if not self.hints or not all(isinstance(text, str) and text for text in (*self.hints, *self.rubric)):
            raise ValueError("hints and rubric are lists of sentences, and there is at least one hint")

    @property
    def keyless(self) -> bool:
        """Whether the key of this question is with the teacher, and not here."""
        return self.held_back and not self.solution

    def __repr__(self) -> str:
        listed = [f'  "{key}": {words}' for key, words in self.rows.items()]
        listed += ["to match with"] if self.rows else []
        return "\n".join([self.prompt, *listed, *(f'  "{key}": {words}' for key, words in self.choices.items())])

    def _repr_html_(self) -> str:
        joint = '<div style="margin-top: 0.4em">to match with</div>' if self.rows else ""
        return card(self, f"{_listed(self.rows)}{joint}{_listed(self.choices)}")


def card(asked: Question, body: str = "") -> str:
    """The prompt of a question as HTML, and `body`, which is HTML, below it."""
    return (
        f'<div style="max-width: 42em; border-left: 4px solid var(--jp-brand-color1, #1976d2); '
        f'padding: 0.2em 0 0.2em 0.9em; line-height: 1.5"><strong>Question</strong> '
        f'<span style="opacity: 0.8">({escape(asked.id)})</span><br>{escape(asked.prompt, quote=False)}{body}</div>'
    )


def _listed(named: dict[str, str]) -> str:
    items = "".join(
        f"<li style='margin: 0.2em 0'><code>\"{escape(key)}\"</code> {escape(words, quote=False)}</li>"
        for key, words in named.items()
    )
    return f"<ul style='margin: 0.4em 0 0 0'>{items}</ul>" if items else ""


# The fields that give an answer away. A question that is held back has all of its key, or none of it.
KEY = ("answer", "correct", "solution", "evidence", "misconceptions", "alternatives", "rubric", "most")


# What can be wrong with a question, or with one of its kind; "" when nothing is.


def _half_a_key(asked: Question) -> str:
    if asked.keyless:
        left = [name for name in KEY if getattr(asked, name) not in (None, "", ())]
        return f"its key is held back, but a part of it is left: {', '.join(left)}" if left else ""
    # No program tells of a text that it is right.
    said = ("solution",) if asked.kind == "text" else ("correct", "solution")
    missing = [name for name in said if not getattr(asked, name)]
    return f"it lacks {' and '.join(missing)}; only a question that is held back may" if missing else ""


def _answers(asked: Question) -> list[Any]:
    """Every answer that a question knows: the right one first; none where the key is held back."""
    if asked.keyless:
        return []
    return [one.answer for one in (asked, *asked.misconceptions, *asked.alternatives)]


def _keys(answer: Any) -> list[Any]:
    """The keys of choices that an answer names."""
    return list(answer.values()) if isinstance(answer, dict) else answer if isinstance(answer, list) else [answer]


def _unknown_choice(asked: Question) -> str:
    named = [key for one in (*_answers(asked), asked.aliases) for key in _keys(one)]
    if not asked.choices:
        return "it has no choices"
    unknown = [key for key in named if key not in asked.choices]
    return f"an answer, or an alias, is not among its choices: {unknown[0]!r}" if unknown else ""


def _empty_or_twice(asked: Question) -> str:
    wrong = next((one for one in _answers(asked) if not one or len(set(one)) < len(one)), None)
    return "" if wrong is None else f"the answer {wrong!r} is empty, or names a choice twice"


def _incomplete_order(asked: Question) -> str:
    wrong = next((one for one in _answers(asked) if sorted(one) != sorted(asked.choices)), None)
    return "" if wrong is None else f"the order {wrong!r} does not hold every choice once"


def _unknown_row(asked: Question) -> str:
    right = _answers(asked)[:1] + [one.answer for one in asked.alternatives]
    unknown = [row for one in _answers(asked) for row in one if row not in asked.rows]
    if not asked.rows or unknown:
        return f"a match has rows, and its answers name no others: {unknown}"
    if any(set(one) != set(asked.rows) for one in right) or not all(_answers(asked)):
        return "the answer of a match has a choice for every row, and a misconception for at least one"
    return ""


def _no_passage(asked: Question) -> str:
    if asked.telegram not in DATES:
        return f"a question for evidence names its telegram, {' or '.join(DATES)}, not {asked.telegram!r}"
    for one in _answers(asked):
        if set(one) != {"sentence", "quotation"} or not all(isinstance(text, str) and text for text in one.values()):
            return f"the answer {one!r} is not a sentence and a quotation"
    return "" if all(isinstance(number, str) for number in asked.most) else "most is a list of numbers of sentences"


_SLIPS = {
    "choice": (_unknown_choice,),
    "choices": (_unknown_choice, _empty_or_twice),
    "order": (_unknown_choice, _empty_or_twice, _incomplete_order),
    "match": (_unknown_choice, _unknown_row),
    "evidence": (_no_passage,),
}


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
    for lesson, entries in lessons().items():
        for entry in entries:
            if entry.id in questions:
                raise ValueError(f"{lesson}.toml: the id {entry.id!r} stands twice in the bank.")
            questions[entry.id] = entry
    return questions


@cache
def lessons() -> dict[str, list[Question]]:
    """The questions of each lesson, by the name of its file.

    Raises ValueError, with the file and the question, when a question is not well formed.

    >>> [lesson for lesson, entries in lessons().items() if question("prep-days") in entries]
    ['05_calendar']
    """
    return {path.stem: read_questions(path) for path in question_files()}


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
        lists = {name: tuple(entry.get(name, ())) for name in ("hints", "rubric", "most")}
        return Question(**entry | parts | lists)
    except (TypeError, ValueError) as error:
        raise ValueError(f"{path.name}, question {entry.get('id', '?')!r}: {error}") from error
