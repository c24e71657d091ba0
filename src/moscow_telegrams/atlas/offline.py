"""Folium without a network: Leaflet from the installed XStatic package, land from our own GeoJSON."""

from __future__ import annotations

import json
from functools import cache
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

import folium
from branca.element import Element, Figure, MacroElement
from folium.template import Template
from xstatic.pkg import leaflet

from moscow_telegrams.atlas.added import added_to
from moscow_telegrams.atlas.looks import BORDER, LAND_FILL, LOOKS, SEA
from moscow_telegrams.collection import data_file

if TYPE_CHECKING:
    from collections.abc import Callable

    from pandas import DataFrame

    from moscow_telegrams.picture import Picture

LAND = "geo/natural_earth/states_1950.geojson"
SHEET = (18, 20), (70, 160)  # south-west and north-east corners of the region for which there is land
LAND_CREDIT = "Land and states of 1950 in present outlines: Natural Earth (public domain)"
TILES = "OpenStreetMap"
_SAFE = "()*,;:=+$!/?@[]{}|^`\\~_-."  # in an address, and in an attribute in double quotes


@cache
def _data_uri(path: Path, media_type: str) -> str:
    """A file as an address: percent-encoded, because base64 makes a program by a fifth larger."""
    return f"data:{media_type};charset=utf-8,{quote(path.read_text(encoding='utf-8'), safe=_SAFE)}"


def _of_leaflet(name: str, media_type: str) -> str:
    return _data_uri(Path(leaflet.BASE_DIR, name), media_type)


def _json(value: object) -> str:
    """JSON that can stand in a script: nothing in it can end the script."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).replace("<", r"\u003c")


@cache
def _style() -> str:
    css = Path(__file__).with_name("atlas.css").read_text(encoding="utf-8")
    return f"<style>{css}</style>"


@cache
def _fitting() -> str:
    script = Path(__file__).with_name("fitting.js").read_text(encoding="utf-8")
    return f"<script>{script}</script>"


@cache
def geometries(name: str) -> str:
    """The geometries of a layer under `data/`, as a JSON list without their properties.

    >>> geometries("geo/gshhg/lakes.geojson")[:20]
    '[{"type":"Polygon","'
    """
    features = json.loads(data_file(name).read_text(encoding="utf-8"))["features"]
    return json.dumps([feature["geometry"] for feature in features], separators=(",", ":"))


class _Verbatim(Element):
    """Text that goes into the page as it is. Folium reads any other text as a template, and compiles it first."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text

    def render(self, **kwargs: object) -> str:
        """The text."""
        return self.text


class Backdrop(MacroElement):
    """A layer that is only looked at: it takes no click and stands in no list of layers. `shapes` is GeoJSON."""

    def __init__(self, shapes: str, **style: object) -> None:
        super().__init__()
        self._name = "Backdrop"
        self.shapes = shapes
        self.style = style

    def render(self, **kwargs: object) -> None:
        """Put the layer into the script of the page."""
        options = f"{{ interactive: false, style: {_json(self.style)} }}"
        script = f"L.geoJSON({self.shapes}, {options}).addTo({self._parent.get_name()});"
        self.get_root().script.add_child(_Verbatim(script), name=self.get_name())


class _Credits(MacroElement):
    """Our own line of credits in the corner of a map, in place of Leaflet's."""

    _template = Template("""
        {% macro script(this, kwargs) %}
            {{ this._parent.get_name() }}.attributionControl.setPrefix("Moscow Telegrams")
            {%- for credit in this.credits -%}
                .addAttribution({{ credit|tojson }})
            {%- endfor -%};
        {% endmacro %}
    """)

    def __init__(self) -> None:
        super().__init__()
        self._name = "Credits"
        self.credits: list[str] = []


class _Drawing(MacroElement):
    """Dots, lines, labels, switches and the walk of a map: data for `atlas.js`, which draws them."""

    def __init__(self, height: int) -> None:
        super().__init__()
        self._name = "Drawing"
        self.height = height  # pixels, before the panel takes its share
        self.layers: list[tuple[folium.FeatureGroup, dict]] = []
        self.track: tuple = ()
        self.walk: dict | None = None
        self.view: dict | None = None
        self.inset: dict | None = None

    def render(self, **kwargs: object) -> None:
        """Put the drawing into the page. A module runs after folium's script, which makes the map and its groups."""
        layers = ", ".join(f"{{ group: {group.get_name()}, ...{_json(layer)} }}" for group, layer in self.layers)
        rest = _json(
            {"looks": self._looks(), "track": self.track, "walk": self.walk, "view": self.view, "height": self.height}
        )
        inset = f"{{ land: {geometries(LAND)}, ...{_json(self.inset)} }}" if self.inset else "null"
        script = (
            f'import {{ draw }} from "{_data_uri(Path(__file__).with_name("atlas.js"), "text/javascript")}";\n'
            f"draw({self._parent.get_name()}, {{ layers: [{layers}], ...{rest}, inset: {inset} }});"
        )
        page = _Verbatim(f'<script type="module">{script}</script>')
        self.get_root().html.add_child(page, name=self.get_name())

    def _looks(self) -> dict[str, dict]:
        used = {item["look"] for _, layer in self.layers for item in layer["items"]}
        used |= {layer["look"] for _, layer in self.layers}
        return {name: LOOKS[name] for name in sorted(used)}


class OfflineMap(folium.Map):
    """A folium Map that asks no host for anything, with a picture, a sentence and a table to stand in for it.

    `draw` makes the picture that a saved notebook and a printed page show. `description` is the title of the map's
    frame and the alternative text of the picture. `land` is a layer, its region and its credit. `tiles` is for those
    who have a network: True, or the name of tiles that folium knows, puts online tiles in the place of our land.

    >>> OfflineMap("No dot.", draw=None)
    Map: No dot.
    """

    default_js = [("leaflet", _of_leaflet("leaflet.js", "text/javascript"))]  # noqa: RUF012 - folium's own way
    default_css = [("leaflet_css", _of_leaflet("leaflet.css", "text/css"))]  # noqa: RUF012

    def __init__(
        self,
        description: str,
        draw: Callable[[], Picture],
        height: int = 460,
        tiles: bool | str = False,
        land: tuple[str, tuple, str] = (LAND, SHEET, LAND_CREDIT),
        **options: object,
    ) -> None:
        online = TILES if tiles is True else tiles
        super().__init__(tiles=online or None, zoom_control="topright", **options)
        self.description = description
        self._draw = draw
        self._columns: list[str] = []
        self._make_rows: Callable[[], list[list[str]]] = list
        self._drawing, self._credits = _Drawing(height), _Credits()
        figure = Figure(height=f"{height}px")
        figure.header.add_child(Element(_style()))
        figure.html.add_child(_Verbatim(_fitting()))  # before the script of folium, which fits the map
        self.add_to(figure)
        self._drawing.add_to(self)
        self._credits.add_to(self)
        if not online:
            self.add_land(*land)

    # What a map is made of

    def add_land(self, layer: str, region: tuple, credit: str) -> None:
        """A layer of land, on the sea of its region (two corners), and the credit that its licence asks for."""
        Backdrop(box(*region), fillColor=SEA, fillOpacity=1, stroke=False).add_to(self)
        Backdrop(geometries(layer), fillColor=LAND_FILL, fillOpacity=1, color=BORDER, weight=0.8).add_to(self)
        self.add_credit(credit)

    def add_credit(self, credit: str) -> None:
        """One more source in the corner of the map."""
        self._credits.credits.append(credit)

    def add_layer(self, items: list[dict], look: str, title: str = "", show: bool = True) -> None:
        """Dots and lines, together: with a `title` a person can switch them.

        An item has a `look` (see `atlas.looks`), `at` (latitude, longitude), a `line` of such points or a `part` of the
        track (from one of its points up to another), and, where it has something to say, `label`, `more` (sentences)
        and `rank` (whose label gives way: the higher number's).
        """
        group = folium.FeatureGroup(name=title or None, control=bool(title), show=show).add_to(self)
        self._drawing.layers.append((group, {"title": title, "look": look, "items": items}))

    def add_track(self, points: tuple) -> None:
        """One long line (latitude, longitude), of which several layers draw parts."""
        self._drawing.track = points

    def add_walk(self, title: str, unit: str, tracks: list[dict]) -> None:
        """A slider that leads a marker through the steps of a track (see `atlas.js`, makeWalk)."""
        self._drawing.walk = {"title": title, "unit": unit, "tracks": tracks}

    def add_inset(self, **inset: object) -> None:
        """A small map in the corner that shows where this one lies."""
        self._drawing.inset = inset

    def look_at(self, south_west: tuple[float, float], north_east: tuple[float, float], padding: int = 12) -> None:
        """Show this region, whatever the size of the window."""
        self._drawing.view = {"bounds": [south_west, north_east], "padding": [padding, padding]}
        self.fit_bounds([south_west, north_east], padding=(padding, padding))

    def add_table(self, columns: list[str], rows: Callable[[], list[list[str]]]) -> None:
        """The content of the map in words, for whoever cannot see it; the rows are made when somebody asks for them."""
        self._columns, self._make_rows = columns, rows

    # What stands in for it

    @property
    def dots(self) -> list[dict]:
        """Every dot of our own layers: `at` (latitude, longitude) and `label`."""
        return [item for _, layer in self._drawing.layers for item in layer["items"] if "at" in item]

    @property
    def picture(self) -> Picture:
        """The map as it is printed, with whatever was added to it."""
        from moscow_telegrams.atlas.printed import add

        picture = self._draw()
        picture.description = str(self).removeprefix("Map: ")
        add(picture.axes[0], *added_to(self))
        return picture

    @property
    def table(self) -> DataFrame:
        """The content of the map as a table."""
        from pandas import DataFrame

        return DataFrame(self._make_rows(), columns=self._columns)

    def __repr__(self) -> str:
        dots, lines = map(len, added_to(self))
        added = f" Added: {_number(dots, 'dot')}, {_number(lines, 'line')}." if dots or lines else ""
        return f"Map: {self.description}{added}"

    __str__ = __repr__

    def _repr_mimebundle_(self, include=None, exclude=None) -> tuple[dict, dict]:
        data, metadata = self.picture._repr_mimebundle_()
        frame = self.get_root()._repr_html_().replace("<iframe ", f'<iframe title="{escape(repr(self))}" ', 1)
        return data | {"text/html": frame + self._table_html(), "text/plain": repr(self)}, metadata

    def _table_html(self) -> str:
        if not self._columns:
            return ""
        table = _table(self._columns, self._make_rows())
        return f'<details style="margin-top: 0.4em"><summary>The same as a table</summary>{table}</details>'


def _number(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"


def _table(columns: list[str], rows: list[list[str]]) -> str:
    """A long table, as small as it can be: one style for all cells, and headers that a screen reader needs."""
    head = "".join(f'<th scope="col">{escape(column)}' for column in columns)
    body = "".join(
        f'<tr><th scope="row">{escape(first, quote=False)}'
        + "".join(f"<td>{escape(cell, quote=False)}" for cell in rest)
        for first, *rest in rows
    )
    style = "<style>.mt-table :is(th, td) { text-align: left; vertical-align: top; white-space: normal }</style>"
    return f'{style}<table class="mt-table"><thead><tr>{head}</thead><tbody>{body}</tbody></table>'


def box(south_west: tuple[float, float], north_east: tuple[float, float]) -> str:
    """A region as GeoJSON: drawn as sea, its edge is seen to be no coast.

    >>> box((0, 0), (1, 2))[:60]
    '{"type": "Polygon", "coordinates": [[[0, 0], [2, 0], [2, 1],'
    """
    (south, west), (north, east) = south_west, north_east
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    return json.dumps({"type": "Polygon", "coordinates": [ring]})
