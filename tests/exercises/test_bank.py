"""A question that is not well formed is refused when the bank is read, by its name."""

import pytest

from moscow_telegrams.exercises.bank import read_questions

GOOD = """
[[question]]
id = "a"
kind = "number"
prompt = "?"
answer = 1
skill = "s"
level = 1
points = 1
hints = ["h"]
correct = "c"
solution = "s"
"""


def read(tmp_path, text):
    path = tmp_path / "questions.toml"
    path.write_text(text, encoding="utf-8")
    return read_questions(path)


def test_a_whole_question_is_read(tmp_path):
    assert read(tmp_path, GOOD)[0].answer == 1


@pytest.mark.parametrize(
    ("right", "slip", "said"),
    [
        ('kind = "number"', 'kind = "guess"', "there is no kind 'guess'"),
        ("answer = 1", "", "every kind but text has an answer"),
        ('kind = "number"', 'kind = "text"', "text has none"),
        ('kind = "number"', 'kind = "choice"', "not among its choices"),
        ('prompt = "?"', "", "prompt"),
        ("points = 1", "pionts = 1", "pionts"),
        ("[[question]]", "[[questions]]", "cannot be read"),
        ("level = 1", "level = ", "cannot be read"),
    ],
)
def test_a_slip_is_named(tmp_path, right, slip, said):
    assert right in GOOD
    with pytest.raises(ValueError, match=said):
        read(tmp_path, GOOD.replace(right, slip, 1))
