"""A question that is not well formed is refused when the bank is read, by its name."""

import pytest

from moscow_telegrams.exercises.bank import KEY, KINDS, read_questions

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
        ('solution = "s"', "", "it lacks solution; only a question that is held back may"),
        ('correct = "c"', 'correct = ""', "it lacks correct"),
        ('solution = "s"', "held_back = true", "a part of it is left: answer, correct"),
        ('solution = "s"', 'solution = "s"\nheld_back = "yes"', "held_back is true or false"),
    ],
)
def test_a_slip_is_named(tmp_path, right, slip, said):
    assert right in GOOD
    with pytest.raises(ValueError, match=said):
        read(tmp_path, GOOD.replace(right, slip, 1))


def test_a_question_that_is_held_back_may_have_its_key_or_none(tmp_path):
    with_key = read(tmp_path, f"{GOOD}held_back = true\n")[0]
    assert with_key.held_back and not with_key.keyless
    bare = [line for line in GOOD.splitlines() if line.split(" ")[0] not in KEY]
    (keyless,) = read(tmp_path, "\n".join([*bare, "held_back = true"]))
    assert keyless.keyless and keyless.answer is None


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "text"])
def test_only_a_question_that_is_held_back_may_lack_its_answer(tmp_path, kind):
    lacking = GOOD.replace("answer = 1\n", "").replace('"number"', f'"{kind}"')
    with pytest.raises(ValueError, match="the answer None is not of the kind"):
        read(tmp_path, lacking)


CHOICES = '\n[question.choices]\na = "A"\nb = "B"\nc = "C"\n'
ROWS = '\n[question.rows]\nr = "R"\ns = "S"\n'
FOUND = '{ sentence = "j1.2", quotation = "q" }'
OF_A_KIND = {
    "choices": ('answer = ["a", "c"]\nmisconceptions = [{ answer = ["b"], feedback = "f" }]', CHOICES),
    "order": ('answer = ["b", "a", "c"]\nmisconceptions = [{ answer = ["a", "b", "c"], feedback = "f" }]', CHOICES),
    "match": (
        'answer = { r = "a", s = "a" }\nmisconceptions = [{ answer = { r = "b" }, feedback = "f" }]',
        ROWS + CHOICES,
    ),
    "evidence": (f'answer = {FOUND}\ntelegram = "1950-01-02"\nmost = ["j1.2"]', ""),
}


def of_a_kind(kind):
    fields, tables = OF_A_KIND[kind]
    return GOOD.replace('"number"', f'"{kind}"').replace("answer = 1", fields) + tables


@pytest.mark.parametrize("kind", OF_A_KIND)
def test_a_whole_question_of_every_kind_is_read(tmp_path, kind):
    asked = read(tmp_path, of_a_kind(kind))[0]
    assert asked.kind == kind
    assert all(words in repr(asked) for words in (*asked.rows.values(), *asked.choices.values()))
    assert all(words in asked._repr_html_() for words in (*asked.rows.values(), *asked.choices.values()))


@pytest.mark.parametrize(
    ("kind", "right", "slip", "said"),
    [
        ("choices", '["a", "c"]', '"a"', "is not of the kind 'choices'"),
        ("choices", '["a", "c"]', '["a", "d"]', "is not among its choices: 'd'"),
        ("choices", '["a", "c"]', '["a", "a"]', "names a choice twice"),
        ("choices", '["a", "c"]', "[]", "is empty"),
        ("choices", 'answer = ["b"]', 'answer = ["e"]', "is not among its choices: 'e'"),
        ("order", '["b", "a", "c"]', '["b", "a"]', "does not hold every choice once"),
        ("order", '["b", "a", "c"]', '["b", "a", "a"]', "names a choice twice"),
        ("order", 'answer = ["a", "b", "c"]', 'answer = ["a"]', "does not hold every choice once"),
        ("match", ', s = "a" }', "}", "a choice for every row"),
        ("match", 's = "a" }', 's = "e" }', "is not among its choices: 'e'"),
        ("match", 's = "a" }', 's = "a", t = "a" }', "name no others: \\['t'\\]"),
        ("match", '{ r = "b" }', "{ }", "a misconception for at least one"),
        ("match", ROWS, "", "a match has rows"),
        ("evidence", FOUND, '"j1.2"', "is not of the kind 'evidence'"),
        ("evidence", FOUND, '{ sentence = "j1.2" }', "is not a sentence and a quotation"),
        ("evidence", FOUND, '{ sentence = "j1.2", quotation = "" }', "is not a sentence and a quotation"),
        ("evidence", '"1950-01-02"', '"1950-01-03"', "names its telegram"),
        ("evidence", '["j1.2"]', "[12]", "most is a list"),
    ],
)
def test_a_slip_in_one_kind_is_named(tmp_path, kind, right, slip, said):
    assert right in of_a_kind(kind)
    with pytest.raises(ValueError, match=said):
        read(tmp_path, of_a_kind(kind).replace(right, slip, 1))
