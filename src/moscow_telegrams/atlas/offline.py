"""Folium without a network: Leaflet from the installed XStatic package, land from our own GeoJSON."""

from __future__ import annotations

import base64
from functools import cache
from html import escape
from pathlib import Path

import folium
from branca.element import Element, Figure, MacroElement
from folium.template import Template
from xstatic.pkg import leaflet

from moscow_telegrams.collection import data_file
from moscow_telegrams.picture import Picture

LAND = "geo/natural_earth/states_1950.geojson"
SHEET = (18, 20), (70, 160)  # south-west and north-east corners of the region for which there is land
SEA, LAND_FILL, BORDER, PAPER = "#dbe7ef", "#efe9d9", "#9a927f", "#f5f5f5"
LAND_CREDIT = "Land and states: Natural Earth (public domain), present outlines"


_STYLE = f"""<style>
    .folium-map.leaflet-container {{ background: {PAPER}; font-size: 13px; }}
    .folium-map .leaflet-tooltip {{ padding: 1px 5px; }}
</style>"""


@cache
def _data_uri(name: str, media_type: str) -> str:
    content = base64.b64encode(Path(leaflet.BASE_DIR, name).read_bytes()).decode("ascii")
    return f"data:{media_type};base64,{content}"


class _Credits(MacroElement):
    """Our own line of credits in the corner of a map, in place of Leaflet's."""

    _template = Template("""
        {% macro script(this, kwargs) %}
            {{ this._parent.get_name() }}.attributionControl
                .setPrefix("Moscow Telegrams")
                .addAttribution({{ this.credit|tojson }});
        {% endmacro %}
    """)

    def __init__(self, credit: str) -> None:
        super().__init__()
        self._name = "Credits"
        self.credit = credit


class OfflineMap(folium.Map):
    """A folium Map that asks no host for anything and that has a picture and a sentence to stand in for it.

    `picture` is what a saved notebook and a printed page show. Its description is the title of the map's frame and the
    alternative text of the picture.

    >>> from moscow_telegrams.picture import Picture
    >>> OfflineMap(Picture("One dot."))
    Map: One dot.
    """

    default_js = [("leaflet", _data_uri("leaflet.js", "text/javascript"))]  # noqa: RUF012 - folium's own way
    default_css = [("leaflet_css", _data_uri("leaflet.css", "text/css"))]  # noqa: RUF012

    def __init__(self, picture: Picture, height: int = 460, **options: object) -> None:
        super().__init__(tiles=None, **options)
        self.picture = picture
        figure = Figure(height=f"{height}px")
        figure.header.add_child(Element(_STYLE))
        self.add_to(figure)
        _backdrop(_sheet(), fillColor=SEA, stroke=False).add_to(self)
        _backdrop(data_file(LAND).read_text(encoding="utf-8"), fillColor=LAND_FILL, color=BORDER, weight=0.8).add_to(
            self
        )
        _Credits(LAND_CREDIT).add_to(self)

    def __repr__(self) -> str:
        return f"Map: {self.picture.description}"

    def _repr_mimebundle_(self, include=None, exclude=None) -> tuple[dict, dict]:
        data, metadata = self.picture._repr_mimebundle_()
        frame = self.get_root()._repr_html_().replace("<iframe ", f'<iframe title="{escape(repr(self))}" ', 1)
        return data | {"text/html": frame, "text/plain": repr(self)}, metadata


def _backdrop(geojson: str | dict, **style: object) -> folium.GeoJson:
    """A layer that is only looked at: it takes no click and stands in no list of layers."""
    whole = {"fillOpacity": 1, "interactive": False} | style
    return folium.GeoJson(geojson, style_function=lambda feature: whole, control=False)


def _sheet() -> dict:
    """The region for which there is land, as a rectangle: the edge of the map is then seen to be no coast."""
    (south, west), (north, east) = SHEET
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    return {"type": "Feature", "properties": {}, "geometry": {"type": "Polygon", "coordinates": [ring]}}
