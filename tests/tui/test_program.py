"""The whole program, once, in a real terminal: what a user does on the first evening, and what a killer does."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Iterator
from pathlib import Path

import pyte
import pytest
from tests.building import open_store

from newsreader.cli import run
from newsreader.model import View, ViewKind

PATIENCE_S = 20.0


class Terminal:
    """A pseudo-terminal with newsreader in it."""

    def __init__(self, home: Path, columns: int = 120, rows: int = 36) -> None:
        self.screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self.screen)
        self.raw = b""
        self.status: int | None = None
        self.pid, self._descriptor = pty.fork()
        if self.pid == 0:
            environment = {**os.environ, "TERM": "xterm-256color", "COLORTERM": "truecolor"}
            for name in ("COLUMNS", "LINES"):
                environment.pop(name, None)
            os.execve(sys.executable, [sys.executable, "-m", "newsreader", "--home", str(home)], environment)
        size = struct.pack("HHHH", rows, columns, 0, 0)
        fcntl.ioctl(self._descriptor, termios.TIOCSWINSZ, size)

    def press(self, keys: str) -> None:
        """Type these characters."""
        os.write(self._descriptor, keys.encode())

    def until(self, text: str) -> None:
        """Wait until the screen shows this."""
        end = time.monotonic() + PATIENCE_S
        while text not in self.text:
            assert time.monotonic() < end, f"never saw {text!r} on:\n{self.text}"
            assert self._read(), f"ended with {self.status} before it showed {text!r}:\n{self.text}"

    def wait(self) -> int:
        """Wait until the program has ended; return its status."""
        end = time.monotonic() + PATIENCE_S
        while self.status is None:
            assert time.monotonic() < end, "it does not end"
            self._read()
        return self.status

    @property
    def text(self) -> str:
        return "\n".join(self.screen.display)

    def _read(self) -> bool:
        if not select.select([self._descriptor], [], [], 0.1)[0]:
            return True
        try:
            chunk = os.read(self._descriptor, 65536)
        except OSError:
            chunk = b""
        if not chunk and self.status is None:
            self.status = os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])
        self.raw += chunk
        self._stream.feed(chunk)
        return bool(chunk)

    def close(self) -> None:
        """End whatever is left."""
        if self.status is None:
            os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
        os.close(self._descriptor)


@pytest.fixture
def terminals() -> Iterator[list[Terminal]]:
    opened: list[Terminal] = []
    yield opened
    for terminal in opened:
        terminal.close()


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

    os.kill(terminal.pid, signal.SIGKILL)
    terminal.wait()

    assert starred(tmp_path) == 1


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
