"""A concordance: every occurrence of a word or phrase in its context."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

from moscow_telegrams.edition.telegram import DATES, Telegram, telegram
from moscow_telegrams.table import html_table

if TYPE_CHECKING:
    from pandas import DataFrame

WIDTH = 40  # characters of context on each side


@dataclass(frozen=True)
class Occurrence:
    """One place where the words stand: `[start, end)` in code points of the telegram, its sentence, its context."""

    telegram: str
    sentence: str
    start: int
    end: int
    before: str
    words: str
    after: str


@dataclass(frozen=True)
class Concordance:
    """Every occurrence of some words, in the order of the texts; `table` is a DataFrame with one row for each."""

    words: str
    occurrences: tuple[Occurrence, ...]

    @property
    def table(self) -> DataFrame:
        """The occurrences: `telegram, sentence, start, end, before, words, after`."""
        from pandas import DataFrame

        return DataFrame(self.occurrences, columns=list(Occurrence.__dataclass_fields__))

    def __len__(self) -> int:
        return len(self.occurrences)

    def __repr__(self) -> str:
        lines = [
            f"{found.sentence:>8}  {found.before:>{WIDTH}}{found.words}{found.after}" for found in self.occurrences
        ]
        return "\n".join([self._summary(), *lines])

    def _repr_html_(self) -> str:
        rows = [
            [
                found.sentence,
                f'<div style="text-align: right">{_html(found.before)}</div>',
                f"<strong>{_html(found.words)}</strong>",
                _html(found.after),
            ]
            for found in self.occurrences
        ]
        return html_table(_html(self._summary()), ["Sentence", "Before", "Words", "After"], rows)

    def _summary(self) -> str:
        counted = "; ".join(
            f"{sum(found.telegram == name for found in self.occurrences)} in the telegram of {name}" for name in DATES
        )
        return f"“{self.words}”: {counted}."


def concordance(words: str, *telegrams: Telegram) -> Concordance:
    """Every occurrence of a word or a phrase in both telegrams, or in those that are given.

    Whole words are found, in capital or small letters, and a phrase also across a line break; in the editor's
    brackets too. A star stands for any ending: "treat*". Raises ValueError when there is nothing to look for.

    >>> concordance("replaced").table[["telegram", "sentence", "start", "end"]].values.tolist()
    [['1950-01-02', 'j1c.4', 2221, 2229]]
    """
    if not isinstance(words, str) or not re.search(r"\w", words):
        raise ValueError('Give a word or a phrase, as in concordance("treaty").')
    pattern = r"\s+".join(re.escape(word).replace(r"\*", r"[\w’-]*") for word in words.split())
    searched = telegrams or tuple(telegram(name) for name in DATES)
    found = [
        _occurrence(text, match.start(), match.end())
        for text in searched
        for match in re.finditer(rf"(?<!\w){pattern}(?!\w)", text.text, re.IGNORECASE)
    ]
    return Concordance(" ".join(words.split()), tuple(found))


def _occurrence(text: Telegram, start: int, end: int) -> Occurrence:
    before = text.text[max(0, start - WIDTH) : start].replace("\n", " ")
    after = text.text[end : end + WIDTH].replace("\n", " ")
    if start > WIDTH:
        before = before[before.find(" ") + 1 :]  # whole words only
    if end + WIDTH < len(text.text):
        after = after[: after.rfind(" ") + 1].rstrip()
    return Occurrence(text.name, text.number_at(start), start, end, before, text.text[start:end], after)


def _html(text: str) -> str:
    return escape(text, quote=False)
