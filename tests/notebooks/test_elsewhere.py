"""Notebooks are tested from wherever somebody stands."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_a_notebook_passes_from_another_directory(tmp_path):
    notebook = ROOT / "notebooks" / "00_start_here.ipynb"
    cells = [f"{notebook}::Cell {number}" for number in range(3)]  # the first finds the package, the next the data
    run = subprocess.run(
        [sys.executable, "-m", "pytest", "--nbval", "-n0", "-q", *cells],
        cwd=tmp_path,
        capture_output=True,
        text=True,
    )
    assert run.returncode == 0, run.stdout[-2000:]
    assert "3 passed" in run.stdout
