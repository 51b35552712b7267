"""Moving: the cursor, pages, panes."""

from __future__ import annotations

from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING

from newsreader.errors import NewsreaderError
from newsreader.tui.actions.action import Action
from newsreader.tui.commands import Place
from newsreader.tui.widgets.row_list import RowList

if TYPE_CHECKING:
    from newsreader.tui.screens.reading import ReadingScreen


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
        pane.move_page(share, count or 1)
    else:
        pane.scroll_pages(share * (count or 1))


def _move_to_edge(is_end: bool, screen: ReadingScreen, count: int | None) -> None:
    pane = screen.focused_pane
    if isinstance(pane, RowList) and count:
        pane.move_to_number(count)
    elif isinstance(pane, RowList):
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
        screen.places.announce()


def _note_opened(screen: ReadingScreen, article_id: int) -> None:
    """Have it noted that the reader went into an article: its page is fetched before those of others."""
    store, now = screen.store, screen.now()

    def note() -> None:
        # Nobody asked for this: where the database cannot be written, reading goes on without a word.
        with suppress(NewsreaderError):
            store.texts.note_opened(article_id, now=now)

    screen.write(note)


def _back(screen: ReadingScreen, count: int | None) -> None:
    if screen.place is Place.ARTICLES and screen.article_list.chosen:
        screen.article_list.clear_chosen()
        return
    if screen.place is Place.ARTICLES and screen.searching.back():
        return
    if screen.place is Place.ARTICLE and screen.visits.back():
        return
    if screen.has_class("-zen"):
        screen.remove_class("-zen")
        return
    outer = _PANES.index(screen.place) - 1
    if outer < 0:
        screen.app.exit()
    else:
        screen.focus_pane(_PANES[outer])


def _turn_pane(steps: int, screen: ReadingScreen, count: int | None) -> None:
    screen.focus_pane(_PANES[(_PANES.index(screen.place) + steps) % len(_PANES)])


def _focus(place: Place, screen: ReadingScreen, count: int | None) -> None:
    screen.focus_pane(place)


MOVING: dict[str, Action] = {
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
}
