"""What the journal holds of changed views and rules, and how they are set back. `keeping` begins such changes.

There are few of them, so a row of the journal holds a whole one as it was and as it became, and what a change did is
read off the table. The journal knows one by its name, as the user does.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping
from enum import StrEnum

Values = dict[str, int | str | None]
"""By column."""
Difference = tuple[Values | None, Values | None]
"""What one was and became; None where it was or is not there."""
_NOT_BY_THE_USER = frozenset({"id", "hits", "fault", "fault_at"})
"""The columns that the program fills: they come back with what was removed, but are no change of it."""


class Kept(StrEnum):
    """What is kept. The values are stored, and are the names of the tables."""

    VIEWS = "views"
    RULES = "rules"

    @property
    def one(self) -> str:
        """What a single one is called."""
        return self.value.removesuffix("s")


def note_differences(connection: sqlite3.Connection, batch_id: int, kept: Kept, changed: Iterable[Difference]) -> None:
    """Write into the journal what became of each."""
    for old, new in changed:
        _note(connection, batch_id, kept, old, new)


def differences(before: Mapping[int, Values], after: Mapping[int, Values]) -> list[Difference]:
    """Return what the user changed from one state of a table to the next."""
    pairs = [(before.get(row_id), after.get(row_id)) for row_id in sorted(before.keys() | after.keys())]
    return [(old, new) for old, new in pairs if _by_the_user(old) != _by_the_user(new)]


def reverse_kept(connection: sqlite3.Connection, batch_id: int, new_id: int) -> frozenset[Kept]:
    """Set every view and rule back that still is as the batch left it; return of which some are others now."""
    rows = connection.execute(
        """
        SELECT field, old_text, new_text FROM journal INDEXED BY journal_of_kept
        WHERE batch_id = :batch AND kept_name IS NOT NULL ORDER BY id DESC
        """,
        {"batch": batch_id},
    ).fetchall()
    changed: set[Kept] = set()
    for table, old_text, new_text in rows:
        kept = Kept(table)
        old, new = (None if text is None else json.loads(text) for text in (old_text, new_text))
        if _set_back(connection, kept, old, new):
            _note(connection, new_id, kept, new, old)
            changed.add(kept)
    return frozenset(changed)


def all_kept(connection: sqlite3.Connection, kept: Kept) -> dict[int, Values]:
    """Return all rows by their ids."""
    cursor = connection.execute(f"SELECT * FROM {kept}")
    columns = [column[0] for column in cursor.description]
    rows: list[Values] = [dict(zip(columns, row, strict=True)) for row in cursor]
    return {int(row["id"] or 0): row for row in rows}


def _by_the_user(values: Values | None) -> Values | None:
    if values is None:
        return None
    return {column: value for column, value in values.items() if column not in _NOT_BY_THE_USER}


def _note(connection: sqlite3.Connection, batch_id: int, kept: Kept, old: Values | None, new: Values | None) -> None:
    known = new or old or {}
    connection.execute(
        """
        INSERT INTO journal (batch_id, kept_name, field, old_text, new_text)
        VALUES (:batch, :name, :kept, :old, :new)
        """,
        {
            "batch": batch_id,
            "name": known["name"],
            "kept": kept,
            "old": None if old is None else json.dumps(old, ensure_ascii=False),
            "new": None if new is None else json.dumps(new, ensure_ascii=False),
        },
    )


def _set_back(connection: sqlite3.Connection, kept: Kept, old: Values | None, new: Values | None) -> bool:
    """Make `old` again what is `new` now; False, and nothing is done, where something else is there now."""
    there = all_kept(connection, kept)
    if new is None:
        return old is not None and _bring_back(connection, kept, old, there)
    row = next((row for row in there.values() if row["name"] == new["name"]), None)
    # A column that came with a later version is no difference.
    if row is None or any(row[column] != value for column, value in (_by_the_user(new) or {}).items()):
        return False
    if old is None:
        connection.execute(f"DELETE FROM {kept} WHERE id = :id", {"id": row["id"]})
        return True
    columns = _by_the_user(old) or {}
    assigned = ", ".join(f"{column} = :{column}" for column in columns)
    # IGNORE: another one may have the name by now.
    changed = connection.execute(f"UPDATE OR IGNORE {kept} SET {assigned} WHERE id = :id", {**columns, "id": row["id"]})
    return changed.rowcount > 0


def _bring_back(connection: sqlite3.Connection, kept: Kept, old: Values, there: dict[int, Values]) -> bool:
    values = {column: value for column, value in old.items() if column != "id" or value not in there}
    columns = ", ".join(values)
    named = ", ".join(f":{column}" for column in values)
    return connection.execute(f"INSERT OR IGNORE INTO {kept} ({columns}) VALUES ({named})", values).rowcount > 0
