"""My work counts what was answered, and carries the workbook out and in without losing or believing anything."""

import json
import subprocess
import sys

import pytest

from moscow_telegrams import check, my_work, read, telegram
from moscow_telegrams.exercises.bank import bank, lessons
from moscow_telegrams.exercises.progress import NUMBERS
from moscow_telegrams.workbook import workbook

GOOD = {"schema": "moscow-telegrams/workbook", "version": 1, "answers": {}, "attempts": [], "annotations": []}


def ask_of(work, op, *buffers):
    """What the front end is answered, and the file that comes with it."""
    said = []
    work.send = lambda content, files=None: said.append((content, files))
    work._hear(work, {"op": op, "n": "1"}, [memoryview(buffer) for buffer in buffers])
    ((answer, files),) = said
    assert answer.pop("n") == "1"
    return answer, files


def row(lesson, skill):
    table = my_work().table
    return table[(table.lesson == lesson) & (table.skill == skill)].iloc[0]


def html(work):
    return work._repr_mimebundle_()[0]["text/html"]


def answered():
    check("prep-days", 5)
    check("chou-leaves", "10 January 1950")
    check("chou-leaves", "9 January")  # the latest counts: without its year it is right in part
    check("counting", "nothing of the kind")
    check("why-inclusive-matters", "<img src=x onerror=alert(1)>")
    read(telegram("1949-12-18")).annotate("d1.2", "<script>alert(1)</script>")


def test_what_was_answered_is_counted_by_lesson_and_by_skill():
    before = row("05_calendar", "close reading")
    assert (before.answered, before.points) == (0, 0) and before.open == before.questions
    answered()
    after = row("05_calendar", "close reading")
    assert (after.right, after.partly, after.points) == (1, 1, bank()["prep-days"].points)
    assert after.open == before.open - 2 and after.of == before.of
    table = my_work().table
    assert table[table.lesson == "05_calendar"].recorded.sum() == 1
    assert table[table.lesson == "05_calendar"].not_yet.sum() == 1
    assert table[table.lesson != "05_calendar"].answered.sum() == 0
    assert table.questions.sum() == len(bank()) and set(table.lesson) == set(lessons())
    assert (table.answered == table.right + table.partly + table.not_yet + table.recorded).all()
    assert (table.questions == table.answered + table.open).all()


def test_the_widget_shows_the_same_numbers_twice_over():
    answered()
    shown = my_work()._shown
    by_lesson, by_skill = shown["tables"]
    assert by_lesson["rows"][-1][1:] == by_skill["rows"][-1][1:]
    assert [line[0] for line in by_lesson["rows"]] == [*lessons(), "Together"]
    assert f"4 of {len(bank())} questions answered: 1 right, 1 partly, 1 not yet, 1 recorded." in shown["summary"]
    assert shown["summary"].endswith("1 note taken.")
    assert "alert" not in json.dumps(shown)


def test_points_are_for_right_answers_and_texts_have_none():
    for asked in bank().values():
        workbook().record(asked.id, "anything", "correct")
    table = my_work().table
    assert table.points.sum() == table.of.sum() == sum(one.points for one in bank().values() if one.kind != "text")


def test_an_empty_workbook_says_so_and_without_numbers_that_a_new_question_would_change(work):
    one = my_work()
    assert html(one) == html(my_work())
    assert "No answers and no notes yet." in html(one) and "<table" not in html(one)
    assert not any(letter.isdigit() for letter in html(one) + repr(one))
    assert list(work.iterdir()) == []


def test_the_still_page_has_both_tables():
    answered()
    assert html(my_work()).count("<table") == 2
    assert (
        "05_calendar" in html(my_work())
        and "<script" not in html(my_work())
        and str(workbook().path) not in repr(my_work())
    )


@pytest.mark.parametrize("damaged", [b"", b"spoilt", b"[]", json.dumps(GOOD | {"version": 9}).encode()])
def test_a_damaged_workbook_stops_nothing_and_it_says_what_to_do(damaged):
    workbook().path.write_bytes(damaged)
    one = my_work()
    assert len(one.table) == 0 and list(one.table.columns)[2:] == list(NUMBERS)
    assert "Restore" in one._shown["trouble"] and "Restore" in html(one) and "Restore" in repr(one)
    answer, files = ask_of(one, "download")
    assert "failed" not in answer and files == [damaged]
    assert workbook().path.read_bytes() == damaged


@pytest.mark.parametrize(
    "kept",
    [{}, {"outcome": None}, {"outcome": ["correct"]}, {"outcome": "<b>correct</b>"}, {"outcome": {"a": 1}}],
)
def test_what_somebody_has_written_into_the_file_is_an_answer_and_not_a_right_one(kept):
    with workbook().change() as content:
        content["answers"] = {"prep-days": kept, "<script>": {"outcome": "correct"}}
    shown = my_work()
    counted = row("05_calendar", "close reading")
    assert (counted.answered, counted.right, counted.not_yet) == (1, 0, 1)
    assert "1 more answer to questions that are not in this collection" in html(shown)
    assert "<script" not in html(shown) and "<b>" not in html(shown).replace("<br>", "")


def test_download_gives_the_file_and_restore_brings_it_back(work):
    answered()
    one = my_work()
    answer, (file,) = ask_of(one, "download")
    assert file == workbook().path.read_bytes()
    workbook().path.unlink()
    again = my_work()
    assert "No answers" in again._shown["summary"]
    answer, _ = ask_of(again, "restore", file)
    assert answer["said"].startswith("Restored: 4 answers and 1 note. Run the cells of your notebooks again")
    assert again._shown["summary"] == one._shown["summary"]
    assert json.loads(workbook().path.read_bytes()) == json.loads(file)


def test_the_file_that_was_there_before_is_kept_and_its_name_is_told(work):
    answered()
    before = workbook().path.read_bytes()
    answer, _ = ask_of(my_work(), "restore", json.dumps(GOOD).encode())
    (kept,) = work.glob("workbook until *.json")
    assert f"“{kept.name}”" in answer["said"] and kept.read_bytes() == before
    assert workbook().read() == GOOD


@pytest.mark.parametrize(
    ("file", "said"),
    [
        (b"", "damaged"),
        (b"\x00\xff", "damaged"),
        (b"[" * 100_000, "damaged"),
        (json.dumps(GOOD).encode()[:-2], "damaged"),
        (b'{"type": "AnnotationCollection"}', "not a workbook of Moscow Telegrams"),
        (json.dumps(GOOD | {"version": 2}).encode(), "newer version"),
        (json.dumps(GOOD | {"answers": []}).encode(), "lacks a part"),
        (json.dumps(GOOD | {"answers": {"a": {"answer": float("nan")}}}).encode(), "damaged"),
        (json.dumps(GOOD | {"answers": {"a": {"answer": "\ud800"}}}).encode(), "damaged"),
        (b" " * 8_000_001, "too large"),
    ],
)
def test_a_file_that_is_no_workbook_is_refused_and_nothing_is_changed(work, file, said):
    answered()
    before = workbook().path.read_bytes()
    answer, _ = ask_of(my_work(), "restore", file)
    assert said in answer["failed"]
    assert workbook().path.read_bytes() == before
    assert list(work.glob("workbook until *")) == []


def test_there_is_nothing_to_download_before_something_is_saved():
    answer, files = ask_of(my_work(), "download")
    assert "Nothing is saved yet" in answer["failed"] and files == []


def test_it_counts_again_what_another_notebook_has_saved():
    one = my_work()
    check("prep-days", 5)
    assert ask_of(one, "count")[0] == {"said": "Counted again."}
    assert "1 right" in one._shown["summary"]


def test_importing_its_name_imports_no_widgets():
    code = "import sys, moscow_telegrams as m; m.my_work; sys.exit(bool({'anywidget', 'ipywidgets'} & {*sys.modules}))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
