"""Copies of the database that are whole, checked and few. Must not know what the tables mean."""

from __future__ import annotations

import os
import sqlite3
import time
from contextlib import closing, suppress
from pathlib import Path

from newsreader.errors import DatabaseDamaged, DatabaseUnwritable

KEPT = 3
"""How many backups stay; older ones go (promise 18)."""
_PATTERN = "newsreader-*.db"
_ABANDONED_S = 3600
"""A draft that nothing touched for so long is what a kill left; no copy takes an hour."""


def back_up(connection: sqlite3.Connection, folder: Path, reason: str, now: int) -> Path:
    """Copy the database to `folder`, named by `now` (UTC seconds), and return the file.

    The copy gets its final name only when it is complete and on the disk, so a kill leaves the
    earlier ones good. Raises DatabaseDamaged if the copy does not check out, DatabaseUnwritable if
    the folder takes none.
    """
    target = folder / f"newsreader-{_stamp(now)}-{reason}.db"
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        _copy(connection, target)
        _drop_oldest(folder, now)
    except OSError as error:
        why = (error.strerror or str(error)).lower()
        raise DatabaseUnwritable(f"No backup can be written to {folder}: {why}. Nothing was changed.") from error
    return target


def _copy(connection: sqlite3.Connection, target: Path) -> None:
    draft = target.with_name(f"{target.name}.{os.getpid()}.tmp")
    draft.unlink(missing_ok=True)
    try:
        draft.touch(mode=0o600)
        _drop_abandoned(draft)
        connection.execute("VACUUM INTO :file", {"file": draft.absolute().as_uri()})
        _check(draft)
        _sync(draft)
        draft.replace(target)
        with suppress(OSError):  # some file systems cannot sync a folder
            _sync(target.parent)
    finally:
        draft.unlink(missing_ok=True)


def _drop_oldest(folder: Path, now: int) -> None:
    """Keep the newest. Those of a clock that went ahead count as oldest, or they would push out every later one."""
    latest = f"newsreader-{_stamp(now)}~"
    backups = sorted(folder.glob(_PATTERN), key=lambda backup: (backup.name < latest, backup.name))
    for backup in backups[:-KEPT]:
        backup.unlink(missing_ok=True)


def _drop_abandoned(draft: Path) -> None:
    """Drop drafts that are much older than the new one, by the file system's clock."""
    for other in draft.parent.glob(f"{_PATTERN}.*.tmp*"):
        with suppress(FileNotFoundError):
            if draft.stat().st_mtime - other.stat().st_mtime > _ABANDONED_S:
                other.unlink()


def _check(path: Path) -> None:
    with closing(sqlite3.connect(path)) as copy:
        answer = copy.execute("PRAGMA quick_check(1)").fetchone()[0]
    if answer != "ok":
        raise DatabaseDamaged(f"A backup of the database does not check out ({answer}); nothing was changed.")


def _stamp(now: int) -> str:
    return time.strftime("%Y%m%d-%H%M%S", time.gmtime(now))


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
