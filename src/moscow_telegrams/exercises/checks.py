"""Checking an answer: what it comes to, and feedback that says how it is off without giving the answer away."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from fractions import Fraction
from html import escape
from importlib import import_module
from typing import TYPE_CHECKING, Any

from moscow_telegrams.exercises.answers import (
    MONTHS,
    DayOfYear,
    Moment,
    UnclearError,
    is_blank,
    read_choice,
    read_date,
    read_number,
    read_text,
    read_time,
)
from moscow_telegrams.exercises.bank import Evidence, Question, question
from moscow_telegrams.workbook import WorkbookError, workbook

if TYPE_CHECKING:
    from types import ModuleType


class Outcome(StrEnum):
    """What a check can come to."""

    UNANSWERED = "unanswered"
    CORRECT = "correct"
    CORRECT_OTHERWISE = "correct_otherwise"
    PARTLY = "partly"
    NOT_YET = "not_yet"
    RECORDED = "recorded"


# What a student reads and the colour of the stripe beside it; the mark carries the meaning where colour does not.
_SHOWN = {
    Outcome.UNANSWERED: ("○", "Not answered yet", "#6b6b6b"),
    Outcome.CORRECT: ("✓", "Correct", "#2e7d32"),
    Outcome.CORRECT_OTHERWISE: ("✓", "Correct, by another way of counting or telling", "#2e7d32"),
    Outcome.PARTLY: ("◐", "Partly", "#b26a00"),
    Outcome.NOT_YET: ("→", "Not yet", "#b3501b"),
    Outcome.RECORDED: ("✎", "Yours to judge", "#1f5fa8"),
}


@dataclass(frozen=True)
class Result:
    """What a check says: `.outcome`, one of Outcome, and `.message`, a sentence or two for the student."""

    outcome: Outcome
    message: str
    label: str = ""  # in place of the usual words for the outcome

    @property
    def title(self) -> str:
        """The outcome in words, with a mark that needs no colour."""
        mark, label, _ = _SHOWN[self.outcome]
        return f"{mark} {self.label or label}."

    def __repr__(self) -> str:
        return f"{self.title} {self.message}"

    def _repr_html_(self) -> str:
        colour = _SHOWN[self.outcome][2]
        return _card(colour, f"<strong>{self.title}</strong> {escape(self.message, quote=False)}")


@dataclass(frozen=True)
class Hint:
    """One step of the ladder of hints."""

    message: str
    step: int
    steps: int

    def __repr__(self) -> str:
        return f"Hint {self.step} of {self.steps}. {self.message}"

    def _repr_html_(self) -> str:
        return _card(
            "#6b6b6b", f"<strong>Hint {self.step} of {self.steps}.</strong> {escape(self.message, quote=False)}"
        )


@dataclass(frozen=True)
class Solution:
    """How a question can be answered, with the words of the telegrams that bear it out."""

    message: str
    rubric: tuple[str, ...]
    evidence: tuple[Evidence, ...]

    def __repr__(self) -> str:
        return "\n".join(
            [
                f"Solution. {self.message}",
                *(f"  - {point}" for point in self.rubric),
                *(f"  “{words.quotation}” ({words.telegram}, {words.sentence})" for words in self.evidence),
            ]
        )

    def _repr_html_(self) -> str:
        points = "".join(f"<li>{escape(point, quote=False)}</li>" for point in self.rubric)
        quoted = "".join(
            f'<div style="margin-top: 0.4em">“{escape(words.quotation, quote=False)}” '
            f'<span style="opacity: 0.8">({escape(words.telegram)}, {escape(words.sentence)})</span></div>'
            for words in self.evidence
        )
        return _card(
            "#1f5fa8",
            f"<strong>Solution.</strong> {escape(self.message, quote=False)}"
            + (f'<ul style="margin: 0.4em 0 0 0">{points}</ul>' if points else "")
            + quoted,
        )


def check(id: str, answer: object = ...) -> Result:
    """What an answer comes to. It never raises, and it never says what the right answer is.

    `answer` may come in any form that a student would try (see `moscow_telegrams.exercises.answers`); `...`, None,
    NaN, NaT and "" are not answered. Every other answer is kept in the student's workbook.

    >>> check("chou-arrives", "Jan 19, 1950").outcome.value
    'correct'
    >>> check("prep-days", "twelve").outcome.value
    'not_yet'
    >>> check("chou-leaves", ...)
    ○ Not answered yet. Put your answer in place of the three dots, then run the cell again.
    """
    try:
        asked = question(id)
    except Exception as error:
        return Result(Outcome.UNANSWERED, str(error))
    result = recorded(asked, answer)
    return _earlier(asked) or result if result is BLANK else result


def judged(asked: Question, answer: object) -> Result:
    """What an answer to a question comes to. It never raises.

    >>> judged(question("prep-days"), "five").outcome.value
    'correct'
    """
    return _attempt(asked, answer)[0]


def _earlier(asked: Question) -> Result | None:
    """What a cell with no answer says of a question that was answered elsewhere: in its form, or on another day."""
    try:
        kept = workbook().read()["answers"].get(asked.id)
    except WorkbookError:
        return None
    if kept is None:
        return None
    shown = "" if asked.kind in ("table", "map") else f' ask("{asked.id}") shows it.'
    said = f"Your workbook has an answer: {judged(asked, kept.get('answer')).title}{shown}"
    return Result(Outcome.UNANSWERED, said, "Not answered here")


def recorded(asked: Question, answer: object) -> Result:
    """What an answer comes to, after the workbook has kept it; says so when it could not. It never raises."""
    result, kept = _attempt(asked, answer)
    if result.outcome is Outcome.UNANSWERED:
        return result
    try:
        workbook().record(asked.id, kept, result.outcome)
    except Exception as error:  # a full disk, a damaged file: what the check says still stands
        why = str(error) if isinstance(error, WorkbookError) else f"{type(error).__name__}."
        said = _NO_KEY if asked.keyless else result.message
        return replace(result, message=f"{said} This answer is not saved. {why}")
    return result


def hint(id: str, step: int | None = None) -> Hint:
    """The next hint for a question, or the one at a step of the ladder, counted from 1.

    Raises ValueError when there is no such question, or no such step.

    >>> hint("chou-arrives", 1).step
    1
    """
    return hint_of(question(id), step)


def hint_of(asked: Question, step: int | None = None) -> Hint:
    """The next hint for a question, or the one at a step of the ladder; ValueError for a step that is not there."""
    hints = asked.hints
    if step is None:
        step = _next_step(asked)
    if not isinstance(step, int) or not 1 <= step <= len(hints):
        raise ValueError(f"There are {len(hints)} hints for {asked.id!r}: ask for 1 to {len(hints)}.")
    return Hint(hints[step - 1], step, len(hints))


def solution(id: str) -> Solution:
    """How a question can be answered, and the words that show it. Try first: it gives the answer away.

    Raises ValueError when there is no such question.

    >>> solution("prep-days").evidence[0].sentence
    'j1c.7'
    """
    return solution_of(question(id))


def solution_of(asked: Question) -> Solution:
    """How a question can be answered, and the words that show it; that the teacher has it, where it is held back."""
    return Solution(_NO_KEY if asked.keyless else asked.solution, asked.rubric, asked.evidence)


_NO_KEY = "Your teacher has the key."
HELD_BACK = Result(Outcome.RECORDED, "Recorded; your teacher has the key.", "Not judged here")
BLANK = Result(Outcome.UNANSWERED, "Put your answer in place of the three dots, then run the cell again.")
_LOOKS = {
    "choice": "a short word in quotation marks",
    "choices": "a list of short words in quotation marks",
    "date": "a date",
    "evidence": "the number of a sentence, or words of the telegram, in quotation marks",
    "map": "a map",
    "match": "a table of two columns, or a dictionary",
    "number": "a number",
    "order": "a list of short words in quotation marks",
    "place": "the name of a place in quotation marks",
    "table": "a table",
    "text": "a text in quotation marks",
    "time": "a time of day",
}
# The modules that read and judge the larger kinds; they are imported when a question asks for them.
_ELSEWHERE = dict.fromkeys(("place", "table", "map"), "geography") | {"evidence": "passages"}
_ELSEWHERE |= dict.fromkeys(("choices", "order", "match"), "several")
# How far up its ladder of hints each question is in this session, and the wrong answer that took it there.
_hints_given: Counter[str] = Counter()
_last_wrong: dict[str, object] = {}


def _next_step(asked: Question) -> int:
    _hints_given[asked.id] = min(_hints_given[asked.id] + 1, len(asked.hints))
    return _hints_given[asked.id]


def next_hint(asked: Question, given: object, said: str = "") -> Result:
    """What a wrong answer comes to that nobody expected: the next hint, or the same one for the same answer.

    `said` is what can be said of the answer itself.
    """
    step = _next_step(asked) if given != _last_wrong.get(asked.id) else _hints_given[asked.id]
    _last_wrong[asked.id] = given
    return Result(Outcome.NOT_YET, f"{said} Hint {step} of {len(asked.hints)}: {asked.hints[step - 1]}".lstrip())


def _attempt(asked: Question, answer: object) -> tuple[Result, Any]:
    """What an answer comes to, and the answer as the workbook keeps it."""
    try:
        given = ... if is_blank(answer) else _read(asked, answer)
        return (BLANK, None) if is_blank(given) else (_judged(asked, given), _kept(asked, given))
    except UnclearError as error:
        said = str(error)
    except Exception:  # an answer may be any object at all, and fail in any way when it is looked at
        said = f"I cannot read this as an answer. It should be {_LOOKS[asked.kind]}."
    return Result(Outcome.NOT_YET, said), _kept_text(answer) if isinstance(answer, str) else None


def _kept(asked: Question, given: Any) -> Any:
    """What an answer says, in a form that JSON holds and that is read as the same answer again."""
    match given:
        case date():
            return given.isoformat()
        case DayOfYear():
            return f"{given.day} {MONTHS[given.month - 1].title()}"
        case Moment():
            hour = given.clock.isoformat("minutes" if given.clock.second == 0 else "auto")
            told = f"{given.day} {hour}" if given.day else hour
            return f"{told} by another clock" if given.elsewhere else told
        case Fraction():
            return int(given) if given.denominator == 1 else float(given)
        case str():
            return _kept_text(given)
    return _elsewhere(asked).kept(asked, given) if asked.kind in ("evidence", "table", "map") else given


def _kept_text(text: str) -> str:
    """A text that any file can hold: without halves of characters."""
    return str.encode(text, "utf-8", "replace").decode("utf-8")


def _elsewhere(asked: Question) -> ModuleType:
    return import_module(f"moscow_telegrams.exercises.{_ELSEWHERE[asked.kind]}")


def _read(asked: Question, answer: object) -> Any:
    """What an answer says; UnclearError where it cannot be told."""
    match asked.kind:
        case "date":
            return read_date(answer)
        case "time":
            return read_time(answer, asked.clock, asked.day)
        case "number":
            return read_number(answer, asked.unit)
        case "choice":
            return read_choice(answer, asked.choices, asked.aliases)
        case "text":
            return read_text(answer)
    return _elsewhere(asked).read(asked, answer)


def _judged(asked: Question, given: Any) -> Result:
    if asked.keyless:
        return HELD_BACK
    if asked.kind == "text":
        return Result(
            Outcome.RECORDED,
            "Your text is yours, and no program marks it. "
            f'Compare it with the points that solution("{asked.id}") gives.',
        )
    if asked.kind in _ELSEWHERE and asked.kind != "place":
        return _elsewhere(asked).judged(asked, given)
    if _right(asked, given, asked.answer):
        return Result(Outcome.CORRECT, asked.correct)
    for other in asked.alternatives:
        if _right(asked, given, other.answer):
            return Result(Outcome.CORRECT_OTHERWISE, other.convention)
    for expected in asked.misconceptions:
        if given == expected.answer or (isinstance(given, Moment) and given.clock == expected.answer):
            return Result(Outcome.NOT_YET, expected.feedback)
    if partly := _near(asked, given):
        return Result(Outcome.PARTLY, partly)
    return next_hint(asked, given)


def _right(asked: Question, given: Any, expected: Any) -> bool:
    if isinstance(given, Moment):
        return given.clock == expected and given.day in (None, asked.day) and not given.elsewhere
    return given == expected


def _near(asked: Question, given: Any) -> str:
    """What is right about an answer that is right in part; "" for any other."""
    if isinstance(given, Moment):
        if given.elsewhere or given.clock != asked.answer:
            return ""
        return "The hour fits. Look at the date again."
    if not isinstance(given, (date, DayOfYear)) or (given.month, given.day) != (asked.answer.month, asked.answer.day):
        return ""
    missing = isinstance(given, DayOfYear)
    return f"The day and the month fit. {'Add the year.' if missing else 'Look at the year again.'}"


def _card(colour: str, body: str) -> str:
    return (
        f'<div role="status" style="max-width: 42em; border-left: 4px solid {colour}; '
        f'padding: 0.2em 0 0.2em 0.9em; line-height: 1.5">{body}</div>'
    )
