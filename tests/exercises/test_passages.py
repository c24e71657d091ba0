"""Passages that students select: right in every form, trimmed or moved where they are off, and never given away."""

import re

import numpy as np
import pandas as pd
import pytest
from given_away import given_away
from hypothesis import given, settings
from hypothesis import strategies as st
from made_up import AGREED, PASSAGES, TWO_SENTENCES

from moscow_telegrams import telegram
from moscow_telegrams.exercises.answers import UnclearError
from moscow_telegrams.exercises.checks import _attempt, judged
from moscow_telegrams.exercises.passages import read_passage

JANUARY = telegram("1950-01-02")
TEXTS = {name: telegram(name).text for name in ("1949-12-18", "1950-01-02")}
NAMES = [asked.id for asked in PASSAGES]


def place(asked, answer) -> tuple[int, int]:
    return telegram(asked.telegram).locate(answer["quotation"], within=answer["sentence"])


def forms(asked, answer) -> list:
    """One passage in the forms in which it may arrive: its words, and the whole of its sentence."""
    return forms_of_words(asked, answer) + forms_of_sentence(asked, answer["sentence"])


def forms_of_words(asked, answer) -> list:
    start, end = place(asked, answer)
    source, quotation, sentence = telegram(asked.telegram), answer["quotation"], answer["sentence"]
    straight = quotation.translate(str.maketrans("“”‘’", "\"\"''"))
    same = [
        (start, end),
        [start, end],
        (np.int64(start), np.int64(end)),
        np.array([start, end]),
        {"start": start, "end": end, "note": "Here."},
        pd.Series({"start": start, "end": end}),
        {"sentence": sentence, "quotation": quotation},
        {"sentence": f" {sentence.upper()}. ", "quotation": straight},
        {"sentence": sentence, "quotation": f"  {'  '.join(quotation.split())}\n"},
        {"sentence": sentence, "text": quotation.upper()},
    ]
    alone = [quotation, straight, f"“{quotation}”", f'"{straight}"', f"{quotation} …", np.str_(quotation)]
    once = len(re.findall(rf"(?<!\w){re.escape(quotation)}(?!\w)", source.text, re.IGNORECASE)) == 1
    return same + (alone if once else [])


def forms_of_sentence(asked, sentence: str) -> list:
    source = telegram(asked.telegram)
    whole = [
        sentence,
        sentence.upper(),
        f" {sentence}. ",
        sentence.replace(".", " . "),
        [sentence],
        (sentence,),
        {sentence},
    ]
    return [
        *whole,
        f"sentence {sentence}",
        source.passage(sentence),
        source.sentences.query("sentence == @sentence"),
    ]


@pytest.mark.parametrize("asked", PASSAGES, ids=NAMES)
def test_the_right_passage_is_accepted_in_every_form(asked):
    for answer in forms(asked, asked.answer):
        result = judged(asked, answer)
        assert (result.outcome, result.message) == ("correct", asked.correct), repr(answer)


@pytest.mark.parametrize("asked", [asked for asked in PASSAGES if asked.alternatives], ids=lambda asked: asked.id)
def test_another_passage_that_shows_it_is_right_and_says_why(asked):
    for other in asked.alternatives:
        beside = other.answer["sentence"] == asked.answer["sentence"]  # then the whole sentence holds the key as well
        for answer in (forms_of_words if beside else forms)(asked, other.answer):
            result = judged(asked, answer)
            assert (result.outcome, result.message) == ("correct_otherwise", other.convention), repr(answer)


@pytest.mark.parametrize("asked", [asked for asked in PASSAGES if asked.misconceptions], ids=lambda asked: asked.id)
def test_an_expected_wrong_passage_is_met_with_its_feedback(asked):
    for expected in asked.misconceptions:
        for answer in (place(asked, expected.answer), expected.answer):
            result = judged(asked, answer)
            assert (result.outcome, result.message) == ("not_yet", expected.feedback), repr(answer)


@pytest.mark.parametrize("asked", PASSAGES, ids=NAMES)
def test_every_passage_of_the_bank_stands_once_in_the_sentence_named(asked):
    for one in (asked, *asked.alternatives, *asked.misconceptions):
        start, end = place(asked, one.answer)
        assert TEXTS[asked.telegram][start:end] == one.answer["quotation"]
    assert set(asked.most) <= set(telegram(asked.telegram).sentences["sentence"])


@pytest.mark.parametrize("asked", PASSAGES, ids=NAMES)
def test_the_whole_telegram_or_a_whole_section_is_never_right(asked):
    whole = telegram(asked.telegram)
    for section in whole.sections["section"]:
        assert judged(asked, section).outcome in ("partly", "not_yet")
    for everything in ((0, len(whole.text)), whole.text, list(whole.sections["section"])):
        assert "whole telegram" in judged(asked, everything).message


@pytest.mark.parametrize("asked", PASSAGES, ids=NAMES)
def test_nothing_said_of_a_wrong_passage_gives_the_right_one_away(asked):
    source = telegram(asked.telegram)
    starts = [start for start, _ in source.sentences[["start", "end"]].itertuples(index=False)]
    tried = [*source.sentences["sentence"], *source.sections["section"], *((start, start + 30) for start in starts)]
    results = [judged(asked, one) for one in tried]
    messages = {result.message for result in results if "correct" not in result.outcome}
    assert len(messages) > 2
    for said in messages:
        assert not given_away(asked, said), said


@pytest.mark.parametrize("asked", PASSAGES, ids=NAMES)
@pytest.mark.parametrize("number", ["d9.9", "j1.99", "j9", "d4.4-d4.9"])
def test_a_number_that_is_not_there_is_not_answered_with_one_that_is(asked, number):
    result = judged(asked, number)
    assert result.outcome == "not_yet" and not re.search(r"[dj]\d", result.message), result


LEFT_OUT = "Take in more"
TOO_LONG = "trim it"
MOVED = "Move your selection"
OFF = [
    ("has finally agreed", "partly", LEFT_OUT),
    ("agreed", "partly", LEFT_OUT),
    (["j1.2", "j1.3"], "partly", TOO_LONG),
    ("j1.1-j1.2", "partly", TOO_LONG),
    ("j1", "partly", TOO_LONG),
    ((150, 230), "partly", MOVED),
    ("sign a new Sino-Soviet Treaty of Friendship and Alliance and other agreements", "partly", "the right place"),
    ("j1.4", "not_yet", "The right section, but another sentence"),
    ("does not need to come", "not_yet", "what an option says"),
    ("j1b.3", "not_yet", "what an option says"),
    ("j2.3", "not_yet", "It does not stand there. Hint"),
    ("Korea", "not_yet", "do not stand in the telegram of 2 January 1950"),
    ("d1.2", "not_yet", "the other telegram"),
    ("His attitude was really sincere.", "not_yet", "the other telegram"),
    (telegram("1949-12-18").passage("d2.1"), "not_yet", "the other telegram"),
    ({"telegram": "1949-12-18", "start": 0, "end": 9}, "not_yet", "the other telegram"),
    ("treaty", "not_yet", "stand 9 times"),
    ({"sentence": "j1.2", "quotation": "comrade"}, "not_yet", "stand 2 times in that sentence. Give more of them."),
    ({"sentence": "j1.1", "quotation": "finally agreed"}, "not_yet", "do not stand in that sentence"),
    ({"quotation": "finally agreed"}, "not_yet", "Write it as"),
    ("Stalin has at last agreed", "not_yet", "Copy them just as they stand"),
    ("inally agree", "not_yet", "Copy them just as they stand"),
    ("j9.1", "not_yet", "no sentence with this number"),
    (["j1.2", "j2.1"], "not_yet", "do not follow one another"),
    ((0, 8), "not_yet", "no words of a numbered sentence"),
    ((9, 5), "not_yet", "no words of a numbered sentence"),
    ((10**30, 10**30 + 5), "not_yet", "no words of a numbered sentence"),
    ("…!", "not_yet", "no words in this"),
    ("x" * 20_000, "not_yet", "longer than the telegram"),
    (5, "not_yet", "number of a sentence"),
    (1.5, "not_yet", "number of a sentence"),
    (True, "not_yet", "number of a sentence"),
    ([True, False], "not_yet", "number of a sentence"),
    (object, "not_yet", "number of a sentence"),
]  # fmt: skip


@pytest.mark.parametrize(("answer", "outcome", "said"), OFF, ids=[str(number) for number, _ in enumerate(OFF)])
def test_a_passage_that_is_off_is_told_how(answer, outcome, said):
    result = judged(AGREED, answer)
    assert result.outcome == outcome and said in result.message, result


@pytest.mark.parametrize("blank", [..., "", "  ", [], {}, None, [...], float("nan"), ["", None]], ids=repr)
def test_a_blank_passage_is_not_answered(blank):
    assert judged(AGREED, blank).outcome == "unanswered"


@pytest.mark.parametrize("answer", ["d2.1", "d2.2, D2.1", "d2.1 and d2.2", "d2.1-d2.2", "d2.1–2.2", ["d2.2", "d2.1"]])
def test_more_than_one_sentence_may_be_right(answer):
    expected = "not_yet" if answer == "d2.1–2.2" else "correct"
    assert judged(TWO_SENTENCES, answer).outcome == expected


def test_two_words_that_look_alike_are_told_apart_by_their_sentence():
    with pytest.raises(UnclearError, match="stand 3 times"):
        read_passage("1950-01-02", "five days")
    within = read_passage("1950-01-02", {"sentence": "j3.2", "quotation": "five days"})
    assert within == read_passage("1950-01-02", JANUARY.locate("five days", within="j3.2"))


def test_a_passage_is_kept_by_its_place_and_its_sentences():
    _, kept = _attempt(AGREED, "j1.1-J1.2")
    assert kept == {"start": 104, "end": 372, "sentences": ["j1.1", "j1.2"]}
    assert _attempt(AGREED, kept)[1] == kept, "what is kept is read as the same passage again"


# Any selection at all, against an oracle that looks at the letters and not at the words.

START, END = place(AGREED, AGREED.answer)
SENTENCES = {row.sentence: (row.start, row.end) for row in JANUARY.sentences.itertuples()}


def whole_words(start: int, end: int) -> tuple[int, int]:
    """A selection, grown or shrunk to whole words."""
    text = JANUARY.text
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    while start and not text[start - 1].isspace():
        start -= 1
    while end < len(text) and not text[end].isspace():
        end += 1
    return start, end


@settings(max_examples=400, deadline=None, derandomize=True, database=None)
@given(st.integers(90, 400), st.integers(0, 300), st.integers(0, len(JANUARY.text)))
def test_a_selection_is_right_exactly_when_it_holds_the_words_and_no_more_than_the_sentence(near, length, anywhere):
    for start, end in ((near, near + length), (anywhere, anywhere + length)):
        if not JANUARY.text[start:end].strip():
            continue
        first, last = whole_words(start, min(end, len(JANUARY.text)))
        inside = SENTENCES["j1.2"][0] <= first and last <= SENTENCES["j1.2"][1]
        assert (judged(AGREED, (start, end)).outcome == "correct") == (first <= START and last >= END and inside)
