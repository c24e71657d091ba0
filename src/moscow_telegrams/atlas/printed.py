"""A map on paper: the same land, lines, dots and labels as in the notebook, drawn by matplotlib."""

from __future__ import annotations

import json
from functools import cache
from math import degrees, log, pi, radians, tan
from typing import TYPE_CHECKING

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.collections import PolyCollection
from matplotlib.patches import Rectangle
from matplotlib.transforms import Bbox

from moscow_telegrams.atlas.looks import BORDER, LAND_FILL, LOOKS, PAPER, SEA, WATER
from moscow_telegrams.atlas.offline import LAND, SHEET, geometries
from moscow_telegrams.picture import Picture

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.text import Annotation

    from moscow_telegrams.atlas.added import Point, Stop

_INK = 0.62  # points of a printed line to a pixel of one on the screen
_SIDES = (  # where a label stands from its dot, and which of its ends is there
    ((1, 0), "left", "center"),
    ((-1, 0), "right", "center"),
    ((0, 1), "center", "bottom"),
    ((0, -1), "center", "top"),
)

_POLE = 85.0  # degrees: beyond it, the projection of the map has no end
_ON = ((0, 0), "center", "center"), *_SIDES[:1:-1]  # of words without a dot


def northing(latitude: float) -> float:
    """Web Mercator, in degrees of longitude at the equator: the projection of the map in the notebook.

    >>> round(northing(60), 1)
    75.5
    """
    return degrees(log(tan(pi / 4 + radians(latitude) / 2)))


class Sheet:
    """A printed map of a region, from its south-west to its north-east corner (latitude, longitude).

    >>> sheet = Sheet("One dot.", (30, 100), (50, 140))
    >>> sheet.dots([{"at": (39.9, 116.4), "look": "dot", "label": "Beijing"}])
    >>> sheet.picture
    Picture: One dot.
    """

    def __init__(
        self,
        description: str,
        south_west: tuple[float, float],
        north_east: tuple[float, float],
        width: float = 8.0,
        highest: float = 7.0,
    ) -> None:
        (south, west), (north, east) = south_west, north_east
        self._bottom, self._top = northing(south), northing(north)
        height = width * (self._top - self._bottom) / (east - west)
        self.picture = Picture(description, figsize=(width, min(highest, max(3.0, height)) + 0.3))
        FigureCanvasAgg(self.picture)
        self.axes = self.picture.add_axes((0.01, 0.055, 0.98, 0.94))
        frame(self.axes, west, east, self._bottom, self._top)
        self._taken: list[Bbox] = []

    def land(self, layer: str = LAND, region: tuple = SHEET) -> None:
        """A layer of land, on the sea of its region."""
        draw_land(self.axes, layer, region)

    def water(self, rivers: str, lakes: str) -> None:
        """Rivers and lakes."""
        for points in paths(rivers):
            self.axes.plot(*zip(*points, strict=True), color=WATER, linewidth=0.5, zorder=1.6)
        self.axes.add_collection(
            PolyCollection(rings(lakes), facecolor=SEA, edgecolor=WATER, linewidth=0.4, zorder=1.7)
        )

    def line(self, points: list[tuple[float, float]], look: str, label: str = "") -> None:
        """A line through some points (latitude, longitude); with a `label` it stands in the legend."""
        style = LOOKS[look]
        dashes = tuple(float(part) * _INK for part in style.get("dashArray", "").split())
        self.axes.plot(
            [longitude for _, longitude in points],
            [northing(latitude) for latitude, _ in points],
            color=style["color"],
            alpha=style.get("opacity", 1),
            linewidth=style["weight"] * _INK,
            linestyle=(0, tuple(part / (style["weight"] * _INK) for part in dashes)) if dashes else "-",
            label=label or None,
            zorder=2,
        )

    def dots(self, items: list[dict], size: float = 9) -> None:
        """Dots with their labels: in order of rank, each label takes a free side; one that finds none is left out."""
        for item in items:
            style = LOOKS[item["look"]]
            if not style["radius"]:
                continue
            self.axes.plot(
                *self._point(item),
                "o",
                color=style["fillColor"],
                markeredgecolor=style["color"],
                markeredgewidth=style["weight"] * _INK,
                markersize=2 * style["radius"] * _INK,
                zorder=3,
            )
        self.picture.draw_without_rendering()
        dots = {id(item): self._around(item) for item in items}
        for item in sorted(items, key=lambda item: item.get("rank", 9)):
            if item.get("label"):
                self._label(item, size, [box for key, box in dots.items() if key != id(item)])

    def legend(self, place: str = "lower left") -> None:
        """The lines that have a label."""
        self.axes.legend(loc=place, fontsize=8, framealpha=0.9, handlelength=3.5)

    def credits(self, *credits: str) -> None:
        """The sources of the map, in one line under it."""
        self.picture.text(0.012, 0.015, ". ".join(credits) + ".", fontsize=6.5)

    def _point(self, item: dict) -> tuple[float, float]:
        latitude, longitude = item["at"]
        return longitude, northing(latitude)

    def _around(self, item: dict) -> Bbox:
        """The box of a dot, in dots of the picture."""
        x, y = self.axes.transData.transform(self._point(item))
        reach = LOOKS[item["look"]]["radius"] * _INK * self.picture.dpi / 72
        return Bbox([[x - reach, y - reach], [x + reach, y + reach]])

    def _label(self, item: dict, size: float, dots: list[Bbox]) -> None:
        """Write a label where it covers no dot; where there is no such place, where it covers no other label."""
        sides = _SIDES if LOOKS[item["look"]]["radius"] else _ON
        texts = [self._text(item, size, *side) for side in sides]
        boxes = [text.get_window_extent(self.picture.canvas.get_renderer()) for text in texts]
        free = [
            place
            for place, box in enumerate(boxes)
            if self._inside(box) and not any(box.overlaps(other) for other in self._taken)
        ]
        chosen = min(free, key=lambda place: (any(boxes[place].overlaps(dot) for dot in dots), place), default=None)
        for place, text in enumerate(texts):
            if place != chosen:
                text.remove()
        if chosen is not None:
            self._taken.append(boxes[chosen])

    def _text(self, item: dict, size: float, way: tuple[int, int], horizontal: str, vertical: str) -> Annotation:
        look = LOOKS[item["look"]]
        away = look["radius"] * _INK + 2
        return self.axes.annotate(
            item["label"],
            self._point(item),
            (away * way[0], away * way[1]),
            textcoords="offset points",
            ha=horizontal,
            va=vertical,
            fontsize=size if item["look"] not in ("day", "known") else size - 2,
            color="#4f4a3d" if item["look"] == "state" else "black",
            style="italic" if item["look"] == "named" else "normal",
            zorder=4,
            bbox={
                "boxstyle": "round,pad=0.1",
                "facecolor": "white",
                "edgecolor": "none",
                "alpha": 0.75 * bool(look["radius"]),
            },
        )

    def _inside(self, box: Bbox) -> bool:
        sheet = self.axes.get_window_extent()
        return sheet.x0 <= box.x0 and box.x1 <= sheet.x1 and sheet.y0 <= box.y0 and box.y1 <= sheet.y1


def add(axes: Axes, dots: list[Stop], lines: list[list[Point]]) -> None:
    """Draw on a map what somebody has added to it; what lies off the projection is left out."""
    style = LOOKS["added"]
    for path in [*lines, *([dot.at] for dot in dots)]:
        inside = [(longitude, northing(latitude)) for latitude, longitude in path if abs(latitude) < _POLE]
        if inside:
            mark = "o" if len(path) == 1 else None
            axes.plot(*zip(*inside, strict=True), color=style["color"], linewidth=1.6, marker=mark, zorder=3.5)


def frame(axes: Axes, west: float, east: float, bottom: float, top: float) -> None:
    """Show a region of the projection, and nothing of the axes but their edge."""
    axes.set_facecolor(PAPER)
    axes.set(xlim=(west, east), ylim=(bottom, top), aspect="equal", xticks=[], yticks=[])
    axes.spines[:].set(color=BORDER, linewidth=0.8)


def draw_land(axes: Axes, layer: str, region: tuple) -> None:
    """A layer of land on some axes, and the sea of its region (two corners)."""
    (south, west), (north, east) = region
    height = northing(north) - northing(south)
    axes.add_patch(Rectangle((west, northing(south)), east - west, height, facecolor=SEA, zorder=1))
    land = PolyCollection(rings(layer), facecolor=LAND_FILL, edgecolor=BORDER, linewidth=0.5, zorder=1.5)
    axes.add_collection(land)


@cache
def rings(layer: str) -> list[list[tuple[float, float]]]:
    """Every outer ring of the polygons of a layer, as points of the picture.

    >>> len(rings("geo/gshhg/lakes.geojson"))
    23
    """
    return [_projected(polygon[0]) for polygon in _parts(layer, "Polygon")]


@cache
def paths(layer: str) -> list[list[tuple[float, float]]]:
    """Every line of a layer, as points of the picture.

    >>> len(paths("geo/natural_earth/rivers.geojson")) > 20
    True
    """
    return [_projected(line) for line in _parts(layer, "LineString")]


def _parts(layer: str, kind: str) -> list:
    parts = []
    for geometry in json.loads(geometries(layer)):
        if geometry["type"] == kind:
            parts.append(geometry["coordinates"])
        elif geometry["type"] == f"Multi{kind}":
            parts.extend(geometry["coordinates"])
    return parts


def _projected(points: list[list[float]]) -> list[tuple[float, float]]:
    return [(longitude, northing(latitude)) for longitude, latitude in points]
