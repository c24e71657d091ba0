"""What it costs to make a form, as a ratio to a bare form of ipywidgets with the same controls.

    uv run python benchmarks/ask_form.py

Both are made turn by turn, and shown as a notebook would show them; each is measured by the least of its times, because
the machine's other work can only add to it. Exits 1 above the limit.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable
from time import perf_counter

from ipywidgets import HTML, Button, DatePicker, HBox, RadioButtons, Text, VBox, Widget

from moscow_telegrams import ask, check, question

LIMIT = 1.5
ROUNDS = 40


def bare(id: str) -> Widget:
    asked = question(id)
    buttons = HBox([Button(description=name) for name in ("Check", "Hint", "Solution")])
    if asked.kind == "choice":
        control = RadioButtons(options=[(words, key) for key, words in asked.choices.items()], value=None)
    elif asked.kind == "date":
        control = HBox([Text(description="Your answer"), DatePicker(description="or pick a day")])
    else:
        control = Text(description="Your answer")
    return VBox([HTML(asked._repr_html_()), control, buttons, HTML(), HTML()])


def seconds(make: Callable[[str], Widget], id: str) -> float:
    begin = perf_counter()
    make(id)._repr_mimebundle_()
    spent = perf_counter() - begin
    Widget.close_all()
    return spent


def main() -> int:
    worst = 0.0
    for id in ("prep-days", "counting", "chou-arrives"):
        check(id, "no answer")  # an earlier answer is read, judged and shown: the longest way
        seconds(ask, id)
        least = {make: float("inf") for make in (bare, ask)}
        for _ in range(ROUNDS):
            for make in least:
                least[make] = min(least[make], seconds(make, id))
        ratio = least[ask] / least[bare]
        worst = max(worst, ratio)
        print(f"{id}: bare {least[bare] * 1000:.1f} ms, ask() {least[ask] * 1000:.1f} ms, ratio {ratio:.2f}")
    print(f"limit {LIMIT}")
    return int(worst > LIMIT)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        os.environ["MOSCOW_TELEGRAMS_WORK"] = folder
        sys.exit(main())
