"""Which feeds have fallen silent, for the quiet mark in the sidebar. Looked up in a thread, after the first paint."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsreader.errors import NewsreaderError

if TYPE_CHECKING:
    from newsreader.tui.screens.reading import ReadingScreen

FIRST_S, EVERY_S = 2.0, 600.0
"""After the start, and then again; silence is a matter of months."""


class SilenceWatch:
    """Knows the silent feeds, and has the sidebar painted again when they are others."""

    def __init__(self, screen: ReadingScreen) -> None:
        self._screen = screen
        self.feed_ids: frozenset[int] = frozenset()

    def start(self) -> None:
        """Look from time to time."""
        self._screen.set_timer(FIRST_S, self.look)
        self._screen.set_interval(EVERY_S, self.look)

    def look(self) -> None:
        """Look now, in a thread."""
        self._screen.run_worker(self._read, thread=True, group="silence", exclusive=True, exit_on_error=False)

    def _read(self) -> None:
        from newsreader.health import silent_feeds

        try:
            found = silent_feeds(self._screen.store.health.of_feeds(now=self._screen.now()))
        except NewsreaderError:
            return  # a mark that is missing for ten minutes is no news; what is wrong shows elsewhere
        self._screen.call_later(self._know, found)

    def _know(self, feed_ids: frozenset[int]) -> None:
        if feed_ids != self.feed_ids:
            self.feed_ids = feed_ids
            self._screen.reload_feeds()
