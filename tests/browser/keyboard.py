"""A task in a notebook, done without a mouse: the right answer goes in by keys alone."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import nbformat

from moscow_telegrams import telegram
from moscow_telegrams.exercises.bank import Question, bank

if TYPE_CHECKING:
    from pathlib import Path

    from lab import Visit
    from playwright.sync_api import Locator


def tasks(path: Path) -> list[Question]:
    """The questions that a notebook asks with a form or a Reader, in their order."""
    sources = [cell.source for cell in nbformat.read(path, 4).cells if cell.cell_type == "code"]
    return [bank()[id] for source in sources for id in re.findall(r'^ask\("([\w-]+)"\)$', source, re.MULTILINE)]


def answer(visit: Visit, asked: Question) -> None:
    """Put the right answer in and have it checked; AssertionError or a timeout where keys alone do not do."""
    shown = visit.page.locator(".jp-NotebookPanel:not(.lm-mod-hidden)")  # another notebook may ask the same
    if asked.kind == "evidence":
        task = shown.locator(".mt-reader", has=visit.page.locator(".mt-prompt", has_text=asked.prompt))
        task.wait_for()
        select(visit, task, asked)
        task.locator(".mt-feedback[data-outcome=correct]").wait_for(timeout=15_000)
        return
    form = shown.locator(".mt-form", has=visit.page.locator(".mt-prompt", has_text=f"({asked.id})"))
    form.wait_for()
    form.scroll_into_view_if_needed()
    fill(visit, form, asked)
    tab_to(visit, form.get_by_role("button", name="Check", exact=True))
    press(visit, "Enter")
    said = "Yours to judge" if asked.kind == "text" else asked.correct
    form.get_by_role("status").filter(has_text=said).wait_for(timeout=15_000)


def select(visit: Visit, task: Locator, asked: Question) -> None:
    """To the first of the words, over all of them, and Enter twice: it offers what to do, and Check comes first."""
    text = telegram(asked.telegram)
    start, end = text.locate(asked.answer["quotation"], within=asked.answer["sentence"])
    first = len(re.findall(r"\S+", text.text[: start + 1])) - 1
    last = len(re.findall(r"\S+", text.text[:end])) - 1
    task.locator(".mt-page").focus()
    press(visit, "Home", *["ArrowDown"] * (first // 10), *["ArrowRight"] * (first % 10), "Space")
    press(visit, *["Shift+ArrowRight"] * (last - first), "Enter", "Enter")


def fill(visit: Visit, form: Locator, asked: Question) -> None:
    page = visit.page
    match asked.kind:
        case "choice":
            form.get_by_role("radio").first.focus()
            press(visit, "Space", *["ArrowDown"] * list(asked.choices).index(asked.answer))
        case "choices":
            for key in asked.answer:
                form.get_by_label(asked.choices[key], exact=True).focus()
                press(visit, "Space")
        case "match":
            for row, choice in asked.answer.items():
                form.get_by_label(asked.rows[row], exact=True).focus()
                press(visit, *["ArrowDown"] * (list(asked.choices).index(choice) + 1))
        case "order":
            put_in_order(visit, form, asked)
        case _:
            form.get_by_label("Your answer").focus()
            page.keyboard.type(str("In my own words." if asked.kind == "text" else asked.answer))


def put_in_order(visit: Visit, form: Locator, asked: Question) -> None:
    for place, key in enumerate(asked.answer, 1):
        words = asked.choices[key]
        while not form.locator(".widget-label", has_text=f"{place}. {words}").count():
            now = form.locator(".widget-label", has_text=words).inner_text()
            form.get_by_role("button", name=f"Move “{words}” up").focus()
            press(visit, "Enter")
            form.locator(".widget-label", has_text=f"{int(now.split('.')[0]) - 1}. {words}").wait_for()


def press(visit: Visit, *keys: str) -> None:
    for key in keys:
        visit.page.keyboard.press(key)


def tab_to(visit: Visit, target: Locator) -> None:
    for _ in range(40):
        if target.evaluate("one => one === document.activeElement"):
            return
        press(visit, "Tab")
    raise AssertionError("the keyboard does not come there")
