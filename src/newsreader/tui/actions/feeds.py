"""Views and feeds: going to them, refreshing, looking after them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from newsreader.errors import NotPossible
from newsreader.model import View, ViewKind
from newsreader.tui.actions.action import Action
from newsreader.tui.commands import Place
from newsreader.tui.feed_sorting import sort_feeds
from newsreader.tui.sidebar import FeedOrder

if TYPE_CHECKING:
    from newsreader.tui.screens.reading import ReadingScreen


def _go(kind: ViewKind, screen: ReadingScreen, count: int | None) -> None:
    screen.open_view(View(kind))
    screen.focus_pane(Place.ARTICLES)


def _continue(screen: ReadingScreen, count: int | None) -> None:
    # The article on the screen may be one of them, so its place is written first.
    screen.places.keep()

    def go() -> None:
        screen.call_later(_go, ViewKind.CONTINUE, screen, count)

    screen.write(go)


def _next_feed(direction: int, screen: ReadingScreen, count: int | None) -> None:
    screen.feed_list.move_to_feed(direction, count or 1)


def _next_unread_feed(direction: int, screen: ReadingScreen, count: int | None) -> None:
    feed = screen.feed_list.seek_unread_feed(direction, count or 1)
    if feed is None:
        raise NotPossible("No feed has unread articles.")
    screen.open_view(feed)


def _refresh(screen: ReadingScreen, count: int | None) -> None:
    screen.refresh_feeds(None if screen.view.feed_id is None else [screen.view.feed_id])


def _refresh_all(screen: ReadingScreen, count: int | None) -> None:
    screen.refresh_feeds(None)


def _stop(screen: ReadingScreen, count: int | None) -> None:
    are_stopped = screen.news_app.programs.stop() > 0
    screen.say("Stopped." if screen.engine.stop() or are_stopped else "Nothing is being fetched.")


def _look_at_health(screen: ReadingScreen, count: int | None) -> None:
    from newsreader.tui.screens.health import HealthScreen

    def go(feed_id: int | None) -> None:
        if feed_id is not None:
            screen.open_view(View(ViewKind.FEED, feed_id))
            screen.focus_pane(Place.ARTICLES)

    screen.app.push_screen(HealthScreen(screen), go)


def _sort(order: FeedOrder, screen: ReadingScreen, count: int | None) -> None:
    sort_feeds(screen, order)


FEEDS: dict[str, Action] = {
    **{f"feeds.by_{order}": partial(_sort, order) for order in FeedOrder},
    "go.starred": partial(_go, ViewKind.STARRED),
    "go.unread": partial(_go, ViewKind.UNREAD),
    "go.all": partial(_go, ViewKind.ALL),
    "go.today": partial(_go, ViewKind.TODAY),
    "go.new": partial(_go, ViewKind.NEW),
    "go.later": partial(_go, ViewKind.LATER),
    "go.muted": partial(_go, ViewKind.MUTED),
    "go.continue": _continue,
    "go.history": partial(_go, ViewKind.HISTORY),
    "feed.next": partial(_next_feed, 1),
    "feed.previous": partial(_next_feed, -1),
    "feed.next_unread": partial(_next_unread_feed, 1),
    "feed.previous_unread": partial(_next_unread_feed, -1),
    "feed.refresh": _refresh,
    "feed.refresh_all": _refresh_all,
    "feed.stop": _stop,
    "feed.health": _look_at_health,
}
