"""Before the first query: see by a file's own bytes whether it is ours, or make a new one."""

from __future__ import annotations

import os
import sqlite3
import stat
from contextlib import closing
from pathlib import Path

from newsreader.errors import DatabaseDamaged, DatabaseNewer
from newsreader.store import migrations
from newsreader.store.connections import is_at_rest
from newsreader.store.failures import not_ours

APPLICATION_ID = 0x6E657773
"""PRAGMA application_id of every newsreader database: "news" in ASCII."""

_PAGE_BYTES = 8192
"""Bodies have 1 to 3 KB: four pages of 4 KB hold a tenth fewer of them."""
_MAGIC = b"SQLite format 3\0"
_HEADER_BYTES = 100


def require_ours(path: Path, backups: Path) -> None:
    """Refuse a file that no newsreader made, or a newer one.

    By its header (https://sqlite.org/fileformat.html §1.3) and without SQLite, which would put a log beside it, roll
    back the journal of a foreign one and write the log of a newer one into it.
    """
    if not stat.S_ISREG(path.stat().st_mode):
        raise not_ours(path, backups, "is not a file")
    with path.open("rb") as file:
        header = file.read(_HEADER_BYTES)
    if not header:
        raise not_ours(path, backups, "is empty")
    if len(header) < _HEADER_BYTES or not header.startswith(_MAGIC):
        raise not_ours(path, backups, "is not a database, or its beginning is damaged")
    if int.from_bytes(header[68:72], "big") != APPLICATION_ID:
        raise not_ours(path, backups, "is not a newsreader database")
    require_known(path, int.from_bytes(header[60:64], "big"))


def require_known(path: Path, version: int) -> None:
    """Refuse a version of the tables that is newer than this program."""
    if version > len(migrations.MIGRATIONS):
        raise DatabaseNewer(
            f"{path} was written by a newer newsreader (version {version} of its tables; "
            f"this one knows {len(migrations.MIGRATIONS)}). Update newsreader, or choose another folder with --home."
        )


def create_if_missing(path: Path) -> None:
    """Make a new database where there is none."""
    # Before asking for the file: one that appears meanwhile has its log later than itself.
    has_log = not is_at_rest(path)
    if path.exists():
        return
    if has_log:
        # SQLite would play the log into the new file, and what is in it would be lost.
        raise DatabaseDamaged(
            f"{path} is missing, but the log beside it holds changes made to it. Put the database back, "
            f"or move {path.name}-wal away too to start afresh."
        )
    _create(Path(os.path.realpath(path)))


def _create(path: Path) -> None:
    """Make it aside and put it in its place whole: a kill or a second instance never meets half of it."""
    import tempfile  # on the first start only

    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with tempfile.TemporaryDirectory(prefix=f".{path.name}-", dir=path.parent) as folder:
        draft = Path(folder) / path.name
        with closing(sqlite3.connect(draft, isolation_level=None)) as connection:
            connection.execute(f"PRAGMA page_size = {_PAGE_BYTES}")
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("BEGIN IMMEDIATE")
            migrations.run_steps(connection, 0)
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            connection.execute("COMMIT")
        draft.chmod(0o600)
        _place(draft, path)


def _place(draft: Path, path: Path) -> None:
    """Give the finished file its name, unless a second instance was quicker: its file is as good."""
    try:
        os.link(draft, path)
    except OSError:
        if path.exists():
            return
        # A file system without hard links. The name is claimed first, since renaming replaces what is there.
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        draft.replace(path)
