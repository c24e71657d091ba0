"""A question that opens the Reader: words are checked, kept, shown again, and the key stays in Python."""

import json

import pytest

from moscow_telegrams import ask, telegram
from moscow_telegrams.exercises.bank import bank
from moscow_telegrams.exercises.task import Task
from moscow_telegrams.workbook import workbook

TASKS = [asked for asked in bank().values() if asked.kind == "evidence"]


def place(asked):
    return telegram(asked.telegram).locate(asked.answer["quotation"], within=asked.answer["sentence"])


def heard(task, **message):
    task._hear(task, message, [])
    return task._feedback


@pytest.mark.parametrize("asked", TASKS, ids=lambda asked: asked.id)
def test_the_words_asked_for_are_right_and_shown_again_another_day(asked):
    task = ask(asked.id)
    assert isinstance(task, Task)
    start, end = place(asked)
    told = heard(task, op="check", start=start, end=end)
    assert told["outcome"] == "correct" and told["message"] == asked.correct
    again = ask(asked.id)
    chosen = again._task["chosen"]
    assert start - 2 < chosen["start"] <= start and end <= chosen["end"] < end + 3, "whole words, with their signs"
    assert again._feedback["outcome"] == "correct" and "Your earlier answer of" in again._feedback["title"]


@pytest.mark.parametrize("asked", TASKS, ids=lambda asked: asked.id)
def test_no_key_leaves_python_before_the_solution(asked):
    task = ask(asked.id)
    heard(task, op="check", start=0, end=8)
    heard(task, op="hint")
    traits = {name: getattr(task, name) for name in task.keys if name not in ("_content", "_esm", "_css")}
    sent = json.dumps(traits, default=str)
    assert asked.answer["quotation"] not in sent and asked.solution not in sent and asked.correct not in sent
    assert asked.answer["sentence"] not in sent


def test_the_solution_comes_after_an_attempt_and_not_before():
    task = ask(TASKS[0].id)
    told = heard(task, op="solution")
    assert "Try first" in told["title"] and not told["quotations"]
    assert "Select words" in heard(task, op="check")["message"], "nothing selected is no attempt"
    assert not task._feedback["tried"] and TASKS[0].id not in workbook().read()["answers"]
    heard(task, op="check", start=0, end=8)
    told = heard(task, op="solution")
    assert told["message"] == TASKS[0].solution and TASKS[0].answer["quotation"] in "".join(told["quotations"])


def test_hints_climb_their_ladder():
    task = ask(TASKS[1].id)
    said = [heard(task, op="hint")["message"] for _ in range(4)]
    assert said == [*TASKS[1].hints, TASKS[1].hints[-1]]


@pytest.mark.parametrize("kept", [5, "words", None, {"start": "a"}, {"start": -5, "end": 10**9}])
def test_what_cannot_be_shown_of_an_earlier_answer_is_left_alone(kept):
    workbook().record(TASKS[0].id, kept, "not_yet")
    assert ask(TASKS[0].id)._task["chosen"] is None


@pytest.mark.parametrize(
    "place", [{"start": "a", "end": "b"}, {"start": 5}, {"start": 9, "end": 5}, {"start": None, "end": 5}]
)
def test_a_selection_without_sense_is_answered_in_words(place):
    told = heard(ask(TASKS[0].id), op="check", **place)
    assert told["outcome"] in ("unanswered", "not_yet") and told["message"]


def test_where_no_widget_is_drawn_the_question_says_how_to_answer_in_code():
    data, _ = ask(TASKS[0].id)._repr_mimebundle_()
    assert (
        f'check("{TASKS[0].id}"' in data["text/html"].replace("&quot;", '"')
        and TASKS[0].prompt[:30] in data["text/plain"]
    )
    assert "0x" not in data["text/plain"]
