"""The first map that a student draws: three places, in JupyterLab, with no network."""

from __future__ import annotations

import time
from itertools import combinations
from typing import TYPE_CHECKING

import pytest
from lab import Lab, Visit, hide_files, open_notebook, run_all_cells, write_notebook

if TYPE_CHECKING:
    from playwright.sync_api import Frame, Locator

    Box = dict[str, float]

pytestmark = pytest.mark.browser

CELL = 'from moscow_telegrams import places_map\nplaces_map("beijing", "moscow", "lushun")'
PLACES = ["Beijing", "Lushun", "Moscow"]

DOTS = "path.leaflet-interactive"
LAND = "path:not(.leaflet-interactive)"
LABELS = ".leaflet-tooltip"
ZOOM = "() => Object.values(window).find(value => value instanceof L.Map).getZoom()"


@pytest.mark.parametrize("width", [1366, 390], ids=["laptop", "phone"])
def test_three_places_stand_on_the_land_and_every_name_can_be_read(desk: Visit, width: int) -> None:
    atlas = draw(desk, width)
    whole, labels = settled(atlas)
    desk.screenshot(f"-{width}")

    assert atlas.locator(DOTS).count() == 3
    assert all(inside(box, whole) for box in boxes(atlas.locator(DOTS)))
    assert any(is_drawn(outline) for outline in atlas.locator(LAND).all())

    names = [name.strip() for name in atlas.locator(LABELS).all_inner_texts()]
    assert [name.split()[0] for name in sorted(names)] == PLACES
    boxed = list(zip(names, labels, strict=True))
    assert [name for name, label in boxed if not inside(label, whole)] == [], "names cut off by the edge of the map"
    assert [(a, b) for (a, one), (b, two) in combinations(boxed, 2) if overlap(one, two)] == []
    credit = atlas.locator(".leaflet-control-attribution")
    assert "Natural Earth" in credit.inner_text()
    assert credit.locator("img, svg").count() == 0, "Leaflet's flag"
    assert whole["width"] > 200
    assert inside(whole, {"x": 0, "y": 0, "width": width, "height": 10_000}), "the map is wider than the window"
    assert desk.strangers == []
    assert desk.console_errors == []


def test_the_map_zooms_by_mouse_and_by_keyboard(desk: Visit) -> None:
    atlas = draw(desk)
    settled(atlas)
    zoom_in = atlas.locator(".leaflet-control-zoom-in")
    cells = desk.page.locator(".jp-Notebook .jp-Cell")

    before = atlas.evaluate(ZOOM)
    zoom_in.click()
    by_mouse = zoomed_beyond(before, atlas)
    settled(atlas)  # Leaflet takes no second step while it is drawing the first
    zoom_in.focus()
    desk.page.keyboard.press("Enter")
    zoomed_beyond(by_mouse, atlas)

    assert desk.strangers == []
    assert desk.console_errors == []
    assert cells.count() == 1, "JupyterLab took a key meant for the map"


@pytest.fixture(scope="module")
def desk(long_visit: Visit, lab: Lab) -> Visit:
    """A notebook of one cell, opened, with the list of files out of the way."""
    write_notebook(lab, "three_places.ipynb", [CELL])
    open_notebook(long_visit, lab, "three_places.ipynb")
    hide_files(long_visit)
    return long_visit


def draw(desk: Visit, width: int = 1366) -> Frame:
    """Run the cell in a window of some width, and find the frame in which its map is drawn."""
    desk.page.set_viewport_size({"width": width, "height": 768})
    desk.page.wait_for_function(f"() => document.querySelector('.jp-NotebookPanel').clientWidth < {width}")
    run_all_cells(desk)
    atlas = desk.page.locator(".jp-OutputArea-output iframe").element_handle(timeout=10_000).content_frame()
    atlas.locator(".leaflet-container").wait_for(timeout=10_000)
    atlas.locator(LABELS).nth(2).wait_for(timeout=10_000)
    return atlas


def boxes(found: Locator) -> list[Box]:
    return [one.bounding_box() for one in found.all()]


def settled(atlas: Frame, limit: float = 10) -> tuple[Box, list[Box]]:
    """The boxes of the map and of its labels, once they have stopped moving."""
    end = time.monotonic() + limit
    last = None
    while time.monotonic() < end:
        now = atlas.locator(".leaflet-container").bounding_box(), boxes(atlas.locator(LABELS))
        if now == last:
            return now
        last = now
        atlas.page.wait_for_timeout(250)
    pytest.fail(f"the map was still moving after {limit} seconds")


def inside(box: Box, frame: Box) -> bool:
    return (
        frame["x"] <= box["x"]
        and frame["y"] <= box["y"]
        and box["x"] + box["width"] <= frame["x"] + frame["width"]
        and box["y"] + box["height"] <= frame["y"] + frame["height"]
    )


def overlap(one: Box, two: Box) -> bool:
    return (
        one["x"] < two["x"] + two["width"]
        and two["x"] < one["x"] + one["width"]
        and one["y"] < two["y"] + two["height"]
        and two["y"] < one["y"] + one["height"]
    )


def is_drawn(outline: Locator) -> bool:
    """Whether an outline covers something: Leaflet keeps an empty one for land that is out of sight."""
    box = outline.bounding_box()
    return bool(box) and box["width"] > 20 and box["height"] > 20 and outline.get_attribute("fill") != "none"


def zoomed_beyond(before: float, atlas: Frame) -> float:
    """Wait until the map is nearer than `before`; how near it is then."""
    atlas.wait_for_function(f"before => ({ZOOM})() > before", arg=before, timeout=5_000)
    return atlas.evaluate(ZOOM)
