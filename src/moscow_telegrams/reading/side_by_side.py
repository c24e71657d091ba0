"""A theme of the comparison as a still page: what a saved notebook shows where there is no kernel."""

from __future__ import annotations

from html import escape
from itertools import zip_longest
from typing import TYPE_CHECKING

from moscow_telegrams.reading.comparison import ALL, KINDS, STATUSES, VIEWS, Finding, day, findings, place, times

if TYPE_CHECKING:
    from moscow_telegrams.edition.telegram import Telegram

_TABLE = "width: 100%; max-width: 62em; table-layout: fixed; border-collapse: collapse; line-height: 1.5"
_CELL = "text-align: left; vertical-align: top; padding: 0.4em 0.8em 0.4em 0; white-space: normal"
_NUMBER = "font-family: var(--jp-code-font-family, monospace); font-size: 0.8em"


def side_by_side(december: Telegram, january: Telegram, theme: str) -> str:
    """A theme, or all sentences, as HTML that needs no program.

    >>> from moscow_telegrams.edition.telegram import telegram
    >>> side_by_side(telegram("1949-12-18"), telegram("1950-01-02"), "lushun").count("<mark")
    7
    """
    texts = (december, january)
    body = _sentences(*texts) if theme == ALL else "".join(_list(kind, theme, texts) for kind in KINDS)
    return f'<div lang="en"><p><strong>{VIEWS[theme]}</strong></p>{body}</div>'


def _list(kind: str, theme: str, texts: tuple[Telegram, Telegram]) -> str:
    rows = "".join(_row(finding, texts) for finding in findings(theme) if finding.kind == kind)
    columns = [day(text) for text in texts]
    nothing = f"<p>{KINDS[kind]}: nothing that we list.</p>"
    return _table(KINDS[kind], [*columns, "Our question"], rows) if rows else nothing


def _row(finding: Finding, texts: tuple[Telegram, Telegram]) -> str:
    quoted = ((finding.december, finding.december_words), (finding.january, finding.january_words))
    sentences = [_marked(text, *quotation) for text, quotation in zip(texts, quoted, strict=True)]
    counted = " and ".join(str(count) for count in times(finding, *texts))
    cannot = f"<br><em>The telegrams cannot tell:</em> {_html(finding.cannot_tell)}" if finding.cannot_tell else ""
    looked_up = f"“{_html(finding.look_up)}” stands there {counted} times"
    question = f"{_html(finding.note)}{cannot}<br><small>{STATUSES[finding.status]}. {looked_up}.</small>"
    return _cells([*sentences, question])


def _marked(text: Telegram, sentence: str, words: str) -> str:
    """A whole sentence with its number, the words that matter marked by more than a colour."""
    if not sentence:
        return "–"
    whole, where = place(text, sentence, str(text.passage(sentence))), place(text, sentence, words)
    before, after = text.text[whole["start"] : where["start"]], text.text[where["end"] : whole["end"]]
    return f"{_number(sentence)} {_html(before)}<mark><u>{_html(words)}</u></mark>{_html(after)}"


def _sentences(december: Telegram, january: Telegram) -> str:
    columns = [
        [f"{_number(row.sentence)} {_html(row.text)}" for row in text.sentences.itertuples()]
        for text in (december, january)
    ]
    rows = "".join(_cells(list(row)) for row in zip_longest(*columns, fillvalue=""))
    return _table("The order alone puts these sentences side by side.", [day(december), day(january)], rows)


def _table(caption: str, columns: list[str], rows: str) -> str:
    head = "".join(f'<th scope="col" style="{_CELL}">{column}</th>' for column in columns)
    return (
        f'<table style="{_TABLE}"><caption style="text-align: left">{caption}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"
    )


def _cells(cells: list[str]) -> str:
    return "<tr>" + "".join(f'<td style="{_CELL}">{cell}</td>' for cell in cells) + "</tr>"


def _number(sentence: str) -> str:
    return f'<span style="{_NUMBER}">{sentence}</span>'


def _html(text: str) -> str:
    return escape(text, quote=False)
