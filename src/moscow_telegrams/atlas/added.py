"""What somebody has added to a folium map: its dots and lines, read from folium's objects."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape
from math import isfinite
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

Point = tuple[float, float]  # latitude and longitude, in degrees


@dataclass(frozen=True)
class Stop:
    """A dot of a student's map, or a corner of a line: where it is, and what is written on it."""

    at: Point
    label: str = ""

    def told(self, number: int) -> str:
        """How a message speaks of it: by its label or by its place in the order."""
        return f"“{self.label}”" if self.label else f"Stop {number}"


def added_to(atlas: object) -> tuple[list[Stop], list[list[Point]]]:
    """The dots and the lines of a folium map, in the order in which they were added.

    Markers of every kind are dots; polylines, and points and lines of GeoJSON, are read too. Positions that are no
    finite numbers are left out.

    >>> import folium
    >>> atlas = folium.Map(tiles=None)
    >>> _ = folium.CircleMarker((55.8, 37.6), tooltip="Moscow").add_to(atlas)
    >>> added_to(atlas)
    ([Stop(at=(55.8, 37.6), label='Moscow')], [])
    """
    dots: list[Stop] = []
    lines: list[list[Point]] = []
    for element in _elements(atlas):
        kinds = {base.__name__ for base in type(element).__mro__}
        if "Marker" in kinds and getattr(element, "location", None):
            dots.append(Stop(_point(element.location), _written_on(element)))
        elif "PolyLine" in kinds:
            lines += _paths(element.locations)
        elif "GeoJson" in kinds:
            for geometry in _geometries(getattr(element, "data", {})):
                _read_geometry(geometry, dots, lines)
    finite = [stop for stop in dots if all(map(isfinite, stop.at))]
    return finite, [[at for at in path if all(map(isfinite, at))] for path in lines]


def _elements(parent: object) -> Iterator[object]:
    for child in getattr(parent, "_children", {}).values():
        yield child
        yield from _elements(child)


def _point(location: object) -> Point:
    latitude, longitude = location
    return float(latitude), float(longitude)


def _paths(locations: list) -> list[list[Point]]:
    """The lines of a PolyLine, which may hold one line or several."""
    if locations and not isinstance(locations[0][0], (int, float)):
        return [path for part in locations for path in _paths(part)]
    return [[_point(location) for location in locations]]


def _geometries(data: object) -> Iterator[dict]:
    if isinstance(data, dict):
        for part in data.get("features", []):
            yield from _geometries(part)
        if "coordinates" in data:
            yield data
        yield from _geometries(data.get("geometry"))


def _read_geometry(geometry: dict, dots: list[Stop], lines: list[list[Point]]) -> None:
    """A point or a line of GeoJSON, which has the longitude first; other shapes are no stops."""
    kind, parts = geometry.get("type"), geometry["coordinates"]
    if kind in ("Point", "MultiPoint"):
        dots += [Stop((float(north), float(east))) for east, north, *_ in ([parts] if kind == "Point" else parts)]
    if kind in ("LineString", "MultiLineString"):
        lines += [[(float(north), float(east)) for east, north, *_ in path]
                  for path in ([parts] if kind == "LineString" else parts)]  # fmt: skip


def _written_on(marker: object) -> str:
    """The words of a tooltip or popup, without markup."""
    words = [getattr(child, "text", "") or getattr(child, "data", "") for child in _elements(marker)]
    words += [
        getattr(part, "data", "")
        for child in _elements(marker)
        for part in getattr(getattr(child, "html", None), "_children", {}).values()
    ]
    text = next((word for word in words if isinstance(word, str) and word.strip()), "")
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", text[:300])).split())[:60]
