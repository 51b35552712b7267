"""Commands that act on all that a query finds: `:read older:30d -is:starred`. Each is one change for undo.

The query is answered and the articles are marked where all else is written, so ten thousand keep no key waiting.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

import msgspec

from newsreader.errors import QueryError
from newsreader.query.dates import resolve
from newsreader.query.parser import parse
from newsreader.query.tree import Is, Query, State, both
from newsreader.query.waking import parse_wake_time
from newsreader.store.sorting import tag_name
from newsreader.tui.actions.sorting import meant
from newsreader.tui.asking import what_is_wrong
from newsreader.tui.sorting import TIME_HINT
from newsreader.tui.writer import Pace

if TYPE_CHECKING:
    from newsreader.store import Store
    from newsreader.store.journal import Change
    from newsreader.tui.screens.reading import ReadingScreen

Marking = Callable[["Store", Sequence[int], int], "Change | None"]
"""Takes the articles and the time, in UTC seconds; passes over those that are gone."""


def _read(is_read: bool, store: Store, ids: Sequence[int], now: int) -> Change | None:
    return store.marks.set_read(ids, is_read, now=now, passes_gone=True)


def _starred(is_starred: bool, store: Store, ids: Sequence[int], now: int) -> Change | None:
    return store.marks.set_starred(ids, is_starred, now=now, passes_gone=True)


def _later(is_later: bool, store: Store, ids: Sequence[int], now: int) -> Change | None:
    return store.sorting.set_later(ids, is_later, now=now, passes_gone=True)


def _hidden(store: Store, ids: Sequence[int], now: int) -> Change | None:
    return store.sorting.set_hidden(ids, True, now=now, passes_gone=True)


def _shown(store: Store, ids: Sequence[int], now: int) -> Change | None:
    return store.sorting.show(ids, now=now)


def _snoozed(until: int, store: Store, ids: Sequence[int], now: int) -> Change | None:
    return store.sorting.snooze(ids, until, now=now, passes_gone=True)


def _tagged(name: str, store: Store, ids: Sequence[int], now: int) -> Change | None:
    return store.sorting.tag(ids, name, now=now, passes_gone=True)


def _untagged(name: str, store: Store, ids: Sequence[int], now: int) -> Change | None:
    return store.sorting.untag(ids, name, now=now, passes_gone=True)


def _by_query(
    screen: ReadingScreen, typed: str, marking: Marking, state: State | None = None, pace: Pace = Pace.LARGE
) -> str | None:
    """Mark what a query finds, of that only what is in `state`; return what is wrong with it, or None."""
    now = screen.now()
    try:
        query = resolve(parse(typed), now)
    except QueryError as error:
        return what_is_wrong(typed, error)
    if state is not None:
        query = _only(query, state)

    def mark() -> Change | None:
        return marking(screen.store, screen.store.asking.ids(query), now)

    screen.write(mark, "Marked", pace)
    return None


def _only(query: Query, state: State) -> Query:
    return msgspec.structs.replace(query, where=both(query.where, Is(state)))


def _on_query(
    marking: Marking,
    screen: ReadingScreen,
    values: Sequence[str],
    *,
    state: State | None = None,
    pace: Pace = Pace.LARGE,
) -> str | None:
    return _by_query(screen, values[0], marking, state, pace)


def _on_query_or_chosen(screen: ReadingScreen, marking: Marking, values: Sequence[str]) -> str | None:
    """Mark what the query behind the first value finds; without one what keys would act on."""
    if len(values) > 1:
        return _by_query(screen, values[1], marking)
    screen.write(partial(marking, screen.store, meant(screen), screen.now()), "Marked", Pace.LARGE)
    return None


def _tag(
    marking: Callable[[str, Store, Sequence[int], int], Change | None], screen: ReadingScreen, values: Sequence[str]
) -> str | None:
    name = tag_name(values[0])
    if not name:
        return "A tag needs a letter, digit or sign."
    return _on_query_or_chosen(screen, partial(marking, name), values)


def _snooze(screen: ReadingScreen, values: Sequence[str]) -> str | None:
    until = parse_wake_time(values[0], screen.now())
    if until is None:
        return f"“{values[0]}” is no time to come. {TIME_HINT}"
    return _on_query_or_chosen(screen, partial(_snoozed, until), values)


ON_QUERIES: dict[str, Callable[[ReadingScreen, Sequence[str]], str | None]] = {
    "mark.read": partial(_on_query, partial(_read, True)),
    "mark.unread": partial(_on_query, partial(_read, False), pace=Pace.ORDINARY),
    "mark.star": partial(_on_query, partial(_starred, True), pace=Pace.ORDINARY),
    "mark.unstar": partial(_on_query, partial(_starred, False), pace=Pace.ORDINARY),
    "mark.later": partial(_on_query, partial(_later, True)),
    "mark.unlater": partial(_on_query, partial(_later, False)),
    "mark.hide": partial(_on_query, _hidden),
    "mark.unhide": partial(_on_query, _shown, state=State.HIDDEN),
    "mark.snooze": _snooze,
    "mark.tag": partial(_tag, _tagged),
    "mark.untag": partial(_tag, _untagged),
}
"""By the id of the command."""
