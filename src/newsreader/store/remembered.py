"""Small things that the interface keeps from one start to the next: no settings, nobody writes them by hand."""

from __future__ import annotations

from newsreader.store.database import Database

_PREFIX = "interface."
"""Keeps them apart from what the store itself notes in the table `meta`."""


class Remembered:
    """Numbers by name."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def number(self, name: str) -> int | None:
        """Return what was kept by this name, or None."""
        row = self._database.row(
            "SELECT CAST(value AS INTEGER) FROM meta WHERE key = :key",
            key=_PREFIX + name,
        )
        return row[0] if row is not None else None

    def keep(self, name: str, number: int) -> None:
        """Keep a number by this name, in place of an earlier one."""
        with self._database.transaction(is_small=True) as connection:
            connection.execute(
                """
                INSERT INTO meta (key, value) VALUES (:key, :value)
                ON CONFLICT (key) DO UPDATE SET value = excluded.value
                """,
                {"key": _PREFIX + name, "value": str(number)},
            )
