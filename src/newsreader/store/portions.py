"""Large changes in short transactions, with a rest after each, so that others come to write in between."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TypeVar

from newsreader.store.database import Database

MARKS_AT_ONCE = 400
"""Articles whose state one transaction changes: it then takes some milliseconds."""
_LONGEST_REST_S = 0.02

_T = TypeVar("_T")


def portions(of: Sequence[_T], size: int) -> Iterator[Sequence[_T]]:
    """Yield all in their order, so many at a time as one short transaction takes."""
    for start in range(0, len(of), size):
        yield of[start : start + size]


def rest_s(held_s: float) -> float:
    """Return how many seconds to leave the database alone after it was held, so that a star gets its turn.

    SQLite queues nobody: who finds it locked tries again after 1, 2, 5, 10 ms and so on. With a third of the tries
    finding it free, 95 % of the stars are committed within 20 ms (tests/benchmarks/contention.py).
    """
    return min(held_s / 2, _LONGEST_REST_S)


class Transactions:
    """The transactions of one large change, one after the other."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._held_s = 0.0

    @contextmanager
    def next(self) -> Iterator[sqlite3.Connection]:
        """Rest from the one before, and hold the write lock for the block."""
        if self._held_s and not self._database.is_together:
            time.sleep(rest_s(self._held_s))
        with self._database.transaction() as connection:
            begun = time.monotonic()
            yield connection
        self._held_s = time.monotonic() - begun
