"""Every layer is a set of spans over the canonical text, and says what the text says."""

import re

import pandas as pd
import pytest

from moscow_telegrams import glossary, headnote, organisations, people, places, telegram
from moscow_telegrams.edition.tei import transcribe

LAYERS = (
    "lines",
    "sections",
    "sentences",
    "voices",
    "brackets",
    "names",
    "people",
    "places",
    "organisations",
    "dates",
    "times",
    "durations",
    "terms",
    "options",
    "steps",
)
DECEMBER, JANUARY = telegram("1949-12-18"), telegram("1950-01-02")


def both(layer: str) -> pd.DataFrame:
    return pd.concat([getattr(DECEMBER, layer), getattr(JANUARY, layer)], ignore_index=True)


@pytest.mark.parametrize("text", [DECEMBER, JANUARY, headnote()], ids=lambda text: text.name)
@pytest.mark.parametrize("layer", LAYERS)
def test_every_row_holds_the_words_at_its_place(text, layer):
    table = getattr(text, layer)
    assert list(table.columns[:5]) == ["start", "end", "text", "section", "sentence"]
    for row in table.itertuples():
        assert row.text == text.text[row.start : row.end]
        assert row.text and row.text == row.text.strip()


@pytest.mark.parametrize(
    ("column", "layer", "expected"),
    [
        ("section", DECEMBER.sections, "d1 d2 d3 d4"),
        ("section", JANUARY.sections, "j1 j1a j1b j1c j2 j3"),
        ("label", JANUARY.sections, "(1) (a) (b) (c) (2) (3)"),
    ],
)
def test_sections_keep_the_ids_that_people_cite(column, layer, expected):
    assert " ".join(layer[column]) == expected


def test_sentences_keep_the_numbers_that_people_cite():
    assert DECEMBER.passage("d3.5").startswith("He replied that the Soviet withdrawal")
    assert JANUARY.passage("j1c.8").startswith("It would take him eleven days by train")
    assert (len(DECEMBER.sentences), len(JANUARY.sentences)) == (19, 32)


def test_sentences_and_labels_leave_no_word_of_a_section_out():
    for text in (DECEMBER, JANUARY):
        for row in text.sections.itertuples():
            words = [row.label] + [words for _, words in text.numbered(row.section)]
            assert " ".join(words) == row.text


def test_the_fifteen_brackets_are_all_there_and_sorted():
    assert sorted(both("brackets")["text"]) == sorted(
        word for text in (DECEMBER, JANUARY) for word in re.findall(r"\[[^]]*\]", text.text)
    )
    assert both("brackets")["kind"].value_counts().to_dict() == {"supplied": 11, "gloss": 2, "identification": 2}


@pytest.mark.parametrize(("name", "times"), [("Lushun", 5), ("Chou", 13)])
def test_a_name_is_marked_wherever_it_stands(name, times):
    assert both("names")["text"].str.contains(name).sum() == times
    assert (DECEMBER.text + JANUARY.text).count(name) == times


def test_the_two_pieces_of_direct_speech_are_a_question_and_its_answer():
    direct = both("voices").query("direct")
    assert direct[["who", "to_whom", "text"]].values.tolist() == [
        ["mao", "molotov", "Do you mean that the old treaty will be replaced by a new one?"],
        ["molotov", "mao", "Yes."],
    ]


@pytest.mark.parametrize("words", ["too early a withdrawal", "However, public opinion in China"])
def test_an_attribution_that_is_a_reading_says_so(words):
    row = DECEMBER.voices[DECEMBER.voices["text"].str.startswith(words)].iloc[0]
    assert (row["who"], row["cert"]) == ("mao", "medium")
    assert len(row["reading"]) > 40


def test_every_uncertain_attribution_has_its_reason_and_no_certain_one():
    voices = both("voices")
    assert ((voices["cert"] == "high") == (voices["reading"] == "")).all()


def test_readings_point_at_speech_that_is_there():
    for text in (DECEMBER, JANUARY):
        transcription = text._transcription
        ids = {span.attributes.get("id") for span in transcription.spans if span.element == "said"}
        assert set(transcription.readings) <= ids


def test_option_c_ends_before_its_printed_paragraph_does():
    option = JANUARY.options.set_index("n").loc["c", "text"]
    assert option.endswith("will not have to come either.")
    assert JANUARY.passage("j1c").startswith(f"(c) {option} After")


def test_comrade_is_a_january_word():
    assert [len(re.findall("Comrade", text.text)) for text in (DECEMBER, JANUARY)] == [0, 8]


@pytest.mark.parametrize(
    ("layer", "column", "authority"),
    [
        ("people", "ref", people),
        ("places", "ref", places),
        ("organisations", "ref", organisations),
        ("terms", "ref", glossary),
        ("voices", "who", people),
        ("voices", "to_whom", people),
    ],
)
def test_every_reference_leads_somewhere(layer, column, authority):
    known = set(authority()["id"])
    for refs in pd.concat([both(layer), getattr(headnote(), layer)])[column]:
        assert set(refs.split()) <= known


def test_a_printed_name_is_a_form_that_the_authority_file_knows():
    every = pd.concat([people(), places(), organisations()]).set_index("id")
    for row in both("names").itertuples():
        if row.form in ("wade-giles", "pinyin"):
            form = every.loc[row.ref, row.form.replace("-", "_")].casefold()
            printed = row.text.replace("[", "").replace("]", "").casefold()
            assert printed in form, (row.text, row.form, form)


def test_dates_that_say_yesterday_and_today_are_resolved():
    dates = JANUARY.dates.set_index("text")["when"]
    assert (dates["Yesterday"], dates["the end of the month"]) == ("1950-01-01", "1950-01-31")
    assert DECEMBER.dates.set_index("text").loc["the 16th", "when"] == "1949-12-16"


def test_changing_a_table_changes_no_telegram():
    voices = DECEMBER.voices
    voices.loc[0, "who"] = "nobody"
    assert DECEMBER.voices.loc[0, "who"] == "stalin"


@pytest.mark.parametrize("number", ["d9", "d3.99", "", "j1"])
def test_an_unknown_number_says_which_sections_there_are(number):
    with pytest.raises(ValueError, match="Its sections are d1, d2, d3, d4"):
        DECEMBER.passage(number)


@pytest.mark.parametrize(
    ("quotation", "within", "times"), [("Lushun", None, 5), ("Lushin", None, 0), ("", None, 0), ("Lushun", "d1", 0)]
)
def test_a_quotation_that_does_not_locate_a_passage_says_how_often_it_stands(quotation, within, times):
    with pytest.raises(ValueError, match=f"stands {times} times"):
        DECEMBER.locate(quotation, within)


def test_white_space_in_the_file_only_separates_words(tmp_path):
    path = tmp_path / "a.xml"
    path.write_text(
        '<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body><p xml:id="a"><label>(1)</label>\n  <s>One\n'
        "   <persName>two </persName>\n three</s>\n  <s> Four.</s>\n</p></body></text></TEI>"
    )
    transcription = transcribe(path)
    assert transcription.text == "(1) One two three Four."
    assert [transcription.text[span.start : span.end] for span in transcription.spans] == [
        "(1)",
        "One two three",
        "two",
        "Four.",
    ]
