"""Binder builds the environment that was tested, once, and not again for every change to a notebook."""

import importlib.metadata
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
BINDER = ROOT / "binder"


@pytest.fixture(scope="module")
def dockerfile():
    run = subprocess.run(
        [
            sys.executable,
            "-m",
            "repo2docker",
            "--no-build",
            "--debug",
            "--user-id",
            "1000",
            "--user-name",
            "jovyan",
            str(ROOT),
        ],
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
    )
    lines = [line.strip() for line in (run.stdout + run.stderr).splitlines()]
    return [line for line in lines if line and not line.startswith("#")]


def place(dockerfile: list[str], pattern: str) -> int:
    found = [number for number, line in enumerate(dockerfile) if re.search(pattern, line)]
    assert len(found) == 1, (pattern, found)
    return found[0]


def test_the_environment_is_installed_before_the_repository_is_copied(dockerfile):
    copied_list = place(dockerfile, r"^COPY .*src/binder/requirements\.txt ")
    installed = place(dockerfile, r"pip install --no-cache-dir -r .*binder/requirements\.txt")
    copied_all = place(dockerfile, r"^COPY .* src/ \$\{REPO_DIR\}")
    built = place(dockerfile, r"^RUN \./binder/postBuild")
    assert copied_list < installed < copied_all < built


def test_nothing_else_of_the_repository_is_copied_early(dockerfile):
    copied = [line for line in dockerfile if line.startswith("COPY") and " src/" in line]
    assert len(copied) == 2


def test_the_image_has_the_python_that_runtime_names(dockerfile):
    assert (BINDER / "runtime.txt").read_text(encoding="utf-8").strip() == "python-3.12"
    assert any("environment-2epy-2d3-2e12-" in line for line in dockerfile)  # conda's environment.py-3.12-…


def test_the_package_itself_is_installed_without_dependencies():
    lines = [line for line in (BINDER / "postBuild").read_text(encoding="utf-8").splitlines() if line.startswith("pip")]
    assert lines == ["pip install --no-deps --no-cache-dir --editable ."]


def test_every_version_is_exact_and_nothing_is_local():
    for line in (BINDER / "requirements.txt").read_text(encoding="utf-8").splitlines():
        assert re.fullmatch(r"[A-Za-z0-9._-]+==[A-Za-z0-9.+!-]+( ; .*)?", line), line


def test_the_versions_are_those_that_pyproject_gives():
    run = subprocess.run(
        [
            *uv(),
            "pip",
            "compile",
            "pyproject.toml",
            "--python-version",
            "3.12",
            "--python-platform",
            "linux",
            "--no-header",
            "--no-annotate",
            "--no-python-downloads",
            "--quiet",
        ],
        capture_output=True,
        text=True,
        cwd=ROOT,
    )
    assert run.returncode == 0, run.stderr
    assert run.stdout == (BINDER / "requirements.txt").read_text(encoding="utf-8"), (
        "binder/requirements.txt has drifted from pyproject.toml: see CONTRIBUTING.md, “Newer versions”"
    )


def uv() -> list[str]:
    from shutil import which

    return [which("uv")] if which("uv") else [sys.executable, "-m", "uv"]


def test_jupyterlab_does_not_ask_about_news():
    settings = json.loads((BINDER / "labconfig" / "default_setting_overrides.json").read_text(encoding="utf-8"))
    assert settings["@jupyterlab/apputils-extension:notification"]["fetchNews"] == "false"
    installed = Path(sys.prefix, "etc", "jupyter", "labconfig", "default_setting_overrides.json")
    assert json.loads(installed.read_text(encoding="utf-8")) == settings


def test_the_tests_run_on_the_versions_that_binder_has():
    pinned = dict(
        line.split(" ")[0].split("==")
        for line in (BINDER / "requirements.txt").read_text(encoding="utf-8").splitlines()
    )
    for name in ("jupyterlab", "ipywidgets", "pandas", "folium", "anywidget", "lxml", "matplotlib"):
        assert importlib.metadata.version(name) == pinned[name]
