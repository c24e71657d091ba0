"""Selecting, tagging and noting in the Reader, in JupyterLab: what a student does, and what is kept of it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from lab import ASK, Lab, Visit, assert_accessible, hide_files, open_notebook, run_all_cells, write_notebook

from moscow_telegrams import telegram
from moscow_telegrams.reading.annotation import annotation
from moscow_telegrams.reading.content import VIEWS
from moscow_telegrams.workbook import workbook

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

pytestmark = pytest.mark.browser

DECEMBER, JANUARY = telegram("1949-12-18"), telegram("1950-01-02")
CELLS = [
    f'from moscow_telegrams import read, telegram\nreader = read(telegram("{DECEMBER.name}"))\nreader',
    f'read(telegram("{JANUARY.name}"))',
    f'from moscow_telegrams import compare\ncompare(telegram("{DECEMBER.name}"), telegram("{JANUARY.name}"))',
]
THEME = "name => { jupyterapp.commands.execute('apputils:change-theme', { theme: name }); }"
# Select, as a mouse would, from one offset of the text to another.
DRAG = """(page, [start, end]) => {
    const leaf = offset => [...page.querySelectorAll(".mt-leaf")].find(
        leaf => leaf.dataset.start <= offset && offset < leaf.dataset.end);
    const [first, last] = [leaf(start), leaf(end - 1)];
    const range = document.createRange();
    range.setStart(first.firstChild, start - first.dataset.start);
    range.setEnd(last.firstChild, end - last.dataset.start);
    document.getSelection().removeAllRanges();
    document.getSelection().addRange(range);
}"""
RESTART = """() => {
    window.again = false;
    const { sessionContext } = jupyterapp.shell.currentWidget;
    sessionContext.restartKernel().then(() => { window.again = true; });
}"""


@pytest.fixture(scope="module")
def desk(long_visit: Visit, lab: Lab) -> Visit:
    write_notebook(lab, "notes.ipynb", CELLS)
    open_notebook(long_visit, lab, "notes.ipynb")
    hide_files(long_visit)
    return long_visit


@pytest.fixture
def readers(desk: Visit, same_workbook: None) -> list[Locator]:
    """Two new Readers on a workbook without notes."""
    with workbook().change() as content:
        content["annotations"].clear()
    return rerun(desk)


def rerun(desk: Visit) -> list[Locator]:
    run_all_cells(desk)
    both = [desk.page.locator(".mt-reader").nth(place) for place in range(2)]
    for reader in both:
        reader.wait_for(timeout=15_000)
    return both


def test_a_note_is_made_changed_undone_and_found_again_after_the_kernel_was_restarted(
    desk: Visit, readers: list[Locator]
) -> None:
    reader, other = readers
    select(reader, "thirty-year lease of Lushun [Port Arthur],")
    reader.get_by_role("button", name="Add a note").click()
    reader.get_by_role("button", name="claim").click()
    box(reader).fill("Who wants this?")
    desk.screenshot("-form")
    reader.get_by_role("button", name="Save", exact=True).click()
    saved(reader)
    (kept,) = workbook().read()["annotations"]
    words, place = kept["target"]["selector"]
    assert words["exact"] == "thirty-year lease of Lushun [Port Arthur],"
    assert DECEMBER.text[place["start"] : place["end"]] == words["exact"]
    assert len(words["prefix"]) == len(words["suffix"]) == 32
    assert [body["value"] for body in kept["body"]] == ["claim", "Who wants this?"]
    assert reader.locator(".mt-noted").count() > 3
    assert other.locator(".mt-noted").count() == 0, "a note belongs to one telegram"

    reader.locator("summary").click()
    reader.get_by_role("button", name="Edit the note").click()
    box(reader).fill("Who wants this, and since when?")
    box(reader).press("Control+Enter")
    saved(reader)
    assert noted() == ["Who wants this, and since when?"]
    assert workbook().read()["annotations"][0]["created"] == kept["created"]
    reader.get_by_role("button", name="Undo").click()
    saved(reader)
    assert noted() == ["Who wants this?"]
    reader.get_by_role("button", name="Redo").click()
    saved(reader)
    reader.get_by_role("button", name="Delete the note").click()
    saved(reader)
    assert noted() == [] and reader.locator(".mt-noted").count() == 0
    reader.locator(".mt-page").focus()
    desk.page.keyboard.press("Control+z")
    saved(reader)
    assert noted() == ["Who wants this, and since when?"]

    desk.page.evaluate(RESTART)
    desk.page.wait_for_function("() => window.again", timeout=30_000)
    reader, _ = rerun(desk)
    assert "".join(reader.locator(".mt-noted").all_text_contents()).strip() == words["exact"]
    reader.locator(".mt-noted").first.click()
    assert "Who wants this, and since when?" in reader.locator(".mt-panel").inner_text()
    desk.screenshot("-again")
    assert desk.page.evaluate(ASK, "print(reader.annotations.table.loc[0, 'sentence'])").strip() == "d3.3"


def test_notes_are_made_by_keyboard_alone(desk: Visit, readers: list[Locator]) -> None:
    reader, _ = readers
    keys = desk.page.keyboard
    reader.locator(".mt-page").focus()
    for _ in range(12):
        keys.press("ArrowRight")
    start = cursor(reader)
    for _ in range(3):
        keys.press("Shift+ArrowRight")
    end = cursor(reader)
    keys.press("Enter")  # what can be done with the words
    assert focused(desk.page) == "Add a note"
    keys.press("Enter")
    keys.press("Shift+Tab")  # from the note back to the last of the tags
    while focused(desk.page) != "sourcing":
        keys.press("Shift+Tab")
    keys.press("Space")
    keys.press("Tab")
    while desk.page.evaluate("() => document.activeElement.tagName") != "TEXTAREA":
        keys.press("Tab")
    keys.type("b a x dd")  # the keys that JupyterLab would take
    keys.press("Control+Enter")
    saved(reader)
    (kept,) = workbook().read()["annotations"]
    assert [body["value"] for body in kept["body"]] == ["sourcing", "b a x dd"]
    assert kept["target"]["selector"][0]["exact"].split()[0] == start
    assert kept["target"]["selector"][0]["exact"].split()[-1] == end
    assert desk.page.evaluate("() => document.activeElement.className") == "mt-page"
    assert desk.page.locator(".jp-Notebook .jp-Cell").count() == len(CELLS)

    keys.press("Home")
    keys.press("Shift+ArrowRight")
    assert reader.locator(".mt-selected").count() > 1
    keys.press("Escape")
    assert reader.locator(".mt-selected").count() == 0


@pytest.mark.parametrize(
    "view, drawn, chosen",
    [
        ("voices", "sincere. The questions involved", "sincere. The questions involved"),
        ("hand", "ushun [Port Ar", "Lushun [Port Arthur],"),  # over a bracket, from within a word
        ("printed", "opinions.\n(3) With", "opinions.\n(3) With"),  # over the boundary of two sections
    ],
)
def test_words_are_selected_wherever_they_stand(desk, readers, view, drawn, chosen) -> None:
    reader, _ = readers
    reader.locator(f".mt-button[data-view={view}]").click()
    select(reader, drawn)
    assert DECEMBER.text[slice(*chosen_span(reader))] == chosen


def test_a_bracket_that_was_taken_out_is_not_selected_at_the_ends(desk, readers) -> None:
    reader, _ = readers
    reader.locator(".mt-button[data-view=hand]").click()
    reader.get_by_label("Take the editor’s brackets out").check()
    select(reader, "lease of Lushun")
    assert DECEMBER.text[slice(*chosen_span(reader))] == "lease of Lushun"


def test_what_a_student_types_is_text_and_nothing_else(desk: Visit, readers: list[Locator]) -> None:
    reader, _ = readers
    typed = "<img src=x onerror=\"document.title='caught'\"> 毛泽东 𠀋 🙂 </script>"
    select(reader, "sincere.")
    reader.get_by_role("button", name="Add a note").click()
    box(reader).fill(typed)
    reader.get_by_role("button", name="Save", exact=True).click()
    saved(reader)
    assert noted() == [typed]
    reader, _ = rerun(desk)
    reader.locator(".mt-noted").first.click()
    assert typed in reader.locator(".mt-panel").inner_text()
    assert reader.locator("img").count() == 0
    assert desk.page.title() != "caught"
    assert desk.strangers == [] and desk.console_errors == []


def test_a_note_that_cannot_be_saved_stays_on_the_screen_and_is_saved_at_the_next_try(
    desk: Visit, readers: list[Locator]
) -> None:
    reader, _ = readers
    path = workbook().path
    good = path.read_bytes()
    path.write_bytes(b"spoilt")
    select(reader, "sincere.")
    reader.get_by_role("button", name="Add a note").click()
    box(reader).fill("Is he?")
    reader.get_by_role("button", name="Save", exact=True).click()
    reader.locator(".mt-state", has_text="Not saved. This workbook is damaged").wait_for()
    desk.screenshot("-not-saved")
    assert reader.locator(".mt-noted").count() == 1
    assert path.read_bytes() == b"spoilt"
    path.write_bytes(good)
    reader.get_by_role("button", name="Try again").click()
    saved(reader)
    assert noted() == ["Is he?"]


def test_two_hundred_notes_are_drawn_listed_and_can_be_added_to(desk: Visit, readers: list[Locator]) -> None:
    length = len(DECEMBER.text) - 100
    made = [annotation(DECEMBER, {"start": place * length // 200, "end": place * length // 200 + 60, "tags": ["claim"],
                                  "note": f"note {place}"}) for place in range(200)]  # fmt: skip
    with workbook().change() as content:
        content["annotations"] += made
    reader, _ = rerun(desk)
    assert reader.locator(".mt-note-mark").count() == 200
    reader.locator("summary").click()
    reader.locator(".mt-note-list > li").nth(199).wait_for(timeout=15_000)  # the list is drawn after it is opened
    assert reader.locator(".mt-note-list > li").count() == 200
    for view in VIEWS:
        reader.locator(f".mt-button[data-view={view}]").click()
        assert reader.locator(".mt-note-mark").count() == 200
    reader.locator(".mt-button[data-view=printed]").click()
    select(reader, "sincere.")
    reader.get_by_role("button", name="Add a note").click()
    box(reader).fill("one more")
    reader.get_by_role("button", name="Save", exact=True).click()
    saved(reader)
    assert noted() == [*(f"note {place}" for place in range(200)), "one more"]
    assert reader.locator("summary").inner_text() == "Your notes: 201"


def test_notes_go_out_and_in_as_json_ld(desk: Visit, readers: list[Locator]) -> None:
    reader, _ = readers
    select(reader, "sincere.")
    reader.get_by_role("button", name="Add a note").click()
    box(reader).fill("Is he?")
    reader.get_by_role("button", name="Save", exact=True).click()
    saved(reader)
    with desk.page.expect_download() as download:
        reader.get_by_role("button", name="Export").click()
    exported = download.value.path().read_text(encoding="utf-8")
    assert json.loads(exported)["type"] == "AnnotationCollection"

    reader.locator("summary").click()
    reader.get_by_role("button", name="Delete the note").click()
    saved(reader)
    file = {"name": "notes.jsonld", "mimeType": "application/ld+json", "buffer": exported.encode()}
    reader.locator("input[type=file]").set_input_files(file)
    reader.locator(".mt-state", has_text="1 note taken in.").wait_for()
    assert noted() == ["Is he?"]
    reader.locator("input[type=file]").set_input_files(file | {"buffer": b"{}"})
    reader.locator(".mt-state", has_text="Not read. There are no annotations in this file").wait_for()
    assert noted() == ["Is he?"]


@pytest.mark.parametrize("theme", ["JupyterLab Light", "JupyterLab Dark"])
def test_axe_finds_nothing_in_the_way_of_a_reader(desk: Visit, readers: list[Locator], theme: str) -> None:
    reader, other = readers
    desk.page.evaluate(THEME, theme)
    desk.page.wait_for_function(
        "light => document.body.dataset.jpThemeLight === light", arg=str("Light" in theme).lower()
    )
    for words in ("sincere.", "afraid of war", "lease of Lushun [Port Arthur],"):
        select(reader, words)
        reader.get_by_role("button", name="Add a note").click()
        box(reader).fill(words)
        reader.get_by_role("button", name="claim").click()
        reader.get_by_role("button", name="Save", exact=True).click()
    saved(reader)
    reader.locator("summary").click()
    for view in VIEWS:
        reader.locator(f".mt-button[data-view={view}]").click()
        assert_accessible(desk, ".mt-reader")
    reader.locator(".mt-button[data-view=voices]").click()
    select(reader, "really sincere. The questions")
    reader.get_by_role("button", name="Add a note").click()
    assert_accessible(desk, ".mt-reader")
    desk.screenshot(f"-{theme.split()[1]}")
    assert_accessible(desk, ".mt-comparison")
    desk.page.locator(".mt-comparison .mt-button[data-theme=all]").click()
    assert_accessible(desk, ".mt-comparison")
    assert other.is_visible()


def select(reader: Locator, words: str) -> None:
    reader.locator(".mt-page").evaluate(DRAG, list(DECEMBER.locate(words)))
    reader.locator(".mt-offer").wait_for()


def chosen_span(reader: Locator) -> list[int]:
    return reader.locator(".mt-page").evaluate(
        "page => { const chosen = [...page.querySelectorAll('.mt-selected')];"
        " return [chosen[0].start, chosen.at(-1).end]; }"
    )


def box(reader: Locator) -> Locator:
    return reader.get_by_role("textbox", name="Your note")


def saved(reader: Locator) -> None:
    reader.locator(".mt-state", has_text="Saved.").wait_for(timeout=10_000)


def noted() -> list[str]:
    return [
        body["value"]
        for kept in workbook().read()["annotations"]
        for body in kept["body"]
        if body["purpose"] == "commenting"
    ]


def cursor(reader: Locator) -> str:
    return "".join(reader.locator(".mt-cursor").all_text_contents()).strip()


def focused(page: Page) -> str:
    return page.evaluate("() => document.activeElement.textContent")
