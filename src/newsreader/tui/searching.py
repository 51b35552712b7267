"""Search of all articles, and a filter of the list that is shown: results while one types, in a thread."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from newsreader.errors import NotPossible, QueryError
from newsreader.model import Arrangement, Order, View, ViewKind
from newsreader.tui.advising import Adviser
from newsreader.tui.commands import Place
from newsreader.tui.format import fit
from newsreader.tui.notes import Asked
from newsreader.tui.snapshot import Snapshot
from newsreader.tui.vacancy import explain

if TYPE_CHECKING:
    from textual.timer import Timer

    from newsreader.query.completion import Completion, Names
    from newsreader.query.tree import Query
    from newsreader.tui.answering import Answer
    from newsreader.tui.question import Fault
    from newsreader.tui.screens.reading import ReadingScreen

PROMPT = "search"
"""By this name the store keeps what was typed."""
_RANKED = "search.ranked"
"""By this name it remembers whether searches are ranked."""
_PAUSE_S = 0.12
"""So long nothing may be typed before it is looked for."""
_MOST = 8
"""Offers; more would cover what was found."""
_NAME = 24
"""Cells that a list's name takes at most before what is typed."""
_HINT = (
    "Words, or a query: unread feed:name title:word after:last-week. The last word may go on, as if a * stood there; "
    "a blank behind it makes it whole. Enter keeps the list, Esc goes back, ↑ brings earlier ones."
)


class _Before(NamedTuple):
    """The list as it was, and where the reader was."""

    view: View
    snapshot: Snapshot
    article_id: int | None
    place: Place
    top: int
    """The line of the article that stood on top."""


class Searching:
    """Owns the list that a search or a filter lies over, and what is typed."""

    def __init__(self, screen: ReadingScreen) -> None:
        self._screen = screen
        self._before: _Before | None = None
        self._found: Snapshot | None = None
        """What was listed last; where another list is shown, the search is over."""
        self._adviser = Adviser(screen)
        self._is_filter = False
        self._timer: Timer | None = None
        self._typed = ""
        self._is_typing = False
        self._said = ""
        """How it is left, in the status line."""
        self._is_ranked: bool | None = None
        """None until the store was asked."""

    def ask(self, *, is_filter: bool = False) -> None:
        """Let the user type a query; one that found nothing is edited."""
        screen = self._screen
        begun = (
            self._typed if self.is_shown and is_filter == self._is_filter and not len(screen.lister.snapshot) else ""
        )
        if not self.is_shown or is_filter != self._is_filter:
            if is_filter and not screen.lister.snapshot.is_whole:
                raise NotPossible("The list is still being read. Press it again in a moment.")
            top = screen.article_view.scroll_offset.y
            self._before = _Before(screen.view, screen.lister.snapshot, screen.article_id, screen.place, top)
        self._is_filter = is_filter
        self._typed, self._is_typing = begun, True
        names = self._names()
        from newsreader.tui.question import Question

        def complete(text: str, cursor: int) -> Sequence[Completion]:
            from newsreader.query.completion import completions

            return completions(text, cursor, names)[:_MOST] if text else ()

        screen.focus_pane(Place.ARTICLES)
        screen.status.ask(
            Question(
                self._sign,
                self._accept,
                begun=begun,
                hint=_HINT,
                typed=self._type,
                leave=self._leave,
                complete=complete,
                wrong=self._wrong,
                history=screen.store.typed.lines(PROMPT),
            )
        )
        if begun:
            explain(screen)

    def back(self) -> bool:
        """Go back to the list as it was before, if a search or filter lies over it; False where none does."""
        if not self.is_shown:
            return False
        self._restore()
        return True

    @property
    def is_shown(self) -> bool:
        """Is what is listed the answer of a search or a filter."""
        screen = self._screen
        is_own = self._found is not None and screen.lister.snapshot is self._found
        return self._before is not None and (is_own or (not self._is_filter and screen.view == self._view()))

    @property
    def asked(self) -> Asked | None:
        """What was asked, where its answer is what is listed."""
        if not self.is_shown:
            return None
        screen = self._screen
        among = screen.article_list.title if self._is_filter else ""
        parts = self._adviser.parts(screen.lister.snapshot.wanted)
        return Asked(self._typed, among, is_typing=self._is_typing and screen.status.is_asking, parts=parts)

    @property
    def is_filter(self) -> bool:
        """Does it look among what was listed, not everywhere."""
        return self._is_filter

    @property
    def is_looking(self) -> bool:
        """Is what was typed still to be looked for, or its answer to come."""
        return self._timer is not None or self._screen.lister.answering.is_busy

    @property
    def _sign(self) -> str:
        """Return what stands before the line: where it is looked for."""
        if self._screen.size.width < _NAME * 3:
            return "Filter " if self._is_filter else "Search "
        title = self._screen.article_list.title
        return f"Filter {fit(title, min(len(title), _NAME))}: " if self._is_filter else "Search all articles: "

    def _view(self) -> View:
        return View(ViewKind.QUERY, query=self._typed, name=f"Search: {self._typed}")

    def _names(self) -> Names:
        from newsreader.tui.offering import query_names

        return query_names(self._screen.store)

    def _wrong(self, text: str) -> str:
        from newsreader.tui.asking import wrong_while_typed

        return wrong_while_typed(text, now=self._screen.now())

    def _type(self, text: str) -> None:
        self._typed = text.strip()
        self._stop_looking()
        self._timer = self._screen.set_timer(_PAUSE_S, partial(self._look, text))

    def _look(self, text: str) -> None:
        """Have what was typed looked for; a blank at its end says that the last word is whole."""
        self._timer = None
        if not self._typed:
            self._show_before()
            return
        from newsreader.tui.asking import meant_while_typed

        try:
            query = meant_while_typed(text, now=self._screen.now())
        except QueryError:
            return  # the prompt says so
        self._have_answered(query)

    def _have_answered(self, query: Query) -> None:
        from newsreader.tui.asking import arranged

        before, answering = self._before, self._screen.lister.answering
        assert before is not None
        if self._is_filter:
            among = before.snapshot.ids_between(0, len(before.snapshot))
            answering.ask(query, partial(self._take, query), among=among)
        else:
            answering.ask(arranged(query, self._arrangement), partial(self._take, query))

    @property
    def _arrangement(self) -> Arrangement:
        """Return how searches are listed: the user's choice holds for all of them."""
        if self._is_ranked is None:
            self._is_ranked = bool(self._screen.store.remembered.number(_RANKED))
        return Arrangement(Order.RANK if self._is_ranked else Order.DATE)

    def _take(self, query: Query, answer: Answer) -> None:
        """List what was found, and below it what is found later."""
        screen, before = self._screen, self._before
        if before is None or (self._is_filter and screen.view != before.view):
            return  # something else is listed meanwhile
        if answer.fault:
            screen.say(answer.fault, is_error=True)
        if not answer.is_first:
            if self._found is not None and screen.lister.snapshot is self._found:
                self._found.extend(answer.ids, is_whole=answer.is_whole)
                screen.article_list.grown()
                screen.show_list_state()
            return
        articles = screen.store.articles
        if self._is_filter:
            self._found = Snapshot(before.view, answer.ids, articles, before.snapshot.arrangement, wanted=query)
        else:
            screen.view = view = self._view()
            if self._is_ranked:
                screen.lister.arrange(view, self._arrangement)
            self._found = Snapshot(
                view, answer.ids, articles, self._arrangement, is_whole=answer.is_whole, wanted=query
            )
        if answer.is_whole and not answer.ids and not self._is_typing:
            self._adviser.ask(query, is_whole=self._is_filter)
        note = f"filter: {self._typed}" if self._is_filter else ""
        screen.lister.put(self._found, before.article_id if self._is_filter else None, filter_note=note)

    def _accept(self, text: str) -> Fault | None:
        """Keep the result as the list: what was found while one typed."""
        from newsreader.query.dates import resolve
        from newsreader.query.parser import kept, parse
        from newsreader.tui.asking import what_is_wrong
        from newsreader.tui.question import Fault

        if not text.strip():
            self._leave()
            return None
        screen = self._screen
        try:
            query = resolve(parse(kept(text)), screen.now())
        except QueryError as error:
            return Fault(what_is_wrong(text, error), error.caret)
        self._typed = kept(text).strip()
        self._is_typing = False
        self._stop_looking()
        screen.write(partial(screen.store.typed.keep, PROMPT, text.strip()))
        back = screen.keys.keymap.typed("pane.back")
        if self._is_filter:
            self._say(f"{back} goes back to the whole list.")
        else:
            screen.view = self._view()
            self._say(f"{back} goes back; :keep NAME keeps this search as a view.")
        # What was listed while one typed stays until the answer is here.
        self._have_answered(query)
        screen.show_list_state()
        return None

    def _leave(self) -> None:
        self._is_typing = False
        self._stop_looking()
        self._restore()

    def _say(self, words: str) -> None:
        self._screen.say(words)
        self._said = words

    def take_back_words(self) -> None:
        """Say no more how the search is left, where that still stands there: it is left."""
        if self._said and self._screen.status.notice == self._said:
            self._screen.say("")
        self._said = ""

    def _stop_looking(self) -> None:
        """Wait no longer for what was typed before."""
        self._adviser.stop()
        self._screen.lister.answering.stop()
        if self._timer is not None:
            self._timer.stop()
            self._timer = None

    def switch_order(self) -> None:
        """List what was found in titles first, or all by date again; searches to come, too."""
        screen, lister = self._screen, self._screen.lister
        if screen.view.kind is not ViewKind.QUERY:
            raise NotPossible(f"Only a search has a rank. Press {screen.keys.keymap.typed('list.search')} to search.")
        if _has_own_order(screen.view):
            raise NotPossible("This query says its order itself, by sort:.")
        is_ranked = lister.arrangement.order is not Order.RANK
        if self.is_shown:
            self._is_ranked = is_ranked
            screen.write(partial(screen.store.remembered.keep, _RANKED, int(is_ranked)))
        lister.reopen(Arrangement(Order.RANK if is_ranked else Order.DATE, unread_only=lister.arrangement.unread_only))
        screen.say("Hits in titles first, then by date." if is_ranked else "By date, the newest first.")

    def _show_before(self) -> None:
        """List what was there before the search, which goes on."""
        if self._before is not None:
            before, screen = self._before, self._screen
            screen.view = before.view
            screen.lister.put(before.snapshot, before.article_id)

    def _restore(self) -> None:
        """End it, and go back to where one was before, with the cursor on its article."""
        before, self._before, self._found = self._before, None, None
        self._stop_looking()
        self.take_back_words()
        if before is None:
            return
        screen = self._screen
        screen.focus_pane(before.place)
        if screen.view == before.view and screen.lister.snapshot is before.snapshot:
            return
        if not before.snapshot.is_whole:
            screen.open_view(before.view)  # the rest of it was not taken meanwhile
            return
        screen.view = before.view
        screen.reload_feeds()
        screen.lister.put(before.snapshot, before.article_id)
        article = screen.article_view.article
        if article is not None and article.headline.id == before.article_id:
            screen.article_view.scroll_to(y=before.top, animate=False, force=True)


def _has_own_order(view: View) -> bool:
    from newsreader.query.parser import parse

    return bool(parse(view.query).order)
