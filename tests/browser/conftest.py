"""A JupyterLab server and a Chromium window for each test that needs a person's eyes."""

from __future__ import annotations

import os
import re
import shutil
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest
from lab import Lab, Visit, running_lab

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import BrowserContext

NO_CHROMIUM = "no Chromium on this machine: install it, for example apt-get install chromium"

QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    # Chromium finds no host but ours, on any machine.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-sync",
    "--no-first-run",
]


@pytest.fixture(scope="session")
def chromium_path() -> str:
    path = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if path is None and os.environ.get("CI") == "true":
        pytest.fail(NO_CHROMIUM)
    if path is None:
        pytest.skip(NO_CHROMIUM)
    return path


# Asking for Chromium first: without it there is no reason to start a server.
@pytest.fixture(scope="session")
def lab(chromium_path: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lab]:
    with running_lab(tmp_path_factory.mktemp("lab")) as lab:
        yield lab


# Not for the session: Playwright keeps an event loop running, and nbval runs notebooks in the same process.
@pytest.fixture(scope="module")
def chromium(chromium_path: str) -> Iterator[BrowserContext]:
    """One browser for a module: its cache keeps JupyterLab, which is large."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path, args=QUIET)
        yield browser.new_context(viewport={"width": 1366, "height": 768})
        browser.close()


@pytest.fixture
def visit(chromium: BrowserContext, lab: Lab, request: pytest.FixtureRequest) -> Iterator[Visit]:
    """A fresh window of an ordinary laptop. Afterwards the kernels it started are ended."""
    with window(chromium, lab, request.node.name) as visit:
        yield visit


@pytest.fixture(scope="module")
def long_visit(chromium: BrowserContext, lab: Lab, request: pytest.FixtureRequest) -> Iterator[Visit]:
    """One window for a whole module: its tests run the notebook again instead of opening it again."""
    with window(chromium, lab, request.node.name) as visit:
        yield visit


@pytest.fixture
def same_workbook(lab: Lab, monkeypatch: pytest.MonkeyPatch) -> None:
    """Here and in the notebooks of the lab, `workbook()` is the same."""
    monkeypatch.setenv("MOSCOW_TELEGRAMS_WORK", str(lab.work))


@contextmanager
def window(chromium: BrowserContext, lab: Lab, name: str) -> Iterator[Visit]:
    page = chromium.new_page()
    visit = Visit(page, re.sub(r"[^\w.-]+", "-", name).strip("-"))
    page.on("request", lambda request: visit.note_request(request.url))
    page.on("websocket", lambda socket: visit.note_request(socket.url))
    page.on("console", lambda said: visit.console_errors.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: visit.console_errors.append(str(error)))
    yield visit
    page.close()
    lab.shut_down_kernels()
