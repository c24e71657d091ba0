"""What a student did is kept, whatever happens to the program that keeps it."""

import json
import os
import random
import shutil
import signal
import threading
import time
from contextlib import suppress
from itertools import count
from pathlib import Path
from queue import Empty

import pytest
from jupyter_client.manager import start_new_kernel

from moscow_telegrams.exercises.bank import bank
from moscow_telegrams.workbook import SCHEMA, VERSION, Workbook, WorkbookError, opened, workbook

# What a student does in a notebook, over and over; what is saved is said.
SAVING = """
from moscow_telegrams import check, telegram
from moscow_telegrams.reading.annotation import put
december = telegram("1949-12-18")
for number in range(10**9):
    check({question!r}, f"{name} answer {{number}}")
    print(f"{name} answer {{number}}", flush=True)
    put(december, {{"start": 0, "end": 8, "tags": ["claim"], "note": f"{name} note {{number}}"}})
    print(f"{name} note {{number}}", flush=True)
"""
KILLS = int(os.environ.get("MOSCOW_TELEGRAMS_KILLS", "3"))
KILLS_OF_ONE_WORKBOOK = 20  # it grows with every kernel, and what is saved often must not grow for ever
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


class Death(BaseException):
    """The end of the program: nothing in it can go on."""


def test_a_restore_that_dies_before_any_of_its_steps_leaves_the_workbook_that_was_there(work, monkeypatch):
    book = workbook()
    book.record("prep-days", 5, "correct")
    downloaded = book.path.read_bytes()
    book.record("chou-leaves", "1950-01-09", "correct")
    before = book.path.read_bytes()
    for step in count():
        with monkeypatch.context() as patch:
            die_before(patch, step)
            try:
                kept = book.restore(downloaded)
                break
            except Death:
                assert book.path.read_bytes() == before
    assert step > 1, "it writes one file, and then puts it in the place of the other"
    assert book.path.read_bytes() == downloaded and kept.read_bytes() == before


def die_before(patch, step):
    """Let the program die when that many of the steps that reach the disk are done."""
    done = count()

    def mortal(act):
        def acting(*given, **named):
            if next(done) == step:
                raise Death
            return act(*given, **named)

        return acting

    for place, name in ((os, "fsync"), (shutil, "copyfile"), (Path, "replace")):
        patch.setattr(place, name, mortal(getattr(place, name)))


def test_what_a_killed_program_leaves_behind_hinders_nobody(work):
    (work / "workbook.json.lock").touch()
    (work / "workbook.json.new").write_text('{"schema": "moscow-telegr')
    workbook().record("prep-days", 5, "correct")
    workbook().restore(workbook().path.read_bytes())
    assert workbook().read()["answers"]["prep-days"]["answer"] == 5


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGKILL")
def test_a_kernel_that_is_killed_while_it_saves_loses_nothing_that_it_had_saved(work, monkeypatch):
    # 200 kills: MOSCOW_TELEGRAMS_KILLS=200 pytest tests/test_workbook.py
    monkeypatch.setenv("IPYTHONDIR", str(work / "ipython"))
    question = next(one.id for one in bank().values() if one.kind == "text")
    chance = random.Random(18121949)
    for kill in range(KILLS):
        if kill % KILLS_OF_ONE_WORKBOOK == 0:
            workbook().path.unlink(missing_ok=True)
            said = set()
        code = SAVING.format(question=question, name=f"kernel {kill}")
        said |= said_until_killed(code, seconds=chance.uniform(0, 0.3))
        assert said <= saved(workbook().read())
    workbook().record("prep-days", 5, "correct")


def said_until_killed(code, seconds):
    """Run code in a new kernel and kill it some seconds after it has said the first thing; the lines that it said."""
    kernel, client = start_new_kernel(kernel_name="python3")
    try:
        client.execute(code)
        said = printed(client, patience=60)
        time.sleep(seconds)
        assert kernel.is_alive()
        kernel.signal_kernel(signal.SIGKILL)
        with suppress(Empty):
            while True:
                said += printed(client, patience=0.1)
    finally:
        client.stop_channels()
        kernel.shutdown_kernel(now=True)
    return set(said.rpartition("\n")[0].splitlines())  # the end of a line may have died with the kernel


def printed(client, patience):
    """The next text that a kernel prints; Empty when it prints nothing for so many seconds."""
    while True:
        message = client.get_iopub_msg(timeout=patience)
        assert message["msg_type"] != "error", message["content"]["evalue"]
        if message["msg_type"] == "stream":
            return message["content"]["text"]


def saved(content):
    """The answers and the notes of a workbook, as one typed them."""
    answers = {attempt["answer"] for attempt in content["attempts"]}
    return answers | {body["value"] for note in content["annotations"] for body in note["body"]}
