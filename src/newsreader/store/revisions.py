"""What edited articles said before."""

from __future__ import annotations

from newsreader.model import Version
from newsreader.store.articles import unpacked
from newsreader.store.database import Database


class Revisions:
    """The revisions table, for reading; it is written with the edits."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def of_article(self, article_id: int) -> list[Version]:
        """Return the earlier versions of an article, newest first; none where its feed never really changed it."""
        rows = self._database.rows(
            """
            SELECT title, blocks, kept_at FROM revisions WHERE article_id = :article_id ORDER BY id DESC
            """,
            article_id=article_id,
        )
        return [Version(title, unpacked(blocks), kept_at) for title, blocks, kept_at in rows]
