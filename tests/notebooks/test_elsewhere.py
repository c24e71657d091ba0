"""Notebooks are tested from wherever somebody stands."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_a_notebook_passes_from_another_directory(tmp_path):
    run = subprocess.run(
        [sys.executable, "-m", "pytest", "--nbval", "-n0", "-q", str(ROOT / "notebooks" / "00_start_here.ipynb")],
        cwd=tmp_path,
        capture_output=True,
        text=True,
    )
    assert run.returncode == 0, run.stdout[-2000:]
    assert " passed" in run.stdout
