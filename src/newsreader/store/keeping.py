"""Changes of the views and rules that the user keeps: each a batch of the journal, so that undo takes it back."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable

from newsreader.store.database import Database
from newsreader.store.journal import Change, begin_batch
from newsreader.store.kept import Kept, all_kept, differences, note_differences
from newsreader.text import clean

_MAX_LABEL_NAME = 60


def short(name: str) -> str:
    """Return a name as a label of a batch shows it."""
    return clean(name, _MAX_LABEL_NAME)


def change_kept(
    database: Database, kept: Kept, label: str, change: Callable[[sqlite3.Connection], object], *, now: int
) -> Change | None:
    """Have views or rules changed; None where they are as they were. `now` in UTC seconds."""
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
