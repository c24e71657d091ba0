"""The maps of the journeys and of Lushun in JupyterLab, with no network: what a person sees, clicks and types."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

import pytest
from lab import Lab, Visit, hide_files, open_notebook, run_all_cells, write_notebook

if TYPE_CHECKING:
    from playwright.sync_api import Frame

pytestmark = pytest.mark.browser

CELLS = ["from moscow_telegrams import journey_map, lushun_map\njourney_map()", "lushun_map()"]
MAP = "Object.values(window).find(value => value instanceof L.Map)"
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
RING = """() => [...document.querySelectorAll(".leaflet-mt-dots-pane path[fill=none], .leaflet-pane path[fill=none]")]
    .filter(path => path.getAttribute("stroke") === "#000000").map(path => path.getAttribute("d")).join()"""


@pytest.fixture(scope="module")
def desk(long_visit: Visit, lab: Lab) -> Visit:
    """A notebook with both maps, run."""
    write_notebook(lab, "atlas.ipynb", CELLS)
    open_notebook(long_visit, lab, "atlas.ipynb")
    hide_files(long_visit)
    run_all_cells(long_visit)
    return long_visit


@pytest.fixture(scope="module")
def journey(desk: Visit) -> Frame:
    return frame(desk, 0)


@pytest.fixture(scope="module")
def lushun(desk: Visit) -> Frame:
    return frame(desk, 1)


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
    journey.page.wait_for_timeout(1_100)
    assert journey.locator(".mt-slider").input_value() == stopped and "Play" in button.inner_text()
    assert "January 1950" in journey.locator(".mt-heading").inner_text()


def test_layers_are_switched_by_mouse_and_by_keyboard(desk: Visit, journey: Frame) -> None:
    look_at(journey, WORLD)
    named = journey.get_by_role("checkbox", name="Places that the telegrams name")
    assert "Taiwan" in all_readable(journey)
    named.click()
    journey.page.wait_for_timeout(300)  # labels fade out
    assert "Taiwan" not in all_readable(journey)
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
    desk.page.locator("iframe").nth(1).scroll_into_view_if_needed()
    desk.page.wait_for_timeout(300)
    desk.screenshot("-lushun")
    assert {"Lushun (Port Arthur)", "Dalian (Dairen)"} == all_readable(lushun)
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


@pytest.mark.parametrize("which", ["journey", "lushun"])
def test_a_phone_shows_the_whole_map_and_its_panel(desk: Visit, which: str, request: pytest.FixtureRequest) -> None:
    atlas = request.getfixturevalue(which)
    desk.page.set_viewport_size({"width": 390, "height": 844})
    desk.page.wait_for_timeout(600)
    desk.page.locator("iframe").nth(["journey", "lushun"].index(which)).scroll_into_view_if_needed()
    desk.page.wait_for_timeout(300)
    desk.screenshot(f"-{which}-phone")
    assert len(all_readable(atlas)) >= (4 if which == "journey" else 2)
    assert atlas.evaluate("() => document.documentElement.scrollHeight <= window.innerHeight + 1"), (
        "a second scroll bar"
    )
    assert atlas.evaluate("() => document.documentElement.scrollWidth <= window.innerWidth + 1")


def test_nothing_was_asked_of_anybody_and_jupyterlab_took_no_key(desk: Visit, journey: Frame) -> None:
    assert desk.strangers == []
    assert desk.console_errors == []
    assert desk.page.locator(".jp-Notebook .jp-Cell").count() == len(CELLS)
    assert not any(frame.get_by_text("Make this Notebook Trusted").first.is_visible() for frame in (journey,))


def frame(desk: Visit, place: int) -> Frame:
    found = desk.page.locator(".jp-OutputArea-output iframe").nth(place).element_handle(timeout=10_000).content_frame()
    found.locator("[data-mt-ready]").wait_for(timeout=10_000)
    return found


def look_at(atlas: Frame, bounds: list[list[float]]) -> None:
    atlas.evaluate(f"bounds => {{ {MAP}.fitBounds(bounds, {{ animate: false }}); }}", bounds)
    atlas.page.wait_for_timeout(300)


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
