"""A few places on the land: the map, and the picture that stands in for it."""

from __future__ import annotations

from moscow_telegrams.atlas.offline import LAND_CREDIT, OfflineMap
from moscow_telegrams.atlas.printed import Sheet, northing
from moscow_telegrams.picture import Picture

ZOOMS = {"min_zoom": 0, "max_zoom": 9, "zoom_snap": 0.25}


def map_of(places: list[dict]) -> OfflineMap:
    """The map of some records of the authority file, each with a labelled dot.

    >>> from moscow_telegrams.edition.authorities import place
    >>> map_of([place("moscow")])
    Map: Moscow.
    """
    places = _merged(places)
    dots = [_dot(place) for place in places]
    description = f"{'; '.join(map(_label, places))}."
    atlas = OfflineMap(description, lambda: _picture(description, places, dots), **ZOOMS)
    atlas.add_layer(dots, "dot")
    south, west, north, east = _extent(places)
    atlas.fit_bounds([(south, west), (north, east)], padding=(68, 40), max_zoom=5)
    atlas.add_table(
        ["Place", "Today", "Latitude", "Longitude"],
        lambda: [
            [place["name"], place["today"], f"{place['latitude']:.2f}", f"{place['longitude']:.2f}"] for place in places
        ],
    )
    return atlas


def empty_map() -> OfflineMap:
    """The land alone.

    >>> empty_map().dots
    []
    """
    region = (20, 28), (64, 156)
    description = "The land between the Black Sea and Japan."
    atlas = OfflineMap(description, lambda: _land(description, *region), **ZOOMS)
    atlas.fit_bounds(region)
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


def _dot(place: dict) -> dict:
    today = [] if place["today"] in ("", place["name"]) else [f"Today: {place['today']}."]
    return {
        "at": (place["latitude"], place["longitude"]),
        "look": "dot",
        "label": place["name"],
        "more": [*today, place["note"]],
    }


def _label(place: dict) -> str:
    same = place["today"] in ("", place["name"])
    return place["name"] if same else f"{place['name']} (today {place['today']})"


def _extent(places: list[dict]) -> tuple[float, float, float, float]:
    """South, west, north, east of the places."""
    latitudes = [place["latitude"] for place in places]
    longitudes = [place["longitude"] for place in places]
    return min(latitudes), min(longitudes), max(latitudes), max(longitudes)


def _picture(description: str, places: list[dict], dots: list[dict]) -> Picture:
    south, west, north, east = _extent(places)
    room = max(8.0, 0.16 * (east - west), 0.16 * (northing(north) - northing(south)))
    sheet = Sheet(description, (south - room / 2, west - room), (north + room / 2, east + room))
    sheet.land()
    sheet.dots(dots, size=10)
    sheet.credits(LAND_CREDIT)
    return sheet.picture


def _land(description: str, south_west: tuple[float, float], north_east: tuple[float, float]) -> Picture:
    sheet = Sheet(description, south_west, north_east)
    sheet.land()
    sheet.credits(LAND_CREDIT)
    return sheet.picture
