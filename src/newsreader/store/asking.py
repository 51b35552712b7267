"""Articles by query: which they are, how many. What a query means says `query.matching`; this says it in SQL.

Where few articles hold the words of a query, those are looked at and sorted; where many do, the articles are gone
through in their order until enough are found, so that a page of a common word is as quick as one of a rare one.
"""

from __future__ import annotations

import json
from array import array
from collections.abc import Iterable, Iterator

import msgspec

from newsreader.query.matching import wanted_words
from newsreader.query.tree import And, Field, Node, Or, Order, Query, SortBy
from newsreader.store.conditions import JOINED, KNOWN_TITLE, Conditions
from newsreader.store.database import Database
from newsreader.store.functions import register
from newsreader.store.indexing import ID_BITS, is_current
from newsreader.store.matches import asks_index, names_match, reads_nothing, tree_match, words_match
from newsreader.store.walks import (
    RANKED,
    TOP,
    Walk,
    by_date,
    by_feed,
    by_title,
    is_by_date,
    is_narrow,
    published_bounds,
)

_FEW, _FEW_TO_READ, _FEW_OF_ALL = 4_000, 400, 20_000
"""Up to so many hits are sorted: of a page, of a page if the texts of the hits must be read, and of all."""
_RANKED_WORDS = 4
"""Up to so many words a ranked list is made rank by rank, each with a query of its own."""

_ALL = f"articles a {JOINED}"
_AS_THEY_LIE = f"articles a NOT INDEXED {JOINED}"
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


class Part(msgspec.Struct, frozen=True):
    """Some of the articles that a query finds, those that come next in its list."""

    ids: array[int]
    is_last: bool = False


class _Find(msgspec.Struct, frozen=True):
    """A statement that finds articles."""

    source: _Source
    where: str
    order: str
    parameters: dict[str, object]
    before: str = ""
    """What stands before it."""
    walk: Walk | None = None
    """How its list is walked down to the parameter `cut`, if all behind that is looked for apart."""

    def statement(self, limit: int | None) -> str:
        # With any LIMIT, even of -1, SQLite sorts in a tree instead of its sorter, which takes twice the time.
        limited = "" if limit is None else "LIMIT :limit"
        return f"{self.before}SELECT a.id FROM {self.source.tables} WHERE {self.where} ORDER BY {self.order} {limited}"

    def values(self, limit: int | None) -> dict[str, object]:
        """Return the parameters of the statement."""
        return {**self.parameters, "hit": self.source.match, "limit": limit}

    def among(self, tables: str) -> _Find:
        """Return the same, looked for elsewhere."""
        return msgspec.structs.replace(self, source=_Source(tables), walk=None)

    def where_also(self, condition: str) -> _Find:
        """Return the same with one condition more."""
        return msgspec.structs.replace(self, where=f"{condition} AND {self.where}", walk=None)

    def top(self) -> _Find:
        """Return what looks at the top of the list."""
        assert self.walk is not None
        find = self.where_also(self.walk.top)
        if not self.walk.tables:
            return find
        # As the index has it: of all that are walked the title is known.
        return msgspec.structs.replace(
            find, source=_Source(self.walk.tables), order=self.order.replace(KNOWN_TITLE, "s.title", 1)
        )

    def rest(self) -> _Find:
        """Return what looks at all behind it."""
        assert self.walk is not None
        return self.where_also(self.walk.rest).among(_AS_THEY_LIE)

    def having(self, name: str, value: object) -> _Find:
        """Return the same with one parameter more."""
        return msgspec.structs.replace(self, parameters={**self.parameters, name: value})


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

    def parts(self, query: Query, *, first: int) -> Iterator[Part]:
        """Yield what a query finds, in its order and up to its limit, part by part: what is soon found is soon there.

        The first part has at most `first` ids, and fewer or none where finding so many takes a while. Where every text
        must be read, each part is as large as all before it. To be gone through in one thread, to the end or not.
        """
        is_ranked = query.order[:1] == (Order(SortBy.RANK),)
        if query.limit is not None or is_ranked:
            yield from self._in_two(query, first)
            return
        find = self._find(query, query.where, first)
        if find.walk is not None:
            found = self._found(find.top(), first)
            if len(found) == first:
                yield from self._in_two(query, first, found)
            else:
                yield Part(found)
                yield Part(self._found(find.rest(), None), is_last=True)
        elif find.source.tables == _ALL and self._reads(query.where):
            yield from self._as_found(find)
        else:
            yield from self._in_two(query, first)

    def _in_two(self, query: Query, first: int, found: array[int] | None = None) -> Iterator[Part]:
        """Yield the first ids, and then all others."""
        if found is None:
            found = self.ids(query, first=first)
        yield Part(found, is_last=len(found) < first)
        if len(found) == first:
            above = frozenset(found)
            yield Part(array("q", [each for each in self.ids(query) if each not in above]), is_last=True)

    def _as_found(self, find: _Find) -> Iterator[Part]:
        """Yield ids as SQLite comes by them."""
        part, count = array("q"), 0
        for number in self._database.each_number(find.statement(None), **find.values(None)):
            part.append(number)
            if len(part) > count:
                count += len(part)
                yield Part(part)
                part = array("q")
        yield Part(part, is_last=True)

    def count(self, query: Query) -> int:
        """Return how many articles a query finds, its limit included."""
        find = self._find(msgspec.structs.replace(query, order=()), query.where, None)
        (found,) = self._database.numbers(
            f"SELECT count(*) FROM {find.source.tables} WHERE {find.where}", **find.values(None)
        )
        return found if query.limit is None else min(found, query.limit)

    def among(self, query: Query, *, after: int, upto: int, with_removed: bool = True) -> list[int]:
        """Return which articles of feeds with ids above `after`, up to `upto`, a query finds, hidden ones included.

        Neither its order nor its limit counts. `with_removed`: those of feeds that were removed, too.
        """
        conditions, source = self._begun(query.where, None)
        where = conditions.where(query, hides_none=True)
        found = self._database.numbers(
            f"""
            SELECT a.id FROM {source.tables}
            WHERE a.id > :after AND a.id <= :upto AND a.feed_id IS NOT NULL AND a.hidden & :kept_out = 0 AND {where}
            """,
            kept_out=0 if with_removed else 4,
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
        find = self._find(query, hits, limit, rank)
        if find.walk is None or limit is None:
            return self._found(find, limit)
        found = self._found(find.top(), limit)
        if len(found) < limit:
            found += self._found(find.rest(), limit - len(found))
        return found

    def _find(self, query: Query, hits: Node | None, limit: int | None, rank: int | None = None) -> _Find:
        """Return how to go about it."""
        conditions, source = self._begun(hits, limit)
        where = conditions.where(query)
        if rank is not None:
            where = f"{where} AND {conditions.rank(query)} = {rank}"
        is_by_feed = any(order.by is SortBy.FEED for order in query.order)
        find = _Find(source, where, conditions.order(query), conditions.parameters, RANKED if is_by_feed else "")
        if source.match is not None or is_narrow(query.where):
            return find
        walk = self._walk(query, conditions)
        if walk is None:
            return find.among(_AS_THEY_LIE)
        if limit is not None and self._reads(query.where):
            return find if is_by_date(query) else find.among(_AS_THEY_LIE)
        cut = self._database.row(f"{find.before}{walk.ends}", top=TOP, **conditions.parameters)
        if cut is None:
            return find
        if limit is None:
            return find.among(_AS_THEY_LIE)
        return msgspec.structs.replace(find.having("cut", cut[0]), walk=walk)

    def _walk(self, query: Query, conditions: Conditions) -> Walk | None:
        """Return how the list of a query is walked from its top, if any index has it in its order."""
        if is_by_date(query):
            bounds = [conditions.holds(part) for part in published_bounds(query.where)]
            return by_date(query, conditions.seen(query), bounds)
        first = query.order[0]
        if first.by is SortBy.FEED:
            return by_feed(is_rising=not first.is_reversed)
        if first.by is SortBy.TITLE and conditions.is_indexed and not self._waits(1):
            return by_title(is_rising=not first.is_reversed, finds_all=query.where is None)
        return None

    def _found(self, find: _Find, limit: int | None) -> array[int]:
        return self._database.numbers(find.statement(limit), **find.values(limit))

    def _reads(self, node: Node | None) -> bool:
        """Must the texts of many articles be read to see what a condition holds of."""
        if not is_current(self._database) or not reads_nothing(node):
            return True
        return asks_index(node) and self._waits(_FEW_TO_READ)

    def _waits(self, many: int) -> bool:
        """Do so many articles wait to be indexed."""
        (waiting,) = self._database.numbers(f"SELECT count(*) FROM ({_NOT_INDEXED} LIMIT :many)", many=many)
        return waiting == many

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
