"""Copies of the database that are whole, checked and few. Must not know what the tables mean."""

from __future__ import annotations

import os
import sqlite3
import time
from pathlib import Path

from newsreader.errors import DatabaseDamaged

KEPT = 3
"""How many backups stay; older ones go (promise 18)."""
_PATTERN = "newsreader-*.db"


def back_up(connection: sqlite3.Connection, folder: Path, reason: str, now: int) -> Path:
    """Copy the database to `folder`, named by `now` (UTC seconds), and return the file.

    The copy gets its final name only when it is complete and on the disk, so a kill leaves the
    earlier ones good. Raises DatabaseDamaged if the copy does not check out.
    """
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    stamp = time.strftime("%Y%m%d-%H%M%S", time.gmtime(now))
    target = folder / f"newsreader-{stamp}-{reason}.db"
    draft = folder / f"{target.name}.{os.getpid()}.tmp"
    draft.unlink(missing_ok=True)
    try:
        connection.execute("VACUUM INTO ?", (str(draft),))
        _check(draft)
        os.chmod(draft, 0o600)
        _sync(draft)
        os.replace(draft, target)
        _sync(folder)
    finally:
        draft.unlink(missing_ok=True)
    for old in sorted(folder.glob(_PATTERN))[:-KEPT]:
        old.unlink(missing_ok=True)
    return target


def _check(path: Path) -> None:
    copy = sqlite3.connect(path)
    try:
        answer = copy.execute("PRAGMA quick_check(1)").fetchone()[0]
    finally:
        copy.close()
    if answer != "ok":
        raise DatabaseDamaged(f"A backup of the database does not check out ({answer}); nothing was changed.")


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
