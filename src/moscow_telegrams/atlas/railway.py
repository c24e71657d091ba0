"""The railway from Beijing to Moscow as the map draws it: its stations, its sections, and a point at any kilometre.

The kilometres of this module are measured along the tracks as drawn, from Beijing, and are 1 to 2 per cent too short:
they place a marker on the line. What a text or an answer says is a published figure (`data/geo/README.md`).
"""

from __future__ import annotations

import json
from bisect import bisect_left
from functools import cache
from math import asin, atan2, cos, degrees, hypot, radians, sin, sqrt
from typing import TYPE_CHECKING

from moscow_telegrams.collection import data_file, rows
from moscow_telegrams.edition.authorities import point_of

if TYPE_CHECKING:
    from pandas import DataFrame

TRACK = "geo/openstreetmap/railway.geojson"
STATIONS = "geo/openstreetmap/stations.csv"
RAILWAY_CREDIT = "Railway: © OpenStreetMap contributors (ODbL)"
EARTH_RADIUS = 6371.0  # km


def stations() -> DataFrame:
    """The 23 stations of the line from Beijing to Moscow, one row a station.

    Columns: `id, name` (in 1949), `today, latitude, longitude` (degrees), `km_drawn` (from Beijing, measured on the
    map and too short), `km_published` (as a source gives it, from the city `published_from`; NA where none was
    found), `published_from, km_source, note, status, source`.

    >>> line = stations().set_index("id")
    >>> line.loc["sverdlovsk", ["today", "published_from"]].to_list()
    ['Yekaterinburg', 'Moscow']
    """
    from pandas import DataFrame, to_numeric

    table = DataFrame(rows(STATIONS))
    for column in ("latitude", "longitude", "km_drawn", "km_published"):
        table[column] = to_numeric(table[column])
    return table.astype({"km_published": "Int64"})


@cache
def line() -> tuple[dict, ...]:
    """The stations as plain dictionaries, with numbers for numbers, from Beijing to Moscow.

    >>> line()[0]["name"], line()[-1]["km_drawn"]
    ('Beijing', 8902)
    """
    return tuple(
        row
        | {
            "latitude": float(row["latitude"]),
            "longitude": float(row["longitude"]),
            "km_drawn": int(row["km_drawn"]),
            "km_published": int(row["km_published"]) if row["km_published"] else None,
        }
        for row in rows(STATIONS)
    )


def station(ref: str) -> dict:
    """One station, by its id.

    Raises ValueError, naming the stations there are, for an id that is not among them.

    >>> station("otpor")["today"]
    'Zabaykalsk'
    """
    for row in line():
        if row["id"] == ref:
            return row
    raise ValueError(f"There is no station {ref!r}. Choose among: {', '.join(row['id'] for row in line())}.")


@cache
def sections() -> tuple[dict, ...]:
    """The GeoJSON features of the tracks: six sections with `role` main, joined end to end, and others (extra).

    >>> [section["properties"]["id"] for section in sections()][:2]
    ['beijing-shenyang', 'shenyang-harbin']
    """
    return tuple(json.loads(data_file(TRACK).read_text(encoding="utf-8"))["features"])


@cache
def track() -> tuple[tuple[int, ...], tuple[tuple[float, float], ...]]:
    """The main line as kilometres from Beijing and the point (latitude, longitude) at each of them.

    >>> kilometres, points = track()
    >>> kilometres[0], points[0]
    (0, (39.901, 116.43))
    """
    kilometres, points = [], []
    for section in sections():
        if section["properties"]["role"] == "main":
            joined = 1 if points else 0  # a section begins where the one before it ends
            kilometres += section["properties"]["km"][joined:]
            points += [(latitude, longitude) for longitude, latitude in section["geometry"]["coordinates"][joined:]]
    return tuple(kilometres), tuple(points)


def point_at(km_drawn: float) -> tuple[float, float]:
    """Latitude and longitude of the point so many kilometres from Beijing, along the track as drawn.

    A number below 0 or beyond the end gives the end of the line.

    >>> point_at(0)
    (39.901, 116.43)
    """
    lengths, points = track()
    after = bisect_left(lengths, km_drawn)
    if after == 0 or after == len(points):
        return points[min(after, len(points) - 1)]
    part = (km_drawn - lengths[after - 1]) / (lengths[after] - lengths[after - 1])
    (south, west), (north, east) = points[after - 1], points[after]
    return round(south + part * (north - south), 4), round(west + part * (east - west), 4)


def nearest_station(km_drawn: float) -> dict:
    """The station that is nearest along the track.

    >>> nearest_station(7000)["name"]
    'Sverdlovsk'
    """
    return min(line(), key=lambda row: abs(row["km_drawn"] - km_drawn))


def kilometres(one: tuple[float, float], two: tuple[float, float]) -> float:
    """The length in km of the shortest line over the globe between two points (latitude, longitude in degrees).

    >>> round(kilometres((0, 0), (0, 180)))
    20015
    """
    (south, west), (north, east) = (tuple(map(radians, point)) for point in (one, two))
    half = sin((north - south) / 2) ** 2 + cos(south) * cos(north) * sin((east - west) / 2) ** 2
    return 2 * EARTH_RADIUS * asin(sqrt(min(1.0, half)))


def straight_line(start: str, end: str) -> int:
    """The straight line between two places, by their ids, in whole km: the shortest way over the globe.

    Raises ValueError for a place that is not known, or has no point.

    >>> straight_line("beijing", "moscow")
    5791
    """
    one, two = point_of(start), point_of(end)
    length = kilometres((one["latitude"], one["longitude"]), (two["latitude"], two["longitude"]))
    return round(length)


def great_circle(one: tuple[float, float], two: tuple[float, float], pieces: int = 24) -> list[tuple[float, float]]:
    """The straight line over the globe as points (latitude, longitude): on a flat map it is bent.

    >>> [round(degree, 2) for degree in great_circle((0, 0), (0, 90), 2)[1]]
    [0.0, 45.0]
    """

    def direction(point: tuple[float, float]) -> tuple[float, float, float]:
        latitude, longitude = map(radians, point)
        return cos(latitude) * cos(longitude), cos(latitude) * sin(longitude), sin(latitude)

    angle = kilometres(one, two) / EARTH_RADIUS
    start, end = direction(one), direction(two)
    line = []
    for piece in range(pieces + 1):
        here, there = sin((1 - piece / pieces) * angle), sin(piece / pieces * angle)
        x, y, z = (here * a + there * b for a, b in zip(start, end, strict=True))
        line.append((round(degrees(atan2(z, hypot(x, y))), 3), round(degrees(atan2(y, x)), 3)))
    return line
