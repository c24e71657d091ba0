"""A few places on the land: the map, and the picture that stands in for it."""

from __future__ import annotations

import json
from html import escape
from math import degrees, log, pi, radians, tan

import folium
from matplotlib.collections import PolyCollection
from matplotlib.patches import Rectangle

from moscow_telegrams.atlas.offline import BORDER, LAND, LAND_CREDIT, LAND_FILL, PAPER, SEA, SHEET, OfflineMap
from moscow_telegrams.collection import data_file
from moscow_telegrams.picture import Picture

_DOT = "#b3261e"
_BESIDE = {  # which way a label stands from its dot, and which of its ends is there in a picture
    "left": ((-1, 0), "right", "center"),
    "right": ((1, 0), "left", "center"),
    "top": ((0, 1), "center", "bottom"),
    "bottom": ((0, -1), "center", "top"),
}


def map_of(places: list[dict]) -> OfflineMap:
    """The map of some records of the authority file, each with a labelled dot.

    >>> from moscow_telegrams.edition.authorities import place
    >>> len(map_of([place("moscow")]).picture.axes)
    1
    """
    places = _merged(places)
    atlas = OfflineMap(_picture(places), min_zoom=0, max_zoom=9, zoom_snap=0.25)
    for place in places:
        side = _side(place, places)
        (east, north), *_ = _BESIDE[side]
        folium.CircleMarker(
            (place["latitude"], place["longitude"]),
            radius=6,
            color="#ffffff",
            weight=2,
            fill=True,
            fill_color=_DOT,
            fill_opacity=1,
            tooltip=folium.Tooltip(
                escape(place["name"]), permanent=True, direction=side, sticky=False, offset=(6 * east, -6 * north)
            ),
        ).add_to(atlas)
    south, west, north, east = _extent(places)
    atlas.fit_bounds([(south, west), (north, east)], padding=(68, 40), max_zoom=5)
    return atlas


def _merged(places: list[dict]) -> list[dict]:
    """The places, with those that stand on one point as one."""
    points: dict[tuple[float, float], dict] = {}
    for place in places:
        point = place["latitude"], place["longitude"]
        before = points.get(point)
        if before is None:
            points[point] = place
        elif place["name"] not in before["name"].split(", "):
            both = f"{before['name']}, {place['name']}"
            points[point] = before | {"name": both, "today": both}
    return list(points.values())


def _label(place: dict) -> str:
    same = place["today"] in ("", place["name"])
    return place["name"] if same else f"{place['name']} (today {place['today']})"


def _side(place: dict, places: list[dict]) -> str:
    """The side of its dot on which a label stands: away from the nearest other place, so that no two collide."""
    others = [other for other in places if other is not place]
    if not others:
        return "right"

    def apart(other: dict) -> tuple[float, float]:
        return (other["longitude"] - place["longitude"], _northing(other["latitude"]) - _northing(place["latitude"]))

    east, north = min((apart(other) for other in others), key=lambda way: way[0] ** 2 + way[1] ** 2)
    if abs(east) >= abs(north):
        return "left" if east > 0 else "right"
    return "bottom" if north > 0 else "top"


def _extent(places: list[dict]) -> tuple[float, float, float, float]:
    """South, west, north, east of the places."""
    latitudes = [place["latitude"] for place in places]
    longitudes = [place["longitude"] for place in places]
    return min(latitudes), min(longitudes), max(latitudes), max(longitudes)


def _frame(places: list[dict]) -> tuple[float, float, float, float]:
    """South, west, north, east of a frame round the places, with room for their labels."""
    south, west, north, east = _extent(places)
    room = max(8.0, 0.16 * (east - west), 0.16 * (north - south))
    return south - room, west - room, north + room, east + room


def _northing(latitude: float) -> float:
    """Web Mercator, in degrees of longitude at the equator: the projection of the map in the notebook."""
    return degrees(log(tan(pi / 4 + radians(latitude) / 2)))


def _picture(places: list[dict]) -> Picture:
    south, west, north, east = _frame(places)
    bottom, top = _northing(south), _northing(north)
    width = 8.0
    picture = Picture(
        f"{'; '.join(map(_label, places))}.",
        figsize=(width, min(7.0, max(3.0, width * (top - bottom) / (east - west)))),
        layout="constrained",
    )
    axes = picture.add_subplot()
    axes.set_facecolor(PAPER)
    (sheet_south, sheet_west), (sheet_north, sheet_east) = SHEET
    height = _northing(sheet_north) - _northing(sheet_south)
    axes.add_patch(Rectangle((sheet_west, _northing(sheet_south)), sheet_east - sheet_west, height, facecolor=SEA))
    axes.add_collection(PolyCollection(_outlines(), facecolor=LAND_FILL, edgecolor=BORDER, linewidth=0.5))
    for place in places:
        point = (place["longitude"], _northing(place["latitude"]))
        (right, up), horizontal, vertical = _BESIDE[_side(place, places)]
        axes.plot(*point, "o", color=_DOT, markeredgecolor="white", markersize=8)
        axes.annotate(
            place["name"],
            point,
            (10 * right, 10 * up),
            textcoords="offset points",
            ha=horizontal,
            va=vertical,
            fontsize=10,
            bbox={"boxstyle": "round,pad=0.2", "facecolor": "white", "edgecolor": "none", "alpha": 0.85},
        )
    axes.set(xlim=(west, east), ylim=(bottom, top), aspect="equal", xticks=[], yticks=[])
    axes.spines[:].set(color=BORDER, linewidth=0.8)
    axes.set_xlabel(LAND_CREDIT + ".", fontsize=8, loc="left")
    return picture


def _outlines() -> list[list[tuple[float, float]]]:
    """Every outer ring of the land, as points of the picture."""
    features = json.loads(data_file(LAND).read_text(encoding="utf-8"))["features"]
    shapes = [
        shape
        for feature in features
        for shape in (
            feature["geometry"]["coordinates"]
            if feature["geometry"]["type"] == "MultiPolygon"
            else [feature["geometry"]["coordinates"]]
        )
    ]
    return [[(longitude, _northing(latitude)) for longitude, latitude in shape[0]] for shape in shapes]
