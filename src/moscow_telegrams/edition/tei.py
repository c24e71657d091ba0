"""TEI in, canonical text and spans out."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from moscow_telegrams.collection import data_file

if TYPE_CHECKING:
    from lxml import etree

NAMESPACE = "http://www.tei-c.org/ns/1.0"
_XML = "http://www.w3.org/XML/1998/namespace"
_LINES = ("head", "dateline", "byline", "salute", "p")


@dataclass(frozen=True)
class Line:
    """One printed line: its kind (a TEI element name), its section, its printed label, and its place in the text."""

    kind: str
    section: str
    label: str
    start: int
    end: int


@dataclass(frozen=True)
class Span:
    """One encoded passage: the TEI element, its attributes, and `[start, end)` in code points of the text."""

    element: str
    attributes: dict[str, str]
    start: int
    end: int


@dataclass(frozen=True)
class Transcription:
    """What a TEI file holds: the canonical text, its printed lines, its spans, and the reasons for uncertain ones.

    `readings` maps the xml:id of a `said` to the sentence that says why its attribution is a reading.
    """

    text: str
    lines: tuple[Line, ...]
    spans: tuple[Span, ...]
    readings: dict[str, str]

    def line_at(self, offset: int) -> Line:
        """The printed line that holds a code point."""
        return self.lines[bisect_right([line.start for line in self.lines], offset) - 1]


def parse(path: Path) -> etree._ElementTree:
    """A TEI file as an lxml tree; comments and processing instructions are dropped.

    Raises ValueError, with the file and the line, when the file is not well-formed XML.
    """
    from lxml import etree

    parser = etree.XMLParser(remove_comments=True, remove_pis=True, resolve_entities=False, no_network=True)
    try:
        return etree.parse(path, parser)
    except etree.XMLSyntaxError as error:
        raise ValueError(f"{path.name} is not well-formed XML: {error}") from error


def schema_errors(path: Path) -> list[str]:
    """What our schema, `telegrams.rng`, finds wrong with a TEI file: one sentence for each error, none if valid.

    >>> schema_errors(data_file("telegrams/1949-12-18.xml"))
    []
    """
    from lxml import etree

    schema = etree.RelaxNG(etree.parse(data_file("telegrams/telegrams.rng")))
    schema.validate(parse(path))
    return [f"{path.name}, line {error.line}: {error.message}" for error in schema.error_log]


def transcribe(path: Path) -> Transcription:
    r"""The canonical text of a TEI file and every span that it encodes.

    A run of white space in the file is one space of the text; printed lines are joined by newlines.

    >>> transcribe(data_file("telegrams/1949-12-18.xml")).text[:50]
    'Telegram from Mao Tse-tung to Liu Shaoqi\nDecember '
    """
    tree = parse(path)
    scribe = _Scribe()
    for element in tree.iterfind(f"{{{NAMESPACE}}}text//*"):
        if _name(element) in _LINES:
            scribe.line(element)
    readings = {
        span.get("target").removeprefix("#"): " ".join(span.text.split())
        for span in tree.iterfind(f".//{{{NAMESPACE}}}spanGrp[@type='attribution']/{{{NAMESPACE}}}span")
    }
    return Transcription(scribe.text, tuple(scribe.lines), tuple(scribe.spans), readings)


def _name(element: etree._Element) -> str:
    return element.tag.removeprefix(f"{{{NAMESPACE}}}")


class _Scribe:
    """Writes printed lines one after the other and notes where each element begins and ends."""

    def __init__(self) -> None:
        self.text = ""
        self.lines: list[Line] = []
        self.spans: list[Span] = []
        self._space_due = False

    def line(self, element: etree._Element) -> None:
        if self.lines:
            self.text += "\n"
        kind, start = _name(element), len(self.text)
        self._space_due = False
        self._content(element)
        label = element.findtext(f"{{{NAMESPACE}}}label", default="")
        self.lines.append(Line(kind, element.get(f"{{{_XML}}}id", kind), label, start, len(self.text)))

    def _content(self, element: etree._Element) -> None:
        self._write(element.text)
        for child in element:
            self._span(child)
            self._write(child.tail)

    def _span(self, element: etree._Element) -> None:
        place, start = len(self.spans), len(self.text)
        self._content(element)
        start += self.text.startswith(" ", start)
        attributes = {name.removeprefix(f"{{{_XML}}}"): value for name, value in element.items()}
        self.spans.insert(place, Span(_name(element), attributes, start, len(self.text)))

    def _write(self, text: str | None) -> None:
        for piece in re.findall(r"[ \t\r\n]+|[^ \t\r\n]+", text or ""):
            if piece.isspace():
                self._space_due = True
                continue
            if self._space_due and self.text and not self.text.endswith("\n"):
                self.text += " "
            self.text += piece
            self._space_due = False
