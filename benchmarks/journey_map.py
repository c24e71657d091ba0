"""What it costs to build the map of the journeys, as a ratio to a bare folium.Map with the same GeoJSON.

    uv run python benchmarks/journey_map.py

The files are read beforehand, for both. Both maps are built and turned into the page that a notebook shows, turn by
turn; each is measured by the least of its times, because the machine's other work can only add to it. Exits 1 above the
limit, or when a map's HTML is too large.
"""

from __future__ import annotations

import json
import sys
from time import perf_counter

import folium

from moscow_telegrams import blank_map, journey_map, lushun_map, places_map
from moscow_telegrams.atlas.beijing_moscow import CLAIMED, LAKES, RIVERS
from moscow_telegrams.atlas.offline import LAND
from moscow_telegrams.atlas.railway import TRACK
from moscow_telegrams.collection import data_file

LIMIT = 1.5
LARGEST = 450_000  # characters of HTML
ROUNDS = 15


DATA = [json.loads(data_file(layer).read_text(encoding="utf-8")) for layer in (LAND, RIVERS, LAKES, CLAIMED, TRACK)]


def bare() -> str:
    page = folium.Map(tiles=None)
    for layer in DATA:
        folium.GeoJson(layer).add_to(page)
    return page.get_root()._repr_html_()


def ours() -> str:
    return journey_map().get_root()._repr_html_()


def main() -> int:
    least = {bare: float("inf"), ours: float("inf")}
    for _ in range(ROUNDS):
        for build in least:
            begin = perf_counter()
            build()
            least[build] = min(least[build], perf_counter() - begin)
    ratio = least[ours] / least[bare]
    print(f"bare folium.Map: {least[bare] * 1000:.0f} ms, journey_map(): {least[ours] * 1000:.0f} ms")
    print(f"ratio {ratio:.2f}, limit {LIMIT}")
    maps = (journey_map(), lushun_map(), blank_map(), places_map("beijing", "moscow", "lushun"))
    sizes = [len(one._repr_mimebundle_()[0]["text/html"]) for one in maps]
    print(f"HTML: {', '.join(f'{size:,}' for size in sizes)} characters, limit {LARGEST:,}")
    return int(ratio > LIMIT or max(sizes) > LARGEST)


if __name__ == "__main__":
    sys.exit(main())
