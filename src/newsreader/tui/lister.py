"""What is listed and how: opens views, reads long lists in a thread, and keeps the cursor on its article."""

from __future__ import annotations

from array import array
from functools import partial
from typing import TYPE_CHECKING

import msgspec

from newsreader.model import Arrangement, Order, View
from newsreader.tui.format import count, day_start
from newsreader.tui.snapshot import Snapshot

if TYPE_CHECKING:
    from newsreader.tui.screens.reading import ReadingScreen

FIRST_IDS = 200
"""Ids that are read before the first paint; the rest follows in a thread."""
_ROWS_AHEAD = 200
"""Where the cursor's article is not listed any more, so many behind it are looked for."""


class Lister:
    """Owns the snapshot of the screen's view and how the user wants views listed."""

    def __init__(self, screen: ReadingScreen) -> None:
        self._screen = screen
        self._articles = screen.store.articles
        self._arrangements: dict[View, Arrangement] = {}
        self._newest_id = 0
        self._keeps_article = False
        self.snapshot = Snapshot(screen.view, array("q"), self._articles)

    @property
    def arrangement(self) -> Arrangement:
        """How the view is to be listed; remembered for each view as long as the program runs."""
        return self._arrangements.get(self._screen.view, Arrangement())

    def open(self) -> None:
        """List the screen's view afresh, from its first row: the first screen now, the rest from a thread."""
        self._open(keeps_article=False)

    def reopen(self, arrangement: Arrangement | None = None) -> None:
        """List the view again, perhaps arranged otherwise; the cursor stays on its article."""
        if arrangement is not None:
            self._arrangements[self._screen.view] = arrangement
        self._open(keeps_article=True)
        self._screen.show_list_state()

    def head_note(self) -> str:
        """Return what stands behind the list's name: "1,284 unread only · by title · 12 new"."""
        arranged = self.arrangement
        parts = [f"{count(len(self.snapshot))} unread only" if arranged.unread_only else count(len(self.snapshot))]
        if arranged.order is not Order.DATE:
            parts.append(f"by {arranged.order}{', reversed' if arranged.is_reversed else ''}")
        elif arranged.is_reversed:
            parts.append("oldest first")
        arrived = self._articles.arrived(self._screen.view, arranged, after=self._newest_id, since=self._since)
        if arrived:
            parts.append(f"{count(arrived)} new")
        return " · ".join(parts)

    @property
    def _since(self) -> int:
        return day_start(self._screen.now())

    def _open(self, *, keeps_article: bool) -> None:
        view, arrangement = self._screen.view, self.arrangement
        self._keeps_article = keeps_article
        self._newest_id = self._articles.newest_id()
        first = self._first_screen(view, arrangement)
        # The cursor may stand far down: what is listed stays until all ids are here.
        if first.is_whole or not keeps_article:
            self._show(first, keeps_article=keeps_article)
        else:
            self._screen.say("Reading the whole list…")
        if not first.is_whole:
            work = partial(self._read_whole, view, arrangement, self._since)
            self._screen.run_worker(work, thread=True, group="list", exclusive=True, exit_on_error=False)

    def _first_screen(self, view: View, arrangement: Arrangement) -> Snapshot:
        """Return the beginning of a list, or all of a short one.

        Only dates have indexes: a long list in another order begins by date until it was read and sorted.
        """
        by_date = msgspec.structs.replace(arrangement, order=Order.DATE)
        ids = self._articles.list_ids(view, by_date, since=self._since, limit=FIRST_IDS)
        if len(ids) == FIRST_IDS:
            return Snapshot(view, ids, self._articles, by_date, is_whole=False)
        if by_date != arrangement:
            ids = self._articles.list_ids(view, arrangement, since=self._since)
        return Snapshot(view, ids, self._articles, arrangement)

    def _read_whole(self, view: View, arrangement: Arrangement, since: int) -> None:
        ids = self._articles.list_ids(view, arrangement, since=since)
        self._screen.call_later(self._take_whole, view, arrangement, ids)

    def _take_whole(self, view: View, arrangement: Arrangement, ids: array[int]) -> None:
        """The list grows below what is in sight, or takes the place of what was listed until now."""
        if (view, arrangement) != (self._screen.view, self.arrangement):
            return
        if not self._keeps_article and self.snapshot.arrangement == arrangement:
            self.snapshot.extend(ids, newest=self._newest_id)
            self._screen.article_list.grown()
        else:
            listed = array("q", (each for each in ids if each <= self._newest_id))
            # Who moved the cursor meanwhile has chosen an article.
            is_chosen = self._keeps_article or self._screen.article_list.cursor > 0
            self._show(Snapshot(view, listed, self._articles, arrangement), keeps_article=is_chosen)
        self._screen.show_list_state()

    def _show(self, snapshot: Snapshot, *, keeps_article: bool) -> None:
        cursor = self._screen.article_list.cursor
        ahead = self.snapshot.ids_between(cursor, cursor + _ROWS_AHEAD) if keeps_article else ()
        self.snapshot = snapshot
        self._screen.article_list.show(snapshot, snapshot.first_row_of(ahead))
