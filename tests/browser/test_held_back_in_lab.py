"""A student's copy in JupyterLab: what is held back is recorded, and its key never comes to the browser."""

from __future__ import annotations

from dataclasses import replace
from html import unescape
from typing import TYPE_CHECKING

import pytest
from keyboard import fill, press, select, tab_to, tasks
from lab import ASK, REPOSITORY, Lab, Visit, open_notebook, run_all_cells, running_lab

from moscow_telegrams.cli import main
from moscow_telegrams.exercises.bank import Question
from moscow_telegrams.workbook import Workbook

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Locator

pytestmark = pytest.mark.browser

HOMEWORK = "exercises/02_telegram_18_december.ipynb"
ASKED = tasks(REPOSITORY / HOMEWORK)
WORDS, CHOICE = (next(asked for asked in ASKED if asked.kind == kind) for kind in ("evidence", "choice"))
FREE = next(asked for asked in ASKED if asked.kind == "evidence" and asked != WORDS)
RECORDED, NO_KEY = "Not judged here. Recorded; your teacher has the key.", "Solution. Your teacher has the key."


@pytest.fixture
def lab(chromium_path: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Lab]:
    """JupyterLab in a copy for students: its notebooks, and its own Python before the one that is installed."""
    copy = tmp_path / "for students"
    assert main(["student-copy", str(copy), "--hold-back", WORDS.id, CHOICE.id]) == 0
    monkeypatch.setattr("lab.REPOSITORY", copy)
    monkeypatch.setenv("PYTHONPATH", str(copy / "src"))
    with running_lab(tmp_path) as lab:
        yield lab


def test_what_is_held_back_is_recorded_and_its_key_is_not_in_the_browser(visit: Visit, lab: Lab) -> None:
    got: list[str] = []
    visit.page.on("websocket", lambda socket: socket.on("framereceived", lambda frame: got.append(readable(frame))))
    open_notebook(visit, lab, HOMEWORK)
    run_all_cells(visit)
    place = visit.page.evaluate(ASK, "import moscow_telegrams; print(moscow_telegrams.__file__)")
    assert "for students" in place
    with_the_texts = len(got)

    reader = visit.page.locator(".mt-reader", has=visit.page.locator(".mt-prompt", has_text=WORDS.prompt))
    for one in (expected_mistake(WORDS), WORDS):
        select(visit, reader, one)
        told(reader.locator(".mt-feedback"), RECORDED)
        visit.screenshot("-words")
        reader.get_by_role("button", name="Solution").click()
        told(reader.locator(".mt-feedback"), NO_KEY)

    form = visit.page.locator(".mt-form", has=visit.page.locator(".mt-prompt", has_text=f"({CHOICE.id})"))
    for one in (expected_mistake(CHOICE), CHOICE):
        fill(visit, form, one)
        tab_to(visit, form.get_by_role("button", name="Check", exact=True))
        press(visit, "Enter")
        told(form.locator(".mt-said"), RECORDED)
        form.get_by_role("button", name="Solution").click()
        told(form.locator(".mt-said"), NO_KEY)
    visit.screenshot("-choice")

    content = Workbook(lab.work / "workbook.json").read()
    attempts = [(attempt["question"], attempt["outcome"]) for attempt in content["attempts"]]
    assert attempts == [(id, "recorded") for id in (WORDS.id, WORDS.id, CHOICE.id, CHOICE.id)]
    assert content["answers"][CHOICE.id]["answer"] == CHOICE.answer

    everything, since = "\n".join(got), "\n".join(got[with_the_texts:])
    assert [said for asked in (WORDS, CHOICE) for said in key(asked) if said in everything] == []
    assert WORDS.answer["quotation"] not in since and CHOICE.choices[CHOICE.answer] not in since
    assert WORDS.prompt in everything and RECORDED.partition(". ")[2] in since, "this is how a key would be found"
    answer_the_free_one(visit)
    assert FREE.correct in "\n".join(got)
    assert visit.strangers == [] and visit.console_errors == []


def expected_mistake(asked: Question) -> Question:
    """The question with a wrong answer, of which the key would say something, in the place of the right one."""
    return replace(asked, answer=asked.misconceptions[0].answer)


def answer_the_free_one(visit: Visit) -> None:
    reader = visit.page.locator(".mt-reader", has=visit.page.locator(".mt-prompt", has_text=FREE.prompt))
    select(visit, reader, FREE)
    told(reader.locator(".mt-feedback"), FREE.correct)


def told(place: Locator, words: str) -> None:
    place.filter(has_text=words).wait_for(timeout=15_000)


def readable(frame: str | bytes) -> str:
    """A message as one would read it: without the signs by which JSON and HTML keep their own."""
    text = frame if isinstance(frame, str) else frame.decode("utf-8", "replace")
    return " ".join(unescape(text.replace('\\"', '"')).split())


def key(asked: Question) -> list[str]:
    """What only somebody with the key can say."""
    said = [asked.correct, asked.solution, *asked.rubric, *(one.feedback for one in asked.misconceptions)]
    return [" ".join(one.split()) for one in (*said, *(one.convention for one in asked.alternatives)) if one]
