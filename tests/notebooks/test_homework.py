"""A homework is half an hour of work that a program can mostly look at, and that one takes home in a file."""

import re

import nbformat
import pytest
from test_stored_notebooks import NOTEBOOKS, cells, source

from moscow_telegrams.exercises.bank import bank

HOMEWORK = [path for path in NOTEBOOKS if path.parent.name == "exercises"]


def asked(path) -> list:
    """The questions of a notebook, in their order."""
    found = re.findall(r'^(?:ask|question)\("([\w-]+)"\)', "\n".join(map(source, cells(path, "code"))), re.MULTILINE)
    return [bank()[id] for id in found]


def test_there_is_one_for_every_lesson():
    assert len(HOMEWORK) == 5
    assert {path.name for path in HOMEWORK} < {path.name for path in NOTEBOOKS if path.parent.name == "notebooks"}


@pytest.mark.parametrize("path", HOMEWORK, ids=lambda path: path.stem)
def test_a_homework_asks_for_more_than_recall_in_half_an_hour(path):
    questions = asked(path)
    kinds = [one.kind for one in questions]
    assert len({one.id for one in questions}) == len(questions) >= 8
    assert kinds.count("evidence") >= 2 and len(set(kinds)) >= 4
    minutes = int(re.search(r"\*\*Minutes\*\* \| (\d+)", source(cells(path, "markdown")[0]))[1])
    assert 15 <= minutes <= 30
    (own_words,) = (one for one in questions if one.kind == "text")
    assert len(own_words.rubric) >= 3 and own_words.solution


@pytest.mark.parametrize("path", HOMEWORK, ids=lambda path: path.stem)
def test_what_is_asked_in_code_has_a_cell_for_its_answer(path):
    sources = [source(cell) for cell in cells(path, "code")]
    for id in re.findall(r'^question\("([\w-]+)"\)', "\n".join(sources), re.MULTILINE):
        assert f'answer = ...\ncheck("{id}", answer)' in sources


@pytest.mark.parametrize("path", HOMEWORK, ids=lambda path: path.stem)
def test_it_ends_with_the_work_to_take_home(path):
    assert nbformat.read(path, 4).cells[-1].source == "my_work()"


def test_every_question_of_the_bank_is_asked_somewhere():
    assert {one.id for path in NOTEBOOKS for one in asked(path)} == set(bank())


def test_most_questions_are_looked_at_by_the_program():
    checked = [one for one in bank().values() if one.kind != "text"]
    assert len(checked) >= 45 and len({one.kind for one in checked}) >= 10
    for one in checked:
        assert len(one.hints) >= 2 and one.evidence and one.skill, one.id
