"""The map of the journeys between Beijing and Moscow: railway, stations, three journeys by train, a telegram's own."""

from __future__ import annotations

import json
from functools import cache
from itertools import pairwise

from moscow_telegrams.atlas.journeys import Journey, distance, journey, plan_of_january
from moscow_telegrams.atlas.looks import SEA, WATER
from moscow_telegrams.atlas.named import named_places
from moscow_telegrams.atlas.offline import LAND, LAND_CREDIT, Backdrop, OfflineMap, geometries
from moscow_telegrams.atlas.places import ZOOMS
from moscow_telegrams.atlas.printed import Sheet
from moscow_telegrams.atlas.railway import RAILWAY_CREDIT, great_circle, line, sections, station, track
from moscow_telegrams.chronology.clocks import both_clocks
from moscow_telegrams.chronology.events import event
from moscow_telegrams.collection import data_file, rows
from moscow_telegrams.edition.authorities import place
from moscow_telegrams.picture import Picture

RIVERS = "geo/natural_earth/rivers.geojson"
CLAIMED = "geo/natural_earth/kuriles_claimed.geojson"
LAKES = "geo/gshhg/lakes.geojson"
LAKES_CREDIT = "Lakes: GSHHG (LGPL)"
REGION = (23, 26), (62, 153)
_BY_RAIL = ("mao", "chou-planned", "chou")
_STATES = ("USSR", "PRC", "MPR", "JAPAN", "DPRK", "ROK")  # whose names there is room for
_COLUMNS = ["On the map", "Name in 1949", "Name today", "Kilometres", "What is known"]


def build(tiles: bool | str = False) -> OfflineMap:
    """The map, drawn anew: `tiles` as for `OfflineMap`.

    >>> [dot["label"] for dot in build().dots if dot["look"] == "border"]
    ['Break of gauge']
    """
    description = (
        "The railway from Beijing to Moscow by Shenyang, Harbin, Manzhouli, Irkutsk, Sverdlovsk and Kirov, with its "
        "stations, Mao’s journey of December 1949 day by day, and the places that the telegrams name."
    )
    journeys = [journey(id) for id in _BY_RAIL]
    atlas = OfflineMap(description, lambda: _picture(description, journeys[0]), tiles=tiles, height=480, **ZOOMS)
    if not tiles:
        Backdrop(geometries(RIVERS), color=WATER, weight=1).add_to(atlas)
        Backdrop(geometries(LAKES), fillColor=SEA, fillOpacity=1, color=WATER, weight=0.8).add_to(atlas)
        Backdrop(geometries(CLAIMED), fill=False, color="#6b6b6b", weight=1, dashArray="3 3").add_to(atlas)
        atlas.add_credit(LAKES_CREDIT)
    atlas.add_credit(RAILWAY_CREDIT)
    atlas.add_track(track()[1])
    for one in journeys:
        atlas.add_layer(_days(one), one.id, _title(one), show=one.id == "mao")
    atlas.add_layer(_tracks(), "route", "Railway, by section")
    atlas.add_layer(_stations(), "station", "Stations and the break of gauge")
    atlas.add_layer([_telegram()], "telegram", _journey_row("telegram")["title"], show=False)
    atlas.add_layer(_named(), "named", "Places that the telegrams name")
    atlas.add_layer(_states(), "state")
    atlas.add_walk("Which journey", "Day of the journey", [_track(one) for one in journeys])
    atlas.look_at(*REGION, padding=4)
    atlas.add_table(_COLUMNS, lambda: _table(journeys))
    return atlas


# What is drawn


@cache
def _tracks() -> list[dict]:
    items, start = [], 0
    for section in sections():
        own, points = section["properties"], section["geometry"]["coordinates"]
        item = {
            "label": own["name"],
            "more": [f"{own['length_km']:,.0f} km as drawn.", *filter(None, [own.get("note")])],
        }
        if own["role"] == "main":
            items.append(item | {"look": "route", "part": [start, start + len(points)]})
            start += len(points) - 1
        else:
            bare = [(latitude, longitude) for longitude, latitude in points]
            items.append(item | {"look": "other-line", "line": bare})
    return items


def _stations() -> list[dict]:
    items = [
        {
            "at": _point(row),
            "look": "station",
            "label": row["name"],
            "rank": _rank(row["id"]),
            "more": [*_today(row), _kilometres(row), *_note(row), *_namings(row)],
        }
        for row in line()
    ]
    here, there = station("manzhouli"), station("otpor")
    gauge = {
        "at": tuple((here[side] + there[side]) / 2 for side in ("latitude", "longitude")),
        "look": "border",
        "label": "Break of gauge",
        "rank": 2,
        "more": _note(here),
    }
    return [gauge, *items]  # the stations on top: at a distance all three stand on one point


def _rank(id: str) -> int:
    """Whose label gives way: the ends of the line never, then the stations that the lessons speak of."""
    if id in (line()[0]["id"], line()[-1]["id"]):
        return 0
    return 2 if id in {row["id"] for row in _known_places()} else 5


@cache
def _known_places() -> tuple[dict, ...]:
    from moscow_telegrams.edition.authorities import records

    return records("place", "placeName")


def _today(row: dict) -> list[str]:
    return [] if row["today"] == row["name"] else [f"Today: {row['today']}."]


def _kilometres(row: dict) -> str:
    drawn = f"{row['km_drawn']:,} km from Beijing as drawn"
    if row["km_published"] is None:
        return f"{drawn}."
    return f"{drawn}; published: {row['km_published']:,} km from {row['published_from']}."


def _note(row: dict) -> list[str]:
    if not row["note"]:
        return []
    return [row["note"] if row["status"] == "documented" else f"{row['note']} ({row['status'].capitalize()}.)"]


def _named() -> list[dict]:
    """A dot for every named place that has none yet: stations say of themselves where they are named."""
    stations = [row["id"] for row in line()]
    taken = {_point(named) for named in named_places() if named["id"] in stations}
    return [
        {
            "at": _point(named),
            "look": "named",
            "label": named["name"],
            "rank": 1,
            "more": [*_today(named), _naming(named)],
        }
        for named in named_places()
        if _point(named) not in taken
    ]


def _namings(row: dict) -> list[str]:
    """What the telegrams name on the point of a station: its city, and whatever stands in that city."""
    own = next((named for named in named_places() if named["id"] == row["id"]), None)
    here = [named for named in named_places() if own and _point(named) == _point(own)]
    return [f"{named['name']} is named in {_naming(named)}" for named in here]


def _point(place: dict) -> tuple[float, float]:
    return place["latitude"], place["longitude"]


def _naming(named: dict) -> str:
    first, *others = named["sentences"]
    also = f" Also in {', '.join(others)}." if others else ""
    return f"{first}: “{named['words']}”{also}"


def _days(one: Journey) -> list[dict]:
    """The line of a journey, and a dot for every day of it."""
    _, *between, _ = one.positions
    days = [
        {
            "at": position.point,
            "look": "known" if position.known else "day",
            "label": f"{position.moment.day} {position.moment:%b}",
            "rank": 4,
            "more": [both_clocks(position.moment), distance(position), position.said],
        }
        for position in between
    ]
    whole = {
        "part": [0, len(track()[1])],
        "look": one.id,
        "label": _title(one),
        "more": [f"Mean speed: {one.speed}.", f"Days: {one.days}."],
    }
    return [whole, *days]


def _title(one: Journey) -> str:
    first, last = one.fixes[0].moment, one.fixes[-1].moment
    return f"{one.title}, {first.day}–{last.day} {last:%B %Y}"


def _track(one: Journey) -> dict:
    """A journey as the walk tells it."""
    return {
        "title": _title(one),
        "facts": [["Mean speed", f"{one.speed}."], ["Days", f"{one.days}."], ["Stops", one.stops]],
        "steps": [
            {
                "at": position.point,
                "heading": both_clocks(position.moment),
                "lines": [f"{distance(position)} Nearest station: {position.station}.", position.said],
            }
            for position in one.positions
        ],
    }


@cache
def _states() -> list[dict]:
    """The names of some states of 1950, each in the middle of its largest part."""
    features = json.loads(data_file(LAND).read_text(encoding="utf-8"))["features"]
    return [
        {"at": _middle(feature["geometry"]), "look": "state", "label": feature["properties"]["name"], "rank": 3}
        for feature in features
        if feature["properties"]["id"] in _STATES
    ]


def _middle(geometry: dict) -> tuple[float, float]:
    """The centre of gravity (latitude, longitude) of the largest polygon of a geometry."""
    polygons = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
    largest = max(
        (
            [
                (west * north - east * south, west + east, south + north)
                for (west, south), (east, north) in pairwise(ring)
            ]
            for ring, *_ in polygons
        ),
        key=lambda pieces: abs(sum(area for area, _, _ in pieces)),
    )
    whole = 3 * sum(area for area, _, _ in largest)
    longitude, latitude = (sum(piece[0] * piece[side] for piece in largest) / whole for side in (1, 2))
    return round(latitude, 2), round(longitude, 2)


def _telegram() -> dict:
    """The way of the telegram of 2 January: the shortest line, because the way it took is not told."""
    row = _journey_row("telegram")
    sent = event(row["departs"])
    received = plan_of_january().steps[0]
    start, end = _point(place("moscow")), _point(place("beijing"))
    return {
        "line": great_circle(start, end),
        "look": "telegram",
        "label": row["title"],
        "more": [
            f"Sent: {sent.when}.",
            f"“{received.words}” ({received.sentence})",
            f"{row['stops']} Drawn as the shortest line.",
        ],
    }


def _journey_row(id: str) -> dict[str, str]:
    return next(row for row in rows("journeys.csv") if row["id"] == id)


# The same in a table, and in print


def _table(journeys: list[Journey]) -> list[list[str]]:
    telegram = _telegram()
    return [
        *(
            ["Railway", section["properties"]["name"], "", f"{section['properties']['length_km']:,.0f} as drawn", ""]
            for section in sections()
        ),
        *(["Station", row["name"], row["today"], _kilometres(row), " ".join(_note(row))] for row in line()),
        *(
            [
                _title(one),
                position.station,
                "",
                distance(position),
                f"{both_clocks(position.moment)} {position.said}",
            ]
            for one in journeys
            for position in one.positions
        ),
        *([_title(one), "", "", "", f"Mean speed: {one.speed}. Days: {one.days}. {one.stops}"] for one in journeys),
        [telegram["label"], "", "", "", " ".join(telegram["more"])],
        *(["Named in the telegrams", named["name"], named["today"], "", _naming(named)] for named in named_places()),
    ]


def _picture(description: str, mao: Journey) -> Picture:
    sheet = Sheet(description, *REGION, width=9.6)
    sheet.land()
    sheet.water(RIVERS, LAKES)
    days = _days(mao)
    sheet.line(track()[1], "mao", _title(mao))
    sheet.line(track()[1], "route", "Railway")
    for other in (item for item in _tracks() if "line" in item):
        sheet.line(other["line"], other["look"])
    sheet.dots([*_stations(), *_named(), *days[1:], *_states()], size=8)
    sheet.legend()
    sheet.credits(LAND_CREDIT, LAKES_CREDIT, RAILWAY_CREDIT, "Days between the ends are interpolated")
    return sheet.picture
