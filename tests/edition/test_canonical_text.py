"""The words of the telegrams are those of the page, character for character."""

from hashlib import sha256

import pytest

from moscow_telegrams import headnote, telegram

PAGE = "ea428fc95df00e39ce967a43f1a7d9588be11a4830e3e358e6784900929ab551"
TEXTS = {
    "1949-12-18": "811e1dace9991f3aee10709fc1f52a0ea784a5365c4de8b90a295a182f63fcb5",
    "1950-01-02": "f4b40b7fd781b1bdc3509bd11a6fb9d5ee1cd2844772fb642b2a005c844810b9",
}


def digest(text: str) -> str:
    return sha256(text.encode("utf-8")).hexdigest()


@pytest.mark.parametrize(("when", "expected"), TEXTS.items())
def test_a_telegram_keeps_every_character(when, expected):
    assert digest(telegram(when).text) == expected


def test_the_three_texts_together_are_the_whole_page():
    texts = [headnote(), telegram("1949-12-18"), telegram("1950-01-02")]
    assert digest("\n\n".join(text.text.replace("\n", "\n\n") for text in texts)) == PAGE


def test_each_printed_line_begins_as_printed():
    starts = [line.split()[:2] for line in telegram("1950-01-02").text.split("\n")]
    assert starts == [
        ["Telegram", "from"],
        ["January", "2,"],
        ["Central", "Committee:"],
        ["(1)", "Our"],
        ["(a)", "To"],
        ["(b)", "To"],
        ["(c)", "To"],
        ["(2)", "Please"],
        ["(3)", "Are"],
    ]


@pytest.mark.parametrize("wrong", ["1949-12-19", "18 December 1949", "", None, 18])
def test_an_unknown_date_names_the_telegrams_there_are(wrong):
    with pytest.raises(ValueError, match=r'Choose "1949-12-18" or "1950-01-02"'):
        telegram(wrong)
