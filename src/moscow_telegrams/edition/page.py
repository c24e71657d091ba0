"""A telegram as a page: static HTML, the same with and without a kernel."""

from __future__ import annotations

from html import escape
from itertools import pairwise
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


def page(telegram: Telegram, marks: dict[int, str] | None = None) -> str:
    """The telegram as HTML: its printed lines, with the number of every sentence before it.

    `marks` is HTML of one's own, to be written in at some offsets of the text.

    >>> from moscow_telegrams.edition.telegram import headnote
    >>> page(headnote()).count("h2.3")
    1
    >>> "<b>Mao</b>" in page(headnote(), {0: "<b>", 3: "</b>"})
    True
    """
    marks = marks or {}
    numbers = {row.start: row.sentence for row in telegram.sentences.itertuples()}
    body = ""
    for line in telegram.lines.itertuples():
        style = _HEAD if line.kind == "head" else _LINE
        offsets = sorted(
            {line.start, line.end, *(place for place in (*numbers, *marks) if line.start < place < line.end)}
        )
        words = marks.get(line.start, "")
        for start, end in pairwise(offsets):
            number = f'<span style="{_NUMBER}">{numbers[start]}</span>' if start in numbers else ""
            before = marks.get(start, "") if start > line.start else ""
            words += number + before + escape(telegram.text[start:end], quote=False)
        body += f'<p style="{style}">{words}{marks.get(line.end, "")}</p>'
    return f'<div lang="en" style="{_PAGE}">{body}</div>'


def quotation(words: str, number: str) -> str:
    """A passage as HTML: its number, then its words.

    >>> quotation("Tensions were high.", "h2.1").endswith("</span>Tensions were high.</p></div>")
    True
    """
    marked = f'<span style="{_NUMBER}">{escape(number)}</span>{escape(words, quote=False)}'
    return f'<div lang="en" style="{_PAGE}"><p style="{_LINE}">{marked}</p></div>'
