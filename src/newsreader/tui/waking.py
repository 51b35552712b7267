"""Shows snoozed articles again when their time has come. Looked for in a thread, once a minute."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsreader.errors import NewsreaderError

if TYPE_CHECKING:
    from newsreader.tui.screens.reading import ReadingScreen

_FIRST_S, _EVERY_S = 1.0, 60.0


class AlarmClock:
    """Wakes what is due, and says so."""

    def __init__(self, screen: ReadingScreen) -> None:
        self._screen = screen

    def start(self) -> None:
        """Look soon after the first paint, and then again and again."""
        self._screen.set_timer(_FIRST_S, self.look)
        self._screen.set_interval(_EVERY_S, self.look)

    def look(self) -> None:
        """Look now, in a thread."""
        self._screen.run_worker(self._wake, thread=True, group="waking", exclusive=True, exit_on_error=False)

    def _wake(self) -> None:
        try:
            woken = self._screen.store.sorting.wake(now=self._screen.now())
        except NewsreaderError:
            return  # nobody asked for this; it is tried again in a minute
        if woken:
            self._screen.call_later(self._tell, len(woken))

    def _tell(self, number: int) -> None:
        self._screen.show_changes()
        self._screen.say("A snoozed article is back." if number == 1 else f"{number:,} snoozed articles are back.")
