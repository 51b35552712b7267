"""What the user does to articles and feeds: state and journal in one transaction."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import NamedTuple

from newsreader.errors import ArticleNotFound, FeedNotFound
from newsreader.store.database import Database
from newsreader.store.feeds import subscribe
from newsreader.store.journal import Change, FeedField, Field, begin_batch, is_reversed, with_copies
from newsreader.store.portions import MARKS_AT_ONCE, Transactions, portions
from newsreader.text import clean

_MAX_LABEL_TITLE = 60

_WORDS = {
    (Field.READ, True): "marked {} read",
    (Field.READ, False): "marked {} unread",
    (Field.STARRED, True): "starred {}",
    (Field.STARRED, False): "unstarred {}",
    (Field.LATER, True): "put {} on the list for later",
    (Field.LATER, False): "took {} off the list for later",
    (Field.HIDDEN, True): "hid {}",
    (Field.HIDDEN, False): "showed {} again",
    (Field.SNOOZED, True): "snoozed {}",
    (Field.SNOOZED, False): "woke {}",
}


class Chosen(NamedTuple):
    """What is to be marked, and how."""

    field: Field
    ids: list[int]
    new: int | None
    also: tuple[Field, ...] = ()
    """What is set with it."""


class Marks:
    """Changes by the user. Each returns what changed, or None if nothing did; `now` in UTC seconds."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def set_read(self, ids: Iterable[int], is_read: bool, *, now: int, passes_gone: bool = False) -> Change | None:
        """Mark these articles read or unread, as one batch. One that is gone raises ArticleNotFound or is passed."""
        return self._set(Field.READ, list(ids), is_read, now, passes_gone)

    def set_starred(
        self, ids: Iterable[int], is_starred: bool, *, now: int, passes_gone: bool = False
    ) -> Change | None:
        """Star these articles or take their stars away, as one batch. One that is gone raises or is passed."""
        return self._set(Field.STARRED, list(ids), is_starred, now, passes_gone)

    def toggle_read(self, article_id: int, *, now: int) -> Change:
        """Turn read into unread or back, whatever it is by now: keys may come faster than commits."""
        return self._toggle(Field.READ, article_id, now)

    def toggle_starred(self, article_id: int, *, now: int) -> Change:
        """Turn starred into not starred or back, whatever it is by now."""
        return self._toggle(Field.STARRED, article_id, now)

    def toggle_read_together(self, ids: Iterable[int], *, now: int) -> Change | None:
        """Mark these articles read, or unread if all are read, as one batch; those that are gone are passed over."""
        return self._toggle_together(Field.READ, list(ids), now)

    def toggle_starred_together(self, ids: Iterable[int], *, now: int) -> Change | None:
        """Star these articles, or take their stars away if all have one, as one batch; passes over what is gone."""
        return self._toggle_together(Field.STARRED, list(ids), now)

    def remove_feed(self, feed_id: int, *, now: int) -> Change:
        """Take a feed and its articles out of every list but the starred one; undo brings them back."""
        with self._database.transaction() as connection:
            url, name, _, _ = _feed(connection, feed_id)
            label = f"removed {_short(name)}"
            _note(connection, begin_batch(connection, label, now), url, FeedField.REMOVED, None, now)
            connection.execute("UPDATE feeds SET removed_at = :now WHERE id = :id", {"now": now, "id": feed_id})
            return Change(label, frozenset(), feeds_changed=True)

    def add_feed(self, url: str, name: str, *, folder: str = "", now: int) -> tuple[int, bool]:
        """Subscribe as `Feeds.add` does, so that undo takes the feed out again. `name` is for people."""
        with self._database.transaction() as connection:
            row = connection.execute("SELECT removed_at FROM feeds WHERE url = :url", {"url": url}).fetchone()
            feed_id, is_new = subscribe(connection, url, folder=folder, now=now)
            if is_new:
                batch_id = begin_batch(connection, f"added {_short(name)}", now)
                # As if it had been here before, and removed until now.
                _note(connection, batch_id, url, FeedField.REMOVED, row[0] if row else now, None)
            return feed_id, is_new

    def rename_feed(self, feed_id: int, title: str, *, now: int) -> Change | None:
        """Call a feed otherwise; an empty title is the feed's own again."""
        with self._database.transaction() as connection:
            url, name, own, before = _feed(connection, feed_id)
            wanted = clean(title) or None
            if wanted == (before or None):
                return None
            label = f"renamed {_short(name)} to {_short(wanted or own)}"
            return _change_feed(connection, feed_id, url, label, FeedField.TITLE, before, wanted, now)

    def move_feed(self, feed_id: int, folder: str, *, now: int) -> Change | None:
        """Put a feed into another folder; an empty one is none."""
        with self._database.transaction() as connection:
            url, name, _, _ = _feed(connection, feed_id)
            (before,) = connection.execute("SELECT folder FROM feeds WHERE id = :id", {"id": feed_id}).fetchone()
            if folder == before:
                return None
            label = f"put {_short(name)} into {_short(folder)}" if folder else f"took {_short(name)} out of its folder"
            return _change_feed(connection, feed_id, url, label, FeedField.FOLDER, before, folder, now)

    def _set(self, field: Field, ids: list[int], wanted: bool, now: int, passes_gone: bool) -> Change | None:
        def choose(connection: sqlite3.Connection) -> Chosen:
            states = states_of(connection, field, ids, passes_gone=passes_gone)
            changing = [article_id for article_id, is_set in states.items() if is_set != wanted]
            return Chosen(field, changing, now if wanted else None)

        return mark_many(self._database, choose, now)

    def _toggle_together(self, field: Field, ids: list[int], now: int) -> Change | None:
        return mark_many(self._database, partial(toggled_together, field, ids, now), now)

    def _toggle(self, field: Field, article_id: int, now: int) -> Change:
        with self._database.transaction() as connection:
            is_set = states_of(connection, field, [article_id])[article_id]
            return write_marks(connection, field, [article_id], None if is_set else now, now)


def states_of(
    connection: sqlite3.Connection, field: Field, ids: list[int], *, passes_gone: bool = False
) -> dict[int, bool]:
    """Return for each article whether the field is set; raises ArticleNotFound if one is missing and not passed."""
    rows = connection.execute(
        f"SELECT id, {field} IS NOT NULL FROM articles WHERE id IN (SELECT value FROM json_each(:ids))",
        {"ids": json.dumps(ids)},
    )
    states = {article_id: bool(is_set) for article_id, is_set in rows}
    for article_id in () if passes_gone else ids:
        if article_id not in states:
            raise ArticleNotFound(
                f"There is no article {article_id}; nothing was changed. List them with: newsreader list"
            )
    return states


def toggled_together(field: Field, ids: list[int], now: int, connection: sqlite3.Connection) -> Chosen:
    """Choose these articles to get the field set, or unset if all have it; passes over what is gone."""
    states = states_of(connection, field, ids, passes_gone=True)
    wanted = not all(states.values())
    changing = [article_id for article_id, is_set in states.items() if is_set != wanted]
    return Chosen(field, changing, now if wanted else None)


def mark_many(database: Database, choose: Callable[[sqlite3.Connection], Chosen], now: int) -> Change | None:
    """Mark the articles that are chosen, as one batch, in portions; None if there are none.

    Who takes it back before it ends, ends it. A kill leaves the portions that were written, and undo takes those back.
    """
    transactions = Transactions(database)
    with transactions.next() as connection:
        chosen = choose(connection)
        if not chosen.ids:
            return None
        first, *others = portions(chosen.ids, MARKS_AT_ONCE)
        label = _WORDS[chosen.field, chosen.new is not None].format(name_of(connection, chosen.ids))
        batch_id = begin_batch(connection, label, now)
        changed = _add_marks(connection, batch_id, first, chosen.new, (chosen.field, *chosen.also))
    for portion in others:
        with transactions.next() as connection:
            if is_reversed(connection, batch_id):
                break
            changed |= _add_marks(connection, batch_id, portion, chosen.new, (chosen.field, *chosen.also))
    return Change(label, changed, feeds_changed=False)


def write_marks(
    connection: sqlite3.Connection,
    field: Field,
    ids: list[int],
    new: int | None,
    now: int,
    *also: Field,
    label: str = "",
) -> Change:
    """Set the field, and others with it, on these articles, which need it; with their journal rows, as one batch.

    `label`: for people, in place of the usual words.
    """
    label = label or _WORDS[field, new is not None].format(name_of(connection, ids))
    batch_id = begin_batch(connection, label, now)
    return Change(label, _add_marks(connection, batch_id, ids, new, (field, *also)), feeds_changed=False)


def _add_marks(
    connection: sqlite3.Connection, batch_id: int, ids: Sequence[int], new: int | None, fields: Iterable[Field]
) -> frozenset[int]:
    """Set the fields on these articles, with the batch's journal rows; return them with their copies."""
    for each in fields:
        values = {"batch": batch_id, "field": each, "new": new, "ids": json.dumps(list(ids))}
        connection.execute(
            f"""
            INSERT INTO journal (batch_id, article_key, field, old, new)
            SELECT :batch, key, :field, {each}, :new FROM articles
            WHERE {each} IS NOT :new AND id IN (SELECT value FROM json_each(:ids))
            """,
            values,
        )
        connection.execute(f"UPDATE articles SET {each} = :new WHERE id IN (SELECT value FROM json_each(:ids))", values)
    return with_copies(connection, ids)


def name_of(connection: sqlite3.Connection, ids: Sequence[int]) -> str:
    """Return articles as a label of a batch names them."""
    if len(ids) > 1:
        return f"{len(ids):,} articles"
    (title,) = connection.execute("SELECT title FROM articles WHERE id = :id", {"id": ids[0]}).fetchone()
    return f"“{clean(title, _MAX_LABEL_TITLE)}”"


def _feed(connection: sqlite3.Connection, feed_id: int) -> tuple[str, str, str, str | None]:
    """Return a feed's address, what it is called, what it calls itself, and the user's title for it."""
    row: tuple[str, str, str, str | None] | None = connection.execute(
        """
        SELECT url, coalesce(nullif(user_title, ''), nullif(title, ''), url), coalesce(nullif(title, ''), url),
            user_title
        FROM feeds WHERE id = :id AND removed_at IS NULL
        """,
        {"id": feed_id},
    ).fetchone()
    if row is None:
        raise FeedNotFound(f"There is no feed {feed_id}. List them with: newsreader feeds")
    return row


def _short(name: str) -> str:
    return clean(name, _MAX_LABEL_TITLE)


def _change_feed(
    connection: sqlite3.Connection,
    feed_id: int,
    url: str,
    label: str,
    field: FeedField,
    old: str | None,
    new: str | None,
    now: int,
) -> Change:
    _note(connection, begin_batch(connection, label, now), url, field, old, new)
    connection.execute(f"UPDATE feeds SET {field} = :new WHERE id = :id", {"new": new, "id": feed_id})
    return Change(label, frozenset(), feeds_changed=False, feeds_renamed=True)


def _note(
    connection: sqlite3.Connection,
    batch_id: int,
    url: str,
    field: FeedField,
    old: int | str | None,
    new: int | str | None,
) -> None:
    """Write the change of a feed's field into the journal."""
    columns = "old_text, new_text" if field.is_text else "old, new"
    connection.execute(
        f"INSERT INTO journal (batch_id, feed_url, field, {columns}) VALUES (:batch, :url, :field, :old, :new)",
        {"batch": batch_id, "url": url, "field": field, "old": old, "new": new},
    )
