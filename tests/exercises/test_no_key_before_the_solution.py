"""The key of a question stays in Python until somebody asks for the solution: in what is said, shown and sent."""

import json
import re
from dataclasses import replace
from datetime import datetime, timedelta
from html import unescape

import pytest
from given_away import authors_words, given_away
from ipywidgets import Widget
from made_up import AGREED, SPEAKERS, STEPS, TOPICS, TWO_SENTENCES
from near_the_key import written
from oracle import IN_WORDS, coordinates, names_of

from moscow_telegrams import ask
from moscow_telegrams.exercises.bank import bank
from moscow_telegrams.exercises.forms import Form
from moscow_telegrams.exercises.task import Task

ASKED = [*bank().values(), AGREED, TWO_SENTENCES, TOPICS, STEPS, SPEAKERS]
NAMES = [asked.id for asked in ASKED]


# Whether the judge would see it


def told(asked) -> list[str]:
    """The key, told in the ways in which a careless message might tell it."""
    key = asked.answer
    match asked.kind:
        case "date":
            forms = ["{d} {month} {y}", "{month} {d}, {y}", "{d} {mon}", "{y}-{m:02}-{d:02}", "{d}.{m}.{y}"]
            forms += ["{m}/{d}/{y}", "date({y}, {m}, {d})"]
            return [written(key, form) for form in forms]
        case "time":
            return [f"{key:%H:%M}", f"{key:%H.%M}", f"{key.hour - 12} p.m.", f"{key.hour - 12}pm", str(key)]
        case "number":
            return [str(key), f"{key:,}", f"{key} {asked.unit}s", *([IN_WORDS[key].title()] if key in IN_WORDS else [])]
        case "choice":
            return [key, key.upper(), asked.choices[key], f"“{asked.choices[key]}”"]
        case "choices":
            return [", ".join(key), ", ".join(sorted(key)), " and ".join(asked.choices[one] for one in key), repr(key)]
        case "order":
            return [", ".join(key), " – ".join(asked.choices[one] for one in key), repr(key)]
        case "match":
            words = {asked.rows[row]: asked.choices[choice] for row, choice in key.items()}
            pairs = [f"“{row}” belongs to “{choice}”" for row, choice in words.items()]
            return [*pairs, *(f"{choice}: {row}" for row, choice in words.items()), repr(key)]
        case "evidence":
            words, number = key["quotation"], key["sentence"]
            return [words, f"“{words.upper()}”", f"({number})", f"sentence {number.upper()}."]
        case "place":
            return [f"“{name}”" for name in names_of(key)]
        case "table":
            return [f"Still missing: “{name}”." for ref in key for name in names_of(ref)]
        case "map":
            return [f"at {north:.1f}, {east:.1f}" for north, east in map(coordinates, key)]
    return list(asked.rubric)


@pytest.mark.parametrize("asked", ASKED, ids=NAMES)
def test_a_key_that_is_told_is_noticed(asked):
    for words in (*told(asked), asked.solution):
        assert given_away(asked, f"Not yet. It is {words} indeed."), words
        if asked.kind not in ("number", "text", "evidence"):  # what the student has typed may be said to him
            assert not given_away(asked, f"You wrote {words}.", typed=words), words


# What the bank says


@pytest.mark.parametrize("asked", ASKED, ids=NAMES)
def test_nothing_said_before_the_solution_gives_the_answer_away(asked):
    for words in authors_words(asked):
        assert not given_away(asked, words), words


@pytest.mark.parametrize("asked", ASKED, ids=NAMES)
def test_the_id_of_a_question_is_not_its_answer(asked):
    for words in (asked.id, asked.id.replace("-", " ")):
        assert not given_away(asked, words)


# What the browser gets


def with_another_key(asked):
    """The same question with another key and other words about it: all of it that must stay in Python."""
    said = {"hints": ("?", "??"), "correct": "!", "solution": "!!", "rubric": ("!!!",), "ordered": not asked.ordered}
    said |= {"evidence": (), "alternatives": (), "misconceptions": (), "most": (), "tolerance_km": 7}
    return replace(asked, answer=_ANOTHER.get(asked.kind, lambda asked: ["chita", "moscow"])(asked), **said)


def _rotated(asked):
    """Another order, and not that of the alphabet, which the form avoids."""
    found = [*asked.answer[2:], *asked.answer[:2]]
    return found if found != sorted(found, key=asked.choices.get) else found[::-1]


def _changed(asked):
    keys = list(asked.choices)
    return {row: keys[keys.index(key) - 1] for row, key in asked.answer.items()}


_ANOTHER = {
    "text": lambda asked: None,
    "date": lambda asked: asked.answer + timedelta(days=3),
    "time": lambda asked: (datetime.combine(asked.day, asked.answer) + timedelta(hours=3)).time(),
    "number": lambda asked: asked.answer + 3,
    "place": lambda asked: "tianjin",
    "choice": lambda asked: next(key for key in asked.choices if key != asked.answer),
    "choices": lambda asked: [key for key in asked.choices if key not in asked.answer],
    "order": _rotated,
    "match": _changed,
    "evidence": lambda asked: (
        {"sentence": "d1.2", "quotation": "attitude"}
        if asked.telegram == "1949-12-18"
        else {"sentence": "j1.1", "quotation": "important"}
    ),
}


def widgets(root: Widget) -> list[Widget]:
    """A widget and every widget that it holds, in whatever trait."""
    found, new = [], [root]
    while new:
        found += new
        held = [value for widget in new for name in widget.keys for value in _listed(getattr(widget, name))]
        new = [value for value in dict.fromkeys(filter(_is_widget, held)) if value not in found]
    return found


def _is_widget(value: object) -> bool:
    return isinstance(value, Widget)


def _listed(value):
    return value if isinstance(value, (list, tuple)) else [value]


def sent(shown: Form | Task) -> str:
    """Everything that a browser, and a stored notebook, gets of a question, but for the random names of its parts."""
    bundle = shown._repr_mimebundle_()
    everything = [[widget.get_state() for widget in widgets(shown)], bundle, repr(shown)]
    return re.sub(r"IPY_MODEL_\w+|\"model_id\": \"\w+\"", "…", json.dumps(everything, default=str))


@pytest.mark.parametrize("asked", ASKED, ids=NAMES)
def test_what_the_browser_gets_is_the_same_whatever_the_key(asked):
    other = with_another_key(asked)
    assert other.answer != asked.answer or asked.kind == "text"
    shown = Task if asked.kind == "evidence" else Form
    assert sent(shown(asked)) == sent(shown(other))


@pytest.mark.parametrize("asked", list(bank().values()), ids=list(bank()))
def test_nothing_that_the_browser_gets_holds_the_key(asked):
    shown = ask(asked.id)
    state = [widget.get_state() for widget in widgets(shown)]
    assert len(state) > 5 or isinstance(shown, Task)
    everything = json.dumps(state, default=str, ensure_ascii=False)
    for words in (*authors_words(asked), asked.solution, *asked.rubric):
        assert json.dumps(words, ensure_ascii=False)[1:-1] not in everything, words
    if asked.kind not in ("choice", "choices", "match", "order"):  # there the choices hold the right one
        for words in (*own_words(state), *stored(shown)):
            assert not given_away(asked, words.replace(asked.prompt, "").replace(asked.id, "")), words


def stored(shown: Form | Task) -> list[str]:
    """A question as a notebook stores it: as a page and as plain text."""
    bundle = shown._repr_mimebundle_()
    data = bundle[0] if isinstance(bundle, tuple) else bundle
    return [unescape(re.sub(r"<[^>]*>", " ", data["text/html"])), data["text/plain"]]


def own_words(state: list[dict]) -> list[str]:
    """The words in the traits of a question: not the telegram, the front end, and the names of all places."""
    left_out = ("_content", "_esm", "_css", "options")
    traits = [value for one in state for name, value in one.items() if name not in left_out and "version" not in name]
    written = [json.dumps(value, default=str, ensure_ascii=False) for value in traits if isinstance(value, (str, dict))]
    return [words for words in written if "IPY_MODEL_" not in words]
