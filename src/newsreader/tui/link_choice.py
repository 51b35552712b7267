"""Choose a link by its letters or its number; its address is shown for a moment before it opens.

A capital letter, or Enter while the address is shown, opens its page in the reader instead of the browser.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsreader.tui.links import Link, Spot, open_labels

if TYPE_CHECKING:
    from textual.timer import Timer

    from newsreader.tui.screens.reading import ReadingScreen

COLLECT_S = 0.4
"""More digits may follow within this time, and Escape may stop the link from being opened."""


class LinkChoice:
    """Takes the strokes until a link is chosen or the choice is left. Any key of another kind ends it and goes on."""

    def __init__(self, screen: ReadingScreen) -> None:
        self._screen = screen
        self._spots: list[Spot] = []
        self._typed = ""
        self._link: Link | None = None
        self._in_reader = False
        self._timer: Timer | None = None

    def by_letters(self) -> None:
        """Show letters at the links in sight."""
        self._spots = self._screen.article_view.links_in_sight()
        if not self._spots:
            self._screen.say("There is no link in sight.")
            return
        self._screen.capture = self._take_letter
        self._show_labels()

    def by_number(self, digit: int) -> None:
        """Choose by a number of which this is the first digit."""
        self._screen.capture = self._take_digit
        self._take_digit(str(digit))

    def _take_letter(self, stroke: str) -> bool:
        if self._link is not None or not (len(stroke) == 1 and stroke.isascii() and stroke.isalpha()):
            return self._leave_by(stroke)
        self._typed += stroke.lower()
        self._in_reader = stroke.isupper()
        open_ones = open_labels(self._spots, self._typed)
        if self._typed in open_ones:
            self._choose(open_ones[self._typed].link)
        elif not open_ones:
            self._end()
            return True
        self._show_labels()
        return True

    def _take_digit(self, stroke: str) -> bool:
        if not (len(stroke) == 1 and stroke in "0123456789"):
            return self._leave_by(stroke)
        self._typed += stroke
        links = self._screen.article_view.links
        number = int(self._typed)
        if number > len(links):
            self._end()
            count = "no link" if not links else "one link" if len(links) == 1 else f"{len(links)} links"
            self._screen.say(f"There is no link {number}: this text has {count}.")
        else:
            self._choose(links[number - 1], f"{number} ")
        return True

    def _leave_by(self, stroke: str) -> bool:
        """Escape stops, Enter opens in the reader; any other key opens what was chosen and is then taken as ever."""
        if stroke == "escape":
            self._end()
            return True
        self._in_reader |= stroke == "enter"
        was_chosen = self._link is not None
        self._open()
        return stroke == "enter" and was_chosen

    def _choose(self, link: Link, before: str = "") -> None:
        self._link = link
        self._screen.status.link = (before, link.shown)
        if self._timer is not None:
            self._timer.stop()
        self._timer = self._screen.set_timer(COLLECT_S, self._open)

    def _show_labels(self) -> None:
        self._screen.article_view.show_labels(open_labels(self._spots, self._typed))

    def _open(self) -> None:
        link = self._link
        self._end()
        if link is not None:
            self._screen.visits.follow(link, in_reader=self._in_reader)

    def _end(self) -> None:
        if self._timer is not None:
            self._timer.stop()
        self._timer = self._link = None
        self._screen.capture = None
        self._screen.status.link = None
        self._screen.article_view.show_labels({})
