"""Where links lead: to a note below, to the browser, or to their page in the reader; and the way back."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from newsreader.errors import NewsreaderError
from newsreader.tui.commands import Place

if TYPE_CHECKING:
    from newsreader.tui.links import Link
    from newsreader.tui.screens.reading import ReadingScreen


class _Step(NamedTuple):
    """Where the reader was before a link was followed."""

    article_id: int
    place: tuple[int, int] | None
    """What stood on top of the window; None at the article's head."""
    wants_feed_text: bool


class Visits:
    """Follows links. Pages that are read here lie over the article they came from, until one goes back."""

    def __init__(self, screen: ReadingScreen) -> None:
        self._screen = screen
        self._steps: list[_Step] = []
        self._page: int | None = None
        self._awaited: tuple[int, int] | None = None
        """The page that is being fetched, and the article it was asked for from."""
        self._feed_id: int | None = None
        """Of the article that the visit began at."""

    @property
    def page_id(self) -> int | None:
        """The page that is shown instead of the article under the cursor."""
        return self._page

    def follow(self, link: Link, *, in_reader: bool = False) -> None:
        """Go where a link leads; what cannot be opened is said."""
        try:
            if link.note >= 0:
                self._remember()
                self._screen.article_view.go_to((link.note, 0))
                self._screen.say("h goes back to where you were.")
            elif in_reader:
                self._ask_for(link.address)
            else:
                from newsreader.tui.browsing import browse

                browse(self._screen, link.address)
        except NewsreaderError as error:
            self._screen.say(str(error), is_error=True)

    def back(self) -> bool:
        """Go back by one link; False where none was followed."""
        if not self._steps:
            return False
        step = self._steps.pop()
        view = self._screen.article_view
        self._page = None
        if self._screen.article_id != step.article_id:
            self._page = step.article_id
        if view.article is None or view.article.headline.id != step.article_id:
            self._screen.places.show(step.article_id)
            if step.wants_feed_text:
                view.flip()
        view.go_to(step.place)
        self._screen.show_position()
        return True

    def forget(self) -> None:
        """The cursor moved: there is no way back any more."""
        self._steps.clear()
        self._page = self._awaited = self._feed_id = None

    def _remember(self) -> None:
        view = self._screen.article_view
        if view.article is not None:
            self._steps.append(_Step(view.article.headline.id, view.top_place, view.wants_feed_text))

    def _ask_for(self, address: str) -> None:
        store, now = self._screen.store, self._screen.now()

        def add() -> None:
            page_id = store.pages.add(address, now=now)
            self._screen.call_later(self._added, page_id, address)

        self._screen.write(add)

    def _added(self, page_id: int, address: str) -> None:
        """Show the page if its text is here, else have it fetched."""
        screen = self._screen
        page, article = screen.store.articles.get(page_id), screen.article_view.article
        if article is None:
            return
        if page.blocks:
            self._show(page_id)
        else:
            self._awaited = (page_id, article.headline.id)
            screen.say(f"Fetching {address} …")
            self._feed_id = article.headline.feed_id or self._feed_id
            screen.engine.fetch_page(page_id, self._feed_id)

    def page_done(self, page_id: int) -> None:
        """Show the page that was awaited, or say why it did not come."""
        if self._awaited is None or self._awaited[0] != page_id:
            return
        asked_from, self._awaited = self._awaited[1], None
        screen = self._screen
        page, shown = screen.store.articles.get(page_id), screen.article_view.article
        if not page.blocks:
            screen.write(lambda: screen.store.pages.drop_waiting(page_id))
            screen.say(page.text_reason or "The page gave no text.", is_error=True)
        elif shown is not None and shown.headline.id == asked_from:
            self._show(page_id)

    def _show(self, page_id: int) -> None:
        self._remember()
        self._page = page_id
        self._screen.places.show(page_id)
        self._screen.show_position()
        self._screen.focus_pane(Place.ARTICLE)
