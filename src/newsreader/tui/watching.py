"""Notices what the engine, the CLI or another window wrote into the database."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsreader.errors import NewsreaderError

if TYPE_CHECKING:
    from newsreader.tui.screens.reading import ReadingScreen

_EVERY_S = 0.75
"""How often it is asked, for some microseconds: what another process did is to be shown within a second."""


class DatabaseWatch:
    """Has the screen show what another thread or process changed."""

    def __init__(self, screen: ReadingScreen) -> None:
        self._screen = screen

    def start(self) -> None:
        """Watch from now on."""
        self._screen.store.was_changed()
        self._screen.set_interval(_EVERY_S, self.look)

    def look(self) -> None:
        """Show what was written since the last look."""
        try:
            if self._screen.store.was_changed():
                self._screen.show_changes()
        except NewsreaderError as error:
            self._screen.say(str(error), is_error=True)
