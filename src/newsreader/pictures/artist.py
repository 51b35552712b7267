"""The app's side of the process that draws: hand it one picture at a time, those in sight first, and let it rest."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from importlib.util import find_spec

from newsreader.pictures.wire import LIMIT_S, Draw, decode_answer, encode

NEEDS_PILLOW = 'Pictures take Pillow. Install it with: pip install "newsreader[images]"'
_REST_S = 30.0
"""After so long without a picture the process ends: what it holds is given back."""


def can_draw() -> bool:
    """Is Pillow installed; does not import it."""
    return find_spec("PIL") is not None


class Artist:
    """Has pictures drawn. `done` is called in a thread, with the drawing or the reason why there is none."""

    def __init__(self, done: Callable[[Draw, bytes | str], object]) -> None:
        self._done = done
        self._changed = threading.Condition()
        self._waiting: list[Draw] = []
        self._drawn_now: Draw | None = None
        self._is_closed = False
        self._thread: threading.Thread | None = None
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def pid(self) -> int | None:
        """The process, if one is running."""
        return self._process.pid if self._process is not None else None

    def want(self, tasks: Sequence[Draw]) -> None:
        """Have these drawn, in this order, and nothing else that still waits: it is out of sight by now."""
        with self._changed:
            self._waiting = [task for task in tasks if task != self._drawn_now]
            if self._waiting and self._thread is None and not self._is_closed:
                self._thread = threading.Thread(target=self._work, name="artist", daemon=True)
                self._thread.start()
            self._changed.notify()

    def close(self) -> None:
        """Draw nothing any more, and leave no process behind."""
        with self._changed:
            self._is_closed, self._waiting = True, []
            if self._process is not None:
                self._process.kill()
            self._changed.notify()
        if self._thread is not None:
            self._thread.join()

    # -- in the thread

    def _work(self) -> None:
        while (task := self._next()) is not None:
            drawing = self._draw(task)
            if not self._is_closed:
                self._done(task, drawing)
        self._bury()

    def _next(self) -> Draw | None:
        """Wait for the next task; None at the end."""
        with self._changed:
            self._drawn_now = None
            if not self._waiting and not self._is_closed and not self._changed.wait(_REST_S):
                self._bury()
            while not self._waiting and not self._is_closed:
                self._changed.wait()
            self._drawn_now = None if self._is_closed else self._waiting.pop(0)
            return self._drawn_now

    def _draw(self, task: Draw) -> bytes | str:
        with self._changed:
            if self._is_closed:
                return ""
            if self._process is None or self._process.poll() is not None:
                self._bury()
                self._process = _start()
            process = self._process
        assert process.stdin is not None
        assert process.stdout is not None
        try:
            process.stdin.write(encode(task))
            process.stdin.flush()
            if line := process.stdout.readline():
                answer = decode_answer(line)
                drawing = process.stdout.read(answer.size)
                if len(drawing) == answer.size:
                    return answer.reason or drawing
        except BrokenPipeError:
            pass
        with self._changed:
            self._bury()
        return f"Drawing it took longer than {LIMIT_S} s, or ended the process that draws."

    def _bury(self) -> None:
        """Leave nothing of the process: no zombie, no descriptor."""
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            process.wait()
            for pipe in (process.stdin, process.stdout):
                assert pipe is not None
                with suppress(BrokenPipeError):
                    pipe.close()


def _start() -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "newsreader.pictures"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        start_new_session=True,  # Ctrl-C in the terminal is the app's to answer
    )
