"""Views in another order than that of their dates. Apart from `articles`: the first paint needs none of it."""

from __future__ import annotations

from array import array

from newsreader.model import Arrangement, Order, View, ViewKind
from newsreader.store.conditions import FOLDED, KNOWN_TITLE
from newsreader.store.database import Database
from newsreader.store.functions import register
from newsreader.store.walks import RANK, RANKED, by_feed

_COUNTED = {ViewKind.ALL: "total", ViewKind.UNREAD: "unread", ViewKind.HISTORY: "total - unread"}
"""The views that may list a large part of all articles, and how many that is, as the counts of all and of feeds say it.

In history are also unread articles that were opened, which are few.
"""
_AUTHOR = FOLDED.format("a.author")
_WEEKLY = "coalesce(f.weekly, 0)"
_ORDERS = {
    (Order.FEED, False): f"{RANK}, a.feed_id, a.published DESC, a.id DESC",
    (Order.FEED, True): f"{RANK} DESC, a.feed_id DESC, a.published DESC, a.id DESC",
    (Order.TITLE, False): f"{KNOWN_TITLE}, a.id DESC",
    (Order.TITLE, True): f"{KNOWN_TITLE} DESC, a.id DESC",
    (Order.AUTHOR, False): f"a.author = '', {_AUTHOR}, a.published DESC, a.id DESC",
    (Order.AUTHOR, True): f"a.author = '', {_AUTHOR} DESC, a.published DESC, a.id DESC",
    (Order.LENGTH, False): "a.words DESC, a.id DESC",
    (Order.LENGTH, True): "a.words, a.id DESC",
    (Order.RARE, False): f"{_WEEKLY}, a.published DESC, a.id DESC",
    (Order.RARE, True): f"{_WEEKLY} DESC, a.published DESC, a.id DESC",
}
"""By what it goes and whether reversed."""
# Of a feed no other column: what a view lists is told by names that it has, too.
_JOINED = """
    LEFT JOIN (SELECT id AS of_feed, weekly FROM feeds) f ON f.of_feed = a.feed_id
    LEFT JOIN indexed s ON s.article_id = a.id
"""
_SORTED = f"articles a {_JOINED}"
# One after the other as they lie in the table, rows take a quarter of the time that the rows of an index do.
_SORTED_AS_THEY_LIE = f"articles a NOT INDEXED {_JOINED}"
_BY_TITLE = "indexed s INDEXED BY indexed_titles CROSS JOIN articles a ON a.id = s.article_id"


class Arranging:
    """The articles of views, sorted."""

    def __init__(self, database: Database) -> None:
        self._database = database
        database.teach(register)

    def ids(self, view: View, arrangement: Arrangement, listed: str, *, since: int, limit: int) -> array[int]:
        """Return the ids of the articles of a view, which are those for which `listed` holds; `limit` -1: all."""
        order = _ORDERS[arrangement.order, arrangement.is_reversed]
        values = {"since": since, "feed_id": view.feed_id, "limit": limit}
        counted = _counted(view, arrangement)
        if counted is None or not self._lists_many(counted):
            return self._ids(_SORTED, listed, order, values)
        # The whole of a list takes less time as it lies than by any index.
        if limit >= 0:
            if arrangement.order is Order.TITLE and not self._some_wait():
                by_title = order.replace(KNOWN_TITLE, "s.title")
                return self._ids(_BY_TITLE, f"s.version > 0 AND {listed}", by_title, values)
            if arrangement.order in _TOPS:
                ends, top = _TOPS[arrangement.order](arrangement, listed, counted)
                found = self._first(ends, f"{top} AND {listed}", order, values)
                if len(found) == limit:
                    return found
        return self._ids(_SORTED_AS_THEY_LIE, listed, order, values)

    def _first(self, ends: str, where: str, order: str, values: dict[str, int | None]) -> array[int]:
        """Return the top of a list that goes by feeds, as long as the first feeds have enough for it."""
        cut = self._database.row(f"{RANKED}{ends}", top=values["limit"])
        if cut is None:
            return array("q")
        return self._ids(_SORTED, where, order, {**values, "cut": cut[0]})

    def _ids(self, tables: str, where: str, order: str, values: dict[str, int | None]) -> array[int]:
        # With any LIMIT, even of -1, SQLite sorts in a tree instead of its sorter, which takes twice the time.
        limited = "" if values["limit"] == -1 else "LIMIT :limit"
        before = RANKED if RANK in order else ""
        return self._database.numbers(
            f"{before}SELECT a.id FROM {tables} WHERE {where} ORDER BY {order} {limited}", **values
        )

    def _lists_many(self, counted: str) -> bool:
        """Does a view list so many articles that it takes less time to go through all of them."""
        row = self._database.row(f"SELECT {counted} > total / 4 FROM counts")
        return bool(row and row[0])

    def _some_wait(self) -> bool:
        """Are there articles whose titles are not in the index."""
        return self._database.row("SELECT 1 FROM indexed INDEXED BY indexed_not WHERE version <= 0 LIMIT 1") is not None


def _counted(view: View, arrangement: Arrangement) -> str | None:
    """Return how many articles a view lists, in the words of the counts; None: not many."""
    if not arrangement.unread_only:
        return _COUNTED.get(view.kind)
    return "unread" if view.kind in (ViewKind.ALL, ViewKind.UNREAD) else None


def _top_by_feed(arrangement: Arrangement, _listed: str, counted: str) -> tuple[str, str]:
    walk = by_feed(is_rising=not arrangement.is_reversed, counter=counted)
    return walk.ends, walk.top


def _top_by_rate(arrangement: Arrangement, listed: str, counted: str) -> tuple[str, str]:
    """Of many feeds that bring as much as another, only the newest articles are at the top."""
    way, before = ("DESC", ">") if arrangement.is_reversed else ("ASC", "<")
    ends = f"""
        SELECT weekly FROM (SELECT weekly, sum({counted}) OVER (ORDER BY weekly {way}) AS many FROM feeds)
        WHERE many > :top ORDER BY many LIMIT 1
    """
    newest = f"""
        a.published >= coalesce((
            SELECT published FROM articles INDEXED BY articles_of_feed
            WHERE feed_id IN (SELECT id FROM feeds WHERE weekly = :cut) AND {listed}
            ORDER BY published DESC LIMIT 1 OFFSET :limit
        ), 0)
    """
    top = f"""(
        a.feed_id IN (SELECT id FROM feeds WHERE weekly {before} :cut)
        OR (a.feed_id IN (SELECT id FROM feeds WHERE weekly = :cut) AND {newest})
        OR (a.feed_id IS NULL AND (0 {before} :cut OR (0 = :cut AND {newest})))
    )"""
    return ends, top


_TOPS = {Order.FEED: _top_by_feed, Order.RARE: _top_by_rate}
"""For lists that go by their feeds: the statement that says where the top ends, and what holds of it, as in `Walk`."""
