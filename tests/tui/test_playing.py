"""P plays what an article brings, and the reader shows how far it was played."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from tests.building import add_feed, new_article, paragraphs
from tests.playing.players import calls, player
from tests.tui.driving import MIDDLE, NARROW, WIDE, reading
from tests.tui.test_handing import until_shown
from tests.tui.test_snapshots import Compare, keys, picture

from newsreader.enclosures import Enclosure
from newsreader.model import View, ViewKind
from newsreader.store import Store

EPISODE = Enclosure("https://tides.example/low.mp3", "audio/mpeg", 38_000_000, 2_520)
FILM = Enclosure("https://tides.example/low.mp4", "video/mp4", 310_000_000, 2_520)


@pytest.fixture
def podcast(store: Store) -> Store:
    """An episode, one that comes as a film too, and an article with neither."""
    notes = paragraphs("Ada Ito walks along the shore at low tide.", "With the sounds of the harbour, and of the sea.")
    articles = [
        new_article("low", title="Low tide", age_s=3_600, enclosures=(EPISODE,), blocks=notes),
        new_article("film", title="High tide", age_s=7_200, enclosures=(EPISODE, FILM), blocks=notes),
        new_article("words", title="No tide", age_s=9_000),
    ]
    add_feed(store, "Tides", articles)
    return store


@pytest.fixture
def desktop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A desktop with a folder of programs; return it."""
    monkeypatch.setenv("DISPLAY", ":0")
    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}{os.pathsep}{os.environ['PATH']}")
    return tmp_path / "bin"


async def test_the_head_lists_what_an_article_brings(podcast: Store) -> None:
    async with reading(podcast) as reader:
        await reader.press("z")
        assert "Audio · 42 min · 38 MB · not kept (P plays, d downloads)" in reader.text

        await reader.press("J")

        assert "Audio · MP3 · 42 min · 38 MB · not kept" in reader.text
        assert "Video · MP4 · 42 min · 310 MB · not kept" in reader.text


async def test_an_episode_is_played_and_its_place_is_kept_and_shown(podcast: Store, desktop: Path) -> None:
    noted = player(desktop, {"time-pos": 754.0, "duration": 2_520.0, "ending": "quit"})
    async with reading(podcast) as reader:
        await reader.press("P")
        await until_shown(reader, "Playing from the net, with mpv.")
        # The app asks now and then whether another process wrote something.
        await until_shown(reader, "at 12:34")
        await reader.press("P")
        await reader.until(lambda: len(calls(noted)) == 2, "the second call")

    assert calls(noted)[0][1:] == ["--force-window=yes", EPISODE.url]
    assert calls(noted)[1][1:] == ["--force-window=yes", "--start=754", EPISODE.url]


async def test_of_several_files_one_is_chosen(podcast: Store, desktop: Path) -> None:
    noted = player(desktop, {})
    async with reading(podcast) as reader:
        await reader.press("j", "P")
        await until_shown(reader, "Video · MP4")
        await reader.press("j", "enter")
        await reader.until(lambda: len(calls(noted)) == 1, "a call")

    assert calls(noted)[0][-1] == FILM.url


async def test_a_player_that_fails_is_told_of(podcast: Store, desktop: Path) -> None:
    player(desktop, {"status": 2})
    async with reading(podcast) as reader:
        await reader.press("P")

        await until_shown(reader, "mpv could not play it: it ended with status 2.")


async def test_an_article_without_files_says_so(podcast: Store) -> None:
    async with reading(podcast) as reader:
        await reader.press("j", "j", "P")

        assert "brings no recording" in reader.text


@pytest.mark.parametrize("size", [WIDE, MIDDLE, NARROW], ids=["120x36", "80x24", "45x30"])
def test_an_episode_in_the_reader(snap_compare: Compare, podcast: Store, size: tuple[int, int]) -> None:
    newest = podcast.articles.list_ids(View(ViewKind.ALL), since=0)[0]
    podcast.enclosures.set_position(newest, 1, 754)

    assert picture(snap_compare, podcast, size, keys("enter"))
