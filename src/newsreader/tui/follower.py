"""The article pane follows the cursor of the list; while the cursor runs, only where it comes to rest."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsreader.errors import ArticleNotFound
from newsreader.tui.commands import Place

if TYPE_CHECKING:
    from textual.timer import Timer

    from newsreader.tui.screens.reading import ReadingScreen

_SETTLE_S = 0.04
"""While the cursor runs, an article is shown when it has stood still for so long."""


class Follower:
    """Shows the article under the cursor, and reads it again when it changed."""

    def __init__(self, screen: ReadingScreen) -> None:
        self._screen = screen
        self._timer: Timer | None = None

    @property
    def is_settling(self) -> bool:
        """Is the article on the screen perhaps not yet that of the cursor."""
        return self._timer is not None

    def moved(self) -> None:
        """Show the article now, or, where the cursor moved just before, when it rests.

        Whoever is in the list looks at the cursor, so that its row is painted first.
        """
        if self._timer is not None:
            self._timer.stop()
        elif self._screen.place is Place.ARTICLES and self._screen.article_view.article is not None:
            self._screen.call_after_refresh(self._show)
        else:
            self._show()
        self._timer = self._screen.set_timer(_SETTLE_S, self.show)

    def show(self) -> None:
        """Show the article under the cursor, where another one is shown."""
        self._timer = None
        self._show()

    def _show(self) -> None:
        screen = self._screen
        shown, article_id = screen.article_view.article, screen.article_id
        if article_id is None:
            screen.places.keep()
            screen.article_view.show(None)
        elif shown is None or shown.headline.id != article_id:
            try:
                screen.places.show(article_id)
            except ArticleNotFound as error:
                screen.article_view.show(None)
                screen.say(str(error), is_error=True)

    def reload(self) -> None:
        """Read the article that is shown again; who reads it keeps the place."""
        view = self._screen.article_view
        if view.article is not None:
            try:
                view.update_article(self._screen.store.articles.get(view.article.headline.id))
            except ArticleNotFound:
                view.show(None)
