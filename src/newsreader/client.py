"""The app's side of the engine: start it by name, speak the protocol, notice when it is gone. Knows nothing it does."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass

import msgspec

from newsreader.paths import Paths
from newsreader.protocol import HUNG_AFTER_S, Alive, Event, Request, decode_event, encode

_START_S = 15.0
"""A new engine imports its parsers first; on a busy machine that takes a while."""
_CHECK_S = 1.0
"""At most between two looks at it; shorter where its time is nearly up."""


@dataclass(frozen=True, slots=True)
class Lost:
    """The engine is gone: it ended, was killed or hung. What it stored is there; the next request starts another."""

    was_busy: bool
    """Was a request under way."""


Listener = Callable[[Event | Lost], object]


class EngineClient:
    """Starts the engine when it is first needed and again after it was lost. `listen` is called from threads."""

    def __init__(self, paths: Paths, listen: Listener) -> None:
        self._paths = paths
        self._listen = listen
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._heard_at = 0.0
        self._is_ready = False
        self._is_busy = False

    @property
    def pid(self) -> int | None:
        """The engine's process, if one is running."""
        return self._process.pid if self._process is not None else None

    def send(self, request: Request) -> None:
        """Hand a request to the engine, starting it if need be; never waits for it."""
        with self._lock:
            self._is_busy = True
            if self._process is None or self._process.poll() is not None:
                self._start()
            assert self._process is not None
            assert self._process.stdin is not None
            with suppress(BrokenPipeError):  # where it ended just now, its reader thread says so
                self._process.stdin.write(encode(request))
                self._process.stdin.flush()

    def idle(self) -> None:
        """Say that no request is under way any more."""
        self._is_busy = False

    def close(self, within_s: float = 1.0) -> None:
        """Let the engine end, and end it if it does not."""
        with self._lock:
            process, self._process = self._process, None
        if process is None:
            return
        self._close_input(process)
        try:
            process.wait(within_s)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()

    def _start(self) -> None:
        files = json.dumps({name: str(path) for name, path in msgspec.structs.asdict(self._paths).items()})
        self._process = process = subprocess.Popen(
            [sys.executable, "-m", "newsreader.engine", files],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,  # it has its log; a stray line would land in the middle of the screen
            cwd=os.path.expanduser("~"),
            start_new_session=True,  # Ctrl-C in the terminal is the app's to answer
        )
        self._heard_at, self._is_ready = time.monotonic(), False
        threading.Thread(target=self._read, args=(process,), name="engine-reader", daemon=True).start()
        threading.Thread(target=self._watch, args=(process,), name="engine-watch", daemon=True).start()

    def _read(self, process: subprocess.Popen[bytes]) -> None:
        """Pass on every event, then the end."""
        assert process.stdout is not None
        for line in process.stdout:
            self._heard_at, self._is_ready = time.monotonic(), True
            event = decode_event(line)
            if event is not None and not isinstance(event, Alive):
                self._listen(event)
        process.stdout.close()
        process.wait()
        self._close_input(process)
        with self._lock:
            if self._process is not process:
                return  # closed on purpose
            self._process = None
            was_busy, self._is_busy = self._is_busy, False
        self._listen(Lost(was_busy))

    @staticmethod
    def _close_input(process: subprocess.Popen[bytes]) -> None:
        assert process.stdin is not None
        with suppress(BrokenPipeError):  # what was still to be written has no reader any more
            process.stdin.close()

    def _watch(self, process: subprocess.Popen[bytes]) -> None:
        """Kill an engine that has gone silent; its reader then says that it is lost."""
        looked_at = time.monotonic()
        while process.poll() is None:
            now = time.monotonic()
            if now - looked_at > 2 * _CHECK_S:
                self._heard_at = now  # we were stopped ourselves (Ctrl-Z, a closed lid): its words wait in the pipe
            looked_at = now
            left_s = self._heard_at + (HUNG_AFTER_S if self._is_ready else _START_S) - now
            if left_s <= 0:
                process.kill()
                return
            time.sleep(min(left_s, _CHECK_S))
