"""The workbook: a student's own file, which keeps answers, attempts and annotations.

One JSON file, `workbook.json`, in the folder `work/`. Its shape, version 1:

    {"schema": "moscow-telegrams/workbook", "version": 1,
     "answers": {"days-in-a-week": {"answer": 7, "outcome": "correct", "at": "2026-11-23T09:00:00+00:00"}},
     "attempts": [{"question": "days-in-a-week", "answer": 5, "outcome": "not_yet", "at": "…"}, …],
     "annotations": [W3C Web Annotations]}

`answers` holds the latest attempt at each question. Every change is saved at once and whole: a new file is written
beside the old one and takes its name, so that a crash leaves the one or the other and never half of one.
"""

from __future__ import annotations

import json
import os
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from shutil import copy2
from typing import TYPE_CHECKING, Any

from moscow_telegrams.collection import work_folder

if TYPE_CHECKING:
    from collections.abc import Iterator

SCHEMA, VERSION = "moscow-telegrams/workbook", 1
_PARTS = {"answers": dict, "attempts": list, "annotations": list}
_PATIENCE = 10  # seconds to wait for another notebook that is saving


class WorkbookError(ValueError):
    """A workbook that cannot be read or written; the message says what to do. The file on disk is as it was."""


def workbook() -> Workbook:
    """The student's workbook in the work folder; the file is made when something is first saved."""
    return Workbook(work_folder() / "workbook.json")


class Workbook:
    """A workbook file, by its path.

    >>> from tempfile import TemporaryDirectory
    >>> folder = TemporaryDirectory()
    >>> book = Workbook(Path(folder.name, "workbook.json"))
    >>> book.record("days-in-a-week", 7, "correct")
    >>> book.read()["answers"]["days-in-a-week"]["answer"]
    7
    """

    def __init__(self, path: Path) -> None:
        self.path = path

    def __repr__(self) -> str:
        return f"Workbook: {self.path.name}"

    def read(self) -> dict[str, Any]:
        """What is in the file, checked; an empty workbook where there is no file yet.

        Raises WorkbookError for a file that is damaged, is no workbook or comes from a newer version.
        """
        try:
            return opened(self.path.read_bytes())
        except FileNotFoundError:
            return _empty()
        except OSError as error:
            raise WorkbookError(f"Your workbook cannot be read: {error.strerror}. Its place is {self.path}.") from error

    @contextmanager
    def change(self) -> Iterator[dict[str, Any]]:
        """What is in the file, to be changed; saved when the block ends, and not at all when it fails.

        Nobody else can change the file meanwhile, in this notebook or another.

        Raises WorkbookError when the file cannot be read or written; it then stays as it was.
        """
        with self._locked():
            content = self.read()
            yield content
            self._save(content)

    def record(self, question: str, answer: Any, outcome: str) -> None:
        """Keep an attempt at a question, with its time; it is now the latest answer.

        `answer` is anything that JSON can hold. Raises WorkbookError when it cannot be saved.
        """
        attempt = {"answer": answer, "outcome": str(outcome), "at": now()}
        with self.change() as content:
            content["answers"][question] = attempt
            content["attempts"].append({"question": question} | attempt)

    def restore(self, content: bytes) -> Path | None:
        """Put another workbook, as it was downloaded, in the place of this one.

        The file that was there is kept under another name, which is returned. Raises WorkbookError, and changes
        nothing, when `content` is no workbook.
        """
        restored = opened(content)
        kept = self.path.with_name(f"workbook until {datetime.now(UTC):%Y-%m-%d %H.%M.%S.%f}.json")
        with self._locked():
            try:
                self._write(restored)
            except (ValueError, RecursionError):  # JSON can say what no file can hold: NaN, a half of a character
                raise WorkbookError("This workbook is damaged and cannot be restored. Nothing was changed.") from None
            there = self.path.exists()
            if there:
                copy2(self.path, kept)  # a copy: at no moment is there no workbook
            self._new.replace(self.path)
        return kept if there else None

    @contextmanager
    def _locked(self) -> Iterator[None]:
        from filelock import FileLock, Timeout

        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with FileLock(f"{self.path}.lock", timeout=_PATIENCE):
                yield
        except Timeout:
            raise WorkbookError("Another notebook is saving your workbook at this moment. Try again.") from None
        except OSError as error:
            raise WorkbookError(
                f"Your workbook could not be saved: {error.strerror}. See that there is room on the disk, "
                f"and that you may write to {self.path}."
            ) from error

    @property
    def _new(self) -> Path:
        return self.path.with_name(f"{self.path.name}.new")

    def _save(self, content: dict[str, Any]) -> None:
        self._write(content)
        self._new.replace(self.path)

    def _write(self, content: dict[str, Any]) -> None:
        with self._new.open("w", encoding="utf-8", newline="\n") as file:
            json.dump(content, file, ensure_ascii=False, indent=1, allow_nan=False)
            file.flush()
            os.fsync(file.fileno())


def opened(content: bytes) -> dict[str, Any]:
    """The bytes of a workbook file as data.

    Raises WorkbookError, saying why, for bytes that are no workbook of this version.

    >>> opened(b'{"schema": "moscow-telegrams/workbook", "version": 99}')
    Traceback (most recent call last):
        ...
    moscow_telegrams.workbook.WorkbookError: This workbook was saved by a newer version of Moscow Telegrams. Update it, then try again.
    """  # noqa: E501
    try:
        found = json.loads(content)
    except (ValueError, RecursionError):
        raise WorkbookError(
            "This workbook is damaged and cannot be read. Nothing was changed. "
            "Restore the copy that you downloaded last, or give the file another name to begin a new one."
        ) from None
    if not isinstance(found, dict) or found.get("schema") != SCHEMA:
        raise WorkbookError("This file is not a workbook of Moscow Telegrams. Nothing was changed.")
    version = found.get("version")
    if isinstance(version, int) and version > VERSION:
        raise WorkbookError(
            "This workbook was saved by a newer version of Moscow Telegrams. Update it, then try again."
        )
    if version != VERSION or not _whole(found):
        raise WorkbookError("This workbook lacks a part, so it may be damaged. Nothing was changed.")
    return found


def _whole(found: dict[str, Any]) -> bool:
    parts = all(isinstance(found.get(name), kind) for name, kind in _PARTS.items())
    return parts and all(
        isinstance(entry, dict) for entry in (*found["answers"].values(), *found["attempts"], *found["annotations"])
    )


def now() -> str:
    """The present moment in UTC, as workbooks write it, to the microsecond."""
    return datetime.now(UTC).isoformat()


def _empty() -> dict[str, Any]:
    return {"schema": SCHEMA, "version": VERSION} | {name: kind() for name, kind in _PARTS.items()}
