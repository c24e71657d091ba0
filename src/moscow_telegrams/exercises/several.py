"""Answers made of several choices: all that apply, an order, a match. How much of one is right, and never which."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from moscow_telegrams.exercises.answers import read_choices, read_match, read_order
from moscow_telegrams.exercises.checks import Outcome, Result, next_hint

if TYPE_CHECKING:
    from moscow_telegrams.exercises.bank import Question


def read(asked: Question, answer: object) -> list[str] | dict[str, str]:
    """What an answer says, in the keys of the question; UnclearError where it cannot be told."""
    if asked.kind == "match":
        return read_match(answer, asked.rows, asked.choices)
    return (read_choices if asked.kind == "choices" else read_order)(answer, asked.choices, asked.aliases)


def judged(asked: Question, given: Any) -> Result:
    """What an answer comes to: `given` is what `read` has made of it.

    >>> from moscow_telegrams.exercises.bank import Question
    >>> asked = Question(
    ...     id="a", kind="choices", prompt="?", skill="s", level=1, points=1, hints=("h",), correct="c", solution="s",
    ...     answer=["x", "z"], choices={"x": "X", "y": "Y", "z": "Z"},
    ... )
    >>> judged(asked, ["x"])
    ◐ Partly. You have 1 of the 2 that belong here.
    """
    if _same(asked, given, asked.answer):
        return Result(Outcome.CORRECT, asked.correct)
    for other in asked.alternatives:
        if _same(asked, given, other.answer):
            return Result(Outcome.CORRECT_OTHERWISE, other.convention)
    return {"choices": _choices, "order": _order, "match": _match}[asked.kind](asked, given)


def _same(asked: Question, given: Any, answer: Any) -> bool:
    return set(given) == set(answer) if asked.kind == "choices" else given == answer


def _choices(asked: Question, given: list[str]) -> Result:
    chosen, right = set(given), set(asked.answer)
    found, wrong = len(chosen & right), len(chosen - right)
    for one in asked.misconceptions:
        if chosen == set(one.answer):
            return Result(Outcome.NOT_YET, one.feedback)
    alone = (one for one in asked.misconceptions if len(one.answer) == 1 and set(one.answer) <= chosen - right)
    told = " ".join(one.feedback for one in alone)
    have = f"You have {found} of the {len(right)} that belong here."
    if not found or wrong > 1:
        return Result(Outcome.NOT_YET, told) if told else next_hint(asked, chosen)
    if wrong:
        return Result(Outcome.PARTLY, f"{have} {told or 'One that you chose does not belong.'}")
    return Result(Outcome.PARTLY, have)


def _order(asked: Question, given: list[str]) -> Result:
    for one in asked.misconceptions:
        if given == one.answer:
            return Result(Outcome.NOT_YET, one.feedback)
    if given == asked.answer[::-1]:
        return Result(Outcome.PARTLY, "Your order runs the other way: turn it round.")
    in_place = sum(one == other for one, other in zip(given, asked.answer, strict=True))
    if not in_place:
        return next_hint(asked, given)
    return Result(Outcome.PARTLY, f"{in_place} of {len(given)} {'stands' if in_place == 1 else 'stand'} in place.")


def _match(asked: Question, given: dict[str, str]) -> Result:
    fit = sum(asked.answer[row] == choice for row, choice in given.items())
    empty = len(asked.rows) - len(given)
    told = next((one.feedback for one in asked.misconceptions if one.answer.items() <= given.items()), "")
    if not fit:
        return Result(Outcome.NOT_YET, told) if told else next_hint(asked, given)
    left = f" {empty} {'is' if empty == 1 else 'are'} still empty." if empty else ""
    fits = f"{fit} of {len(asked.rows)} rows {'fits' if fit == 1 else 'fit'}.{left}"
    return Result(Outcome.PARTLY, f"{fits} {told}".strip())
