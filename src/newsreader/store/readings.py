"""What was read when, and how much of each feed: for looking back. Only reads."""

from __future__ import annotations

import msgspec

from newsreader.store.articles import FEED_TITLE, IS_COPY
from newsreader.store.database import Database
from newsreader.store.pages import IS_WAITING


class Reading(msgspec.Struct, frozen=True, gc=False):
    """An article that the user read. Times are UTC seconds."""

    feed_id: int | None
    read_at: int
    fetched: int
    words: int
    is_opened: bool
    """Did the user go into it, rather than only mark it."""


class FeedTotals(msgspec.Struct, frozen=True):
    """How much there is of a feed."""

    feed_id: int | None
    """None: all pages that belong to no feed."""
    title: str
    """Empty for the pages that belong to none."""
    arrived: int
    unread: int
    starred: int


class Readings:
    """The articles by when they were read."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def since(self, since: int, *, until: int) -> list[Reading]:
        """Return what the user read between these times, UTC seconds. What a rule marked read nobody read."""
        rows = self._database.rows(
            f"""
            SELECT feed_id, read_at, fetched, words, opened_at IS NOT NULL FROM articles
            WHERE read_at >= :since AND read_at < :until AND hidden & {IS_WAITING | IS_COPY} = 0 AND (
                opened_at IS NOT NULL
                OR key IN (SELECT article_key FROM journal WHERE field = 'read_at' AND new IS NOT NULL)
                OR story IN (
                    SELECT a.story FROM journal j JOIN articles a ON a.key = j.article_key
                    WHERE j.field = 'read_at' AND j.new IS NOT NULL AND a.story IS NOT NULL
                )
            ) AND coalesce(feed_id NOT IN (SELECT id FROM feeds WHERE is_sample), 1)
            """,
            since=since,
            until=until,
        )
        return [
            Reading(feed_id, read_at, fetched, words, bool(is_opened))
            for feed_id, read_at, fetched, words, is_opened in rows
        ]

    def totals(self, *, since: int) -> list[FeedTotals]:
        """Return how much of each feed is here; `arrived` counts from `since` on. Removed feeds are among them."""
        rows = self._database.rows(
            f"""
            SELECT a.feed_id, {FEED_TITLE}, sum(a.fetched >= :since), sum(a.hidden & ~32 = 0 AND a.read_at IS NULL),
                sum(a.starred_at IS NOT NULL)
            FROM articles a LEFT JOIN feeds f ON f.id = a.feed_id
            WHERE a.hidden & {IS_WAITING} = 0 AND NOT coalesce(f.is_sample, 0)
            GROUP BY a.feed_id
            """,
            since=since,
        )
        return [FeedTotals(*row) for row in rows]
