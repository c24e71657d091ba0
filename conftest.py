"""The tests keep their workbooks apart from the student's own, and wait for a busy machine."""

import os
import tempfile

import pytest
from hypothesis import settings

# Python knows only one module of the name: looked through for doctests, the second would be an error.
collect_ignore_glob = ["conftest.py", "*/conftest.py"]

settings.register_profile("patient", deadline=None)  # a busy machine is slow, and that is no fault of a test
settings.load_profile("patient")

_folder = tempfile.TemporaryDirectory(prefix="moscow-telegrams-work-")
os.environ["MOSCOW_TELEGRAMS_WORK"] = _folder.name  # also for notebooks and servers that the tests start


@pytest.fixture(autouse=True)
def work(tmp_path, monkeypatch):
    """An empty work folder for each test: what one answers, no other finds, and no notebook that is compared."""
    monkeypatch.setenv("MOSCOW_TELEGRAMS_WORK", str(tmp_path))
    return tmp_path
