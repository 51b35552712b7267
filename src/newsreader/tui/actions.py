"""What each command does, by its id. Each takes the screen and the count typed before the key (None where none was)."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING

from newsreader.errors import NewsreaderError
from newsreader.model import View, ViewKind
from newsreader.tui.commands import Place
from newsreader.tui.widgets.row_list import RowList

if TYPE_CHECKING:
    from newsreader.tui.screens.reading import ReadingScreen

Action = Callable[["ReadingScreen", int | None], None]


def _move(direction: int, screen: ReadingScreen, count: int | None) -> None:
    steps = direction * (count or 1)
    pane = screen.focused_pane
    if isinstance(pane, RowList):
        pane.move(steps)
    else:
        pane.scroll_lines(steps)


def _move_page(share: float, screen: ReadingScreen, count: int | None) -> None:
    pane = screen.focused_pane
    if isinstance(pane, RowList):
        pane.move_page(share)
    else:
        pane.scroll_pages(share)


def _move_to_edge(is_end: bool, screen: ReadingScreen, count: int | None) -> None:
    pane = screen.focused_pane
    if isinstance(pane, RowList):
        pane.move_to_edge(is_end)
    else:
        pane.scroll_to_edge(is_end)


_PANES = (Place.FEEDS, Place.ARTICLES, Place.ARTICLE)


def _open(screen: ReadingScreen, count: int | None) -> None:
    if screen.place is Place.FEEDS:
        screen.open_view(screen.view)
        screen.focus_pane(Place.ARTICLES)
    elif screen.article_list.row_count():
        if screen.place is Place.ARTICLES and screen.article_id is not None:
            _note_opened(screen, screen.article_id)
        screen.focus_pane(Place.ARTICLE)


def _note_opened(screen: ReadingScreen, article_id: int) -> None:
    """Have it noted that the reader went into an article: its page is fetched before those of others."""
    store, now = screen.store, screen.now()

    def note() -> None:
        # Nobody asked for this: where the database cannot be written, reading goes on without a word.
        with suppress(NewsreaderError):
            store.texts.note_opened(article_id, now=now)

    screen.write(note)


def _back(screen: ReadingScreen, count: int | None) -> None:
    outer = _PANES.index(screen.place) - 1
    if outer < 0:
        screen.app.exit()
    else:
        screen.focus_pane(_PANES[outer])


def _turn_pane(steps: int, screen: ReadingScreen, count: int | None) -> None:
    screen.focus_pane(_PANES[(_PANES.index(screen.place) + steps) % len(_PANES)])


def _focus(place: Place, screen: ReadingScreen, count: int | None) -> None:
    screen.focus_pane(place)


def _read_on(screen: ReadingScreen, count: int | None) -> None:
    view = screen.article_view
    if view.article is None:
        _seek_unread(1, screen, None)
    elif not view.is_at_end:
        view.scroll_pages(1)
    else:
        screen.mark_read(view.article.headline.id)
        _seek_unread(1, screen, None)


def _scroll_back(screen: ReadingScreen, count: int | None) -> None:
    screen.article_view.scroll_pages(-1)


def _next_article(direction: int, screen: ReadingScreen, count: int | None) -> None:
    screen.article_list.move(direction * (count or 1))


def _seek_unread(direction: int, screen: ReadingScreen, count: int | None) -> None:
    """Go to the next unread article: further on, else from the other end, else in the next feed that has one."""
    if screen.article_list.seek_unread(direction):
        return
    feed = screen.feed_list.seek_unread_feed(direction) if screen.view.kind is ViewKind.FEED else None
    if feed is None:
        screen.say("No unread articles left here.")
        return
    screen.open_view(feed)
    screen.article_list.seek_unread(direction)


def _browse(is_read_then: bool, screen: ReadingScreen, count: int | None) -> None:
    from newsreader.tui import opening

    article = screen.article_view.article
    if screen.place is Place.FEEDS and screen.view.feed_id is not None:
        feed = screen.store.feeds.get(screen.view.feed_id)
        address: str | None = feed.site or feed.url
    else:
        address = article.headline.url if article else None
    if address is None:
        screen.say("There is no page to open here.")
        return
    command = opening.opener(address, os.environ)
    if opening.needs_terminal(command):
        with screen.app.suspend():
            opening.run_in_terminal(command)
    else:
        opening.start(command)
        screen.say(f"Opened {address}")
    if is_read_then and article is not None:
        screen.mark_read(article.headline.id)


def _flip(screen: ReadingScreen, count: int | None) -> None:
    screen.flip_text()


def _show_changes(screen: ReadingScreen, count: int | None) -> None:
    if (article := screen.article_view.article) is None:
        return
    earlier = screen.store.revisions.of_article(article.headline.id)
    if not earlier:
        screen.say("The text of this article did not change since it came.")
        return
    from newsreader.tui.screens.changes import ChangesScreen

    screen.app.push_screen(ChangesScreen(article, earlier, screen.now))


def _star(screen: ReadingScreen, count: int | None) -> None:
    if (article_id := screen.article_id) is not None:
        screen.write(partial(screen.store.marks.toggle_starred, article_id, now=screen.now()))


def _toggle_read(screen: ReadingScreen, count: int | None) -> None:
    if (article_id := screen.article_id) is not None:
        screen.write(partial(screen.store.marks.toggle_read, article_id, now=screen.now()))


def _undo(screen: ReadingScreen, count: int | None) -> None:
    screen.write(partial(screen.store.journal.undo, now=screen.now()), "Undid")


def _redo(screen: ReadingScreen, count: int | None) -> None:
    screen.write(partial(screen.store.journal.redo, now=screen.now()), "Redid")


def _go(kind: ViewKind, screen: ReadingScreen, count: int | None) -> None:
    screen.open_view(View(kind))
    screen.focus_pane(Place.ARTICLES)


def _next_feed(direction: int, screen: ReadingScreen, count: int | None) -> None:
    screen.feed_list.move_to_feed(direction)


def _next_unread_feed(direction: int, screen: ReadingScreen, count: int | None) -> None:
    feed = screen.feed_list.seek_unread_feed(direction)
    if feed is None:
        screen.say("No feed has unread articles.")
    else:
        screen.open_view(feed)


def _refresh(screen: ReadingScreen, count: int | None) -> None:
    screen.refresh_feeds(None if screen.view.feed_id is None else [screen.view.feed_id])


def _refresh_all(screen: ReadingScreen, count: int | None) -> None:
    screen.refresh_feeds(None)


def _stop(screen: ReadingScreen, count: int | None) -> None:
    if not screen.engine.stop():
        screen.say("Nothing is being fetched.")


def _remove_sample(screen: ReadingScreen, count: int | None) -> None:
    sample = screen.store.feeds.sample_id()
    if sample is None:
        screen.say("There is no sample edition here.")
    else:
        screen.write(partial(screen.store.marks.remove_feed, sample, now=screen.now()), "Press u to bring it back:")


def _look_at_health(screen: ReadingScreen, count: int | None) -> None:
    from newsreader.tui.screens.health import HealthScreen

    def go(feed_id: int | None) -> None:
        if feed_id is not None:
            screen.open_view(View(ViewKind.FEED, feed_id))
            screen.focus_pane(Place.ARTICLES)

    screen.app.push_screen(HealthScreen(screen), go)


def _help(screen: ReadingScreen, count: int | None) -> None:
    from newsreader.tui.screens.help import HelpScreen

    screen.app.push_screen(HelpScreen())


def _palette(screen: ReadingScreen, count: int | None) -> None:
    from newsreader.tui.palette import Palette

    screen.app.push_screen(Palette(id="--command-palette"))


def _redraw(screen: ReadingScreen, count: int | None) -> None:
    screen.app.refresh(repaint=True, layout=True)


def _suspend(screen: ReadingScreen, count: int | None) -> None:
    screen.app.action_suspend_process()


def _quit(screen: ReadingScreen, count: int | None) -> None:
    screen.app.exit()


ACTIONS: dict[str, Action] = {
    "cursor.down": partial(_move, 1),
    "cursor.up": partial(_move, -1),
    "cursor.top": partial(_move_to_edge, False),
    "cursor.bottom": partial(_move_to_edge, True),
    "cursor.page_down": partial(_move_page, 1),
    "cursor.page_up": partial(_move_page, -1),
    "cursor.half_down": partial(_move_page, 0.5),
    "cursor.half_up": partial(_move_page, -0.5),
    "pane.open": _open,
    "pane.back": _back,
    "pane.next": partial(_turn_pane, 1),
    "pane.previous": partial(_turn_pane, -1),
    "pane.feeds": partial(_focus, Place.FEEDS),
    "pane.articles": partial(_focus, Place.ARTICLES),
    "pane.article": partial(_focus, Place.ARTICLE),
    "read.on": _read_on,
    "read.backward": _scroll_back,
    "article.next": partial(_next_article, 1),
    "article.previous": partial(_next_article, -1),
    "article.next_unread": partial(_seek_unread, 1),
    "article.previous_unread": partial(_seek_unread, -1),
    "article.flip": _flip,
    "article.changes": _show_changes,
    "article.browse": partial(_browse, False),
    "article.browse_read": partial(_browse, True),
    "mark.star": _star,
    "mark.read": _toggle_read,
    "mark.undo": _undo,
    "mark.redo": _redo,
    "go.starred": partial(_go, ViewKind.STARRED),
    "go.unread": partial(_go, ViewKind.UNREAD),
    "go.all": partial(_go, ViewKind.ALL),
    "go.today": partial(_go, ViewKind.TODAY),
    "feed.next": partial(_next_feed, 1),
    "feed.previous": partial(_next_feed, -1),
    "feed.next_unread": partial(_next_unread_feed, 1),
    "feed.previous_unread": partial(_next_unread_feed, -1),
    "feed.refresh": _refresh,
    "feed.refresh_all": _refresh_all,
    "feed.stop": _stop,
    "feed.health": _look_at_health,
    "feed.remove_sample": _remove_sample,
    "program.help": _help,
    "program.palette": _palette,
    "program.redraw": _redraw,
    "program.suspend": _suspend,
    "program.quit": _quit,
}
"""By command id; a test holds this against COMMANDS."""
