"""Journeys along the railway, day by day: where the sources place the train, and where we only interpolate.

A journey is known at its ends, and at times at one point between them. Every other position is interpolated, as if the
train had gone equally fast all the way, and says so.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache

from moscow_telegrams.atlas.railway import line, nearest_station, point_at, station
from moscow_telegrams.chronology.clocks import both_clocks, clock_time, in_moscow
from moscow_telegrams.chronology.counting import days_between
from moscow_telegrams.chronology.events import Event, dispute, event
from moscow_telegrams.chronology.schedule import Schedule, schedule
from moscow_telegrams.collection import rows

NOON = 12
_DAY, _HOUR = timedelta(days=1), timedelta(hours=1)


@dataclass(frozen=True)
class Fix:
    """A point of a journey that is known: where, and when as far as it is known.

    `moment` is where the map draws it, between `earliest` and `latest`; `said` tells what is known of the hour.
    """

    km: int
    moment: datetime
    earliest: datetime
    latest: datetime
    said: str


@dataclass(frozen=True)
class Position:
    """Where a journey is at a moment; `said` tells whether that is known or interpolated."""

    moment: datetime
    km: float
    said: str
    known: bool

    @property
    def point(self) -> tuple[float, float]:
        """Latitude and longitude on the track as drawn."""
        return point_at(self.km)

    @property
    def station(self) -> str:
        """The nearest station, and how far away it is, in words."""
        nearest = nearest_station(self.km)
        away = abs(nearest["km_drawn"] - self.km)
        return nearest["name"] if away < 5 else f"{nearest['name']}, about {_tens(away)} km away"


@dataclass(frozen=True)
class Journey:
    """A journey from Beijing to Moscow: its fixes, from the first to the last, and what is known of stops."""

    id: str
    title: str
    fixes: tuple[Fix, ...]
    stops: str
    note: str
    source: str

    @property
    def positions(self) -> list[Position]:
        """One a day: the departure, then every noon in Moscow up to the arrival.

        >>> mao = journey("mao")
        >>> len(mao.positions), mao.positions[0].known, mao.positions[5].known
        (11, True, False)
        """
        first, last = self.fixes[0].moment, self.fixes[-1].moment
        start = in_moscow(first)
        noon = clock_time("Moscow", start.year, start.month, start.day, NOON)
        moments = [first, *(noon + day * _DAY for day in range(20) if first < noon + day * _DAY <= last)]
        return [self.at(moment) for moment in moments]

    def at(self, moment: datetime) -> Position:
        """Where the journey is at a moment between its ends."""
        for fix in self.fixes:
            if fix.moment == moment:
                return Position(moment, fix.km, fix.said, True)
        before = max((fix for fix in self.fixes if fix.moment < moment), key=lambda fix: fix.moment)
        after = min((fix for fix in self.fixes if fix.moment > moment), key=lambda fix: fix.moment)
        part = (moment - before.moment) / (after.moment - before.moment)
        return Position(
            moment,
            before.km + part * (after.km - before.km),
            "Interpolated: as if the train had gone equally fast all the way.",
            False,
        )

    @property
    def hours(self) -> tuple[int, int]:
        """The least and the greatest number of hours that the journey can have taken.

        >>> journey("mao").hours
        (231, 236)
        """
        first, last = self.fixes[0], self.fixes[-1]
        return (last.earliest - first.latest) // _HOUR, (last.latest - first.earliest) // _HOUR

    @property
    def speed(self) -> str:
        """The mean speed, from the published length of the line, in words.

        >>> journey("mao").speed
        '38–39 km/h over 8,961 km (a published figure; others differ), stops included'
        """
        length = published_kilometres()
        slow, fast = (round(length / hours) for hours in reversed(self.hours))
        return f"{slow}–{fast} km/h over {length:,} km (a published figure; others differ), stops included"

    @property
    def days(self) -> str:
        """How many days the journey takes, counted in both ways, by the dates of the places.

        >>> journey("chou-planned").days
        '10 days elapsed, 11 when the day of departure is counted'
        """
        first, last = self.fixes[0].moment.date(), self.fixes[-1].moment.date()
        elapsed, inclusive = (days_between(first, last, way) for way in ("elapsed", "inclusive"))
        return f"{elapsed} days elapsed, {inclusive} when the day of departure is counted"


@cache
def journey(id: str) -> Journey:
    """One of the journeys by rail of `data/journeys.csv`: "mao", "chou-planned" or "chou".

    Raises ValueError for any other.

    >>> [fix.moment.date().isoformat() for fix in journey("chou").fixes]
    ['1950-01-10', '1950-01-18', '1950-01-20']
    """
    row = next((row for row in rows("journeys.csv") if row["id"] == id and id != "telegram"), None)
    if row is None:
        raise ValueError(f'There is no journey by rail {id!r}. Choose "mao", "chou-planned" or "chou".')
    end = line()[-1]["km_drawn"]
    if row["departs"]:
        known = [(row["departs"], 0, "Beijing"), (row["arrives"], end, "Moscow")]
        fixes = [_of_event(event(id), km, clock) for id, km, clock in known]
        if row["passes"]:
            passed = event(row["passes"])
            fixes.insert(1, _of_event(passed, station(passed.place)["km_drawn"], "Moscow"))
    else:
        plan = plan_of_january()
        fixes = [_of_day(plan.departure, 0, "Beijing", "The plan"), _of_day(plan.arrival, end, "Moscow", "The plan")]
    return Journey(row["id"], row["title"], tuple(fixes), row["stops"], row["note"], row["source"])


@cache
def plan_of_january() -> Schedule:
    """The timetable of the telegram, unchanged.

    >>> plan_of_january().arrival
    datetime.date(1950, 1, 19)
    """
    return schedule()


@cache
def published_kilometres() -> int:
    """The published length of the line that the lessons compute with: one of those that `dispute()` shows.

    >>> published_kilometres()
    8961
    """
    readings = dispute("rail-kilometres").readings
    return next(int(row["value"]) for row in readings if row["source"] == "timetable-8961")


def _of_event(event: Event, km: int, clock: str) -> Fix:
    if event.moment:
        moment = event.moment
        return Fix(km, moment, moment, moment, f"Known: {event.event}")
    if event.time:  # an hour by a clock that is not named: it is one of the two
        hour, minute = map(int, event.time.split(":"))
        day = event.day
        readings = [clock_time(name, day.year, day.month, day.day, hour, minute) for name in ("Beijing", "Moscow")]
        said = f"Known: {event.event} The hour is in the source, its clock is not; taken as {clock} time, an inference."
        return Fix(km, clock_time(clock, day.year, day.month, day.day, hour, minute), *sorted(readings), said)
    return _of_day(event.day, km, clock, f"Known: {event.event} The source")


def _of_day(day: date, km: int, clock: str, who: str) -> Fix:
    midnight = clock_time(clock, day.year, day.month, day.day)
    noon = clock_time("Moscow", day.year, day.month, day.day, NOON)
    return Fix(km, noon, midnight, midnight + _DAY, f"{who} gives the day and no hour; drawn at noon in Moscow.")


def told(position: Position) -> str:
    """A position in words: when, where, how sure.

    >>> told(journey("mao").positions[0])[:60]
    'Beijing: Tuesday 6 December 1949, 21:00. Moscow: Tuesday 6 D'
    """
    return f"{both_clocks(position.moment)} {distance(position)} Nearest station: {position.station}. {position.said}"


def distance(position: Position) -> str:
    """The distance done, in words: of the track as drawn, rounded where it is interpolated.

    >>> distance(journey("mao").positions[-1])
    '8,902 of 8,902 km of the track as drawn.'
    """
    end = line()[-1]["km_drawn"]
    done = f"{position.km:,}" if position.known else f"About {_tens(position.km):,}"
    return f"{done} of {end:,} km of the track as drawn."


def _tens(number: float) -> int:
    return round(number / 10) * 10
