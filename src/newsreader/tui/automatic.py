"""Has feeds refreshed when they are due: soon after the start, as soon as there are any, if the settings want it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from newsreader.tui.vacancy import explain

if TYPE_CHECKING:
    from textual.timer import Timer

    from newsreader.tui.screens.reading import ReadingScreen

_ENGINE_AFTER_S = 1.0
"""The first keys do not wait for an engine that starts."""
_LOOK_FOR_FEEDS_S = 10.0
"""Until there is a feed there is nothing to refresh."""
_SAY_EVERY_S = 20.0
"""So often an empty list says anew how long it is until then."""


class AutomaticRefresh:
    """Tells the engine to begin; after that the engine goes by the settings itself."""

    def __init__(self, screen: ReadingScreen) -> None:
        self._screen = screen
        self._timer: Timer | None = None

    def start(self) -> None:
        """Begin in a moment; also for settings that were changed."""
        if self._timer is None:
            self._screen.set_interval(_SAY_EVERY_S, partial(explain, self._screen))
        self._look_in(_ENGINE_AFTER_S)

    def next_at(self) -> int | None:
        """Return when the first feed will be asked by itself, in UTC seconds; None where none will be."""
        refresh = self._screen.settings.refresh
        if not refresh.automatic or not (refresh.at_start or self._screen.engine.is_automatic):
            return None
        from newsreader.health import QUARANTINED_AFTER  # most lists have articles

        return self._screen.store.feeds.next_due_at(least_crashes=QUARANTINED_AFTER)

    def _look_in(self, seconds: float) -> None:
        if self._timer is not None:
            self._timer.stop()
        self._timer = self._screen.set_timer(seconds, self._look)

    def _look(self) -> None:
        refresh = self._screen.settings.refresh
        if not (refresh.automatic and refresh.at_start):
            return
        if any(not feed.is_sample for feed in self._screen.store.feeds.all()):
            self._screen.engine.begin_automatic()
        else:
            self._look_in(_LOOK_FOR_FEEDS_S)
