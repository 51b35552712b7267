"""How far a recording was played is kept, whatever ends the player."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from tests.building import NOW, add_feed, new_article
from tests.playing.players import calls, player

from newsreader.enclosures import Attached, Enclosure
from newsreader.playing.progress import Progress
from newsreader.store import Store

EPISODE = Enclosure("https://a.example/1.mp3", "audio/mpeg", 9_000, 600)


def play(store: Store, folder: Path, *arguments: str) -> int:
    """Run the program that watches a player to its end."""
    if not store.articles.newest_id():
        add_feed(store, "Harbour", [new_article("a", enclosures=(EPISODE,))])
    command = (str(store.path), str(store.path.parent / "backups"), "1", "1", EPISODE.url, "mpv", *arguments)
    ran = subprocess.run(
        [sys.executable, "-m", "newsreader.playing", *command],
        env={**os.environ, "PATH": f"{folder}{os.pathsep}{os.environ['PATH']}", "TMPDIR": tempfile.gettempdir()},
        timeout=60,
        check=False,
    )
    return ran.returncode


def played(store: Store) -> Attached:
    return store.articles.get(1).enclosures[0]


def test_where_it_stopped_is_kept(store: Store, tmp_path: Path) -> None:
    noted = player(tmp_path / "bin", {"time-pos": 123.4, "duration": 600.0, "eof-reached": False, "ending": "quit"})

    assert play(store, tmp_path / "bin", "--start=7", EPISODE.url) == 0

    assert (played(store).position_s, played(store).played_at) == (123, None)
    ((socket, *others),) = calls(noted)
    assert socket.startswith("--input-ipc-server=")
    assert others == ["--start=7", EPISODE.url]
    assert not Path(socket.partition("=")[2]).parent.exists()


@pytest.mark.parametrize(
    "said",
    [
        pytest.param({"time-pos": 300.0, "duration": 600.0, "ending": "eof"}, id="the player says so"),
        pytest.param({"time-pos": 590.0, "duration": 600.0, "ending": "quit"}, id="all but the thanks"),
        pytest.param({"time-pos": 600.0, "eof-reached": True}, id="it stays open at the end"),
    ],
)
def test_what_came_to_its_end_is_played_and_begins_anew(store: Store, tmp_path: Path, said: dict[str, object]) -> None:
    player(tmp_path / "bin", said)

    play(store, tmp_path / "bin", EPISODE.url)

    assert played(store).position_s == 0
    assert played(store).played_at is not None


@pytest.mark.parametrize(
    "said",
    [
        pytest.param({}, id="it says nothing"),
        pytest.param({"time-pos": "x", "duration": None}, id="no times"),
        pytest.param({"time-pos": True}, id="no number"),
    ],
)
def test_a_player_that_says_nothing_changes_nothing(store: Store, tmp_path: Path, said: dict[str, object]) -> None:
    player(tmp_path / "bin", said)
    add_feed(store, "Harbour", [new_article("a", enclosures=(EPISODE,))])
    store.enclosures.set_position(1, 1, 42, played_at=NOW)

    play(store, tmp_path / "bin", EPISODE.url)

    assert (played(store).position_s, played(store).played_at) == (42, NOW)


def test_the_status_of_the_player_is_passed_on(store: Store, tmp_path: Path) -> None:
    player(tmp_path / "bin", {"status": 2})

    assert play(store, tmp_path / "bin", EPISODE.url) == 2


def test_who_hardly_began_begins_again() -> None:
    progress = Progress(place_s=4.0, length_s=600.0)

    assert (progress.position_s, progress.is_at_end) == (0, False)


def test_a_short_sound_has_no_end_to_skip() -> None:
    progress = Progress(place_s=20.0, length_s=30.0)

    assert (progress.position_s, progress.is_at_end) == (20, False)
