"""Say in the words of errors.py, with what to do next, what SQLite and the file system complain about."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from newsreader.errors import (
    DatabaseBusy,
    DatabaseDamaged,
    DatabaseForeign,
    DatabaseUnwritable,
    ReadingStopped,
    StoreError,
)

_UNWRITABLE = {
    sqlite3.SQLITE_FULL: "There is no room left on the disk; make some and try again",
    sqlite3.SQLITE_READONLY: "The database may only be read; see who may write to it and to its folder",
    sqlite3.SQLITE_CANTOPEN: "The database cannot be opened for writing; see who may write to it, its folder and disk",
    sqlite3.SQLITE_IOERR: "Reading or writing the database failed; see whether the disk is full or failing",
    sqlite3.SQLITE_PERM: "The database may not be written; see who may write to it and to its folder",
}
"""The reason comes first: a status line may have no room for more."""


def is_unusable(error: sqlite3.Error) -> bool:
    """Is it the file that cannot be written, or opened as it should be; not its content, not another program."""
    return _primary_code(error) in _UNWRITABLE


@contextmanager
def translated(path: Path, backups: Path) -> Iterator[None]:
    """Turn the errors of SQLite into those of errors.py."""
    try:
        yield
    except sqlite3.Error as error:
        raise _store_error(error, path, backups) from error


@contextmanager
def translated_with_files(path: Path, backups: Path) -> Iterator[None]:
    """Do the same with errors of the file system: around what itself opens, makes or names files."""
    try:
        with translated(path, backups):
            yield
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise DatabaseUnwritable(f"The database {path} cannot be used: {reason}.") from error


def not_ours(path: Path, backups: Path, what: str) -> DatabaseForeign:
    """Return the refusal of a file that no newsreader made. `what`: what is wrong with it."""
    return DatabaseForeign(
        f"{path} {what}; it is left as it is. Move it away to start afresh, "
        f"put a backup from {backups} in its place, or choose another folder with --home."
    )


def damaged(path: Path, backups: Path, what: str) -> DatabaseDamaged:
    """Return the report of damage. `what`: how it shows."""
    # A log that stayed behind would be played into the backup.
    return DatabaseDamaged(
        f"{path} is damaged ({what}); nothing was written. Move it away, with {path.name}-wal and {path.name}-shm "
        f"if they are there, and put a backup from {backups} in its place."
    )


def _store_error(error: sqlite3.Error, path: Path, backups: Path) -> StoreError:
    code = _primary_code(error)
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return DatabaseBusy(f"Another program is writing to {path} and does not end. Try again when it is done.")
    if code == sqlite3.SQLITE_INTERRUPT:
        return ReadingStopped("Reading was stopped.")
    if code == sqlite3.SQLITE_NOTADB:
        return not_ours(path, backups, "is not a database")
    if code == sqlite3.SQLITE_CORRUPT:
        return damaged(path, backups, str(error))
    if code in _UNWRITABLE:
        return DatabaseUnwritable(f"{_UNWRITABLE[code]} ({path}).")
    if "no such module: fts5" in str(error):
        return StoreError(
            "The SQLite of this Python lacks FTS5, which finds words; nothing was written. "
            "Run newsreader with another Python: those of Linux distributions, Homebrew, uv and python.org have it."
        )
    return StoreError(f"The database {path} answered: {error}.")


def _primary_code(error: sqlite3.Error) -> int:
    # Extended codes carry the primary one in their low byte; errors of Python's own module have none.
    code: int = getattr(error, "sqlite_errorcode", 0)
    return code & 0xFF
