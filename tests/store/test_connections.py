"""Promise 16: whatever cannot be written can still be read, and nothing comes out but plain errors."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from tests.building import NOW, add_feed, new_article, open_store
from tests.disks import fill, small_disk
from tests.store.checks import faults, names, query
from tests.store.unprivileged import as_ordinary_user

from newsreader.errors import DatabaseUnwritable
from newsreader.model import View, ViewKind
from newsreader.store import Store, migrations

ALL = View(ViewKind.ALL)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A folder with a database of ten articles, closed."""
    folder = tmp_path / "home"
    store = open_store(folder)
    add_feed(store, "Harbour", 10)
    store.close()
    return folder


@contextmanager
def modes(folder: Path, *, of_folder: int, of_files: int) -> Iterator[None]:
    """Give folder and files these modes for the block."""
    for each in folder.iterdir():
        each.chmod(of_files)
    folder.chmod(of_folder)
    try:
        with as_ordinary_user():
            yield
    finally:
        folder.chmod(0o700)


def assert_reads_on(store: Store) -> None:
    """All that is read is there."""
    ids = store.articles.list_ids(ALL, since=0)
    assert len(ids) == 10
    assert [each.id for each in store.articles.headlines(ids)] == list(ids)
    assert store.articles.get(ids[0]).blocks
    assert store.articles.counts(since=0).unread == 10
    assert [feed.unread for feed in store.feeds.all()] == [10]
    assert not store.was_changed()


def assert_refuses_to_write(store: Store, why: str) -> None:
    """Every kind of writing is refused with one plain sentence."""
    for write in (
        lambda: store.marks.toggle_starred(1, now=NOW),
        lambda: store.marks.set_read([1, 2, 3], True, now=NOW),
        lambda: store.feeds.add("https://new.example/", now=NOW),
        lambda: store.refreshing.write_articles(1, [new_article("new")], (), now=NOW),
        lambda: store.leases.take("engine", "me", now=NOW, for_s=15),
    ):
        with pytest.raises(DatabaseUnwritable, match=why) as raised:
            write()
        assert "\n" not in str(raised.value)


def test_a_read_only_file_is_read(home: Path) -> None:
    with modes(home, of_folder=0o700, of_files=0o400):
        for _ in range(2):  # the log that the first leaves is read-only too
            store = open_store(home)
            assert_reads_on(store)
            assert_refuses_to_write(store, "may only be read")
            store.close()

    assert faults(home / "newsreader.db") == []


@pytest.mark.parametrize("of_files", [0o600, 0o400], ids=["of writable files", "of read-only files"])
def test_a_read_only_folder_is_read(home: Path, of_files: int) -> None:
    with modes(home, of_folder=0o500, of_files=of_files):
        store = open_store(home)
        assert_reads_on(store)
        assert_refuses_to_write(store, "may only be read|cannot be opened for writing")
        store.close()

    assert names(home) == ["newsreader.db"]
    assert faults(home / "newsreader.db") == []


def test_what_may_be_written_again_is_written_by_the_same_program(home: Path) -> None:
    with modes(home, of_folder=0o500, of_files=0o600):
        store = open_store(home)
        assert_refuses_to_write(store, "may only be read")

    store.marks.toggle_starred(1, now=NOW)

    assert store.articles.counts(since=0).starred == 1
    store.close()
    assert faults(home / "newsreader.db") == []


def test_a_log_that_cannot_be_read_with_its_database_is_not_left_out(home: Path) -> None:
    store = open_store(home)
    add_feed(store, "Coast", 5)
    log = (home / "newsreader.db-wal").read_bytes()
    whole = (home / "newsreader.db").read_bytes()
    store.close()
    (home / "newsreader.db").write_bytes(whole)
    (home / "newsreader.db-wal").write_bytes(log)

    # Without an index beside it SQLite cannot read the log, and the file alone would lack five articles.
    with modes(home, of_folder=0o500, of_files=0o400), pytest.raises(DatabaseUnwritable, match="cannot be opened"):
        open_store(home)

    store = open_store(home)
    assert len(store.articles.list_ids(ALL, since=0)) == 15
    store.close()


def test_an_older_version_in_a_read_only_folder_is_refused(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(migrations, "MIGRATIONS", (*migrations.MIGRATIONS, "CREATE TABLE more (x);"))

    with modes(home, of_folder=0o500, of_files=0o600), pytest.raises(DatabaseUnwritable, match="may only be read"):
        open_store(home)

    assert query(home / "newsreader.db", "PRAGMA user_version") == [(len(migrations.MIGRATIONS) - 1,)]


def test_a_folder_in_which_nothing_can_be_made_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "home"
    folder.mkdir()

    with modes(folder, of_folder=0o500, of_files=0o600), pytest.raises(DatabaseUnwritable, match="permission denied"):
        open_store(folder)

    assert names(folder) == []


def test_a_folder_that_cannot_be_looked_into_is_refused(home: Path) -> None:
    with modes(home, of_folder=0o000, of_files=0o600), pytest.raises(DatabaseUnwritable, match="permission denied"):
        open_store(home)


def test_a_file_that_cannot_be_read_is_refused(home: Path) -> None:
    with modes(home, of_folder=0o700, of_files=0o200), pytest.raises(DatabaseUnwritable, match="permission denied"):
        open_store(home)


@pytest.fixture(name="small_disk")
def mounted_small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of 3 MB."""
    with small_disk(tmp_path / "disk") as mounted:
        yield mounted


def test_a_disk_that_fills_up_under_an_open_store(small_disk: Path) -> None:
    store = open_store(small_disk)
    add_feed(store, "Harbour", 10)
    fill(small_disk)

    stored = 10

    def write_on() -> None:
        nonlocal stored
        while True:
            stored += store.refreshing.write_articles(1, [new_article(f"new {stored}")], (), now=NOW)

    with pytest.raises(DatabaseUnwritable, match="no room left on the disk"):
        write_on()
    assert len(store.articles.list_ids(ALL, since=0)) == stored
    assert store.articles.get(stored).blocks
    (small_disk / "rubbish").unlink()
    store.marks.toggle_starred(1, now=NOW)

    assert store.articles.counts(since=0).starred == 1
    store.close()
    assert faults(small_disk / "newsreader.db") == []


def test_a_full_disk_is_read_after_a_new_start_and_written_once_there_is_room(small_disk: Path) -> None:
    store = open_store(small_disk)
    add_feed(store, "Harbour", 10)
    store.close()
    fill(small_disk)

    store = open_store(small_disk)
    assert_reads_on(store)
    assert_refuses_to_write(store, "see whether the disk is full|no room left on the disk")
    (small_disk / "rubbish").unlink()
    store.marks.toggle_starred(1, now=NOW)

    assert store.articles.counts(since=0).starred == 1
    store.close()
    assert faults(small_disk / "newsreader.db") == []


def test_a_full_disk_takes_no_new_database(small_disk: Path) -> None:
    fill(small_disk)

    with pytest.raises(DatabaseUnwritable, match=r"disk|no space left"):
        open_store(small_disk)

    assert names(small_disk) == ["rubbish"]


@pytest.mark.parametrize("room", [0, 81_920], ids=["none at all", "too little for a backup"])
def test_a_full_disk_takes_no_migration(small_disk: Path, monkeypatch: pytest.MonkeyPatch, room: int) -> None:
    store = open_store(small_disk)
    add_feed(store, "Harbour", 200)
    store.close()
    monkeypatch.setattr(migrations, "MIGRATIONS", (*migrations.MIGRATIONS, "CREATE TABLE more (x);"))
    fill(small_disk, but=room)

    with pytest.raises(DatabaseUnwritable, match="disk"):
        open_store(small_disk)

    assert not (small_disk / "backups").exists() or names(small_disk / "backups") == []
    (small_disk / "rubbish").unlink()
    assert query(small_disk / "newsreader.db", "PRAGMA user_version") == [(len(migrations.MIGRATIONS) - 1,)]
    assert faults(small_disk / "newsreader.db") == []


def test_a_limit_on_the_size_of_files(home: Path) -> None:
    # In a process of its own: the limit cannot be lifted again.
    program = f"""
import resource, signal
from pathlib import Path
from tests.building import NOW, new_article, open_store
from newsreader.errors import DatabaseUnwritable
store = open_store(Path({str(home)!r}))
size = store.path.stat().st_size
resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
try:
    for number in range(5000):
        store.refreshing.write_articles(1, [new_article(f"new {{number}}")], (), now=NOW)
except DatabaseUnwritable as error:
    print(error, len(store.feeds.all()))
"""
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=Path(__file__).parents[2], capture_output=True, text=True
    )

    assert "Reading or writing the database failed" in done.stdout, done.stderr
    assert done.stderr == ""
    assert faults(home / "newsreader.db") == []


def test_without_file_descriptors(home: Path) -> None:
    store = open_store(home)
    store.feeds.all()
    before = resource.getrlimit(resource.RLIMIT_NOFILE)
    highest = os.open(os.devnull, os.O_RDONLY)
    os.close(highest)
    resource.setrlimit(resource.RLIMIT_NOFILE, (highest, before[1]))
    try:
        with pytest.raises(DatabaseUnwritable, match="too many open files"):
            open_store(home)
        assert_reads_on(store)
        store.marks.toggle_starred(1, now=NOW)
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, before)

    assert store.articles.counts(since=0).starred == 1
    store.close()
