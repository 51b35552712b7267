"""An open database: a connection a thread, reads, transactions, migration. Must not know what the tables mean."""

from __future__ import annotations

import sqlite3
import threading
from array import array
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from itertools import chain
from pathlib import Path
from typing import Any

from newsreader.errors import StoreError
from newsreader.store import migrations
from newsreader.store.backup import back_up
from newsreader.store.connections import connect, connect_at_rest, is_at_rest
from newsreader.store.failures import is_unusable, translated, translated_with_files
from newsreader.store.opening import create_if_missing, require_known, require_ours
from newsreader.store.stopping import STEPS, Stop

_MANY = 100_000
"""Numbers of one query after which SQLite gives back what it sorted them in and the pages it will not soon need."""
OLDEST_SQLITE = (3, 37, 0)
"""STRICT tables; RETURNING came earlier."""

Row = tuple[Any, ...]


class Database:
    """A checked and migrated database file; safe to use from any thread, each of which gets its own connection.

    Made for a few threads that live long: a connection stays open until close().
    """

    def __init__(self, path: Path, backups: Path) -> None:
        self.path = path
        self._backups = backups
        self._thread = threading.local()
        self._connections: list[_Connection] = []
        self._lock = threading.Lock()
        self._is_closed = False
        self._lessons: tuple[Callable[[sqlite3.Connection], None], ...] = ()

    @classmethod
    def open(cls, path: Path, backups: Path, now: int) -> Database:
        """Return the database at `path`, made if absent, migrated (after a backup into `backups`) if older.

        Raises DatabaseForeign, DatabaseNewer, DatabaseDamaged or DatabaseUnwritable; then the file is as it was.
        """
        if sqlite3.sqlite_version_info < OLDEST_SQLITE:
            needed = ".".join(map(str, OLDEST_SQLITE))
            raise StoreError(f"newsreader needs SQLite {needed} or newer; this Python brings {sqlite3.sqlite_version}.")
        database = cls(path, backups)
        try:
            with translated_with_files(path, backups):
                create_if_missing(path)
                require_ours(path, backups)
                database._prepare(now)
        except BaseException:
            database.close()
            raise
        return database

    @contextmanager
    def transaction(self, *, is_small: bool = False) -> Iterator[sqlite3.Connection]:
        """Hold the write lock for the block; commit at its end, roll back on any exception.

        `is_small`: no statement in it changes many rows. SQLite then notes in memory how to take back a single one,
        else in a temporary file; inserts with triggers take a third less time.
        """
        with self._lent() as connection:
            if self.is_together:
                yield connection
                return
            connection.execute(f"PRAGMA temp_store = {'MEMORY' if is_small else 'DEFAULT'}")
            try:
                connection.execute("BEGIN IMMEDIATE")
                # A newer newsreader may have come and migrated while this one stays open.
                require_known(self.path, _version(connection))
                yield connection
                connection.execute("COMMIT")
            except BaseException:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
                raise

    @contextmanager
    def together(self) -> Iterator[None]:
        """Make all transactions of this thread within the block parts of a single one, which is small."""
        with self.transaction(is_small=True):
            self._thread.is_together = True
            try:
                yield
            finally:
                self._thread.is_together = False

    @property
    def is_together(self) -> bool:
        """Is this thread within a block of `together`."""
        return getattr(self._thread, "is_together", False)

    def teach(self, lesson: Callable[[sqlite3.Connection], None]) -> None:
        """Run this on the connection of every thread before that uses it next: it registers functions for their SQL."""
        with self._lock:
            if lesson not in self._lessons:
                self._lessons += (lesson,)
        # No other thread's: two that read for long, and each teach the other, would wait for each other for ever.
        mine: _Connection | None = getattr(self._thread, "connection", None)
        if mine is not None:
            with mine.lock:
                mine.learn(self._lessons)

    def rows(self, sql: str, **parameters: object) -> list[Row]:
        """Return all rows of a query."""
        with self._lent(only_to_read=True) as connection:
            return connection.execute(sql, parameters).fetchall()

    def row(self, sql: str, **parameters: object) -> Row | None:
        """Return the first row of a query, or None."""
        with self._lent(only_to_read=True) as connection:
            found: Row | None = connection.execute(sql, parameters).fetchone()
            return found

    def numbers(self, sql: str, **parameters: object) -> array[int]:
        """Return the only column of a query: 8 bytes a row, however many there are."""
        with self._lent(only_to_read=True) as connection:
            found = array("q", chain.from_iterable(connection.execute(sql, parameters)))
            if len(found) > _MANY:
                connection.execute("PRAGMA shrink_memory")
            return found

    def each_number(self, sql: str, **parameters: object) -> Iterator[int]:
        """Yield the only column of a query, each row as soon as SQLite has it.

        Until the last one, the thread that asks has to be the same, and sees the database as it was at the first.
        """
        with self._lent(only_to_read=True) as connection:
            for (number,) in connection.execute(sql, parameters):
                yield number

    @contextmanager
    def stoppable(self, stop: Stop) -> Iterator[None]:
        """Let another thread end what this one reads within the block: it then raises ReadingStopped.

        SQLite asks while it works, so that a statement ends that will find nothing for seconds.
        """
        with self._lent() as connection:
            connection.set_progress_handler(lambda: stop.is_set, STEPS)
            try:
                yield
            finally:
                connection.set_progress_handler(None, 0)

    def was_changed(self) -> bool:
        """Did another connection commit since this thread last asked; costs some microseconds."""
        row = self.row("PRAGMA data_version")
        version = row[0] if row else 0
        before = getattr(self._thread, "version", version)
        self._thread.version = version
        return bool(version != before)

    def close(self) -> None:
        """Close the connections of all threads; waits for what they are doing."""
        with self._lock:
            self._is_closed = True
        for each in self._connections:
            with each.lock:
                each.connection.close()

    @contextmanager
    def _lent(self, *, only_to_read: bool = False) -> Iterator[sqlite3.Connection]:
        """Lend this thread's connection for the block."""
        with translated(self.path, self._backups):
            try:
                mine = self._mine()
            except sqlite3.Error as error:
                if not (only_to_read and is_unusable(error) and is_at_rest(self.path)):
                    raise
                # Not kept: the next query sees whether the file can be locked and written again.
                with closing(connect_at_rest(self.path)) as connection:
                    for lesson in self._lessons:
                        lesson(connection)
                    yield connection
                return
            with mine.lock:
                mine.learn(self._lessons)
                yield mine.connection

    def _mine(self) -> _Connection:
        mine: _Connection | None = getattr(self._thread, "connection", None)
        if mine is None:
            mine = _Connection(connect(self.path))
            with self._lock:
                if self._is_closed:
                    mine.connection.close()  # whoever comes so late hears that it is closed
                self._connections.append(mine)
            self._thread.connection = mine
        return mine

    def _prepare(self, now: int) -> None:
        """Bring the file to this program's version."""
        (version,) = self.rows("PRAGMA user_version")[0]
        require_known(self.path, version)  # the header may lag behind a log that is not written into the file yet
        if version < len(migrations.MIGRATIONS):
            self._migrate(now)
        if self.row("PRAGMA journal_mode") != ("wal",):
            # A backup in the place of the database. It works as it is, should another program hold it just now.
            with suppress(StoreError), self._lent() as connection:
                connection.execute("PRAGMA journal_mode = WAL")

    def _migrate(self, now: int) -> None:
        with self._lent() as connection:
            # A step may make a table anew, and dropping the old one must not delete what hangs on it.
            connection.execute("PRAGMA foreign_keys = OFF")
            # The same step renames the new one, and for a moment the views have nothing to look at.
            connection.execute("PRAGMA legacy_alter_table = ON")
        try:
            with self.transaction() as connection:
                # Read again under the lock: another instance may have migrated meanwhile.
                version = _version(connection)
                if version < len(migrations.MIGRATIONS):
                    self._back_up(now)
                    before = _dangling(connection)
                    migrations.run_steps(connection, version)
                    if _dangling(connection) > before:
                        raise StoreError(
                            f"Migrating {self.path} would lose what belongs together; nothing was changed."
                        )
        finally:
            with self._lent() as connection:
                connection.execute("PRAGMA legacy_alter_table = OFF")
                connection.execute("PRAGMA foreign_keys = ON")
        with self._lent() as connection:
            # An older newsreader looks at the header of the file itself before it opens it.
            connection.execute("PRAGMA wal_checkpoint")

    def _back_up(self, now: int) -> None:
        """Copy what is there before the migration whose transaction is open, which a second connection does not see."""
        with closing(connect(self.path)) as connection:
            back_up(connection, self._backups, f"before-version-{len(migrations.MIGRATIONS)}", now)


class _Connection:
    """A thread's connection, and the lock that it holds while it uses it."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection
        self.lock = threading.RLock()
        self._learned = 0

    def learn(self, lessons: tuple[Callable[[sqlite3.Connection], None], ...]) -> None:
        """Take those of the lessons that it has not had yet."""
        for lesson in lessons[self._learned :]:
            lesson(self.connection)
            self._learned += 1


def _dangling(connection: sqlite3.Connection) -> int:
    """Return how many rows refer to nothing."""
    return len(connection.execute("PRAGMA foreign_key_check").fetchall())


def _version(connection: sqlite3.Connection) -> int:
    version: int = connection.execute("PRAGMA user_version").fetchone()[0]
    return version
