"""The places that the telegrams name, each with the sentences that name it."""

from __future__ import annotations

from functools import cache

from moscow_telegrams.edition.authorities import records
from moscow_telegrams.edition.telegram import DATES, telegram


@cache
def named_places() -> tuple[dict, ...]:
    """Every place with a point on the map that a sentence of the telegrams names, in the order of the text.

    Each is a record of the authority file with `sentences`, their numbers, and `words`, the first of them.

    >>> [place["id"] for place in named_places()][:4]
    ['moscow', 'beijing', 'taiwan', 'yalta']
    >>> next(place["sentences"] for place in named_places() if place["id"] == "gorky")
    ('j1c.11',)
    """
    known = {record["id"]: record for record in records("place", "placeName")}
    naming: dict[str, list[tuple[str, str]]] = {}
    for date in DATES:
        text = telegram(date)
        for ref, number in text.places[["ref", "sentence"]].itertuples(index=False):
            if number and known[ref]["latitude"] == known[ref]["latitude"]:
                naming.setdefault(ref, []).append((number, str(text.passage(number))))
    return tuple(
        known[ref] | {"sentences": tuple(dict.fromkeys(number for number, _ in found)), "words": found[0][1]}
        for ref, found in naming.items()
    )
