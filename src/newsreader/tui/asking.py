"""Which articles a view lists that a query describes, as it is arranged. Pure but for the store that is asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from newsreader.errors import QueryError
from newsreader.model import Arrangement, Order, View, ViewKind
from newsreader.query.dates import resolve
from newsreader.query.parser import parse, parse_partial
from newsreader.query.tree import Is, Query, SortBy, State, both
from newsreader.query.tree import Order as Key
from newsreader.query.writing import write, write_word
from newsreader.tui.question import Fault

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


_STANDING = {
    ViewKind.ALL: "",
    ViewKind.MUTED: "is:muted",
    ViewKind.NEW: "is:new",
    **{kind: kind.value for kind in (ViewKind.TODAY, ViewKind.UNREAD, ViewKind.STARRED, ViewKind.LATER)},
}
"""The views that a query lists as well."""


def narrowed(view: View, feed_title: str, filtered: str) -> str | None:
    """Return what lists of a view what a filter leaves; None where no query says what the view lists.

    `feed_title`: of a feed's own list. Raises QueryError.
    """
    if view.kind is ViewKind.FEED:
        base = f"feed={write_word(feed_title)}"
    elif view.kind is ViewKind.QUERY or view.kind in _STANDING:
        base = view.query or _STANDING.get(view.kind, "")
    else:
        return None
    if not filtered:
        return base
    listed, wanted = parse(base), parse(filtered)
    where = both(listed.where, wanted.where)
    return write(Query(where, wanted.order or listed.order, wanted.limit or listed.limit))


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


def fault_of(typed: str) -> Fault | None:
    """Return what is wrong with a query that is typed to its end; None where nothing is."""
    try:
        parse(typed)
    except QueryError as error:
        return Fault(what_is_wrong(typed, error), error.caret)
    return None


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
    return msgspec.structs.replace(query, where=both(query.where, Is(State.UNREAD)))
