"""The query of a kept view while it is edited: how many articles it finds, and what is wrong with it, as one types."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING

from rich.cells import cell_len

from newsreader.errors import QueryError
from newsreader.query.completion import Completion, completions
from newsreader.query.dates import resolve
from newsreader.query.parser import parse
from newsreader.tui.answering import Answer, Answering
from newsreader.tui.asking import fault_of, meant_while_typed, wrong_while_typed
from newsreader.tui.format import count, fit
from newsreader.tui.offering import query_names
from newsreader.tui.question import Fault, Question

if TYPE_CHECKING:
    from textual.timer import Timer

    from newsreader.query.kept import SavedView
    from newsreader.query.tree import Query
    from newsreader.tui.screens.reading import ReadingScreen

_PAUSE_S = 0.12
"""So long nothing may be typed before it is counted."""
_MOST = 8
"""Offers; more would cover the list."""
_NAME = 24
"""Cells that the view's name takes at most before what is typed."""
_NARROW = 60
"""Below so many columns only the number is shown."""


class ViewQuery:
    """Asks for the query of one view; the count stands at the right of the line."""

    def __init__(self, screen: ReadingScreen, saved: SavedView, accept: Callable[[str], None]) -> None:
        """`accept` takes a query that is understood."""
        self._screen = screen
        self._saved = saved
        self._accept = accept
        self._answering = Answering(screen)
        self._timer: Timer | None = None
        self._names = query_names(screen.store)

    def ask(self) -> None:
        """Open the prompt."""
        screen, saved = self._screen, self._saved
        is_narrow = screen.size.width < _NARROW
        fault = fault_of(saved.query)
        question = Question(
            "Query " if is_narrow else f"Query of {fit(saved.name, min(cell_len(saved.name), _NAME))}: ",
            self._take,
            begun=saved.query,
            hint="Words, or a query: unread feed:name title:word newer:2w. Nothing lists all articles.",
            fault=fault.words if fault is not None else "",
            typed=self._type,
            leave=self._stop,
            complete=self._complete,
            wrong=self._wrong,
            room_behind=len(self._words(99_999)) + 2,
        )
        screen.status.ask(question)
        self._type(saved.query)

    def _complete(self, text: str, cursor: int) -> Sequence[Completion]:
        return completions(text, cursor, self._names)[:_MOST] if text else ()

    def _wrong(self, text: str) -> str:
        return wrong_while_typed(text, now=self._screen.now())

    def _type(self, text: str) -> None:
        self._stop()
        if (query := self._meant(text)) is None:
            self._screen.status.prompt_note = ""  # the prompt says why
            return
        self._timer = self._screen.set_timer(_PAUSE_S, partial(self._count, query))

    def _count(self, query: Query) -> None:
        self._timer = None
        found = 0

        def take(answer: Answer) -> None:
            nonlocal found
            found += len(answer.ids)
            if answer.is_whole:
                self._screen.status.prompt_note = "" if answer.fault else self._words(found)

        self._answering.ask(query, take)

    def _meant(self, text: str) -> Query | None:
        """Return what the line would list as it stands; where it is not whole, what it would without its end."""
        now = self._screen.now()
        with suppress(QueryError):
            return resolve(parse(text), now)
        with suppress(QueryError):
            return meant_while_typed(text, now=now)
        return None

    def _words(self, number: int) -> str:
        if self._screen.size.width < _NARROW:
            return count(number)
        return f"{count(number)} article{'s' if number != 1 else ''}"

    def _take(self, text: str) -> Fault | None:
        fault = fault_of(text)
        if fault is None:
            self._stop()
            self._accept(text.strip())
        return fault

    def _stop(self) -> None:
        self._answering.stop()
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
