"""A view of a telegram as a still page: what a saved notebook shows where there is no kernel."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from moscow_telegrams.edition.page import page
from moscow_telegrams.reading.content import VIEWS, VOICES, paraphrase, shares

if TYPE_CHECKING:
    from collections.abc import Iterator

    from moscow_telegrams.edition.telegram import Telegram

# Marks that also tell apart in black and white: the line under the words, and the label before them.
_LINES = {"mao": "solid #1f5fa8", "stalin": "double #a3321f", "molotov": "dotted #6b4fa0", "editor": "dashed #6b6b6b"}


def still(telegram: Telegram, view: str) -> str:
    """A view as HTML that needs no program; everything that the Reader only shows on a click is left out.

    >>> from moscow_telegrams.edition.telegram import telegram
    >>> still(telegram("1950-01-02"), "hand").count("<mark")
    6
    """
    if view == "printed":
        return page(telegram)
    if view == "plain":
        words = "".join(f"<p><strong>{section}</strong> {escape(text, quote=False)}</p>"
                        for section, text in paraphrase(telegram).items())  # fmt: skip
        note = f"<em>{VIEWS['plain']}: our own paraphrase. Do not quote it.</em>"
        return f'<div lang="en" style="max-width: 42em; line-height: 1.6">{note}{words}</div>'
    note = f"<p><em>{VIEWS[view]}</em>{_legend(telegram, view)}</p>"
    return note + page(telegram, dict(_marks(telegram, view)))


def _legend(telegram: Telegram, view: str) -> str:
    if view != "voices":
        return ""
    counted = shares(telegram)
    return ": " + "; ".join(f"{name}, {counted[voice]} words" for voice, name in VOICES.items() if counted[voice]) + "."


def _marks(telegram: Telegram, view: str) -> Iterator[tuple[int, str]]:
    """What is written into the text at an offset: the beginnings and the ends of marks."""
    opened: dict[int, str] = {}
    closed: dict[int, str] = {}
    for start, end, before, after in _spans(telegram, view):
        opened[start] = opened.get(start, "") + before
        closed[end] = after + closed.get(end, "")
    for offset in sorted({*opened, *closed}):
        yield offset, closed.get(offset, "") + opened.get(offset, "")


def _spans(telegram: Telegram, view: str) -> Iterator[tuple[int, int, str, str]]:
    if view == "voices":
        for row in telegram.voices.itertuples():
            told = "in his own words" if row.direct else "as reported"
            doubt = "" if row.cert == "high" else ", a reading"
            label = f"<small>[{row.who.title()}, {told}{doubt}:]</small> "
            yield row.start, row.end, f'{label}<span style="border-bottom: 3px {_LINES[row.who]}">', "</span>"
    elif view == "hand":
        for row in telegram.brackets.itertuples():
            yield row.start, row.end, f'<mark title="{row.kind}">', "</mark>"
    else:
        for row in telegram.names.itertuples():
            yield row.start, row.end, "<strong>", "</strong>"
        if view == "details":
            for row in telegram.dates.itertuples():
                yield row.start, row.end, f'<time datetime="{row.when}"><u>', "</u></time>"
