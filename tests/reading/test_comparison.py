"""The comparison quotes what is printed, says what is a reading, and loses no pair."""

import json
import re
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from moscow_telegrams import compare, concordance, telegram
from moscow_telegrams.reading.annotation import CONTEXT
from moscow_telegrams.reading.comparison import ALL, KINDS, STATUSES, THEMES, VIEWS, content, findings, times
from moscow_telegrams.reading.side_by_side import side_by_side
from moscow_telegrams.workbook import workbook

DECEMBER, JANUARY = TELEGRAMS = telegram("1949-12-18"), telegram("1950-01-02")
SENTENCES = [text.sentences["sentence"].to_list() for text in TELEGRAMS]
ID = "urn:uuid:00000000-0000-4000-8000-000000000001"
every = pytest.mark.parametrize("finding", findings(), ids=lambda finding: finding.id)


@pytest.fixture(autouse=True)
def _no_pairs_yet():
    workbook().path.unlink(missing_ok=True)


@every
def test_every_quotation_stands_in_its_sentence_once_and_on_the_sides_of_its_kind(finding):
    quoted = [(finding.december, finding.december_words), (finding.january, finding.january_words)]
    there = {"pair": [True, True], "new": [False, True], "gone": [True, False]}[finding.kind]
    assert [bool(words) for _, words in quoted] == [bool(number) for number, _ in quoted] == there
    for text, (number, words) in zip(TELEGRAMS, quoted, strict=True):
        assert not number or text.passage(number).count(words) == 1


@every
def test_what_is_called_text_can_be_checked_and_the_rest_is_called_a_reading(finding):
    assert finding.theme in THEMES and finding.status in STATUSES
    december, january = times(finding, *TELEGRAMS)
    assert december + january, "there is something to look up"
    if finding.status == "text" and finding.kind == "pair":
        words = finding.look_up.rstrip("*").casefold()
        assert words in finding.december_words.casefold() and words in finding.january_words.casefold()
    if finding.kind != "pair":
        assert finding.status == "text"
        alone = {"new": january, "gone": december}[finding.kind]
        assert alone == len(concordance(finding.look_up)) > 0, "one telegram alone has the words"


@every
def test_every_finding_asks_and_none_says_that_a_source_proves_something(finding):
    assert "?" in finding.note
    assert not re.search(r"\bprove[sd]?\b|obviously|clearly|certainly", finding.note + finding.cannot_tell)


def test_every_theme_has_something_and_what_cannot_be_told_is_said():
    table = compare(*TELEGRAMS).table
    assert set(table["theme"]) == set(THEMES) and set(table["kind"]) == set(KINDS)
    assert set(table.query("kind == 'pair'")["theme"]) == set(THEMES)
    assert set(table[table["cannot_tell"] != ""]["theme"]) == set(THEMES)
    assert table["id"].is_unique


@pytest.mark.parametrize("theme", VIEWS)
def test_without_a_kernel_a_theme_is_a_page_that_asks_no_host(theme):
    page = side_by_side(*TELEGRAMS, theme)
    assert len(page.encode()) <= 20_000
    assert not re.search(r"https?:|src=|<script|<link", page)
    words = unescape(re.sub(r"<[^>]+>", "", page))
    shown = findings(theme)
    assert page.count("<mark>") == sum(2 if finding.kind == "pair" else 1 for finding in shown)
    for finding in shown:
        assert finding.note in words and finding.cannot_tell in words
    if theme == ALL:
        assert all(sentence in words for text in TELEGRAMS for sentence in text.sentences["text"])


def test_a_saved_comparison_is_a_page_and_a_line():
    comparison = compare(*TELEGRAMS)
    comparison.theme = "lushun"
    data, _ = comparison._repr_mimebundle_()
    assert data["text/html"] == side_by_side(*TELEGRAMS, "lushun")
    assert data["text/plain"] == "Comparison: 18 December 1949 and 2 January 1950; theme: Lushun"


def test_what_goes_to_the_browser_is_plain_data_and_leads_to_the_words():
    told = content(*TELEGRAMS)
    assert json.loads(json.dumps(told, allow_nan=False)) == told
    for shown, finding in zip(told["findings"], findings(), strict=True):
        for side, text in zip(("december", "january"), TELEGRAMS, strict=True):
            if shown[side]:
                start, end = shown[side]["start"], shown[side]["end"]
                assert text.text[start:end] == getattr(finding, f"{side}_words")


@pytest.mark.parametrize(
    "wrong",
    [(JANUARY, DECEMBER), (DECEMBER, DECEMBER), ("1949-12-18", "1950-01-02"), (DECEMBER, None), (telegram, JANUARY)],
    ids=["other order", "twice", "dates", "one", "function"],
)
def test_anything_but_the_two_telegrams_in_order_says_how_to_call_it(wrong):
    with pytest.raises(ValueError, match=r'compare\(telegram\("1949-12-18"\), telegram\("1950-01-02"\)\)'):
        compare(*wrong)


@pytest.mark.parametrize(
    ("numbers", "named"),
    [(("d4.9", "j1.2"), "d1.1, d1.2"), (("d4.1", "j9"), "j1.1, j1.2"), (("j1.2", "d4.1"), "d1.1"),
     ((4.1, "j1.2"), "d4"), (("d4.1", None), "j3.5"), (("d4", "j1.2"), "d4.1"), ((["d4.1"], "j1.2"), "d1.1")],
)  # fmt: skip
def test_an_unknown_sentence_names_those_there_are_and_pins_nothing(numbers, named):
    comparison = compare(*TELEGRAMS)
    with pytest.raises(ValueError, match=re.escape(named)):
        comparison.pin(*numbers)
    assert comparison.pairs == []


@given(st.sampled_from(SENTENCES[0]), st.sampled_from(SENTENCES[1]), st.text())
def test_a_pinned_pair_keeps_its_words_and_its_note(december, january, note):
    workbook().path.unlink(missing_ok=True)
    comparison = compare(*TELEGRAMS)
    comparison.pin(december, january, note=note)
    (record,) = comparison.pairs
    assert (record["december_words"], record["january_words"]) == (DECEMBER.passage(december), JANUARY.passage(january))
    assert record["note"] == note.strip()
    (annotation,) = comparison.annotations
    assert annotation["motivation"] == "linking" and annotation["id"] == record["id"]
    assert [body["value"] for body in annotation["body"]] == [note.strip()] * bool(note.strip())
    for text, target in zip(TELEGRAMS, annotation["target"], strict=True):
        quote, position = target["selector"]
        start, end = position["start"], position["end"]
        assert text.text[start:end] == quote["exact"]
        around = text.text[max(0, start - CONTEXT) : end + CONTEXT]
        assert quote["prefix"] + quote["exact"] + quote["suffix"] == around


def test_a_pair_can_be_taken_away_and_an_unknown_one_names_those_there_are():
    comparison = compare(*TELEGRAMS)
    comparison.pin("d4.1", "j1.2")
    comparison.pin("d4.1", "j1.2")
    first, second = [record["id"] for record in comparison.pairs]
    comparison.unpin(first)
    assert [record["id"] for record in comparison.pairs] == [second]
    with pytest.raises(ValueError, match=second):
        comparison.unpin(first)


def test_what_is_handed_out_can_be_changed_without_harm():
    comparison = compare(*TELEGRAMS)
    comparison.pin("d4.1", "j1.2", note="mine")
    comparison.pairs[0]["note"] = "other"
    comparison.pairs.clear()
    assert comparison.pairs[0]["note"] == "mine"


@pytest.mark.parametrize(
    "wrong", [{"december": "d9.9"}, {"january": "d1.1"}, {"note": 5}, {"id": "urn:uuid:<img>"}], ids=str
)
def test_a_pair_that_cannot_be_saved_is_answered_with_the_reason(wrong, monkeypatch):
    comparison = compare(*TELEGRAMS)
    answers = []
    monkeypatch.setattr(comparison, "send", answers.append)
    asked = {"id": ID, "december": "d4.1", "january": "j1.2", "note": "mine"}
    comparison._hear(comparison, {"op": "put", "pair": asked | wrong}, [])
    assert comparison.pairs == []
    assert [answer["op"] for answer in answers] == ["failed"] and answers[0]["why"]
    comparison._hear(comparison, {"op": "put", "pair": asked}, [])
    assert [record["id"] for record in comparison.pairs] == [ID] and len(answers) == 1
    comparison._hear(comparison, {"op": "delete", "id": ID}, [])
    comparison._hear(comparison, {"op": "delete", "id": ID}, [])
    assert comparison.pairs == [] and len(answers) == 1
