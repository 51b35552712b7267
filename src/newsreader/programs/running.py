"""Run a program: so long and no longer, so much output and no more, stopped at once when that is wanted."""

from __future__ import annotations

import os
import re
import selectors
import signal
import subprocess
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from enum import Enum
from typing import IO

import msgspec

from newsreader.text import CUT, clean_lines

MAX_OUTPUT = 1_000_000
"""Bytes that are kept of what a program prints; one that prints more is stopped."""
_MAX_ERRORS = 16_000
_GRACE_S = 0.5
"""Between asking a program to end and ending it; and for what it printed last to arrive."""
_CHUNK = 65_536
# CSI, OSC, DCS and the like, and two-character sequences: colours and cursor movements of programs.
_SEQUENCE = re.compile(
    r"\x1b\[[0-?]*[ -/]*[@-~]|\x1b[\]PX^_].*?(?:\x07|\x1b\\|$)|\x1b[ -/]*[0-~]", re.DOTALL | re.MULTILINE
)


class Ending(Enum):
    """How a run ended."""

    DONE = "done"
    FAILED = "failed"
    STOPPED = "stopped"
    TOO_LONG = "too long"
    TOO_MUCH = "too much"
    NOT_STARTED = "not started"


class Ended(msgspec.Struct, frozen=True):
    """A program that ended."""

    ending: Ending
    output: str
    """What it printed, safe for a terminal."""
    errors: str
    """What it said on standard error, safe as well."""
    reason: str
    """What went wrong, as a sentence; empty where nothing did."""

    @property
    def is_done(self) -> bool:
        """Did it do what it was to do."""
        return self.ending is Ending.DONE

    @property
    def last_words(self) -> str:
        """The last line that it printed or, where it printed none, complained."""
        lines = [line.strip() for text in (self.errors, self.output) for line in text.splitlines() if line.strip()]
        return lines[-1] if lines else ""


class Run:
    """One call of a program, which ends in `result()`; other threads may stop it meanwhile."""

    def __init__(
        self, words: Sequence[str], text: str, *, seconds: float, environment: Mapping[str, str] | None = None
    ) -> None:
        """`text` is for its standard input; `environment` is added to ours."""
        self._words = list(words)
        self._text = text.encode("utf-8", "replace")
        self._seconds = seconds
        self._environment = {**os.environ, **(environment or {})}
        self._is_stopped = False
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._wake_end, self._wake_start = os.pipe()

    def stop(self) -> None:
        """Have the program ended soon."""
        with self._lock:
            self._is_stopped = True
            self._wake()

    def kill(self) -> None:
        """End the program and what it started, now: this program ends, too."""
        self.stop()
        self._signal(signal.SIGKILL)

    def result(self) -> Ended:
        """Run it to its end. To be called once."""
        try:
            with self._lock:
                if self._is_stopped:
                    return _ended(Ending.STOPPED, b"", b"", "It was stopped.")
                self._process = self._started()
        except (OSError, ValueError) as error:
            reason = (error.strerror or str(error)).lower() if isinstance(error, OSError) else str(error)
            return _ended(Ending.NOT_STARTED, b"", b"", f"{self._words[0]} does not start: {reason}.")
        else:
            with self._process:
                return self._followed(self._process)
        finally:
            with self._lock:
                os.close(self._wake_end)
                os.close(self._wake_start)
                self._wake_start = -1

    def _started(self) -> subprocess.Popen[bytes]:
        # In a session of its own, so that it and what it starts can be ended together and Ctrl-C is not for it.
        return subprocess.Popen(
            self._words,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=self._environment,
            start_new_session=True,
        )

    def _wake(self) -> None:
        if self._wake_start >= 0:
            os.write(self._wake_start, b"!")

    def _note_end(self, process: subprocess.Popen[bytes]) -> None:
        process.wait()
        with self._lock:
            self._wake()

    def _followed(self, process: subprocess.Popen[bytes]) -> Ended:
        waiter = threading.Thread(target=self._note_end, args=(process,), name="program", daemon=True)
        waiter.start()
        output, errors = bytearray(), bytearray()
        ending = self._talk(process, output, errors)
        if ending is not Ending.DONE:
            self._signal(signal.SIGTERM)
            waiter.join(_GRACE_S)
            self._signal(signal.SIGKILL)
        waiter.join()
        return self._judged(ending, process.returncode, bytes(output), bytes(errors))

    def _talk(self, process: subprocess.Popen[bytes], output: bytearray, errors: bytearray) -> Ending:
        """Give the program its text and take what it says, until it ends or has to."""
        assert process.stdin is not None  # asked for, as are the others
        assert process.stdout is not None
        assert process.stderr is not None
        ends_at = time.monotonic() + self._seconds
        left = memoryview(self._text)
        has_ended = False
        with selectors.DefaultSelector() as waiting:
            for pipe in (process.stdin, process.stdout, process.stderr):
                os.set_blocking(pipe.fileno(), False)
            waiting.register(self._wake_end, selectors.EVENT_READ)
            waiting.register(process.stdin, selectors.EVENT_WRITE)
            waiting.register(process.stdout, selectors.EVENT_READ, output)
            waiting.register(process.stderr, selectors.EVENT_READ, errors)
            while not (has_ended and len(waiting.get_map()) == 1):
                ready = waiting.select(max(ends_at - time.monotonic(), 0))
                if self._is_stopped:
                    return Ending.STOPPED
                if not ready:
                    # Ended, but what it started holds its pipes: that goes on by itself, and nobody waits for it.
                    return Ending.DONE if has_ended else Ending.TOO_LONG
                for key, _ in ready:
                    if key.fd == self._wake_end:
                        os.read(self._wake_end, _CHUNK)
                        has_ended, ends_at = True, min(ends_at, time.monotonic() + _GRACE_S)
                    elif key.fileobj is process.stdin:
                        left = _written(process.stdin, left)
                        if not left:
                            waiting.unregister(process.stdin)
                            _close(process.stdin)
                    elif not _read(key.fd, key.data):
                        waiting.unregister(key.fileobj)
                if len(output) > MAX_OUTPUT:
                    return Ending.TOO_MUCH
                del errors[:-_MAX_ERRORS]
        return Ending.DONE

    def _judged(self, ending: Ending, status: int, output: bytes, errors: bytes) -> Ended:
        name = os.path.basename(self._words[0])
        match ending:
            case Ending.STOPPED:
                return _ended(ending, output, errors, f"{name} was stopped.")
            case Ending.TOO_LONG:
                return _ended(ending, output, errors, f"{name} was stopped: it took longer than {self._seconds:g} s.")
            case Ending.TOO_MUCH:
                return _ended(ending, output, errors, f"{name} was stopped: it printed more than a megabyte.")
        if status == 0:
            return _ended(Ending.DONE, output, errors, "")
        how = f"ended with status {status}" if status > 0 else f"was ended by signal {-status}"
        return _ended(Ending.FAILED, output, errors, f"{name} {how}.")

    def _signal(self, number: signal.Signals) -> None:
        # The group is the program's own, and stays its own as long as anybody of it lives.
        if self._process is not None:
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(self._process.pid, number)


def _written(pipe: IO[bytes], left: memoryview) -> memoryview:
    """Write what the pipe takes; return what is left, nothing where the program does not want it."""
    try:
        return left[os.write(pipe.fileno(), left[:_CHUNK]) :] if left else left
    except BlockingIOError:
        return left
    except OSError:
        return left[:0]


def _read(descriptor: int, into: bytearray) -> bool:
    """Read what is there; False at the end."""
    try:
        chunk = os.read(descriptor, _CHUNK)
    except BlockingIOError:
        return True
    into += chunk
    return bool(chunk)


def _close(pipe: IO[bytes]) -> None:
    with suppress(OSError):
        pipe.close()


def _ended(ending: Ending, output: bytes, errors: bytes, reason: str) -> Ended:
    shown = shown_text(output[:MAX_OUTPUT])
    if ending is Ending.TOO_MUCH:
        shown += CUT
    return Ended(ending, shown, shown_text(errors), reason)


def shown_text(printed: bytes) -> str:
    """Return what a program printed, without colours and whatever else a terminal obeys."""
    return clean_lines(_SEQUENCE.sub("", printed.decode("utf-8", "replace"))).strip("\n")


@contextmanager
def _signals_are_for_the_program() -> Iterator[None]:
    """Let Ctrl-C and Ctrl-\\ reach the program that has the terminal, and not end this one."""
    # Handlers, since a signal that is ignored would stay so in the program.
    kept = [(number, signal.signal(number, lambda *_: None)) for number in (signal.SIGINT, signal.SIGQUIT)]
    try:
        yield
    finally:
        for number, handler in kept:
            signal.signal(number, handler)


def run_in_terminal(words: Sequence[str], text: str = "", environment: Mapping[str, str] | None = None) -> str:
    """Run a program that has the terminal until it ends; return what went wrong, or nothing.

    With `text` that is its standard input, and the terminal only what it draws on. To be called in the main thread.
    """
    with _signals_are_for_the_program():
        try:
            ended = subprocess.run(
                list(words),
                input=text.encode("utf-8", "replace") if text else None,
                env={**os.environ, **(environment or {})},
                check=False,
            )
        except (OSError, ValueError) as error:
            reason = (error.strerror or str(error)).lower() if isinstance(error, OSError) else str(error)
            return f"{words[0]} does not start: {reason}."
    return f"{os.path.basename(words[0])} ended with status {ended.returncode}." if ended.returncode else ""
