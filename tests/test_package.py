"""The package stays quick to import and its rooms stay in order."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import moscow_telegrams

PACKAGE = Path(moscow_telegrams.__file__).parent
# Each room may import from those before it. `collection`, `picture` and `table` know no room.
ROOMS = [
    ("collection", "picture", "table"),
    ("edition", "workbook"),
    ("reading", "chronology"),
    ("atlas",),  # its journeys are events on two clocks
    ("exercises",),
    ("classroom",),
    ("cli",),
]
FLOOR = {room: level for level, rooms in enumerate(ROOMS) for room in rooms}


@pytest.mark.parametrize("heavy", ["pandas", "numpy", "folium", "matplotlib", "lxml", "anywidget", "ipywidgets"])
def test_importing_the_package_does_not_import(heavy):
    code = f"import sys, moscow_telegrams; sys.exit({heavy!r} in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_reading_asking_and_checking_an_answer_need_no_pandas():
    code = (
        "import sys, moscow_telegrams as m; m.telegram('1950-01-02').passage('j1'); m.question('counting');"
        "m.check('prep-days', 5); sys.exit('pandas' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def room(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


@pytest.mark.parametrize(
    "path",
    [path for path in sorted(PACKAGE.rglob("*.py")) if room(path) in FLOOR],
    ids=lambda path: path.relative_to(PACKAGE).as_posix(),
)
def test_no_room_imports_upward(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("moscow_telegrams."):
            imported = node.module.split(".")[1]
            assert imported == room(path) or FLOOR[imported] < FLOOR[room(path)], node.module


def test_every_module_stands_in_a_room():
    outside = {room(path) for path in PACKAGE.rglob("*.py")} - set(FLOOR)
    assert outside == {"__init__", "__main__"}


def test_every_public_name_is_there_and_says_what_it_is():
    for name in moscow_telegrams.__all__:
        assert getattr(moscow_telegrams, name).__doc__, name
