"""The tests keep their workbooks apart from the student's own."""

import os
import tempfile

import pytest

# Python knows only one module of the name: looked through for doctests, the second would be an error.
collect_ignore_glob = ["conftest.py", "*/conftest.py"]

_folder = tempfile.TemporaryDirectory(prefix="moscow-telegrams-work-")
os.environ["MOSCOW_TELEGRAMS_WORK"] = _folder.name  # also for notebooks and servers that the tests start


@pytest.fixture
def work(tmp_path, monkeypatch):
    """An empty work folder for one test."""
    monkeypatch.setenv("MOSCOW_TELEGRAMS_WORK", str(tmp_path))
    return tmp_path
