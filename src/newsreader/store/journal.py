"""What the user changed, batch by batch, and taking it back: undo and redo without limit, across restarts.

The journal only grows. An undo is a batch of its own that holds the opposite changes, so whoever reads the journal
later (a sync) sees every change in order; `is_reversed` only says which batches can still be undone or redone.
"""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import partial

from newsreader.store.database import Database
from newsreader.store.kept import Kept, reverse_kept
from newsreader.store.undoable import REDOABLE, UNDOABLE, Done, back_to, done_since, newest, of_newest_step

_MILLISECONDS_SHIFT = 16


class Field(StrEnum):
    """The columns of an article that the journal covers. The values are stored.

    A tag has a field of its own, TAG with its name behind it.
    """

    READ = "read_at"
    STARRED = "starred_at"
    LATER = "later_at"
    HIDDEN = "hidden_at"
    SNOOZED = "snoozed_until"


TAG = "tag:"
"""Before a tag's name in the journal: `new` is when an article got it, or NULL when it lost it."""


class FeedField(StrEnum):
    """The columns of a feed that the journal covers. The values are stored."""

    REMOVED = "removed_at"
    TITLE = "user_title"
    FOLDER = "folder"

    @property
    def is_text(self) -> bool:
        """Do its values stand in the columns for texts."""
        return self is not FeedField.REMOVED


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
    """Of an undo or redo: UTC seconds when that was done which it takes back; of several batches, the earliest."""
    feeds_renamed: bool = False
    """Is a feed called otherwise, or in another folder."""
    batches: int = 1
    """How many were undone or redone in one go."""
    views_changed: bool = False
    """Is a view that the user keeps another, or come or gone."""
    rules_changed: bool = False


def begin_batch(
    connection: sqlite3.Connection,
    label: str,
    now: int,
    *,
    action: str = "do",
    reverses: int | None = None,
    step: int | None = None,
) -> int:
    """Open a batch inside a transaction and return its id. `now` in UTC seconds; `step` as in the table."""
    # No RETURNING: with it SQLite looks through all batches for some that refer to this one.
    batch_id = connection.execute(
        """
        INSERT INTO batches (device, clock, at, label, action, reverses, step)
        VALUES (:device, :clock, :now, :label, :action, :reverses, :step)
        """,
        {
            "device": _device(connection),
            "clock": _tick(connection, now),
            "now": now,
            "label": label,
            "action": action,
            "reverses": reverses,
            "step": step,
        },
    ).lastrowid
    assert batch_id is not None  # the row was inserted
    return batch_id


def is_reversed(connection: sqlite3.Connection, batch_id: int) -> bool:
    """Was a batch taken back."""
    row = connection.execute("SELECT is_reversed FROM batches WHERE id = :id", {"id": batch_id}).fetchone()
    return bool(row[0])


class Journal:
    """The batches and journal tables."""

    def __init__(self, database: Database, mute: Callable[[int], frozenset[int]]) -> None:
        """`mute` is called with the time when rules are others, and returns the articles that this hid or showed."""
        self._database = database
        self._mute = mute

    def undo(self, *, now: int) -> Change | None:
        """Take the newest batch back, with those that were redone together with it; None if there is none.

        `now` in UTC seconds.
        """
        return self._reverse(partial(of_newest_step, UNDOABLE), "undo", now)

    def redo(self, *, now: int) -> Change | None:
        """Do the newest undone batch again, with those that were undone together with it.

        None if there is none or something else was done since.
        """
        return self._reverse(partial(of_newest_step, REDOABLE), "redo", now)

    def undo_batches(self, number: int, *, now: int) -> Change | None:
        """Take so many batches back in one go, newest first."""
        return self._reverse(partial(newest, UNDOABLE, number), "undo", now)

    def redo_batches(self, number: int, *, now: int) -> Change | None:
        """Do so many undone batches again in one go."""
        return self._reverse(partial(newest, REDOABLE, number), "redo", now)

    def undo_since(self, since: int, *, now: int) -> Change | None:
        """Take back in one go all that was done at this time (UTC seconds) or after it, newest first."""
        return self._reverse(partial(done_since, since), "undo", now)

    def undo_back_to(self, batch_id: int, *, now: int) -> Change | None:
        """Take back in one go a batch that was done, and all that was done after it; None if it is undone."""
        return self._reverse(partial(back_to, batch_id), "undo", now)

    def _reverse(self, chosen: Callable[[sqlite3.Connection], Iterable[Done]], action: str, now: int) -> Change | None:
        """Reverse the batches that are chosen, in this order, as one step."""
        with self._database.transaction() as connection:
            changes: list[Change] = []
            step: int | None = None
            batches = list(chosen(connection))
            for each in batches:
                new_id = begin_batch(connection, each.label, now, action=action, reverses=each.id, step=step)
                if step is None and len(batches) > 1:
                    step = new_id
                    connection.execute("UPDATE batches SET step = id WHERE id = :id", {"id": new_id})
                changes.append(_reverse_batch(connection, each, new_id))
        change = _together(changes)
        if change is None or not change.rules_changed:
            return change
        return replace(change, article_ids=change.article_ids | self._mute(now))


def _reverse_batch(connection: sqlite3.Connection, done: Done, new_id: int) -> Change:
    connection.execute("UPDATE batches SET is_reversed = 1 WHERE id = :id", {"id": done.id})
    articles = _reverse_articles(connection, done.id, new_id) | _reverse_tags(connection, done.id, new_id)
    feeds = _reverse_feeds(connection, done.id, new_id)
    kept = reverse_kept(connection, done.id, new_id)
    (recorded,) = connection.execute("SELECT count(*) FROM journal WHERE batch_id = :id", {"id": done.id}).fetchone()
    (reversed_,) = connection.execute("SELECT count(*) FROM journal WHERE batch_id = :id", {"id": new_id}).fetchone()
    return Change(
        done.label,
        articles,
        FeedField.REMOVED in feeds,
        recorded - reversed_,
        done.at,
        feeds_renamed=not feeds.isdisjoint((FeedField.TITLE, FeedField.FOLDER)),
        views_changed=Kept.VIEWS in kept,
        rules_changed=Kept.RULES in kept,
    )


def _together(changes: list[Change]) -> Change | None:
    """Return what several batches did as one change."""
    if len(changes) < 2:
        return changes[0] if changes else None
    return Change(
        f"{len(changes):,} changes",
        frozenset().union(*(each.article_ids for each in changes)),
        any(each.feeds_changed for each in changes),
        sum(each.kept for each in changes),
        changes[-1].at,
        any(each.feeds_renamed for each in changes),
        len(changes),
        any(each.views_changed for each in changes),
        any(each.rules_changed for each in changes),
    )


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
    return with_copies(connection, changed)


def with_copies(connection: sqlite3.Connection, ids: Collection[int]) -> frozenset[int]:
    """Return these articles with the copies of their stories, which changed with them."""
    rows = connection.execute(
        """
        SELECT id FROM articles WHERE story IN (
            SELECT story FROM articles WHERE story IS NOT NULL AND id IN (SELECT value FROM json_each(:ids))
        )
        """,
        {"ids": json.dumps(list(ids))},
    )
    return frozenset(ids).union(row[0] for row in rows)


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
    return with_copies(connection, [row[0] for row in connection.execute(f"SELECT a.id {named}", batch)])


def _reverse_feeds(connection: sqlite3.Connection, batch_id: int, new_id: int) -> set[FeedField]:
    """Set every field of a feed back that still is as the batch left it; return which of them."""
    changed: set[FeedField] = set()
    for field in FeedField:
        values = {"batch": batch_id, "new": new_id, "field": field}
        value = "new_text" if field.is_text else "new"
        connection.execute(
            f"""
            INSERT INTO journal (batch_id, feed_url, field, old, new, old_text, new_text)
            SELECT :new, j.feed_url, j.field, j.new, j.old, j.new_text, j.old_text
            FROM journal j JOIN feeds f ON f.url = j.feed_url
            WHERE j.batch_id = :batch AND j.field = :field AND f.{field} IS j.{value}
            """,
            values,
        )
        updated = connection.execute(
            f"""
            UPDATE feeds SET {field} = j.{value}
            FROM journal j WHERE j.batch_id = :new AND j.field = :field AND j.feed_url = feeds.url
            """,
            values,
        )
        if updated.rowcount > 0:
            changed.add(field)
    return changed


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
