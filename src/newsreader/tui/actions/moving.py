"""Moving: the cursor, pages, panes."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING

from newsreader.errors import NewsreaderError, NotPossible
from newsreader.tui.actions.action import Action
from newsreader.tui.commands import Place
from newsreader.tui.pane_moves import MOVES

if TYPE_CHECKING:
    from newsreader.tui.screens.reading import ReadingScreen
    from newsreader.tui.widgets.pane import Pane


def _move(move: Callable[[Pane, int | None], None], screen: ReadingScreen, count: int | None) -> None:
    move(screen.focused_pane, count)


_PANES = (Place.FEEDS, Place.ARTICLES, Place.ARTICLE)
_ONLY_BACK = frozenset({"h", "escape", "left"})
"""Keys that hands press once more than needed: they never quit."""


def _open(screen: ReadingScreen, count: int | None) -> None:
    if screen.place is Place.FEEDS:
        screen.open_view(screen.view)
        screen.focus_pane(Place.ARTICLES)
    elif screen.article_list.row_count():
        if screen.place is Place.ARTICLES and screen.article_id is not None:
            _note_opened(screen, screen.article_id)
        screen.focus_pane(Place.ARTICLE)
        screen.article_view.finding.go_to_first()
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
        if screen.keys.stroke in _ONLY_BACK:
            raise NotPossible(f"{screen.keys.keymap.typed('program.quit')} quits.")
        screen.app.exit()
    else:
        screen.focus_pane(_PANES[outer])


def _turn_pane(steps: int, screen: ReadingScreen, count: int | None) -> None:
    screen.focus_pane(_PANES[(_PANES.index(screen.place) + steps) % len(_PANES)])


def _focus(place: Place, screen: ReadingScreen, count: int | None) -> None:
    screen.focus_pane(place)


MOVING: dict[str, Action] = {
    **{command_id: partial(_move, move) for command_id, move in MOVES.items()},
    "pane.open": _open,
    "pane.back": _back,
    "pane.next": partial(_turn_pane, 1),
    "pane.previous": partial(_turn_pane, -1),
    "pane.feeds": partial(_focus, Place.FEEDS),
    "pane.articles": partial(_focus, Place.ARTICLES),
    "pane.article": partial(_focus, Place.ARTICLE),
}
