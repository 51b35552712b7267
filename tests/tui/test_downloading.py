"""d keeps what an article brings: progress below, the outcome in words, and a stop that loses nothing."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest
from tests.building import add_feed, new_article, paragraphs
from tests.loopback import Answer, Asked, Site
from tests.ranges import ranged
from tests.tui.driving import MIDDLE, NARROW, WIDE, Reader, reading
from tests.tui.test_handing import until_shown

from newsreader.enclosures import Enclosure
from newsreader.protocol import DownloadDone, Downloading
from newsreader.store import Store
from newsreader.tui.engine_news import show_event

EPISODE = bytes(range(256)) * 4_000


@pytest.fixture
def podcast(store: Store, site: Site) -> Store:
    """Three episodes of a podcast on the loopback site, and an article without one."""
    articles = [
        new_article(
            title,
            title=title,
            age_s=3_600 + number,
            enclosures=(Enclosure(site.url(f"/{number}.mp3"), "audio/mpeg", 1_000_000, 60),),
            blocks=paragraphs("Along the shore."),
        )
        for number, title in enumerate(("Low tide", "High tide", "Spring tide"), 1)
    ]
    add_feed(store, "Tides", [*articles, new_article("words", title="No tide", age_s=9_999)], url=site.url("/feed"))
    for number in (1, 2, 3):
        site.program(f"/{number}.mp3", ranged(EPISODE, etag='"1"'))
    return store


@pytest.fixture
async def reader(podcast: Store) -> AsyncIterator[Reader]:
    async with reading(podcast) as opened:
        yield opened


async def test_an_episode_is_downloaded_and_the_head_says_so(reader: Reader, tmp_path: Path) -> None:
    assert "d downloads" in reader.text

    await reader.press("d")

    await until_shown(reader, "Low tide: kept here.")
    assert "1.0 MB · kept" in reader.text
    assert "d downloads" not in reader.text
    file = tmp_path / "downloads" / "2026-11-22 Low tide.mp3"
    assert file.read_bytes() == EPISODE
    await reader.press("d")
    assert "It is kept already" in reader.text

    file.unlink()
    await reader.press("d")
    await until_shown(reader, "Low tide: kept here.")
    assert file.read_bytes() == EPISODE


async def test_a_download_that_fails_says_why_here_and_in_the_article(reader: Reader, site: Site) -> None:
    site.serve("/1.mp3", b"no", status=404)

    await reader.press("d")

    await until_shown(reader, "Low tide: The server has nothing at this address (404).")
    assert "1.0 MB · not kept" in reader.text
    assert "It could not be downloaded:" in reader.text


@pytest.mark.parametrize("stop", [("d",), ("g", "x")], ids=["by its key", "with all else"])
async def test_stopping_keeps_what_came_and_the_key_goes_on(reader: Reader, site: Site, stop: tuple[str, ...]) -> None:
    def program(asked: Asked) -> Answer:
        answer = ranged(EPISODE * 8, etag='"1"')(asked)
        return answer if "range" in asked.headers else replace(answer, hangs_after=3_000_000)

    site.program("/1.mp3", program)
    await reader.press("d")
    await reader.until(lambda: (reader.screen.status.progress or (0, 0)) >= (1, 8), "progress")
    assert "download, MB" in reader.text

    await reader.press(*stop)

    await until_shown(reader, "Low tide: stopped; d goes on with it.")
    await reader.until(lambda: reader.screen.status.progress is None, "the end of progress")
    assert "partly kept" in reader.text
    await reader.press("d")
    await until_shown(reader, "Low tide: kept here.")
    assert "range" in site.requests_of("/1.mp3")[-1].headers


async def test_those_selected_are_downloaded_together(reader: Reader, tmp_path: Path) -> None:
    await reader.press("v", "v", "v", "v", "d")

    await reader.until(lambda: len(list((tmp_path / "downloads").glob("*.mp3"))) == 3, "three files")
    await reader.until(lambda: not reader.screen.downloading, "the end")
    assert reader.screen.article_list.chosen == []


async def test_an_article_without_files_says_so(reader: Reader) -> None:
    await reader.press("G", "d")

    assert "brings no recording" in reader.text


@pytest.mark.parametrize("size", [WIDE, MIDDLE, NARROW], ids=["120x36", "80x24", "45x30"])
async def test_progress_stands_below(podcast: Store, size: tuple[int, int]) -> None:
    async with reading(podcast, size) as reader:
        show_event(reader.screen, Downloading(2, 12_000_000, 38_000_000))
        await reader.settle()
        last = reader.text.splitlines()[-1]
        assert ("↻ 31%" if size == NARROW else "2 downloads, MB  ↻ 12/38") in last

        show_event(reader.screen, Downloading(1, 5_300_000, 0))
        await reader.settle()
        assert "Downloading, 5.3 MB so far" in reader.text
        show_event(reader.screen, DownloadDone(99, 1, "The server\x1b[31m answered."))
        await reader.settle()
        assert "A file: The server[31m answered." in " ".join(reader.text.split())
