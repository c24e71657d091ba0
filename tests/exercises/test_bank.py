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
        ("answer = 1", "", "the answer None is not of the kind"),
        ('kind = "number"', 'kind = "text"', "is not of the kind 'text'"),
        ("answer = 1", 'answer = "1"', "is not of the kind 'number'"),
        ('kind = "number"\n', 'kind = "choice"\n', "is not of the kind 'choice'"),
        ("answer = 1", 'answer = 1\nmisconceptions = [{ answer = 2, fedback = "f" }]', "fedback"),
        ("answer = 1", 'answer = 1\nmisconceptions = [{ answer = "2", feedback = "f" }]', "is not of the kind"),
        ('hints = ["h"]', "hints = []", "at least one hint"),
        ('hints = ["h"]', 'hints = ""', "at least one hint"),
        ("[[question]]", "[question]", "two square brackets"),
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
