"""What the user changed, batch by batch, and taking it back: undo and redo without limit, across restarts.

The journal only grows. An undo is a batch of its own that holds the opposite changes, so whoever reads the journal
later (a sync) sees every change in order; `is_reversed` only says which batches can still be undone or redone.
"""

from __future__ import annotations

import os
import sqlite3
from dataclasses import dataclass
from enum import StrEnum

from newsreader.store.database import Database

_MILLISECONDS_SHIFT = 16


class Field(StrEnum):
    """The columns of an article that the journal covers; of a feed it is `removed_at`. The values are stored.

    A tag has a field of its own, TAG with its name behind it.
    """

    READ = "read_at"
    STARRED = "starred_at"
    LATER = "later_at"
    HIDDEN = "hidden_at"
    SNOOZED = "snoozed_until"


TAG = "tag:"
"""Before a tag's name in the journal: `new` is when an article got it, or NULL when it lost it."""


@dataclass(frozen=True, slots=True)
class Change:
    """What a batch did."""

    label: str
    """For people: `starred “A title”`."""
    article_ids: frozenset[int]
    """The articles whose state is another now."""
    feeds_changed: bool
    """Did a feed come or go."""
    kept: int = 0
    """Rows that were left alone because they were changed again later."""
    at: int | None = None
    """Of an undo or redo: UTC seconds when that was done which it takes back."""


def begin_batch(
    connection: sqlite3.Connection, label: str, now: int, *, action: str = "do", reverses: int | None = None
) -> int:
    """Open a batch inside a transaction and return its id. `now` in UTC seconds."""
    # No RETURNING: with it SQLite looks through all batches for some that refer to this one.
    batch_id = connection.execute(
        """
        INSERT INTO batches (device, clock, at, label, action, reverses)
        VALUES (:device, :clock, :now, :label, :action, :reverses)
        """,
        {
            "device": _device(connection),
            "clock": _tick(connection, now),
            "now": now,
            "label": label,
            "action": action,
            "reverses": reverses,
        },
    ).lastrowid
    assert batch_id is not None  # the row was inserted
    return batch_id


class Journal:
    """The batches and journal tables."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def undo(self, *, now: int) -> Change | None:
        """Take the newest batch back, or return None if there is none. `now` in UTC seconds."""
        return self._reverse(
            """
            SELECT id, label, at FROM batches WHERE action <> 'undo' AND is_reversed = 0
            ORDER BY id DESC LIMIT 1
            """,
            "undo",
            now,
        )

    def redo(self, *, now: int) -> Change | None:
        """Do the newest undone batch again; None if there is none or something else was done since."""
        return self._reverse(
            """
            SELECT id, label, at FROM batches
            WHERE action = 'undo' AND is_reversed = 0
                AND id > (SELECT coalesce(max(id), 0) FROM batches WHERE action = 'do')
            ORDER BY id DESC LIMIT 1
            """,
            "redo",
            now,
        )

    def _reverse(self, candidate: str, action: str, now: int) -> Change | None:
        with self._database.transaction() as connection:
            found = connection.execute(candidate).fetchone()
            if found is None:
                return None
            batch_id, label, at = found
            new_id = begin_batch(connection, label, now, action=action, reverses=batch_id)
            connection.execute("UPDATE batches SET is_reversed = 1 WHERE id = :id", {"id": batch_id})
            articles = _reverse_articles(connection, batch_id, new_id) | _reverse_tags(connection, batch_id, new_id)
            feeds = _reverse_feeds(connection, batch_id, new_id)
            (recorded,) = connection.execute(
                "SELECT count(*) FROM journal WHERE batch_id = :id", {"id": batch_id}
            ).fetchone()
            (reversed_,) = connection.execute(
                "SELECT count(*) FROM journal WHERE batch_id = :id", {"id": new_id}
            ).fetchone()
            return Change(label, articles, feeds, recorded - reversed_, at)


def _reverse_articles(connection: sqlite3.Connection, batch_id: int, new_id: int) -> frozenset[int]:
    """Set every field back that still is as the batch left it; return the articles."""
    changed: set[int] = set()
    for field in Field:
        values = {"batch": batch_id, "new": new_id, "field": field}
        connection.execute(
            f"""
            INSERT INTO journal (batch_id, article_key, field, old, new)
            SELECT :new, j.article_key, j.field, j.new, j.old
            FROM journal j JOIN articles a ON a.key = j.article_key
            WHERE j.batch_id = :batch AND j.field = :field AND a.{field} IS j.new
            """,
            values,
        )
        rows = connection.execute(
            f"""
            UPDATE articles SET {field} = j.new
            FROM journal j WHERE j.batch_id = :new AND j.field = :field AND j.article_key = articles.key
            RETURNING id
            """,
            values,
        ).fetchall()
        changed.update(row[0] for row in rows)
    return frozenset(changed)


def _reverse_tags(connection: sqlite3.Connection, batch_id: int, new_id: int) -> frozenset[int]:
    """Give and take the tags back that still are as the batch left them; return the articles."""
    connection.execute(
        f"""
        INSERT INTO journal (batch_id, article_key, field, old, new)
        SELECT :new, j.article_key, j.field, j.new, j.old
        FROM journal j JOIN articles a ON a.key = j.article_key
        WHERE j.batch_id = :batch AND j.field GLOB '{TAG}*' AND (j.new IS NOT NULL) = EXISTS (
            SELECT 1 FROM article_tags t JOIN tags ON tags.id = t.tag_id
            WHERE t.article_id = a.id AND tags.name = substr(j.field, {len(TAG) + 1})
        )
        """,
        {"batch": batch_id, "new": new_id},
    )
    return apply_tags(connection, new_id)


def apply_tags(connection: sqlite3.Connection, batch_id: int) -> frozenset[int]:
    """Give and take the tags that a batch names in the journal; return the articles."""
    named = f"""
        FROM journal j JOIN articles a ON a.key = j.article_key
        WHERE j.batch_id = :batch AND j.field GLOB '{TAG}*'
    """
    name = f"substr(j.field, {len(TAG) + 1})"
    batch = {"batch": batch_id}
    connection.execute(f"INSERT OR IGNORE INTO tags (name) SELECT {name} {named} AND j.new IS NOT NULL", batch)
    connection.execute(
        f"""
        INSERT OR IGNORE INTO article_tags (article_id, tag_id)
        SELECT a.id, (SELECT id FROM tags WHERE tags.name = {name}) {named} AND j.new IS NOT NULL
        """,
        batch,
    )
    connection.execute(
        f"""
        DELETE FROM article_tags WHERE (article_id, tag_id) IN (
            SELECT a.id, (SELECT id FROM tags WHERE tags.name = {name}) {named} AND j.new IS NULL
        )
        """,
        batch,
    )
    return frozenset(row[0] for row in connection.execute(f"SELECT a.id {named}", batch))


def _reverse_feeds(connection: sqlite3.Connection, batch_id: int, new_id: int) -> bool:
    connection.execute(
        """
        INSERT INTO journal (batch_id, feed_url, field, old, new)
        SELECT :new, j.feed_url, j.field, j.new, j.old
        FROM journal j JOIN feeds f ON f.url = j.feed_url
        WHERE j.batch_id = :batch AND j.field = 'removed_at' AND f.removed_at IS j.new
        """,
        {"batch": batch_id, "new": new_id},
    )
    updated = connection.execute(
        """
        UPDATE feeds SET removed_at = j.new
        FROM journal j WHERE j.batch_id = :new AND j.field = 'removed_at' AND j.feed_url = feeds.url
        """,
        {"new": new_id},
    )
    return updated.rowcount > 0


def _device(connection: sqlite3.Connection) -> str:
    """Return this database's device name: random, made once."""
    connection.execute(
        "INSERT INTO meta (key, value) VALUES ('device', :made) ON CONFLICT (key) DO NOTHING",
        {"made": os.urandom(8).hex()},
    )
    name: str = connection.execute("SELECT value FROM meta WHERE key = 'device'").fetchone()[0]
    return name


def _tick(connection: sqlite3.Connection, now: int) -> int:
    """Return a clock value after every earlier one, whatever happened to the computer's clock."""
    row = connection.execute(
        """
        INSERT INTO meta (key, value) VALUES ('clock', :wall)
        ON CONFLICT (key) DO UPDATE SET value = max(CAST(value AS INTEGER) + 1, CAST(excluded.value AS INTEGER))
        RETURNING value
        """,
        {"wall": str((now * 1000) << _MILLISECONDS_SHIFT)},
    ).fetchone()
    return int(row[0])
