"""Connect to a database file that exists. Must not know what is in it."""

from __future__ import annotations

import sqlite3
from pathlib import Path

BUSY_TIMEOUT_S = 15.0
"""How long a writer waits for another process: BEGIN IMMEDIATE queues nobody, so bursts need patience (promise 15)."""

_PRAGMAS = """
PRAGMA synchronous = NORMAL;           -- a kill costs nothing; losing power may cost the last commits, never the file
PRAGMA foreign_keys = ON;
PRAGMA trusted_schema = OFF;
PRAGMA journal_size_limit = 16777216;  -- bytes that a log keeps on the disk after a large refresh
PRAGMA cache_size = -6144;             -- KiB a connection: the pages behind a sidebar and some screens of rows
"""


def connect(path: Path) -> sqlite3.Connection:
    """Open it for reading and writing; where the file may only be read, for reading."""
    return _opened(path, "mode=rw")


def is_at_rest(path: Path) -> bool:
    """Is all that was committed in the file itself, and none of it in a log beside it."""
    return not any(_size(log) for log in _logs_of(path))


def connect_at_rest(path: Path) -> sqlite3.Connection:
    """Open a file for reading where SQLite can put nothing beside it: in a read-only folder, on a full disk.

    SQLite then locks nothing and trusts that nobody writes; so only for a file at rest, and only for a moment.
    """
    return _opened(path, "immutable=1")


def _logs_of(path: Path) -> tuple[Path, Path]:
    """Return the files beside it in which SQLite keeps what is not in the file itself yet."""
    return path.with_name(f"{path.name}-wal"), path.with_name(f"{path.name}-journal")


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:  # logs come and go
        return 0


def _opened(path: Path, how: str) -> sqlite3.Connection:
    connection = sqlite3.connect(
        f"{path.absolute().as_uri()}?{how}",
        uri=True,
        timeout=BUSY_TIMEOUT_S,
        isolation_level=None,  # transactions begin where Database.transaction() says so
        check_same_thread=False,  # closing may happen in another thread
    )
    try:
        connection.executescript(_PRAGMAS)
        # The first read: whether the file can be used turns out here, not at some later query.
        connection.execute("PRAGMA schema_version").fetchone()
    except BaseException:
        connection.close()
        raise
    return connection
