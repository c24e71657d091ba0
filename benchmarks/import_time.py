"""What importing the package costs, as a ratio to importing the widget libraries that a notebook needs anyway.

    uv run python benchmarks/import_time.py

Both are imported in fresh interpreters, turn by turn, and each is measured by the least of its times less that of an
interpreter which imports nothing: the machine's other work can only add to a time. Exits 1 above the limit.
"""

from __future__ import annotations

import subprocess
import sys
from time import perf_counter

PEER = "import ipywidgets, anywidget"
OURS = "import moscow_telegrams"
LIMIT = 1.15
ROUNDS = 15


def seconds(code: str) -> float:
    begin = perf_counter()
    subprocess.run([sys.executable, "-c", code], check=True)
    return perf_counter() - begin


def main() -> int:
    least = {"": float("inf"), PEER: float("inf"), OURS: float("inf")}
    for _ in range(ROUNDS):
        for code in least:
            least[code] = min(least[code], seconds(code))
    peer, ours = least[PEER] - least[""], least[OURS] - least[""]
    print(f"{PEER}: {peer * 1000:.0f} ms")
    print(f"{OURS}: {ours * 1000:.0f} ms")
    print(f"ratio {ours / peer:.2f}, limit {LIMIT}")
    return int(ours > LIMIT * peer)


if __name__ == "__main__":
    sys.exit(main())
