"""Two ways of counting days, and no third."""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from moscow_telegrams import arrival, days_between

NINTH = date(1950, 1, 9)


@pytest.mark.parametrize(
    ("first", "last", "elapsed"),
    [
        (date(1950, 1, 9), date(1950, 1, 19), 10),  # Chou's journey, as planned
        (date(1950, 1, 20), date(1950, 1, 31), 11),  # "about ten days"
        (date(1949, 12, 6), date(1949, 12, 16), 10),  # Mao's own journey
        (date(1949, 12, 16), date(1950, 2, 14), 60),  # first meeting to treaty
        (date(1950, 1, 31), date(1950, 2, 14), 14),
        (date(1949, 12, 6), date(1950, 3, 4), 88),  # Mao's absence from Beijing
        (date(1950, 1, 9), date(1950, 1, 9), 0),
    ],
)
def test_inclusive_is_always_one_more_than_elapsed(first, last, elapsed):
    assert days_between(first, last, "elapsed") == elapsed
    assert days_between(first, last, "inclusive") == elapsed + 1


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)), st.integers(1, 366), st.sampled_from(["elapsed", "inclusive"]))
def test_arriving_and_counting_back_agree(departure, days, counting):
    assert days_between(departure, arrival(departure, days, counting), counting) == days


@pytest.mark.parametrize("days", [-1, 367, 10**9, "eleven", 11.0, True, None, float("nan")])
def test_a_wrong_number_of_days_is_refused_with_what_to_do(days):
    with pytest.raises(ValueError, match=r"days is a (whole )?number of days"):
        arrival(NINTH, days, "elapsed")


@pytest.mark.parametrize("counting", ["Inclusive", "", None, 1, "both", []])
def test_a_wrong_way_of_counting_is_refused_with_the_two_there_are(counting):
    with pytest.raises(ValueError, match='"elapsed" or "inclusive"'):
        arrival(NINTH, 11, counting)


def test_a_journey_backwards_is_refused():
    with pytest.raises(ValueError, match="is before"):
        days_between(date(1950, 1, 19), NINTH, "elapsed")


def test_the_hour_of_a_day_does_not_count():
    assert days_between(datetime(1950, 1, 9, 23), datetime(1950, 1, 10, 1), "elapsed") == 1


def test_a_journey_beyond_all_calendars_is_refused():
    with pytest.raises(ValueError, match="too late"):
        arrival(date(9999, 12, 31), 5, "elapsed")
