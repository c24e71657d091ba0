"""The command prints what was asked for and nothing else, and says what to do when it was asked wrongly."""

import subprocess
import sys

import pytest

from moscow_telegrams import telegram
from moscow_telegrams.cli import main


@pytest.mark.parametrize("when", ["1949-12-18", "1950-01-02"])
def test_text_prints_the_telegram_one_printed_line_a_line(when):
    run = subprocess.run([sys.executable, "-m", "moscow_telegrams", "text", when], capture_output=True, check=True)
    assert run.stdout.decode("utf-8").replace("\r\n", "\n") == telegram(when).text + "\n"
    assert run.stderr == b""


def test_text_of_another_date_names_the_two_there_are(capsys):
    assert main(["text", "1949-12-19"]) == 2
    assert 'Choose "1949-12-18" or "1950-01-02"' in capsys.readouterr().err


@pytest.mark.parametrize(
    "repository",
    [
        "https://github.com/OWNER/REPO",
        "https://github.com/OWNER/REPO.git",
        "https://github.com/OWNER/REPO/",
        "git@github.com:OWNER/REPO.git",
        "github.com/OWNER/REPO",
    ],
)
def test_links_prints_the_badge_of_a_repository(capsys, repository):
    assert main(["links", repository]) == 0
    link = "https://mybinder.org/v2/gh/OWNER/REPO/HEAD?urlpath=lab%2Ftree%2Fnotebooks%2F00_start_here.ipynb"
    assert capsys.readouterr().out.splitlines()[1::2] == [
        link,
        f"[![Open on Binder](https://mybinder.org/badge_logo.svg)]({link})",
    ]


def test_links_to_another_notebook_and_branch(capsys):
    main(["links", "https://github.com/a/b", "--notebook", "exercises/05_calendar.ipynb", "--ref", "class/2026"])
    assert "/a/b/class%2F2026?urlpath=lab%2Ftree%2Fexercises%2F05_calendar.ipynb" in capsys.readouterr().out


@pytest.mark.parametrize(
    "wrong",
    [
        "",
        "OWNER/REPO",
        "https://gitlab.com/OWNER/REPO",
        "https://github.com/OWNER",
        "https://github.com/OWNER/REPO/tree/main",
        "https://github.com/O WNER/REPO",
        "https://github.com/a/..",
    ],
)
def test_links_to_something_else_says_what_an_address_looks_like(capsys, wrong):
    assert main(["links", wrong]) == 2
    assert "https://github.com/OWNER/REPO" in capsys.readouterr().err


def test_no_command_shows_how_to_use_it(capsys):
    with pytest.raises(SystemExit) as stopped:
        main([])
    assert stopped.value.code == 2
    assert "usage: moscow-telegrams" in capsys.readouterr().err
