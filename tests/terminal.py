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
from pathlib import Path

import pyte

PATIENCE_S = 20.0


class Terminal:
    """A pseudo-terminal with newsreader in it; `close()` ends whatever is left."""

    def __init__(self, home: Path, columns: int = 120, rows: int = 36) -> None:
        self.screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self.screen)
        self.raw = b""
        self.status: int | None = None
        self._is_open = True
        self.pid, self._descriptor = pty.fork()
        if self.pid == 0:
            environment = {**os.environ, "TERM": "xterm-256color", "COLORTERM": "truecolor"}
            for name in ("COLUMNS", "LINES"):
                environment.pop(name, None)
            os.execve(sys.executable, [sys.executable, "-m", "newsreader", "--home", str(home)], environment)
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

    def wait(self) -> int:
        """Wait until the program has ended; return its status."""
        end = time.monotonic() + PATIENCE_S
        while self.status is None:
            assert time.monotonic() < end, "it does not end"
            self.look()
        return self.status

    def kill(self) -> None:
        """End it with SIGKILL and wait for that."""
        os.kill(self.pid, signal.SIGKILL)
        self.wait()

    @property
    def text(self) -> str:
        """What the screen shows, line by line."""
        return "\n".join(self.screen.display)

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
