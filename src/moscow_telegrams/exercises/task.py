"""A question of the kind evidence as a Reader: select the words that show it, and have them checked."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from moscow_telegrams.edition.telegram import telegram
from moscow_telegrams.exercises.bank import Question
from moscow_telegrams.exercises.checks import Outcome, Result, check, hint, judged, solution
from moscow_telegrams.reading.reader import Reader
from moscow_telegrams.workbook import workbook

_FIRST = Result(Outcome.UNANSWERED, "Select words in the telegram first, then check them.")


class Task(Reader):
    """The Reader with a question above it, and Check, Hint and Solution; the key stays in Python.

    Every check is kept in the student's workbook, and the last one is shown again.

    >>> from moscow_telegrams.exercises.bank import question
    >>> Task(question("waited")).check(0, 8).outcome.value
    'not_yet'
    """

    def __init__(self, asked: Question) -> None:
        super().__init__(telegram(asked.telegram))
        self.asked = asked
        earlier = self._earlier()
        self._task = {"prompt": asked.prompt, "chosen": earlier.get("answer")}
        if earlier:
            self._say_earlier(earlier)

    def check(self, start: int | None = None, end: int | None = None) -> Result:
        """What the words between two offsets of the text come to; the front end shows it."""
        result = _FIRST if start is None or end is None else check(self.asked.id, (start, end))
        tried = self._feedback.get("tried", False) or result.outcome is not Outcome.UNANSWERED
        self._say(result.title, result.message, outcome=result.outcome, tried=tried)
        return result

    def _do(self, message: dict[str, Any]) -> dict[str, Any]:
        match message.get("op"):
            case "check":
                self.check(message.get("start"), message.get("end"))
            case "hint":
                step = hint(self.asked.id)
                self._say(f"Hint {step.step} of {step.steps}.", step.message)
            case "solution":
                self._solve()
            case _:
                return super()._do(message)
        return {}

    def _solve(self) -> None:
        if not self._feedback.get("tried"):
            self._say("○ Try first.", "Select words and press Check. After an attempt, the solution is yours.")
            return
        told = solution(self.asked.id)
        quotations = [f"“{words.quotation}” ({words.sentence})" for words in told.evidence]
        self._say("Solution.", told.message, points=list(told.rubric), quotations=quotations)

    def _say(self, title: str, message: str, **more: Any) -> None:
        """Put a new feedback in the place of the old one; what was tried stays tried."""
        nothing = {"outcome": "", "points": [], "quotations": [], "tried": self._feedback.get("tried", False)}
        told = {"title": title, "message": message, "count": self._feedback.get("count", 0) + 1}
        self._feedback = nothing | told | more

    # What was answered on another day

    def _earlier(self) -> dict[str, Any]:
        """The latest answer in the workbook, where it can be shown in the text."""
        try:
            kept = workbook().read()["answers"].get(self.asked.id, {})
        except ValueError:
            return {}
        place = kept.get("answer")
        ends = (place.get("start"), place.get("end")) if isinstance(place, dict) else (None, None)
        within = all(type(end) is int for end in ends) and 0 <= ends[0] < ends[1] <= len(self.telegram.text)
        return kept if within else {}

    def _say_earlier(self, earlier: dict[str, Any]) -> None:
        result = judged(self.asked, earlier["answer"])
        self._say(
            f"Your earlier answer{_day(earlier)}: {result.title}", result.message, outcome=result.outcome, tried=True
        )

    # Where no widget is drawn

    def __repr__(self) -> str:
        return f"{self.asked!r}\nWithout the Reader: {_in_code(self.asked)}"

    def _repr_mimebundle_(self, **options: Any) -> tuple[dict, dict]:
        data, metadata = super()._repr_mimebundle_(**options)
        still = (
            f"{self.asked._repr_html_()}<p>Without the Reader, in a code cell: <code>{_in_code(self.asked)}</code></p>"
        )
        return data | {"text/html": still, "text/plain": repr(self)}, metadata


def _in_code(asked: Question) -> str:
    return f'check("{asked.id}", "…") with the number of a sentence or with its words'


def _day(kept: dict[str, Any]) -> str:
    try:
        moment = datetime.fromisoformat(str(kept.get("at"))).astimezone()
    except ValueError:
        return ""
    return f" of {moment.day} {moment:%B %Y, %H:%M}"
