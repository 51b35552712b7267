"""Marks articles read when the user wants it: at the end, on opening, after some seconds, or by hand only."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsreader.tui.commands import Place

if TYPE_CHECKING:
    from textual.timer import Timer

    from newsreader.tui.screens.reading import ReadingScreen


class ReadMarker:
    """Is told what the reader does with the article on the screen. `when`: as the setting `mark_read` has it."""

    def __init__(self, screen: ReadingScreen, when: str) -> None:
        self._screen = screen
        self._when, _, seconds = when.partition(":")
        self._after_s = float(seconds) if seconds else None
        self._timer: Timer | None = None

    def shown(self) -> None:
        """Another article is on the screen; where its pane has the keys, it was opened."""
        self._wait()
        if self._screen.place is Place.ARTICLE:
            self.opened()

    def opened(self) -> None:
        """The reader went into the article, or scrolls it."""
        article = self._screen.article_view.article
        if self._when == "on-open" and article is not None and not article.headline.is_read:
            self._screen.mark_read(article.headline.id)
        if self._timer is None:
            self._wait()

    def ended(self, article_id: int) -> None:
        """The reader came to the end: then it is read, unless only the user's own hand marks."""
        if self._when != "by-hand":
            self._screen.mark_read(article_id)

    def _wait(self) -> None:
        if self._after_s is None:
            return
        if self._timer is not None:
            self._timer.stop()
        self._timer = self._screen.set_timer(self._after_s, self._waited)

    def _waited(self) -> None:
        self._timer = None
        view = self._screen.article_view
        # Narrow windows may show the list in its place.
        if view.article is not None and view.display and not view.article.headline.is_read:
            self._screen.mark_read(view.article.headline.id)
