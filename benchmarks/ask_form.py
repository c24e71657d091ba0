"""How soon a question appears as a form, as a ratio to a bare form of ipywidgets with the same controls.

    uv run python benchmarks/ask_form.py

Both stand in one notebook in a headless JupyterLab, and take turns. Measured in the browser: from the start of the cell
to the frame in which the last of the form's buttons has a size. An earlier answer is in the workbook, which is the
longest way: it is read, judged and shown. Exits 1 when the median of a form is above the limit.
"""

from __future__ import annotations

import inspect
import os
import shutil
import statistics
import sys
import tempfile
from pathlib import Path

from ipywidgets import HTML, Button, DatePicker, HBox, RadioButtons, Text, VBox, Widget
from playwright.sync_api import sync_playwright

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests" / "browser"))
from lab import Visit, open_notebook, run_all_cells, running_lab, write_notebook

from moscow_telegrams import check, question

LIMIT = 1.5
ROUNDS = 30
IDS = ("prep-days", "counting", "chou-arrives")
SHOWN = """async number => {
    const notebook = jupyterapp.shell.currentWidget.content;
    const cell = notebook.widgets[number];
    const buttons = () => [...cell.node.querySelectorAll(".jp-OutputArea button")].filter(one => one.offsetHeight);
    notebook.activeCellIndex = number;
    notebook.deselectAll();
    cell.model.clearExecution();
    while (buttons().length) await new Promise(requestAnimationFrame);
    const begin = performance.now();
    jupyterapp.commands.execute("notebook:run-cell");
    while (buttons().length < 3 && performance.now() - begin < 20000) await new Promise(requestAnimationFrame);
    return performance.now() - begin;
}"""
IDLE = """() => jupyterapp.shell.currentWidget.sessionContext.session.kernel.status === "idle" """


def bare(id: str) -> Widget:
    asked = question(id)
    buttons = HBox([Button(description=name) for name in ("Check", "Hint", "Solution")])
    if asked.kind == "choice":
        control = RadioButtons(options=[(words, key) for key, words in asked.choices.items()], value=None)
    elif asked.kind == "date":
        control = HBox([Text(description="Your answer"), DatePicker(description="or pick a day")])
    else:
        control = Text(description="Your answer")
    return VBox([HTML(asked._repr_html_()), control, buttons, HTML(), HTML()])


def cells() -> list[str]:
    """What makes ready, then of each question the bare form and the real one, a cell each."""
    widgets = "from ipywidgets import HTML, Button, DatePicker, HBox, RadioButtons, Text, VBox, Widget"
    ready = f"from moscow_telegrams import ask, question\n{widgets}\n{inspect.getsource(bare)}"
    return [ready, *(f'{make}("{id}")' for id in IDS for make in ("bare", "ask"))]


def main() -> int:
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    with tempfile.TemporaryDirectory() as place, running_lab(Path(place)) as lab, sync_playwright() as playwright:
        os.environ["MOSCOW_TELEGRAMS_WORK"] = str(lab.work)
        for id in IDS:
            check(id, "no answer")
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        visit = Visit(browser.new_page(viewport={"width": 1366, "height": 4000}), "benchmark")
        write_notebook(lab, "benchmark.ipynb", cells())
        open_notebook(visit, lab, "benchmark.ipynb")
        run_all_cells(visit)
        spent = [[] for _ in cells()]
        for turn in range(ROUNDS):
            for number in range(1, len(spent)) if turn % 2 else range(len(spent) - 1, 0, -1):
                visit.page.wait_for_function(IDLE)
                spent[number].append(visit.page.evaluate(SHOWN, number))
        browser.close()
    medians = [statistics.median(times) for times in spent[1:]]
    ratios = []
    for id, plain, form in zip(IDS, medians[::2], medians[1::2], strict=True):
        ratios.append(form / plain)
        print(f"{id}: bare {plain:.0f} ms, ask() {form:.0f} ms, ratio {form / plain:.2f}")
    print(f"limit {LIMIT}")
    return int(max(ratios) > LIMIT)


if __name__ == "__main__":
    sys.exit(main())
