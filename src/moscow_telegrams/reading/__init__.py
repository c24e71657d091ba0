"""Close reading: the Reader, the comparison, and what they show where there is no kernel."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from moscow_telegrams.edition.telegram import Telegram
    from moscow_telegrams.reading.comparing import Comparison
    from moscow_telegrams.reading.reader import Reader


def read(telegram: Telegram, view: str = "printed", tags: Sequence[str] | None = None) -> Reader:
    """The Reader: a telegram with its sentence numbers, in a view that can be changed at once.

    `view` is printed (as printed), voices (who speaks), hand (what the editor added), names (how names are spelt),
    details (people, places, dates) or plain (our paraphrase). Click a word, or press Enter on it, to see what the
    edition knows about it. Without a kernel the chosen view stays readable as a page.

    Select words, by mouse, finger or keyboard, to tag them or to write a note; `tags` are a teacher's own instead of
    sourcing, context, claim, evidence and question. Notes are saved in the student's workbook at once, and shown again
    another day. `.annotations` lists them, and `.annotate("d1.2", note="…", tags=["claim"])` makes one in code.

    Raises ValueError for anything that is not a telegram, for any other view, and for tags that are no words.

    >>> from moscow_telegrams import telegram
    >>> read(telegram("1949-12-18"), view="voices")
    Reader: Telegram from Mao Tse-tung to Liu Shaoqi; view: voices
    """
    from moscow_telegrams.reading.reader import Reader

    return Reader(telegram, view) if tags is None else Reader(telegram, view, tags)


def compare(december: Telegram, january: Telegram) -> Comparison:
    """The two telegrams side by side, by theme: passages that answer each other, what is new in January, what is gone.

    `.table` is what is compared, as a DataFrame. Under “All sentences” a reader chooses two sentences and pins them
    as a pair of their own; `.pin("d4.1", "j1.2", note="…")` does the same in code, and `.pairs` lists what is pinned.
    That two passages belong together is a reading, and each is labelled as one where the words alone do not show it.

    Raises ValueError for anything but the telegram of December and then that of January.

    >>> from moscow_telegrams import telegram
    >>> comparison = compare(telegram("1949-12-18"), telegram("1950-01-02"))
    >>> comparison
    Comparison: 18 December 1949 and 2 January 1950; theme: The treaty
    >>> comparison.table.query("theme == 'lushun'")["kind"].value_counts().to_dict()
    {'gone': 3, 'pair': 2}
    >>> comparison.pin("d4.1", "j1.2", note="Must Chou come?")
    >>> comparison.pairs[-1]["note"]
    'Must Chou come?'
    """
    from moscow_telegrams.reading.comparing import Comparison

    return Comparison(december, january)
