"""An exported notebook shows its text, numbers, pictures and chosen views, and asks no host for anything."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

from moscow_telegrams import question, telegram
from moscow_telegrams.reading.comparison import findings

ROOT = Path(__file__).resolve().parents[2]
STORED = sorted([*ROOT.glob("notebooks/*.ipynb"), *ROOT.glob("exercises/*.ipynb")])
WIDGETS = "application/vnd.jupyter.widget-state+json"
CELLS = [
    "from moscow_telegrams import compare, read, telegram\n"
    'december, january = telegram("1949-12-18"), telegram("1950-01-02")',
    'read(january, view="voices")',
    'read(december, view="hand")',
    "compare(december, january)",
]


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Every stored notebook, and one that was saved with its widgets, as HTML."""
    place = tmp_path_factory.mktemp("export")
    for path in STORED:
        shutil.copy(path, place / f"{path.parent.name}-{path.name}")
    nbformat.write(with_widgets(), place / "widgets.ipynb")
    notebooks = sorted(place.glob("*.ipynb"))
    own = ("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR", "IPYTHONDIR")
    run = subprocess.run(
        [sys.executable, "-m", "jupyter", "nbconvert", "--to", "html", *map(str, notebooks)],
        env=os.environ | {name: str(place / name.lower()) for name in own},
        capture_output=True,
        text=True,
    )
    assert run.returncode == 0, run.stderr
    return {path.stem: path.with_suffix(".html") for path in notebooks}


def with_widgets() -> nbformat.NotebookNode:
    """A notebook as JupyterLab saves it when the state of its widgets is saved too."""
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell) for cell in CELLS])
    NotebookClient(notebook, kernel_name="python3", store_widget_state=True).execute()
    views = [output.data for cell in notebook.cells for output in cell.outputs]
    assert len(views) == 3 and all("application/vnd.jupyter.widget-view+json" in data for data in views)
    assert len(notebook.metadata.widgets[WIDGETS]["state"]) >= 3
    return notebook


@pytest.fixture(scope="module")
def seen(exported: dict[str, Path]) -> dict[str, tuple[str, list[str], int]]:
    """What a person reads on each page with no network, the hosts that it asks, and the pictures that do not show."""
    chromium = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if chromium is None and os.environ.get("CI") == "true":
        pytest.fail("no Chromium on this machine: install it, for example apt-get install chromium")
    if chromium is None:
        pytest.skip("no Chromium on this machine")
    from playwright.sync_api import sync_playwright

    told = {}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium, args=["--no-sandbox", "--disable-gpu", "--host-resolver-rules=MAP * ~NOTFOUND"]
        )
        for name, path in exported.items():
            page = browser.new_page()
            asked: list[str] = []
            page.on("request", lambda request, asked=asked: asked.append(request.url[:200]))
            page.goto(path.as_uri(), wait_until="load")
            broken = page.evaluate("() => [...document.images].filter(picture => !picture.naturalWidth).length")
            told[name] = (
                page.locator("body").inner_text(),
                [url for url in asked if not url.startswith(("file:", "data:", "about:", "blob:"))],
                broken,
            )
            page.close()
        browser.close()
    return told


def test_no_page_asks_any_host_for_anything(seen):
    assert {name: asked for name, (_, asked, _) in seen.items() if asked} == {}
    assert len(seen) == len(STORED) + 1


def test_every_picture_shows(seen):
    assert {name: broken for name, (_, _, broken) in seen.items() if broken} == {}


def test_the_chosen_view_of_a_widget_can_be_read(seen):
    words = squeezed(seen["widgets"][0])
    for sentence in telegram("1949-12-18").sentences["text"]:
        assert squeezed(sentence) in words
    assert "Mao, as he reports himself, 286 words" in words and "[Molotov, in his own words:]" in words
    assert "The editor’s hand" in words and "It would take him eleven days by train" in words
    for finding in findings("treaty"):
        assert squeezed(finding.cannot_tell) in words
    assert "Reader(" not in words and "Comparison(" not in words, "no name of an object in place of a page"


@pytest.mark.parametrize("path", STORED, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_a_stored_notebook_says_everything_that_its_cells_say(path, seen):
    words = squeezed(seen[f"{path.parent.name}-{path.stem}"][0])
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    for cell in cells:
        for output in cell.get("outputs", []):
            data = output.get("data", {})
            if set(data) == {"text/plain"}:
                assert squeezed("".join(data["text/plain"])) in words
    code = "\n".join("".join(cell["source"]) for cell in cells if cell["cell_type"] == "code")
    asked = re.findall(r'^(ask|question|check)\("([\w-]+)"', code, re.MULTILINE)
    assert asked
    for call, id in asked:
        assert ("Not answered yet." if call == "check" else squeezed(question(id).prompt)) in words


def squeezed(text: str) -> str:
    return " ".join(text.split())
