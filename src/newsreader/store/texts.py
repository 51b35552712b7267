"""The full text of articles: which still wait for their page, and what came of it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

from newsreader.blocks import Blocks, pack_blocks
from newsreader.model import TextState
from newsreader.store.database import Database


@dataclass(frozen=True, slots=True)
class WaitingPage:
    """An article whose page is to be fetched."""

    article_id: int
    link: str
    feed_url: str | None
    """What the user typed: pages inside its origin may be fetched even if they are not public."""
    feed_words: int
    """How many words the article has as it is shown now."""


class Texts:
    """The text state of articles and the page half of their bodies."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def waiting(self, *, limit: int, feed_ids: Sequence[int] | None = None) -> list[WaitingPage]:
        """Return articles whose page is still to be fetched, newest first."""
        rows = self._database.rows(
            """
            SELECT a.id, a.link, f.url, a.words FROM articles a LEFT JOIN feeds f ON f.id = a.feed_id
            WHERE a.text_state = 'waiting' AND a.link IS NOT NULL AND a.hidden = 0
                AND (:feed_ids IS NULL OR a.feed_id IN (SELECT value FROM json_each(:feed_ids)))
            ORDER BY a.published DESC, a.id DESC LIMIT :limit
            """,
            limit=limit,
            feed_ids=None if feed_ids is None else json.dumps(list(feed_ids)),
        )
        return [WaitingPage(*row) for row in rows]

    def page_of(self, article_id: int) -> WaitingPage | None:
        """Return what is needed to fetch this article's page; None if the article or its link is missing."""
        row = self._database.row(
            """
            SELECT a.id, a.link, f.url, a.words FROM articles a LEFT JOIN feeds f ON f.id = a.feed_id
            WHERE a.id = :article_id AND a.link IS NOT NULL
            """,
            article_id=article_id,
        )
        return WaitingPage(*row) if row else None

    def write_page(self, article_id: int, blocks: Blocks, *, byline: str, words: int, language: str | None) -> None:
        """Keep the text of the page beside the feed's, and show it from now on; no more if the article is gone."""
        with self._database.transaction() as connection:
            connection.execute(
                """
                INSERT INTO bodies (article_id, page_blocks, page_byline)
                SELECT id, :blocks, :byline FROM articles WHERE id = :id
                ON CONFLICT (article_id) DO UPDATE
                SET page_blocks = excluded.page_blocks, page_byline = excluded.page_byline
                """,
                {"id": article_id, "blocks": pack_blocks(blocks), "byline": byline},
            )
            connection.execute(
                """
                UPDATE articles
                SET text_state = :state, text_reason = NULL, words = :words, language = coalesce(language, :language)
                WHERE id = :id
                """,
                {"id": article_id, "state": TextState.FULL, "words": words, "language": language},
            )

    def set_state(self, article_id: int, state: TextState, reason: str | None) -> None:
        """Say where the article's text stands and why; what is stored of it stays."""
        with self._database.transaction() as connection:
            connection.execute(
                "UPDATE articles SET text_state = :state, text_reason = :reason WHERE id = :id",
                {"id": article_id, "state": state, "reason": reason},
            )
