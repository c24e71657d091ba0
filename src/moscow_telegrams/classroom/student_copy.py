"""A copy of the collection for students, in which the keys of some questions are nowhere.

Whoever has an open repository has its answers. In the copy, a question that is held back keeps its prompt, its choices
and its hints; its answer, its feedback and its solution stay with the teacher. They are taken out of the question bank,
of the stored outputs of the notebooks, and of the examples in docstrings and prose. At the end every file of the copy
is searched for them once more, and the copy is not made when anything is found.
"""

from __future__ import annotations

import ast
import json
import re
import shutil
import tomllib
from collections.abc import Iterable, Iterator
from datetime import date, time
from html import unescape
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from moscow_telegrams.collection import collection_folder
from moscow_telegrams.exercises.bank import KEY, Question, bank, lessons, question, read_questions

# conftest.py, because without it the examples in the code would be recorded in a student's own workbook.
PARTS = (
    ".gitignore", "CONTRIBUTING.md", "LICENSE", "README.md", "conftest.py", "pyproject.toml",
    "binder", "data", "exercises", "notebooks", "src",
)  # fmt: skip
_LEFT_OUT = ("__pycache__", ".ipynb_checkpoints", "*.egg-info", "work", "teacher_guide*")
_HEADER = "# A copy for students. Of the questions that are held back, the key is with the teacher.\n"


def student_copy(folder: Path, hold_back: Iterable[str] = (), files: Iterable[str] = ()) -> list[str]:
    """Write a copy of the collection into a new folder; the ids of the questions whose keys are not in it.

    Held back are the questions that say `held_back = true`, those named by id in `hold_back`, and all those of the
    question `files`, such as "05_calendar".

    Raises ValueError, and writes nothing, for a folder that is not empty or lies inside the collection, for a question
    or a file that is not there, and when a key is found in a file from which it cannot be taken out.
    """
    held = _chosen(hold_back, files)
    folder = _free(Path(folder).expanduser().absolute())
    with TemporaryDirectory(dir=folder.parent, prefix=".student-copy-") as place:
        copy = Path(place, "copy")
        _copy_parts(copy)
        _take_keys_out(copy, held)
        _search(copy, held)
        if folder.exists():
            folder.rmdir()
        copy.rename(folder)
    return held


def _chosen(hold_back: Iterable[str], files: Iterable[str]) -> list[str]:
    """The ids of the questions to hold back, in the order of the bank."""
    named = {question(id).id for id in hold_back}
    for file in files:
        lesson = Path(file).name.removesuffix(".toml")
        if lesson not in lessons():
            raise ValueError(f"There is no question file {lesson!r}. Choose among {', '.join(lessons())}.")
        named |= {asked.id for asked in lessons()[lesson]}
    return [asked.id for asked in bank().values() if asked.held_back or asked.id in named]


def _free(folder: Path) -> Path:
    """The folder, ready to be made; ValueError where a copy must not stand."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise ValueError(f"{folder} is there already, and it is not empty. Name a new folder.")
    if folder.resolve().is_relative_to(collection_folder().resolve()):
        raise ValueError(f"{folder} lies inside the collection. Name a folder outside it, such as ../for-students.")
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ValueError(f"{folder} cannot be made: {error.strerror}.") from error
    return folder


def _copy_parts(copy: Path) -> None:
    home = collection_folder()
    missing = [name for name in PARTS if not (home / name).exists()]
    if missing:
        raise ValueError(
            f"A copy is made from a complete copy of the repository, and {home} has no {', '.join(missing)}."
        )
    copy.mkdir()
    for name in PARTS:
        if (home / name).is_dir():
            shutil.copytree(home / name, copy / name, ignore=shutil.ignore_patterns(*_LEFT_OUT))
        else:
            shutil.copy2(home / name, copy / name)


# Taking keys out


def _take_keys_out(copy: Path, held: list[str]) -> None:
    keys, names = _keys(held), _names(held)
    if not names:
        return
    for path in (copy / "exercises" / "questions").glob("*.toml"):
        _rewrite(path, lambda text: _without_keys(text, held))
    for path in copy.rglob("*.ipynb"):
        _rewrite(path, lambda text: _without_outputs(text, keys))
    for path in (copy / "src").rglob("*.py"):
        _rewrite(path, lambda text: _without_examples(text, names))
    for path in copy.rglob("*.md"):
        _rewrite(path, lambda text: _without_paragraphs(text, names))


def _rewrite(path: Path, change: Any) -> None:
    text = path.read_text(encoding="utf-8")
    changed = change(text)
    if changed != text:
        path.write_text(changed, encoding="utf-8", newline="\n")


def _without_keys(text: str, held: list[str]) -> str:
    r"""A file of questions in which those held back have no key; its comments go, for they may tell one.

    >>> print(_without_keys('[[question]]\nid = "a"\nanswer = 1  # one\nhints = ["h"]', ["a"]).partition("[[")[2])
    question]]
    id = "a"
    hints = ["h"]
    held_back = true
    <BLANKLINE>
    """
    entries = tomllib.loads(text)["question"]
    if not any(entry["id"] in held for entry in entries):
        return text
    bare = [_bare(entry) if entry["id"] in held else entry for entry in entries]
    written = _HEADER + "".join(f"\n[[question]]\n{_fields(entry)}" for entry in bare)
    assert tomllib.loads(written)["question"] == bare, "what was written is not what was meant"
    return written


def _bare(entry: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in entry.items() if name not in KEY} | {"held_back": True}


def _fields(entry: dict[str, Any]) -> str:
    return "".join(f"{_key(name)} = {_toml(value)}\n" for name, value in entry.items())


def _toml(value: Any) -> str:
    """A value as TOML writes it.

    >>> _toml({"day": date(1950, 1, 2), "a b": [1, True, "“x”"]})
    '{ day = 1950-01-02, "a b" = [1, true, "“x”"] }'
    """
    match value:
        case str():
            return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
        case date() | time():
            return value.isoformat()
        case list():
            return f"[{', '.join(map(_toml, value))}]"
        case dict():
            return f"{{ {', '.join(f'{_key(name)} = {_toml(held)}' for name, held in value.items())} }}"
    return json.dumps(value)  # a number, true or false


def _key(name: str) -> str:
    return name if re.fullmatch(r"[A-Za-z0-9_-]+", name) else _toml(name)


def _without_outputs(text: str, keys: dict[str, str]) -> str:
    """A notebook without the stored outputs that tell a key."""
    notebook = json.loads(text)
    telling = [
        cell for cell in notebook["cells"] if any(_told(said, keys) for said in _strings(cell.get("outputs", [])))
    ]
    for cell in telling:
        cell |= {"outputs": [], "execution_count": None}
    return json.dumps(notebook, ensure_ascii=False, indent=1) + "\n" if telling else text


def _without_examples(text: str, names: re.Pattern[str]) -> str:
    """Python without the paragraphs of docstrings that name a question held back: an example may give its answer."""
    lines = text.splitlines(keepends=True)
    for start, end in _docstrings(text):
        for first, last in _paragraphs(lines, start + 1, end - 1):
            if names.search("".join(lines[first:last])):
                lines[first:last] = [""] * (last - first)
    return "".join(lines)


def _docstrings(text: str) -> Iterator[tuple[int, int]]:
    """The lines of each docstring, from the one that opens it to the one after its end, counted from 0."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)) and ast.get_docstring(
            node
        ):
            yield node.body[0].lineno - 1, node.body[0].end_lineno


def _paragraphs(lines: list[str], start: int, end: int) -> Iterator[tuple[int, int]]:
    """Where lines without an empty one between them begin and end."""
    for number in range(start, end):
        if lines[number].strip() and (number == start or not lines[number - 1].strip()):
            last = next((place for place in range(number, end) if not lines[place].strip()), end)
            yield number, last


def _without_paragraphs(text: str, names: re.Pattern[str]) -> str:
    r"""Prose without the paragraphs and blocks of code that name a question held back.

    >>> _without_paragraphs('One.\n\n```python\ncheck("a")\n\n1\n```\n\nTwo.\n', _names(["a"]))
    'One.\n\nTwo.\n'
    """
    blocks = re.findall(r"```.*?\n```\n*|.+?(?:\n\n+|\Z)", text, re.DOTALL)
    return "".join(block for block in blocks if not names.search(block))


# What a key is, and looking for it


def _names(held: list[str]) -> re.Pattern[str] | None:
    """What finds the id of a question held back, in quotation marks; None where none is."""
    return re.compile(rf"""["']({"|".join(map(re.escape, held))})["']""") if held else None


def _keys(held: list[str]) -> dict[str, str]:
    """The sentences that tell a key, each with the id of its question.

    A sentence that stands with another question too, as feedback may, tells nothing.
    """
    others = {said for asked in bank().values() if asked.id not in held for said in _sentences(asked)}
    return {said: id for id in held for said in _sentences(bank()[id]) if said and said not in others}


def _sentences(asked: Question) -> list[str]:
    told = [asked.correct, asked.solution, *asked.rubric, *(one.feedback for one in asked.misconceptions)]
    return [_plain(said) for said in (*told, *(one.convention for one in asked.alternatives))]


def _plain(text: str) -> str:
    return " ".join(unescape(text).split())


def _told(text: str, keys: dict[str, str]) -> str:
    """The id of the first question whose key stands in a text; "" where there is none."""
    plain = _plain(text)
    return next((id for said, id in keys.items() if said in plain), "")


def _search(copy: Path, held: list[str]) -> None:
    """Look through every file of the copy; ValueError, naming the file, when a key is in it."""
    keys = _keys(held)
    for path in sorted(path for path in copy.rglob("*") if path.is_file()):
        for text in _texts(path):
            if id := _told(text, keys):
                raise ValueError(
                    f"{path.relative_to(copy).as_posix()} tells the answer of {id!r}, and no copy was made. "
                    "Take it out of that file, or do not hold the question back."
                )
    left = [asked.id for path in sorted((copy / "exercises" / "questions").glob("*.toml"))
            for asked in read_questions(path) if asked.id in held and not asked.keyless]  # fmt: skip
    if left:
        raise ValueError(f"The keys of {', '.join(left)} are still in the copy, so no copy was made.")


def _texts(path: Path) -> Iterable[str]:
    """What a file says: the strings in data, and anything else as it is."""
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return []
    if path.suffix == ".ipynb":
        return _strings(json.loads(text))
    return _strings(tomllib.loads(text)) if path.suffix == ".toml" else [text]


def _strings(data: Any) -> Iterator[str]:
    """The texts in data; a list of lines is one text."""
    match data:
        case str():
            yield data
        case list() if data and all(isinstance(line, str) for line in data):
            yield "".join(data)
            yield from data
        case list():
            for part in data:
                yield from _strings(part)
        case dict():
            for part in data.values():
                yield from _strings(part)
