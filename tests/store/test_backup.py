"""Promise 18: backups are whole, checked and few, and a kill costs none of the earlier ones."""

from __future__ import annotations

import os
import random
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.building import HOUR, NOW, add_feed, open_store
from tests.store.checks import faults, names, query
from tests.store.children import KILLS, killed_after, start
from tests.store.unprivileged import as_ordinary_user

from newsreader.errors import DatabaseDamaged, DatabaseUnwritable
from newsreader.model import View, ViewKind
from newsreader.store.backup import back_up
from newsreader.store.connections import connect

YEAR = 365 * 24 * HOUR


@pytest.fixture
def source(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    """A connection to a database with ten articles."""
    store = open_store(tmp_path)
    add_feed(store, "Harbour", 10)
    connection = connect(store.path)
    yield connection
    connection.close()
    store.close()


def test_a_backup_is_whole_and_its_owners_alone(source: sqlite3.Connection, tmp_path: Path) -> None:
    backup = back_up(source, tmp_path / "backups", "daily", NOW)

    assert backup == tmp_path / "backups" / "newsreader-20261122-120000-daily.db"
    assert names(tmp_path / "backups") == [backup.name]
    assert backup.stat().st_mode & 0o777 == 0o600
    assert backup.parent.stat().st_mode & 0o777 == 0o700
    assert query(backup, "SELECT count(*) FROM bodies") == [(10,)]
    assert faults(backup) == []


def test_a_backup_has_what_was_committed_and_nothing_of_what_is_being_written(
    source: sqlite3.Connection, tmp_path: Path
) -> None:
    writer = connect(tmp_path / "newsreader.db")
    writer.execute("BEGIN IMMEDIATE")
    writer.execute("UPDATE articles SET read_at = 1 WHERE id < 5")

    backup = back_up(source, tmp_path / "backups", "daily", NOW)

    writer.execute("COMMIT")
    writer.close()
    assert query(backup, "SELECT count(*) FROM articles WHERE read_at IS NULL") == [(10,)]


def test_a_backup_in_the_place_of_the_database_works_as_before(source: sqlite3.Connection, tmp_path: Path) -> None:
    backup = back_up(source, tmp_path / "backups", "daily", NOW)
    home = tmp_path / "restored"
    home.mkdir()
    (home / "newsreader.db").write_bytes(backup.read_bytes())

    store = open_store(home)

    assert query(store.path, "PRAGMA journal_mode") == [("wal",)]
    assert store.marks.toggle_starred(3, now=NOW).article_ids == {3}
    assert len(store.articles.list_ids(View(ViewKind.ALL), since=0)) == 10
    store.close()
    assert faults(store.path) == []


def test_the_last_three_are_kept(source: sqlite3.Connection, tmp_path: Path) -> None:
    made = [back_up(source, tmp_path / "backups", "daily", NOW + number).name for number in range(5)]

    assert names(tmp_path / "backups") == made[-3:]


def test_backups_of_a_clock_that_went_ahead_are_the_first_to_go(source: sqlite3.Connection, tmp_path: Path) -> None:
    ahead = [back_up(source, tmp_path / "backups", "daily", NOW + 10 * YEAR + number).name for number in range(3)]

    first = back_up(source, tmp_path / "backups", "daily", NOW).name
    assert set(names(tmp_path / "backups")) == {first, *ahead[1:]}
    later = [back_up(source, tmp_path / "backups", "daily", NOW + number).name for number in (1, 2)]

    assert names(tmp_path / "backups") == [first, *later]


def test_other_files_in_the_folder_are_left_alone(source: sqlite3.Connection, tmp_path: Path) -> None:
    folder = tmp_path / "backups"
    folder.mkdir()
    others = ["newsreader.db", "my-newsreader-2020.db", "feeds.opml", "newsreader-notes.txt"]
    for name in others:
        (folder / name).write_text("mine")

    for number in range(5):
        back_up(source, folder, "daily", NOW + number)

    assert [name for name in names(folder) if not name.startswith("newsreader-2026")] == sorted(others)


def test_drafts_that_a_kill_left_go_after_an_hour(source: sqlite3.Connection, tmp_path: Path) -> None:
    folder = tmp_path / "backups"
    folder.mkdir()
    fresh, old = folder / "newsreader-20261122-1-daily.db.7.tmp", folder / "newsreader-20261122-2-daily.db.8.tmp"
    for draft in (fresh, old):
        draft.write_bytes(b"half")
    touched = fresh.stat().st_mtime - 2 * HOUR
    os.utime(old, (touched, touched))

    backup = back_up(source, folder, "daily", NOW)

    assert names(folder) == sorted([fresh.name, backup.name])


def test_a_copy_that_does_not_check_out_is_no_backup(source: sqlite3.Connection, tmp_path: Path) -> None:
    kept = back_up(source, tmp_path / "backups", "daily", NOW)
    source.execute("PRAGMA writable_schema = ON")
    source.execute("PRAGMA trusted_schema = ON")
    # A copy of it has rows that break the table's own rule, as after damage that no page betrays.
    source.execute(
        "UPDATE sqlite_schema SET sql = replace(sql, 'title TEXT NOT NULL,', 'title TEXT NOT NULL CHECK (title < 5),')"
        " WHERE name = 'articles'"
    )
    source.execute("PRAGMA writable_schema = RESET")

    with pytest.raises((DatabaseDamaged, sqlite3.IntegrityError)):
        back_up(source, tmp_path / "backups", "daily", NOW + 1)

    assert names(tmp_path / "backups") == [kept.name]


def test_a_folder_that_takes_no_backup_is_named(source: sqlite3.Connection, tmp_path: Path) -> None:
    folder = tmp_path / "backups"
    folder.mkdir(mode=0o500)

    with as_ordinary_user(), pytest.raises(DatabaseUnwritable, match=f"No backup can be written to {folder}"):
        back_up(source, folder, "daily", NOW)


def test_promise_18_kills_in_the_middle_of_a_backup_leave_the_last_good_ones(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    add_feed(store, "Harbour", 3000)
    store.close()
    dice = random.Random(18)
    drafts = 0
    for _ in range(max(KILLS // 2, 5)):
        lines = killed_after(start("back_up", tmp_path), dice.uniform(0.0, 0.3))

        assert lines[0] == "opened"
        backups = [name for name in names(tmp_path / "backups") if name.endswith(".db")]
        drafts += len(names(tmp_path / "backups")) - len(backups)
        assert len(lines) == 1 or backups[-1] >= lines[-1]
        assert len(backups) <= 4  # one more before the oldest goes
        for name in backups:
            assert faults(tmp_path / "backups" / name) == []
            assert query(tmp_path / "backups" / name, "SELECT count(*) FROM bodies") == [(3000,)]

    assert drafts > 0, "no kill came in the middle of a backup"
    assert faults(tmp_path / "newsreader.db") == []
