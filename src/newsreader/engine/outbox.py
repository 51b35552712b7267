"""The engine's events on their way to the app: in order, and never more than it can show."""

from __future__ import annotations

import asyncio

from newsreader.protocol import Event, encode

EVERY_S = 0.1
"""At most so often events are sent that the next one of their kind replaces."""
_UNSENT_MAX = 65_536
"""Bytes that wait for an app that does not read (it may be suspended); then what can be missed is dropped."""


class Outbox:
    """Sends events through a pipe."""

    def __init__(self, pipe: asyncio.WriteTransport) -> None:
        self._pipe = pipe
        self._latest: dict[type[Event], Event] = {}
        self._timer: asyncio.TimerHandle | None = None

    def send(self, event: Event) -> None:
        """Send an event that must arrive, after all before it."""
        self._flush()
        self._pipe.write(encode(event))

    def update(self, event: Event) -> None:
        """Send an event of which the newest of its kind is enough: soon, and at most ten times a second."""
        self._latest[type(event)] = event
        if self._timer is None:
            self._timer = asyncio.get_running_loop().call_later(EVERY_S, self._flush)

    def _flush(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        latest, self._latest = self._latest, {}
        if self._pipe.get_write_buffer_size() <= _UNSENT_MAX:
            for event in latest.values():
                self._pipe.write(encode(event))
