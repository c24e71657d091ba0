"""A note is found again by its words, keeps what other programs wrote into it, and loses nothing on its way."""

import json
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from moscow_telegrams import read, telegram
from moscow_telegrams.reading.annotation import UNPLACED, anchored, annotation, put, target
from moscow_telegrams.workbook import WorkbookError, workbook

DECEMBER, JANUARY = telegram("1949-12-18"), telegram("1950-01-02")
SOMEWHERE = st.tuples(st.integers(0, len(DECEMBER.text)), st.integers(0, len(DECEMBER.text))).map(sorted)
TREATY = DECEMBER.locate("old treaty", within="d3.8")
ASKED = {"id": "urn:uuid:1", "start": TREATY[0], "end": TREATY[1], "tags": ["claim"], "note": "Which one?"}


@pytest.fixture(autouse=True)
def _empty(work):
    """A workbook without notes for each test."""


@given(SOMEWHERE, st.text(max_size=40), st.integers(0, len(DECEMBER.text)))
def test_a_passage_is_found_again_when_the_text_has_grown_elsewhere(place, added, where):
    start, end = place
    if start == end or start - 32 < where < end + 32:
        return  # the passage or its context was changed: that is another test
    changed = DECEMBER.text[:where] + added + DECEMBER.text[where:]
    moved = len(added) if where <= start else 0
    kept = target(DECEMBER, start, end)
    if len(DECEMBER.text[start:end].strip()) >= 3 and added.strip() not in DECEMBER.text:
        assert anchored(changed, kept) == (start + moved, end + moved)


@pytest.mark.parametrize(
    "text, found",
    [
        ("an old treaty and a new treaty", (20, 30)),  # the words before it are those that were kept
        ("an old treaty and a new\ntreaty", (20, 30)),  # a space may have become the end of a line
        ("no such words", None),
        ("a new treaty, another new treaty", (2, 12)),  # contexts alike: the nearest
    ],
)
def test_of_several_places_the_one_in_the_same_context_is_taken(text, found):
    quote = {"type": "TextQuoteSelector", "exact": "new treaty", "prefix": " a ", "suffix": ""}
    kept = {"selector": [quote, {"type": "TextPositionSelector", "start": 0, "end": 10}]}
    assert anchored(text, kept) == found


def test_straight_and_curly_quotation_marks_count_as_one():
    start, end = DECEMBER.locate("Soviet Union’s thirty-year lease")
    kept = {"selector": {"type": "TextQuoteSelector", "exact": "Soviet Union's thirty-year lease"}}
    assert anchored(DECEMBER.text, kept) == (start, end)


@pytest.mark.parametrize("selector", [None, [], "words", {"type": "TextQuoteSelector"},
                                      {"type": "TextQuoteSelector", "exact": 5},
                                      {"type": "TextPositionSelector", "start": 5, "end": 10**9},
                                      {"type": "TextPositionSelector", "start": "a"}])  # fmt: skip
def test_a_target_without_sense_is_nowhere(selector):
    assert anchored(DECEMBER.text, {"selector": selector}) is None


def test_a_note_whose_words_are_gone_is_kept_and_listed():
    made = annotation(DECEMBER, ASKED)
    made["target"]["selector"][0] |= {"exact": "words of another edition"}
    with workbook().change() as content:
        content["annotations"].append(made)
    (record,) = read(DECEMBER).annotations
    assert (record["start"], record["end"], record["text"]) == (UNPLACED, UNPLACED, "words of another edition")
    read(DECEMBER).annotate("d1.2", "another")
    assert len(read(DECEMBER).annotations) == 2


def test_what_another_program_wrote_into_a_note_stays():
    foreign = {"type": "TextualBody", "purpose": "describing", "value": "by another program"}
    made = annotation(DECEMBER, ASKED)
    with workbook().change() as content:
        content["annotations"].append(made | {"creator": "teacher", "body": [*made["body"], foreign]})
    put(DECEMBER, ASKED | {"note": "changed", "tags": []})
    (kept,) = workbook().read()["annotations"]
    assert kept["creator"] == "teacher" and foreign in kept["body"] and kept["created"] == made["created"]
    assert [body["value"] for body in kept["body"]] == ["changed", "by another program"]


def test_every_task_of_the_reader_can_be_done_in_code():
    reader, other = read(DECEMBER), read(DECEMBER)
    reader.annotate("d1.2", note="Is he?", tags=["claim", "claim", " "])
    reader.annotate("old Sino-Soviet treaty", tags=["context"])
    assert reader.annotations.table[["sentence", "text"]].to_numpy().tolist() == [
        ["d1.2", "His attitude was really sincere."],
        ["d3.1", "old Sino-Soviet treaty"],
    ]
    assert reader.annotations[0]["tags"] == ["claim"]
    assert [note["id"] for note in other._notes] == [note["id"] for note in reader.annotations], (
        "the other Reader shows it"
    )
    reader.remove(reader.annotations[0]["id"])
    with pytest.raises(ValueError, match="There are: urn:uuid:"):
        reader.remove("urn:uuid:1")
    assert len(reader.annotations) == 1 and "Sino-Soviet" in reader.annotations._repr_html_()
    assert len(read(JANUARY).annotations) == 0


@pytest.mark.parametrize("where", ["d9.9", "treaty", "", 5, None, (5, 5), (0, 10**9), (-1, 5), ("a", "b"), [0, 5]])
def test_a_passage_that_is_not_there_says_what_to_write(where):
    with pytest.raises(ValueError, match=r"number of a sentence|stands \d times|lies between"):
        read(DECEMBER).annotate(where, "note")
    assert workbook().read()["annotations"] == []


@pytest.mark.parametrize(
    "wrong",
    [{"note": 5}, {"tags": "claim"}, {"tags": [1]}, {"note": "x" * 20_001}, {"id": 5}, {"start": -1}, {"end": None}],
)
def test_what_is_no_note_is_refused_with_the_reason(wrong, monkeypatch):
    reader, answers = read(DECEMBER), []
    monkeypatch.setattr(reader, "send", answers.append)
    reader._hear(reader, {"op": "put", "n": "1", "note": ASKED | wrong}, [])
    assert answers[0]["n"] == "1" and answers[0]["failed"]
    assert workbook().read()["annotations"] == []


def test_notes_that_go_out_come_in_again(tmp_path):
    reader = read(DECEMBER)
    reader.annotate("d1.2", "毛泽东 𠀋 <b>", ["claim"])
    reader.annotate((0, 8), "second")
    before = workbook().read()["annotations"]
    reader.export_annotations(tmp_path / "notes.jsonld")
    exported = json.loads((tmp_path / "notes.jsonld").read_text(encoding="utf-8"))
    assert exported["total"] == 2 and exported["first"]["items"] == before
    assert reader.import_annotations(tmp_path / "notes.jsonld").startswith("0 notes taken in. 2 were here already")
    for record in reader.annotations:
        reader.remove(record["id"])
    assert reader.import_annotations(tmp_path / "notes.jsonld") == "2 notes taken in."
    assert workbook().read()["annotations"] == before


def test_of_two_forms_of_a_note_the_later_one_stays(tmp_path):
    reader = read(DECEMBER)
    made = annotation(DECEMBER, ASKED)
    early, late = [made | {"modified": f"2026-0{month}-01T00:00:00Z", "body": []} for month in (1, 2)]
    for forms, body in (([late, early], []), ([early], [])):
        (tmp_path / "in.jsonld").write_text(json.dumps(forms))
        reader.import_annotations(tmp_path / "in.jsonld")
        assert workbook().read()["annotations"][0]["modified"] == late["modified"] and body == []


@pytest.mark.parametrize(
    "content", ["", "{", "5", "{}", '"text"', "[1]", '{"type": "Annotation", "items": 5}', "[" * 10_000]
)
def test_a_file_without_notes_is_refused_and_nothing_is_changed(tmp_path, content):
    reader = read(DECEMBER)
    reader.annotate("d1.2", "mine")
    before = workbook().path.read_bytes()
    (tmp_path / "in.jsonld").write_text(content)
    with pytest.raises(ValueError, match="Nothing was changed"):
        reader.import_annotations(tmp_path / "in.jsonld")
    assert workbook().path.read_bytes() == before


def test_notes_on_another_text_are_left_out_and_counted(tmp_path):
    (tmp_path / "in.jsonld").write_text(json.dumps([annotation(DECEMBER, ASKED)]))
    assert (
        read(JANUARY).import_annotations(tmp_path / "in.jsonld")
        == "0 notes taken in. 1 belongs to another text, so left out."
    )


def test_a_damaged_workbook_does_not_keep_a_student_from_reading(monkeypatch):
    workbook().path.write_bytes(b"spoilt")
    reader = read(DECEMBER)
    assert "damaged" in reader._trouble
    with pytest.raises(WorkbookError, match="damaged"):
        reader.annotate("d1.2", "mine")
    assert workbook().path.read_bytes() == b"spoilt"


def test_a_teacher_can_have_tags_of_their_own():
    assert read(DECEMBER, tags=["power", " trust "])._tags == ["power", "trust"]
    for wrong in ("power", [1], [""]):
        with pytest.raises(ValueError, match="Tags are a list of words"):
            read(DECEMBER, tags=wrong)


def test_notes_come_in_the_order_of_the_text():
    reader = read(DECEMBER)
    for where in ("d4.1", "d1.2", "d3.5"):
        reader.annotate(where)
    assert all(one["start"] < other["start"] for one, other in pairwise(reader.annotations))
