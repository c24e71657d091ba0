"""The Reader in JupyterLab: what a student sees, clicks and types."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from lab import ASK, KERNEL, Lab, Visit, hide_files, open_notebook, run_all_cells, write_notebook

from moscow_telegrams import telegram

if TYPE_CHECKING:
    from playwright.sync_api import Locator

pytestmark = pytest.mark.browser

DECEMBER, JANUARY = telegram("1949-12-18"), telegram("1950-01-02")
CELLS = [
    f'from moscow_telegrams import read, telegram\nread(telegram("{DECEMBER.name}"))',
    f'reader = read(telegram("{JANUARY.name}"))\nreader',
]
# What a reader sees of the printed lines: no numbers, no hidden labels, nothing that the view has taken out.
SEEN = """page => [...page.querySelectorAll(".mt-printed")].map(line =>
    [...line.querySelectorAll(".mt-leaf")].filter(leaf => getComputedStyle(leaf).display !== "none")
        .map(leaf => leaf.textContent).join("")).join("\\n")"""


@pytest.fixture(scope="module")
def desk(long_visit: Visit, lab: Lab) -> Visit:
    """A notebook with a Reader on each telegram, opened, with the list of files out of the way."""
    write_notebook(lab, "readers.ipynb", CELLS)
    open_notebook(long_visit, lab, "readers.ipynb")
    hide_files(long_visit)
    return long_visit


@pytest.fixture
def readers(desk: Visit) -> list[Locator]:
    """Two new Readers: on the telegram of December and on that of January."""
    desk.page.set_viewport_size({"width": 1366, "height": 768})
    run_all_cells(desk)
    both = [desk.page.locator(".mt-reader").nth(place) for place in range(2)]
    for reader in both:
        reader.wait_for(timeout=15_000)
    return both


def test_every_view_shows_the_words_and_what_it_is_for(desk: Visit, readers: list[Locator]) -> None:
    reader, _ = readers
    page = reader.locator(".mt-page")
    assert page.evaluate(SEEN) == DECEMBER.text

    change_to(reader, "voices")
    desk.screenshot("-voices")
    assert page.evaluate(SEEN) == DECEMBER.text
    assert "Stalin, as Mao reports him: " in reader.locator(".mt-legend").inner_text()
    doubted = DECEMBER.voices.query("cert != 'high'")
    assert reader.locator("button.mt-doubt-mark").count() == len(doubted)
    reader.locator("button.mt-doubt-mark").first.click()
    assert doubted["reading"].iloc[0] in reader.locator(".mt-panel").inner_text()

    change_to(reader, "hand")
    reader.get_by_label("Take the editor’s brackets out").check()
    desk.screenshot("-hand")
    seen = page.evaluate(SEEN)
    assert "[" not in seen and "thirty-year lease of Lushun, we should" in seen and "  " not in seen

    change_to(reader, "names")
    reader.get_by_label("Spelling of names").select_option("pinyin")
    desk.screenshot("-names")
    seen = page.evaluate(SEEN)
    assert "Mao Zedong" in seen and "[Zhou Enlai]" in seen and "Chou" not in seen
    reader.get_by_label("Spelling of names").select_option("hanzi")
    assert "毛泽东" in page.evaluate(SEEN)

    change_to(reader, "details")
    page.locator(".mt-leaf", has_text="Lushun").first.click()
    desk.screenshot("-details")
    assert "Lüshunkou" in reader.locator(".mt-panel").inner_text()

    change_to(reader, "plain")
    assert reader.locator(".mt-p .mt-printed").first.is_hidden()
    assert reader.locator(".mt-plain").first.is_visible()

    change_to(reader, "printed")
    assert page.evaluate(SEEN) == DECEMBER.text, "the words are again as printed"
    assert desk.strangers == []
    assert desk.console_errors == []


def test_a_word_can_be_looked_up_by_keyboard_and_jupyterlab_takes_no_key(desk: Visit, readers: list[Locator]) -> None:
    reader, _ = readers
    cells = desk.page.locator(".jp-Notebook .jp-Cell")
    page = reader.locator(".mt-page")
    page.focus()
    words = DECEMBER.text.split()
    for _ in range(words.index("loan,") + 1):
        desk.page.keyboard.press("ArrowRight")
    assert "".join(reader.locator(".mt-cursor").all_inner_texts()).strip() == "loan,"
    desk.page.keyboard.press("Enter")
    assert "Money that somebody gives you" in reader.locator(".mt-panel").inner_text()

    for key in ("b", "a", "x", "d", "d", "m", "y", "Escape"):
        desk.page.keyboard.press(key)
    reader.locator(".mt-button").first.focus()
    for key in ("b", "a", "x", "d", "d"):
        desk.page.keyboard.press(key)
    desk.page.wait_for_timeout(300)
    assert cells.count() == len(CELLS)
    assert reader.locator(".mt-cursor").count() == 0, "Escape leaves the word"
    assert page.evaluate(SEEN) == DECEMBER.text


def test_a_view_changes_while_the_kernel_is_busy_and_python_hears_of_it(desk: Visit, readers: list[Locator]) -> None:
    _, reader = readers
    desk.page.evaluate(f"() => {{ {KERNEL}.requestExecute({{ code: 'import time; time.sleep(3)' }}); }}")
    desk.page.wait_for_function(f"() => {KERNEL}.status === 'busy'", timeout=5_000)
    change_to(reader, "voices")
    assert reader.locator(".mt-legend").is_visible()
    assert desk.page.evaluate(f"() => {KERNEL}.status") == "busy"
    # The Reader's message and our question may reach the kernel on different channels, in either order.
    heard = (desk.page.evaluate(ASK, "print(reader.view)").strip() for _ in range(20))
    assert any(view == "voices" or desk.page.wait_for_timeout(250) for view in heard)


def test_two_readers_on_one_page_keep_to_themselves(desk: Visit, readers: list[Locator]) -> None:
    first, second = readers
    change_to(second, "names")
    second.locator(".mt-leaf", has_text="Molotov").first.click()
    assert first.get_attribute("data-view") == "printed"
    assert first.locator(".mt-card").count() == 0 and second.locator(".mt-card").count() > 0
    assert first.locator(".mt-page").evaluate(SEEN) == DECEMBER.text


@pytest.mark.parametrize("width", [1366, 390], ids=["laptop", "phone"])
def test_what_is_told_of_a_word_stands_near_it_and_nothing_is_cut_off(
    desk: Visit, readers: list[Locator], width: int
) -> None:
    desk.page.set_viewport_size({"width": width, "height": 768})
    _, reader = readers
    word = reader.locator(".mt-leaf", has_text="breakthrough" if width < 700 else "Fuchun").first
    word.click()
    desk.screenshot(f"-{width}")
    panel, place, whole = reader.locator(".mt-panel").bounding_box(), word.bounding_box(), reader.bounding_box()
    assert abs(panel["y"] - place["y"]) < 700
    for box in (panel, reader.locator(".mt-page").bounding_box()):
        assert whole["x"] <= box["x"] and box["x"] + box["width"] <= whole["x"] + whole["width"] + 1
    assert whole["x"] + whole["width"] <= width


def test_large_print_can_be_read_from_the_back_of_a_room(desk: Visit, readers: list[Locator]) -> None:
    reader, _ = readers
    reader.get_by_role("button", name="Large print").click()
    size = reader.locator(".mt-leaf").first.evaluate("leaf => parseFloat(getComputedStyle(leaf).fontSize)")
    assert size >= 24


def change_to(reader: Locator, view: str) -> None:
    reader.locator(f".mt-button[data-view={view}]").click()
    assert reader.get_attribute("data-view") == view
