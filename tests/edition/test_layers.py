"""Every layer is a set of spans over the canonical text, and says what the text says."""

import copy
import pickle
import re

import pandas as pd
import pytest

from moscow_telegrams import glossary, headnote, organisations, people, places, telegram
from moscow_telegrams.collection import data_file
from moscow_telegrams.edition.tei import NAMESPACE, parse, transcribe

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
            words = [row.label, *text.sentences.query("section == @row.section")["text"]]
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


FORMS = ["wade_giles", "pinyin", "conventional", "in_1949", "abbreviation"]
# Who speaks in which sentence, and how sure the edition is: read off the page by a person, not by the code.
VOICES = """
d2.1 stalin high     d2.2 stalin medium   d2.3 stalin high     d3.1 stalin high     d3.2 stalin medium
d3.3 stalin medium   d3.4 mao medium      d3.5 stalin high     d3.6 stalin medium   d3.7 mao high
d3.8 mao medium      d3.9 stalin high     d4.1 stalin high     d4.2 mao high
j1a.1 mao high       j1a.2 mao medium     j1a.3 mao medium     j1b.1 mao high       j1b.2 mao medium
j1b.3 mao medium     j1c.1 mao high       j1c.2 mao medium     j1c.3 molotov high   j1c.4 mao high
j1c.5 molotov high   j1c.7 mao high       j1c.8 mao medium     j1c.9 mao medium     j1c.10 mao medium
"""
DATES = {
    "December 18, 1949": "1949-12-18", "the 16th": "1949-12-16", "January 2, 1950": "1950-01-02",
    "Yesterday": "1950-01-01", "1 January": "1950-01-01", "today": "1950-01-02", "2 January": "1950-01-02",
    "3 January": "1950-01-03", "9 January": "1950-01-09", "19 January": "1950-01-19", "20 January": "1950-01-20",
    "the end of the month": "1950-01-31", "early February": "1950-02",
}  # fmt: skip
DURATIONS = [
    ("two hours", 2, "hour"), ("thirty-year", 30, "year"), ("two years", 2, "year"), ("two days", 2, "day"),
    ("five days", 5, "day"), ("eleven days", 11, "day"), ("about ten days", 10, "day"), ("five days", 5, "day"),
    ("five days", 5, "day"), ("one or two more days", 1, "day"),
]  # fmt: skip


def test_every_voice_is_given_to_whom_the_page_gives_it():
    expected = VOICES.split()
    told = both("voices")[["sentence", "who", "cert"]].values.tolist()
    assert told == [expected[place : place + 3] for place in range(0, len(expected), 3)]


def test_stalin_and_molotov_speak_to_mao_and_mao_to_them():
    for row in both("voices").itertuples():
        addressed = {"d": "stalin", "j": "molotov mikoyan"}[row.sentence[0]] if row.who == "mao" else "mao"
        assert row.to_whom == ("molotov" if row.sentence == "j1c.4" else addressed), row.sentence


def test_every_date_and_duration_means_what_it_says():
    assert {(row.text, row.when) for row in both("dates").itertuples()} == set(DATES.items())
    assert [(row.text, row.at_least, row.unit) for row in both("durations").itertuples()] == DURATIONS
    assert both("times")[["text", "when"]].values.tolist() == [["10 p.m.", "22:00:00+08:00"], ["8:00 p.m.", "20:00:00"]]


@pytest.mark.parametrize(
    ("word", "ref", "times"),
    [
        *(("Stalin", "stalin", 5), ("Mao", "mao", 2), ("Liu Shaoqi", "liu", 1), ("Molotov", "molotov", 4)),
        *(("Mikoyan", "mikoyan", 2), ("Dong Biwu", "dong", 1), ("Li Fuchun", "li", 1), ("Lenin", "lenin", 1)),
        *(("Moscow", "moscow", 7), ("Beijing", "beijing", 4), ("Leningrad", "leningrad", 1), ("Gorky", "gorky", 1)),
        *(("Taiwan", "taiwan", 1), ("Yalta", "yalta", 2), ("Kurile Islands", "kurile-islands", 1)),
        *(("Port Arthur", "lushun", 1), ("Soviet Union", "soviet-union", 3), ("United States", "united-states", 1)),
        *(("GMD", "gmd", 2), ("Politburo", "politburo", 1), ("Tass", "tass", 1)),
    ],
)
def test_whoever_is_named_is_who_is_meant_wherever_the_name_stands(word, ref, times):
    pattern = rf"\b{word}\b"
    marked = both("names").query("ref == @ref")["text"].str.contains(pattern).sum()
    assert marked == len(re.findall(pattern, DECEMBER.text + "\n" + JANUARY.text)) == times


@pytest.mark.parametrize(
    ("text", "sent", "received"), [(DECEMBER, "mao", "liu"), (JANUARY, "mao", "central-committee")]
)
def test_the_header_says_who_wrote_to_whom_and_when(text, sent, received):
    tree = parse(data_file(f"telegrams/{text.name}.xml"))
    actions = tree.findall(f".//{{{NAMESPACE}}}correspAction")
    assert [action[0].get("ref").partition(":")[2] for action in actions] == [sent, received]
    assert actions[0].find(f"{{{NAMESPACE}}}date").get("when") == text.name == text.dates["when"].iloc[0]


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
    every = pd.concat([people(), places(), organisations()])[["id", *FORMS]].fillna("").set_index("id")
    for row in both("names").itertuples():
        printed = re.sub(r"[\[\]]", "", row.text).casefold()
        columns = {"wade-giles": ["wade_giles"], "pinyin": ["pinyin"], "both": ["wade_giles", "pinyin"]}.get(
            row.form, ["conventional", "in_1949", "abbreviation"]
        )
        known = [every.loc[row.ref, column].casefold() for column in columns]
        fits = all if row.form == "both" else any
        # A part of a form (Chou), or a form within a longer name (… Party’s Central Committee)
        assert fits(form and (printed in form or form in printed) for form in known), (row.text, row.form, known)


def test_dates_that_say_yesterday_and_today_are_resolved():
    dates = JANUARY.dates.set_index("text")["when"]
    assert (dates["Yesterday"], dates["the end of the month"]) == ("1950-01-01", "1950-01-31")
    assert DECEMBER.dates.set_index("text").loc["the 16th", "when"] == "1949-12-16"


def test_changing_a_table_changes_no_telegram():
    voices = DECEMBER.voices
    voices.loc[0, "who"] = "nobody"
    assert DECEMBER.voices.loc[0, "who"] == "stalin"


@pytest.mark.parametrize("number", ["d9", "d3.99", "", "j1", None, 3, ["d1"]])
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


def test_a_passage_can_be_copied_and_keeps_its_number():
    passage = DECEMBER.passage("d1.2")
    again = pickle.loads(pickle.dumps(copy.deepcopy(passage)))
    assert (again, again.number) == (passage, "d1.2")


@pytest.mark.parametrize(
    ("line", "words"), [("head", "Telegram from Mao"), ("dateline", "January 2, 1950"), ("salute", "Central")]
)
def test_the_lines_above_the_sections_can_be_looked_up_too(line, words):
    assert JANUARY.passage(line).startswith(words)
