"""Connections of threads, transactions, and noticing what others wrote."""

from __future__ import annotations

import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from tests.building import NOW, add_feed, open_store
from tests.store.checks import faults, query
from tests.store.children import said, start

from newsreader.errors import DatabaseNewer, ReadingStopped, StoreError
from newsreader.model import View, ViewKind
from newsreader.query.parser import parse
from newsreader.store import Store, migrations
from newsreader.store import database as database_module
from newsreader.store.database import Database
from newsreader.store.stopping import Stop

ALL = View(ViewKind.ALL)


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    """An empty database."""
    opened = Database.open(tmp_path / "newsreader.db", tmp_path / "backups", NOW)
    yield opened
    opened.close()


def in_thread(call: Callable[[], object]) -> None:
    """Run a call in a thread of its own; what it raises is raised here."""
    raised: list[BaseException] = []

    def run() -> None:
        try:
            call()
        except BaseException as error:
            raised.append(error)

    thread = threading.Thread(target=run)
    thread.start()
    thread.join()
    if raised:
        raise raised[0]


def put(connection: sqlite3.Connection, key: str) -> None:
    connection.execute("INSERT INTO meta VALUES (:key, '')", {"key": key})


def keys(database: Database) -> set[str]:
    return {row[0] for row in database.rows("SELECT key FROM meta")}


def test_a_transaction_is_committed_at_its_end(database: Database) -> None:
    with database.transaction() as connection:
        put(connection, "a")

    assert keys(database) == {"a"}


@pytest.mark.parametrize("error", [OSError(5, "my own"), KeyboardInterrupt(), UnicodeError("odd")])
def test_a_transaction_is_taken_back_by_any_exception_which_comes_out_as_it_is(
    database: Database, error: BaseException
) -> None:
    def fail() -> None:
        with database.transaction() as connection:
            put(connection, "a")
            raise error

    with pytest.raises(type(error)) as raised:
        fail()

    assert raised.value is error
    assert keys(database) == set()


def test_a_transaction_is_taken_back_by_an_error_of_sqlite(database: Database) -> None:
    def put_twice() -> None:
        with database.transaction() as connection:
            put(connection, "a")
            put(connection, "a")

    with pytest.raises(StoreError, match="UNIQUE"):
        put_twice()

    assert keys(database) == set()


def test_a_transaction_inside_another_takes_both_back(database: Database) -> None:
    def nest() -> None:
        with database.transaction() as outer:
            put(outer, "a")
            with database.transaction() as inner:
                put(inner, "b")

    with pytest.raises(StoreError, match="transaction"):
        nest()

    assert keys(database) == set()
    with database.transaction() as connection:
        put(connection, "c")
    assert keys(database) == {"c"}


def test_transactions_that_belong_together_are_one(database: Database) -> None:
    def put_together() -> None:
        with database.together():
            for key in ("a", "b", "a"):
                with database.transaction() as connection:
                    put(connection, key)

    with pytest.raises(StoreError, match="UNIQUE"):
        put_together()

    assert keys(database) == set()
    with database.together(), database.transaction(is_small=True) as connection:
        put(connection, "c")
    assert keys(database) == {"c"}


def test_threads_have_connections_of_their_own(database: Database) -> None:
    with database.transaction() as connection:
        put(connection, "a")

        def look() -> None:
            assert keys(database) == set()

        in_thread(look)

    in_thread(lambda: database.rows("SELECT 1"))
    assert keys(database) == {"a"}


def test_closing_waits_for_a_transaction_in_another_thread(database: Database) -> None:
    has_begun = threading.Event()

    def write() -> None:
        with database.transaction() as connection:
            has_begun.set()
            time.sleep(0.05)
            put(connection, "a")

    thread = threading.Thread(target=write)
    thread.start()
    has_begun.wait()
    database.close()
    thread.join()

    assert query(database.path, "SELECT key FROM meta") == [("a",)]
    assert not database.path.with_name("newsreader.db-wal").exists()


def test_closing_while_threads_read_ends_them_with_a_plain_error(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    add_feed(store, "Harbour", 3000)
    reads = []
    is_reading = threading.Barrier(4)

    def read() -> None:
        is_reading.wait()
        while True:
            reads.append(len(store.articles.list_ids(ALL, since=0)))

    def read_until_closed() -> None:
        with pytest.raises(StoreError, match="closed"):
            read()

    threads = [threading.Thread(target=read_until_closed) for _ in range(3)]
    for thread in threads:
        thread.start()
    is_reading.wait()
    while len(reads) < 6:
        time.sleep(0.001)
    store.close()
    for thread in threads:
        thread.join(timeout=20)

    assert not any(thread.is_alive() for thread in threads)
    assert set(reads) == {3000}
    assert faults(store.path) == []


def test_what_is_closed_stays_closed(database: Database) -> None:
    database.rows("SELECT 1")
    database.close()
    database.close()

    with pytest.raises(StoreError, match="closed"):
        database.rows("SELECT 1")
    with pytest.raises(StoreError, match="closed"):
        in_thread(lambda: database.rows("SELECT 1"))
    with pytest.raises(StoreError, match="closed"), database.transaction():
        pass


def test_changes_of_others_are_noticed_once_and_ones_own_never(store: Store, tmp_path: Path) -> None:
    assert not store.was_changed()
    add_feed(store, "Harbour", 2)
    assert not store.was_changed()

    in_thread(lambda: store.marks.toggle_starred(1, now=NOW))
    assert store.was_changed()
    assert not store.was_changed()

    said(start("first_start", tmp_path, "Coast"))
    assert store.was_changed()
    assert not store.was_changed()


def test_every_thread_notices_for_itself(store: Store) -> None:
    add_feed(store, "Harbour", 1)
    has_asked, may_ask = threading.Event(), threading.Event()
    answers: list[bool] = []

    def ask_twice() -> None:
        answers.append(store.was_changed())
        has_asked.set()
        may_ask.wait()
        answers.append(store.was_changed())

    thread = threading.Thread(target=ask_twice)
    thread.start()
    has_asked.wait()
    store.marks.toggle_starred(1, now=NOW)
    may_ask.set()
    thread.join()

    assert answers == [False, True]


def test_a_program_that_stays_open_while_a_newer_one_migrates_reads_on_but_writes_no_more(store: Store) -> None:
    add_feed(store, "Harbour", 2)
    query(store.path, f"PRAGMA user_version = {len(migrations.MIGRATIONS) + 1}")

    with pytest.raises(DatabaseNewer, match="newer newsreader"):
        store.marks.toggle_starred(1, now=NOW)

    assert store.articles.counts(since=0).starred == 0
    assert len(store.articles.list_ids(ALL, since=0)) == 2


def test_numbers_come_as_an_array(database: Database) -> None:
    numbers = database.numbers("SELECT value FROM json_each(:values)", values="[3, 1, 9223372036854775807]")

    assert numbers.typecode == "q"
    assert list(numbers) == [3, 1, 9223372036854775807]


def test_an_old_sqlite_is_refused_with_both_versions(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database_module, "OLDEST_SQLITE", (99, 1, 0))

    with pytest.raises(StoreError, match=rf"needs SQLite 99.1.0 or newer; this Python brings {sqlite3.sqlite_version}"):
        open_store(tmp_path)


def test_a_foreign_program_without_our_settings_can_only_break_what_sqlite_lets_it(store: Store) -> None:
    add_feed(store, "Harbour", 1)

    with pytest.raises(sqlite3.IntegrityError):
        query(store.path, "UPDATE articles SET read_at = 'yesterday'")

    assert faults(store.path) == []


ENDLESS = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"


def test_what_would_never_end_is_stopped_by_another_thread(database: Database) -> None:
    stop, is_reading = Stop(), threading.Event()

    def end() -> None:
        is_reading.wait()
        stop.set()

    setter = threading.Thread(target=end)
    setter.start()

    def read() -> None:
        with database.stoppable(stop):
            is_reading.set()
            database.rows(ENDLESS)

    with pytest.raises(ReadingStopped):
        in_thread(read)
    setter.join()


def test_a_stop_holds_for_all_that_is_read_in_its_block_and_for_nothing_behind_it(database: Database) -> None:
    stop = Stop()
    stop.set()

    with database.stoppable(stop), pytest.raises(ReadingStopped):
        database.rows(ENDLESS)

    assert database.rows("SELECT count(*) FROM (SELECT 1 UNION ALL SELECT 2)") == [(2,)]


def test_two_threads_that_read_for_long_and_first_need_functions_of_sql_do_not_wait_for_each_other(
    store: Store,
) -> None:
    add_feed(store, "Towns", 3)
    both_read = threading.Barrier(2)
    found: list[int] = []

    def read(ask: Callable[[], int]) -> None:
        with store.stoppable(Stop()):
            store.articles.newest_id()
            both_read.wait(30)
            found.append(ask())

    threads = [
        threading.Thread(target=read, args=(ask,), daemon=True)
        for ask in (lambda: len(store.asking.ids(parse("title:title or towns"))), lambda: len(store.rules.all()))
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)

    assert sorted(found) == [0, 3]
