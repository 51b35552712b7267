"""Which articles a view lists that a query describes, as it is arranged. Pure but for the store that is asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from newsreader.errors import QueryError
from newsreader.model import Arrangement, Order, View
from newsreader.query.dates import resolve
from newsreader.query.parser import parse, parse_partial
from newsreader.query.tree import And, Is, Query, SortBy, State
from newsreader.query.tree import Order as Key

if TYPE_CHECKING:
    from newsreader.store import Store

_KEYS = {
    Order.DATE: Key(SortBy.DATE),
    Order.FEED: Key(SortBy.FEED),
    Order.TITLE: Key(SortBy.TITLE),
    Order.AUTHOR: Key(SortBy.AUTHOR),
    Order.RANK: Key(SortBy.RANK),
    Order.RARE: Key(SortBy.RARE),
    Order.LENGTH: Key(SortBy.LENGTH, is_reversed=True),  # a list begins with the longest
}


def query_of(view: View, arrangement: Arrangement, *, now: int) -> Query:
    """Return what the view asks for, as it is arranged; raises QueryError. `now` in UTC seconds."""
    return arranged(resolve(parse(view.query), now), arrangement)


def meant_while_typed(typed: str, *, now: int) -> Query:
    """Return what a query means that is still being typed; raises QueryError for what more typing cannot mend."""
    return resolve(parse_partial(typed), now)


def wrong_while_typed(typed: str, *, now: int) -> str:
    """Return what is wrong with a query that more typing cannot mend; empty where nothing is."""
    try:
        meant_while_typed(typed, now=now)
    except QueryError as error:
        return what_is_wrong(typed, error)
    return ""


def what_is_wrong(typed: str, error: QueryError) -> str:
    """Return what was expected, with the place that is in the way."""
    place = typed[error.start : error.end].strip()
    return f"At “{place}”: {error}" if place else str(error)


def unread_asked(store: Store, query: str, *, now: int) -> int:
    """Return how many unread articles a query finds; raises QueryError."""
    return store.asking.count(_unread(resolve(parse(query), now)))


def muted(store: Store) -> int:
    """Return how many articles rules hide."""
    return store.asking.count(Query(Is(State.MUTED)))


def arranged(query: Query, arrangement: Arrangement) -> Query:
    """Return the query in the list's own order; its own stays where that is the usual one, or by rank."""
    if arrangement.unread_only:
        query = _unread(query)
    if arrangement.order is Order.DATE and not arrangement.is_reversed:
        return query
    if arrangement.order is Order.RANK and query.order:
        return query
    key = _KEYS[arrangement.order]
    key = msgspec.structs.replace(key, is_reversed=key.is_reversed != arrangement.is_reversed)
    return msgspec.structs.replace(query, order=(key,))


def _unread(query: Query) -> Query:
    unread = Is(State.UNREAD)
    return msgspec.structs.replace(query, where=unread if query.where is None else And((query.where, unread)))
