"""Every notebook of the collection, opened and run in JupyterLab as a student does it."""

from __future__ import annotations

import re

import pytest
from lab import REPOSITORY, Lab, Visit, open_notebook, run_all_cells

pytestmark = pytest.mark.browser

NOTEBOOKS = sorted(
    path.relative_to(REPOSITORY).as_posix()
    for folder in ("notebooks", "exercises")
    for path in (REPOSITORY / folder).rglob("*.ipynb")
    if ".ipynb_checkpoints" not in path.parts
)

NEWS = re.compile("official Jupyter news|newer version of JupyterLab", re.IGNORECASE)


@pytest.mark.parametrize("notebook", NOTEBOOKS)
def test_run_all_reaches_the_last_cell_with_the_network_off(notebook: str, visit: Visit, lab: Lab) -> None:
    open_notebook(visit, lab, notebook)
    outputs = run_all_cells(visit)
    visit.screenshots_of_every_screenful()

    assert outputs, "the notebook has no code cell"
    assert troubles(outputs) == []
    assert visit.strangers == []
    assert visit.console_errors == []
    assert frames_that_show(visit, "Make this Notebook Trusted") == []
    assert frames_that_show(visit, NEWS) == []


def troubles(outputs: list[list[dict]]) -> list[str]:
    """The errors and the warnings in some cells' outputs, each with the number of its code cell."""
    return [
        f"code cell {number}: {output.get('text') or output.get('ename', '') + ': ' + output.get('evalue', '')}"
        for number, cell in enumerate(outputs, start=1)
        for output in cell
        if output["output_type"] == "error" or output.get("name") == "stderr"
    ]


def frames_that_show(visit: Visit, text: str | re.Pattern) -> list[str]:
    """The frames of the window, a map's frame among them, in which a person can read this text."""
    return [
        frame.name or frame.url
        for frame in visit.page.frames
        if any(found.is_visible() for found in frame.get_by_text(text).all())
    ]
