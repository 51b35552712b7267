"""Where links lead: to a note below, to the browser, or to their page in the reader; and the way back."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from newsreader.errors import NewsreaderError
from newsreader.model import Article
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
                back = self._screen.keys.keymap.typed("pane.back")
                self._screen.say(f"{back} goes back to where you were.")
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
        store, now, article = self._screen.store, self._screen.now(), self._screen.article_view.article
        if article is None:
            return
        self._feed_id = feed_id = article.headline.feed_id or self._feed_id
        asked_from = article.headline.id
        self._screen.status.say(f"Fetching {address} …", is_lasting=True)

        def add() -> None:
            page_id = store.pages.add(address, now=now)
            self._screen.call_later(self._added, page_id, asked_from, feed_id)

        self._screen.write(add)

    def _added(self, page_id: int, asked_from: int, feed_id: int | None) -> None:
        """Show the page if its text is here, else have it fetched."""
        self._awaited = (page_id, asked_from)
        page = self._read(page_id)
        if page is not None and page.blocks:
            self.page_done(page_id)
        elif page is not None:
            self._screen.engine.fetch_page(page_id, feed_id)

    def page_done(self, page_id: int) -> None:
        """Show the page that was awaited, or say why it did not come."""
        page, shown = self._read(page_id), self._screen.article_view.article
        if page is None or page.headline.feed_id is not None:
            return
        asked_from = None
        if self._awaited is not None and self._awaited[0] == page_id:
            asked_from, self._awaited = self._awaited[1], None
        pages = self._screen.store.pages
        if not page.blocks:
            self._screen.write(lambda: pages.drop_waiting(page_id))
            self._screen.say(page.text_reason or "The page gave no text.", is_error=True)
        elif shown is not None and shown.headline.id == asked_from:
            self._screen.say("")
            self._show(page_id)
        elif shown is None or shown.headline.id != page_id:
            self._screen.say(f"The page is here, among what was read last: {page.headline.title}")

    def _read(self, page_id: int) -> Article | None:
        try:
            return self._screen.store.articles.get(page_id)
        except NewsreaderError as error:
            self._screen.say(str(error), is_error=True)
            return None

    def _show(self, page_id: int) -> None:
        self._remember()
        self._page = page_id
        self._screen.places.show(page_id)
        self._screen.show_position()
        self._screen.focus_pane(Place.ARTICLE)
