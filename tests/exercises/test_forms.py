"""Forms: what stands in them is judged as in code, kept, shown again; no key leaves Python, nothing typed is markup."""

import json
from datetime import date

import pytest
from ipywidgets import Widget
from made_up import AGREED, SEVERAL, SPEAKERS, STEPS, TOPICS

from moscow_telegrams import ask, check, question
from moscow_telegrams.exercises.bank import bank
from moscow_telegrams.exercises.checks import judged
from moscow_telegrams.exercises.forms import Form
from moscow_telegrams.exercises.task import Task
from moscow_telegrams.workbook import workbook

ASKED = [*(one for one in bank().values() if one.kind != "evidence"), TOPICS, STEPS, SPEAKERS]


def parts(widget: Widget) -> list[Widget]:
    return [widget, *(part for child in getattr(widget, "children", ()) for part in parts(child))]


def press(form: Form, name: str) -> None:
    """Press a button; the browser answers that everything typed has been sent."""
    next(part for part in parts(form) if getattr(part, "description", "") == name).click()
    form._front_end._handle_custom_msg("settled", [])


def said(form: Form) -> str:
    return form._said.value + form._help.value


def fill(form: Form, answer: object) -> None:
    form._control.put(answer)


def answer_of(asked) -> object:
    """The right answer as the workbook keeps it, or any text."""
    if asked.kind in ("date", "time"):
        return asked.answer.isoformat()
    return "Because …" if asked.kind == "text" else asked.answer


@pytest.mark.parametrize("asked", ASKED, ids=lambda asked: asked.id)
def test_every_question_has_a_form_with_its_prompt(asked):
    form = Form(asked)
    assert asked.prompt.split("<")[0] in form.children[0].value or "&" in form.children[0].value
    assert repr(form) == f"Question {asked.id}: {asked.prompt}"
    shown = form._repr_mimebundle_()
    assert shown["text/html"].startswith(asked._repr_html_()) and f'check("{asked.id}", …)' in shown["text/html"]
    assert shown["text/plain"] == repr(form) and "application/vnd.jupyter.widget-view+json" in shown


@pytest.mark.parametrize(
    "asked", [one for one in ASKED if one.kind not in ("table", "map")], ids=lambda asked: asked.id
)
def test_a_form_is_judged_kept_and_shown_again(asked):
    form = Form(asked)
    press(form, "Check")
    assert "Choose or write an answer first." in said(form)
    assert form._solution.disabled and workbook().read()["attempts"] == []
    fill(form, answer_of(asked))
    press(form, "Check")
    outcome = "recorded" if asked.kind == "text" else "correct"
    kept = workbook().read()["answers"][asked.id]
    assert kept["outcome"] == outcome and judged(asked, kept["answer"]).outcome == outcome
    again = Form(asked)
    assert judged(asked, again.answer).outcome == outcome
    assert said(again) == said(form) != "" and not again._solution.disabled


def test_a_question_for_evidence_comes_with_its_telegram(monkeypatch):
    monkeypatch.setattr("moscow_telegrams.exercises.question", lambda id: AGREED)
    task = ask("agreed")
    assert isinstance(task, Task) and task.telegram.name == AGREED.telegram


@pytest.mark.parametrize("id", ["renamed-stations", "my-route"])
def test_a_table_or_a_map_is_answered_in_code(id):
    form = ask(id)
    assert f'check("{id}", …)' in form._control.shown.value
    assert "Check" not in [getattr(part, "description", "") for part in parts(form)]


@pytest.mark.parametrize("asked", ASKED, ids=lambda asked: asked.id)
def test_no_key_and_no_answer_is_sent_to_the_browser(asked):
    form = Form(asked)
    sent = json.dumps([part.get_state() for part in parts(form)], default=str)
    secrets = [*asked.hints, asked.correct, asked.solution, *(one.feedback for one in asked.misconceptions)]
    assert not any(secret and secret in sent for secret in secrets)
    if asked.kind in ("choice", "choices", "match", "order"):
        assert form.answer in (None, [], {}, ...)
    shown = [label.value.split(". ", 1)[-1] for label in parts(form) if type(label).__name__ == "Label"]
    assert asked.kind != "order" or shown != [asked.choices[key] for key in asked.answer]


def test_hints_climb_and_the_solution_waits_for_an_honest_try():
    form = ask("prep-days")
    for step in (1, 2, 3, 3):
        press(form, "Hint")
        assert question("prep-days").hints[step - 1] in said(form)
    assert form._solution.disabled
    fill(form, "   ")
    press(form, "Check")
    assert form._solution.disabled
    fill(form, "six")
    press(form, "Check")
    press(form, "Solution")
    assert question("prep-days").solution in said(form)


@pytest.mark.parametrize("id", ["renamed-stations", "planned-visits"])
def test_where_one_answers_in_code_the_solution_waits_for_the_workbook(id):
    form = ask(id)
    press(form, "Solution")
    assert "Try first" in said(form) and question(id).solution not in said(form)
    check(id, "my answer")
    press(form, "Solution")
    assert question(id).solution in said(form)


def test_an_answer_from_a_code_cell_stands_in_the_form():
    check("chou-arrives", "Jan 20, 1950")
    form = ask("chou-arrives")
    assert form.answer == "1950-01-20" and "inclusive" in said(form)


def test_a_typed_date_stays_as_typed_and_the_calendar_writes_into_the_line():
    form = ask("chou-arrives")
    line, calendar = form._control.shown.children
    line.value = "19 Jan 1950"
    calendar.value = date(1950, 1, 19)
    assert form.answer == "19 Jan 1950"
    calendar.value = date(1950, 1, 18)
    assert form.answer == "1950-01-18"
    assert calendar.min <= date(1949, 12, 16) and date(1950, 1, 31) <= calendar.max


def test_an_order_is_moved_line_by_line_and_is_no_answer_before():
    form = Form(STEPS)
    assert form.answer is ...
    before = list(form._control.shown.children[0].children[2].value)
    form._control.shown.children[1].children[0].click()
    assert form._control.shown.children[1].children[2].value[3:] == "".join(before)[3:]
    form._control.shown.children[0].children[0].click()
    assert sorted(form.answer) == sorted(STEPS.choices)
    names = {button.tooltip for line in form._control.shown.children for button in line.children[:2]}
    assert names == {f"Move “{words}” {way}" for words in STEPS.choices.values() for way in ("up", "down")}


@pytest.mark.parametrize("asked", [one for one in SEVERAL if one.kind == "match"], ids=lambda asked: asked.id)
def test_a_row_that_is_not_chosen_is_left_out(asked):
    form = Form(asked)
    row = next(iter(asked.rows))
    fill(form, {row: asked.answer[row]})
    assert form.answer == {row: asked.answer[row]}


def test_what_is_typed_is_never_markup():
    form = ask("first-soviet-station")
    fill(form, "<img src=x onerror=alert(1)>")
    press(form, "Check")
    assert "<img" not in said(form)
    form = Form(SPEAKERS)
    kept = {"answer": {"<img src=x>": "mao"}, "outcome": "not_yet", "at": ""}
    with workbook().change() as content:
        content["answers"][SPEAKERS.id] = kept
    assert "<img" not in said(Form(SPEAKERS))


@pytest.mark.parametrize("kept", [None, 5, "x", [1], {"answer": 5}, {"a": [1]}, "<b>"], ids=repr)
@pytest.mark.parametrize("asked", [TOPICS, STEPS, SPEAKERS, question("counting"), question("prep-days")])
def test_a_workbook_that_somebody_has_edited_breaks_no_form(asked, kept):
    with workbook().change() as content:
        content["answers"][asked.id] = {"answer": kept, "outcome": "?"}
    assert repr(Form(asked))


def test_a_workbook_that_cannot_be_read_is_told_and_nothing_is_lost(work):
    (work / "workbook.json").write_text("{")
    form = ask("prep-days")
    assert "damaged" in said(form)
    fill(form, "five")
    press(form, "Check")
    assert "Correct" in said(form) and "not saved" in said(form)
    assert (work / "workbook.json").read_text() == "{"


def test_feedback_is_announced_once():
    form = ask("prep-days")
    fill(form, "five")
    press(form, "Check")
    press(form, "Hint")
    assert 'role="status"' not in said(form) and "<strong>" in said(form)


def test_one_check_is_one_attempt_however_often_the_form_is_on_the_page():
    form = ask("prep-days")
    fill(form, "six")
    press(form, "Check")
    form._front_end._handle_custom_msg("settled", [])
    press(form, "Hint")
    assert len(workbook().read()["attempts"]) == 1


def test_what_was_said_goes_when_the_answer_changes():
    for asked, first, then in (
        (question("prep-days"), "five", "six"),
        (question("counting"), "inclusive", "elapsed"),
        (TOPICS, ["loan"], ["loan", "war"]),
        (SPEAKERS, {"opinion": "mao"}, {"opinion": "stalin"}),
    ):
        form = Form(asked)
        fill(form, first)
        press(form, "Check")
        assert said(form)
        fill(form, then)
        assert said(form) == ""


@pytest.mark.parametrize("typed", ['"19 January 1950"', " “19 January 1950” ", "'1950-01-19'"])
def test_quotation_marks_that_code_needs_do_no_harm_in_a_form(typed):
    form = ask("chou-arrives")
    fill(form, typed)
    press(form, "Check")
    assert "Correct" in said(form)
