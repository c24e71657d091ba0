"""A concordance finds every occurrence, and nothing else."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from moscow_telegrams import concordance, telegram

TEXTS = {name: telegram(name) for name in ("1949-12-18", "1950-01-02")}
WORDS = sorted({word for text in TEXTS.values() for word in re.findall(r"\w+", text.text)})


@pytest.mark.parametrize(
    ("words", "times"),
    [("Lushun", 5), ("chou", 13), ("old treaty", 4), ("Comrade", 8), ("OLD  treaty", 4), ("political capital", 2),
     ("treaty", 16), ("treat*", 17), ("Port Arthur", 1), ("GMD", 2), ("reaty", 0), ("Zhou", 0), ("[Chou]", 3)],
)  # fmt: skip
def test_a_word_is_found_as_often_as_it_stands(words, times):
    assert len(concordance(words)) == times


def test_every_row_leads_to_its_words_and_its_sentence():
    for row in concordance("treat*").table.itertuples():
        text = TEXTS[row.telegram]
        assert text.text[row.start : row.end] == row.words
        assert row.words in text.passage(row.sentence)
        around = f"{row.before}{row.words}{row.after}"
        assert around.strip() in text.text.replace("\n", " ")


def test_one_telegram_can_be_searched_alone():
    assert set(concordance("treaty", TEXTS["1950-01-02"]).table["telegram"]) == {"1950-01-02"}


@given(st.sampled_from(WORDS))
def test_every_word_of_the_telegrams_is_found_wherever_it_stands(word):
    counted = sum(len(re.findall(rf"\b{word}\b", text.text, re.IGNORECASE)) for text in TEXTS.values())
    assert len(concordance(word)) == counted >= 1


@given(st.text(max_size=20))
def test_whatever_is_looked_for_is_taken_as_it_is_written(words):
    if re.search(r"\w", words):
        assert len(concordance(words)) >= 0
        assert "<b>" not in concordance(words + " <b>")._repr_html_()
    else:
        with pytest.raises(ValueError, match="Give a word or a phrase"):
            concordance(words)


@pytest.mark.parametrize("wrong", ["", "  ", "…", None, 5, ["treaty"]])
def test_nothing_to_look_for_says_what_to_give(wrong):
    with pytest.raises(ValueError, match="Give a word or a phrase"):
        concordance(wrong)


def test_no_occurrence_is_an_answer_too():
    assert "0 in the telegram of 1949-12-18; 0 in the telegram of 1950-01-02" in repr(concordance("Zhou"))
    assert concordance("Zhou").table.empty
