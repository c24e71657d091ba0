"""A telegram: one canonical text, and the layers over it as tables."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime
from functools import cache, cached_property
from typing import TYPE_CHECKING

from moscow_telegrams.collection import data_file
from moscow_telegrams.edition.tei import Span, Transcription, transcribe

if TYPE_CHECKING:
    from collections.abc import Callable

    from pandas import DataFrame

DATES = ("1949-12-18", "1950-01-02")


def telegram(when: str | date) -> Telegram:
    """The telegram of a date: 18 December 1949 or 2 January 1950.

    Raises ValueError, naming both dates, for any other.

    >>> telegram("1949-12-18")
    <Telegram of 1949-12-18: Telegram from Mao Tse-tung to Liu Shaoqi; 4 sections, 19 sentences>
    """
    written = when.date() if isinstance(when, datetime) else when
    if str(written) not in DATES:
        raise ValueError(f'There is no telegram of {when!r} here. Choose "{DATES[0]}" or "{DATES[1]}".')
    return _open(str(written))


def headnote() -> Telegram:
    """The introduction that the web page prints above the telegrams: not Mao's words, and not a primary source.

    It has the tables of a telegram; its sections are its paragraphs, `h1` to `h3`.

    >>> print(headnote().passage("h2.1"))
    Tensions were high.
    """
    return _open("headnote")


@cache
def _open(name: str) -> Telegram:
    return Telegram(name, transcribe(data_file(f"telegrams/{name}.xml")))


class Telegram:
    """One printed text and its layers.

    `text` is the canonical string: the printed lines joined by newlines. Every table has the columns `start, end`
    (code points, `[start, end)`), `text` (always equal to `telegram.text[start:end]`), `section` (`d1` … `d4`,
    `j1` … `j3`, or `head`, `dateline`, `salute`) and `sentence` (`d3.5`, or "" outside the numbered sentences).

    >>> december = telegram("1949-12-18")
    >>> december.passage("d1.2")
    'His attitude was really sincere.'
    >>> december.brackets[["text", "kind"]].head(3)
                text      kind
    0            [I]  supplied
    1     [for them]  supplied
    2  [Port Arthur]     gloss
    """

    def __init__(self, name: str, transcription: Transcription) -> None:
        self.name = name
        self.text = transcription.text
        self._transcription = transcription

    @property
    def title(self) -> str:
        """The first printed line."""
        return self.text.partition("\n")[0]

    # Layers

    @property
    def lines(self) -> DataFrame:
        """Every printed line: adds `kind` (head, dateline, salute, p) and `label`, as printed: "(1)", "(a)"."""
        lines = self._transcription.lines
        return self._table(("kind", "label"), [(line.start, line.end, line.kind, line.label) for line in lines])

    @property
    def sections(self) -> DataFrame:
        """The numbered printed paragraphs: adds `label`, as printed."""
        lines = self._transcription.lines
        return self._table(("label",), [(line.start, line.end, line.label) for line in lines if line.kind == "p"])

    @property
    def sentences(self) -> DataFrame:
        """The sentences, without the printed labels; `sentence` is the number that one cites."""
        return self._layer("s")

    @property
    def voices(self) -> DataFrame:
        """Reported and direct speech: adds `who`, `to_whom` (person ids), `direct`, `cert` and `reading`.

        `cert` is high, medium or low; where it is not high, `reading` says why the attribution is a reading.
        Text outside every row is Mao's own. Where rows are nested, the innermost speaks.
        """
        readings = self._transcription.readings
        return self._layer(
            "said",
            who=lambda span: _ids(span, "who"),
            to_whom=lambda span: _ids(span, "toWhom"),
            direct=lambda span: span.attributes["direct"] == "true",
            cert=lambda span: span.attributes["cert"],
            reading=lambda span: readings.get(span.attributes.get("id", ""), ""),
        )

    @property
    def brackets(self) -> DataFrame:
        """What the editor put into the text: adds `kind`, which is supplied, gloss or identification."""
        return self._layer("supplied", "note", kind=lambda span: span.attributes.get("type", "supplied"))

    @property
    def names(self) -> DataFrame:
        """Names: adds `kind` (person, place, organisation), `ref` (an id of the authority file) and `form`.

        `form` is how the page spells the name: wade-giles, pinyin, both (the two agree), conventional (the usual
        English form) or abbreviation.
        """
        return self._named("person", "place", "organisation")

    @property
    def people(self) -> DataFrame:
        """The rows of `names` that name a person."""
        return self._named("person")

    @property
    def places(self) -> DataFrame:
        """The rows of `names` that name a place."""
        return self._named("place")

    @property
    def organisations(self) -> DataFrame:
        """The rows of `names` that name an organisation."""
        return self._named("organisation")

    @property
    def dates(self) -> DataFrame:
        """Dates: adds `when`, ISO 8601, to the day or the month ("the 16th" is 1949-12-16)."""
        return self._layer("date", when=lambda span: span.attributes["when"])

    @property
    def times(self) -> DataFrame:
        """Hours of the day: adds `when`, ISO 8601, with the zone where the sentence names the clock."""
        return self._layer("time", when=lambda span: span.attributes["when"])

    @property
    def durations(self) -> DataFrame:
        """Lengths of time: adds `at_least`, `at_most` (equal when one number is given) and `unit`."""
        return self._layer(
            "measure",
            at_least=lambda span: int(span.attributes.get("atLeast") or span.attributes["quantity"]),
            at_most=lambda span: int(span.attributes.get("atMost") or span.attributes["quantity"]),
            unit=lambda span: span.attributes["unit"],
        )

    @property
    def terms(self) -> DataFrame:
        """Words that the glossary explains: adds `ref`, an id of the glossary."""
        return self._layer("term", ref=lambda span: _ids(span, "ref"))

    @property
    def options(self) -> DataFrame:
        """The three options of 2 January, without their printed labels: adds `n`, which is a, b or c."""
        return self._layer("option", n=lambda span: span.attributes["n"])

    @property
    def steps(self) -> DataFrame:
        """The steps of Chou's timetable: adds `n`.

        `n` is received, prepare, depart, rail, arrive, talks or return.
        """
        return self._layer("step", n=lambda span: span.attributes["n"])

    # Looking up

    def passage(self, number: str) -> Passage:
        """The words of a section ("d3"), a sentence ("d3.5") or a line above them ("head", "dateline", "salute").

        A notebook shows them with their number.

        Raises ValueError, naming what there is, for a number that this text does not have.
        """
        start, end = self._place(number)
        return Passage(self.text[start:end], number)

    def locate(self, quotation: str, within: str | None = None) -> tuple[int, int]:
        """The place `(start, end)` of a verbatim quotation, in the whole text or within a section or sentence.

        Raises ValueError when the words are not there, or stand there more than once.

        >>> telegram("1950-01-02").locate("five days", within="j2.1")
        (3342, 3351)
        """
        first, last = self._place(within) if within else (0, len(self.text))
        times = self.text.count(quotation, first, last) if quotation else 0
        if times != 1:
            raise ValueError(
                f"“{quotation}” stands {times} times in {within or self.name}; "
                "to locate a quotation, it must stand there once."
            )
        start = self.text.index(quotation, first, last)
        return start, start + len(quotation)

    def number_at(self, offset: int) -> str:
        """The number of the sentence that holds a code point; the name of its line where no sentence does.

        >>> telegram("1949-12-18").number_at(0)
        'head'
        """
        return self._sentence_at(offset) or self._transcription.line_at(offset).section

    # How a notebook shows it

    def __repr__(self) -> str:
        return (
            f"<Telegram of {self.name}: {self.title}; {len(self._sections)} sections, {len(self._sentences)} sentences>"
        )

    def _repr_html_(self) -> str:
        from moscow_telegrams.edition.page import page

        return page(self)

    # Places in the text

    @cached_property
    def _lines(self) -> dict[str, tuple[int, int]]:
        return {line.section: (line.start, line.end) for line in self._transcription.lines}

    @cached_property
    def _sections(self) -> dict[str, tuple[int, int]]:
        return {line.section: (line.start, line.end) for line in self._transcription.lines if line.kind == "p"}

    @cached_property
    def _sentences(self) -> dict[str, tuple[int, int]]:
        places: dict[str, tuple[int, int]] = {}
        counted: Counter[str] = Counter()
        for span in self._transcription.spans:
            if span.element == "s":
                section = self._transcription.line_at(span.start).section
                counted[section] += 1
                places[f"{section}.{counted[section]}"] = (span.start, span.end)
        return places

    def _place(self, number: str) -> tuple[int, int]:
        place = {**self._lines, **self._sentences}.get(number) if isinstance(number, str) else None
        if place is None:
            raise ValueError(
                f"{self.name} has no passage {number!r}. Its sections are {', '.join(self._sections)}; "
                f"its last sentence is {list(self._sentences)[-1]}."
            )
        return place

    def _sentence_at(self, offset: int) -> str:
        return next((number for number, (start, end) in self._sentences.items() if start <= offset < end), "")

    # Making tables

    def _named(self, *kinds: str) -> DataFrame:
        elements = [element for element, kind in _NAME_KINDS.items() if kind in kinds]
        return self._layer(
            *elements,
            kind=lambda span: _NAME_KINDS[span.element],
            ref=lambda span: _ids(span, "ref"),
            form=lambda span: span.attributes["type"],
        )

    def _layer(self, *elements: str, **columns: Callable[[Span], str | int | bool]) -> DataFrame:
        """A table of the spans of some elements; a `seg` goes by its type."""
        rows = [
            (span.start, span.end, *(value(span) for value in columns.values()))
            for span in self._transcription.spans
            if (span.attributes["type"] if span.element == "seg" else span.element) in elements
        ]
        return self._table(tuple(columns), rows)

    def _table(self, columns: tuple[str, ...], rows: list[tuple]) -> DataFrame:
        from pandas import DataFrame

        whole = [
            (
                start,
                end,
                self.text[start:end],
                self._transcription.line_at(start).section,
                self._sentence_at(start),
                *rest,
            )
            for start, end, *rest in rows
        ]
        table = DataFrame(whole, columns=["start", "end", "text", "section", "sentence", *columns])
        return table.astype({"start": "int64", "end": "int64"})


class Passage(str):
    """Words of a telegram: a text like any other, which a notebook shows as a quotation with its number."""

    def __new__(cls, words: str, number: str) -> Passage:
        """The words, and the number by which one cites them."""
        passage = super().__new__(cls, words)
        passage.number = number
        return passage

    def __getnewargs__(self) -> tuple[str, str]:
        """What a copy is made of."""
        return str(self), self.number

    def _repr_html_(self) -> str:
        from moscow_telegrams.edition.page import quotation

        return quotation(self, self.number)


_NAME_KINDS = {"persName": "person", "placeName": "place", "orgName": "organisation"}


def _ids(span: Span, attribute: str) -> str:
    return " ".join(pointer.partition(":")[2] for pointer in span.attributes[attribute].split())
