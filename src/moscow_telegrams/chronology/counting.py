"""Counting days: elapsed, or inclusive of the first."""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum

LONGEST = 366


class Counting(StrEnum):
    """How a span of days is counted.

    ELAPSED asks how many midnights pass: from the 9th to the 19th, ten.
    INCLUSIVE counts the first day as day 1: from the 9th to the 19th, eleven.
    """

    ELAPSED = "elapsed"
    INCLUSIVE = "inclusive"


def arrival(departure: date, days: int, counting: str) -> date:
    """The date on which a journey of `days` days ends, counted as `counting` says ("elapsed" or "inclusive").

    Raises ValueError for a number of days that is not whole, below 0 or above 366, for 0 days counted inclusively,
    for any other way of counting, and for a journey beyond the year 9999.

    >>> arrival(date(1950, 1, 9), 11, "inclusive")
    datetime.date(1950, 1, 19)
    >>> arrival(date(1950, 1, 9), 11, "elapsed")
    datetime.date(1950, 1, 20)
    """
    nights = whole_days(days, "days") - (way_of_counting(counting) is Counting.INCLUSIVE)
    if nights < 0:
        raise ValueError("Counted inclusively, the first day is day 1: give at least 1 day.")
    try:
        return calendar_day(departure, "departure") + timedelta(days=nights)
    except OverflowError:
        raise ValueError(f"{departure} is too late: the calendar of Python ends with the year 9999.") from None


def days_between(first: date, last: date, counting: str) -> int:
    """How many days there are from `first` to `last`, counted as `counting` says.

    Raises ValueError when `last` is before `first`.

    >>> days_between(date(1950, 1, 20), date(1950, 1, 31), "elapsed")
    11
    >>> days_between(date(1950, 1, 20), date(1950, 1, 31), "inclusive")
    12
    """
    elapsed = (calendar_day(last, "last") - calendar_day(first, "first")).days
    if elapsed < 0:
        raise ValueError(f"The last day, {last}, is before the first, {first}.")
    return elapsed + (way_of_counting(counting) is Counting.INCLUSIVE)


def way_of_counting(counting: str) -> Counting:
    """`counting` as a Counting; ValueError for anything but "elapsed" and "inclusive".

    >>> way_of_counting("inclusive").value
    'inclusive'
    """
    try:
        return Counting(counting)
    except (ValueError, TypeError):
        raise ValueError(f'counting is "elapsed" or "inclusive", not {_shown(counting)}.') from None


def whole_days(days: int, name: str) -> int:
    """`days` when it is a whole number from 0 to 366; otherwise ValueError, which calls it by its `name`.

    >>> whole_days(5, "prepare")
    5
    """
    if isinstance(days, bool) or not hasattr(days, "__index__"):
        raise ValueError(f"{name} is a whole number of days, such as 5, not {_shown(days)}.")
    whole = days.__index__()
    if not 0 <= whole <= LONGEST:
        raise ValueError(f"{name} is a number of days from 0 to {LONGEST}, not {_shown(days)}.")
    return whole


def calendar_day(day: date, name: str) -> date:
    """`day` without a time of day; ValueError, which calls it by its `name`, when it is not a date.

    >>> from datetime import datetime
    >>> calendar_day(datetime(1950, 1, 3, 4, 0), "received")
    datetime.date(1950, 1, 3)
    """
    if not isinstance(day, date) or day != day:
        raise ValueError(f"{name} is a date, such as date(1950, 1, 3), not {_shown(day)}.")
    return date(day.year, day.month, day.day)


def _shown(value: object) -> str:
    """A wrong value for an error message, cut when it is long."""
    try:
        text = repr(value)
    except Exception:  # a value may be any object, and its repr may fail in any way
        return f"a value of type {type(value).__name__}"
    return text if len(text) <= 40 else text[:37] + "..."
