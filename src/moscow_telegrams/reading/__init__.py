"""Close reading: the Reader and what it shows where there is no kernel."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from moscow_telegrams.edition.telegram import Telegram
    from moscow_telegrams.reading.reader import Reader


def read(telegram: Telegram, view: str = "printed") -> Reader:
    """The Reader: a telegram with its sentence numbers, in a view that can be changed at once.

    `view` is printed (as printed), voices (who speaks), hand (what the editor added), names (how names are spelt),
    details (people, places, dates) or plain (our paraphrase). Click a word, or press Enter on it, to see what the
    edition knows about it. Without a kernel the chosen view stays readable as a page.

    Raises ValueError for anything that is not a telegram, and for any other view.

    >>> from moscow_telegrams import telegram
    >>> read(telegram("1949-12-18"), view="voices")
    Reader: Telegram from Mao Tse-tung to Liu Shaoqi; view: voices
    """
    from moscow_telegrams.reading.reader import Reader

    return Reader(telegram, view)
