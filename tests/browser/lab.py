"""A real JupyterLab server for the tests, and what a person does in its window."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.error import URLError
from urllib.parse import quote, urlsplit
from urllib.request import Request, urlopen

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Page

REPOSITORY = Path(__file__).resolve().parents[2]
STARTING_LIMIT = 60  # seconds
RUNNING_LIMIT = 120  # seconds
SCREENSHOTS = os.environ.get("MOSCOW_TELEGRAMS_SCREENSHOTS")  # a folder, for a person who wants to look


@dataclass(frozen=True)
class Lab:
    """A running server: its address, the token that opens it, the folder it shows, and that of its workbook."""

    url: str
    token: str
    folder: Path
    work: Path

    def get(self, path: str, method: str = "GET") -> bytes:
        """What the server's REST API answers."""
        request = Request(self.url + path, method=method, headers={"Authorization": f"token {self.token}"})
        with urlopen(request, timeout=30) as answer:
            return answer.read()

    def shut_down_kernels(self) -> None:
        """End every kernel, so that the next test begins with a fresh one."""
        for session in json.loads(self.get("/api/sessions")):
            self.get(f"/api/sessions/{session['id']}", method="DELETE")


@dataclass
class Visit:
    """One browser window, every request it made to a host other than ours, and the errors on its console."""

    page: Page
    name: str
    strangers: list[str] = field(default_factory=list)
    console_errors: list[str] = field(default_factory=list)

    def note_request(self, url: str) -> None:
        if is_stranger(url):
            self.strangers.append(url[:200])

    def screenshot(self, suffix: str = "") -> None:
        """Save a picture of the window, if the person who runs the tests asked for pictures."""
        if SCREENSHOTS:
            self.page.screenshot(path=Path(SCREENSHOTS, f"{self.name}{suffix}.png"))

    def screenshots_of_every_screenful(self) -> None:
        """Leaf through the open notebook from its top to its end, and save a picture of each screenful."""
        if not SCREENSHOTS:
            return
        notebook = self.page.locator(".jp-NotebookPanel:not(.lm-mod-hidden) .jp-WindowedPanel-outer")
        notebook.evaluate("panel => { panel.scrollTop = 0; }")
        for number in range(1, 100):
            self.page.wait_for_timeout(300)  # cells out of sight are painted when they come into it
            self.screenshot(f"-{number:02}")
            if not notebook.evaluate(NEXT_SCREENFUL):
                return


def is_stranger(url: str) -> bool:
    """Whether a request to this address leaves the machine."""
    address = urlsplit(url)
    return address.scheme not in ("data", "blob", "about") and address.hostname not in ("127.0.0.1", "localhost")


@contextmanager
def running_lab(place: Path) -> Iterator[Lab]:
    """A JupyterLab server on a copy of the notebooks and the exercises, with nothing of this machine's settings."""
    folder = place / "collection"
    for name in ("notebooks", "exercises"):
        shutil.copytree(REPOSITORY / name, folder / name, ignore=shutil.ignore_patterns(".ipynb_checkpoints"))
    lab = Lab(f"http://127.0.0.1:{_free_port()}", "a-token-for-the-tests", folder, place / "work")
    log = place / "jupyterlab.log"
    with log.open("wb") as output:
        env = _surroundings(lab, place)
        server = subprocess.Popen(_command(lab), cwd=folder, env=env, stdout=output, stderr=output)
    try:
        _wait_for_answer(lab, server, log)
        yield lab
    finally:
        server.terminate()
        try:
            server.wait(timeout=10)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()


def _command(lab: Lab) -> list[str]:
    return [
        sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root",
        "--ServerApp.ip=127.0.0.1", f"--ServerApp.port={urlsplit(lab.url).port}", "--ServerApp.port_retries=0",
        f"--IdentityProvider.token={lab.token}", f"--ServerApp.root_dir={lab.folder}",
        "--LabApp.expose_app_in_browser=True",  # `jupyterapp`, by which the tests know what is ready
        "--LabApp.extension_manager=readonly",  # the other kind asks the package index
    ]  # fmt: skip


def _surroundings(lab: Lab, place: Path) -> dict[str, str]:
    own = (
        "JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR", "JUPYTERLAB_SETTINGS_DIR",
        "JUPYTERLAB_WORKSPACES_DIR", "IPYTHONDIR",
    )  # fmt: skip
    return os.environ | {name: str(place / name.lower()) for name in own} | {"MOSCOW_TELEGRAMS_WORK": str(lab.work)}


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def _wait_for_answer(lab: Lab, server: subprocess.Popen, log: Path) -> None:
    limit = time.monotonic() + STARTING_LIMIT
    while True:
        try:
            lab.get("/api/status")
            return
        except (URLError, OSError):
            if server.poll() is not None or time.monotonic() > limit:
                raise RuntimeError(f"JupyterLab did not start:\n{log.read_text(errors='replace')[-3000:]}") from None
            time.sleep(0.1)


# JupyterLab lets a notebook be scrolled beyond its last cell: an empty screenful is no picture of anything.
NEXT_SCREENFUL = """panel => {
    const last = [...panel.querySelectorAll(".jp-Cell")].pop();
    const more = last.getBoundingClientRect().bottom > panel.getBoundingClientRect().bottom;
    panel.scrollTop += panel.clientHeight - 60;
    return more;
}"""

READY = """() => {
    const panel = window.jupyterapp?.shell.currentWidget;
    const kernel = panel?.sessionContext?.session?.kernel;
    return panel?.context?.isReady && panel.sessionContext.isReady
        && kernel?.connectionStatus === "connected" && kernel.status === "idle";
}"""

# Without `await`: a promise that never settles would hold the test for ever, and nothing would say why.
START = """() => {
    window.ranAll = false;
    jupyterapp.commands.execute("notebook:clear-all-cell-outputs")
        .then(() => jupyterapp.commands.execute("notebook:run-all-cells"))
        .finally(() => { window.ranAll = true; });
}"""

# A cell with an error stops Run All, and the cells after it never get their number.
FINISHED = """() => {
    const panel = jupyterapp.shell.currentWidget;
    const cells = panel.content.widgets.filter(
        cell => cell.model.type === "code" && cell.model.sharedModel.source.trim());
    const pending = cells.some(
        cell => cell.model.executionState === "running" || cell.promptNode?.textContent.includes("*"));
    const failed = cells.some(cell => cell.model.outputs.toJSON().some(output => output.output_type === "error"));
    const numbered = cells.every(cell => cell.model.executionCount !== null);
    return window.ranAll && !pending && (numbered || failed)
        && panel.sessionContext.session.kernel.status === "idle";
}"""

OPEN = "path => { jupyterapp.commands.execute('docmanager:open', { path }); }"
SHOWN = "path => jupyterapp.shell.currentWidget?.context?.path === path"
CHANGE_THEME = "name => { jupyterapp.commands.execute('apputils:change-theme', { theme: name }); }"
# The name of a theme changes before its style sheet has come.
THEME_IS_SHOWN = """light => {
    const style = getComputedStyle(document.body);
    const probe = document.body.appendChild(document.createElement("i"));
    probe.style.color = style.getPropertyValue("--jp-layout-color0");
    const [red] = getComputedStyle(probe).color.match(/\\d+/);
    probe.remove();
    return document.body.dataset.jpThemeLight === String(light) && (red > 127) === light;
}"""

OUTPUTS = """() => jupyterapp.shell.currentWidget.content.model.toJSON().cells
    .filter(cell => cell.cell_type === "code").map(cell => cell.outputs)"""

KERNEL = "jupyterapp.shell.currentWidget.sessionContext.session.kernel"
# Run some code after everything that the kernel still has to do; what it prints.
ASK = f"""async code => {{
    const answer = {KERNEL}.requestExecute({{ code }});
    let printed = "";
    answer.onIOPub = message => {{ if (message.header.msg_type === "stream") printed += message.content.text; }};
    await answer.done;
    return printed;
}}"""


def write_notebook(lab: Lab, name: str, sources: list[str]) -> None:
    """Put a notebook of some code cells into the lab's folder."""
    code = {"cell_type": "code", "metadata": {}, "outputs": [], "execution_count": None}
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    cells = [code | {"id": f"c{place}", "source": source} for place, source in enumerate(sources)]
    notebook = {"cells": cells, "metadata": {"kernelspec": kernel}, "nbformat": 4, "nbformat_minor": 5}
    (lab.folder / name).write_text(json.dumps(notebook), encoding="utf-8")


def hide_files(visit: Visit) -> None:
    """Put the list of files out of the way: it leaves a phone's notebook no width."""
    visit.page.evaluate("() => { jupyterapp.commands.execute('application:toggle-left-area'); }")


def change_theme(visit: Visit, theme: str) -> None:
    """Change to the theme "Light" or "Dark" of JupyterLab."""
    visit.page.evaluate(CHANGE_THEME, f"JupyterLab {theme}")
    visit.page.wait_for_function(THEME_IS_SHOWN, arg=theme == "Light", timeout=15_000)


def open_notebook(visit: Visit, lab: Lab, notebook: str) -> None:
    """Open a notebook, by its path in the lab's folder, and wait until its kernel can work."""
    visit.page.goto(f"{lab.url}/lab/tree/{quote(notebook)}?reset&token={lab.token}")
    visit.page.wait_for_function(READY, timeout=STARTING_LIMIT * 1000)


def open_another(visit: Visit, notebook: str) -> None:
    """Open one more notebook in the JupyterLab that is open already, which is much quicker than to load it anew."""
    visit.page.evaluate(OPEN, notebook)
    visit.page.wait_for_function(SHOWN, arg=notebook, timeout=STARTING_LIMIT * 1000)
    visit.page.wait_for_function(READY, timeout=STARTING_LIMIT * 1000)


def run_all_cells(visit: Visit) -> list[list[dict]]:
    """Run All in the open notebook; the outputs of each code cell, as they would be saved."""
    visit.page.evaluate(START)
    visit.page.wait_for_function(FINISHED, timeout=RUNNING_LIMIT * 1000, polling=100)
    return visit.page.evaluate(OUTPUTS)


def assert_accessible(visit: Visit, context: str) -> None:
    """Let axe look at a part of the page, named by a CSS selector; it must find nothing amiss."""
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(visit.page, context=context)
    assert found.response["passes"], "axe has looked at nothing"
    assert found.violations_count == 0, found.generate_report()
