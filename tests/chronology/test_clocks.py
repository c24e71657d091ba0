"""One moment on two clocks."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from moscow_telegrams import beijing_time, both_clocks, in_beijing, in_moscow, moscow_time
from moscow_telegrams.chronology.clocks import clock_time

WINTER = st.datetimes(datetime(1949, 12, 1), datetime(1950, 3, 31))


@pytest.mark.parametrize(
    ("beijing", "moscow"),
    [
        ((1949, 12, 16, 22), (1949, 12, 16, 17)),  # the English telegram
        ((1949, 12, 16, 23), (1949, 12, 16, 18)),  # the memoirs
        ((1949, 12, 17, 3), (1949, 12, 16, 22)),  # the Chinese text, read as local time
        ((1950, 1, 10, 2), (1950, 1, 9, 21)),  # Chou leaves
        ((1950, 1, 7, 1), (1950, 1, 6, 20)),  # Vyshinsky calls
    ],
)
def test_the_hours_of_this_winter(beijing, moscow):
    assert in_moscow(beijing_time(*beijing)) == moscow_time(*moscow)
    assert in_moscow(beijing_time(*beijing)).replace(tzinfo=None) == datetime(*moscow)


@given(WINTER)
def test_moscow_was_five_hours_behind_all_winter(moment):
    here = beijing_time(moment.year, moment.month, moment.day, moment.hour, moment.minute)
    assert here.replace(tzinfo=None) - in_moscow(here).replace(tzinfo=None) == timedelta(hours=5)


@pytest.mark.parametrize("convert", [in_moscow, in_beijing, both_clocks])
@pytest.mark.parametrize("moment", [datetime(1950, 1, 9), "10 p.m.", None])
def test_a_moment_without_a_clock_is_asked_back(convert, moment):
    with pytest.raises(ValueError, match="Say by which clock"):
        convert(moment)


def test_an_unknown_clock_names_the_two_there_are():
    with pytest.raises(ValueError, match='"Beijing" and "Moscow"'):
        clock_time("Harbin", 1950, 1, 1)
