"""Reading: on and on, the other text, the page in the browser."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from newsreader.errors import NotPossible
from newsreader.model import ViewKind
from newsreader.tui.actions.action import Action
from newsreader.tui.commands import Place

if TYPE_CHECKING:
    from newsreader.tui.screens.reading import ReadingScreen


_MOST_STEPS = 1_000
"""A greater count was hardly meant, and each step may ask the database."""


def _read_on(screen: ReadingScreen, count: int | None) -> None:
    view = screen.article_view
    if view.article is None:
        _seek_one_unread(1, screen)
    elif not view.is_at_end:
        screen.marker.opened()
        view.scroll_pages(1)
    elif not screen.visits.back():
        screen.marker.ended(view.article.headline.id)
        _seek_one_unread(1, screen)


def _scroll_back(screen: ReadingScreen, count: int | None) -> None:
    screen.article_view.scroll_pages(-1)


def _next_article(direction: int, screen: ReadingScreen, count: int | None) -> None:
    before = screen.article_list.cursor
    screen.article_list.move(direction * (count or 1))
    if screen.article_list.cursor == before:
        raise NotPossible(f"This is the {'last' if direction > 0 else 'first'} article here.")


def _seek_unread(direction: int, screen: ReadingScreen, count: int | None) -> None:
    """Go to the next unread article, or so many on."""
    for _ in range(min(count or 1, _MOST_STEPS)):
        _seek_one_unread(direction, screen)


def _seek_one_unread(direction: int, screen: ReadingScreen) -> None:
    """Go further on, else from the other end, else to the next feed that has one."""
    if screen.article_list.seek_unread(direction):
        return
    feed = screen.feed_list.seek_unread_feed(direction) if screen.view.kind is ViewKind.FEED else None
    if feed is None:
        raise NotPossible("No unread articles left here.")
    screen.open_view(feed)
    screen.article_list.seek_unread(direction)


def _browse(is_read_then: bool, screen: ReadingScreen, count: int | None) -> None:
    from newsreader.tui.browsing import browse, browse_chosen

    if screen.place is Place.ARTICLES and screen.article_list.chosen:
        browse_chosen(screen, is_read_then=is_read_then)
        return
    article = screen.article_view.article
    if screen.place is Place.FEEDS and screen.view.feed_id is not None:
        feed = screen.store.feeds.get(screen.view.feed_id)
        address: str | None = feed.site or feed.url
    else:
        address = article.headline.url if article else None
    if address is None:
        raise NotPossible("There is no page to open here.")
    browse(screen, address)
    if is_read_then and article is not None:
        screen.mark_read(article.headline.id)


def _open_comments(screen: ReadingScreen, count: int | None) -> None:
    from newsreader.tui.browsing import browse

    article = screen.article_view.article
    if article is None or article.comments is None:
        raise NotPossible("The feed names no comments page for this article.")
    browse(screen, article.comments)


def _flip(screen: ReadingScreen, count: int | None) -> None:
    article = screen.article_view.article
    if article is None or screen.article_view.flip():
        return
    if article.headline.url is None:
        screen.say("There is only one text of this article.")
    else:
        screen.status.say("Fetching the full text…", is_lasting=True)
        screen.engine.fetch_page(article.headline.id)


def _show_changes(screen: ReadingScreen, count: int | None) -> None:
    if (article := screen.article_view.article) is None:
        return
    earlier = screen.store.revisions.of_article(article.headline.id)
    if not earlier:
        raise NotPossible("The text of this article did not change since it came.")
    from newsreader.tui.screens.changes import ChangesScreen

    screen.app.push_screen(ChangesScreen(screen, article, earlier))


READING: dict[str, Action] = {
    "read.on": _read_on,
    "read.backward": _scroll_back,
    "article.next": partial(_next_article, 1),
    "article.previous": partial(_next_article, -1),
    "article.next_unread": partial(_seek_unread, 1),
    "article.previous_unread": partial(_seek_unread, -1),
    "article.comments": _open_comments,
    "article.flip": _flip,
    "article.changes": _show_changes,
    "article.browse": partial(_browse, False),
    "article.browse_read": partial(_browse, True),
}
