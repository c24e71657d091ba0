"""What happened, told with its clock, its status and its source; and what sources disagree about."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from html import escape

from moscow_telegrams.chronology.clocks import both_clocks, clock_time
from moscow_telegrams.collection import data_file, rows
from moscow_telegrams.table import html_table

_SEEN = {
    "source": "read in the source itself or a copy of it",
    "secondary": "read in a secondary page",
    "none": "no source was read",
}
_CARD = "max-width: 42em; border: 1px solid var(--jp-border-color1, #bdbdbd); padding: 0.5em 0.9em; line-height: 1.5"
_SMALL = "font-size: 0.9em; opacity: 0.85"


@dataclass(frozen=True)
class Event:
    """A row of `data/events.csv`; a notebook shows it with its clock, its status and its sources."""

    id: str
    start: str
    end: str
    time: str
    clock: str
    event: str
    place: str
    status: str
    source: str
    seen: str
    note: str

    @property
    def day(self) -> date | None:
        """Its first day; None where only a month is known."""
        return date.fromisoformat(self.start) if len(self.start) == 10 else None

    @property
    def moment(self) -> datetime | None:
        """Its moment, on the clock that the source names; None where the hour or the clock is not known."""
        if not (self.time and self.clock and self.day):
            return None
        return clock_time(self.clock, self.day.year, self.day.month, self.day.day, *map(int, self.time.split(":")))

    @property
    def when(self) -> str:
        """Its date in words, on both clocks where its hour is known."""
        if self.moment:
            return both_clocks(self.moment).rstrip(".")
        hour = f", {self.time} by a clock that is not named" if self.time else ""
        return " to ".join(said_day(day) for day in (self.start, self.end) if day) + hour

    def __repr__(self) -> str:
        note = f"\n{self.note}" if self.note else ""
        return f"{self.when}: {self.event}{note}\n[{self.status}; {_SEEN[self.seen]}] {_cited(self.source)}"

    def _repr_html_(self) -> str:
        note = f"<div>{escape(self.note, quote=False)}</div>" if self.note else ""
        return (
            f'<div style="{_CARD}"><div><strong>{escape(self.when)}</strong></div>'
            f"<div>{escape(self.event, quote=False)}</div>{note}"
            f'<div style="{_SMALL}"><strong>{self.status}</strong>, {_SEEN[self.seen]}: '
            f"{escape(_cited(self.source), quote=False)}</div></div>"
        )


@dataclass(frozen=True)
class Dispute:
    """A question on which sources disagree, with its readings (rows of `data/disputes.csv`), none of them preferred."""

    question: str
    readings: tuple[dict[str, str], ...]

    def __repr__(self) -> str:
        return "\n".join(
            [
                f"{self.question} The sources disagree.",
                *(
                    f"- {row['reading']}: {row['value']} ({row['unit']}). {row['note']} {_cited(row['source'])}"
                    for row in self.readings
                ),
            ]
        )

    def _repr_html_(self) -> str:
        return html_table(
            f"<strong>{escape(self.question, quote=False)}</strong> The sources disagree.",
            ["Reading", "It gives", "For and against"],
            [
                [
                    escape(row["reading"], quote=False),
                    f"{escape(row['value'], quote=False)}<br>{_small(escape(row['unit'], quote=False))}",
                    f"{escape(row['note'], quote=False)} "
                    + _small(f"{_SEEN[row['seen']].capitalize()}: {escape(_cited(row['source']), quote=False)}"),
                ]
                for row in self.readings
            ],
        )


def event(id: str) -> Event:
    """One event, by its id.

    Raises ValueError, naming the events there are, for any other id.

    >>> event("chou-departs").when
    'Beijing: Tuesday 10 January 1950, 02:00. Moscow: Monday 9 January 1950, 21:00'
    """
    known = {row["id"]: row for row in rows("events.csv")}
    if not isinstance(id, str) or id not in known:
        raise ValueError(f"There is no event {id!r}. Choose among: {', '.join(known)}.")
    return Event(**known[id])


def dispute(id: str) -> Dispute:
    """One question on which sources disagree, by its id.

    Raises ValueError, naming the disputes there are, for any other id.

    >>> [reading["value"] for reading in dispute("first-meeting-hour").readings]
    ['17:00', '18:00', '22:00']
    """
    every = rows("disputes.csv")
    readings = tuple(row for row in every if row["dispute"] == id)
    if not readings:
        raise ValueError(
            f"There is no dispute {id!r}. Choose among: {', '.join(dict.fromkeys(row['dispute'] for row in every))}."
        )
    return Dispute(readings[0]["question"], readings)


@cache
def _titles() -> dict[str, str]:
    return {item["id"]: item["title"] for item in json.loads(data_file("sources.json").read_text(encoding="utf-8"))}


def _cited(ids: str) -> str:
    """Sources by their titles, in quotation marks; a title wholly in square brackets is our description."""
    return "; ".join(_title(_titles()[source]) for source in ids.split()) + "."


def _title(title: str) -> str:
    if title[0] == "[" and title[-1] == "]":
        return title[1:-1]
    return f"“{title.translate(str.maketrans('“”', '‘’'))}”"


def _small(html: str) -> str:
    return f'<span style="{_SMALL}">{html}</span>'


def said_day(day: str) -> str:
    """A day or a month of a table in words.

    >>> said_day("1950-01-02"), said_day("1955-05")
    ('2 January 1950', 'May 1955')
    """
    if len(day) == 7:
        return f"{date.fromisoformat(day + '-01'):%B %Y}"
    return f"{date.fromisoformat(day).day} {date.fromisoformat(day):%B %Y}"
