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
from newsreader.store.articles import FEED_TITLE

TOP = 8_000
"""So many articles are walked before all others are gone through."""

RANKED = f"""
WITH ranked AS MATERIALIZED (
    SELECT f.id, iif(folded({FEED_TITLE}) = '', 0, dense_rank() OVER (ORDER BY folded({FEED_TITLE}))) AS rank
    FROM feeds f
)
"""
"""Before a statement that sorts by feed: their titles are folded once, not once for every article."""
RANK = "coalesce((SELECT rank FROM ranked r WHERE r.id = a.feed_id), 0)"
"""Of the feed of an article; of no feed it is that of a title that is empty."""
_DATED = {"a.hidden = 0": "articles_listed", "a.hidden & ~32 = 0": "articles_found"}
"""The indexes that have articles by their dates, by which articles they have."""
_FEW_STATES = frozenset({State.STARRED, State.MUTED, State.WAITING})
"""The states that have an index of their own, by dates of publishing."""
_OF_FEW = frozenset({Field.FEED, Field.FOLDER, Field.TAG})
"""The fields whose words are looked up in few feeds or tags, which have their articles by an index."""


class Walk(msgspec.Struct, frozen=True):
    """A way from the top of a list that takes the articles as an index has them."""

    ends: str
    """The statement that tells where the top of the list ends: after :top articles or more. None: it is all of it."""
    top: str
    """What holds of the articles at the top, where they end at :cut."""
    rest: str
    """What holds of all others."""
    tables: str = ""
    """Where the top is looked for, if not as everything is."""


def is_by_date(query: Query) -> bool:
    """Is the list in the order of the dates."""
    return not query.order or query.order[0].by is SortBy.DATE


def by_date(query: Query, seen: str, bounds: list[str]) -> Walk | None:
    """Return the walk of a list that goes by date; None if no index has what it has.

    `seen`: which articles are not hidden from it, as `Conditions.seen` says it; `bounds`: between which dates all are.
    """
    index = _DATED.get(seen)
    if index == "articles_listed" and State.UNREAD in required_states(query.where):
        index, seen = "articles_unread", f"a.read_at IS NULL AND {seen}"
    if index is None:
        return None
    is_rising = Order(SortBy.DATE, is_reversed=True) in query.order[:1]
    ends = f"""
        SELECT a.published FROM articles a INDEXED BY {index} WHERE {" AND ".join([seen, *bounds])}
        ORDER BY a.published {"ASC" if is_rising else "DESC"} LIMIT 1 OFFSET :top
    """
    top, rest = ("<=", ">") if is_rising else (">=", "<")
    return Walk(ends, f"a.published {top} :cut", f"a.published {rest} :cut")


def by_title(*, is_rising: bool, finds_all: bool) -> Walk:
    """Return the walk of a list that goes by title, where the index has the titles of all articles.

    `finds_all`: does the query find whatever is not hidden. The walk then goes on until the page is full.
    """
    ends = f"""
        SELECT s.title FROM indexed s INDEXED BY indexed_titles WHERE s.version > 0
        ORDER BY s.title {"ASC" if is_rising else "DESC"} LIMIT 1 OFFSET :top
    """
    if finds_all:
        ends = f"SELECT {'max' if is_rising else 'min'}(title) FROM indexed INDEXED BY indexed_titles WHERE version > 0"
    tables = """
        indexed s INDEXED BY indexed_titles
        CROSS JOIN articles a ON a.id = s.article_id LEFT JOIN feeds f ON f.id = a.feed_id
    """
    top, rest = ("<=", ">") if is_rising else (">=", "<")
    return Walk(ends, f"s.version > 0 AND s.title {top} :cut", f"s.title {rest} :cut", tables)


def by_feed(*, is_rising: bool, counter: str = "total") -> Walk:
    """Return the walk of a list that goes by feed: some whole feeds are its top. To stand behind `RANKED`.

    `counter`: how many articles each adds, in columns of feeds.
    """
    ends = f"""
        SELECT rank FROM (
            SELECT rank, sum({counter}) OVER (ORDER BY rank {"ASC" if is_rising else "DESC"}) AS many
            FROM ranked JOIN feeds USING (id)
        )
        WHERE many > :top ORDER BY many LIMIT 1
    """
    top, rest = ("<=", ">") if is_rising else (">=", "<")
    of_feeds = f"a.feed_id IN (SELECT id FROM ranked WHERE rank {top} :cut)"
    return Walk(ends, f"({of_feeds} OR (a.feed_id IS NULL AND 0 {top} :cut))", f"{RANK} {rest} :cut")


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
