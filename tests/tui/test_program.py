"""The whole program, once, in a real terminal: what a user does on the first evening, and what a killer does."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from tests.building import open_store
from tests.terminal import Terminal

from newsreader.cli import run
from newsreader.model import View, ViewKind


def start(terminals: list[Terminal], home: Path) -> Terminal:
    terminal = Terminal(home)
    terminals.append(terminal)
    terminal.until("1 of 12")
    return terminal


def starred(home: Path) -> int:
    store = open_store(home)
    try:
        return len(store.articles.list_ids(View(ViewKind.STARRED), since=0))
    finally:
        store.close()


def test_three_starred_and_two_read_are_there_after_a_restart(
    terminals: list[Terminal], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first = start(terminals, tmp_path)
    first.press("sjsjs")
    first.until("★ starred")
    first.press("jmjm")
    first.until("Unread  12")
    first.press("qqq")
    assert first.wait() == 0
    assert b"\x1b[?1049l" in first.raw

    second = Terminal(tmp_path)
    terminals.append(second)
    second.until("1 of 10")
    second.press("gs")
    second.until("1 of 3")
    second.press("Q")
    assert second.wait() == 0
    capsys.readouterr()
    assert run(["--home", str(tmp_path), "list", "--starred", "--json"]) == 0
    assert len(capsys.readouterr().out.splitlines()) == 3


def test_a_star_that_is_shown_survives_a_kill(terminals: list[Terminal], tmp_path: Path) -> None:
    terminal = start(terminals, tmp_path)
    terminal.press("s")
    terminal.until("★ starred")

    terminal.kill()

    assert starred(tmp_path) == 1


@pytest.mark.parametrize("keys", ["Qaaa", "qqqasss", "?Q", "Q:", "Qg", "Qsss"])
def test_keys_typed_behind_the_one_that_quits_do_nothing(terminals: list[Terminal], tmp_path: Path, keys: str) -> None:
    terminal = start(terminals, tmp_path)

    terminal.press(keys)

    assert terminal.wait() == 0
    assert b"Traceback" not in terminal.raw
    assert starred(tmp_path) == 0


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_promise_19_a_signal_ends_it_with_the_terminal_restored(
    terminals: list[Terminal], tmp_path: Path, number: signal.Signals
) -> None:
    terminal = start(terminals, tmp_path)

    os.kill(terminal.pid, number)

    assert terminal.wait() == 128 + number
    assert b"\x1b[?1049l" in terminal.raw
    assert b"\x1b[?25h" in terminal.raw


def test_without_a_terminal_it_says_what_to_do_instead(tmp_path: Path) -> None:
    answer = subprocess.run(
        [sys.executable, "-m", "newsreader", "--home", str(tmp_path)], capture_output=True, text=True, check=False
    )

    assert answer.returncode == 1
    assert "newsreader list" in answer.stderr
    assert answer.stdout == ""
