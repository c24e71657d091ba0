"""The Comparison in JupyterLab: what a student sees, clicks and types."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from lab import ASK, Lab, Visit, change_theme, hide_files, open_notebook, run_all_cells, write_notebook

from moscow_telegrams import telegram
from moscow_telegrams.reading.comparison import THEMES, VIEWS, findings
from moscow_telegrams.workbook import workbook

if TYPE_CHECKING:
    from playwright.sync_api import Locator

pytestmark = pytest.mark.browser

DECEMBER, JANUARY = telegram("1949-12-18"), telegram("1950-01-02")
CALL = f'compare(telegram("{DECEMBER.name}"), telegram("{JANUARY.name}"))'
CELLS = [f"from moscow_telegrams import compare, telegram\ncomparison = {CALL}\ncomparison", CALL]
HOSTILE = '<img src=x onerror="window.harmed = true"> 旅顺 𠮷'
# The words of each quotation: no number, nothing that is only for a screen reader.
SEEN = """quotations => quotations.map(quotation => {
    const copy = quotation.cloneNode(true);
    copy.querySelectorAll(".mt-hidden, .mt-number").forEach(part => part.remove());
    return copy.textContent;
})"""


@pytest.fixture(scope="module")
def desk(long_visit: Visit, lab: Lab) -> Visit:
    """A notebook with two Comparisons, opened, with the list of files out of the way."""
    write_notebook(lab, "comparisons.ipynb", CELLS)
    open_notebook(long_visit, lab, "comparisons.ipynb")
    hide_files(long_visit)
    return long_visit


@pytest.fixture
def comparisons(desk: Visit, same_workbook: None) -> list[Locator]:
    """Two new Comparisons, on a workbook without pairs."""
    with workbook().change() as content:
        content["annotations"].clear()
    desk.page.set_viewport_size({"width": 1366, "height": 768})
    change_theme(desk, "Light")
    run_all_cells(desk)
    both = [desk.page.locator(".mt-comparison").nth(place) for place in range(2)]
    for comparison in both:
        comparison.wait_for(timeout=15_000)
    return both


def test_every_theme_shows_its_sentences_whole_with_the_words_marked(desk: Visit, comparisons: list[Locator]) -> None:
    comparison, other = comparisons
    for theme in THEMES:
        change_to(comparison, theme)
        shown = findings(theme)
        quotations = comparison.locator(".mt-themed .mt-quotation").evaluate_all(SEEN)
        marks = comparison.locator(".mt-answer").evaluate_all("marks => marks.map(mark => mark.childNodes[1].data)")
        told = comparison.locator(".mt-themed").inner_text()
        expected = [
            (text.passage(sentence), words)
            for finding in sorted(shown, key=lambda finding: ("pair", "new", "gone").index(finding.kind))
            for text, sentence, words in (
                (DECEMBER, finding.december, finding.december_words),
                (JANUARY, finding.january, finding.january_words),
            )
            if sentence
        ]
        assert quotations == [sentence for sentence, _ in expected]
        assert marks == [words for _, words in expected]
        assert all(finding.note in told and finding.cannot_tell in told for finding in shown)
    mark = comparison.locator(".mt-answer").first
    assert "underline" in mark.evaluate("mark => getComputedStyle(mark).textDecorationLine"), "not by colour alone"
    assert other.get_attribute("data-theme") == "treaty"
    assert desk.strangers == []
    assert desk.console_errors == []


def test_a_pair_is_made_removed_and_brought_back_by_keyboard_alone(desk: Visit, comparisons: list[Locator]) -> None:
    comparison, other = comparisons
    keyboard = desk.page.keyboard
    comparison.locator(".mt-button").first.focus()
    for _ in range(len(VIEWS) - 1):
        keyboard.press("Tab")
    keyboard.press("Enter")
    assert comparison.get_attribute("data-theme") == "all"
    keyboard.press("Tab")
    keyboard.press("ArrowDown")
    keyboard.press("Space")
    tab_to(desk, comparison.locator(".mt-column").nth(1).locator(".mt-sentence").first)
    keyboard.press("End")
    keyboard.press("Enter")
    tab_to(desk, comparison.locator("textarea"))
    keyboard.type("Both ask.")
    keyboard.press("Tab")
    keyboard.press("Enter")
    own = comparison.locator(".mt-own")
    assert "Pinned d1.2 and j3.5" in comparison.get_by_role("status").inner_text()
    for words in (DECEMBER.passage("d1.2"), JANUARY.passage("j3.5"), "Both ask."):
        assert words in own.inner_text()
    hears(
        desk, "[(p['december'], p['january'], p['note']) for p in comparison.pairs]", "[('d1.2', 'j3.5', 'Both ask.')]"
    )

    tab_to(desk, own.get_by_role("button", name="Remove"))
    keyboard.press("Enter")
    assert own.locator(".mt-own-pair").count() == 0
    hears(desk, "comparison.pairs", "[]")
    keyboard.press("Enter")  # Remove has left the focus on Undo
    assert "Both ask." in own.inner_text()
    hears(desk, "len(comparison.pairs)", "1")
    assert other.locator(".mt-own-pair").count() == 0, "two Comparisons keep to themselves"
    assert desk.console_errors == []


def test_a_note_is_never_anything_but_text(desk: Visit, comparisons: list[Locator]) -> None:
    comparison, _ = comparisons
    pin(comparison, "d4.1", "j1.2", HOSTILE)
    assert HOSTILE in comparison.locator(".mt-own-note").inner_text()
    hears(desk, "comparison.pairs[0]['note']", HOSTILE)
    assert comparison.locator("img").count() == 0
    assert desk.page.evaluate("() => window.harmed") is None
    assert desk.strangers == []


def test_jupyterlab_takes_no_key_from_the_comparison(desk: Visit, comparisons: list[Locator]) -> None:
    comparison, _ = comparisons
    change_to(comparison, "all")
    cells = desk.page.locator(".jp-Notebook .jp-Cell")
    for place in (".mt-button", ".mt-sentence", "textarea"):
        comparison.locator(place).first.focus()
        for key in ("b", "a", "x", "d", "d", "m", "y"):
            desk.page.keyboard.press(key)
    desk.page.wait_for_timeout(300)
    assert cells.count() == len(CELLS)
    assert comparison.locator("textarea").input_value() == "baxddmy"


def test_a_pair_needs_two_sentences_and_says_so_where_it_is_seen(desk: Visit, comparisons: list[Locator]) -> None:
    comparison, _ = comparisons
    change_to(comparison, "all")
    comparison.locator("[data-sentence='d4.1']").click()
    comparison.get_by_role("button", name="Pin this pair").click()
    status = comparison.get_by_role("status")
    assert "Choose a sentence on each side first." in status.inner_text()
    below = comparison.get_by_role("button", name="Pin this pair").bounding_box()
    assert 0 < status.bounding_box()["y"] - below["y"] < 100
    assert comparison.locator("[data-sentence='d4.1']").get_attribute("aria-pressed") == "true"
    assert comparison.locator(".mt-own-pair").count() == 0


def test_a_pair_that_cannot_be_saved_stays_on_the_screen_and_can_be_tried_again(
    desk: Visit, comparisons: list[Locator]
) -> None:
    comparison, _ = comparisons
    broken = "def full(pinned): raise OSError('The disk is full')\nkept = comparison._put\ncomparison._put = full"
    desk.page.evaluate(ASK, broken)
    pin(comparison, "d4.1", "j1.2", "Keep me.")
    trouble = comparison.locator(".mt-trouble")
    trouble.wait_for(timeout=10_000)
    desk.screenshot("-trouble")
    assert "Not saved yet. The disk is full." in trouble.inner_text()
    assert "Keep me." in comparison.locator(".mt-own-pair").inner_text()
    desk.page.evaluate(ASK, "comparison._put = kept")
    trouble.get_by_role("button", name="Try again").click()
    trouble.wait_for(state="detached", timeout=10_000)
    hears(desk, "comparison.pairs[0]['note']", "Keep me.")
    assert comparison.locator(".mt-own-pair").count() == 1


def test_python_pins_and_sets_the_theme_on_the_screen_too(desk: Visit, comparisons: list[Locator]) -> None:
    comparison, _ = comparisons
    desk.page.evaluate(ASK, "comparison.pin('d4.3', 'j1c.3', note='He should come')\ncomparison.theme = 'loan'")
    comparison.locator(".mt-own-note", has_text="He should come").wait_for(timeout=10_000)
    assert comparison.get_attribute("data-theme") == "loan"


@pytest.mark.parametrize("theme", ["Light", "Dark"])
@pytest.mark.parametrize("width", [1366, 390], ids=["laptop", "phone"])
def test_nothing_is_cut_off_and_the_text_is_readable(
    desk: Visit, comparisons: list[Locator], width: int, theme: str
) -> None:
    comparison, _ = comparisons
    desk.page.set_viewport_size({"width": width, "height": 768})
    change_theme(desk, theme)
    pin(comparison, "d4.1", "j1.2", "x" * 200)
    for view in ("all", "treaty", "lushun"):
        change_to(comparison, view)
        if view == "all":
            comparison.locator(".mt-sentence").first.click()
        comparison.evaluate("root => root.scrollIntoView()")
        desk.screenshot(f"-{view}-{width}-{theme}")
        wide = comparison.evaluate(
            """root => [...root.querySelectorAll("*")].filter(part => !part.classList.contains("mt-hidden")
                && part.getBoundingClientRect().right > root.getBoundingClientRect().right + 1).length"""
        )
        assert wide == 0 and comparison.evaluate("root => root.scrollWidth <= root.clientWidth + 1")
        box = comparison.bounding_box()
        assert box["x"] + box["width"] <= width
        marked = comparison.locator(".mt-sentence[aria-pressed=true]" if view == "all" else ".mt-answer")
        assert contrast(marked.first) >= 4.5


def change_to(comparison: Locator, theme: str) -> None:
    comparison.locator(f".mt-button[data-theme={theme}]").click()
    assert comparison.get_attribute("data-theme") == theme


def pin(comparison: Locator, december: str, january: str, note: str) -> None:
    change_to(comparison, "all")
    for sentence in (december, january):
        comparison.locator(f"[data-sentence='{sentence}']").click()
    comparison.locator("textarea").fill(note)
    comparison.get_by_role("button", name="Pin this pair").click()


def tab_to(desk: Visit, goal: Locator, limit: int = 12) -> None:
    """Press Tab until the goal has the focus."""
    for _ in range(limit):
        if goal.evaluate("element => element === document.activeElement"):
            return
        desk.page.keyboard.press("Tab")
    raise AssertionError("Tab does not lead there")


def hears(desk: Visit, expression: str, expected: str) -> None:
    """Wait until Python has it: the message and our question may reach the kernel in either order."""
    heard = ""
    for _ in range(20):
        heard = desk.page.evaluate(ASK, f"print({expression})").strip()
        if heard == expected:
            return
        desk.page.wait_for_timeout(250)
    raise AssertionError(heard)


def contrast(element: Locator) -> float:
    """The contrast of an element's text with its own background, as WCAG counts it."""
    colours = element.evaluate("part => [getComputedStyle(part).color, getComputedStyle(part).backgroundColor]")
    text, ground = (_luminance([float(part) for part in colour.split("(")[1].rstrip(")").split(",")[:3]])
                    for colour in colours)  # fmt: skip
    return (max(text, ground) + 0.05) / (min(text, ground) + 0.05)


def _luminance(colour: list[float]) -> float:
    linear = [value / 12.92 if value <= 0.03928 else ((value + 0.055) / 1.055) ** 2.4 for value in
              (part / 255 for part in colour)]  # fmt: skip
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
