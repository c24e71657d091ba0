"""Answers made of several choices: all that apply, an order, a match. How much is right, and never which."""

import random

import numpy as np
import pandas as pd
import pytest
from given_away import given_away, typed
from hypothesis import given, settings
from hypothesis import strategies as st
from made_up import SEVERAL, SPEAKERS, STEPS, TOPICS

from moscow_telegrams.exercises import checks
from moscow_telegrams.exercises.checks import _attempt, judged


def forms(asked, answer) -> list:
    """An answer in the forms in which it may arrive."""
    if asked.kind == "match":
        rows, choices = list(answer), list(answer.values())
        words = {asked.rows[row]: asked.choices[choice].upper() for row, choice in answer.items()}
        table = pd.DataFrame({"who": rows, "what": choices})
        pairs = list(answer.items())
        lists = [list(pair) for pair in pairs]
        return [answer, words, pairs, pairs[::-1], lists, table, pd.Series(answer), np.array(pairs)]
    in_order = [answer, tuple(answer), ", ".join(answer), "\n".join(answer), " ".join(answer), f"[{', '.join(answer)}]"]
    in_order += [", ".join(f'"{key}"' for key in answer), [asked.choices[key] for key in answer], np.array(answer)]
    in_order += [[key.upper() for key in answer], pd.Series(answer), f"{', '.join(answer[:-1])}, and {answer[-1]}."]
    if asked.kind == "order":
        return in_order
    as_sets = [set(answer), frozenset(answer), [*answer, answer[0]], ", ".join(answer[::-1])]
    return [*in_order, answer[::-1], *as_sets]


@pytest.mark.parametrize("asked", SEVERAL, ids=lambda asked: asked.id)
def test_a_right_answer_is_accepted_in_every_form(asked):
    for answer in forms(asked, asked.answer):
        result = judged(asked, answer)
        assert (result.outcome, result.message) == ("correct", asked.correct), repr(answer)
    for other in asked.alternatives:
        for answer in forms(asked, other.answer):
            result = judged(asked, answer)
            assert (result.outcome, result.message) == ("correct_otherwise", other.convention), repr(answer)


@pytest.mark.parametrize("asked", [asked for asked in SEVERAL if asked.misconceptions], ids=lambda asked: asked.id)
def test_every_expected_misconception_is_met_with_its_feedback(asked):
    for expected in asked.misconceptions:
        result = judged(asked, expected.answer)
        assert result.outcome in ("not_yet", "partly") and expected.feedback in result.message


@pytest.mark.parametrize("asked", SEVERAL, ids=lambda asked: asked.id)
def test_nothing_said_of_a_wrong_answer_names_what_is_right(asked):
    wild = random.Random(1)
    keys = list(asked.choices)
    checks._hints_given.clear()
    for _ in range(60):
        tried = {
            "choices": lambda: [key for key in keys if wild.random() < 0.5] or keys[:1],
            "order": lambda: wild.sample(keys, len(keys)),
            "match": lambda: {row: wild.choice(keys) for row in asked.rows},
        }[asked.kind]()
        result = judged(asked, tried)
        assert not given_away(asked, result.message, typed(tried)), result


OFF = [
    (TOPICS, "treaty", "partly", "You have 1 of the 3 that belong here."),
    (TOPICS, ["treaty", "loan"], "partly", "You have 2 of the 3 that belong here."),
    (TOPICS, ["treaty", "war"], "partly", "You have 1 of the 3 that belong here. One that you chose does not belong."),
    (TOPICS, "treaty, Tibet", "partly", "You have 1 of the 3 that belong here. Tibet is not in the telegram."),
    (TOPICS, "tibet", "not_yet", "Tibet is not in the telegram."),
    (TOPICS, "war and tibet", "not_yet", "Neither of them"),
    (TOPICS, list(TOPICS.choices), "not_yet", "Tibet is not in the telegram."),
    (TOPICS, "war", "not_yet", "Hint"),
    (TOPICS, "Port Arthur; the loan; the treaty", "correct", ""),
    (TOPICS, "TREATY AND LOAN AND LUSHUN", "correct", ""),
    (TOPICS, "treaty, Korea", "not_yet", "Something here is not one of the choices"),
    (TOPICS, ["treaty", 5], "not_yet", "not one of the choices"),
    (TOPICS, {"treaty": True}, "not_yet", "Write a list"),
    (TOPICS, ", ".join(["treaty"] * 1000), "not_yet", "longer than an answer"),
    (STEPS, "there, leave, prepare, read", "partly", "turn it round"),
    (STEPS, "read, leave, there, prepare", "partly", "1 of 4 stands in place."),
    (STEPS, "read, there, leave, prepare", "partly", "2 of 4 stand in place."),
    (STEPS, "leave, there, read, prepare", "not_yet", "Hint"),
    (STEPS, ["read", "leave", "prepare", "there"], "not_yet", "Can they leave unprepared?"),
    (STEPS, "read, prepare", "not_yet", "There are 4 to put in order, and you have 2."),
    (STEPS, "read, prepare, leave, leave", "not_yet", "more than once"),
    (STEPS, {"read", "prepare", "leave", "there"}, "not_yet", "no order"),
    (SPEAKERS, {"two-years": "stalin"}, "partly", "1 of 3 rows fits. 2 are still empty."),
    (SPEAKERS, {"two-years": "stalin", "option-a": "molotov", "opinion": ...}, "partly", "2 of 3 rows fit. 1 is still"),
    (SPEAKERS, {"two-years": "mao"}, "not_yet", "“He replied”: who is “he” here?"),
    (SPEAKERS, SPEAKERS.answer | {"two-years": "mao"}, "partly", "2 of 3 rows fit. “He replied”"),
    (SPEAKERS, {"two-years": "molotov", "option-a": "mao", "opinion": "stalin"}, "not_yet", "Hint"),
    (SPEAKERS, {"two-years": "chou"}, "not_yet", "This is not one of the choices: “chou”."),
    (SPEAKERS, {"five-years": "mao"}, "not_yet", "This is not one of the rows: “five-years”."),
    (SPEAKERS, [("two-years", "mao"), ("two-years", "stalin")], "not_yet", "two different choices"),
    (
        SPEAKERS,
        pd.concat([pd.Series({"opinion": "stalin"}), pd.Series(SPEAKERS.answer)]),
        "not_yet",
        "“Public opinion” has two different choices",
    ),
    (SPEAKERS, "stalin, mao, molotov", "not_yet", "Give each row its choice"),
    (SPEAKERS, pd.DataFrame({"a": [1], "b": [2], "c": [3]}), "not_yet", "Give each row its choice"),
    (SPEAKERS, pd.DataFrame({"a": range(999), "b": "mao"}), "not_yet", "holds more than an answer"),
]  # fmt: skip


@pytest.mark.parametrize(("asked", "answer", "outcome", "said"), OFF, ids=[str(number) for number, _ in enumerate(OFF)])
def test_an_answer_that_is_off_is_told_how(asked, answer, outcome, said):
    result = judged(asked, answer)
    assert result.outcome == outcome and said in result.message, result


@pytest.mark.parametrize("asked", [TOPICS, STEPS, SPEAKERS], ids=lambda asked: asked.id)
@pytest.mark.parametrize("blank", [..., "", [], {}, None, [..., ""], {"two-years": ..., "opinion": ""}], ids=repr)
def test_blank_is_not_answered(asked, blank):
    assert judged(asked, blank).outcome == "unanswered"


def test_a_table_that_nobody_has_filled_in_is_not_answered():
    assert judged(SPEAKERS, pd.DataFrame({"who": list(SPEAKERS.rows), "what": [..., None, float("nan")]})).outcome == (
        "unanswered"
    )


@pytest.mark.parametrize("asked", SEVERAL, ids=lambda asked: asked.id)
def test_what_is_kept_is_read_as_the_same_answer_again(asked):
    kept = _attempt(asked, forms(asked, asked.answer)[-1])[1]
    assert _attempt(asked, kept)[1] == kept and judged(asked, kept).outcome == "correct"


KEYS = st.sampled_from([*TOPICS.choices, "korea", "", ..., None, 5, "Port Arthur", "THE LOAN"])


@settings(max_examples=200, deadline=None, derandomize=True, database=None)
@given(st.lists(KEYS, max_size=6))
def test_no_other_choice_is_accepted(keys):
    said = {str(key).casefold().removeprefix("the ") for key in keys if key not in ("", ..., None)}
    meant = {"lushun" if key == "port arthur" else key for key in said}
    assert (judged(TOPICS, keys).outcome == "correct") == (meant == set(TOPICS.answer))
