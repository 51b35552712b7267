"""Pages that somebody wants to read later: put on the list with their tags, in one batch that undo takes back."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass

from newsreader.store.database import Database
from newsreader.store.journal import Field, apply_tags, begin_batch
from newsreader.store.marks import name_of
from newsreader.store.pages import IS_WAITING, page_key
from newsreader.store.sorting import articles_tagged, known_name, note_tags

_WISHES = ((Field.HIDDEN, False), (Field.SNOOZED, False), (Field.LATER, True))
"""Which fields a saved page has, and which it must not have."""


@dataclass(frozen=True, slots=True)
class Saved:
    """A page that is on the list for later now."""

    article_id: int
    is_new: bool
    """Was it not here before, neither by itself nor in a feed."""


class Saving:
    """Saves pages by their addresses."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def save(self, link: str, *, canonical: str | None, tags: Sequence[str] = (), now: int) -> Saved:
        """Put the page at this address on the list for later: the one that is here, else a new one, unread.

        `canonical`: the link as identity compares it, by which a page is found under another spelling, and an article
        of a feed; None: it is that of a whole site. `now` in UTC seconds.
        """
        with self._database.transaction() as connection:
            article_id = _page(connection, link, canonical, now)
            if article_id is None and canonical is not None:
                article_id = _of_a_feed(connection, canonical)
            is_new = article_id is None
            if article_id is None:
                article_id = _add(connection, link, canonical, now)
            _put_aside(connection, article_id, tags, now)
            return Saved(article_id, is_new)


def _page(connection: sqlite3.Connection, link: str, canonical: str | None, now: int) -> int | None:
    """Return the page that is here by itself. One whose text was waited for is from now on kept without it."""
    values = {"key": page_key(link), "now": now, "waiting": IS_WAITING}
    # Hidden, as `_add` adds one: undo then takes it out of the lists again.
    connection.execute(
        "UPDATE articles SET hidden = 1, hidden_at = :now, read_at = NULL WHERE key = :key AND hidden & :waiting",
        values,
    )
    row = connection.execute("SELECT id FROM articles WHERE key = :key", values).fetchone()
    if row is None and canonical is not None:
        row = connection.execute(
            "SELECT id FROM articles WHERE feed_id IS NULL AND canonical = :canonical ORDER BY id LIMIT 1",
            {"canonical": canonical},
        ).fetchone()
    return None if row is None else int(row[0])


def _of_a_feed(connection: sqlite3.Connection, canonical: str) -> int | None:
    """Return the listed article of a feed that has this link alone, or has it hidden by the user."""
    row = connection.execute(
        """
        SELECT max(a.id) FROM feeds f CROSS JOIN articles a ON a.feed_id = f.id AND a.canonical = :canonical
        WHERE f.removed_at IS NULL AND NOT f.is_sample AND a.hidden & ~41 = 0
        GROUP BY f.id HAVING count(*) = 1 LIMIT 1
        """,
        {"canonical": canonical},
    ).fetchone()
    return None if row is None else int(row[0])


def _add(connection: sqlite3.Connection, link: str, canonical: str | None, now: int) -> int:
    """Add a page as if it had been here, hidden, until now."""
    article_id = connection.execute(
        """
        INSERT INTO articles (
            feed_id, key, link, canonical, fingerprint, digest, title, published, fetched, hidden_at, hidden, text_state
        )
        VALUES (NULL, :key, :link, :canonical, :key, :key, :link, :now, :now, :now, 1, 'waiting')
        """,
        {"key": page_key(link), "link": link, "canonical": canonical, "now": now},
    ).lastrowid
    assert article_id is not None  # the row was inserted
    return article_id


def _put_aside(connection: sqlite3.Connection, article_id: int, tags: Sequence[str], now: int) -> None:
    """Show an article, put it on the list for later and tag it; nothing is written where all is so already."""
    columns = ", ".join(field for field, _ in _WISHES)
    states = connection.execute(f"SELECT {columns} FROM articles WHERE id = :id", {"id": article_id}).fetchone()
    changing = [
        (field, now if wanted else None)
        for (field, wanted), state in zip(_WISHES, states, strict=True)
        if (state is not None) != wanted
    ]
    names = dict.fromkeys(known_name(connection, typed) for typed in tags)
    missing = [name for name in names if article_id not in articles_tagged(connection, name)]
    if not changing and not missing:
        return
    batch_id = begin_batch(connection, f"saved {name_of(connection, [article_id])} for later", now)
    for field, new in changing:
        values = {"batch": batch_id, "field": field, "new": new, "id": article_id}
        connection.execute(
            f"""
            INSERT INTO journal (batch_id, article_key, field, old, new)
            SELECT :batch, key, :field, {field}, :new FROM articles WHERE id = :id
            """,
            values,
        )
        connection.execute(f"UPDATE articles SET {field} = :new WHERE id = :id", values)
    for name in missing:
        note_tags(connection, batch_id, [article_id], name, True, now)
    apply_tags(connection, batch_id)
