"""Articles by query: which they are, how many. What a query means says `query.matching`; this says it in SQL."""

from __future__ import annotations

from array import array

from newsreader.query.tree import Query
from newsreader.store.conditions import Conditions
from newsreader.store.database import Database
from newsreader.store.functions import register

_FOUND = "articles a LEFT JOIN feeds f ON f.id = a.feed_id"


class Asking:
    """Finds articles. Queries are resolved (`dates.resolve`): here is no clock."""

    def __init__(self, database: Database) -> None:
        self._database = database
        database.teach(register)

    def ids(self, query: Query) -> array[int]:
        """Return the ids of the articles that a query finds, in its order and up to its limit."""
        conditions = Conditions()
        where, order = conditions.where(query), conditions.order(query)
        return self._database.numbers(
            f"SELECT a.id FROM {_FOUND} WHERE {where} ORDER BY {order} LIMIT :limit",
            limit=-1 if query.limit is None else query.limit,
            **conditions.parameters,
        )

    def count(self, query: Query) -> int:
        """Return how many articles a query finds, its limit included."""
        conditions = Conditions()
        where = conditions.where(query)
        (found,) = self._database.numbers(f"SELECT count(*) FROM {_FOUND} WHERE {where}", **conditions.parameters)
        return found if query.limit is None else min(found, query.limit)

    def among(self, query: Query, *, after: int, upto: int) -> list[int]:
        """Return which articles of feeds with ids above `after`, up to `upto`, a query finds, hidden ones included.

        Neither its order nor its limit counts.
        """
        conditions = Conditions()
        where = conditions.where(query, hides_none=True)
        found = self._database.numbers(
            f"SELECT a.id FROM {_FOUND} WHERE a.id > :after AND a.id <= :upto AND a.feed_id IS NOT NULL AND {where}",
            after=after,
            upto=upto,
            **conditions.parameters,
        )
        return list(found)
