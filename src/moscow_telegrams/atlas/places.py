"""A few places on the land: the map, and the picture that stands in for it."""

from __future__ import annotations

import json
from html import escape
from math import degrees, log, pi, radians, tan

import folium
from matplotlib.collections import PolyCollection

from moscow_telegrams.atlas.offline import LAND, LAND_CREDIT, OfflineMap
from moscow_telegrams.collection import data_file
from moscow_telegrams.picture import Picture

_DOT = "#b3261e"
_BESIDE = {  # offset in points, and which end of the label is there
    "left": ((-10, 0), "right", "center"),
    "right": ((10, 0), "left", "center"),
    "top": ((0, 10), "center", "bottom"),
    "bottom": ((0, -10), "center", "top"),
}
_SEA, _LAND, _BORDER = "#dbe7ef", "#efe9d9", "#9a927f"


def map_of(places: list[dict]) -> OfflineMap:
    """The map of some records of the authority file, each with a labelled dot.

    >>> from moscow_telegrams.edition.authorities import place
    >>> len(map_of([place("moscow")]).picture.axes)
    1
    """
    south, west, north, east = _frame(places)
    atlas = OfflineMap(_picture(places), min_zoom=2, max_zoom=9, zoom_snap=0.25, world_copy_jump=False)
    for place in places:
        folium.CircleMarker(
            (place["latitude"], place["longitude"]),
            radius=6,
            color="#ffffff",
            weight=2,
            fill=True,
            fill_color=_DOT,
            fill_opacity=1,
            tooltip=folium.Tooltip(escape(place["name"]), permanent=True, direction=_side(place, places), sticky=False),
        ).add_to(atlas)
    atlas.fit_bounds([(south, west), (north, east)])
    return atlas


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


def _frame(places: list[dict]) -> tuple[float, float, float, float]:
    """South, west, north, east of a frame round the places, with room for their labels."""
    latitudes = [place["latitude"] for place in places]
    longitudes = [place["longitude"] for place in places]
    room = max(8.0, 0.16 * (max(longitudes) - min(longitudes)), 0.16 * (max(latitudes) - min(latitudes)))
    return min(latitudes) - room, min(longitudes) - room, max(latitudes) + room, max(longitudes) + room


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
    axes.set_facecolor(_SEA)
    axes.add_collection(PolyCollection(_outlines(), facecolor=_LAND, edgecolor=_BORDER, linewidth=0.5))
    for place in places:
        point = (place["longitude"], _northing(place["latitude"]))
        offset, horizontal, vertical = _BESIDE[_side(place, places)]
        axes.plot(*point, "o", color=_DOT, markeredgecolor="white", markersize=8)
        axes.annotate(
            place["name"],
            point,
            offset,
            textcoords="offset points",
            ha=horizontal,
            va=vertical,
            fontsize=10,
            bbox={"boxstyle": "round,pad=0.2", "facecolor": "white", "edgecolor": "none", "alpha": 0.85},
        )
    axes.set(xlim=(west, east), ylim=(bottom, top), aspect="equal", xticks=[], yticks=[])
    axes.spines[:].set(color=_BORDER, linewidth=0.8)
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
