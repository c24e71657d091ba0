"""The two telegrams side by side, as data: passages that answer each other, and what is new or gone in January."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from moscow_telegrams.collection import rows
from moscow_telegrams.reading.concordance import concordance

if TYPE_CHECKING:
    from pandas import DataFrame

    from moscow_telegrams.edition.telegram import Telegram

THEMES = {
    "treaty": "The treaty",
    "chou": "Chou’s journey",
    "loan": "Loan and trade",
    "lushun": "Lushun",
    "decides": "Who decides",
    "other": "Other matters",
}
ALL = "all"
VIEWS = THEMES | {ALL: "All sentences"}
KINDS = {
    "pair": "Passages that answer each other",
    "new": "New in January",
    "gone": "Gone in January",
}
STATUSES = {
    "text": "Check it in the text",
    "reading": "Our reading; yours may differ",
}


@dataclass(frozen=True)
class Finding:
    """A pair of passages, or a passage that one telegram has alone; sentence numbers and words are "" where none is.

    `status` is text (the words of `look_up` bear it out) or reading (that these belong together is our reading);
    `note` is our question; `cannot_tell` says what the telegrams leave open, "" where there is nothing to add.
    """

    id: str
    theme: str
    kind: str
    december: str
    december_words: str
    january: str
    january_words: str
    status: str
    look_up: str
    note: str
    cannot_tell: str


def findings(theme: str | None = None) -> tuple[Finding, ...]:
    """What there is to compare, of all themes or of one, in the order of `data/comparison.csv`.

    >>> [finding.january for finding in findings("lushun") if finding.kind == "gone"]
    ['', '', '']
    """
    every = (Finding(**row) for row in rows("comparison.csv"))
    return tuple(finding for finding in every if theme in (None, finding.theme))


def table() -> DataFrame:
    """The findings as a table, one row a finding; its columns are those of `Finding`.

    >>> set(table()["kind"]) == set(KINDS)
    True
    """
    from pandas import DataFrame

    return DataFrame(findings(), columns=list(Finding.__dataclass_fields__))


def content(december: Telegram, january: Telegram) -> dict[str, Any]:
    """Everything that the front end needs, ready for JSON; offsets are code points of the canonical texts.

    >>> from moscow_telegrams.edition.telegram import telegram
    >>> sorted(content(telegram("1949-12-18"), telegram("1950-01-02")))
    ['findings', 'kinds', 'sides', 'statuses', 'themes', 'views']
    """
    sides = {"december": december, "january": january}
    return {
        "views": VIEWS,
        "themes": THEMES,
        "kinds": KINDS,
        "statuses": STATUSES,
        "sides": {side: _side(text) for side, text in sides.items()},
        "findings": [_shown(finding, sides) for finding in findings()],
    }


def day(telegram: Telegram) -> str:
    """The date of a telegram as one writes it.

    >>> from moscow_telegrams.edition.telegram import telegram
    >>> day(telegram("1950-01-02"))
    '2 January 1950'
    """
    when = date.fromisoformat(telegram.name)
    return f"{when.day} {when:%B %Y}"


def times(finding: Finding, *telegrams: Telegram) -> list[int]:
    """How often each telegram has the words that the finding tells one to look up.

    >>> from moscow_telegrams.edition.telegram import telegram
    >>> lushun = next(finding for finding in findings("lushun") if finding.look_up == "Lushun")
    >>> times(lushun, telegram("1949-12-18"), telegram("1950-01-02"))
    [5, 0]
    """
    return [len(concordance(finding.look_up, telegram)) for telegram in telegrams]


def place(telegram: Telegram, sentence: str, words: str) -> dict[str, int]:
    """Where quoted words stand in the telegram: `start` and `end`, in code points."""
    start, end = telegram.locate(words, within=sentence)
    return {"start": start, "end": end}


def _side(telegram: Telegram) -> dict[str, Any]:
    sentences = telegram.sentences[["sentence", "start", "end"]].to_dict("records")
    return {"day": day(telegram), "text": telegram.text, "sentences": sentences}


def _shown(finding: Finding, sides: dict[str, Telegram]) -> dict[str, Any]:
    shown: dict[str, Any] = asdict(finding) | {"times": times(finding, *sides.values())}
    for side, text in sides.items():
        sentence, words = shown[side], shown.pop(f"{side}_words")
        shown[side] = {"sentence": sentence, **place(text, sentence, words)} if sentence else None
    return shown
