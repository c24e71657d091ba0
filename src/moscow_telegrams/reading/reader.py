"""The Reader widget: traits here, the front end in `reader.js` beside it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import anywidget
import traitlets

from moscow_telegrams.edition.telegram import Telegram
from moscow_telegrams.reading.content import SPELLINGS, VIEWS, content
from moscow_telegrams.reading.still import still

_HERE = Path(__file__).parent


class Reader(anywidget.AnyWidget):
    """A telegram to read closely; `view`, `spelling`, `brackets` (shown or not) and `large` can be set from Python too.

    >>> from moscow_telegrams.edition.telegram import telegram
    >>> reader = Reader(telegram("1950-01-02"))
    >>> reader.view = "names"
    >>> reader
    Reader: Telegram from Mao to Chinese Communist Party’s Central Committee; view: names
    """

    _esm = _HERE / "reader.js"
    _css = _HERE / "reader.css"

    view = traitlets.Enum(list(VIEWS), "printed").tag(sync=True)
    spelling = traitlets.Enum(list(SPELLINGS), "printed").tag(sync=True)
    brackets = traitlets.Bool(True).tag(sync=True)
    large = traitlets.Bool(False).tag(sync=True)
    _content = traitlets.Dict().tag(sync=True)

    def __init__(self, telegram: Telegram, view: str = "printed") -> None:
        if not isinstance(telegram, Telegram):
            raise ValueError('Give a telegram, as in read(telegram("1949-12-18")).')
        if view not in list(VIEWS):
            raise ValueError(f"There is no view {view!r}. Choose among: {', '.join(VIEWS)}.")
        self.telegram = telegram
        super().__init__(view=view, _content=content(telegram))

    def __repr__(self) -> str:
        return f"Reader: {self.telegram.title}; view: {self.view}"

    def _repr_mimebundle_(self, **options: Any) -> tuple[dict, dict]:
        data, metadata = super()._repr_mimebundle_(**options)
        return data | {"text/html": still(self.telegram, self.view), "text/plain": repr(self)}, metadata
