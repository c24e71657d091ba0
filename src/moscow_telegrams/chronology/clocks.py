"""Two clocks: Beijing and Moscow, as they stood in the winter of 1949-50.

The offsets come from the IANA time zone database (source `tz-database`), which says of itself that its data before
1970 is a best effort. It has no zone for Beijing; the zone of Shanghai stands for it.
"""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

ZONES = {"Beijing": "Asia/Shanghai", "Moscow": "Europe/Moscow"}


def beijing_time(year: int, month: int, day: int, hour: int = 0, minute: int = 0) -> datetime:
    """A moment by the clock in Beijing.

    >>> print(beijing_time(1949, 12, 16, 22))
    1949-12-16 22:00:00+08:00
    """
    return clock_time("Beijing", year, month, day, hour, minute)


def moscow_time(year: int, month: int, day: int, hour: int = 0, minute: int = 0) -> datetime:
    """A moment by the clock in Moscow.

    >>> print(moscow_time(1949, 12, 16, 12))
    1949-12-16 12:00:00+03:00
    """
    return clock_time("Moscow", year, month, day, hour, minute)


def clock_time(clock: str, *when: int) -> datetime:
    """A moment by a clock, "Beijing" or "Moscow"; ValueError for any other.

    >>> clock_time("Beijing", 1950, 1, 10, 2).hour
    2
    """
    if clock not in ZONES:
        raise ValueError(f'The clocks here are "Beijing" and "Moscow"; there is no clock {clock!r}.')
    return datetime(*when, tzinfo=ZoneInfo(ZONES[clock]))


def in_moscow(moment: datetime) -> datetime:
    """The same moment by the clock in Moscow.

    Raises ValueError for a moment that does not say by which clock it is told.

    >>> print(in_moscow(beijing_time(1949, 12, 16, 22)))
    1949-12-16 17:00:00+03:00
    """
    return _by(moment, "Moscow")


def in_beijing(moment: datetime) -> datetime:
    """The same moment by the clock in Beijing.

    >>> print(in_beijing(moscow_time(1949, 12, 16, 22)))
    1949-12-17 03:00:00+08:00
    """
    return _by(moment, "Beijing")


def both_clocks(moment: datetime) -> str:
    """A moment on both clocks, in words.

    >>> both_clocks(beijing_time(1950, 1, 10, 2))
    'Beijing: Tuesday 10 January 1950, 02:00. Moscow: Monday 9 January 1950, 21:00.'
    """
    return f"Beijing: {_said(in_beijing(moment))}. Moscow: {_said(in_moscow(moment))}."


def _by(moment: datetime, clock: str) -> datetime:
    if not isinstance(moment, datetime) or moment.tzinfo is None:
        raise ValueError("Say by which clock: make the moment with beijing_time(...) or moscow_time(...).")
    return moment.astimezone(ZoneInfo(ZONES[clock]))


def _said(moment: datetime) -> str:
    return f"{moment:%A} {moment.day} {moment:%B %Y, %H:%M}"
