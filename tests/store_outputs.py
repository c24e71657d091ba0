"""Run every notebook in a fresh kernel and store what it shows, in the one form that the tests compare with.

    uv run python tests/store_outputs.py              all notebooks
    uv run python tests/store_outputs.py notebooks/05_calendar.ipynb

Stored maps keep their picture and lose their HTML, and widgets keep their still page: a notebook in git stays small,
and everything in it shows with no kernel.
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

import nbformat
from nbclient import NotebookClient

ROOT = Path(__file__).resolve().parents[1]
METADATA = {
    "kernelspec": {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}
LARGEST_HTML = 20_000


def store(path: Path) -> None:
    notebook = nbformat.read(path, as_version=4)
    notebook.metadata = nbformat.from_dict(METADATA)
    NotebookClient(
        notebook, kernel_name="python3", record_timing=False, resources={"metadata": {"path": str(path.parent)}}
    ).execute()
    notebook.metadata = nbformat.from_dict(METADATA)  # without the state of the widgets
    for cell in notebook.cells:
        for output in cell.get("outputs", []):
            data = output.get("data", {})
            data.pop("application/vnd.jupyter.widget-view+json", None)  # it shows nothing without its kernel
            if len(data.get("text/html", "")) > LARGEST_HTML and "image/png" in data:
                del data["text/html"]
    nbformat.write(notebook, path)


if __name__ == "__main__":
    chosen = [Path(name).resolve() for name in sys.argv[1:]]
    with tempfile.TemporaryDirectory() as empty:  # nobody's own answers
        os.environ["MOSCOW_TELEGRAMS_WORK"] = empty
        for notebook_path in chosen or sorted([*ROOT.glob("notebooks/*.ipynb"), *ROOT.glob("exercises/*.ipynb")]):
            store(notebook_path)
            print(f"stored {notebook_path.relative_to(ROOT)}")
