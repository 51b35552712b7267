"""Notes when somebody is here, so that what arrives while nobody is can be listed as new."""

from __future__ import annotations

import time
from contextlib import suppress
from typing import TYPE_CHECKING

from newsreader.errors import NewsreaderError
from newsreader.store.sittings import PAUSE_S

if TYPE_CHECKING:
    from collections.abc import Callable

    from newsreader.tui.screens.reading import ReadingScreen

_EVERY_S = 60
"""So often it is noted at most: what arrives between counts as new once more, rather than never."""


def uptime_s() -> float:
    """Return a clock that nobody sets, and that goes on while the computer sleeps; on macOS the usual one does."""
    return time.clock_gettime(getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC))


class Sitting:
    """Told of every key; writes in the writer's thread."""

    def __init__(self, screen: ReadingScreen, uptime_s: Callable[[], float] = uptime_s) -> None:
        self._screen = screen
        self._uptime_s = uptime_s
        self._noted_at: int | None = None
        self._here_at = 0
        self._up_s: float | None = None
        """When somebody was last here, by that other clock."""
        self._was_here = False

    def start(self) -> None:
        """Whoever opens the reader is here; noted behind the first paint."""
        self._screen.call_after_refresh(self.here)

    def here(self) -> None:
        """Somebody is here."""
        self._here_at, up_s = self._screen.now(), self._uptime_s()
        # The clock may have been set: this one tells a pause from a jump.
        self._was_here = self._up_s is not None and up_s - self._up_s < PAUSE_S
        self._up_s = up_s
        if self._noted_at is None or not 0 <= self._here_at - self._noted_at < _EVERY_S:
            self._note()

    @property
    def idle_s(self) -> float:
        """Return how long nobody has been here."""
        return self._uptime_s() - self._up_s if self._up_s is not None else 0.0

    def end(self) -> None:
        """Whoever leaves has seen what there is; a terminal that was closed hours later says nothing."""
        if self._noted_at != self._here_at and self._screen.now() - self._here_at < _EVERY_S:
            self._note()

    def _note(self) -> None:
        self._noted_at = now = self._here_at
        sittings, was_here = self._screen.store.sittings, self._was_here

        def write() -> None:
            # Nobody asked for this: where the database cannot be written, reading goes on without a word.
            with suppress(NewsreaderError):
                if sittings.here(now=now, was_here=was_here):
                    self._screen.call_later(self._screen.reload_feeds)

        self._screen.write(write)
