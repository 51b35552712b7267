"""The real program in a real terminal, as a user and a killer meet it. Must not know what is on the screen."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import struct
import sys
import termios
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pyte

PATIENCE_S = 20.0


class Terminal:
    """A pseudo-terminal with newsreader in it; `close()` ends whatever is left."""

    def __init__(
        self,
        home: Path,
        columns: int = 120,
        rows: int = 36,
        environment: Mapping[str, str] | None = None,
        program: Sequence[str] | None = None,
    ) -> None:
        """Run newsreader with this home, or another `program`.

        `environment`: variables that are other than usual; an empty one is taken away.
        """
        self.screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self.screen)
        self.raw = b""
        self.status: int | None = None
        self._is_open = True
        self.pid, self._descriptor = pty.fork()
        if self.pid == 0:
            usual = {"TERM": "xterm-256color", "COLORTERM": "truecolor", "COLUMNS": "", "LINES": "", "COLORFGBG": ""}
            usual["NO_COLOR"] = ""
            wanted = {**os.environ, **usual, **(environment or {})}
            command = list(program) if program else [sys.executable, "-m", "newsreader", "--home", str(home)]
            os.execvpe(command[0], command, {name: value for name, value in wanted.items() if value})
        self.resize(columns, rows)

    def resize(self, columns: int, rows: int) -> None:
        """Give it another size, as somebody does who drags the window's corner."""
        self.screen.resize(rows, columns)
        fcntl.ioctl(self._descriptor, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def press(self, keys: str) -> None:
        """Type these characters."""
        os.write(self._descriptor, keys.encode())

    def until(self, text: str, patience_s: float = PATIENCE_S) -> None:
        """Wait until the screen shows this."""
        end = time.monotonic() + patience_s
        while text not in self.text:
            assert time.monotonic() < end, f"never saw {text!r} on:\n{self.text}"
            assert self.look(), f"ended with {self.status} before it showed {text!r}:\n{self.text}"

    def until_so(self, is_so: Callable[[], bool], what: str) -> None:
        """Wait until a condition holds."""
        end = time.monotonic() + PATIENCE_S
        while not is_so():
            assert time.monotonic() < end, f"never: {what}, on:\n{self.text}"
            assert self.look(), f"ended with {self.status} before: {what}"

    def until_raw(self, sequence: bytes) -> None:
        """Wait until it has sent this."""
        self.until_so(lambda: sequence in self.raw, f"sends {sequence!r}")

    def attributes(self) -> list[Any]:
        """How the line is set, as termios tells."""
        return termios.tcgetattr(self._descriptor)

    def background(self, column: int = 0, row: int = 0) -> str:
        """The colour behind a cell: six hexadecimal digits, or a name."""
        return str(self.screen.buffer[row][column].bg)

    def wait(self) -> int:
        """Wait until the program has ended; return its status."""
        end = time.monotonic() + PATIENCE_S
        while self.status is None:
            assert time.monotonic() < end, f"it does not end:\n{self.text}"
            self.look()
        return self.status

    def until_stopped(self) -> None:
        """Wait until the program stepped aside, as it does for Ctrl-Z."""
        end = time.monotonic() + PATIENCE_S
        # What it paints has to be taken meanwhile, or it would wait for that.
        while os.waitpid(self.pid, os.WNOHANG | os.WUNTRACED)[0] == 0:
            assert time.monotonic() < end, "it does not stop"
            self.look()
        while select.select([self._descriptor], [], [], 0.1)[0]:
            self.look()

    def kill(self) -> None:
        """End it with SIGKILL and wait for that."""
        os.kill(self.pid, signal.SIGKILL)
        self.wait()

    @property
    def text(self) -> str:
        """What the screen shows, line by line."""
        # Not screen.display: it stumbles over half a wide character that was painted over.
        columns, lines = range(self.screen.columns), range(self.screen.lines)
        return "\n".join("".join(self.screen.buffer[line][column].data for column in columns) for line in lines)

    def look(self, patience_s: float = 0.1) -> bool:
        """Take what it paints next, at most so long from now; False once it has ended."""
        if not select.select([self._descriptor], [], [], max(patience_s, 0))[0]:
            return True
        try:
            chunk = os.read(self._descriptor, 65536)
        except OSError:
            chunk = b""
        if not chunk and self.status is None:
            self.status = os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])
        self.show(chunk)
        return bool(chunk)

    def show(self, chunk: bytes) -> None:
        """Put what it painted on the screen."""
        self.raw += chunk
        self._stream.feed(chunk)

    def hang_up(self) -> None:
        """Close the window with the program in it, and wait for its end."""
        os.close(self._descriptor)
        self._is_open = False
        self.status = os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])

    def close(self) -> None:
        """End whatever is left."""
        if self.status is None:
            os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
        if self._is_open:
            os.close(self._descriptor)
            self._is_open = False
