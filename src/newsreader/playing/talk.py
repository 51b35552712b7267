"""Speak to mpv over its socket: one JSON object a line, as its manual says under "JSON IPC"."""

from __future__ import annotations

import json
import socket
import time
from contextlib import suppress
from types import TracebackType
from typing import Self

from newsreader.playing.progress import Progress

_ASKED = ("time-pos", "duration", "eof-reached")
_LOOK_EVERY_S = 0.2
_MAX_LINE = 100_000
"""Bytes; no answer to what is asked here is longer."""


class Talk:
    """A connection to a player that may not listen yet, or not any more; then nothing is learned."""

    def __init__(self, path: str) -> None:
        self._path = path
        self._connection: socket.socket | None = None
        self._received = b""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._close()

    def ask(self) -> None:
        """Ask how far it is; the answers come with `listen`."""
        if self._connection is None:
            self._connect()
        if self._connection is not None:
            lines = (
                json.dumps({"command": ["get_property", name], "request_id": number})
                for number, name in enumerate(_ASKED, 1)
            )
            try:
                self._connection.sendall("".join(f"{line}\n" for line in lines).encode())
            except OSError:
                self._close()

    def listen(self, progress: Progress, *, seconds: float) -> None:
        """Take what the player says within that time."""
        ends_at = time.monotonic() + seconds
        while True:
            left_s = ends_at - time.monotonic()
            if self._connection is None:
                time.sleep(max(min(left_s, _LOOK_EVERY_S), 0))
                return
            self._connection.settimeout(max(left_s, 0.001))
            try:
                chunk = self._connection.recv(65_536)
            except TimeoutError:
                return
            except OSError:
                chunk = b""
            if not chunk:
                self._close()
                return
            self._take(chunk, progress)

    def _take(self, chunk: bytes, progress: Progress) -> None:
        *lines, self._received = (self._received + chunk).split(b"\n")
        self._received = self._received[:_MAX_LINE]
        for line in lines:
            with suppress(ValueError, RecursionError):
                self._understand(json.loads(line), progress)

    def _understand(self, said: object, progress: Progress) -> None:
        if not isinstance(said, dict):
            return
        if said.get("event") == "end-file":
            progress.take("eof-reached", said.get("reason") == "eof")
        number = said.get("request_id")
        if said.get("error") == "success" and isinstance(number, int) and 1 <= number <= len(_ASKED):
            progress.take(_ASKED[number - 1], said.get("data"))

    def _connect(self) -> None:
        connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        try:
            connection.connect(self._path)
        except OSError:
            connection.close()
        else:
            self._connection = connection

    def _close(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None
