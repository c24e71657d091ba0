"""A telegram as a page: static HTML, the same with and without a kernel."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from moscow_telegrams.edition.telegram import Telegram

_PAGE = "max-width: 42em; line-height: 1.6; font-family: Georgia, 'Times New Roman', serif; font-size: 1.05em"
_LINE = "margin: 0 0 0.8em 0"
_HEAD = "margin: 0 0 0.2em 0; font-weight: bold; font-size: 1.15em"
_NUMBER = (
    "font-family: var(--jp-code-font-family, monospace); font-size: 0.72em; opacity: 0.75; "
    "margin-right: 0.35em; white-space: nowrap"
)


def page(telegram: Telegram) -> str:
    """The telegram as HTML: its printed lines, with the number of every sentence before it.

    >>> from moscow_telegrams.edition.telegram import headnote
    >>> page(headnote()).count("h2.3")
    1
    """
    lines = telegram.lines.itertuples()
    body = "".join(_numbered(telegram, line) if line.kind == "p" else _plain(line) for line in lines)
    return f'<div lang="en" style="{_PAGE}">{body}</div>'


def quotation(words: str, number: str) -> str:
    """A passage as HTML: its number, then its words.

    >>> quotation("Tensions were high.", "h2.1").endswith("</span>Tensions were high.</p></div>")
    True
    """
    marked = f'<span style="{_NUMBER}">{escape(number)}</span>{escape(words, quote=False)}'
    return f'<div lang="en" style="{_PAGE}"><p style="{_LINE}">{marked}</p></div>'


def _plain(line) -> str:
    style = _HEAD if line.kind == "head" else _LINE
    return f'<p style="{style}">{escape(line.text, quote=False)}</p>'


def _numbered(telegram: Telegram, line) -> str:
    label = f"{escape(line.label)} " if line.label else ""
    sentences = " ".join(
        f'<span style="{_NUMBER}">{number}</span>{escape(words, quote=False)}'
        for number, words in telegram.numbered(line.section)
    )
    return f'<p style="{_LINE}">{label}{sentences}</p>'
