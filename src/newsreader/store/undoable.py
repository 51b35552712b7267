"""Which batches of the journal can be undone or redone, newest first. Only reads."""

from __future__ import annotations

import sqlite3
from itertools import takewhile
from typing import NamedTuple


class Done(NamedTuple):
    """A batch that can be reversed."""

    id: int
    label: str
    at: int
    step: int | None


UNDOABLE = """
    SELECT id, label, at, step FROM batches WHERE action <> 'undo' AND is_reversed = 0
    ORDER BY id DESC
"""
REDOABLE = """
    SELECT id, label, at, step FROM batches
    WHERE action = 'undo' AND is_reversed = 0
        AND id > (SELECT coalesce(max(id), 0) FROM batches WHERE action = 'do')
    ORDER BY id DESC
"""


def newest(candidates: str, number: int, connection: sqlite3.Connection) -> list[Done]:
    """Return the last so many."""
    rows = connection.execute(f"{candidates} LIMIT :number", {"number": number})
    return [Done(*row) for row in rows]


def of_newest_step(candidates: str, connection: sqlite3.Connection) -> list[Done]:
    """Return the last one, with those that were done in one go with it."""
    last = newest(candidates, 1, connection)
    if not last or last[0].step is None:
        return last
    done = (Done(*row) for row in connection.execute(candidates).fetchall())
    return list(takewhile(lambda each: each.step == last[0].step, done))


def done_since(since: int, connection: sqlite3.Connection) -> list[Done]:
    """Return from the newest back to the first that was done earlier: the clock may have been set meanwhile."""
    found: list[Done] = []
    for row in connection.execute(UNDOABLE).fetchall():
        done = Done(*row)
        at = _first_done_at(connection, done.id)
        if at < since:
            break
        found.append(done._replace(at=at))
    return found


def back_to(batch_id: int, connection: sqlite3.Connection) -> list[Done]:
    """Return from the newest back to this one, or what did it again; nothing where it is undone."""
    found: list[Done] = []
    for row in connection.execute(UNDOABLE).fetchall():
        done = Done(*row)
        found.append(done)
        if batch_id in (done.id, _first_done(connection, done.id)):
            return found
    return []


def _first_done(connection: sqlite3.Connection, batch_id: int) -> int:
    """Return the batch by which that was first done which this one does again."""
    (first,) = connection.execute(_ORIGIN.format("id"), {"id": batch_id}).fetchone()
    return int(first)


def _first_done_at(connection: sqlite3.Connection, batch_id: int) -> int:
    (at,) = connection.execute(_ORIGIN.format("at"), {"id": batch_id}).fetchone()
    return int(at)


_ORIGIN = """
    WITH RECURSIVE earlier (id, at, reverses) AS (
        SELECT id, at, reverses FROM batches WHERE id = :id
        UNION ALL
        SELECT b.id, b.at, b.reverses FROM earlier e JOIN batches b ON b.id = e.reverses
    )
    SELECT {} FROM earlier WHERE reverses IS NULL
"""
