"""The file: opening, refusing, creating and migrating it; a connection a thread. Must not know what the tables mean."""

from __future__ import annotations

import os
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from newsreader.errors import (
    DatabaseBusy,
    DatabaseDamaged,
    DatabaseForeign,
    DatabaseNewer,
    DatabaseUnwritable,
    StoreError,
)
from newsreader.store import migrations
from newsreader.store.backup import back_up

APPLICATION_ID = 0x6E657773
"""PRAGMA application_id of every newsreader database: "news" in ASCII."""
BUSY_TIMEOUT_S = 15.0
"""How long a writer waits for another process: BEGIN IMMEDIATE queues nobody, so bursts need patience (promise 15)."""
OLDEST_SQLITE = (3, 37, 0)
"""STRICT tables; RETURNING came earlier."""

_PRAGMAS = """
PRAGMA synchronous = NORMAL;
PRAGMA foreign_keys = ON;
PRAGMA trusted_schema = OFF;
PRAGMA journal_size_limit = 16777216;
PRAGMA cache_size = -8192;
"""

Row = tuple[Any, ...]


class Database:
    """A checked and migrated database file; safe to use from any thread, each of which gets its own connection."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._local = threading.local()
        self._all: list[sqlite3.Connection] = []
        self._lock = threading.Lock()

    @classmethod
    def open(cls, path: Path, backups: Path, now: int) -> Database:
        """Return the database at `path`, made if absent, migrated (after a backup into `backups`) if older.

        Raises DatabaseForeign, DatabaseNewer, DatabaseDamaged or DatabaseUnwritable; then the file is as it was.
        """
        if sqlite3.sqlite_version_info < OLDEST_SQLITE:
            needed = ".".join(map(str, OLDEST_SQLITE))
            raise StoreError(f"newsreader needs SQLite {needed} or newer; this Python brings {sqlite3.sqlite_version}.")
        if not path.exists():
            _create(path)
        database = cls(path)
        with wrapped_errors(path):
            version = database._check()
            if version < len(migrations.MIGRATIONS):
                back_up(database.connection, backups, f"before-version-{len(migrations.MIGRATIONS)}", now)
                database._migrate()
        return database

    @property
    def connection(self) -> sqlite3.Connection:
        """This thread's connection."""
        connection: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if connection is None:
            with wrapped_errors(self.path):
                connection = _connect(self.path)
            self._local.connection = connection
            with self._lock:
                self._all.append(connection)
        return connection

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """Hold the write lock for the block; commit at its end, roll back on any exception."""
        connection = self.connection
        with wrapped_errors(self.path):
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
                connection.execute("COMMIT")
            except BaseException:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
                raise

    def rows(self, sql: str, **parameters: object) -> list[Row]:
        """Return all rows of a query."""
        with wrapped_errors(self.path):
            return self.connection.execute(sql, parameters).fetchall()

    def row(self, sql: str, **parameters: object) -> Row | None:
        """Return the first row of a query, or None."""
        with wrapped_errors(self.path):
            found: Row | None = self.connection.execute(sql, parameters).fetchone()
            return found

    def was_changed(self) -> bool:
        """Did another connection commit since this thread last asked; costs some microseconds."""
        row = self.row("PRAGMA data_version")
        version = row[0] if row else 0
        before = getattr(self._local, "version", version)
        self._local.version = version
        return bool(version != before)

    def close(self) -> None:
        """Close the connections of all threads; none of them may be in use."""
        with self._lock:
            for connection in self._all:
                connection.close()
            self._all.clear()
        self._local = threading.local()

    def _check(self) -> int:
        """Return the file's version, or raise where it is not ours; reads only."""
        connection = self.connection
        application_id = connection.execute("PRAGMA application_id").fetchone()[0]
        version: int = connection.execute("PRAGMA user_version").fetchone()[0]
        if application_id != APPLICATION_ID:
            what = "is empty" if self.path.stat().st_size == 0 else "is not a newsreader database"
            raise DatabaseForeign(
                f"{self.path} {what}; it is left as it is. Move it away to start afresh, "
                f"put a backup in its place, or choose another folder with --home."
            )
        if version > len(migrations.MIGRATIONS):
            raise DatabaseNewer(
                f"{self.path} was written by a newer newsreader (version {version} of its tables; "
                f"this one knows {len(migrations.MIGRATIONS)}). Update newsreader, or name another folder by --home."
            )
        return version

    def _migrate(self) -> None:
        with self.transaction() as connection:
            # Read again under the lock: another instance may have migrated meanwhile.
            version: int = connection.execute("PRAGMA user_version").fetchone()[0]
            for step in migrations.MIGRATIONS[version:]:
                _run_script(connection, step)
            connection.execute(f"PRAGMA user_version = {len(migrations.MIGRATIONS)}")


def _connect(path: Path) -> sqlite3.Connection:
    # Autocommit mode: transactions begin where transaction() says so. Closing may happen in another thread.
    connection = sqlite3.connect(path, timeout=BUSY_TIMEOUT_S, isolation_level=None, check_same_thread=False)
    connection.executescript(_PRAGMAS)
    return connection


def _create(path: Path) -> None:
    """Make the file beside its place and link it in whole: a kill or a second instance never meets half of it."""
    draft = path.with_name(f"{path.name}.{os.getpid()}.new")
    with wrapped_errors(path):
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        os.close(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        try:
            connection = _connect(draft)
            connection.execute("PRAGMA journal_mode = WAL")
            with connection:
                connection.execute("BEGIN IMMEDIATE")
                for step in migrations.MIGRATIONS:
                    _run_script(connection, step)
                connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
                connection.execute(f"PRAGMA user_version = {len(migrations.MIGRATIONS)}")
            connection.close()  # the last connection: takes the log into the file
            _place(draft, path)
        finally:
            draft.unlink(missing_ok=True)


def _place(draft: Path, path: Path) -> None:
    try:
        os.link(draft, path)
    except FileExistsError:
        pass  # a second instance was quicker; its file is as good
    except OSError:
        os.rename(draft, path)  # a file system without hard links


def _run_script(connection: sqlite3.Connection, script: str) -> None:
    """Execute the statements one by one: executescript() would commit the open transaction first."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            connection.execute(statement)
            statement = ""


_BUSY = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
_DAMAGED = (sqlite3.SQLITE_CORRUPT,)
_UNWRITABLE = {
    sqlite3.SQLITE_FULL: "there is no room left on the disk",
    sqlite3.SQLITE_READONLY: "it may only be read",
    sqlite3.SQLITE_CANTOPEN: "it cannot be opened",
    sqlite3.SQLITE_IOERR: "reading or writing it failed",
    sqlite3.SQLITE_PERM: "permission is denied",
}


@contextmanager
def wrapped_errors(path: Path) -> Iterator[None]:
    """Turn the errors of SQLite and of the file system into those of errors.py."""
    try:
        yield
    except sqlite3.Error as error:
        raise _domain_error(path, error) from error
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise DatabaseUnwritable(f"The database {path} cannot be used: {reason}.") from error


def _domain_error(path: Path, error: sqlite3.Error) -> StoreError:
    # Extended codes carry the primary one in their low byte.
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code in _BUSY:
        return DatabaseBusy(f"Another program holds {path} for over {BUSY_TIMEOUT_S:.0f} s. Try again when it is done.")
    if code == sqlite3.SQLITE_NOTADB:
        return DatabaseForeign(
            f"{path} is not a database; it is left as it is. Move it away to start afresh, "
            f"put a backup in its place, or choose another folder with --home."
        )
    if code in _DAMAGED:
        return DatabaseDamaged(f"{path} is damaged ({error}); nothing was written. Put a backup in its place.")
    if code in _UNWRITABLE:
        return DatabaseUnwritable(f"The database {path} cannot be used: {_UNWRITABLE[code]}.")
    return StoreError(f"The database {path} answered: {error}.")
