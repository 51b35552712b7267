"""How a query goes through the articles where the index of words leaves too many: which way takes the least time.

Either from the top of its list, by an index that has the articles in that order, until enough are found: good where
many are. Or through all rows as they lie in the table, which takes a quarter of the time for each, and then sorted:
good where few are. Nobody knows before, so the top of the list is walked and then, if that was not enough, the rest is
gone through.
"""

from __future__ import annotations

import msgspec

from newsreader.query.tree import (
    And,
    Dated,
    Field,
    Is,
    Moment,
    Node,
    Order,
    Query,
    SortBy,
    State,
    Words,
    required_states,
)

TOP = 4_000
"""So many articles are walked before all others are gone through."""

_FEW_STATES = frozenset({State.STARRED, State.MUTED, State.WAITING})
"""The states that have an index of their own, by dates of publishing."""
_OF_FEW = frozenset({Field.FEED, Field.FOLDER, Field.TAG})
"""The fields whose words are looked up in few feeds or tags, which have their articles by an index."""


class Walk(msgspec.Struct, frozen=True):
    """An index that has the articles of a query by their dates."""

    index: str
    listed: str
    """Which articles it has, in its own words."""
    is_rising: bool
    """Is the oldest one at the top of the list."""

    def within(self, bounds: list[str]) -> Walk:
        """Return the walk of those articles alone for which these conditions hold too."""
        return msgspec.structs.replace(self, listed=" AND ".join([self.listed, *bounds]))


def is_by_date(query: Query) -> bool:
    """Is the list in the order of the dates."""
    return not query.order or query.order[0].by is SortBy.DATE


def walk_of(query: Query, seen: str) -> Walk | None:
    """Return how the list of a query is walked from its top; None if no index has it in its order.

    `seen`: which articles are not hidden from it, as `Conditions.seen` says it.
    """
    if not is_by_date(query):
        return None
    is_rising = Order(SortBy.DATE, is_reversed=True) in query.order[:1]
    if seen == "a.hidden = 0":
        if State.UNREAD in required_states(query.where):
            return Walk("articles_unread", f"a.read_at IS NULL AND {seen}", is_rising)
        return Walk("articles_listed", seen, is_rising)
    return Walk("articles_found", seen, is_rising) if seen == "a.hidden & ~32 = 0" else None


def is_narrow(node: Node | None) -> bool:
    """Does an index of the articles alone leave few of them."""
    return any(
        part.field in _OF_FEW if isinstance(part, Words) else isinstance(part, Is) and part.state in _FEW_STATES
        for part in _parts(node)
    )


def published_bounds(node: Node | None) -> list[Dated]:
    """Return between which dates of publishing all articles of a query are."""
    return [part for part in _parts(node) if isinstance(part, Dated) and part.moment is Moment.PUBLISHED]


def _parts(node: Node | None) -> tuple[Node, ...]:
    """Return the conditions that all articles of a query fulfil."""
    if node is None:
        return ()
    return tuple(each for part in node.parts for each in _parts(part)) if isinstance(node, And) else (node,)
