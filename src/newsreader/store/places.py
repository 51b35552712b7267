"""Where reading stopped in an article. Not in the journal: nobody undoes scrolling."""

from __future__ import annotations

from newsreader.model import ReadingPlace
from newsreader.store.database import Database


class Places:
    """The reading places of articles; `articles.get()` returns them."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def keep(self, article_id: int, place: ReadingPlace, *, now: int) -> None:
        """Remember the place; at the start and at the end there is none to remember. `now` in UTC seconds."""
        block, offset = (place.block, place.offset) if place.is_between else (None, None)
        with self._database.transaction() as connection:
            connection.execute(
                """
                UPDATE articles
                SET place_block = :block, place_offset = :offset, progress = :progress, opened_at = :now
                WHERE id = :id
                """,
                {"id": article_id, "block": block, "offset": offset, "progress": place.progress, "now": now},
            )
