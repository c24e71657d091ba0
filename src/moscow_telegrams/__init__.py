"""Moscow Telegrams: read closely what Mao Tse-tung cabled from Moscow in the winter of 1949-50.

These are the names that a notebook uses. Importing them is quick: pandas, folium and matplotlib are imported only
when something needs them.
"""

from __future__ import annotations

from moscow_telegrams.atlas import blank_map, journey_map, lushun_map, places_map
from moscow_telegrams.atlas.railway import stations, straight_line
from moscow_telegrams.chronology.clocks import beijing_time, both_clocks, in_beijing, in_moscow, moscow_time
from moscow_telegrams.chronology.counting import arrival, days_between
from moscow_telegrams.chronology.events import dispute, event
from moscow_telegrams.chronology.schedule import schedule
from moscow_telegrams.edition.authorities import (
    claims,
    disputes,
    events,
    glossary,
    organisations,
    people,
    places,
    sources,
)
from moscow_telegrams.edition.telegram import headnote, telegram
from moscow_telegrams.exercises import ask, my_work
from moscow_telegrams.exercises.bank import question
from moscow_telegrams.exercises.checks import check, hint, solution
from moscow_telegrams.reading import compare, read
from moscow_telegrams.reading.concordance import concordance

__all__ = [
    # the edition
    "telegram",
    "headnote",
    "people",
    "places",
    "organisations",
    "claims",
    "glossary",
    "events",
    "disputes",
    "sources",
    # close reading
    "read",
    "compare",
    "concordance",
    # the atlas
    "places_map",
    "journey_map",
    "lushun_map",
    "blank_map",
    "stations",
    "straight_line",
    # the chronology
    "arrival",
    "days_between",
    "beijing_time",
    "moscow_time",
    "in_beijing",
    "in_moscow",
    "both_clocks",
    "schedule",
    "event",
    "dispute",
    # the exercises
    "question",
    "ask",
    "check",
    "hint",
    "solution",
    "my_work",
]
