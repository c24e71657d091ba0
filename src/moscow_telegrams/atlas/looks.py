"""How things look on a map, in the notebook and in print: no two differ by colour alone."""

from __future__ import annotations

SEA, LAND_FILL, BORDER, PAPER, WATER = "#dbe7ef", "#efe9d9", "#9a927f", "#f5f5f5", "#8fb3cf"

# The options of Leaflet's paths, by the kind of thing that is drawn.
LOOKS: dict[str, dict] = {
    "dot": {"radius": 6, "color": "#ffffff", "weight": 2, "fillColor": "#b3261e", "fillOpacity": 1},
    "station": {"radius": 4, "color": "#1b1b1b", "weight": 2, "fillColor": "#ffffff", "fillOpacity": 1},
    "border": {"radius": 6, "color": "#ffffff", "weight": 2, "fillColor": "#1b1b1b", "fillOpacity": 1},
    "named": {"radius": 6, "color": "#1b1b1b", "weight": 1.5, "fillColor": "#f2b705", "fillOpacity": 1},
    "day": {"radius": 3, "color": "#1b1b1b", "weight": 1, "fillColor": "#ffffff", "fillOpacity": 1},
    "known": {"radius": 4, "color": "#ffffff", "weight": 1, "fillColor": "#1b1b1b", "fillOpacity": 1},
    "state": {"radius": 0, "color": BORDER, "weight": 0, "fillColor": BORDER, "fillOpacity": 0},
    "route": {"color": "#3b3b3b", "weight": 3},
    "other-line": {"color": "#6b6b6b", "weight": 1.5, "dashArray": "4 4"},
    "mao": {"color": "#b3261e", "weight": 8, "opacity": 0.55},
    "chou-planned": {"color": "#1f5fa8", "weight": 5, "dashArray": "2 9"},
    "chou": {"color": "#6a1b9a", "weight": 5, "dashArray": "14 8"},
    "telegram": {"color": "#00695c", "weight": 2.5, "dashArray": "8 4 2 4"},
    "claimed": {"color": "#6b6b6b", "weight": 1, "dashArray": "3 3", "fill": False},
    "added": {"color": "#1565c0", "weight": 3},
    "here": {"color": "#b3261e", "weight": 2, "fill": False},
}
