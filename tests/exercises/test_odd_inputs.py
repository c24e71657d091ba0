"""Odd answers to every check: none raises, and none is accepted that does not mean the right thing.

A thousand of them; more with MOSCOW_TELEGRAMS_ODD_ANSWERS=100000 pytest tests/exercises/test_odd_inputs.py
"""

import os
import re
import unicodedata
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from fractions import Fraction
from numbers import Number
from zoneinfo import ZoneInfo

import numpy as np
import pandas as pd
from dateutil import parser as dates_in_text
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from made_up import AGREED, SPEAKERS, STEPS, TOPICS

from moscow_telegrams import check, places, stations, telegram
from moscow_telegrams.exercises.bank import bank
from moscow_telegrams.exercises.checks import Outcome, judged

EXAMPLES = int(os.environ.get("MOSCOW_TELEGRAMS_ODD_ANSWERS", "1000"))
MOSCOW = ZoneInfo("Europe/Moscow")
MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
WORDS = {
    5: "five",
    10: "ten",
    11: "eleven",
    12: "twelve",
    14: "fourteen",
    15: "fifteen",
    60: "sixty",
    88: "eighty-eight",
    89: "eighty-nine",
}


class Hostile:
    """An answer that fails in every way in which it is looked at."""

    def _fail(self, *_):
        raise RuntimeError("do not look at me")

    __eq__ = __ne__ = __bool__ = __str__ = __repr__ = __len__ = __index__ = __float__ = __iter__ = __getattr__ = _fail
    __hash__ = None


ASKED = [*bank().values(), AGREED, TOPICS, STEPS, SPEAKERS]
JANUARY = telegram("1950-01-02")
SENTENCES = st.sampled_from(list(JANUARY.sentences["sentence"]))
# Answers of the bank and their neighbours: there a wrong accept is likeliest.
NEAR = st.builds(
    lambda day, off: day + timedelta(days=off),
    st.sampled_from([entry.answer for entry in bank().values() if entry.kind == "date"]),
    st.integers(-1, 1),
)
WINTER = st.one_of(NEAR, NEAR, st.dates(date(1949, 12, 1), date(1950, 3, 31)))
ZONES = st.sampled_from(
    [None, *map(ZoneInfo, ["Europe/Moscow", "Asia/Shanghai", "UTC", "Africa/Nairobi", "Asia/Tokyo"])]
)
TEXT_DATES = st.builds(
    lambda day, form, year: form.format(
        d=day.day, m=day.month, y=year or day.year, month=MONTHS[day.month - 1], mon=MONTHS[day.month - 1][:3]
    ),
    WINTER,
    st.sampled_from(
        [
            "{d} {month} {y}",
            "{month} {d}, {y}",
            "{mon} {d} {y}",
            "{y}-{m:02}-{d:02}",
            "{d}/{m}/{y}",
            "{m}/{d}/{y}",
            "{d}.{m}.{y}",
            "{d} {month}",
            "{month} {y}",
            "{d}{month}{y}",
            "{y}{m:02}{d:02}",
            "{d}-{mon}-{y}",
        ]
    ),
    st.sampled_from([None, None, None, 50, 49, 2026, "'50", 19500]),
)
TEXT_NUMBERS = st.builds(
    lambda sign, number, tail: f"{sign}{number}{tail}",
    st.sampled_from(["", "", "-", "+", " ", "~", "0"]),
    st.one_of(st.integers(0, 100), st.sampled_from(list(WORDS.values())), st.floats(0, 100)),
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
        datetime, st.just(1949), st.just(12), st.integers(15, 17), st.sampled_from([5, 16, 17, 22]), tzinfo=ZONES
    ),
    st.builds(datetime.combine, NEAR, st.times(), tzinfo=ZONES),
    st.datetimes(),
    st.datetimes(datetime(1900, 1, 1), datetime(2100, 1, 1), timezones=st.timezones()),
)
ODD = st.one_of(
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
    st.builds(time, st.sampled_from([5, 16, 17, 18, 22]), tzinfo=ZONES),
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
    NEAR.map(lambda day: np.array(np.datetime64(day, "ns"))),
    st.lists(st.integers(0, 20), max_size=2).map(pd.Series),
    st.builds(Hostile),
    st.sampled_from([..., pd.NaT, pd.NA, np.nan, NotImplemented, type, len, MONTHS]),
)


def means(asked, answer, value) -> bool:
    """Whether an answer means a value, found out without the code under test."""
    if isinstance(answer, (np.ndarray, pd.Series)) and answer.size == 1:
        answer = np.asarray(answer).reshape(())[()]
    if isinstance(answer, (np.number, np.str_, np.bool_)) and not isinstance(answer, np.timedelta64):
        answer = answer.item()
    oracles = {
        "date": means_date, "number": means_number, "time": means_time, "choice": means_choice, "place": means_place,
        "choices": means_choices, "order": means_order, "match": means_match, "evidence": means_passage,
    }  # fmt: skip
    return oracles[asked.kind](asked, answer, value)


def means_date(asked, answer, value) -> bool:
    if isinstance(answer, np.datetime64):
        answer = answer.astype("datetime64[D]").item()
    if isinstance(answer, str):
        if year_first := re.fullmatch(r"\s*(\d{4})\D(\d\d?)\D(\d\d?)(?:\D.*)?", answer):
            return tuple(map(int, year_first.groups())) == (value.year, value.month, value.day)
        try:
            return {dates_in_text.parse(answer, dayfirst=first).date() for first in (True, False)} == {value}
        except (ValueError, OverflowError):
            return False
    return isinstance(answer, date) and (answer.year, answer.month, answer.day) == (value.year, value.month, value.day)


def means_number(asked, answer, value) -> bool:
    if isinstance(answer, (np.timedelta64, timedelta)):
        return pd.Timedelta(answer) == pd.Timedelta(days=value)
    if isinstance(answer, str):
        plain = re.sub(rf"\s*{asked.unit}s?\.?$", "", unicodedata.normalize("NFKC", answer).strip().casefold()).rstrip(
            "."
        )
        if plain.lstrip("+-").isdecimal():
            return int(plain) == value
        return plain == WORDS.get(value) or bool(re.fullmatch(rf"\+?0*{value}\.0+", plain))
    return isinstance(answer, (Number, Decimal, Fraction)) and not isinstance(answer, bool) and answer == value


def means_time(asked, answer, value) -> bool:
    if isinstance(answer, str) and re.match(r"\d{4}-\d\d-\d\d", answer):
        answer = dates_in_text.isoparse(answer)
    if isinstance(answer, datetime):
        told = answer if answer.tzinfo is None else answer.astimezone(MOSCOW)
        return answer.time() == value and answer.date() == asked.day and told.utcoffset() == answer.utcoffset()
    if isinstance(answer, time):
        return means_time(asked, datetime.combine(asked.day, answer), value)
    if isinstance(answer, str):
        plain = unicodedata.normalize("NFKC", answer).strip().casefold().removesuffix(" moscow time")
        on_24_hours = re.fullmatch(r"0?17([:.]00|h)?( o'clock| hours)?( ?p\.?m\.?)?|1700", plain)
        return bool(on_24_hours or re.fullmatch(r"0?5([:.]00|h)? ?p\.?m\.?", plain))
    return isinstance(answer, (int, float, np.number)) and not isinstance(answer, bool) and answer == value.hour


def means_choice(asked, answer, value) -> bool:
    names = [value, asked.choices[value], *(alias for alias, key in asked.aliases.items() if key == value)]
    plain = [str(name).strip().casefold().rstrip(".").replace("-", " ") for name in (answer, *names)]
    return isinstance(answer, (str, int)) and plain[0] in plain[1:]


def means_place(asked, answer, value) -> bool:
    known = (
        pd.concat([places(), stations()]).set_index("id").loc[[value], ["name", "in_1949", "today", "russian", "hanzi"]]
    )
    names = {value, *known.to_numpy().ravel()} - {np.nan, ""}
    letters = [re.sub(r"\W+", "", unicodedata.normalize("NFKD", str(name)).casefold()) for name in (answer, *names)]
    return isinstance(answer, str) and letters[0] in letters[1:]


def means_choices(asked, answer, value) -> bool:
    given = answer if isinstance(answer, (list, tuple, set, frozenset, np.ndarray, pd.Series)) else [answer]
    return {str(key).strip().casefold() for key in given} - {""} == set(value)


def means_order(asked, answer, value) -> bool:
    return isinstance(answer, (list, tuple)) and list(answer) == value


def means_match(asked, answer, value) -> bool:
    return isinstance(answer, dict) and answer == value


def means_passage(asked, answer, value) -> bool:
    """The words of a selection are those of the key, with whatever else of its sentence."""
    text, sentence = JANUARY.text, str(JANUARY.passage(value["sentence"]))
    if isinstance(answer, (list, tuple, set)) and all(isinstance(one, str) for one in answer):
        return set(answer) == {value["sentence"]}
    if isinstance(answer, str):
        return answer == value["sentence"] or (value["quotation"] in answer and answer in sentence)
    start, end = answer
    start = max(start, JANUARY.locate(str(JANUARY.passage("j1.1")))[0])  # the printed label before it is no word
    key, first, last = value["quotation"].strip("."), text[:start].split()[-1], text[end:].split()[0]
    return text[start:end].strip() in sentence and key in f"{first}{text[start:end]}{last}"


@settings(
    max_examples=EXAMPLES,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(ODD)
def test_no_odd_answer_raises_or_is_wrongly_accepted(answer):
    for asked in ASKED:
        result = judged(asked, answer)
        assert isinstance(result.outcome, Outcome) and result.message is not None
        if result.outcome is Outcome.CORRECT:
            assert means(asked, answer, asked.answer), asked.id
        if result.outcome is Outcome.CORRECT_OTHERWISE:
            assert any(means(asked, answer, other.answer) for other in asked.alternatives), asked.id


@settings(max_examples=30, deadline=None, derandomize=True, database=None)
@given(ODD)
def test_no_odd_answer_breaks_the_workbook(answer):
    result = check("prep-days", answer)
    assert "not saved" not in result.message
