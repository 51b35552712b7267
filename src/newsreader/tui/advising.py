"""Why a query finds nothing: how much each of its conditions finds alone, or the whole of it in all articles."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from newsreader.errors import NewsreaderError
from newsreader.store.stopping import Stop

if TYPE_CHECKING:
    from newsreader.query.tree import Query
    from newsreader.tui.screens.reading import ReadingScreen

_MOST = 5
"""Conditions that are counted; who writes more knows what each of them does."""


class Part(NamedTuple):
    """A part of what was asked, and how many articles it finds by itself."""

    text: str
    found: int


class Adviser:
    """Counts in a thread, for the query that was asked last; another one stops that."""

    def __init__(self, screen: ReadingScreen) -> None:
        self._screen = screen
        self._query: Query | None = None
        self._parts: tuple[Part, ...] = ()
        self._stop: Stop | None = None

    def parts(self, query: Query | None) -> tuple[Part, ...]:
        """Return what is known of a query that found nothing."""
        return self._parts if query == self._query else ()

    def ask(self, query: Query, *, is_whole: bool) -> None:
        """Have the conditions of a query counted, or with `is_whole` all that it finds anywhere."""
        self.stop()
        self._query, self._parts = query, ()
        asked = [("", query)] if is_whole else _conditions(query)
        if asked:
            stop = self._stop = Stop()
            work = partial(self._count, asked, stop)
            self._screen.run_worker(work, thread=True, group="advice", exit_on_error=False)

    def stop(self) -> None:
        """Count no more: something else is looked for."""
        if self._stop is not None:
            self._stop.set()
            self._stop = None

    def _count(self, asked: list[tuple[str, Query]], stop: Stop) -> None:
        store = self._screen.store
        try:
            with store.stoppable(stop):
                parts = tuple(Part(text, store.asking.count(query)) for text, query in asked)
        except NewsreaderError:
            return  # nobody waits for it any more, or it cannot be known: nothing more is said then
        self._screen.call_later(self._know, parts, stop)

    def _know(self, parts: tuple[Part, ...], stop: Stop) -> None:
        if stop is self._stop:
            self._stop = None
            self._parts = parts
            self._screen.show_list_state()


def _conditions(query: Query) -> list[tuple[str, Query]]:
    """Return each condition of several that all must hold, as it is typed and as a query of its own."""
    from newsreader.query.tree import And, Query
    from newsreader.query.writing import write_node

    if not isinstance(query.where, And) or len(query.where.parts) > _MOST:
        return []
    return [(write_node(part), Query(part)) for part in query.where.parts]
