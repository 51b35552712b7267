"""An older database becomes a newer one whole or not at all, after a backup that was checked."""

from __future__ import annotations

import shutil
import sqlite3
import time
from contextlib import closing
from pathlib import Path

import pytest
from tests.building import NOW, open_store
from tests.store.checks import faults, names, query
from tests.store.children import SLOW, said, start
from tests.store.make_version import kept_file, unpack

from newsreader.errors import DatabaseNewer, StoreError
from newsreader.model import TextState, View, ViewKind
from newsreader.store import migrations

ADD_TABLE = """
CREATE TABLE labels (
    name TEXT PRIMARY KEY  -- a comment; with a semicolon
) STRICT;
INSERT INTO labels VALUES ('sea;side');
CREATE TRIGGER label_added AFTER INSERT ON labels BEGIN
    INSERT INTO meta VALUES ('tag', new.name);
END;
INSERT INTO meta VALUES ('ran', 'once');
"""

NEWEST = len(migrations.MIGRATIONS)
VERSIONS = range(1, NEWEST + 1)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A folder with the kept database of the newest version."""
    unpack(NEWEST, tmp_path / "home")
    return tmp_path / "home"


def add_step(monkeypatch: pytest.MonkeyPatch, step: str) -> None:
    """Make up one more version."""
    monkeypatch.setattr(migrations, "MIGRATIONS", (*migrations.MIGRATIONS, step))


def contents(path: Path) -> list[str]:
    """Return all that is in a database, as text, but for what a version after it made."""
    with closing(sqlite3.connect(path)) as connection:
        return [line for line in connection.iterdump() if "labels" not in line]


@pytest.mark.parametrize("version", VERSIONS)
def test_a_kept_database_of_every_version_opens_with_all_that_is_in_it(version: int, tmp_path: Path) -> None:
    path = unpack(version, tmp_path)

    store = open_store(tmp_path)

    assert [(feed.title, feed.folder, feed.unread, feed.total) for feed in store.feeds.all()] == [
        ("Coast", "", 2, 3),
        ("Sample edition", "", 0, 0),
        ("Harbour", "News/Sea", 4, 6),
    ]
    everything = store.articles.headlines(store.articles.list_ids(View(ViewKind.ALL), since=0))
    assert len(everything) == 10
    assert [each.title for each in everything if each.is_starred] == ["Title of Boat 5"]
    assert {each.text_state for each in everything} == set(TextState)
    assert store.articles.get(4).page_blocks[0].text == "The page's text."
    undone = store.journal.undo(now=NOW + 10)
    assert undone is not None
    assert undone.label == "removed Gone"
    assert len(store.feeds.all()) == 4
    store.close()
    assert faults(path) == []


@pytest.mark.parametrize("version", VERSIONS)
def test_a_kept_database_has_the_tables_of_its_version(version: int, tmp_path: Path) -> None:
    schema = "SELECT type, name, sql FROM sqlite_schema ORDER BY 1, 2"
    kept = query(unpack(version, tmp_path), schema)
    with closing(sqlite3.connect(tmp_path / "made.db", isolation_level=None)) as connection:
        connection.execute("BEGIN")
        for step in migrations.MIGRATIONS[:version]:
            migrations._run_script(connection, step)
        made = connection.execute(schema).fetchall()

    assert kept == made, f"before its release, make {kept_file(version).name} anew: python -m tests.store.make_version"


def test_a_migration_keeps_everything_and_leaves_a_backup_of_before(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = contents(home / "newsreader.db")
    add_step(monkeypatch, ADD_TABLE)

    store = open_store(home)

    assert store.articles.counts(since=0).total == 10
    store.close()
    assert query(home / "newsreader.db", "PRAGMA user_version") == [(NEWEST + 1,)]
    assert query(home / "newsreader.db", "SELECT name FROM labels") == [("sea;side",)]
    assert faults(home / "newsreader.db") == []
    assert names(home / "backups") == [f"newsreader-20261122-120000-before-version-{NEWEST + 1}.db"]
    (backup,) = (home / "backups").iterdir()
    assert query(backup, "PRAGMA user_version") == [(NEWEST,)]
    assert contents(backup) == before
    assert faults(backup) == []


def test_an_older_program_refuses_it_afterwards_by_the_file_alone(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as newer:
        add_step(newer, ADD_TABLE)
        store = open_store(home)
        # As a kill of the newer one would leave it: with a log.
        left = shutil.copytree(home, home.with_name("left"))
        store.close()
    before = {each.name: each.read_bytes() for each in left.iterdir() if each.is_file()}

    with pytest.raises(DatabaseNewer, match="written by a newer newsreader"):
        open_store(left)

    assert before["newsreader.db-wal"]
    assert {each.name: each.read_bytes() for each in left.iterdir() if each.is_file()} == before


def test_a_step_may_lack_its_last_semicolon(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    add_step(monkeypatch, "CREATE TABLE labels (name);\nINSERT INTO labels VALUES ('sea')\n-- the end")

    open_store(home).close()

    assert query(home / "newsreader.db", "SELECT name FROM labels") == [("sea",)]


@pytest.mark.parametrize(
    "step",
    [
        f"{ADD_TABLE}\nnonsense;",
        "UPDATE articles SET title = NULL;",
        "DELETE FROM feeds WHERE id = 2;",
    ],
    ids=["that fails in its end", "that fails at once", "that leaves references to nothing"],
)
def test_a_step_leaves_the_old_version_whole(home: Path, monkeypatch: pytest.MonkeyPatch, step: str) -> None:
    before = contents(home / "newsreader.db")
    add_step(monkeypatch, step)

    with pytest.raises(StoreError) as raised:
        open_store(home)

    assert "\n" not in str(raised.value)
    assert query(home / "newsreader.db", "PRAGMA user_version") == [(NEWEST,)]
    assert contents(home / "newsreader.db") == before
    assert faults(home / "newsreader.db") == []
    assert names(home) == ["backups", "newsreader.db"]
    monkeypatch.undo()
    store = open_store(home)
    store.marks.toggle_starred(1, now=NOW)
    store.close()


def test_what_referred_to_nothing_before_stops_no_migration(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    query(home / "newsreader.db", "INSERT INTO bodies (article_id) VALUES (99)")  # by a tool without foreign keys
    add_step(monkeypatch, ADD_TABLE)

    open_store(home).close()

    assert query(home / "newsreader.db", "PRAGMA user_version") == [(NEWEST + 1,)]


def test_a_step_may_make_a_table_anew_without_losing_what_hangs_on_it(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bodies = query(home / "newsreader.db", "SELECT * FROM bodies")
    (table,) = query(home / "newsreader.db", "SELECT sql FROM sqlite_schema WHERE name = 'articles'")[0]
    hanging = query(
        home / "newsreader.db",
        """
        SELECT 'DROP ' || type || ' ' || name || ';', sql || ';' FROM sqlite_schema
        WHERE type = 'trigger' OR type = 'index' AND tbl_name = 'articles' AND sql > ''
        """,
    )
    step = [
        *(drop for drop, _ in hanging),
        table.replace("CREATE TABLE articles", "CREATE TABLE made_anew") + ";",
        "INSERT INTO made_anew SELECT * FROM articles;",
        "DROP TABLE articles;",
        "ALTER TABLE made_anew RENAME TO articles;",
        *(make for _, make in hanging),
    ]
    add_step(monkeypatch, "\n".join(step))

    store = open_store(home)

    assert query(home / "newsreader.db", "SELECT * FROM bodies") == bodies
    with pytest.raises(StoreError, match="FOREIGN KEY"), store._database.transaction() as connection:
        connection.execute("INSERT INTO bodies (article_id) VALUES (77)")
    store.close()
    assert faults(home / "newsreader.db") == []


def test_two_programs_migrate_once(home: Path) -> None:
    children = [start("migrate", home, ADD_TABLE) for _ in range(3)]
    for child in children:
        assert said(child) == ["done"]

    assert query(home / "newsreader.db", "PRAGMA user_version") == [(NEWEST + 1,)]
    assert query(home / "newsreader.db", "SELECT count(*) FROM labels") == [(1,)]
    assert len(names(home / "backups")) == 1
    assert faults(home / "newsreader.db") == []


def test_a_kill_in_the_middle_of_a_migration_leaves_the_old_version_whole(home: Path) -> None:
    before = contents(home / "newsreader.db")
    for seconds in (0.02, 0.2, 0.5):
        child = start("migrate", home, SLOW.format(100_000_000))
        while not (home / "backups").exists():
            assert child.poll() is None
            time.sleep(0.005)
        time.sleep(seconds)
        child.kill()
        child.communicate()
        shutil.rmtree(home / "backups")

        assert query(home / "newsreader.db", "PRAGMA user_version") == [(NEWEST,)]
        assert contents(home / "newsreader.db") == before
        assert faults(home / "newsreader.db") == []

    assert said(start("migrate", home, SLOW.format(1000))) == ["done"]
    assert query(home / "newsreader.db", "SELECT count(*) FROM numbers") == [(1000,)]
