"""The program in terminals of all kinds and sizes, and at their end (promise 19)."""

from __future__ import annotations

import os
import signal
import sys
import time
from pathlib import Path

import pytest
from tests.building import add_feed, open_store
from tests.processes import CAN_MEASURE, family, is_alive
from tests.terminal import Terminal

_SOON_S = 2.0
"""Promise 19."""


def start(terminals: list[Terminal], home: Path, size: tuple[int, int] = (120, 36), **environment: str) -> Terminal:
    terminal = Terminal(home, *size, environment=environment)
    terminals.append(terminal)
    return terminal


def rest(terminal: Terminal) -> None:
    """Take what is painted until nothing more comes: an Escape is one only when nothing follows it."""
    seen = -1
    while seen != len(terminal.raw):
        seen = len(terminal.raw)
        terminal.look(0.2)


@pytest.mark.parametrize(
    "kind", ["xterm", "xterm-256color", "screen", "screen-256color", "tmux-256color", "linux", "vt100", "nosuchterm"]
)
def test_it_works_with_a_terminal_of_this_kind(terminals: list[Terminal], tmp_path: Path, kind: str) -> None:
    terminal = start(terminals, tmp_path, TERM=kind, COLORTERM="")
    terminal.until("1 of 12")
    terminal.press("js")
    terminal.until("starred")
    terminal.press("Q")

    assert terminal.wait() == 0
    assert terminal.raw.rindex(b"\x1b[?1049l") > terminal.raw.rindex(b"\x1b[?1049h")


def test_a_dumb_terminal_is_told_what_to_do_instead(terminals: list[Terminal], tmp_path: Path) -> None:
    terminal = start(terminals, tmp_path, TERM="dumb")

    assert terminal.wait() == 1
    assert b"newsreader list" in terminal.raw
    assert b"\x1b" not in terminal.raw


@pytest.mark.parametrize("size", [(20, 5), (1, 1), (2, 40), (300, 2)], ids=lambda size: f"{size[0]}x{size[1]}")
def test_a_window_of_any_size_is_survived_and_may_grow(
    terminals: list[Terminal], tmp_path: Path, size: tuple[int, int]
) -> None:
    terminal = start(terminals, tmp_path)
    terminal.until("1 of 12")
    terminal.resize(*size)
    for key in ("j", "l", " ", "h", "h", "j", "l", "gC", "j", "q", "/", "\x1b"):
        terminal.press(key)
        rest(terminal)

    terminal.resize(120, 36)
    rest(terminal)
    terminal.press("ga")

    terminal.until("LIBRARY")
    terminal.until("of 12")
    terminal.press("Q")
    assert terminal.wait() == 0


def test_it_starts_in_a_window_of_one_cell(terminals: list[Terminal], tmp_path: Path) -> None:
    terminal = start(terminals, tmp_path, (1, 1))
    terminal.until_raw(b"\x1b[?1049h")
    for _ in range(10):
        terminal.look()

    terminal.resize(80, 24)

    terminal.until("of 12")
    terminal.press("Q")
    assert terminal.wait() == 0


def test_a_storm_of_sizes_ends_in_the_last_one(terminals: list[Terminal], tmp_path: Path) -> None:
    terminal = start(terminals, tmp_path)
    terminal.until("1 of 12")
    for step in range(150):
        terminal.resize(20 + step * 7 % 150, 3 + step * 5 % 50)
        terminal.look(0)
    terminal.resize(120, 36)

    terminal.press("j")

    terminal.until("2 of 12")
    terminal.until("LIBRARY")


TURNING = """
import fcntl, os, shutil, struct, sys, termios
from newsreader.__main__ import main

asked = shutil.get_terminal_size

def turn(*arguments):
    size = asked(*arguments)
    if size == (100, 30):  # the window has another size before the program could say that it has this one
        fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", 36, 120, 0, 0))
    return size

shutil.get_terminal_size = turn
sys.argv[1:] = ["--home", os.environ["NEWSREADER_HOME"]]
sys.exit(main())
"""


def test_a_size_that_is_old_before_it_was_told_is_not_the_last_one(terminals: list[Terminal], tmp_path: Path) -> None:
    program = [sys.executable, "-c", TURNING]
    terminal = Terminal(tmp_path, 80, 24, {"NEWSREADER_HOME": str(tmp_path)}, program)
    terminals.append(terminal)
    terminal.until("1 of 12")
    rest(terminal)

    terminal.resize(100, 30)
    terminal.screen.resize(36, 120)

    terminal.until_so(lambda: "? help" in terminal.text.splitlines()[-1], "hints in the last of 36 lines")


def test_a_window_that_is_itself_again_before_anybody_looked_is_painted_anew(
    terminals: list[Terminal], tmp_path: Path
) -> None:
    terminal = start(terminals, tmp_path)
    terminal.until("1 of 12")
    rest(terminal)
    before = terminal.text
    os.kill(terminal.pid, signal.SIGSTOP)
    terminal.resize(30, 8)
    terminal.resize(120, 36)

    os.kill(terminal.pid, signal.SIGCONT)

    terminal.until_so(lambda: terminal.text == before, "paints what was cut off")


def test_back_from_the_shell_all_is_painted_again(terminals: list[Terminal], tmp_path: Path) -> None:
    terminal = start(terminals, tmp_path)
    terminal.until("1 of 12")
    for _ in range(2):
        terminal.press("\x1a")
        terminal.until_stopped()
        assert terminal.raw.rindex(b"\x1b[?1049l") > terminal.raw.rindex(b"\x1b[?1049h")
        terminal.screen.reset()

        os.kill(terminal.pid, signal.SIGCONT)

        for words in ("LIBRARY", "A repair at 24 billion", "1 of 12", "? help"):
            terminal.until(words)
    terminal.press("j")
    terminal.until("2 of 12")


@pytest.mark.skipif(not CAN_MEASURE, reason="needs /proc to see children")
@pytest.mark.parametrize("end", ["SIGTERM", "SIGHUP", "closed"])
def test_promise_19_it_is_gone_soon_and_leaves_no_child(terminals: list[Terminal], tmp_path: Path, end: str) -> None:
    store = open_store(tmp_path)
    add_feed(store, "Slow", 3, url="http://127.0.0.1:9/feed.xml")
    store.close()
    terminal = start(terminals, tmp_path)
    terminal.until("1 of 3")
    terminal.press("R")
    terminal.until_so(lambda: len(family(terminal.pid)) > 1, "an engine is there")
    processes = family(terminal.pid)

    began = time.monotonic()
    if end == "closed":
        terminal.hang_up()
    else:
        os.kill(terminal.pid, getattr(signal, end))
        terminal.wait()
        assert b"\x1b[?1049l" in terminal.raw
        assert b"\x1b[?25h" in terminal.raw
    took_s = time.monotonic() - began

    assert took_s < _SOON_S + 1  # a busy machine is given a second
    while any(map(is_alive, processes)):
        assert time.monotonic() - began < 2 * _SOON_S + 2, "a child is left"
        time.sleep(0.05)


def test_promise_19_a_terminal_that_is_gone_without_a_signal_ends_it_too(
    terminals: list[Terminal], tmp_path: Path
) -> None:
    terminal = start(terminals, tmp_path)
    terminal.until("1 of 12")

    terminal.hang_up()

    assert terminal.status is not None
