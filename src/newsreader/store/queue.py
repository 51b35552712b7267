"""The queue of pages: which are fetched next, which feeds are left alone, and how it stands."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from newsreader.store.database import Database
from newsreader.store.texts import PAGE_COLUMNS, WaitingPage, waiting_page

REST_S = 7 * 86_400
"""How long the pages of a feed rest. An end that is further off was written by a clock that has since been set back."""


@dataclass(frozen=True, slots=True)
class FeedPages:
    """What decides how many pages of a feed may be fetched."""

    feed_id: int
    url: str
    tried: int
    """Pages asked for in the last day; those of starred and opened articles do not count."""
    rest_until: int | None
    """The feed's pages are left alone before; UTC seconds."""
    failures: int = 0
    """Pages in a row that gave no text."""


@dataclass(frozen=True, slots=True)
class Rest:
    """A feed whose pages are left alone."""

    feed_id: int
    title: str
    until: int
    """UTC seconds."""
    failures: int
    """In a row."""
    reason: str | None
    """What came of its last page that could not be had."""


@dataclass(frozen=True, slots=True)
class TextCount:
    """So many listed articles have this state of text for this reason."""

    state: str
    reason: str | None
    articles: int


class PageQueue:
    """Articles in the state `waiting`, and how their feeds' pages fared. Times are UTC seconds."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def feeds(self, *, since: int, now: int) -> list[FeedPages]:
        """Return all feeds that have pages, with how many of them were asked for between `since` and `now`."""
        rows = self._database.rows(
            """
            SELECT f.id, f.url, (
                SELECT count(*) FROM articles a
                WHERE a.feed_id = f.id AND a.page_tried_at > :since AND a.page_tried_at <= :now
                    AND a.starred_at IS NULL AND a.opened_at IS NULL
            ), f.pages_rest_until, f.pages_failed
            FROM feeds f WHERE f.removed_at IS NULL AND NOT f.is_sample
            """,
            since=since,
            now=now,
        )
        return [FeedPages(*row) for row in rows]

    def waiting(self, rooms: Mapping[int, int]) -> list[WaitingPage]:
        """Return the pages to fetch: of starred articles, of opened ones, then the newest, untried ones first.

        `rooms`: by feed, how many pages of articles that are neither starred nor opened; a feed that is not among
        them has none at all. 0 stands for the articles that belong to no feed.
        """
        rows = self._database.rows(
            f"""
            WITH placed AS (
                SELECT id, starred_at IS NULL AND opened_at IS NULL AS is_ordinary, row_number() OVER (
                    PARTITION BY feed_id, starred_at IS NULL AND opened_at IS NULL
                    ORDER BY page_tried_at IS NOT NULL, published DESC, id DESC
                ) AS place
                FROM articles INDEXED BY articles_waiting
                WHERE text_state = 'waiting' AND link IS NOT NULL AND (
                    hidden = 0
                    -- Of a story one page is enough: write_page() gives its text to all copies of that page.
                    OR (hidden = 32 AND NOT EXISTS (
                        SELECT 1 FROM articles s
                        WHERE s.story = articles.story AND s.hidden = 0 AND s.text_state = 'waiting'
                    ))
                )
                    AND coalesce(feed_id, 0) IN (SELECT value FROM json_each(:feed_ids))
            )
            SELECT {PAGE_COLUMNS}, placed.place
            FROM placed CROSS JOIN articles a ON a.id = placed.id
            LEFT JOIN feeds f ON f.id = a.feed_id LEFT JOIN bodies b ON b.article_id = a.id
            WHERE placed.place <= :most OR NOT placed.is_ordinary
            ORDER BY
                a.starred_at IS NULL, a.opened_at IS NULL, a.page_tried_at IS NOT NULL, a.published DESC, a.id DESC
            """,
            feed_ids=json.dumps(list(rooms)),
            most=max(rooms.values(), default=0),
        )
        placed = [(waiting_page(row[:-1]), row[-1]) for row in rows]
        return [page for page, place in placed if page.is_wanted or place <= rooms[page.feed_id or 0]]

    def tried_in_vain(self, *, since: int, now: int) -> list[str]:
        """Return the links of the pages that wait although they were asked for between `since` and `now`."""
        rows = self._database.rows(
            """
            SELECT a.link FROM feeds f CROSS JOIN articles a ON a.feed_id = f.id
            WHERE a.page_tried_at > :since AND a.page_tried_at <= :now AND a.text_state = 'waiting'
                AND a.link IS NOT NULL
            """,
            since=since,
            now=now,
        )
        return [row[0] for row in rows]

    def note_tried(self, article_ids: Sequence[int], *, now: int) -> None:
        """Remember of these articles that their pages were tried."""
        with self._database.transaction() as connection:
            connection.execute(
                "UPDATE articles SET page_tried_at = :now WHERE id IN (SELECT value FROM json_each(:ids))",
                {"now": now, "ids": json.dumps(list(article_ids))},
            )

    def want(self, feed_id: int, *, since: int, limit: int) -> int:
        """Let the newest `limit` articles that came since and whose page nobody asked for wait; return how many."""
        with self._database.transaction() as connection:
            return connection.execute(
                """
                UPDATE articles SET text_state = 'waiting' WHERE id IN (
                    SELECT id FROM articles
                    WHERE hidden = 0 AND feed_id = :feed_id AND text_state = 'feed' AND link IS NOT NULL
                        AND page_tried_at IS NULL AND fetched >= :since
                    ORDER BY published DESC, id DESC LIMIT :limit
                )
                """,
                {"feed_id": feed_id, "since": since, "limit": limit},
            ).rowcount

    def hold(self, article_ids: Sequence[int], reason: str) -> None:
        """Say of these articles why they still wait."""
        with self._database.transaction() as connection:
            connection.execute(
                """
                UPDATE articles SET text_reason = :reason
                WHERE id IN (SELECT value FROM json_each(:ids))
                    AND text_state = 'waiting' AND text_reason IS NOT :reason
                """,
                {"ids": json.dumps(list(article_ids)), "reason": reason},
            )

    def count_success(self, feed_id: int) -> None:
        """Count a page of the feed that gave its text: no failures in a row, and no rest."""
        with self._database.transaction() as connection:
            connection.execute(
                """
                UPDATE feeds SET pages_failed = 0, pages_rest_until = NULL
                WHERE id = :id AND (pages_failed > 0 OR pages_rest_until IS NOT NULL)
                """,
                {"id": feed_id},
            )

    def count_failure(self, feed_id: int, *, rest_after: int, now: int) -> bool:
        """Count a page that gave no text; from `rest_after` in a row on the feed rests. Return whether it rests now.

        A feed that rests already does not rest longer for what starred and opened articles add.
        """
        with self._database.transaction() as connection:
            row = connection.execute(
                """
                UPDATE feeds SET
                    pages_failed = pages_failed + 1,
                    pages_rest_until = CASE
                        WHEN pages_rest_until > :now AND pages_rest_until <= :until THEN pages_rest_until
                        WHEN pages_failed + 1 >= :rest_after THEN :until
                    END
                WHERE id = :id RETURNING pages_rest_until IS NOT NULL
                """,
                {"id": feed_id, "rest_after": rest_after, "now": now, "until": now + REST_S},
            ).fetchone()
            return bool(row and row[0])

    def rest(self, feed_id: int, *, until: int) -> None:
        """Leave the pages of a feed alone, because their server asked for it; a longer rest stays, failures too."""
        with self._database.transaction() as connection:
            connection.execute(
                """
                UPDATE feeds SET pages_rest_until = :until
                WHERE id = :id AND NOT coalesce(pages_rest_until BETWEEN :until AND :until + :longest, 0)
                """,
                {"id": feed_id, "until": until, "longest": REST_S},
            )

    def counts(self) -> list[TextCount]:
        """Return how many listed articles are full, waiting or failed, and why; the most first."""
        rows = self._database.rows(
            """
            SELECT text_state, iif(text_state = 'full', NULL, text_reason), count(*) FROM articles
            WHERE hidden = 0 AND text_state <> 'feed' GROUP BY 1, 2 ORDER BY 3 DESC, 2
            """
        )
        return [TextCount(*row) for row in rows]

    def rests(self, *, now: int) -> list[Rest]:
        """Return the feeds whose pages are left alone, by the end of their rest."""
        rows = self._database.rows(
            """
            SELECT f.id, coalesce(nullif(f.user_title, ''), nullif(f.title, ''), f.url), f.pages_rest_until,
                f.pages_failed, (
                    SELECT a.text_reason FROM articles a
                    WHERE a.feed_id = f.id AND a.page_tried_at IS NOT NULL AND a.text_reason IS NOT NULL
                    ORDER BY a.page_tried_at DESC LIMIT 1
                )
            FROM feeds f
            WHERE f.removed_at IS NULL AND f.pages_rest_until > :now AND f.pages_rest_until <= :now + :longest
            ORDER BY f.pages_rest_until, f.id
            """,
            now=now,
            longest=REST_S,
        )
        return [Rest(*row) for row in rows]
