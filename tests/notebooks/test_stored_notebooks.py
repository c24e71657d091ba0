"""Stored notebooks are small, quiet and readable, and say everything with no kernel."""

import ast
import json
import re
from pathlib import Path

import pytest

from moscow_telegrams.exercises.bank import bank

ROOT = Path(__file__).resolve().parents[2]
NOTEBOOKS = sorted([*ROOT.glob("notebooks/*.ipynb"), *ROOT.glob("exercises/*.ipynb")])
pytestmark = pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.relative_to(ROOT).as_posix())


def cells(path: Path, kind: str) -> list[dict]:
    return [cell for cell in json.loads(path.read_text(encoding="utf-8"))["cells"] if cell["cell_type"] == kind]


def source(cell: dict) -> str:
    return "".join(cell["source"])


def test_every_cell_was_run_in_order(path):
    assert [cell["execution_count"] for cell in cells(path, "code")] == list(range(1, len(cells(path, "code")) + 1))


def test_no_error_warning_or_large_map_is_stored(path):
    for cell in cells(path, "code"):
        for output in cell["outputs"]:
            assert output["output_type"] != "error"
            assert output.get("name") != "stderr"
            assert len("".join(output.get("data", {}).get("text/html", ""))) <= 20_000


def test_a_map_that_is_not_compared_still_shows_its_picture(path):
    for cell in cells(path, "code"):
        if cell["metadata"].get("tags"):
            assert cell["metadata"]["tags"] == ["nbval-ignore-output"] and "map(" in source(cell)
            assert "image/png" in cell["outputs"][0]["data"]
            assert "".join(cell["outputs"][0]["data"]["text/plain"]).startswith("Map: ")


def test_nothing_of_this_machine_is_stored(path):
    text = path.read_text(encoding="utf-8")
    assert not re.search(r"/(home|root|tmp|Users)/|0x[0-9a-f]{8,}", text)
    assert set(json.loads(text)["metadata"]) == {"kernelspec", "language_info"}


def test_code_can_be_read_aloud(path):
    for cell in cells(path, "code"):
        lines = [line for line in source(cell).splitlines() if line.strip()]
        assert len(lines) <= 4, source(cell)


def test_it_imports_from_the_package_alone(path):
    for cell in cells(path, "code"):
        for node in ast.walk(ast.parse(source(cell))):
            if isinstance(node, ast.ImportFrom):
                assert node.module in ("moscow_telegrams", "datetime")
            if isinstance(node, ast.Import):  # folium, in the cell in which a student draws a map with it
                assert [name.name for name in node.names] == ["folium"] and "blank_map(" in source(cell)


def test_it_opens_with_the_card(path):
    first = source(cells(path, "markdown")[0])
    assert first.startswith("# ")
    for row in ("The question", "You will be able to", "Minutes", "You need", "You read"):
        assert f"| **{row}** |" in first


def test_every_question_it_asks_is_in_the_bank(path):
    asked = re.findall(
        r'(?:ask|question|check|hint|solution)\("([^"]+)"', "\n".join(source(cell) for cell in cells(path, "code"))
    )
    assert asked and set(asked) <= set(bank())


def test_untouched_every_answer_says_not_answered_yet(path):
    for cell in cells(path, "code"):
        if "check(" in source(cell) and "import" not in source(cell):
            assert source(cell).startswith("answer = ...\n")
            assert "Not answered yet" in "".join(cell["outputs"][0]["data"]["text/plain"])


def test_quotations_in_its_prose_stand_in_the_texts(path):
    from moscow_telegrams import headnote, telegram

    texts = "\n".join(text.text for text in (headnote(), telegram("1949-12-18"), telegram("1950-01-02")))
    own = {
        "the telegrams cannot tell",
        "We cannot tell",
        "The telegram of 2 January tells us that …",
        "The telegram of 2 January cannot tell us whether …",
    }
    for cell in cells(path, "markdown"):
        for quotation in re.findall("“([^”]+)”", source(cell)):
            words = " ".join(quotation.split())
            assert words in texts or words in own, words
