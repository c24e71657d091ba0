"""The maps in JupyterLab, with no network: what a person sees, clicks and types."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

import pytest
from lab import Lab, Visit, change_theme, hide_files, open_notebook, run_all_cells, write_notebook

if TYPE_CHECKING:
    from playwright.sync_api import Frame, Locator

pytestmark = pytest.mark.browser

CELLS = [
    "from moscow_telegrams import journey_map, lushun_map, places_map\njourney_map()",
    "lushun_map()",
    'places_map("beijing", "moscow", "lushun")',
]
MAPS = {"journey": "The railway", "lushun": "The southern tip", "places": "Beijing; Moscow"}  # and how its title begins
NAMES = {
    "journey": {"Beijing", "Moscow"},
    "lushun": {"Lushun (Port Arthur)", "Dalian (Dairen)"},
    "places": {"Beijing", "Moscow", "Lushun"},
}
LEAST = {"journey": 4, "lushun": 2, "places": 3}  # labels, on a phone
MAP = "Object.values(window).find(value => value instanceof L.Map)"
ZOOM = f"() => {MAP}.getZoom()"
WORLD = [[23, 26], [62, 153]]
MANCHURIA = [[38, 112], [53, 132]]
# The boxes of everything that can be read on the map, with its words; the inset is a picture of its own.
READ = """() => [...document.querySelectorAll(".folium-map > .leaflet-map-pane .leaflet-tooltip")].filter(
    node => !node.classList.contains("mt-hidden")).map(node => {
    const { left, top, right, bottom } = node.getBoundingClientRect();
    return { words: node.textContent, left, top, right, bottom };
})"""
FRAME = """() => {
    const { left, top, right, bottom } = document.querySelector(".folium-map").getBoundingClientRect();
    return { left, top, right, bottom };
}"""
# The land that is in sight: Leaflet keeps an empty outline for what is not.
LAND = """() => [...document.querySelectorAll(".folium-map path:not(.leaflet-interactive)")].filter(path => {
    const { width, height } = path.getBoundingClientRect();
    return width > 20 && height > 20 && path.getAttribute("fill") !== "none";
}).length"""
RING = """() => [...document.querySelectorAll(".leaflet-mt-dots-pane path[fill=none], .leaflet-pane path[fill=none]")]
    .filter(path => path.getAttribute("stroke") === "#000000").map(path => path.getAttribute("d")).join()"""
RUN_CELL = """place => {
    jupyterapp.shell.currentWidget.content.activeCellIndex = place;
    jupyterapp.commands.execute("notebook:run-cell");
}"""
# Run All, and look at something else before the first map comes.
RUN_BEHIND_ANOTHER_TAB = """() => {
    jupyterapp.commands.execute("notebook:clear-all-cell-outputs");
    jupyterapp.commands.execute("notebook:run-all-cells");
    jupyterapp.commands.execute("launcher:create");
}"""


@pytest.fixture(scope="module")
def desk(long_visit: Visit, lab: Lab) -> Visit:
    """A notebook with three maps, run."""
    write_notebook(lab, "atlas.ipynb", CELLS)
    open_notebook(long_visit, lab, "atlas.ipynb")
    hide_files(long_visit)
    run_all_cells(long_visit)
    return long_visit


@pytest.fixture(scope="module")
def journey(desk: Visit) -> Frame:
    return frame(desk, "journey")


@pytest.fixture(scope="module")
def lushun(desk: Visit) -> Frame:
    return frame(desk, "lushun")


@pytest.mark.parametrize(("view", "readable"), [("world", 20), ("manchuria", 10)])
def test_no_label_of_the_journeys_collides_or_is_cut_off(desk: Visit, journey: Frame, view: str, readable: int) -> None:
    look_at(journey, WORLD if view == "world" else MANCHURIA)
    desk.screenshot(f"-{view}")
    labels = all_readable(journey)
    assert len(labels) >= readable
    assert {"Beijing", "Moscow"} <= labels or view != "world"
    assert {"Manzhouli", "Otpor", "Break of gauge"} <= labels or view == "world"
    assert journey.locator(".leaflet-control-attribution").inner_text().endswith("OpenStreetMap contributors (ODbL)")
    assert journey.locator(".leaflet-control-attribution img, .leaflet-control-attribution svg").count() == 0


def test_the_slider_moves_the_train_by_keyboard(desk: Visit, journey: Frame) -> None:
    look_at(journey, WORLD)
    slider, heading = journey.locator(".mt-slider"), journey.locator(".mt-heading")
    slider.focus()
    desk.page.keyboard.press("Home")
    assert heading.inner_text() == "Beijing: Tuesday 6 December 1949, 21:00. Moscow: Tuesday 6 December 1949, 16:00."
    start = journey.evaluate(RING)
    desk.page.keyboard.press("ArrowRight")
    assert "Wednesday 7 December" in heading.inner_text()
    said = journey.locator(".mt-lines").inner_text()
    assert "About 750 of 8,902 km of the track as drawn" in said and "Nearest station: Shenyang" in said
    assert "Interpolated" in said and "Interpolated" in slider.get_attribute("aria-valuetext")
    assert start and journey.evaluate(RING) != start, "the marker did not move"
    assert "38–39 km/h" in journey.locator(".mt-facts").inner_text()
    desk.page.keyboard.press("End")
    assert "16 December" in heading.inner_text() and "an inference" in journey.locator(".mt-lines").inner_text()


def test_play_leads_through_the_days_of_another_journey(journey: Frame) -> None:
    journey.locator("select").select_option(label="Chou’s journey as it happened, 10–20 January 1950")
    assert journey.get_by_role("checkbox", name="Chou’s journey as it happened").is_checked(), "its layer is shown"
    button = journey.locator(".mt-play")
    button.click()
    journey.wait_for_function("() => document.querySelector('.mt-slider').valueAsNumber >= 2", timeout=5_000)
    button.click()
    stopped = journey.locator(".mt-slider").input_value()
    journey.page.wait_for_timeout(1_100)  # longer than a day of Play
    assert journey.locator(".mt-slider").input_value() == stopped and "Play" in button.inner_text()
    assert "January 1950" in journey.locator(".mt-heading").inner_text()


def test_layers_are_switched_by_mouse_and_by_keyboard(desk: Visit, journey: Frame) -> None:
    look_at(journey, WORLD)
    named = journey.get_by_role("checkbox", name="Places that the telegrams name")
    assert "Taiwan" in all_readable(journey)
    named.click()
    journey.wait_for_function(f"() => !({READ})().some(label => label.words === 'Taiwan')", timeout=5_000)
    named.focus()
    desk.page.keyboard.press("Space")
    assert "Taiwan" in all_readable(journey)


def test_a_dot_tells_what_is_known_by_mouse_and_by_keyboard(desk: Visit, journey: Frame) -> None:
    card = journey.locator(".mt-card")
    journey.locator("path[aria-label^='Yalta.']").hover()
    assert "because of the Yalta agreement" in card.inner_text()
    journey.locator("path[aria-label^='Leningrad.']").focus()
    assert "Today: St Petersburg." in card.inner_text() and "j1c.11" in card.inner_text()
    desk.screenshot("-card")
    before = card.inner_text()
    desk.page.keyboard.press("ArrowRight")
    assert card.is_visible() and card.inner_text() != before
    desk.page.keyboard.press("Escape")
    assert not card.is_visible()


def test_lushun_tells_document_after_document(desk: Visit, lushun: Frame) -> None:
    show(desk, "lushun")
    desk.screenshot("-lushun")
    assert all_readable(lushun) == NAMES["lushun"]
    assert {"Beijing", "Korea", "Japan", "Lushun"} == set(
        lushun.locator(".mt-inset .leaflet-tooltip").all_inner_texts()
    )
    lushun.locator(".mt-slider").focus()
    told = []
    for _ in range(5):
        told.append(f"{lushun.locator('.mt-heading').inner_text()} {lushun.locator('.mt-lines').inner_text()}")
        desk.page.keyboard.press("ArrowRight")
    assert "Yalta" in told[0] and "lease" in told[0] and "thirty years" in told[1]
    assert "1952" in told[3] and "May 1955" in told[4]


def test_the_first_map_of_a_student_shows_three_places_on_the_land(desk: Visit) -> None:
    places = frame(desk, "places")
    show(desk, "places")
    desk.screenshot("-places")
    assert all_readable(places) == NAMES["places"]
    assert places.locator("path.leaflet-interactive").count() == 3
    assert places.evaluate(LAND) > 0
    assert "Natural Earth" in places.locator(".leaflet-control-attribution").inner_text()


def test_a_map_zooms_by_mouse_and_by_keyboard(desk: Visit) -> None:
    places = frame(desk, "places")
    zoom_in = places.locator(".leaflet-control-zoom-in")
    before = places.evaluate(ZOOM)
    zoom_in.click()
    by_mouse = zoomed_beyond(before, places)
    zoom_in.focus()
    desk.page.keyboard.press("Enter")
    zoomed_beyond(by_mouse, places)


@pytest.mark.parametrize("theme", ["Light", "Dark"])
@pytest.mark.parametrize("which", MAPS)
def test_a_phone_shows_the_whole_map_and_its_panel(desk: Visit, which: str, theme: str) -> None:
    desk.page.set_viewport_size({"width": 390, "height": 844})
    change_theme(desk, theme)
    atlas = drawn_anew(desk, which)
    desk.screenshot(f"-{which}-phone-{theme}")
    assert len(all_readable(atlas)) >= LEAST[which]
    assert atlas.evaluate("() => document.documentElement.scrollHeight <= window.innerHeight + 1"), (
        "a second scroll bar"
    )
    assert atlas.evaluate("() => document.documentElement.scrollWidth <= window.innerWidth + 1")
    assert atlas.evaluate("() => innerWidth") <= 390


@pytest.mark.parametrize("which", MAPS)
def test_a_map_that_came_behind_another_tab_is_whole_when_somebody_looks(desk: Visit, which: str) -> None:
    if which == "journey":
        desk.page.set_viewport_size({"width": 1366, "height": 768})
        desk.page.evaluate(RUN_BEHIND_ANOTHER_TAB)
        desk.page.locator(".jp-Launcher").wait_for(timeout=10_000)
        for behind in MAPS:
            assert frame(desk, behind).evaluate("() => innerWidth") == 0
        for state in ("hidden", "visible"):  # and once more, when it has been seen
            desk.page.evaluate("() => { jupyterapp.commands.execute('application:activate-next-tab'); }")
            desk.page.locator(".jp-Launcher").wait_for(state=state, timeout=10_000)
        desk.page.evaluate("() => { jupyterapp.commands.execute('application:close'); }")
        desk.page.locator(".jp-Launcher").wait_for(state="detached", timeout=10_000)
    atlas = frame(desk, which)
    show(desk, which)
    desk.screenshot(f"-{which}-seen")
    assert all_readable(atlas) >= NAMES[which]
    assert atlas.evaluate(LAND) > 0
    assert atlas.evaluate("() => document.querySelector('.folium-map').offsetHeight") > 300


def test_nothing_was_asked_of_anybody_and_jupyterlab_took_no_key(desk: Visit) -> None:
    assert desk.strangers == []
    assert desk.console_errors == []
    assert desk.page.locator(".jp-Notebook .jp-Cell").count() == len(CELLS)
    for which in MAPS:
        assert not frame(desk, which).get_by_text("Make this Notebook Trusted").first.is_visible()


def output(desk: Visit, which: str) -> Locator:
    return desk.page.locator(f".jp-OutputArea-output iframe[title^='Map: {MAPS[which]}']")


def frame(desk: Visit, which: str) -> Frame:
    found = output(desk, which).element_handle(timeout=20_000).content_frame()
    found.locator("[data-mt-ready]").wait_for(state="attached", timeout=20_000)
    return found


def show(desk: Visit, which: str) -> None:
    """Scroll to a map, and wait until it has found its size and its labels their places."""
    atlas, last = frame(desk, which), None
    for _ in range(200):
        output(desk, which).scroll_into_view_if_needed()  # again: cells above it may still find their heights
        now = output(desk, which).bounding_box(), atlas.evaluate(READ)
        if now == last and now[1]:
            return
        last = now
        desk.page.wait_for_timeout(100)
    raise AssertionError(f"the map is still moving, or nothing can be read on it: {last}")


def drawn_anew(desk: Visit, which: str) -> Frame:
    """Run the cell of a map again."""
    before = output(desk, which).element_handle()
    desk.page.evaluate(RUN_CELL, list(MAPS).index(which))
    desk.page.wait_for_function("before => !before.isConnected", arg=before, timeout=20_000)
    show(desk, which)
    return frame(desk, which)


def look_at(atlas: Frame, bounds: list[list[float]]) -> None:
    atlas.evaluate(f"bounds => {{ {MAP}.fitBounds(bounds, {{ animate: false }}); }}", bounds)


def zoomed_beyond(before: float, atlas: Frame) -> float:
    """Wait until the map is nearer than `before` and stands still; how near it is then."""
    atlas.wait_for_function(
        f"before => ({ZOOM})() > before && !{MAP}._animatingZoom", arg=before, timeout=5_000
    )  # Leaflet takes no second step while it is drawing the first
    return atlas.evaluate(ZOOM)


def all_readable(atlas: Frame) -> set[str]:
    """The labels of a map, none of which touches another or leaves the map."""
    labels, whole = atlas.evaluate(READ), atlas.evaluate(FRAME)
    for label in labels:
        assert whole["left"] <= label["left"] + 1 and label["right"] <= whole["right"] + 1, label
        assert whole["top"] <= label["top"] + 1 and label["bottom"] <= whole["bottom"] + 1, label
    touching = [(one["words"], two["words"]) for one, two in combinations(labels, 2) if overlap(one, two)]
    assert touching == []
    return {label["words"] for label in labels}


def overlap(one: dict, two: dict) -> bool:
    return (
        one["left"] < two["right"] - 1
        and two["left"] < one["right"] - 1
        and one["top"] < two["bottom"] - 1
        and two["top"] < one["bottom"] - 1
    )
