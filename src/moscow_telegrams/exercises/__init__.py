"""The question bank, and answers checked with feedback that teaches."""

from __future__ import annotations

from typing import TYPE_CHECKING

from moscow_telegrams.exercises.bank import question

if TYPE_CHECKING:
    from moscow_telegrams.exercises.forms import Form
    from moscow_telegrams.exercises.task import Task
    from moscow_telegrams.exercises.work import MyWork


def ask(id: str) -> Form | Task:
    """A question with a form to answer it in: Check, hints, and the solution after an honest try.

    A question for evidence comes with its telegram, in which one selects the words. Answers are kept in the student's
    workbook, and shown again another day. Without a kernel the question stays readable.

    Raises ValueError, with the id that comes nearest, when there is no such question.

    >>> ask("prep-days")
    Question prep-days: How many days does Mao give Chou En-lai for preparations? (A number of days.)
    """
    asked = question(id)
    if asked.kind == "evidence":
        from moscow_telegrams.exercises.task import Task

        return Task(asked)
    from moscow_telegrams.exercises.forms import Form

    return Form(asked)


def my_work() -> MyWork:
    """Your progress by lesson and by skill, with your work to download and to restore; `my_work().table` has numbers.

    It counts what is in your workbook, and it never raises: of a workbook that cannot be read it says what to do.

    >>> my_work().table.columns[:4].to_list()
    ['lesson', 'skill', 'questions', 'answered']
    """
    from moscow_telegrams.exercises.work import MyWork

    return MyWork()
