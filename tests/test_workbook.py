"""What a student did is kept, whatever happens to the program that keeps it."""

import json
import os
import random
import signal
import subprocess
import sys
import threading
import time

import pytest

from moscow_telegrams.workbook import SCHEMA, VERSION, Workbook, WorkbookError, opened, workbook

# Saves one attempt after another, and says of each that it is saved.
SAVING = """
import sys
from moscow_telegrams.workbook import workbook
for number in range(int(sys.argv[1]), 10**9):
    workbook().record(f"{sys.argv[2]}-{number}", "words " * 200, "not_yet")
    print(number, flush=True)
"""
EMPTY = {"schema": SCHEMA, "version": VERSION, "answers": {}, "attempts": [], "annotations": []}
REFUSED = {
    "half a file": (b'{"schema": "moscow-telegrams/workbook", "ver', "damaged"),
    "nothing": (b"", "damaged"),
    "no text": (b"\x80\x81", "damaged"),
    "too deep": (b"[" * 100_000, "damaged"),
    "another program's file": (b'{"cells": []}', "not a workbook"),
    "a list": (b"[]", "not a workbook"),
    "newer": (json.dumps(EMPTY | {"version": VERSION + 1}).encode(), "newer version"),
    "no version": (json.dumps({"schema": SCHEMA}).encode(), "lacks a part"),
    "a part missing": (json.dumps({k: v for k, v in EMPTY.items() if k != "attempts"}).encode(), "lacks a part"),
    "a part of another kind": (json.dumps(EMPTY | {"annotations": [1]}).encode(), "lacks a part"),
}


def test_an_attempt_is_there_when_the_workbook_is_opened_again(work):
    workbook().record("prep-days", 4, "not_yet")
    workbook().record("prep-days", 5, "correct")
    kept = workbook().read()
    assert kept["answers"]["prep-days"]["answer"] == 5
    assert [attempt["answer"] for attempt in kept["attempts"]] == [4, 5]
    assert kept["attempts"][0]["at"] < kept["attempts"][1]["at"]


def test_no_workbook_yet_is_an_empty_one_and_makes_no_file(work):
    assert workbook().read() == EMPTY
    assert list(work.iterdir()) == []


@pytest.mark.parametrize("content, why", REFUSED.values(), ids=REFUSED)
def test_a_file_that_cannot_be_read_is_refused_and_stays_as_it_is(work, content, why):
    path = work / "workbook.json"
    path.write_bytes(content)
    for act in (workbook().read, lambda: workbook().record("prep-days", 5, "correct"), lambda: opened(content)):
        with pytest.raises(WorkbookError, match=why):
            act()
    assert path.read_bytes() == content

    path.unlink()
    workbook().record("prep-days", 5, "correct")
    before = path.read_bytes()
    with pytest.raises(WorkbookError, match=why):
        workbook().restore(content)
    assert path.read_bytes() == before


def test_a_downloaded_copy_is_restored_and_the_file_that_was_there_is_kept(work):
    book = workbook()
    book.record("prep-days", 5, "correct")
    downloaded = book.path.read_bytes()
    book.path.write_bytes(b"spoilt")
    kept = book.restore(downloaded)
    assert book.read()["answers"]["prep-days"]["answer"] == 5
    assert kept.read_bytes() == b"spoilt"


def test_a_change_that_fails_half_way_changes_nothing(work):
    workbook().record("prep-days", 5, "correct")
    with pytest.raises(KeyError), workbook().change() as content:
        content["answers"].clear()
        raise KeyError
    assert workbook().read()["answers"]
    with pytest.raises(ValueError), workbook().change() as content:
        content["answers"]["prep-days"] = float("nan")  # JSON has no such number
    assert workbook().read()["answers"]["prep-days"]["answer"] == 5


def test_a_folder_that_cannot_be_written_to_is_told_in_words(tmp_path):
    (tmp_path / "work").write_text("a file where the folder should be")
    with pytest.raises(WorkbookError, match="could not be saved"):
        Workbook(tmp_path / "work" / "workbook.json").record("prep-days", 5, "correct")


def test_two_notebooks_that_save_at_once_lose_nothing(work):
    def save(name):
        for number in range(20):
            workbook().record(f"{name}-{number}", number, "correct")

    threads = [threading.Thread(target=save, args=(name,)) for name in ("one", "two", "three")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(workbook().read()["answers"]) == 60


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGKILL")
def test_a_program_that_is_killed_while_it_saves_loses_nothing_that_it_had_saved(work):
    # 200 kills: MOSCOW_TELEGRAMS_KILLS=200 pytest tests/test_workbook.py
    said = 0
    chance = random.Random(18121949)
    for kill in range(int(os.environ.get("MOSCOW_TELEGRAMS_KILLS", "3"))):
        writer = subprocess.Popen(
            [sys.executable, "-c", SAVING, str(said), f"kill{kill}"], stdout=subprocess.PIPE, text=True
        )
        saved = [writer.stdout.readline()]
        time.sleep(chance.uniform(0, 0.03))
        writer.send_signal(signal.SIGKILL)
        saved += writer.stdout.readlines()
        writer.wait()
        answers = workbook().read()["answers"]
        assert {f"kill{kill}-{int(number)}" for number in saved if number.endswith("\n")} <= set(answers)
        workbook().path.unlink()
    assert saved
