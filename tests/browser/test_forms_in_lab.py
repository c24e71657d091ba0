"""Forms in JupyterLab: answered with the keyboard alone, heard by a screen reader, and no key reaches the notebook."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from keyboard import press, tab_to
from lab import (
    ASK,
    CHANGE_THEME,
    THEME_IS_SHOWN,
    Lab,
    Visit,
    assert_accessible,
    hide_files,
    open_notebook,
    run_all_cells,
    write_notebook,
)

if TYPE_CHECKING:
    from playwright.sync_api import Locator

pytestmark = pytest.mark.browser

MADE_UP = Path(__file__).resolve().parents[1] / "exercises"
IDS = ["chou-arrives", "counting", "first-soviet-station", "why-inclusive-matters"]
CELLS = [
    "import os, sys, tempfile\n"
    'os.environ["MOSCOW_TELEGRAMS_WORK"] = tempfile.mkdtemp()\n'
    f"sys.path.insert(0, {str(MADE_UP)!r})\n"
    "from made_up import SPEAKERS, STEPS, TOPICS\n"
    "from moscow_telegrams import ask\n"
    "from moscow_telegrams.exercises.forms import Form\n"
    "from moscow_telegrams.workbook import workbook",
    *(f'ask("{id}")' for id in IDS),
    "Form(TOPICS)",
    "Form(STEPS)",
    "Form(SPEAKERS)",
]
# What reaches over the edge of the output that it stands in, or is narrower than its words.
CUT_OFF = """() => [...document.querySelectorAll(".mt-form :is(button, input, select, textarea, label, .widget-label)")]
    .filter(part => part.getClientRects().length)
    .filter(part => {
        const room = part.closest(".jp-OutputArea-output").getBoundingClientRect();
        const box = part.getBoundingClientRect();
        return box.right > room.right + 1 || box.left < room.left - 1 || part.scrollWidth > part.clientWidth + 2;
    })
    .map(part => part.outerHTML.slice(0, 120))"""
KEPT = "import json; print(json.dumps(workbook().read()['answers']))"


@pytest.fixture(scope="module")
def desk(long_visit: Visit, lab: Lab) -> Visit:
    """A notebook with a form of every kind, run."""
    write_notebook(lab, "forms.ipynb", CELLS)
    open_notebook(long_visit, lab, "forms.ipynb")
    hide_files(long_visit)
    run_all_cells(long_visit)
    long_visit.page.wait_for_function("() => document.querySelectorAll('.mt-form[role=group]').length === 7")
    return long_visit


def form(desk: Visit, words: str) -> Locator:
    found = desk.page.locator(".mt-form", has=desk.page.locator(".mt-prompt", has_text=words))
    found.scroll_into_view_if_needed()
    return found


def kept(desk: Visit) -> dict:
    return json.loads(desk.page.evaluate(ASK, KEPT))


def test_a_date_is_typed_checked_and_announced(desk: Visit) -> None:
    asked = form(desk, "chou-arrives")
    line = asked.get_by_label("Your answer")
    line.focus()
    desk.page.keyboard.type("Jan 20, 1950")
    press(desk, "Enter")
    said = asked.get_by_role("status").filter(has_text="Not yet")
    said.wait_for()
    assert "inclusive" in said.inner_text() and said.get_attribute("aria-live") == "polite"
    assert asked.locator("[role=status] [role=status]").count() == 0, "announced once"

    press(desk, "Control+a")
    desk.page.keyboard.type("19 January 1950")
    tab_to(desk, asked.get_by_role("button", name="Check"))
    press(desk, "Space")
    asked.get_by_role("status").filter(has_text="Correct").wait_for()
    tab_to(desk, asked.get_by_role("button", name="Solution"))
    press(desk, "Enter")
    asked.get_by_role("status").filter(has_text="Solution.").wait_for()
    assert kept(desk)["chou-arrives"]["answer"] == "1950-01-19"
    desk.screenshot("-date")


def test_the_calendar_writes_into_the_line(desk: Visit) -> None:
    asked = form(desk, "chou-arrives")
    asked.get_by_label("or pick a day").fill("1950-01-18")
    desk.page.wait_for_function(
        "line => line.value === '1950-01-18'", arg=asked.get_by_label("Your answer").element_handle()
    )


def test_a_choice_is_made_with_the_arrow_keys(desk: Visit) -> None:
    asked = form(desk, "(counting)")
    assert asked.get_by_role("button", name="Solution").is_disabled()
    asked.get_by_role("radio").first.focus()
    press(desk, "Space")
    assert asked.get_by_role("radiogroup").get_attribute("aria-label")
    tab_to(desk, asked.get_by_role("button", name="Check"))
    press(desk, "Enter")
    asked.locator(".mt-said strong").first.wait_for()
    assert "counting" in kept(desk)
    desk.screenshot("-choice")


def test_lines_are_put_in_order_and_the_focus_goes_with_the_line(desk: Visit) -> None:
    asked = form(desk, "(steps)")
    mover = asked.get_by_role("button", name="Move “Arrival” down")
    mover.focus()
    for place in (2, 3, 4):
        press(desk, "Enter")
        asked.locator(".widget-label", has_text=f"{place}. Arrival").wait_for()
        focused = "name => document.activeElement.getAttribute('aria-label') === name"
        desk.page.wait_for_function(focused, arg="Move “Arrival” down")
    tab_to(desk, asked.get_by_role("button", name="Check"))
    press(desk, "Enter")
    asked.locator(".mt-said strong").first.wait_for()
    assert kept(desk)["steps"]["answer"][-1] == "there"
    desk.screenshot("-order")


def test_boxes_and_lists_are_filled_in_with_the_keyboard(desk: Visit) -> None:
    boxes = form(desk, "(topics)")
    for words in ("The treaty", "The loan"):
        boxes.get_by_label(words).focus()
        press(desk, "Space")
    tab_to(desk, boxes.get_by_role("button", name="Check"))
    press(desk, "Enter")
    boxes.get_by_role("status").filter(has_text="You have 2 of the 3").wait_for()
    desk.screenshot("-choices")

    lists = form(desk, "(speakers)")
    lists.get_by_label("Option (a) is good").focus()
    desk.page.keyboard.type("Molotov")
    tab_to(desk, lists.get_by_role("button", name="Check"))
    press(desk, "Enter")
    lists.get_by_role("status").filter(has_text="1 of 3 rows fits").wait_for()
    assert kept(desk)["speakers"]["answer"] == {"option-a": "molotov"}
    desk.screenshot("-match")


def test_no_key_in_a_form_reaches_the_notebook(desk: Visit) -> None:
    cells = desk.page.locator(".jp-Notebook .jp-Cell")
    before = cells.count()
    for asked, control in (
        ("(topics)", "input"),
        ("(counting)", "input"),
        ("(steps)", "button"),
        ("(speakers)", "select"),
    ):
        inside = form(desk, asked)
        for target in (inside.locator(control).first, inside.get_by_role("button", name="Hint")):
            target.focus()
            press(desk, "b", "a", "x", "d", "d", "m", "y")
    line = form(desk, "first-soviet-station").get_by_label("Your answer")
    line.focus()
    press(desk, "b", "a", "x", "d", "d")
    desk.page.wait_for_timeout(200)
    assert cells.count() == before == len(CELLS)
    assert line.input_value() == "baxdd"


@pytest.mark.parametrize("width", [1366, 390], ids=["laptop", "phone"])
@pytest.mark.parametrize("theme", ["Light", "Dark"])
def test_nothing_of_a_form_is_cut_off_and_axe_finds_nothing_amiss(desk: Visit, width: int, theme: str) -> None:
    desk.page.set_viewport_size({"width": width, "height": 1500})
    desk.page.evaluate(CHANGE_THEME, f"JupyterLab {theme}")
    desk.page.wait_for_function(THEME_IS_SHOWN, arg=theme == "Light")
    desk.page.wait_for_timeout(200)  # the cells are laid out anew
    assert desk.page.evaluate(CUT_OFF) == []
    assert_accessible(desk, ".mt-form")
    for number, words in enumerate(("chou-arrives", "why-inclusive", "(speakers)")):
        form(desk, words)
        desk.screenshot(f"-{theme}-{width}-{number}")
    assert desk.strangers == [] and desk.console_errors == []
