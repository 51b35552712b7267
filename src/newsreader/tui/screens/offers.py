"""The feeds that a page offers, to choose one from."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual.app import ComposeResult

from newsreader.model import OfferedFeed
from newsreader.tui.commands import Place
from newsreader.tui.screens.overlay import Does, ListOverlay
from newsreader.tui.stylesheets import stylesheet
from newsreader.tui.widgets.address_list import AddressList
from newsreader.tui.widgets.status_line import StatusLine

if TYPE_CHECKING:
    from newsreader.tui.screens.reading import ReadingScreen


class OffersScreen(ListOverlay[OfferedFeed | None]):
    """Ends with the feed that was chosen, or None."""

    CSS_PATH = stylesheet("links.tcss")
    place = Place.OFFERS
    leaving = "none of them"

    def __init__(self, reading: ReadingScreen, feeds: Sequence[OfferedFeed]) -> None:
        super().__init__(reading)
        self._feeds = feeds

    def compose(self) -> ComposeResult:
        """The list, and a line that says what keys do."""
        rows = [(self._words(feed), feed.url) for feed in self._feeds]
        yield AddressList("This page offers" if len(rows) == 1 else "This page offers several feeds", rows, id="offers")
        yield StatusLine()

    def does(self) -> Does:
        """Return what each command does here."""
        return {**super().does(), "pane.open": lambda count: self.close(self._feeds[self.row_list.cursor])}

    def on_mount(self) -> None:
        """List them."""
        self.row_list.rows_changed()

    def _words(self, feed: OfferedFeed) -> str:
        is_known = self.reading.store.feeds.id_of(feed.url) is not None
        return (feed.title or "A feed without a name") + (" · here already" if is_known else "")
