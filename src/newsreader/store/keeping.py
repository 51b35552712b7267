"""Changes of the views and rules that the user keeps: each a batch of the journal, so that undo takes it back."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from typing import TYPE_CHECKING

from newsreader.errors import NotPossible
from newsreader.store.database import Database
from newsreader.store.kept import Kept, all_kept, differences, note_differences
from newsreader.text import clean

if TYPE_CHECKING:
    from newsreader.store.journal import Change

_MAX_LABEL_NAME = 60


def short(name: str) -> str:
    """Return a name as a label of a batch shows it."""
    return clean(name, _MAX_LABEL_NAME)


def change_kept(
    database: Database, kept: Kept, label: str, change: Callable[[sqlite3.Connection], object], *, now: int
) -> Change | None:
    """Have views or rules changed; None where they are as they were. `now` in UTC seconds."""
    # Views are read before the first paint, which needs no journal.
    from newsreader.store.journal import Change, begin_batch

    with database.transaction(is_small=True) as connection:
        before = all_kept(connection, kept)
        change(connection)
        changed = differences(before, all_kept(connection, kept))
        if not changed:
            return None
        note_differences(connection, begin_batch(connection, label, now), kept, changed)
        return Change(
            label,
            frozenset(),
            feeds_changed=False,
            views_changed=kept is Kept.VIEWS,
            rules_changed=kept is Kept.RULES,
        )


def rename_kept(database: Database, kept: Kept, row_id: int, name: str, new: str, *, now: int) -> Change | None:
    """Call one otherwise; raises NotPossible, and nothing is changed, where another one has the name."""

    def write(connection: sqlite3.Connection) -> None:
        write_name(connection, kept, row_id, new)

    return change_kept(database, kept, f"renamed the {kept.one} {short(name)} to {short(new)}", write, now=now)


def write_name(connection: sqlite3.Connection, kept: Kept, row_id: int, new: str) -> None:
    """Call one otherwise, as a part of a change; raises NotPossible where another one has the name."""
    renamed = connection.execute(
        f"UPDATE OR IGNORE {kept} SET name = :name WHERE id = :id", {"name": new, "id": row_id}
    )
    if not renamed.rowcount and row_id in all_kept(connection, kept):
        raise NotPossible(f"There is a {kept.one} {new} already; nothing was changed.")


def move_kept(database: Database, kept: Kept, row_id: int, name: str, place: int, *, now: int) -> Change | None:
    """Put one at a place among all, 0 being the top."""

    def write(connection: sqlite3.Connection) -> None:
        rows = connection.execute(f"SELECT id FROM {kept} ORDER BY place, id").fetchall()
        order = [row[0] for row in rows if row[0] != row_id]
        if len(order) < len(rows):  # else it was removed meanwhile
            order.insert(max(place, 0), row_id)
            connection.executemany(
                f"UPDATE {kept} SET place = :place WHERE id = :id",
                [{"place": number, "id": each} for number, each in enumerate(order, start=1)],
            )

    return change_kept(database, kept, f"moved the {kept.one} {short(name)}", write, now=now)


def remove_kept(database: Database, kept: Kept, row_id: int, name: str, *, now: int) -> Change | None:
    """Forget one."""

    def write(connection: sqlite3.Connection) -> None:
        connection.execute(f"DELETE FROM {kept} WHERE id = :id", {"id": row_id})

    return change_kept(database, kept, f"removed the {kept.one} {short(name)}", write, now=now)
