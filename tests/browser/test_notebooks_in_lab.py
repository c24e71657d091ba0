"""Every notebook of the collection, run in JupyterLab as a student does it, and its tasks done by keys alone."""

from __future__ import annotations

import re

import pytest
from keyboard import answer, tasks
from lab import REPOSITORY, Lab, Visit, open_another, open_notebook, run_all_cells

pytestmark = pytest.mark.browser

NOTEBOOKS = sorted(
    path.relative_to(REPOSITORY).as_posix()
    for folder in ("notebooks", "exercises")
    for path in (REPOSITORY / folder).rglob("*.ipynb")
    if ".ipynb_checkpoints" not in path.parts
)

NEWS = re.compile("official Jupyter news|newer version of JupyterLab", re.IGNORECASE)


@pytest.fixture(scope="module")
def desk(long_visit: Visit, lab: Lab) -> Visit:
    """JupyterLab with the first notebook open."""
    open_notebook(long_visit, lab, NOTEBOOKS[0])
    return long_visit


@pytest.mark.parametrize("notebook", NOTEBOOKS)
def test_run_all_reaches_the_last_cell_with_the_network_off(notebook: str, desk: Visit, lab: Lab) -> None:
    desk.name = notebook.removesuffix(".ipynb").replace("/", "-")
    desk.strangers.clear()
    desk.console_errors.clear()
    (lab.work / "workbook.json").unlink(missing_ok=True)
    open_another(desk, notebook)
    outputs = run_all_cells(desk)
    desk.screenshots_of_every_screenful()

    cells = desk.page.locator(".jp-NotebookPanel:not(.lm-mod-hidden) .jp-Cell").count()
    for asked in tasks(REPOSITORY / notebook):
        answer(desk, asked)
    assert desk.page.locator(".jp-NotebookPanel:not(.lm-mod-hidden) .jp-Cell").count() == cells, (
        "a key reached the notebook"
    )

    assert outputs, "the notebook has no code cell"
    assert troubles(outputs) == []
    assert desk.strangers == []
    assert desk.console_errors == []
    assert frames_that_show(desk, "Make this Notebook Trusted") == []
    assert frames_that_show(desk, NEWS) == []
    desk.page.evaluate("() => jupyterapp.shell.currentWidget.sessionContext.shutdown()")


def test_the_lessons_on_the_texts_are_full_of_tasks() -> None:
    for lesson in (name for name in NOTEBOOKS if re.match("notebooks/0[123]_", name)):
        asked = tasks(REPOSITORY / lesson)
        assert len(asked) >= 5 and {one.kind for one in asked} >= {"evidence", "text"}


def test_a_page_that_jupyterlab_exports_asks_no_host_for_anything(lab: Lab) -> None:
    page = lab.get(f"/nbconvert/html/{NOTEBOOKS[-1]}").decode()
    assert "<img" in page or "<table" in page
    assert re.findall(r"""(?:src|href)=["'](?!data:|#)([^"']+)""", page) == []


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
