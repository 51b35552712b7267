"""How far the user's rules have got among the articles that arrive, and whether there are any rules at all.

Apart from `rules`, which imports the query language: a home without rules needs none of it to refresh.
"""

from __future__ import annotations

import sqlite3

from newsreader.store.database import Database

_SEEN = "rules.seen"
"""The last article that rules were tried on, in the table `meta`."""


class Arrival:
    """What arrived since the rules were last carried out. `now` in UTC seconds."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def has_rules(self) -> bool:
        """Is there a rule, ended ones included."""
        return self._database.row("SELECT 1 FROM rules LIMIT 1") is not None

    def has_highlights(self) -> bool:
        """Is there a rule that highlights, one that is off included."""
        return self._database.row("SELECT 1 FROM rules WHERE action = 'highlight' LIMIT 1") is not None

    def has_errands(self) -> bool:
        """Is there anything that a rule has still to do outside of the database."""
        return self._database.row("SELECT 1 FROM errands LIMIT 1") is not None

    def has_rule_faults(self) -> bool:
        """Is there a rule whose command failed."""
        return self._database.row("SELECT 1 FROM rules WHERE fault_at IS NOT NULL LIMIT 1") is not None

    def unseen(self, *, now: int) -> tuple[int, int]:
        """Return the last article that was seen before, and the last one that can be judged now."""
        after = noted(self._database, _SEEN, 0)
        # A text that nobody finished within the hour (its feed was removed, say) holds up nothing.
        row = self._database.row(
            """
            SELECT coalesce(min(CASE WHEN digest = x'' AND fetched > :now - 3600 THEN id - 1 END), max(id), :after)
            FROM articles WHERE id > :after
            """,
            after=after,
            now=now,
        )
        return after, row[0] if row is not None else after

    def pass_by(self, *, now: int) -> None:
        """Take all that arrived for seen: what a rule does that is made later begins with what arrives later."""
        after, upto = self.unseen(now=now)
        if upto > after:
            with self._database.transaction() as connection:
                note_seen(connection, upto)


def note_seen(connection: sqlite3.Connection, article_id: int) -> None:
    """Remember the last article that rules were tried on."""
    note(connection, _SEEN, article_id)


def noted(database: Database, key: str, otherwise: int) -> int:
    """Return a number that is kept in the table `meta`."""
    row = database.row("SELECT CAST(value AS INTEGER) FROM meta WHERE key = :key", key=key)
    return row[0] if row is not None else otherwise


def note(connection: sqlite3.Connection, key: str, number: int) -> None:
    """Keep a number in the table `meta`."""
    connection.execute(
        "INSERT INTO meta (key, value) VALUES (:key, :value) ON CONFLICT (key) DO UPDATE SET value = :value",
        {"key": key, "value": str(number)},
    )
