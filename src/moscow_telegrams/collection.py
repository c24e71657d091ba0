"""Where the collection's files lie: in a checkout, or inside an installed wheel."""

from __future__ import annotations

import csv
import os
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def collection_folder() -> Path:
    """The folder that holds `data/` and `exercises/`: the checkout, or a folder inside the installed wheel.

    >>> (collection_folder() / "data").is_dir()
    True
    """
    installed = _PACKAGE / "_collection"
    return installed if installed.is_dir() else _PACKAGE.parents[1]


def work_folder() -> Path:
    """Where a student's own work is kept: `work/` in the checkout, or where Jupyter was started.

    The environment variable MOSCOW_TELEGRAMS_WORK names another folder. The folder need not exist yet.
    """
    if chosen := os.environ.get("MOSCOW_TELEGRAMS_WORK"):
        return Path(chosen).expanduser()
    return (Path.cwd() if collection_folder().parent == _PACKAGE else collection_folder()) / "work"


def data_file(name: str) -> Path:
    """The path of a file under `data/`.

    Raises FileNotFoundError, with the place that was looked in, when there is no such file.

    >>> data_file("events.csv").name
    'events.csv'
    """
    return _existing(collection_folder() / "data" / name)


def rows(name: str) -> list[dict[str, str]]:
    """The rows of a CSV table under `data/`, each a dictionary from column to text.

    >>> [row["start"] for row in rows("events.csv") if row["id"] == "treaty-signed"]
    ['1950-02-14']
    """
    with data_file(name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def question_files() -> list[Path]:
    """The TOML files of the question bank, in order of their names.

    >>> question_files()[0].suffix
    '.toml'
    """
    return sorted(_existing(collection_folder() / "exercises" / "questions").glob("*.toml"))


def _existing(path: Path) -> Path:
    if not path.exists():
        raise FileNotFoundError(
            f"{path} is missing. Moscow Telegrams needs its data beside its code: "
            "run it from a complete copy of the repository, or install the package again."
        )
    return path
