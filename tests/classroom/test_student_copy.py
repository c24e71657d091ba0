"""A student's copy works as before, and the key of a question that is held back is nowhere in it."""

import json
import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from moscow_telegrams.classroom.student_copy import PARTS, student_copy
from moscow_telegrams.cli import main
from moscow_telegrams.collection import collection_folder, question_files
from moscow_telegrams.exercises.bank import KEY, KINDS, bank, lessons

ROOT = Path(__file__).resolve().parents[2]
HELD = "05_calendar"
# The first question of each kind, so that every form and every check is tried without a key.
OF_EACH_KIND = [next(asked.id for asked in bank().values() if asked.kind == kind) for kind in KINDS]
ALL_HELD = {asked.id for asked in lessons()[HELD]} | set(OF_EACH_KIND)


@pytest.fixture(scope="module")
def copy(tmp_path_factory):
    folder = tmp_path_factory.mktemp("class") / "for students"
    assert main(["student-copy", str(folder), "--hold-back-all", HELD, "--hold-back", *OF_EACH_KIND]) == 0
    return folder


def in_the_copy(copy, work, code):
    """What some code prints that uses the copy alone."""
    surroundings = os.environ | {"PYTHONPATH": str(copy / "src"), "MOSCOW_TELEGRAMS_WORK": str(work), "PYTHONUTF8": "1"}
    run = subprocess.run(
        [sys.executable, "-c", code], env=surroundings, cwd=copy, capture_output=True, encoding="utf-8"
    )
    assert run.returncode == 0, run.stderr
    return run.stdout


def key_lines(entry_id):
    """Every line of the question bank, as somebody wrote it, that is a part of the key of a question."""
    for path in question_files():
        for block in path.read_text(encoding="utf-8").split("[[question]]"):
            if f'\nid = "{entry_id}"\n' not in block:
                continue
            body, *_ = block.split("\n[question.")
            field = ""
            for line in body.splitlines():
                field = line.split(" = ")[0] if line[:1].isalpha() else field
                if field in KEY and len(line) > 3:
                    yield line.strip().rstrip(",")


def test_no_line_of_a_key_is_left_in_any_file(copy):
    held = {line for id in ALL_HELD for line in key_lines(id)}
    others = {line for id in set(bank()) - ALL_HELD for line in key_lines(id)}
    lines = held - others
    assert len(lines) > 100
    for path in copy.rglob("*"):
        if path.is_file():
            text = path.read_bytes().decode("utf-8", "replace")
            assert [line for line in lines if len(line) > 25 and line in text] == [], path


def test_what_is_asked_is_as_it_was_and_only_the_key_is_gone(copy):
    for original in question_files():
        before = tomllib.loads(original.read_text(encoding="utf-8"))["question"]
        after = tomllib.loads((copy / "exercises/questions" / original.name).read_text(encoding="utf-8"))["question"]
        for whole, bare in zip(before, after, strict=True):
            if whole["id"] in ALL_HELD:
                whole = {name: value for name, value in whole.items() if name not in KEY} | {"held_back": True}
            assert bare == whole


def test_examples_that_give_an_answer_are_not_in_the_copy(copy):
    said = 'check("prep-days"'
    assert said in (ROOT / "src/moscow_telegrams/exercises/checks.py").read_text(encoding="utf-8")
    for path in (*copy.rglob("*.py"), *copy.rglob("*.md")):
        assert said not in path.read_text(encoding="utf-8")


def test_every_module_of_the_copy_is_still_python(copy):
    for path in (copy / "src").rglob("*.py"):
        compile(path.read_text(encoding="utf-8"), path, "exec")


def test_the_copy_has_what_a_student_needs_and_nothing_else(copy):
    assert {path.name for path in copy.iterdir()} == set(PARTS)
    names = {path.name for path in copy.rglob("*")}
    assert not names & {".git", "work", "tests", "__pycache__", ".ipynb_checkpoints", "workbook.json"}
    for folder in ("data", "notebooks"):
        assert {path.name for path in (copy / folder).rglob("*") if path.is_file()} <= names


def test_in_the_copy_answers_are_recorded_as_they_were_read(copy, tmp_path):
    answers = {"chou-leaves": "Jan 9, 1950", "prep-days": "five", "counting": "inclusive"}
    code = (
        "import json, sys; from moscow_telegrams import ask, check, hint, solution\n"
        f"for id, answer in {answers!r}.items():\n"
        "    result = check(id, answer)\n"
        "    print(json.dumps([result.outcome, result.message, solution(id).message, hint(id, 1).step]))\n"
        f"print(check('prep-days', 'perhaps').outcome, check('prep-days', ...).outcome)\n"
        f"for id in {sorted(ALL_HELD)!r}:\n"
        "    assert ask(id)._repr_mimebundle_()\n"
        "print(check('chou-leaves', 'Jan 9, 1950'), ask('chou-leaves')._said.value)"
    )
    *said, unclear, again = in_the_copy(copy, tmp_path, code).splitlines()
    for line in said:
        recorded = ["recorded", "Recorded; your teacher has the key.", "Your teacher has the key.", 1]
        assert json.loads(line) == recorded
    assert unclear == "not_yet unanswered"
    assert again.count("Recorded; your teacher has the key.") == 2
    kept = json.loads((tmp_path / "workbook.json").read_text(encoding="utf-8"))["answers"]
    assert kept["chou-leaves"]["answer"] == "1950-01-09" and kept["chou-leaves"]["outcome"] == "recorded"
    assert kept["counting"]["answer"] == "inclusive"


def test_an_answer_that_cannot_be_saved_is_not_called_recorded(copy, tmp_path):
    (tmp_path / "workbook.json").write_bytes(b"spoilt")
    told = in_the_copy(copy, tmp_path, "from moscow_telegrams import check; print(check('chou-leaves', '9 Jan 1950'))")
    assert "Recorded" not in told and "Your teacher has the key. This answer is not saved." in told


def test_a_question_that_is_not_held_back_is_checked_as_ever(copy, tmp_path):
    free = next(asked for asked in bank().values() if asked.kind == "choice" and asked.id not in ALL_HELD)
    code = f"from moscow_telegrams import check; print(check({free.id!r}, {free.answer!r}).outcome)"
    assert in_the_copy(copy, tmp_path, code).strip() == "correct"


def test_a_copy_without_anything_held_back_holds_every_file_as_it_is(tmp_path):
    marked = [asked.id for asked in bank().values() if asked.held_back]
    assert student_copy(tmp_path / "copy") == marked
    if not marked:
        for path in (tmp_path / "copy").rglob("*"):
            if path.is_file():
                assert path.read_bytes() == (collection_folder() / path.relative_to(tmp_path / "copy")).read_bytes()


def test_a_stored_output_that_tells_a_key_is_taken_out_and_prose_that_tells_one_is_refused(tmp_path, monkeypatch):
    home = tmp_path / "collection"
    student_copy(home)
    monkeypatch.setattr("moscow_telegrams.classroom.student_copy.collection_folder", lambda: home)
    asked = bank()["chou-leaves"]
    path = home / "notebooks" / "mine.ipynb"
    output = {"output_type": "execute_result", "data": {"text/html": [f"<b>{asked.solution[:9]}", asked.solution[9:]]}}
    code = {"cell_type": "code", "source": ["solution(wanted)"], "execution_count": 4, "outputs": [output]}
    prose = {"cell_type": "markdown", "source": [asked.solution]}
    path.write_text(json.dumps({"cells": [code]}), encoding="utf-8")
    student_copy(tmp_path / "copy", [asked.id])
    (cell,) = json.loads((tmp_path / "copy/notebooks/mine.ipynb").read_text(encoding="utf-8"))["cells"]
    assert cell["outputs"] == [] and cell["source"] == code["source"]
    path.write_text(json.dumps({"cells": [code, prose]}), encoding="utf-8")
    with pytest.raises(ValueError, match=r"notebooks/mine.ipynb tells the answer of 'chou-leaves'"):
        student_copy(tmp_path / "refused", [asked.id])
    assert sorted(one.name for one in tmp_path.iterdir()) == ["collection", "copy"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["full"], "is not empty"),
        (["a-file"], "is not empty"),
        ([str(ROOT / "notebooks" / "copy")], "lies inside the collection"),
        (["new", "--hold-back", "chou-leave"], 'Did you mean "chou-leaves"?'),
        (["new", "--hold-back-all", "5_calendar"], "Choose among 01_sourcing"),
    ],
)
def test_a_request_that_cannot_be_met_is_refused_and_nothing_is_written(tmp_path, monkeypatch, capsys, arguments, said):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "theirs.txt").write_text("kept")
    (tmp_path / "a-file").write_text("kept")
    assert main(["student-copy", *arguments]) == 2
    assert said in capsys.readouterr().err
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a-file", "full"]
    assert [path.name for path in (tmp_path / "full").iterdir()] == ["theirs.txt"]


def test_an_empty_folder_is_taken(tmp_path):
    (tmp_path / "empty").mkdir()
    student_copy(tmp_path / "empty")
    assert (tmp_path / "empty" / "README.md").is_file()
