"""Marking, and taking it back."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from newsreader.errors import NotPossible
from newsreader.model import View, ViewKind
from newsreader.tui.actions.action import Action
from newsreader.tui.actions.tending import chosen_feed
from newsreader.tui.commands import Place
from newsreader.tui.writer import Pace

if TYPE_CHECKING:
    from newsreader.store.history import Batch
    from newsreader.tui.screens.reading import ReadingScreen


def take_chosen(screen: ReadingScreen) -> list[int]:
    """Return the ids that are selected, if keys act on the list, and select nothing any more: they were meant once."""
    chosen = screen.article_list.chosen if screen.place is Place.ARTICLES else []
    if chosen:
        screen.article_list.clear_chosen()
    return chosen


def _star(screen: ReadingScreen, count: int | None) -> None:
    if chosen := take_chosen(screen):
        screen.write(partial(screen.store.marks.toggle_starred_together, chosen, now=screen.now()), "Marked")
    elif (article_id := screen.article_id) is not None:
        screen.write(partial(screen.store.marks.toggle_starred, article_id, now=screen.now()), pace=Pace.SMALL)


def _toggle_read(screen: ReadingScreen, count: int | None) -> None:
    if screen.place is Place.FEEDS:
        chosen_feed(screen)
        mark_listed(screen)
        return
    if chosen := take_chosen(screen):
        screen.write(partial(screen.store.marks.toggle_read_together, chosen, now=screen.now()), "Marked")
    elif (article_id := screen.article_id) is not None:
        screen.write(partial(screen.store.marks.toggle_read, article_id, now=screen.now()))


def mark_listed(screen: ReadingScreen) -> None:
    """Mark all that is listed read."""
    mark_rows(screen, 0, screen.article_list.row_count())


def mark_rows(screen: ReadingScreen, start: int, end: int) -> None:
    """Mark the listed articles of these rows read, and no others, as one batch."""
    snapshot = screen.article_list.snapshot
    if snapshot is None:
        return
    if end == len(snapshot) and not snapshot.is_whole:
        raise NotPossible("The list is still being read. Press it again in a moment.")
    mark_ids(screen, snapshot.ids_between(start, end))


def mark_ids(screen: ReadingScreen, ids: Sequence[int]) -> None:
    """Mark these articles read, as one batch."""
    mark = partial(screen.store.marks.set_read, ids, True, now=screen.now(), passes_gone=True)
    screen.write(mark, "Marked", Pace.LARGE)


def _undo(screen: ReadingScreen, count: int | None) -> None:
    screen.write(partial(screen.store.journal.undo, now=screen.now()), "Undone")


def _redo(screen: ReadingScreen, count: int | None) -> None:
    screen.write(partial(screen.store.journal.redo, now=screen.now()), "Redone")


def _show_history(screen: ReadingScreen, count: int | None) -> None:
    from newsreader.tui.screens.history import HistoryScreen

    def go(batch: Batch | None) -> None:
        if batch is not None and batch.article_id is not None:
            _go_to_article(screen, batch.article_id)
        elif batch is not None and batch.feed_id is not None:
            screen.open_view(View(ViewKind.FEED, batch.feed_id))
            screen.focus_pane(Place.ARTICLES)

    screen.app.push_screen(HistoryScreen(screen), go)


def _go_to_article(screen: ReadingScreen, article_id: int) -> None:
    """Show an article where it is listed now, else in its feed."""
    row = screen.lister.snapshot.first_row_of((article_id,))
    if screen.lister.snapshot.id_at(row) != article_id:
        feed_id = screen.store.articles.get(article_id).headline.feed_id
        screen.open_view(View(ViewKind.ALL) if feed_id is None else View(ViewKind.FEED, feed_id))
        row = screen.lister.snapshot.first_row_of((article_id,))
    screen.focus_pane(Place.ARTICLES)
    if screen.lister.snapshot.id_at(row) == article_id:
        screen.article_list.cursor = row
    else:
        screen.places.show(article_id)  # far down, or in no list any more


MARKING: dict[str, Action] = {
    "mark.star": _star,
    "mark.read": _toggle_read,
    "mark.undo": _undo,
    "mark.history": _show_history,
    "mark.redo": _redo,
}
