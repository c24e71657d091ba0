"""The map of Lushun and Dalian: a coast, and what each document said of it."""

from __future__ import annotations

from itertools import groupby
from textwrap import fill

from moscow_telegrams.atlas.looks import BORDER, LAND_FILL, LOOKS
from moscow_telegrams.atlas.offline import LAND, LAND_CREDIT, SHEET, OfflineMap
from moscow_telegrams.atlas.printed import Sheet, draw_land, frame, northing
from moscow_telegrams.chronology.events import said_day
from moscow_telegrams.collection import rows
from moscow_telegrams.edition.authorities import place
from moscow_telegrams.picture import Picture

COAST = "geo/gshhg/liaodong_coast.geojson"
COAST_CREDIT = "Coast: GSHHG (LGPL)"
REGION = (38.55, 120.8), (39.65, 122.5)  # of the coast that we have
AROUND = (28, 110), (48, 146)
# Where the names stand in the inset.
_INSET = {"Beijing": (41.6, 115.6), "Korea": (38.6, 128.6), "Japan": (36.4, 138.6), "Lushun": (34.8, 119.8)}


def build() -> OfflineMap:
    """The map, drawn anew.

    >>> len(build().dots)
    2
    """
    description = (
        "The southern tip of Liaodong with Lushun (Port Arthur) and Dalian; "
        "an inset shows where it lies between Beijing, Korea and Japan."
    )
    coast = COAST, REGION, COAST_CREDIT
    atlas = OfflineMap(description, lambda: _picture(description), land=coast, min_zoom=6, max_zoom=13, zoom_snap=0.25)
    atlas.add_credit(LAND_CREDIT.replace("Land", "Inset: land", 1))
    atlas.add_layer(_harbours(), "dot")
    atlas.add_walk("What was said", "Document", [_documents()])
    atlas.look_at(*REGION, padding=0)
    atlas.add_inset(
        style={"fillColor": LAND_FILL, "fillOpacity": 1, "color": BORDER, "weight": 0.6},
        bounds=AROUND,
        box=REGION,
        look=LOOKS["here"],
        items=[{"at": at, "label": label} for label, at in _INSET.items()],
        said="Inset: Lushun lies on the sea between Beijing, Korea and Japan.",
    )
    atlas.add_table(
        ["Date", "Document", "Place", "What it says", "Note"], lambda: [_row(row) for row in rows("agreements.csv")]
    )
    return atlas


def _harbours() -> list[dict]:
    """A dot for each place that the documents speak of."""
    dots = []
    for id in dict.fromkeys(row["place"] for row in rows("agreements.csv")):
        record = place(id)
        dots.append(
            {
                "at": (record["latitude"], record["longitude"]),
                "look": "dot",
                "label": f"{record['name']} ({record['in_1949']})",
                "more": [f"Today: {record['today']}.", record["note"]],
            }
        )
    return dots


def _documents() -> dict:
    """The documents in the order of their dates, as the walk tells them."""
    lushun = place("lushun")
    steps = []
    for (start, document), said in groupby(rows("agreements.csv"), key=lambda row: (row["start"], row["document"])):
        lines = [f"{place(row['place'])['name']}: {row['says']} {row['note']}".rstrip() for row in said]
        steps.append(
            {
                "at": (lushun["latitude"], lushun["longitude"]),
                "heading": f"{said_day(start)}: {document}",
                "lines": lines,
            }
        )
    return {"title": "What was said", "facts": [], "steps": steps}


def _row(row: dict[str, str]) -> list[str]:
    return [said_day(row["start"]), row["document"], place(row["place"])["name"], row["says"], row["note"]]


def _picture(description: str) -> Picture:
    (north, east) = REGION[1]
    sheet = Sheet(description, REGION[0], (north, east + 0.75))  # room for the inset beside the coast
    sheet.land(COAST, REGION)
    sheet.dots(_harbours(), size=10)
    sheet.axes.text(0.705, 0.985, _told(), fontsize=7, va="top", linespacing=1.2, transform=sheet.axes.transAxes)
    _inset(sheet)
    sheet.credits(COAST_CREDIT, LAND_CREDIT.replace("Land", "Inset: land", 1))
    return sheet.picture


def _told() -> str:
    """What was said of Lushun, in lines that fit beside the coast."""
    said = (row for row in rows("agreements.csv") if row["place"] == "lushun")
    return "\n\n".join(
        fill(f"{said_day(row['start'])}. {row['document']}: {row['says']}", 41, break_long_words=False) for row in said
    )


def _inset(sheet: Sheet) -> None:
    axes = sheet.picture.add_axes((0.7, 0.065, 0.28, 0.29))
    (south, west), (north, east) = AROUND
    frame(axes, west, east, northing(south), northing(north))
    draw_land(axes, LAND, SHEET)
    (bottom, left), (top, right) = REGION
    axes.plot(
        [left, right, right, left, left],
        [northing(latitude) for latitude in (bottom, bottom, top, top, bottom)],
        color=LOOKS["here"]["color"],
        linewidth=1.2,
        zorder=3,
    )
    for label, (latitude, longitude) in _INSET.items():
        axes.text(longitude, northing(latitude), label, fontsize=7.5, ha="center", va="center", zorder=4)
