"""The TEI files are valid, and a slip in one of them is found."""

import pytest

from moscow_telegrams.collection import data_file
from moscow_telegrams.edition.tei import parse, schema_errors

FILES = ("1949-12-18", "1950-01-02", "headnote", "authorities")


@pytest.mark.parametrize("name", FILES)
def test_a_file_of_the_edition_is_valid(name):
    assert schema_errors(data_file(f"telegrams/{name}.xml")) == []


@pytest.mark.parametrize(
    ("right", "slip"),
    [
        ('cert="high"', 'cert="sure"'),
        ('direct="false"', ""),
        ('who="person:stalin"', 'who="Stalin"'),
        ("<label>(1)</label>", "<label>1.</label>"),
        ('when="1949-12-16"', 'when="16 December"'),
        ('<p xml:id="d1">', "<p>"),
        ('resp="person:editor"', 'resp="person:mao"'),
        ('type="gloss"', 'type="guess"'),
        ('<persName ref="person:stalin"', '<persName ref="place:moscow"'),
        ('<term ref="term:treaty"', '<term ref="person:mao"'),
        ('source="source:temple-page"', 'source="temple-page"'),
        ("<term ", "<word "),
    ],
)
def test_a_slip_in_the_markup_is_found(tmp_path, right, slip):
    text = data_file("telegrams/1949-12-18.xml").read_text(encoding="utf-8")
    assert right in text
    path = tmp_path / "slip.xml"
    path.write_text(
        text.replace(right, slip, 1).replace("</term>", "</word>" if slip == "<word " else "</term>", 1),
        encoding="utf-8",
    )
    try:
        assert schema_errors(path)
    except ValueError as error:  # nested terms: the renamed tag is not even well-formed
        assert "not well-formed" in str(error)


def test_a_broken_file_says_where(tmp_path):
    path = tmp_path / "broken.xml"
    path.write_text("<TEI><p></TEI>")
    with pytest.raises(ValueError, match=r"broken\.xml is not well-formed XML.*line 1"):
        parse(path)
