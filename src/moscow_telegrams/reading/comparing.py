"""The Comparison widget: traits and pinned pairs here, the front end in `comparison.js` beside it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import anywidget
import traitlets

from moscow_telegrams.edition.telegram import DATES, Telegram
from moscow_telegrams.reading.annotation import delete, keep
from moscow_telegrams.reading.comparison import VIEWS, content, table
from moscow_telegrams.reading.front_end import front_end
from moscow_telegrams.reading.pairs import Pair, annotation, pair, pinned
from moscow_telegrams.reading.side_by_side import side_by_side
from moscow_telegrams.workbook import workbook

if TYPE_CHECKING:
    from pandas import DataFrame

_HERE = Path(__file__).parent


class Comparison(anywidget.AnyWidget):
    """The two telegrams side by side; `theme` can be set from Python too, and `table` holds what is compared.

    Pinned pairs are saved in the student's workbook at once, as annotations that link.

    >>> from moscow_telegrams.edition.telegram import telegram
    >>> comparison = Comparison(telegram("1949-12-18"), telegram("1950-01-02"))
    >>> comparison.theme = "lushun"
    >>> comparison
    Comparison: 18 December 1949 and 2 January 1950; theme: Lushun
    """

    _esm = front_end("elements.js", "comparison.js")
    _css = _HERE / "comparison.css"

    theme = traitlets.Enum(list(VIEWS), next(iter(VIEWS))).tag(sync=True)
    _content = traitlets.Dict().tag(sync=True)
    _pairs = traitlets.List().tag(sync=True)
    _trouble = traitlets.Unicode().tag(sync=True)  # why there are no pairs, when the workbook cannot be read

    def __init__(self, december: Telegram, january: Telegram) -> None:
        given = (december, january)
        if tuple(text.name if isinstance(text, Telegram) else None for text in given) != DATES:
            raise ValueError(
                "Give the two telegrams, that of December first, as in "
                f'compare(telegram("{DATES[0]}"), telegram("{DATES[1]}")).'
            )
        self.telegrams = given
        super().__init__(_content=content(december, january))
        self._show_pairs()
        self.on_msg(self._hear)

    @property
    def table(self) -> DataFrame:
        """What is compared: pairs, what is new in January, what is gone; the columns are those of `Finding`."""
        return table()

    @property
    def pairs(self) -> list[dict[str, str]]:
        """The pairs that a reader has pinned: `id, december, january, december_words, january_words, note`."""
        return [dict(record) for record in self._pairs]

    @property
    def annotations(self) -> list[dict[str, Any]]:
        """The pinned pairs as W3C Web Annotations with the motivation linking."""
        return [annotation(Pair(**record), *self.telegrams) for record in self._pairs]

    def pin(self, december: str, january: str, note: str = "") -> None:
        """Pin a pair: a sentence of December and a sentence of January, by their numbers, and a note.

        Raises ValueError, naming what there is, for a number that is no sentence of its telegram.
        """
        self._put(pair(*self.telegrams, (december, january), note))

    def unpin(self, id: str) -> None:
        """Take a pinned pair away, by its id. Raises ValueError, naming the ids there are, for any other."""
        known = [record["id"] for record in self._pairs]
        if id not in known:
            raise ValueError(f"There is no pair {id!r}. Pinned are: {', '.join(known) or 'none'}.")
        self._delete(id)

    def __repr__(self) -> str:
        days = " and ".join(side["day"] for side in self._content["sides"].values())
        return f"Comparison: {days}; theme: {VIEWS[self.theme]}"

    def _repr_mimebundle_(self, **options: Any) -> tuple[dict, dict]:
        data, metadata = super()._repr_mimebundle_(**options)
        return data | {"text/html": side_by_side(*self.telegrams, self.theme), "text/plain": repr(self)}, metadata

    def _put(self, made: Pair) -> None:
        keep(annotation(made, *self.telegrams))
        self._show_pairs()

    def _delete(self, id: str) -> None:
        delete(id)
        self._show_pairs()

    def _show_pairs(self) -> None:
        try:
            kept = [pinned(one, *self.telegrams) for one in workbook().read()["annotations"]]
            self._pairs, self._trouble = [one.record() for one in kept if one], ""
        except ValueError as error:
            self._trouble = str(error)

    def _hear(self, _widget: Comparison, message: dict[str, Any], _buffers: list) -> None:
        """Do what the front end asks; when that fails, tell it why, so that nothing a student typed is lost."""
        try:
            if message["op"] == "put":
                asked = message["pair"]
                self._put(pair(*self.telegrams, (asked["december"], asked["january"]), asked["note"], asked["id"]))
            else:
                self._delete(message["id"])  # also a pair that could never be saved
        except (ValueError, OSError) as error:
            id = message["pair"]["id"] if message["op"] == "put" else message["id"]
            self.send({"op": "failed", "id": id, "why": str(error)})
