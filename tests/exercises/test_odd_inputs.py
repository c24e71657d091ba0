"""Odd answers to every question: none raises, none is wrongly accepted, and nothing that is said gives the key away.

A thousand of any kind, to every question; and a thousand near the key of a question, to it and to all of its kind. More
with MOSCOW_TELEGRAMS_ODD_ANSWERS=100000 pytest tests/exercises/test_odd_inputs.py
"""

import os
import re
from collections import Counter
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from html import unescape
from random import Random

import numpy as np
import pandas as pd
from given_away import given_away, typed
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from made_up import AGREED, SPEAKERS, STEPS, TOPICS, TWO_SENTENCES
from near_the_key import DATES, ZONES, near, written
from oracle import IN_WORDS, MONTHS, means

from moscow_telegrams import check, telegram
from moscow_telegrams.exercises.bank import KINDS, bank
from moscow_telegrams.exercises.checks import Outcome, Result, judged

EXAMPLES = int(os.environ.get("MOSCOW_TELEGRAMS_ODD_ANSWERS", "1000"))


class Hostile:
    """An answer that fails in every way in which it is looked at."""

    def _fail(self, *_):
        raise RuntimeError("do not look at me")

    __eq__ = __ne__ = __bool__ = __str__ = __repr__ = __len__ = __index__ = __float__ = __iter__ = __getattr__ = _fail
    __hash__ = None


ASKED = [*bank().values(), AGREED, TWO_SENTENCES, TOPICS, STEPS, SPEAKERS]
JANUARY = telegram("1950-01-02")
SENTENCES = st.sampled_from(list(JANUARY.sentences["sentence"]))
OF_KIND = {kind: [asked for asked in ASKED if asked.kind == kind] for kind in KINDS}
# A kind first: the bank has many questions of some, and one of others.
NEAR = st.builds(
    lambda asked, seed: (asked, near(asked, Random(seed))),
    st.sampled_from(sorted(OF_KIND)).flatmap(lambda kind: st.sampled_from(OF_KIND[kind])),
    st.integers(0, 2**64),
)
NEAR_DAYS = st.builds(
    lambda day, off: day + timedelta(days=off),
    st.sampled_from([entry.answer for entry in bank().values() if entry.kind == "date"]),
    st.integers(-1, 1),
)
WINTER = st.one_of(NEAR_DAYS, NEAR_DAYS, st.dates(date(1949, 12, 1), date(1950, 3, 31)))
TEXT_DATES = st.builds(
    written, WINTER, st.sampled_from(DATES), st.sampled_from([None, None, None, 50, 49, 2026, "'50", 19500])
)
TEXT_NUMBERS = st.builds(
    lambda sign, number, tail: f"{sign}{number}{tail}",
    st.sampled_from(["", "", "-", "+", " ", "~", "0"]),
    st.one_of(st.integers(0, 100), st.sampled_from(list(IN_WORDS.values())), st.floats(0, 100)),
    st.sampled_from(["", " days", " day", " hours", "th", "%", ".0", ".5", " or so", "_0", "e0", "/1"]),
)
TEXT_HOURS = st.builds(
    lambda hour, minute, tail: f"{hour}{minute}{tail}",
    st.one_of(st.sampled_from([5, 17]), st.integers(0, 26)),
    st.sampled_from(["", ":00", ":30", ".00", "h", ":60", ":0"]),
    st.sampled_from(["", " p.m.", " a.m.", "pm", " PM", " o'clock", " Moscow time", " Beijing time", "+03:00"]),
)
MOMENTS = st.one_of(
    st.builds(
        datetime,
        st.just(1949),
        st.just(12),
        st.integers(15, 17),
        st.sampled_from([5, 16, 17, 22]),
        tzinfo=st.sampled_from(ZONES),
    ),
    st.builds(datetime.combine, NEAR_DAYS, st.times(), tzinfo=st.sampled_from(ZONES)),
    st.datetimes(),
    st.datetimes(datetime(1900, 1, 1), datetime(2100, 1, 1), timezones=st.timezones()),
)
ODD = st.one_of(
    *[NEAR.map(lambda pair: pair[1])] * 12,
    st.none(),
    st.booleans(),
    st.integers(),
    st.integers(-5, 100),
    st.floats(),
    st.floats(0, 100),
    st.complex_numbers(),
    st.decimals(),
    st.fractions(),
    st.text(max_size=30),
    st.text("0123456789 /-.:apm", max_size=12),
    st.binary(max_size=8),
    TEXT_DATES,
    TEXT_DATES,
    MOMENTS,
    MOMENTS.map(str),
    TEXT_NUMBERS,
    TEXT_HOURS,
    st.sampled_from([key for entry in ASKED for key in entry.choices]),
    st.lists(st.sampled_from([key for entry in ASKED for key in entry.choices]), max_size=5),
    st.sampled_from([TOPICS, STEPS]).flatmap(lambda asked: st.permutations(list(asked.choices))),
    st.dictionaries(st.sampled_from(list(SPEAKERS.rows)), st.sampled_from(list(SPEAKERS.choices))),
    st.tuples(st.integers(100, 400), st.integers(100, 400)),
    SENTENCES,
    st.lists(SENTENCES, max_size=3),
    WINTER,
    st.dates(),
    st.times(),
    st.builds(time, st.sampled_from([5, 16, 17, 18, 22]), tzinfo=st.sampled_from(ZONES)),
    MOMENTS,
    st.timedeltas(),
    st.builds(timedelta, days=st.integers(0, 100)),
    st.builds(timedelta, days=st.integers(0, 100), seconds=st.integers(0, 2)),
    MOMENTS.filter(lambda moment: 1700 < moment.year < 2200).map(pd.Timestamp),
    WINTER.map(np.datetime64),
    st.integers(0, 100).map(np.int64),
    st.floats(0, 100).map(np.float64),
    st.integers(0, 100).map(np.array),
    st.integers(0, 100).map(lambda number: np.timedelta64(number, "h")),
    st.integers(0, 100).map(lambda n: pd.Timedelta(days=n)),
    st.lists(st.integers(0, 20), max_size=3),
    st.dictionaries(st.text(max_size=3), st.integers(), max_size=2),
    st.lists(st.integers(0, 20), max_size=2).map(np.array),
    st.integers(0, 100).map(lambda number: np.array(np.timedelta64(number, "ns"))),
    NEAR_DAYS.map(lambda day: np.array(np.datetime64(day, "ns"))),
    st.lists(st.integers(0, 20), max_size=2).map(pd.Series),
    st.builds(Hostile),
    st.sampled_from([..., pd.NaT, pd.NA, np.nan, NotImplemented, type, len, MONTHS]),
)


def looked_at(asked, answer) -> Outcome:
    """What an answer comes to, once it is clear that it is rightly judged and that the key stays where it is."""
    result = judged(asked, answer)
    assert isinstance(result.outcome, Outcome) and result.message is not None
    if result.outcome is Outcome.CORRECT:
        assert means(asked, answer, asked.answer), asked.id
    if result.outcome is Outcome.CORRECT_OTHERWISE:
        assert any(means(asked, answer, other.answer) for other in asked.alternatives), asked.id
    assert not given_away(asked, as_seen(result), typed(answer)), (asked.id, result)
    return result.outcome


@lru_cache(maxsize=10_000)
def as_seen(result: Result) -> str:
    """What is read of a result, as text and as a page: the same words, and nothing in between."""
    page, frame = result._repr_html_(), Result(result.outcome, "")._repr_html_()
    assert re.findall(r"<[^>]*>", page) == re.findall(r"<[^>]*>", frame), "a message brings no markup"
    assert unescape(re.sub(r"<[^>]*>", "", page)) == repr(result)
    return repr(result)


MANY = settings(
    max_examples=EXAMPLES,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


@MANY
@given(ODD)
def test_no_odd_answer_raises_or_is_wrongly_accepted(answer):
    for asked in ASKED:
        looked_at(asked, answer)


def test_no_answer_near_a_key_raises_or_is_wrongly_accepted():
    seen = Counter()

    @MANY
    @given(NEAR)
    def look(pair):
        asked, answer = pair
        seen[asked.kind, looked_at(asked, answer)] += 1
        for other in OF_KIND[asked.kind]:
            looked_at(other, answer)

    look()
    for kind in set(KINDS) - {"text"}:
        assert seen[kind, Outcome.CORRECT] and seen[kind, Outcome.NOT_YET], f"too far from the key, or too near: {kind}"


@settings(max_examples=30, deadline=None, derandomize=True, database=None)
@given(ODD)
def test_no_odd_answer_breaks_the_workbook(answer):
    result = check("prep-days", answer)
    assert "not saved" not in result.message
