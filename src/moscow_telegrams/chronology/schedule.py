"""Chou's schedule: the timetable that Mao lays out on 2 January 1950, recomputed, beside what happened."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from html import escape
from typing import TYPE_CHECKING

from moscow_telegrams.chronology.counting import Counting, arrival, calendar_day, way_of_counting, whole_days
from moscow_telegrams.chronology.events import Event, event
from moscow_telegrams.edition.telegram import Telegram, telegram
from moscow_telegrams.table import html_table

if TYPE_CHECKING:
    from pandas import DataFrame

    from moscow_telegrams.picture import Picture

_SOURCE = "1950-01-02"
TITLES = {
    "received": "Telegram received",
    "prepare": "Preparation",
    "rail": "Train to Moscow",
    "talks": "Talks and signing",
    "return": "Return home",
}


@dataclass(frozen=True)
class Step:
    """One step of the schedule: what the plan comes to, what the telegram says, what happened.

    `days` is None where the telegram gives no number of days, and `first`, `last` are None where none can be
    computed. `stated` is the last date in the telegram's words (ISO 8601). `happened` holds the events.
    """

    name: str
    days: int | None
    first: date | None
    last: date | None
    stated: str
    words: str
    sentence: str
    happened: tuple[Event, ...]

    @property
    def event_first(self) -> date | None:
        """The day of the first event, on the clock where it happened; None where no source tells of one."""
        return self.happened[0].day if self.happened else None

    @property
    def event_last(self) -> date | None:
        """The day of the last event; None where no source tells of one."""
        return self.happened[-1].day if self.happened else None


@dataclass(frozen=True)
class Schedule:
    """A recomputed timetable: `table` is a DataFrame, `plot()` a timeline, `departure`, `arrival`, `end` its dates."""

    steps: tuple[Step, ...]
    counting: Counting

    @property
    def departure(self) -> date:
        """The day on which Chou leaves Beijing."""
        return self._step("rail").first

    @property
    def arrival(self) -> date:
        """The day on which Chou arrives in Moscow."""
        return self._step("rail").last

    @property
    def end(self) -> date:
        """The last day of the negotiation and the signing."""
        return self._step("talks").last

    @property
    def table(self) -> DataFrame:
        """One row a step: `step, days, first, last, telegram_says, words, sentence, happened_first, happened_last,
        happened, source`. Dates are datetime64; NaT where there is none.
        """
        from pandas import DataFrame, to_datetime

        table = DataFrame(
            {
                "step": [step.name for step in self.steps],
                "days": [step.days for step in self.steps],
                "first": to_datetime([step.first for step in self.steps]),
                "last": to_datetime([step.last for step in self.steps]),
                "telegram_says": [step.stated for step in self.steps],
                "words": [step.words for step in self.steps],
                "sentence": [step.sentence for step in self.steps],
                "happened_first": to_datetime([step.event_first for step in self.steps]),
                "happened_last": to_datetime([step.event_last for step in self.steps]),
                "happened": [" ".join(_told(step)) for step in self.steps],
                "source": [
                    " ".join(dict.fromkeys(" ".join(event.source for event in step.happened).split()))
                    for step in self.steps
                ],
            }
        )
        return table.astype({"days": "Int64"})

    def plot(self) -> Picture:
        """The plan above what happened, as a timeline that prints."""
        from moscow_telegrams.chronology.timeline import timeline

        return timeline(self)

    def __repr__(self) -> str:
        lines = [f"Chou's schedule, days counted {_ways(self.counting)}"]
        lines += [
            f"{TITLES[step.name]:18} {_span(step.first, step.last):36} happened: "
            f"{_span(step.event_first, step.event_last) or 'not told by our sources'}"
            for step in self.steps
        ]
        return "\n".join(lines)

    def _repr_html_(self) -> str:
        return html_table(
            f"Chou’s schedule, days counted {_ways(self.counting)}",
            ["Step", "Days", "By this count", "The telegram’s words", "What happened"],
            [
                [
                    TITLES[step.name],
                    "–" if step.days is None else str(step.days),
                    _span(step.first, step.last) or "no date follows",
                    f"“{escape(step.words, quote=False)}” ({step.sentence})",
                    "<br>".join(escape(told, quote=False) for told in _told(step)) or "Our sources do not tell.",
                ]
                for step in self.steps
            ],
        )

    def _step(self, name: str) -> Step:
        return next(step for step in self.steps if step.name == name)


def schedule(
    prepare: int = 5,
    rail: int = 11,
    talks: int = 10,
    received: date = date(1950, 1, 3),
    counting: str = "inclusive",
) -> Schedule:
    """Chou's timetable as Mao lays it out, with other numbers if you like, beside what happened.

    The days of preparation are full days after the telegram is received ("in five days after you receive this
    telegram"), and Chou leaves on the day after the last of them. `counting`, "inclusive" or "elapsed", decides how
    the days of the journey and of the talks are counted. The talks begin on the day after he arrives.

    Raises ValueError for days that are not whole numbers from 0 to 366 (1 to 366 for a journey or talks), for a
    `received` that is not a date, and for any other way of counting.

    >>> mao = schedule()
    >>> mao.departure, mao.arrival
    (datetime.date(1950, 1, 9), datetime.date(1950, 1, 19))
    >>> schedule(prepare=7).arrival
    datetime.date(1950, 1, 21)
    >>> schedule(counting="elapsed").arrival
    datetime.date(1950, 1, 20)
    >>> schedule(prepare=-1)
    Traceback (most recent call last):
        ...
    ValueError: prepare is a number of days from 0 to 366, not -1.
    """
    way = way_of_counting(counting)
    preparing = whole_days(prepare, "prepare")
    travelling = whole_days(rail, "rail")
    talking = whole_days(talks, "talks")
    for name, days in (("rail", travelling), ("talks", talking)):
        if days == 0:
            raise ValueError(f"{name} takes at least 1 day, not 0.")
    day, one = calendar_day(received, "received"), timedelta(days=1)
    try:
        ready = day + preparing * one
        departure = ready + one
        arrives = arrival(departure, travelling, way)
        talks_begin = arrives + one
        talks_end = arrival(talks_begin, talking, way)
    except OverflowError:
        raise ValueError(f"received, {day}, is too late: the calendar of Python ends with the year 9999.") from None

    january = telegram(_SOURCE)
    return Schedule(
        (
            _step(january, "received", ["received"], None, day, day),
            _step(
                january,
                "prepare",
                ["prepare"],
                preparing,
                day + one if preparing else None,
                ready if preparing else None,
            ),
            _step(
                january,
                "rail",
                ["depart", "rail", "arrive"],
                travelling,
                departure,
                arrives,
                event("chou-departs"),
                event("chou-arrives"),
            ),
            _step(
                january,
                "talks",
                ["talks"],
                talking,
                talks_begin,
                talks_end,
                event("second-meeting"),
                event("treaty-signed"),
            ),
            _step(january, "return", ["return"], None, None, None, event("mao-leaves-moscow")),
        ),
        way,
    )


def _step(
    january: Telegram,
    name: str,
    parts: list[str],
    days: int | None,
    first: date | None,
    last: date | None,
    *happened: Event,
) -> Step:
    steps, dates = january.steps, january.dates
    said = steps[steps["n"].isin(parts)]
    start, end = said["start"].min(), said["end"].max()
    stated = dates.loc[(dates["start"] >= start) & (dates["end"] <= end), "when"]
    return Step(
        name,
        days,
        first,
        last,
        "" if stated.empty else stated.iloc[-1],
        january.text[start:end],
        " to ".join(dict.fromkeys(said["sentence"])),
        happened,
    )


def _told(step: Step) -> list[str]:
    return [f"{event.when}: {event.event}" for event in step.happened]


def _span(first: date | None, last: date | None) -> str:
    if first is None or last is None:
        return ""
    said = [f"{day.day} {day:%B %Y}" for day in dict.fromkeys((first, last))]
    return " to ".join(said)


def _ways(counting: Counting) -> str:
    return {
        Counting.ELAPSED: "by the nights that pass (elapsed)",
        Counting.INCLUSIVE: "with the first day as day 1 (inclusive)",
    }[counting]
