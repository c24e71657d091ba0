"""A whole homework in JupyterLab: answered, left, found again, and carried to another machine with nothing lost."""

from __future__ import annotations

import re
import shutil
from typing import TYPE_CHECKING

import nbformat
import pytest
from keyboard import answer, press, tasks
from lab import ASK, READY, REPOSITORY, STARTING_LIMIT, Lab, Visit, hide_files, open_notebook, run_all_cells
from test_notes_in_lab import box, saved, select

from moscow_telegrams.exercises.bank import Question, bank
from moscow_telegrams.exercises.checks import Outcome, Result
from moscow_telegrams.workbook import workbook

if TYPE_CHECKING:
    from playwright.sync_api import Locator

pytestmark = pytest.mark.browser

HOMEWORK = REPOSITORY / "exercises" / "02_telegram_18_december.ipynb"
NOTE, TAG, PASSAGE = "Who has asked them?", "claim", "public opinion in China believes"
SOURCES = """() => jupyterapp.shell.currentWidget.content.widgets
    .filter(cell => cell.model.type === "code").map(cell => cell.model.sharedModel.source)"""
NOT_CHANGED = "() => !jupyterapp.shell.currentWidget.context.model.dirty"
RESTART = """() => {
    window.restarted = false;
    jupyterapp.commands.execute("notebook:restart-kernel").then(() => { window.restarted = true; });
}"""
# What one has put into a form, or selected in a Reader.
PUT_IN = """task => [...task.querySelectorAll("input, select, textarea, .widget-label, .mt-task .mt-note")]
    .map(part => ["radio", "checkbox"].includes(part.type) ? part.checked : part.value ?? part.textContent)"""


@pytest.mark.usefixtures("same_workbook")
def test_a_homework_is_done_left_found_again_and_carried_to_another_machine(visit: Visit, lab: Lab) -> None:
    forget(lab)
    copy_homework(lab, "monday.ipynb")
    open_notebook(visit, lab, "monday.ipynb")
    hide_files(visit)
    nothing_is_answered(visit)
    empty = put_in(visit)

    for asked in tasks(HOMEWORK):
        answer(visit, asked)
    for asked in in_code():
        write_and_run(visit, asked)
    take_a_note(visit)
    kept = workbook().read()
    assert {id: attempt["outcome"] for id, attempt in kept["answers"].items()} == {
        asked.id: outcome(asked) for asked in questions()
    }
    done = put_in(visit)
    assert all(done[id] != empty[id] for id in done), "what is put in can be seen"
    my_work(visit).get_by_role("button", name="Count again").click()
    everything_is_counted(visit)
    written = visit.page.evaluate(SOURCES)
    visit.screenshot("-done")

    press(visit, "Control+s")
    visit.page.wait_for_function(NOT_CHANGED)
    visit.page.reload()
    visit.page.wait_for_function(READY, timeout=STARTING_LIMIT * 1000)
    assert visit.page.evaluate(SOURCES) == written
    everything_is_in_its_place(visit, done)

    restart_the_kernel(visit)
    everything_is_in_its_place(visit, done)
    visit.screenshot("-restarted")

    with visit.page.expect_download() as download:
        my_work(visit).get_by_role("button", name="Download my work").click()
    carried = download.value.path().read_bytes()
    lab.shut_down_kernels()
    forget(lab)
    copy_homework(lab, "tuesday.ipynb")
    open_notebook(visit, lab, "tuesday.ipynb")
    nothing_is_answered(visit)
    assert put_in(visit) == empty
    restore(visit, carried)
    everything_is_in_its_place(visit, done)
    visit.screenshot("-restored")
    assert [*workbook().read()["answers"]] == [*kept["answers"]]
    assert visit.strangers == [] and visit.console_errors == []


# The homework, as it is in the repository


def code_cells() -> list[str]:
    return [cell.source for cell in nbformat.read(HOMEWORK, 4).cells if cell.cell_type == "code"]


def checked_in_code() -> list[str]:
    """The ids of the questions that have a cell `answer = …`."""
    return [id for source in code_cells() for id in re.findall(r'^check\("([\w-]+)", answer\)$', source, re.MULTILINE)]


def questions() -> list[Question]:
    return [*tasks(HOMEWORK), *in_code()]


def in_code() -> list[Question]:
    """The questions that can be answered in no other way than in a cell."""
    asked = [one.id for one in tasks(HOMEWORK)]
    return [bank()[id] for id in checked_in_code() if id not in asked]


def outcome(asked: Question) -> Outcome:
    return Outcome.RECORDED if asked.kind == "text" else Outcome.CORRECT


def copy_homework(lab: Lab, name: str) -> None:
    shutil.copy(HOMEWORK, lab.folder / name)


# What a student does


def write_and_run(visit: Visit, asked: Question) -> None:
    """Put the right answer in place of the three dots, and run the cell."""
    cell = visit.page.locator(".jp-CodeCell", has_text=f'check("{asked.id}", answer)')
    cell.locator(".cm-content").click()
    press(visit, "Control+Home", "End", "Backspace", "Backspace", "Backspace")
    visit.page.keyboard.type('"""In my own words."""' if asked.kind == "text" else repr(asked.answer))
    press(visit, "Control+Enter")
    said = cell.locator(".jp-OutputArea-output", has_text=Result(outcome(asked), "").title)
    said.wait_for(timeout=15_000)


def take_a_note(visit: Visit) -> None:
    reader = the_reader(visit)
    select(reader, PASSAGE)
    reader.get_by_role("button", name="Add a note").click()
    reader.get_by_role("button", name=TAG).click()
    box(reader).fill(NOTE)
    reader.get_by_role("button", name="Save", exact=True).click()
    saved(reader)


def restart_the_kernel(visit: Visit) -> None:
    visit.page.evaluate(RESTART)
    visit.page.get_by_role("button", name="Confirm Kernel Restart").click()
    visit.page.wait_for_function("() => window.restarted", timeout=STARTING_LIMIT * 1000)
    assert visit.page.evaluate(ASK, "print('answer' in globals())").strip() == "False"


def forget(lab: Lab) -> None:
    """A machine on which nobody has worked yet."""
    shutil.rmtree(lab.work, ignore_errors=True)


def restore(visit: Visit, content: bytes) -> None:
    file = {"name": "workbook.json", "mimeType": "application/json", "buffer": content}
    my_work(visit).locator("input[type=file]").set_input_files(file)
    said = my_work(visit).locator(".mt-state", has_text=f"Restored: {len(questions())} answers and 1 note.")
    said.wait_for(timeout=10_000)


# What a student sees


def the_reader(visit: Visit) -> Locator:
    """The Reader that asks nothing."""
    return visit.page.locator(".mt-reader").filter(has_not=visit.page.locator(".mt-prompt"))


def the_task(visit: Visit, asked: Question) -> Locator:
    known_by = asked.prompt if asked.kind == "evidence" else f"({asked.id})"
    return visit.page.locator(".mt-reader, .mt-form").filter(
        has=visit.page.locator(".mt-prompt").filter(has_text=known_by)
    )


def my_work(visit: Visit) -> Locator:
    return visit.page.locator(".mt-work")


def put_in(visit: Visit) -> dict[str, list]:
    """What stands in each form and in each Reader with a question."""
    return {asked.id: the_task(visit, asked).evaluate(PUT_IN) for asked in tasks(HOMEWORK)}


def run_all(visit: Visit) -> dict[str, str]:
    """Run all cells; what each check in a cell says."""
    outputs = run_all_cells(visit)
    for shown in (the_reader(visit), my_work(visit), *(the_task(visit, asked) for asked in tasks(HOMEWORK))):
        shown.locator("button").first.wait_for(timeout=15_000)
    checks = [(id, place) for place, source in enumerate(visit.page.evaluate(SOURCES))
              for id in re.findall(r'^check\("([\w-]+)"', source, re.MULTILINE)]  # fmt: skip
    assert [id for id, _ in checks] == checked_in_code()
    return {id: "".join(outputs[place][0]["data"]["text/plain"]) for id, place in checks}


def nothing_is_answered(visit: Visit) -> None:
    for said in run_all(visit).values():
        assert said.startswith(Result(Outcome.UNANSWERED, "").title)
    assert "No answers and no notes yet" in my_work(visit).inner_text()
    assert the_reader(visit).locator(".mt-noted").count() == 0


def everything_is_in_its_place(visit: Visit, done: dict[str, list]) -> None:
    """After Run All, forms and Readers show the answers with their feedback, the note is there, and all is counted."""
    said = run_all(visit)
    for asked in tasks(HOMEWORK):
        feedback = the_task(visit, asked).locator(".mt-feedback, .mt-said").filter(has_text=asked.correct)
        feedback.filter(has_text=Result(outcome(asked), "").title).wait_for(timeout=15_000)
    assert put_in(visit) == done
    for id, words in said.items():  # also a cell that nobody has touched tells what an earlier answer came to
        assert Result(outcome(bank()[id]), "").title in words
    noted = the_reader(visit).locator(".mt-noted")
    assert "".join(noted.all_text_contents()).strip() == PASSAGE
    noted.first.click()
    panel = the_reader(visit).locator(".mt-panel").inner_text()
    assert NOTE in panel and TAG in panel
    everything_is_counted(visit)


def everything_is_counted(visit: Visit) -> None:
    texts = sum(asked.kind == "text" for asked in questions())
    told = (
        f"{len(questions())} of {len(bank())} questions answered: "
        f"{len(questions()) - texts} right, 0 partly, 0 not yet, {texts} recorded."
    )
    my_work(visit).locator("p", has_text=told).filter(has_text="1 note taken.").wait_for(timeout=10_000)
