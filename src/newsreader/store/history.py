"""What the user did, batch by batch, for looking at. Only reads."""

from __future__ import annotations

import json
from array import array
from collections.abc import Iterable

import msgspec

from newsreader.store.database import Database, Row


class Batch(msgspec.Struct, frozen=True):
    """Something that the user did at once."""

    id: int
    at: int
    """UTC seconds."""
    label: str
    """What it was: "marked 12 articles read"."""
    fields: int
    """How much it changed: a mark of each of twelve articles is twelve."""
    is_undone: bool
    article_id: int | None
    """The first article that it changed, if it is still here."""
    feed_id: int | None
    """The feed that it changed, if it is subscribed to."""


class History:
    """The batches that were done; those that undo or redo only say what became of them."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def ids(self) -> array[int]:
        """Return all, the last one first."""
        return self._database.numbers("SELECT id FROM batches WHERE action = 'do' ORDER BY id DESC")

    def batches(self, ids: Iterable[int]) -> list[Batch]:
        """Return these batches in this order."""
        wanted = list(ids)
        rows = self._database.rows(
            """
            WITH RECURSIVE chosen (id) AS (SELECT value FROM json_each(:ids)),
            fate (root, id, action) AS (
                SELECT id, id, 'do' FROM chosen
                UNION ALL
                SELECT f.root, b.id, b.action FROM fate f JOIN batches b ON b.reverses = f.id
            )
            SELECT b.id, b.at, b.label,
                (SELECT count(*) FROM journal j WHERE j.batch_id = b.id),
                (SELECT action = 'undo' FROM fate f WHERE f.root = b.id ORDER BY f.id DESC LIMIT 1),
                (SELECT a.id FROM journal j JOIN articles a ON a.key = j.article_key
                    WHERE j.batch_id = b.id ORDER BY j.id LIMIT 1),
                (SELECT f.id FROM journal j JOIN feeds f ON f.url = j.feed_url AND f.removed_at IS NULL
                    WHERE j.batch_id = b.id LIMIT 1)
            FROM chosen c JOIN batches b ON b.id = c.id
            """,
            ids=json.dumps(wanted),
        )
        found = {row[0]: _batch(row) for row in rows}
        return [found[batch_id] for batch_id in wanted if batch_id in found]


def _batch(row: Row) -> Batch:
    batch_id, at, label, fields, is_undone, article_id, feed_id = row
    return Batch(batch_id, at, label, fields, bool(is_undone), article_id, feed_id)
