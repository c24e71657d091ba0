"""A table as HTML, with the headers that a screen reader needs."""

from __future__ import annotations

_CELL = (
    "text-align: left; vertical-align: top; padding: 0.4em 0.9em 0.4em 0; white-space: normal; line-height: 1.45; "
    "max-width: 32em"
)


def html_table(caption: str, columns: list[str], rows: list[list[str]]) -> str:
    """A table whose first column heads its rows. Caption and cells are HTML: whoever calls has escaped them.

    >>> html_table("Days", ["Step", "Days"], [["Train", "11"]]).count("scope=")
    3
    """
    head = "".join(f'<th scope="col" style="{_CELL}">{column}</th>' for column in columns)
    body = "".join(
        f'<tr><th scope="row" style="{_CELL}">{first}</th>'
        + "".join(f'<td style="{_CELL}">{cell}</td>' for cell in rest)
        + "</tr>"
        for first, *rest in rows
    )
    return (
        f'<table style="font-size: 0.95em"><caption style="text-align: left">{caption}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
    )
