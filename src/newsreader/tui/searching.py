"""Search of all articles, and a filter of the list that is shown: results while one types, in a thread."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from newsreader.errors import NewsreaderError, NotPossible, QueryError
from newsreader.model import View, ViewKind
from newsreader.tui.commands import Place
from newsreader.tui.snapshot import Snapshot

if TYPE_CHECKING:
    from textual.timer import Timer

    from newsreader.query.completion import Completion, Names
    from newsreader.query.tree import Query
    from newsreader.tui.screens.reading import ReadingScreen

_PROMPT = "search"
"""By this name the store keeps what was typed."""
_PAUSE_S = 0.12
"""So long nothing may be typed before it is looked for."""
_HINT = "Words, or a query: unread feed:name title:word after:last-week. Enter keeps the list, Esc goes back."


class _Before(NamedTuple):
    """The list as it was."""

    view: View
    snapshot: Snapshot
    article_id: int | None


class Searching:
    """Owns the list that a search or a filter lies over, and the one question that is being answered."""

    def __init__(self, screen: ReadingScreen) -> None:
        self._screen = screen
        self._before: _Before | None = None
        self._found: Snapshot | None = None
        """What was listed last; where another list is shown, the search is over."""
        self._is_filter = False
        self._timer: Timer | None = None
        self._typed = ""
        self._is_running = False

    def ask(self, *, is_filter: bool = False) -> None:
        """Let the user type a query."""
        screen = self._screen
        if not self._is_shown:
            if is_filter and not screen.lister.snapshot.is_whole:
                raise NotPossible("The list is still being read. Press it again in a moment.")
            self._before = _Before(screen.view, screen.lister.snapshot, screen.article_id)
        elif is_filter != self._is_filter:
            self._before = _Before(screen.view, screen.lister.snapshot, screen.article_id)
        self._is_filter = is_filter
        self._typed = ""
        names = self._names()
        from newsreader.tui.question import Question

        def complete(text: str, cursor: int) -> Sequence[Completion]:
            from newsreader.query.completion import completions

            return completions(text, cursor, names)[:_MOST] if text else ()

        screen.focus_pane(Place.ARTICLES)
        screen.status.ask(
            Question(
                "Filter " if is_filter else "Search ",
                self._accept,
                hint=_HINT,
                typed=self._type,
                leave=self._leave,
                complete=complete,
                wrong=self._wrong,
                history=screen.store.typed.lines(_PROMPT),
            )
        )

    def back(self) -> bool:
        """Go back to the list as it was before, if a search or filter lies over it; False where none does."""
        if not self._is_shown:
            return False
        self._restore()
        return True

    @property
    def _is_shown(self) -> bool:
        screen = self._screen
        is_own = self._found is not None and screen.lister.snapshot is self._found
        return self._before is not None and (is_own or (not self._is_filter and screen.view == self._view()))

    def _view(self) -> View:
        return View(ViewKind.QUERY, query=self._typed, name=f"Search: {self._typed}")

    def _names(self) -> Names:
        from newsreader.query.completion import Names

        feeds = self._screen.store.feeds.all()
        folders = dict.fromkeys(feed.folder for feed in feeds if feed.folder)
        tags = tuple(tag.name for tag in self._screen.store.sorting.tags())
        return Names(tuple(feed.title for feed in feeds), tuple(folders), tags)

    def _wrong(self, text: str) -> str:
        from newsreader.tui.asking import meant_while_typed, what_is_wrong

        try:
            meant_while_typed(text, now=self._screen.now())
        except QueryError as error:
            return what_is_wrong(text, error)
        return ""

    def _type(self, text: str) -> None:
        self._typed = text.strip()
        self._stop_waiting()
        self._timer = self._screen.set_timer(_PAUSE_S, self._look)

    def _look(self) -> None:
        """Have what was typed looked for; one at a time, as each may look at every text."""
        self._timer = None
        if self._is_running or not self._is_wanted:
            return
        if not self._typed:
            self._show_before()
            return
        from newsreader.tui.asking import meant_while_typed

        try:
            query = meant_while_typed(self._typed, now=self._screen.now())
        except QueryError:
            return  # the prompt says so
        self._run(self._typed, query)

    def _run(self, typed: str, query: Query) -> None:
        self._is_running = True
        work = partial(self._read, typed, query)
        self._screen.run_worker(work, thread=True, group="search", exit_on_error=False)

    def _read(self, typed: str, query: Query) -> None:
        try:
            ids = self._screen.store.asking.ids(query)
        except NewsreaderError as error:
            self._screen.call_later(self._screen.say, str(error), is_error=True)
            ids = array("q")
        self._screen.call_later(self._take, typed, query, ids)

    def _take(self, typed: str, query: Query, ids: array[int]) -> None:
        """List what was found, unless something else was typed meanwhile: then look for that."""
        self._is_running = False
        if typed != self._typed:
            self._look()
        elif self._is_wanted:
            self._list(query, ids)

    @property
    def _is_wanted(self) -> bool:
        """Is a result to be listed: while one types, and for a filter also afterwards, if its list is still there."""
        if self._before is None:
            return False
        is_asking = self._screen.status.is_asking
        return is_asking or (self._is_filter and self._screen.view == self._before.view)

    def _list(self, query: Query, ids: array[int]) -> None:
        before = self._before
        assert before is not None
        screen = self._screen
        if self._is_filter:
            found = set(ids)
            kept = array("q", [each for each in before.snapshot.ids_between(0, len(before.snapshot)) if each in found])
            snapshot = Snapshot(before.view, kept, screen.store.articles, before.snapshot.arrangement, wanted=query)
            note = f"filter: {self._typed}"
        else:
            screen.view = self._view()
            snapshot = Snapshot(screen.view, ids, screen.store.articles, wanted=query)
            note = ""
        self._found = snapshot
        screen.lister.put(snapshot, before.article_id if self._is_filter else None, filter_note=note)

    def _accept(self, text: str) -> str | None:
        """Keep the result as the list."""
        from newsreader.query.dates import resolve
        from newsreader.query.parser import parse
        from newsreader.tui.asking import what_is_wrong

        self._typed = text.strip()
        if not self._typed:
            self._leave()
            return None
        try:
            query = resolve(parse(self._typed), self._screen.now())
        except QueryError as error:
            return what_is_wrong(self._typed, error)
        self._stop_waiting()
        screen = self._screen
        screen.write(partial(screen.store.typed.keep, _PROMPT, self._typed))
        if self._is_filter:
            if not self._is_running:
                self._run(self._typed, query)
            screen.say("Esc goes back to the whole list.")
        else:
            screen.open_view(self._view())
            screen.say("Esc goes back; :keep NAME keeps this search as a view.")
        return None

    def _leave(self) -> None:
        self._stop_waiting()
        self._restore()

    def _stop_waiting(self) -> None:
        if self._timer is not None:
            self._timer.stop()
            self._timer = None

    def _show_before(self) -> None:
        """List what was there before the search, which goes on."""
        if self._before is not None:
            before, screen = self._before, self._screen
            screen.view = before.view
            screen.lister.put(before.snapshot, before.article_id)

    def _restore(self) -> None:
        """End it, and list what was there before, with the cursor on its article."""
        before, self._before, self._found = self._before, None, None
        if before is None:
            return
        screen = self._screen
        if screen.view == before.view and screen.lister.snapshot is before.snapshot:
            return
        if not before.snapshot.is_whole:
            screen.open_view(before.view)  # the rest of it was not taken meanwhile
            return
        screen.view = before.view
        screen.reload_feeds()
        screen.lister.put(before.snapshot, before.article_id)


_MOST = 8
"""Offers; more would cover what was found."""
