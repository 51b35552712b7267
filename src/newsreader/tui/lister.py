"""What is listed and how: opens views, reads long lists in a thread, and keeps the cursor on its article."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable
from functools import partial
from typing import TYPE_CHECKING

from newsreader.errors import QueryError
from newsreader.model import Arrangement, Order, View, ViewKind
from newsreader.tui.answering import FIRST_IDS, Answer, Answering
from newsreader.tui.commands import Place
from newsreader.tui.format import count, day_start
from newsreader.tui.snapshot import Snapshot
from newsreader.tui.snippets import Snippets

if TYPE_CHECKING:
    from newsreader.tui.screens.reading import ReadingScreen

_PATIENCE_S = 0.03
"""For a mark that is being written as a list is opened, which then has it; one takes a few milliseconds."""
_ROWS_AHEAD = 200
"""Where the cursor's article is not listed any more, so many behind it are looked for."""


class Lister:
    """Owns the snapshot of the screen's view and how the user wants views listed."""

    def __init__(self, screen: ReadingScreen) -> None:
        self._screen = screen
        self._articles = screen.store.articles
        self._arrangements: dict[View, Arrangement] = {}
        self.answering = Answering(screen)
        """Answers the query of the view, or what is typed in a search: never both."""
        self.snippets = Snippets(screen)
        self._newest_id = 0
        self._counted_to = 0
        """The newest article of those that were counted as new, or were there before."""
        self._arrived = 0
        self._keeps_article = False
        self._is_coming = False
        """Is the first screen still being read in a thread."""
        self._is_early = False
        """Was the list read before what was marked until then was written."""
        self._waiting: list[Callable[[], None]] = []
        self.filter_note = ""
        """What the list was narrowed to by hand; that ends when it is opened again."""
        self.fault: str | None = None
        """Why the view's query cannot be understood."""
        self.snapshot = Snapshot(screen.view, array("q"), self._articles)

    @property
    def arrangement(self) -> Arrangement:
        """How the view is to be listed; remembered for each view as long as the program runs."""
        return self._arrangements.get(self._screen.view, Arrangement())

    def arrange(self, view: View, arrangement: Arrangement) -> None:
        """Know how a view is to be listed, without listing it."""
        self._arrangements[view] = arrangement

    def open(self) -> None:
        """List the screen's view afresh, from its first row: the first screen now, the rest from a thread."""
        self._open(keeps_article=False)

    def reopen(self, arrangement: Arrangement | None = None) -> None:
        """List the view again, perhaps arranged otherwise; the cursor stays on its article."""
        before = self.arrangement
        if arrangement is not None:
            self._arrangements[self._screen.view] = arrangement
        is_sorted_anew = (before.order, before.is_reversed) != (self.arrangement.order, self.arrangement.is_reversed)
        self._open(keeps_article=True, is_sorted_anew=is_sorted_anew)
        self._screen.show_list_state()

    def marks_are_written(self) -> None:
        """Read the list again if it was opened while this was being written."""
        if not self._is_early:
            return
        is_untouched = self._screen.article_list.cursor == 0 and self._screen.place is not Place.ARTICLE
        self._open(keeps_article=not is_untouched)
        self._screen.show_list_state()

    def when_listed(self, go_on: Callable[[], None]) -> None:
        """Call this when the first screen of what was opened last is listed: now, if it is."""
        if self._is_coming:
            self._waiting.append(go_on)
        else:
            go_on()

    def in_order(self, ids: Iterable[int]) -> list[int]:
        """Return these articles as they are listed, those that are not at the end."""
        rows = {each: row for row, each in enumerate(self.snapshot.ids_between(0, len(self.snapshot)))}
        return sorted(ids, key=lambda each: rows.get(each, len(rows)))

    def head_note(self) -> str:
        """Return what stands behind the list's name: "1,284 unread only · by title · 12 new"."""
        if self.filter_note:
            return f"{count(len(self.snapshot))} · {self.filter_note}"
        arranged = self.arrangement
        number = f"{count(len(self.snapshot))}{' so far' if self.answering.is_busy else ''}"
        parts = [f"{number} unread only" if arranged.unread_only else number]
        if arranged.order is not Order.DATE:
            order = "rare feeds first" if arranged.order is Order.RARE else f"by {arranged.order}"
            parts.append(f"{order}{', reversed' if arranged.is_reversed else ''}")
        elif arranged.is_reversed:
            parts.append("oldest first")
        if self._count_arrived():
            parts.append(f"{count(self._arrived)} new")
        return " · ".join(parts)

    def _count_arrived(self) -> int:
        """Return how many were stored since the list was opened; each is looked at once, however many they become."""
        if self._screen.view.kind is ViewKind.QUERY:
            return 0  # who asks again sees them; counting them is as much work as asking
        newest_id = self._articles.newest_id()
        if newest_id > self._counted_to:
            self._arrived += self._articles.arrived(
                self._screen.view, self.arrangement, after=self._counted_to, since=self._since
            )
            self._counted_to = newest_id
        return self._arrived

    @property
    def _since(self) -> int:
        return day_start(self._screen.now())

    def _open(self, *, keeps_article: bool, is_sorted_anew: bool = False) -> None:
        view, arrangement = self._screen.view, self.arrangement
        self._is_early = not self._screen.writer.is_done(_PATIENCE_S)
        self._newest_id = self._counted_to = self._articles.newest_id()
        self._arrived = 0
        self.fault = None
        self.filter_note = ""
        self.answering.stop()
        self._is_coming = False
        # Who is at the first row of a long list has not chosen an article yet, and sees the new first screen at once.
        is_at_top = is_sorted_anew and self._screen.article_list.cursor == 0
        if view.kind is ViewKind.QUERY:
            self._ask(view, arrangement, keeps_article=keeps_article and not is_at_top)
            return
        read = partial(self._articles.list_ids, view, arrangement, since=self._since, limit=FIRST_IDS)
        take = partial(self._take_first, view, arrangement, keeps_article, keeps_article and not is_at_top)
        if arrangement.order is Order.DATE:
            take(read())
            return
        # No index knows another order: every article of the view is looked at, and keys do not wait for that.
        if self.snapshot.view != view:
            self._show(Snapshot(view, array("q"), self._articles, arrangement, is_whole=False))
        self._is_coming = True
        self._in_thread(lambda: self._screen.call_later(take, read()))

    def _in_thread(self, work: Callable[[], object]) -> None:
        """Read something for this list, and nothing any more for that before it."""
        self._screen.run_worker(work, thread=True, group="list", exclusive=True, exit_on_error=False)

    def _take_first(
        self, view: View, arrangement: Arrangement, keeps_article: bool, keeps_it_if_long: bool, first: array[int]
    ) -> None:
        """List the first screen, and have the rest read; where an article is kept, list nothing before all is read."""
        if (view, arrangement) != (self._screen.view, self.arrangement):
            return
        is_whole = len(first) < FIRST_IDS
        self._keeps_article = keeps_article if is_whole else keeps_it_if_long
        # The cursor may stand far down: what is listed stays until all ids are here.
        if is_whole or not self._keeps_article:
            self._show(Snapshot(view, first, self._articles, arrangement, is_whole=is_whole))
        else:
            self._screen.say("Reading the whole list…")
        if not is_whole:
            above = frozenset() if self._keeps_article else frozenset(first)
            growing = Snapshot(view, array("q"), self._articles, arrangement) if self._keeps_article else self.snapshot
            # Behind the paint of the first screen, or its reckoning would be in the way of that.
            read_whole = partial(self._read_whole, growing, self._since, self._newest_id, above)
            self._screen.call_after_refresh(self._in_thread, read_whole)
        self._screen.show_list_state()
        self._is_coming = False
        waiting, self._waiting = self._waiting, []
        for go_on in waiting:
            go_on()

    def _ask(self, view: View, arrangement: Arrangement, *, keeps_article: bool) -> None:
        """Have a query answered in a thread: it may look at every text there is."""
        from newsreader.tui.asking import query_of

        self._keeps_article = keeps_article
        try:
            query = query_of(view, arrangement, now=self._screen.now())
        except QueryError as error:
            self.fault = str(error)
            self._show(Snapshot(view, array("q"), self._articles, arrangement))
            return
        if self.snapshot.view != view:
            self._show(Snapshot(view, array("q"), self._articles, arrangement, is_whole=False))
        begun = Snapshot(view, array("q"), self._articles, arrangement, is_whole=False, wanted=query)
        self.answering.ask(query, partial(self._take_asked, begun))

    def _take_asked(self, begun: Snapshot, answer: Answer) -> None:
        """List what was found, or say why nothing could be looked for."""
        if (begun.view, begun.arrangement) != (self._screen.view, self.arrangement):
            return
        self.fault = answer.fault or None
        begun.extend(answer.ids, is_whole=answer.is_whole)
        if not answer.is_first and not self._keeps_article:
            self._screen.article_list.grown()
        elif answer.is_whole or not self._keeps_article:
            self._show(begun)
        self._screen.show_list_state()

    def _read_whole(self, growing: Snapshot, since: int, newest: int, above: frozenset[int]) -> None:
        """Read all ids but those `above`. What was stored since the list was opened is announced, not listed."""
        ids = self._articles.list_ids(growing.view, growing.arrangement, since=since)
        listed = array("q", [each for each in ids if each <= newest and each not in above])
        self._screen.call_later(self._take_whole, growing, listed)

    def _take_whole(self, growing: Snapshot, ids: array[int]) -> None:
        """The list grows below what is in sight, or takes the place of what was listed until now."""
        growing.extend(ids)  # also where a search lies over it, which goes back to it
        if growing is self.snapshot:
            self._screen.article_list.grown()
        elif self._keeps_article and (growing.view, growing.arrangement) == (self._screen.view, self.arrangement):
            self._show(growing)
        else:
            return
        self._screen.show_list_state()

    def put(self, snapshot: Snapshot, article_id: int | None = None, *, filter_note: str = "") -> None:
        """List what was read elsewhere, with the cursor on this article."""
        self.fault = None
        self._is_early = False
        self.filter_note = filter_note
        self._list(snapshot, snapshot.first_row_of([article_id]) if article_id is not None else 0)
        self._screen.show_list_state()

    def _show(self, snapshot: Snapshot) -> None:
        cursor = self._screen.article_list.cursor
        ahead = self.snapshot.ids_between(cursor, cursor + _ROWS_AHEAD) if self._keeps_article else ()
        self._list(snapshot, snapshot.first_row_of(ahead))

    def _list(self, snapshot: Snapshot, row: int) -> None:
        self.snapshot = snapshot
        is_search = self._screen.searching.is_shown
        self._screen.article_view.finding.seek(snapshot.wanted, leads=is_search)
        self.snippets.seek(snapshot.wanted if is_search else None)
        self._screen.article_list.snippets = self.snippets if is_search else None
        self._screen.article_list.show(snapshot, row)
