"""Has queries answered in a thread: the first rows at once, the rest behind them, and nothing nobody waits for."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from newsreader.errors import NewsreaderError, ReadingStopped
from newsreader.store.stopping import Stop

if TYPE_CHECKING:
    from newsreader.query.tree import Query
    from newsreader.tui.screens.reading import ReadingScreen

FIRST_IDS = 200
"""Ids that are read before the first paint; the rest follows in a thread."""


class Answer(NamedTuple):
    """A part of what a query finds."""

    ids: array[int]
    """They come below those of the parts before."""
    is_first: bool
    is_whole: bool
    """Is nothing to come any more."""
    fault: str = ""
    """Why there is no answer."""


class Answering:
    """One query at a time: another one stops that before it while SQLite is still at it."""

    def __init__(self, screen: ReadingScreen) -> None:
        self._screen = screen
        self._stop: Stop | None = None

    @property
    def is_busy(self) -> bool:
        """Is an answer to come, or the rest of one."""
        return self._stop is not None

    def ask(self, query: Query, take: Callable[[Answer], None], *, among: Sequence[int] | None = None) -> None:
        """Have a query answered; `take` is called in the screen's own thread, part by part.

        `among`: only these articles, in their order; that answer comes in one part.
        """
        self.stop()
        stop = self._stop = Stop()
        tell = partial(self._screen.call_later, self._hand_over, stop, take)
        work = partial(self._read, query, stop, tell, among)
        self._screen.run_worker(work, thread=True, group="queries", exit_on_error=False)

    def stop(self) -> None:
        """Wait for nothing any more."""
        if self._stop is not None:
            self._stop.set()
            self._stop = None

    def _read(self, query: Query, stop: Stop, tell: Callable[[Answer], object], among: Sequence[int] | None) -> None:
        store = self._screen.store
        try:
            with store.stoppable(stop):
                if among is not None:
                    found = frozenset(store.asking.ids(query))
                    tell(Answer(array("q", [each for each in among if each in found]), is_first=True, is_whole=True))
                    return
                newest_id = store.articles.newest_id()
                is_first = True
                for part in store.asking.parts(query, first=FIRST_IDS):
                    # What is stored meanwhile would stand in the wrong place.
                    ids = array("q", [each for each in part.ids if each <= newest_id])
                    if ids or part.is_last:  # an empty list that then fills would only flicker
                        tell(Answer(ids, is_first=is_first, is_whole=part.is_last))
                        is_first = False
        except ReadingStopped:
            return
        except NewsreaderError as error:
            tell(Answer(array("q"), is_first=True, is_whole=True, fault=str(error)))

    def _hand_over(self, stop: Stop, take: Callable[[Answer], None], answer: Answer) -> None:
        if stop is not self._stop:
            return  # another query was asked meanwhile
        if answer.is_whole:
            self._stop = None
        take(answer)
