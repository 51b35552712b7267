"""The full text of articles: what is needed to fetch a page, and what came of it."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from newsreader.blocks import Blocks, pack_blocks
from newsreader.model import TextState
from newsreader.store.database import Database, Row
from newsreader.store.pages import IS_WAITING

PAGE_COLUMNS = """
    a.id, a.link, f.url, a.words, a.feed_id, a.starred_at IS NOT NULL OR a.opened_at IS NOT NULL,
    a.page_tried_at IS NOT NULL,
    iif(b.page_blocks IS NULL, NULL, b.page_etag), iif(b.page_blocks IS NULL, NULL, b.page_last_modified)
"""
"""Of a WaitingPage, from articles a, feeds f and bodies b."""


@dataclass(frozen=True, slots=True)
class WaitingPage:
    """An article whose page is to be fetched."""

    article_id: int
    link: str
    feed_url: str | None
    """What the user typed: pages inside its origin may be fetched even if they are not public."""
    feed_words: int
    """How many words the article has as it is shown now."""
    feed_id: int | None = None
    is_wanted: bool = False
    """Did the reader star it or go into it."""
    was_tried: bool = False
    """Was its page asked for before."""
    etag: str | None = None
    """With `last_modified`: of the page whose text is here, as `link` itself answered."""
    last_modified: str | None = None


class Texts:
    """The text state of articles and the page half of their bodies. Times are UTC seconds."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def page_of(self, article_id: int) -> WaitingPage | None:
        """Return what is needed to fetch this article's page; None if the article or its link is missing."""
        row = self._database.row(
            f"""
            SELECT {PAGE_COLUMNS}
            FROM articles a LEFT JOIN feeds f ON f.id = a.feed_id LEFT JOIN bodies b ON b.article_id = a.id
            WHERE a.id = :article_id AND a.link IS NOT NULL
            """,
            article_id=article_id,
        )
        return waiting_page(row) if row else None

    def write_page(
        self,
        article_id: int,
        blocks: Blocks,
        *,
        byline: str,
        words: int,
        language: str | None,
        etag: str | None = None,
        last_modified: str | None = None,
        tried_at: int | None = None,
        title: str = "",
        published: int | None = None,
    ) -> None:
        """Keep the text of the page beside the feed's, and show it from now on; no more if the article is gone.

        The copies of its story that wait for the text of the same page get it too.

        `etag` and `last_modified` must be what the article's own link answered. `title` and `published` name an
        article that belongs to no feed, which is listed from now on.
        """
        values = {
            "id": article_id,
            "blocks": pack_blocks(blocks),
            "byline": byline,
            "words": words,
            "language": language,
            "etag": etag,
            "last_modified": last_modified,
            "tried_at": tried_at,
        }
        with self._database.transaction() as connection:
            connection.execute(_KEEP_PAGE, values)
            connection.execute(_SHOW_PAGE, values)
            _name_page(connection, article_id, title, published)
            share_page(connection, article_id)

    def set_state(self, article_id: int, state: TextState, reason: str | None, *, tried_at: int | None = None) -> None:
        """Say where the article's text stands and why. The text of a page that is here stays, and is full.

        `tried_at`: when its page was asked for; None: it was not.
        """
        with self._database.transaction() as connection:
            connection.execute(
                """
                UPDATE articles SET
                    text_state = CASE
                        WHEN (SELECT page_blocks FROM bodies WHERE article_id = articles.id) IS NULL THEN :state
                        ELSE 'full'
                    END,
                    text_reason = :reason, page_tried_at = coalesce(:tried_at, page_tried_at)
                WHERE id = :id
                """,
                {"id": article_id, "state": state, "reason": reason, "tried_at": tried_at},
            )

    def note_opened(self, article_id: int, *, now: int) -> None:
        """Remember that the reader went into the article: its page is fetched before others."""
        with self._database.transaction() as connection:
            connection.execute("UPDATE articles SET opened_at = :now WHERE id = :id", {"now": now, "id": article_id})


_KEEP_PAGE = """
    INSERT INTO bodies (article_id, page_blocks, page_byline, page_etag, page_last_modified)
    SELECT id, :blocks, :byline, :etag, :last_modified FROM articles WHERE id = :id
    ON CONFLICT (article_id) DO UPDATE SET
        page_blocks = excluded.page_blocks, page_byline = excluded.page_byline,
        page_etag = excluded.page_etag, page_last_modified = excluded.page_last_modified
"""
_SHOW_PAGE = """
    UPDATE articles SET
        text_state = 'full', text_reason = NULL, words = :words,
        language = coalesce(language, :language), page_tried_at = coalesce(:tried_at, page_tried_at)
    WHERE id = :id
"""


def _name_page(connection: sqlite3.Connection, article_id: int, title: str, published: int | None) -> None:
    """List an article that belongs to no feed under the name that its page gives."""
    connection.execute(
        """
        UPDATE articles SET
            title = coalesce(nullif(:title, ''), title), hidden = hidden & ~:waiting,
            published = min(max(coalesce(:published, published), 0), fetched)
        WHERE id = :id AND feed_id IS NULL
        """,
        {"id": article_id, "title": title, "published": published, "waiting": IS_WAITING},
    )


def share_page(connection: sqlite3.Connection, article_id: int) -> None:
    """Give the copies of a story that wait for the text of a page the one that another copy has of it."""
    waiting = connection.execute(
        """
        SELECT c.id, p.id, p.words
        FROM articles a
        CROSS JOIN articles p ON p.story = a.story AND p.text_state = 'full'
        CROSS JOIN articles c ON c.story = a.story AND c.canonical = p.canonical
        WHERE a.id = :id AND c.text_state IN ('waiting', 'failed')
        """,
        {"id": article_id},
    ).fetchall()
    for copy_id, page_id, words in waiting:
        values = {"id": copy_id, "page": page_id, "words": words}
        connection.execute(
            """
            INSERT INTO bodies (article_id, page_blocks, page_byline, page_etag, page_last_modified)
            SELECT :id, page_blocks, page_byline, page_etag, page_last_modified FROM bodies WHERE article_id = :page
            ON CONFLICT (article_id) DO UPDATE SET
                page_blocks = excluded.page_blocks, page_byline = excluded.page_byline,
                page_etag = excluded.page_etag, page_last_modified = excluded.page_last_modified
            """,
            values,
        )
        connection.execute(
            "UPDATE articles SET text_state = 'full', text_reason = NULL, words = :words WHERE id = :id", values
        )


def waiting_page(row: Row) -> WaitingPage:
    """Return the page of a row of PAGE_COLUMNS."""
    article_id, link, feed_url, words, feed_id, is_wanted, was_tried, etag, last_modified = row
    return WaitingPage(
        article_id, link, feed_url, words, feed_id, bool(is_wanted), bool(was_tried), etag, last_modified
    )
