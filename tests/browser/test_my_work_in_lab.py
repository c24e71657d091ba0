"""My work in JupyterLab: out of one session and into the next, by mouse, by keyboard and for a screen reader."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from lab import (
    ASK,
    Lab,
    Visit,
    assert_accessible,
    change_theme,
    hide_files,
    open_notebook,
    run_all_cells,
    write_notebook,
)

from moscow_telegrams.workbook import Workbook

if TYPE_CHECKING:
    from playwright.sync_api import Locator

pytestmark = pytest.mark.browser

NAME = "my_work.ipynb"
NOTE = "<img src=x onerror=\"document.title='caught'\">"


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Workbook:
    """The workbook of this notebook alone."""
    return Workbook(tmp_path_factory.mktemp("work") / "workbook.json")


@pytest.fixture(scope="module")
def desk(long_visit: Visit, lab: Lab, book: Workbook) -> Visit:
    cells = [
        f'import os\nos.environ["MOSCOW_TELEGRAMS_WORK"] = {str(book.path.parent)!r}\n'
        "from moscow_telegrams import ask, my_work, read, telegram",
        'ask("chou-leaves")',
        'reader = read(telegram("1949-12-18"))\nreader',
        "my_work()",
    ]
    write_notebook(lab, NAME, cells)
    open_notebook(long_visit, lab, NAME)
    hide_files(long_visit)
    return long_visit


@pytest.fixture
def work(desk: Visit, book: Workbook) -> Locator:
    """My work on an empty folder."""
    for file in book.path.parent.iterdir():
        file.unlink()
    return rerun(desk)


def rerun(desk: Visit) -> Locator:
    run_all_cells(desk)
    shown = desk.page.locator(".mt-work")
    shown.wait_for(timeout=15_000)
    shown.scroll_into_view_if_needed()
    return shown


def press(work: Locator, name: str) -> None:
    work.get_by_role("button", name=name).click()


def state(work: Locator, words: str) -> str:
    said = work.locator(".mt-state", has_text=words)
    said.wait_for(timeout=10_000)
    return said.inner_text()


def restore(work: Locator, content: bytes) -> None:
    file = {"name": "workbook.json", "mimeType": "application/json", "buffer": content}
    work.locator("input[type=file]").set_input_files(file)


def line(desk: Visit) -> Locator:
    return desk.page.get_by_label("Your answer")


def test_work_goes_out_of_one_session_and_into_the_next(desk: Visit, work: Locator, book: Workbook) -> None:
    assert "No answers and no notes yet" in work.inner_text()
    line(desk).fill("9 Jan 1950")
    line(desk).press("Enter")
    desk.page.locator(".mt-said", has_text="Correct").wait_for()
    desk.page.evaluate(ASK, f"reader.annotate('d1.2', {NOTE!r})")
    press(work, "Count again")
    work.locator("p", has_text="1 right").wait_for()
    assert "1 note taken." in work.inner_text()
    with desk.page.expect_download() as download:
        press(work, "Download my work")
    assert download.value.suggested_filename == "workbook.json"
    content = download.value.path().read_bytes()
    assert content == book.path.read_bytes()
    state(work, "Downloaded as workbook.json")

    book.path.unlink()  # Binder forgets
    work = rerun(desk)
    assert "No answers and no notes yet" in work.inner_text()
    assert line(desk).input_value() == "" and desk.page.locator(".mt-noted").count() == 0
    restore(work, content)
    assert "Run the cells of your notebooks again" in state(work, "Restored: 1 answer and 1 note.")
    work.locator("p", has_text="1 right").wait_for()
    desk.screenshot("-restored")

    work = rerun(desk)
    assert line(desk).input_value() == "1950-01-09"
    desk.page.locator(".mt-said", has_text="Correct").wait_for(timeout=10_000)
    assert desk.page.locator(".mt-noted").count() > 0
    assert desk.page.title() != "caught" and work.locator("img").count() == 0
    assert desk.strangers == [] and desk.console_errors == []


def test_a_file_that_is_no_workbook_is_refused_and_the_earlier_one_is_told(
    desk: Visit, work: Locator, book: Workbook
) -> None:
    book.record("prep-days", 5, "correct")
    before = book.path.read_bytes()
    restore(work, b"spoilt")
    assert "Nothing was changed" in state(work, "Not restored. This workbook is damaged")
    restore(work, json.dumps(json.loads(before) | {"version": 9}).encode())
    state(work, "Not restored. This workbook was saved by a newer version")
    restore(work, b" " * 8_000_001)
    state(work, "Not restored. This file is too large")
    assert book.path.read_bytes() == before
    restore(work, json.dumps(json.loads(before) | {"answers": {}}).encode())
    state(work, "The file that was here before is kept in the same folder as “workbook until")
    assert book.read()["answers"] == {}
    book.path.write_bytes(b"spoilt")
    press(work, "Count again")
    work.locator(".mt-alarm", has_text="This workbook is damaged").wait_for()
    desk.screenshot("-damaged")
    with desk.page.expect_download() as download:
        press(work, "Download my work")
    assert download.value.path().read_bytes() == b"spoilt"


def test_keys_stay_in_the_widget_and_reach_every_button(desk: Visit, work: Locator) -> None:
    cells = desk.page.locator(".jp-Notebook .jp-Cell").count()
    keys = desk.page.keyboard
    work.get_by_role("button", name="Download my work").focus()
    reached = []
    for _ in range(3):
        reached.append(desk.page.evaluate("() => document.activeElement.textContent"))
        for key in "badx":
            keys.press(key)
        keys.press("Tab")
    assert reached == ["Download my work", "Restore …", "Count again"]
    assert desk.page.locator(".jp-Notebook .jp-Cell").count() == cells
    work.get_by_role("button", name="Download my work").focus()
    keys.press("Enter")
    state(work, "Nothing is saved yet")
    work.get_by_role("button", name="Restore …").focus()
    # Not the window of the system, which a busy machine may refuse to open: what would open it.
    work.locator("input[type=file]").evaluate(
        "box => box.addEventListener('click', event => { event.preventDefault(); window.boxOpened = true; })"
    )
    keys.press("Enter")
    desk.page.wait_for_function("() => window.boxOpened")


@pytest.mark.parametrize("theme", ["Light", "Dark"])
def test_axe_finds_nothing_in_the_way_of_a_reader(desk: Visit, work: Locator, book: Workbook, theme: str) -> None:
    change_theme(desk, theme)
    book.record("prep-days", 5, "correct")
    press(work, "Count again")
    work.locator("p", has_text="1 right").wait_for()
    assert work.get_by_role("rowheader", name="05_calendar").count() == 1
    assert_accessible(desk, ".mt-work")
    desk.screenshot(f"-{theme}")
    desk.page.set_viewport_size({"width": 390, "height": 844})
    assert_accessible(desk, ".mt-work")
    work.scroll_into_view_if_needed()
    desk.screenshot(f"-{theme}-390")
    desk.page.set_viewport_size({"width": 1366, "height": 768})
    restore(work, b"spoilt")
    state(work, "Not restored.")
    assert_accessible(desk, ".mt-work")
    change_theme(desk, "Light")
