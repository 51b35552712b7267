"""Sorting articles out: for later, hidden, hidden until a time, tagged. Each is one batch that undo takes back."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from functools import partial

import msgspec

from newsreader.store.database import Database
from newsreader.store.journal import TAG, Change, Field, apply_tags, begin_batch
from newsreader.store.marks import Chosen, mark_many, name_of, states_of, toggled_together
from newsreader.text import clean

MAX_TAG = 100
"""Characters of a tag."""


class Tag(msgspec.Struct, frozen=True):
    """A tag that some article has."""

    name: str
    articles: int


class Sorted(msgspec.Struct, frozen=True):
    """What became of an article besides being read and starred."""

    is_later: bool
    is_hidden: bool
    """Do lists leave it out: hidden, muted, snoozed, or of a removed feed."""
    tags: tuple[str, ...]
    progress: int
    """How many per cent of it were read."""


def tag_name(typed: str) -> str:
    """Return a tag as it is kept: one line without a sign before it; empty where nothing is left.

    Parts of a path of tags are parted by single slashes: "news/japan".
    """
    parts = (" ".join(part.split()) for part in clean(typed, MAX_TAG).lstrip("# ").split("/"))
    return "/".join(part for part in parts if part)


class Sorting:
    """Changes by the user. Each returns what changed, or None if nothing did; `now` in UTC seconds.

    Of articles that are gone one raises ArticleNotFound, or is passed over where `passes_gone` says so.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def set_later(self, ids: Iterable[int], is_later: bool, *, now: int, passes_gone: bool = False) -> Change | None:
        """Put these articles on the list to be read later, or take them off."""
        return self._set(Field.LATER, list(ids), now if is_later else None, now, passes_gone)

    def set_hidden(self, ids: Iterable[int], is_hidden: bool, *, now: int, passes_gone: bool = False) -> Change | None:
        """Hide these articles from every list that does not ask for hidden ones, or show them again."""
        return self._set(Field.HIDDEN, list(ids), now if is_hidden else None, now, passes_gone)

    def toggle_later(self, ids: Iterable[int], *, now: int) -> Change | None:
        """Put these articles on the list for later, or take them off if all are on it; passes over what is gone."""
        return mark_many(self._database, partial(toggled_together, Field.LATER, list(ids), now), now)

    def toggle_hidden(self, ids: Iterable[int], *, now: int) -> Change | None:
        """Hide these articles, or show them again if the user hid all of them, for good or until a time.

        Passes over what is gone.
        """
        wanted = list(ids)

        def choose(connection: sqlite3.Connection) -> Chosen:
            states = states_of(connection, Field.HIDDEN, wanted, passes_gone=True)
            snoozed = states_of(connection, Field.SNOOZED, wanted, passes_gone=True)
            shown = [article_id for article_id, is_hidden in states.items() if not (is_hidden or snoozed[article_id])]
            if shown:
                return Chosen(Field.HIDDEN, shown, now)
            return Chosen(Field.HIDDEN, list(states), None, (Field.SNOOZED,))

        return mark_many(self._database, choose, now)

    def snooze(self, ids: Iterable[int], until: int | None, *, now: int, passes_gone: bool = False) -> Change | None:
        """Hide these articles until a time, in UTC seconds; None wakes them."""
        return self._set(Field.SNOOZED, list(ids), until, now, passes_gone)

    def show(self, ids: Iterable[int], *, now: int) -> Change | None:
        """Show articles again that the user hid, for good or until a time, as one batch."""

        def choose(connection: sqlite3.Connection) -> Chosen:
            wanted = json.dumps(list(states_of(connection, Field.HIDDEN, list(ids))))
            rows = connection.execute(
                """
                SELECT id FROM articles
                WHERE (hidden_at IS NOT NULL OR snoozed_until IS NOT NULL)
                    AND id IN (SELECT value FROM json_each(:ids))
                """,
                {"ids": wanted},
            )
            return Chosen(Field.HIDDEN, [row[0] for row in rows], None, (Field.SNOOZED,))

        return mark_many(self._database, choose, now)

    def wake(self, *, now: int) -> frozenset[int]:
        """Show the articles again whose time has come, and return them. Not the user's doing: not to be undone."""
        if self._database.row("SELECT 1 FROM articles WHERE snoozed_until <= :now LIMIT 1", now=now) is None:
            return frozenset()
        with self._database.transaction() as connection:
            rows = connection.execute(
                "UPDATE articles SET snoozed_until = NULL WHERE snoozed_until <= :now RETURNING id", {"now": now}
            ).fetchall()
        return frozenset(row[0] for row in rows)

    def tag(self, ids: Iterable[int], name: str, *, now: int, passes_gone: bool = False) -> Change | None:
        """Give these articles a tag; one that differs in its case only is taken for the same."""
        return self._set_tag(list(ids), name, True, now, passes_gone)

    def untag(self, ids: Iterable[int], name: str, *, now: int, passes_gone: bool = False) -> Change | None:
        """Take a tag from these articles."""
        return self._set_tag(list(ids), name, False, now, passes_gone)

    def toggle_tag(self, ids: Iterable[int], name: str, *, now: int) -> Change | None:
        """Give these articles a tag, or take it from them if all have it; passes over what is gone."""
        return self._set_tag(list(ids), name, None, now, passes_gone=True)

    def rename_tag(self, old: str, new: str, *, now: int) -> Change | None:
        """Give all articles of a tag another one in its place; where that is there, the two become one."""
        with self._database.transaction() as connection:
            old, new = known_name(connection, old), tag_name(new)
            if not new or old == new:
                return None
            # "Japan" in the place of "japan": the tag itself is spelt anew, whoever has it.
            target = new if old.lower() == new.lower() else known_name(connection, new)
            tagged = articles_tagged(connection, old)
            if not tagged:
                return None
            label = f"renamed the tag {old} to {target}"
            batch_id = begin_batch(connection, label, now)
            note_tags(connection, batch_id, tagged, old, False, now)
            untagged = [each for each in tagged if each not in set(articles_tagged(connection, target))]
            note_tags(connection, batch_id, untagged, target, True, now)
            return Change(label, apply_tags(connection, batch_id), feeds_changed=False)

    def tags(self) -> list[Tag]:
        """Return the tags that articles have, by name."""
        rows = self._database.rows(
            """
            SELECT tags.name, count(*) FROM tags JOIN article_tags t ON t.tag_id = tags.id
            JOIN articles a ON a.id = t.article_id AND a.hidden & 32 = 0
            GROUP BY tags.id ORDER BY tags.name COLLATE NOCASE, tags.name
            """
        )
        return [Tag(*row) for row in rows]

    def of(self, ids: Iterable[int]) -> dict[int, Sorted]:
        """Return how these articles are sorted, by their ids; those that are gone are missing."""
        rows = self._database.rows(
            """
            SELECT a.id, a.later_at IS NOT NULL, a.hidden & ~32 <> 0, a.progress / 10, (
                SELECT json_group_array(name) FROM (
                    SELECT tags.name FROM tags JOIN article_tags t ON t.tag_id = tags.id
                    WHERE t.article_id = a.id ORDER BY tags.name COLLATE NOCASE, tags.name
                )
            )
            FROM articles a WHERE a.id IN (SELECT value FROM json_each(:ids))
            """,
            ids=json.dumps(list(ids)),
        )
        return {
            article_id: Sorted(bool(is_later), bool(is_hidden), tuple(json.loads(tags)), progress)
            for article_id, is_later, is_hidden, progress, tags in rows
        }

    def tags_of(self, article_id: int) -> tuple[str, ...]:
        """Return the tags of an article, by name."""
        rows = self._database.rows(
            """
            SELECT tags.name FROM tags JOIN article_tags t ON t.tag_id = tags.id
            WHERE t.article_id = :id ORDER BY tags.name COLLATE NOCASE, tags.name
            """,
            id=article_id,
        )
        return tuple(row[0] for row in rows)

    def _set(self, field: Field, ids: list[int], new: int | None, now: int, passes_gone: bool) -> Change | None:
        def choose(connection: sqlite3.Connection) -> Chosen:
            states_of(connection, field, ids, passes_gone=passes_gone)
            # Another time to wake up is a change; another moment of having been put aside is none.
            is_same = f"{field} IS :new" if field is Field.SNOOZED else f"({field} IS NULL) = (:new IS NULL)"
            rows = connection.execute(
                f"SELECT id FROM articles WHERE NOT ({is_same}) AND id IN (SELECT value FROM json_each(:ids))",
                {"new": new, "ids": json.dumps(ids)},
            )
            return Chosen(field, [row[0] for row in rows], new)

        return mark_many(self._database, choose, now)

    def _set_tag(
        self, ids: list[int], typed: str, is_tagged: bool | None, now: int, passes_gone: bool
    ) -> Change | None:
        """`is_tagged` None: whether some of them lack the tag."""
        with self._database.transaction() as connection:
            name = known_name(connection, typed)
            there = list(states_of(connection, Field.READ, ids, passes_gone=passes_gone))
            have = set(articles_tagged(connection, name))
            if is_tagged is None:
                is_tagged = not have.issuperset(there)
            changing = [each for each in there if (each in have) != is_tagged]
            if not changing or not name:
                return None
            label = f"{'tagged' if is_tagged else 'took the tag from'} {name_of(connection, changing)}: {name}"
            batch_id = begin_batch(connection, label, now)
            note_tags(connection, batch_id, changing, name, is_tagged, now)
            return Change(label, apply_tags(connection, batch_id), feeds_changed=False)


def known_name(connection: sqlite3.Connection, typed: str) -> str:
    """Return the name of the tag that is meant: one that is there is found in any case."""
    name = tag_name(typed)
    row = connection.execute(
        """
        SELECT name FROM tags WHERE name = :name COLLATE NOCASE AND id IN (SELECT tag_id FROM article_tags)
        ORDER BY name <> :name LIMIT 1
        """,
        {"name": name},
    ).fetchone()
    return row[0] if row is not None else name


def articles_tagged(connection: sqlite3.Connection, name: str) -> list[int]:
    """Return the articles that have a tag of this very name."""
    rows = connection.execute(
        "SELECT article_id FROM article_tags WHERE tag_id = (SELECT id FROM tags WHERE name = :name)", {"name": name}
    )
    return [row[0] for row in rows]


def note_tags(
    connection: sqlite3.Connection, batch_id: int, ids: Sequence[int], name: str, is_tagged: bool, now: int
) -> None:
    """Write into the journal that these articles get or lose a tag."""
    old, new = (None, now) if is_tagged else (now, None)
    connection.execute(
        """
        INSERT INTO journal (batch_id, article_key, field, old, new)
        SELECT :batch, key, :field, :old, :new FROM articles WHERE id IN (SELECT value FROM json_each(:ids))
        """,
        {"batch": batch_id, "field": TAG + name, "old": old, "new": new, "ids": json.dumps(list(ids))},
    )
