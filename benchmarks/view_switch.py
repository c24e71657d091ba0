"""How soon another view of a telegram is drawn: the Reader beside an ipywidgets HTML that the kernel writes anew.

    uv run python benchmarks/view_switch.py

Both stand in one notebook in a headless JupyterLab, and take turns; both mark 200 notes. A switch is measured in
the browser, from the click to the end of the layout that follows it. Exits 1 when the Reader's 95th percentile is above
50 ms, or when its median is less than five times as quick as that of its peer.
"""

from __future__ import annotations

import os
import random
import shutil
import statistics
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests" / "browser"))
from lab import Visit, open_notebook, run_all_cells, running_lab, write_notebook

from moscow_telegrams import telegram
from moscow_telegrams.reading.annotation import TAGS, put

ROUNDS, NOTES = 60, 200
LIMIT_MS, LIMIT_RATIO = 50, 5
CELL = """
from ipywidgets import HTML, ToggleButtons, VBox
from moscow_telegrams import read, telegram
from moscow_telegrams.edition.page import page
from moscow_telegrams.reading.still import _marks
january = telegram("1950-01-02")
reader = read(january)
notes = list(reader.annotations)
def drawn(view):
    marks = dict(_marks(january, view))
    for number, note in enumerate(notes, 1):
        marks[note["end"]] = marks.get(note["end"], "") + f"<sup>{number}</sup>"
    return page(january, marks)
html, views = HTML(drawn("details")), ToggleButtons(options=["voices", "hand", "names", "details"], value="details")
views.observe(lambda change: setattr(html, "value", drawn(change.new)), "value")
display(reader, VBox([views, html]))
"""
READER = """view => {
    const button = document.querySelector(`.mt-button[data-view=${view}]`);
    const begin = performance.now();
    button.click();
    document.querySelector(".mt-page").getBoundingClientRect();
    return performance.now() - begin;
}"""
PEER = """view => new Promise(done => {
    const page = document.querySelector(".widget-html .widget-html-content");
    const button = [...document.querySelectorAll(".widget-toggle-button")].find(one => one.textContent.trim() === view);
    const watch = new MutationObserver(() => {
        page.getBoundingClientRect();
        watch.disconnect();
        done(performance.now() - begin);
    });
    watch.observe(page, { childList: true, subtree: true, characterData: true });
    const begin = performance.now();
    button.click();
})"""


def take_notes() -> None:
    january, chance = telegram("1950-01-02"), random.Random(1950)
    for number in range(NOTES):
        start = chance.randrange(len(january.text) - 200)
        asked = {
            "start": start,
            "end": start + chance.randrange(5, 200),
            "tags": [chance.choice(TAGS)],
            "note": "?" * number,
        }
        put(january, asked)


def main() -> int:
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    with tempfile.TemporaryDirectory() as place, running_lab(Path(place)) as lab, sync_playwright() as playwright:
        os.environ["MOSCOW_TELEGRAMS_WORK"] = str(lab.work)
        take_notes()
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        visit = Visit(browser.new_page(viewport={"width": 1366, "height": 768}), "benchmark")
        write_notebook(lab, "benchmark.ipynb", [CELL])
        open_notebook(visit, lab, "benchmark.ipynb")
        run_all_cells(visit)
        visit.page.wait_for_selector(".mt-reader")
        visit.page.wait_for_selector(".widget-toggle-button")
        marks = visit.page.locator(".mt-note-mark").count()
        reader, peer = [], []
        for turn in range(ROUNDS):
            view = ("voices", "hand", "names", "details")[turn % 4]
            reader.append(visit.page.evaluate(READER, view))
            peer.append(visit.page.evaluate(PEER, view))
        browser.close()
    quick, slow = statistics.median(reader), statistics.median(peer)
    late = statistics.quantiles(reader, n=20)[-1]
    print(f"Reader with {marks} notes: median {quick:.1f} ms, p95 {late:.1f} ms (limit {LIMIT_MS})")
    print(f"HTML through the kernel: median {slow:.1f} ms, p95 {statistics.quantiles(peer, n=20)[-1]:.1f} ms")
    print(f"ratio {slow / quick:.1f} (at least {LIMIT_RATIO})")
    return int(marks != NOTES or late > LIMIT_MS or slow < LIMIT_RATIO * quick)


if __name__ == "__main__":
    sys.exit(main())
