"""My work: how far a student has come, and the workbook to download and to restore.

A Binder session forgets everything, and a school's laptop changes hands: the file goes out with one click, and comes
back with one more.
"""

from __future__ import annotations

from contextlib import suppress
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

import anywidget
import traitlets

from moscow_telegrams.exercises.progress import COLUMNS, progress, summed, total, unknown
from moscow_telegrams.reading.front_end import front_end
from moscow_telegrams.table import html_table
from moscow_telegrams.workbook import WorkbookError, opened, workbook

if TYPE_CHECKING:
    from pandas import DataFrame

_HERE = Path(__file__).parent
_SHOWN = {
    "questions": "Questions",
    "answered": "Answered",
    "right": "Right",
    "partly": "Partly",
    "not_yet": "Not yet",
    "recorded": "Recorded",
    "open": "Open",
    "points": "Points",
}
_CAPTIONS = {"lesson": "By lesson", "skill": "By skill"}
_LEGEND = (
    "Recorded: a text, or an answer that your teacher looks at; it has no points here. Points are for right answers."
)
_NOTHING = "No answers and no notes yet. They are saved here as soon as you check an answer or write a note."
_MEND = (
    "“Download my work” gives you the file as it is. “Restore” puts a good copy in its place, and keeps this file "
    "under another name."
)
_LARGEST = 8_000_000  # bytes; a year's work has a hundredth of it


class MyWork(anywidget.AnyWidget):
    """A student's progress by lesson and by skill, with Download and Restore; `table` has the numbers."""

    _esm = f"{front_end('elements.js')}\n{(_HERE / 'work.js').read_text(encoding='utf-8')}"
    _css = _HERE / "work.css"

    _shown = traitlets.Dict().tag(sync=True)
    _largest = traitlets.Int(_LARGEST).tag(sync=True)

    def __init__(self) -> None:
        super().__init__()
        self.on_msg(self._hear)
        self._look()

    @property
    def table(self) -> DataFrame:
        """The numbers as a DataFrame, a row for each lesson and skill; no rows where the workbook cannot be read.

        Columns: lesson, skill; then how many questions there are, are answered, right, partly right, not yet right,
        recorded, and open; the points that were had, and those that can be had (`of`).
        """
        from pandas import DataFrame

        self._look()
        return DataFrame(self._rows, columns=COLUMNS)

    def _look(self) -> None:
        """Count what is in the workbook now."""
        self._rows, self._summary, trouble = [], "", ""
        try:
            content = workbook().read()
        except WorkbookError as error:
            trouble = f"{error} {_MEND}"
        else:
            self._rows, self._summary = progress(content), _summary(content)
        self._trouble = trouble
        tables = [_table(self._rows, by) for by in _CAPTIONS] if self._rows else []
        self._shown = {"summary": self._summary or _NOTHING, "trouble": trouble, "tables": tables, "legend": _LEGEND}

    # Talking with the front end

    def _hear(self, _widget: MyWork, message: dict[str, Any], buffers: list[memoryview]) -> None:
        """Do what the front end asks; when that fails, tell it why."""
        file, said = [], ""
        try:
            match message.get("op"):
                case "download":
                    file, said = [_file()], "Downloaded as workbook.json. Keep it where you find it again."
                case "restore":
                    said = _restored(bytes(buffers[0]) if buffers else b"")
            self._look()
            answer = {"said": said or ("" if self._trouble else "Counted again.")}
        except (ValueError, OSError) as error:
            answer = {"failed": str(error)}
        with suppress(KeyError):
            self.send({"n": message["n"]} | answer, file)

    # Where no widget is drawn

    def __repr__(self) -> str:
        return f"My work: {self._trouble or self._summary or _NOTHING}"

    def _repr_mimebundle_(self, **options: Any) -> tuple[dict, dict]:
        data, metadata = super()._repr_mimebundle_(**options)
        return data | {"text/html": self._still(), "text/plain": repr(self)}, metadata

    def _still(self) -> str:
        """The same as a still page; of an empty workbook no table, so that a new question does not change the page."""
        said = f"<p><strong>My work.</strong> {escape(self._trouble or self._summary or _NOTHING, quote=False)}</p>"
        tables = self._shown["tables"] if self._summary else []
        html = "".join(
            html_table(
                one["caption"], one["columns"], [[escape(cell, quote=False) for cell in row] for row in one["rows"]]
            )
            for one in tables
        )
        return said + html + (f"<p>{_LEGEND}</p>" if html else "")


def _summary(content: dict[str, Any]) -> str:
    """What is in a workbook, in a sentence or two; "" when nothing is."""
    notes, foreign = len(content["annotations"]), unknown(content)
    if not content["answers"] and not notes:
        return ""
    all_ = total(progress(content))
    said = (
        f"{all_['answered']} of {all_['questions']} questions answered: {all_['right']} right, "
        f"{all_['partly']} partly, {all_['not_yet']} not yet, {all_['recorded']} recorded. "
        f"{all_['points']} of {all_['of']} points. {_number(notes, 'note')} taken."
    )
    return said + (
        f" {_number(foreign, 'more answer')} to questions that are not in this collection." if foreign else ""
    )


def _table(rows: list[dict[str, Any]], by: str) -> dict[str, Any]:
    """A table as it is shown: its caption, its columns and its cells, all of them plain text."""
    lines = [*summed(rows, by), {by: "Together"} | total(rows)]
    cells = [[str(one[by]), *(_cell(one, name) for name in _SHOWN)] for one in lines]
    return {"caption": _CAPTIONS[by], "columns": [by.title(), *_SHOWN.values()], "rows": cells}


def _cell(row: dict[str, Any], name: str) -> str:
    return f"{row[name]} of {row['of']}" if name == "points" else str(row[name])


def _number(count: int, thing: str) -> str:
    return f"{count} {thing}" if count == 1 else f"{count} {thing}s"


def _file() -> bytes:
    """The workbook as it is on the disk, damaged or not."""
    try:
        return workbook().path.read_bytes()
    except FileNotFoundError:
        raise WorkbookError("Nothing is saved yet, so there is nothing to download.") from None


def _restored(content: bytes) -> str:
    """Put a workbook in the place of the one that is there; what to say of it."""
    if len(content) > _LARGEST:
        raise WorkbookError("This file is too large to be a workbook. Nothing was changed.")
    kept = workbook().restore(content)
    found = opened(content)
    earlier = f"The file that was here before is kept in the same folder as “{kept.name}”. " if kept else ""
    return (
        f"Restored: {_number(len(found['answers']), 'answer')} and {_number(len(found['annotations']), 'note')}. "
        f"{earlier}Run the cells of your notebooks again to see your answers and notes in them."
    )
