"""What SQLite complains about comes out in our words, with what to do next."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from tests.building import NOW, add_feed, new_article, open_store
from tests.store.checks import faults

from newsreader.errors import (
    DatabaseBusy,
    DatabaseDamaged,
    DatabaseForeign,
    DatabaseUnwritable,
    StoreError,
)
from newsreader.model import View, ViewKind
from newsreader.store import Store, connections
from newsreader.store.failures import translated, translated_with_files

PAGE = 8192
PATH, BACKUPS = Path("/home/ada/news/newsreader.db"), Path("/home/ada/news/backups")


def sqlite_error(code: int) -> sqlite3.Error:
    error = sqlite3.OperationalError("what SQLite says")
    error.sqlite_errorcode = code
    return error


def test_a_sqlite_that_cannot_index_words_is_told_from_a_damaged_file() -> None:
    with pytest.raises(StoreError, match=r"lacks FTS5.*another Python"), translated(PATH, BACKUPS):
        raise sqlite3.OperationalError("no such module: fts5")


@pytest.mark.parametrize(
    ("code", "expected", "advice"),
    [
        (sqlite3.SQLITE_BUSY, DatabaseBusy, "Try again when it is done"),
        (sqlite3.SQLITE_BUSY_SNAPSHOT, DatabaseBusy, "Try again when it is done"),
        (sqlite3.SQLITE_NOTADB, DatabaseForeign, f"put a backup from {BACKUPS} in its place"),
        (sqlite3.SQLITE_CORRUPT_INDEX, DatabaseDamaged, f"put a backup from {BACKUPS} in its place"),
        (sqlite3.SQLITE_FULL, DatabaseUnwritable, "make some and try again"),
        (sqlite3.SQLITE_READONLY_DIRECTORY, DatabaseUnwritable, "see who may write to it"),
        (sqlite3.SQLITE_CANTOPEN_ISDIR, DatabaseUnwritable, "see who may write to it, its folder and disk"),
        (sqlite3.SQLITE_IOERR_WRITE, DatabaseUnwritable, "see whether the disk is full or failing"),
        (sqlite3.SQLITE_PERM, DatabaseUnwritable, "see who may write to it"),
        (sqlite3.SQLITE_ERROR, StoreError, "what SQLite says"),
    ],
)
def test_every_error_of_sqlite_says_what_to_do(code: int, expected: type[StoreError], advice: str) -> None:
    error = sqlite_error(code)

    with pytest.raises(StoreError) as raised, translated(PATH, BACKUPS):
        raise error

    assert type(raised.value) is expected
    assert advice in str(raised.value)
    assert str(PATH) in str(raised.value)
    assert raised.value.__cause__ is error


def test_an_error_without_a_code_is_one_of_ours_too() -> None:
    with pytest.raises(StoreError, match="Cannot operate"), translated(PATH, BACKUPS):
        raise sqlite3.ProgrammingError("Cannot operate on a closed database.")


def test_errors_of_the_file_system_are_ours_only_where_files_are_handled() -> None:
    with pytest.raises(DatabaseUnwritable, match="permission denied"), translated_with_files(PATH, BACKUPS):
        raise PermissionError(13, "Permission denied")
    with pytest.raises(PermissionError), translated(PATH, BACKUPS):
        raise PermissionError(13, "Permission denied")


def test_other_errors_pass_through() -> None:
    with pytest.raises(ZeroDivisionError), translated_with_files(PATH, BACKUPS):
        _ = 1 // 0


def test_a_writer_that_never_ends_makes_the_others_give_up(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connections, "BUSY_TIMEOUT_S", 0.1)
    add_feed(store, "Harbour", 1)
    second = Store.open(store.path, store.path.parent / "backups", now=NOW)
    holder = sqlite3.connect(store.path, isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")

    with pytest.raises(DatabaseBusy, match="Another program is writing"):
        second.marks.toggle_starred(1, now=NOW)

    assert second.articles.counts(since=0).unread == 1
    holder.execute("ROLLBACK")
    assert second.marks.toggle_starred(1, now=NOW).article_ids == {1}
    holder.close()
    second.close()


def test_while_another_program_has_it_to_itself_nothing_is_read_past_it(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connections, "BUSY_TIMEOUT_S", 0.1)
    add_feed(store, "Harbour", 1)
    store.close()
    holder = sqlite3.connect(store.path, isolation_level=None)
    holder.execute("PRAGMA locking_mode = EXCLUSIVE")
    holder.execute("BEGIN EXCLUSIVE")

    with pytest.raises(DatabaseBusy):
        Store.open(store.path, store.path.parent / "backups", now=NOW)

    holder.close()


def test_a_disk_without_room_takes_nothing_and_loses_nothing(store: Store) -> None:
    add_feed(store, "Harbour", 10)
    # What SQLite makes of a full disk, on any disk.
    with store._database.transaction() as connection:
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
        connection.execute(f"PRAGMA max_page_count = {pages + 2}")
    new = [new_article(f"new {number}") for number in range(500)]

    with pytest.raises(DatabaseUnwritable, match="no room left on the disk"):
        store.refreshing.write_articles(1, new, (), now=NOW)

    assert len(store.articles.list_ids(View(ViewKind.ALL), since=0)) == 10
    assert store.marks.toggle_starred(1, now=NOW).article_ids == {1}
    assert faults(store.path) == []


def test_a_damaged_page_is_told_by_whoever_reads_it(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    add_feed(store, "Harbour", 2000)
    store.close()
    before = store.path.read_bytes()
    told: list[StoreError] = []
    pages = len(before) // PAGE
    for page in range(30, pages, pages // 24):
        store.path.write_bytes(before[: page * PAGE] + b"\xa5" * PAGE + before[(page + 1) * PAGE :])
        try:
            read_all(tmp_path)
        except StoreError as error:
            told.append(error)

    assert len(told) > 3
    assert {type(error) for error in told} == {DatabaseDamaged}
    assert all("newsreader.db-wal" in str(error) for error in told)


def read_all(folder: Path) -> None:
    store = open_store(folder)
    try:
        ids = store.articles.list_ids(View(ViewKind.ALL), since=0)
        store.articles.headlines(ids)
        for article_id in ids:
            store.articles.get(article_id)
    finally:
        store.close()
