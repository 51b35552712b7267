"""What is ours is opened, what is not is refused and left as it is, what is missing is made whole."""

from __future__ import annotations

import hashlib
import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from tests.building import NOW, add_feed
from tests.store.checks import faults, names, query
from tests.store.children import said, start

from newsreader.errors import DatabaseDamaged, DatabaseForeign, DatabaseNewer, DatabaseUnwritable, StoreError
from newsreader.model import View, ViewKind
from newsreader.store import Store, migrations, opening
from newsreader.store.opening import APPLICATION_ID


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the database is or should be, in a folder of its own."""
    (tmp_path / "home").mkdir()
    return tmp_path / "home" / "newsreader.db"


def open_at(path: Path) -> Store:
    return Store.open(path, path.parent.parent / "backups", now=NOW)


def make(path: Path) -> None:
    """Make a database with some articles, closed."""
    store = open_at(path)
    add_feed(store, "Harbour", 400)
    store.close()


def test_a_new_database_is_whole_named_and_nobody_elses(path: Path) -> None:
    open_at(path).close()

    assert names(path.parent) == ["newsreader.db"]
    assert path.stat().st_mode & 0o777 == 0o600
    assert query(path, "PRAGMA application_id") == [(APPLICATION_ID,)]
    assert query(path, "PRAGMA user_version") == [(len(migrations.MIGRATIONS),)]
    assert query(path, "PRAGMA journal_mode") == [("wal",)]
    assert faults(path) == []


def test_the_folder_is_made_for_its_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "data" / "reader" / "newsreader.db"

    open_at(path).close()

    assert path.parent.stat().st_mode & 0o777 == 0o700


def test_log_and_index_beside_it_are_for_its_owner_alone(path: Path) -> None:
    store = open_at(path)
    add_feed(store, "Harbour", 1)

    assert {each.name: oct(each.stat().st_mode & 0o777) for each in path.parent.iterdir()} == {
        "newsreader.db": "0o600",
        "newsreader.db-wal": "0o600",
        "newsreader.db-shm": "0o600",
    }
    store.close()


def test_five_first_starts_at_once_make_one_database(path: Path) -> None:
    children = [start("first_start", path.parent, f"Feed{number}") for number in range(5)]
    for child in children:
        said(child)

    store = open_at(path)
    assert len(store.feeds.all()) == 5
    assert len(store.articles.list_ids(View(ViewKind.ALL), since=0)) == 5
    store.close()
    assert names(path.parent) == ["newsreader.db"]
    assert faults(path) == []


@pytest.mark.parametrize("name", ["a b.db", "50%41?x=1#y.db", "новости.db", "file:x.db"])
def test_any_name_will_do(path: Path, name: str) -> None:
    odd = path.with_name(name)

    make(odd)
    make(odd)

    assert names(path.parent) == [name]
    assert faults(odd) == []


def test_a_name_that_is_no_utf_8_will_do(path: Path) -> None:
    odd = Path(os.fsdecode(os.fsencode(path.parent) + b"/caf\xe9.db"))
    try:
        odd.touch()
    except OSError:
        pytest.skip("this file system takes no such names")
    odd.unlink()

    make(odd)

    store = open_at(odd)
    assert len(store.feeds.all()) == 1
    store.close()


def test_a_link_leads_to_the_database_or_to_where_it_shall_be(path: Path, tmp_path: Path) -> None:
    there = tmp_path / "elsewhere" / "news.db"
    path.symlink_to(there)

    make(path)
    store = open_at(path)

    assert len(store.feeds.all()) == 1
    assert path.is_symlink()
    assert there.is_file()
    store.close()


def refuse_link(*_: object) -> None:
    raise PermissionError(1, "Operation not permitted")


def test_a_file_system_without_hard_links_will_do(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "link", refuse_link)

    make(path)

    assert names(path.parent) == ["newsreader.db"]
    assert faults(path) == []


@pytest.mark.parametrize("has_links", [True, False], ids=["with hard links", "without"])
def test_a_second_instance_that_was_quicker_keeps_its_file(
    path: Path, monkeypatch: pytest.MonkeyPatch, has_links: bool
) -> None:
    make(path)
    before = path.read_bytes()
    if not has_links:
        monkeypatch.setattr(os, "link", refuse_link)

    opening._create(path)  # which looked before there was one

    assert path.read_bytes() == before
    assert names(path.parent) == ["newsreader.db"]


def test_a_failing_schema_leaves_nothing_behind(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(migrations, "MIGRATIONS", ("CREATE TABLE half (x);", "nonsense;"))

    with pytest.raises(StoreError):
        open_at(path)

    assert names(path.parent) == []


def _newer(path: Path) -> None:
    make(path)
    query(path, f"PRAGMA user_version = {len(migrations.MIGRATIONS) + 1}")


def _foreign(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("CREATE TABLE cookies (x)")


def _foreign_with_log(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("CREATE TABLE cookies (x)")


def _foreign_and_newer(path: Path) -> None:
    _foreign(path)
    query(path, "PRAGMA user_version = 77")


def _empty(path: Path) -> None:
    path.touch()


def _text(path: Path) -> None:
    path.write_text("Dear diary,\n" * 1000)


def _short(path: Path) -> None:
    path.write_bytes(b"SQLite format 3\0" + b"\x10\0")


def _beginning_zeroed(path: Path) -> None:
    make(path)
    with path.open("r+b") as file:
        file.write(bytes(16))


def _page_size_broken(path: Path) -> None:
    make(path)
    with path.open("r+b") as file:
        file.seek(16)
        file.write(b"\x00\x03")


def _schema_page_broken(path: Path) -> None:
    make(path)
    with path.open("r+b") as file:
        file.seek(100)
        file.write(bytes(8000))


def _truncated(path: Path) -> None:
    make(path)
    os.truncate(path, path.stat().st_size // 2)


@pytest.mark.parametrize(
    ("spoil", "error", "words"),
    [
        (_newer, DatabaseNewer, "written by a newer newsreader"),
        (_foreign, DatabaseForeign, "is not a newsreader database"),
        (_foreign_with_log, DatabaseForeign, "is not a newsreader database"),
        (_foreign_and_newer, DatabaseForeign, "is not a newsreader database"),
        (_empty, DatabaseForeign, "is empty"),
        (_text, DatabaseForeign, "is not a database, or its beginning is damaged"),
        (_short, DatabaseForeign, "is not a database, or its beginning is damaged"),
        (_beginning_zeroed, DatabaseForeign, "is not a database, or its beginning is damaged"),
        (_page_size_broken, DatabaseForeign, "is not a database"),
        (_schema_page_broken, DatabaseDamaged, "is damaged"),
        (_truncated, DatabaseDamaged, "is damaged"),
    ],
    ids=lambda value: value.__name__.strip("_") if callable(value) else None,
)
def test_promise_17_refused_with_one_message_and_left_as_it_was(
    path: Path, spoil: Callable[[Path], None], error: type[StoreError], words: str
) -> None:
    spoil(path)
    before = hashlib.sha256(path.read_bytes()).hexdigest()

    with pytest.raises(error, match=words) as raised:
        open_at(path)

    assert str(path) in str(raised.value)
    assert "\n" not in str(raised.value)
    assert hashlib.sha256(path.read_bytes()).hexdigest() == before
    assert names(path.parent) == ["newsreader.db"]
    assert names(path.parent.parent) == ["home"]


def test_a_folder_in_its_place_is_refused(path: Path) -> None:
    path.mkdir()

    with pytest.raises(DatabaseForeign, match="is not a file"):
        open_at(path)

    assert names(path) == []
    assert names(path.parent) == ["newsreader.db"]


def test_a_pipe_in_its_place_is_refused_without_waiting_for_it(path: Path) -> None:
    os.mkfifo(path)

    with pytest.raises(DatabaseForeign, match="is not a file"):
        open_at(path)


def test_a_file_where_its_folder_should_be_is_refused(tmp_path: Path) -> None:
    (tmp_path / "home").write_text("I am a file")

    with pytest.raises(DatabaseUnwritable, match="cannot be used"):
        open_at(tmp_path / "home" / "newsreader.db")

    assert names(tmp_path) == ["home"]


def test_a_log_without_its_database_is_not_played_into_a_new_one(path: Path) -> None:
    store = open_at(path)
    add_feed(store, "Harbour", 3)
    log = path.with_name("newsreader.db-wal")
    kept = log.read_bytes()
    store.close()
    path.unlink()
    log.write_bytes(kept)

    with pytest.raises(DatabaseDamaged, match="is missing, but the log beside it"):
        open_at(path)

    assert log.read_bytes() == kept
    assert names(path.parent) == ["newsreader.db-wal"]


def test_a_newer_version_that_is_still_in_the_log_is_refused(path: Path) -> None:
    make(path)
    with closing(sqlite3.connect(path)) as newer:
        newer.execute(f"PRAGMA user_version = {len(migrations.MIGRATIONS) + 1}")

        with pytest.raises(DatabaseNewer):
            open_at(path)
