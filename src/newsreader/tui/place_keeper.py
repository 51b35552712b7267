"""Keeps how far the reader scrolled in an article, and goes on from there when it is opened again."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

import msgspec

from newsreader.errors import NewsreaderError
from newsreader.model import ReadingPlace
from newsreader.tui.writer import Pace

if TYPE_CHECKING:
    from newsreader.tui.screens.reading import ReadingScreen
    from newsreader.tui.widgets.article_view import ArticleView

EVERY_S = 5.0
"""At most so many seconds of reading are lost when the program is killed."""


class PlaceKeeper:
    """Keeps the place when an article is left, when the app ends, and from time to time."""

    def __init__(self, screen: ReadingScreen) -> None:
        self._screen = screen
        self._view: ArticleView | None = None
        self._kept: tuple[int, ReadingPlace] | None = None
        self._unwritten: dict[int, ReadingPlace] = {}

    def start(self) -> None:
        """Keep the place from time to time."""
        # Held, since the screen no longer finds it when the app ends.
        self._view = self._screen.article_view
        self._screen.set_interval(EVERY_S, self.keep)

    def keep(self) -> None:
        """Have the place of the article that is shown written, if the reader scrolled since."""
        if self._view is None or self._view.article is None or self._view.place_reached is None:
            return
        article_id, place = self._view.article.headline.id, self._view.place_reached
        if (article_id, place) == self._kept:
            return
        self._kept = (article_id, place)
        self._unwritten[article_id] = place
        store, now = self._screen.store, self._screen.now()

        def write() -> None:
            # Nobody asked for this: where the database cannot be written, reading goes on without a word.
            with suppress(NewsreaderError):
                store.places.keep(article_id, place, now=now)
                if self._unwritten.get(article_id) is place:
                    del self._unwritten[article_id]
                # The sidebar may get, or lose, its row of what is to be continued.
                self._screen.call_later(self._screen.reload_feeds)

        self._screen.write(write, pace=Pace.SMALL)

    def show(self, article_id: int) -> None:
        """Show another article where reading stopped, and keep the place in the one before. Raises ArticleNotFound."""
        self.keep()
        article = self._screen.store.articles.get(article_id)
        unwritten = self._unwritten.get(article_id)
        if unwritten is not None:
            article = msgspec.structs.replace(article, place=unwritten)
        self._kept = None
        self._screen.article_view.show(article)
        self._screen.marker.shown()
        self.announce()

    def announce(self) -> None:
        """Say that the article does not begin at its start, where it is in sight."""
        view = self._screen.article_view
        place = view.article.place if view.article is not None else None
        if place is None or view.finding.leads:
            return
        if place.is_between and view.place_reached is None and view.display:
            top = self._screen.keys.keymap.typed("cursor.top")
            self._screen.say(f"continuing at {place.progress // 10} %, {top} for the start")
