"""Articles by query: which they are, how many. What a query means says `query.matching`; this says it in SQL.

Where few articles hold the words of a query, those are looked at and sorted; where many do, the articles are gone
through in their order until enough are found, so that a page of a common word is as quick as one of a rare one.
"""

from __future__ import annotations

import json
from array import array
from collections.abc import Iterable

import msgspec

from newsreader.query.matching import wanted_words
from newsreader.query.tree import And, Field, Node, Or, Order, Query, SortBy
from newsreader.store.conditions import JOINED, Conditions
from newsreader.store.database import Database
from newsreader.store.functions import register
from newsreader.store.indexing import ID_BITS, is_current
from newsreader.store.matches import names_match, reads_nothing, tree_match, words_match

_FEW, _FEW_TO_READ, _FEW_OF_ALL = 4_000, 400, 20_000
"""Up to so many hits are sorted: of a page, of a page if the texts of the hits must be read, and of all."""
_RANKED_WORDS = 4
"""Up to so many words a ranked list is made rank by rank, each with a query of its own."""

_ALL = f"articles a {JOINED}"
_HITS = {
    "index_words": f"SELECT rowid & {2**ID_BITS - 1} AS id FROM index_words WHERE index_words MATCH :hit",
    "index_names": f"SELECT rowid & {2**ID_BITS - 1} AS id FROM index_names WHERE index_names MATCH :hit",
}
_NOT_INDEXED = "SELECT article_id FROM indexed INDEXED BY indexed_not WHERE version <= 0"


class _Source(msgspec.Struct, frozen=True):
    """Where a statement looks for articles."""

    tables: str = _ALL
    match: str | None = None
    """The parameter `hit`."""


class Asking:
    """Finds articles. Queries are resolved (`dates.resolve`): here is no clock."""

    def __init__(self, database: Database) -> None:
        self._database = database
        database.teach(register)

    def ids(self, query: Query, *, first: int | None = None) -> array[int]:
        """Return the ids of the articles that a query finds, in its order and up to its limit.

        `first`: only so many of them, from the top, which takes a small part of the time where there are many.
        By rank (`sort:rank`) come the articles with the most of the words in their titles, then by date.
        """
        wanted = [each for each in (query.limit, first) if each is not None]
        limit = min(wanted) if wanted else None
        titles = _titles(query)
        is_ranked = query.order[:1] == (Order(SortBy.RANK),)
        if not is_ranked or limit is None or not 1 <= len(titles) <= _RANKED_WORDS:
            return self._ids(query, query.where, limit)
        found: array[int] = array("q")
        by_date = msgspec.structs.replace(query, order=query.order[1:])
        for rank in range(len(titles), -1, -1):
            if len(found) < limit:
                found += self._ids(by_date, _hits(query.where, titles, rank), limit - len(found), rank=rank)
        return found

    def count(self, query: Query) -> int:
        """Return how many articles a query finds, its limit included."""
        conditions, source = self._begun(query.where, None)
        where = conditions.where(query)
        (found,) = self._database.numbers(
            f"SELECT count(*) FROM {source.tables} WHERE {where}", hit=source.match, **conditions.parameters
        )
        return found if query.limit is None else min(found, query.limit)

    def among(self, query: Query, *, after: int, upto: int) -> list[int]:
        """Return which articles of feeds with ids above `after`, up to `upto`, a query finds, hidden ones included.

        Neither its order nor its limit counts.
        """
        conditions, source = self._begun(query.where, None)
        where = conditions.where(query, hides_none=True)
        found = self._database.numbers(
            f"""
            SELECT a.id FROM {source.tables}
            WHERE a.id > :after AND a.id <= :upto AND a.feed_id IS NOT NULL AND {where}
            """,
            after=after,
            upto=upto,
            hit=source.match,
            **conditions.parameters,
        )
        return list(found)

    def of(self, query: Query, ids: Iterable[int]) -> frozenset[int]:
        """Return which of these articles a query finds, hidden ones included; neither its order nor its limit counts.

        For few articles: only they are looked at.
        """
        conditions = Conditions(is_indexed=is_current(self._database))
        where = conditions.where(query, hides_none=True)
        found = self._database.numbers(
            f"""
            SELECT a.id FROM json_each(:ids) i CROSS JOIN articles a ON a.id = i.value {JOINED} WHERE {where}
            """,
            ids=json.dumps(list(ids)),
            **conditions.parameters,
        )
        return frozenset(found)

    def _ids(self, query: Query, hits: Node | None, limit: int | None, *, rank: int | None = None) -> array[int]:
        """Return the ids in the query's order. `hits` holds of all of them.

        `rank`: only those with so many of the words that are looked for in their titles.
        """
        conditions, source = self._begun(hits, limit)
        where, order = conditions.where(query), conditions.order(query)
        if rank is not None:
            where = f"{where} AND {conditions.rank(query)} = {rank}"
        return self._database.numbers(
            f"SELECT a.id FROM {source.tables} WHERE {where} ORDER BY {order} LIMIT :limit",
            limit=-1 if limit is None else limit,
            hit=source.match,
            **conditions.parameters,
        )

    def _begun(self, hits: Node | None, limit: int | None) -> tuple[Conditions, _Source]:
        """Begin a statement: how its conditions are written, and where it looks for what `hits` holds of."""
        if not is_current(self._database):
            return Conditions(is_indexed=False), _Source()
        few = _FEW_OF_ALL if limit is None else _FEW if reads_nothing(hits) else _FEW_TO_READ
        return Conditions(), self._source(hits, few)

    def _source(self, hits: Node | None, few: int) -> _Source:
        """Return the articles that hold the words, with those not indexed yet, if they are few; else all."""
        best, source = few + 1, _Source()
        for table, of_words in (("index_words", words_match), ("index_names", names_match)):
            match = tree_match(hits, of_words)
            if match is None:
                continue
            some = f"{_HITS[table]} UNION ALL {_NOT_INDEXED}"
            (count,) = self._database.numbers(f"SELECT count(*) FROM ({some} LIMIT :best)", hit=match, best=best)
            if count < best:
                # CROSS JOIN: SQLite then begins with the hits.
                tables = f"({_HITS[table]} UNION {_NOT_INDEXED}) c CROSS JOIN articles a ON a.id = c.id {JOINED}"
                best, source = count, _Source(tables, match)
        return source


def _titles(query: Query) -> tuple[Node, ...]:
    """Return the words that are looked for, each as one of the title."""
    wanted = dict.fromkeys(wanted_words(query.where))
    return tuple(msgspec.structs.replace(words, field=Field.TITLE) for words in wanted)


def _hits(where: Node | None, titles: tuple[Node, ...], rank: int) -> Node | None:
    """Return what holds of the articles of one rank."""
    if rank == 0 or where is None:
        return where
    return And((where, *titles)) if rank == len(titles) else And((where, Or(titles)))
