"""The Reader widget: traits here, the front end in `reader.js` beside it."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any
from weakref import WeakSet

import anywidget
import traitlets

from moscow_telegrams.edition.telegram import Telegram
from moscow_telegrams.reading import annotation as notes
from moscow_telegrams.reading.content import SPELLINGS, VIEWS, content
from moscow_telegrams.reading.front_end import front_end
from moscow_telegrams.reading.still import still

if TYPE_CHECKING:
    from collections.abc import Sequence

_HERE = Path(__file__).parent
_open: WeakSet[Reader] = WeakSet()  # a note made in one Reader shows in the others on its telegram


class Reader(anywidget.AnyWidget):
    """A telegram to read closely; `view`, `spelling`, `brackets` (shown or not) and `large` can be set from Python too.

    Notes are saved in the student's workbook at once, and every Reader on the telegram shows them.

    >>> from moscow_telegrams.edition.telegram import telegram
    >>> reader = Reader(telegram("1950-01-02"))
    >>> reader.view = "names"
    >>> reader
    Reader: Telegram from Mao to Chinese Communist Party’s Central Committee; view: names
    """

    _esm = front_end("elements.js", "notes.js", "reader.js")
    _css = _HERE / "reader.css"

    view = traitlets.Enum(list(VIEWS), "printed").tag(sync=True)
    spelling = traitlets.Enum(list(SPELLINGS), "printed").tag(sync=True)
    brackets = traitlets.Bool(True).tag(sync=True)
    large = traitlets.Bool(False).tag(sync=True)
    _content = traitlets.Dict().tag(sync=True)
    _tags = traitlets.List().tag(sync=True)
    _notes = traitlets.List().tag(sync=True)
    _trouble = traitlets.Unicode().tag(sync=True)  # why there are no notes, when the workbook cannot be read
    _task = traitlets.Dict().tag(sync=True)  # what the reader has to do, where a question asks for words
    _feedback = traitlets.Dict().tag(sync=True)

    def __init__(self, telegram: Telegram, view: str = "printed", tags: Sequence[str] = notes.TAGS) -> None:
        if not isinstance(telegram, Telegram):
            raise ValueError('Give a telegram, as in read(telegram("1949-12-18")).')
        if view not in list(VIEWS):
            raise ValueError(f"There is no view {view!r}. Choose among: {', '.join(VIEWS)}.")
        if isinstance(tags, str) or not all(isinstance(tag, str) and tag.strip() for tag in tags):
            raise ValueError('Tags are a list of words, as in read(telegram("1949-12-18"), tags=["power", "trust"]).')
        self.telegram = telegram
        super().__init__(view=view, _content=content(telegram), _tags=[tag.strip() for tag in tags])
        self._show_notes()
        self.on_msg(self._hear)
        _open.add(self)

    # Notes

    @property
    def annotations(self) -> notes.Annotations:
        """The notes on this telegram in the student's workbook: a list of records, and a DataFrame as `.table`.

        Raises WorkbookError when the workbook cannot be read.
        """
        return notes.annotations(self.telegram)

    def annotate(self, where: str | tuple[int, int], note: str = "", tags: Sequence[str] = ()) -> None:
        """Add a note on a passage: the number of a sentence, words that stand once, or `(start, end)`.

        Raises ValueError, saying what to write, for any other place; WorkbookError when it cannot be saved.
        """
        start, end = notes.passage(self.telegram, where)
        notes.put(self.telegram, {"start": start, "end": end, "note": note, "tags": tags})
        self._refresh()

    def remove(self, id: str) -> None:
        """Take a note away, by the `id` of its record. Raises ValueError, naming the ids there are, for any other."""
        known = [record["id"] for record in self.annotations]
        if id not in known:
            raise ValueError(f"There is no note {id!r}. There are: {', '.join(known) or 'none'}.")
        notes.delete(id)
        self._refresh()

    def export_annotations(self, path: str | Path) -> None:
        """Write the notes on this telegram into a file, as W3C annotations in JSON-LD."""
        Path(path).write_text(notes.exported(self.telegram), encoding="utf-8")

    def import_annotations(self, path: str | Path) -> str:
        """Take notes in from a JSON-LD file; says how many.

        Raises ValueError for a file without annotations, and changes nothing then.
        """
        said = notes.imported(self.telegram, Path(path).read_bytes())
        self._refresh()
        return said

    def _refresh(self) -> None:
        for reader in list(_open):
            if reader.telegram.name == self.telegram.name:
                reader._show_notes()

    def _show_notes(self) -> None:
        try:
            self._notes, self._trouble = list(self.annotations), ""
        except ValueError as error:
            self._trouble = str(error)

    # Talking with the front end

    def _hear(self, _widget: Reader, message: dict[str, Any], _buffers: list) -> None:
        """Do what the front end asks; when that fails, tell it why, so that nothing a student typed is lost."""
        try:
            answer = self._do(message)
        except (ValueError, OSError) as error:
            answer = {"failed": str(error)}
        with suppress(KeyError):
            self.send({"n": message["n"]} | answer)

    def _do(self, message: dict[str, Any]) -> dict[str, Any]:
        match message.get("op"):
            case "put":
                notes.put(self.telegram, message["note"])
            case "delete":
                notes.delete(message["id"])  # also a note that could never be saved
            case "import":
                said = notes.imported(self.telegram, message["text"])
                self._refresh()
                return {"said": said}
            case "export":
                return {
                    "exported": {"name": f"notes {self.telegram.name}.jsonld", "text": notes.exported(self.telegram)}
                }
            case other:
                raise ValueError(f"The Reader does not know what {other!r} means.")
        self._refresh()
        return {}

    # Where no widget is drawn

    def __repr__(self) -> str:
        return f"Reader: {self.telegram.title}; view: {self.view}"

    def _repr_mimebundle_(self, **options: Any) -> tuple[dict, dict]:
        data, metadata = super()._repr_mimebundle_(**options)
        return data | {"text/html": still(self.telegram, self.view), "text/plain": repr(self)}, metadata
