"""A refresh brings the files of articles, also of those that are here since long."""

from __future__ import annotations

import asyncio
from pathlib import Path

from tests.building import NOW
from tests.loopback import Site
from tests.ranges import ranged
from tests.store.checks import query

from newsreader.enclosures import Enclosure
from newsreader.engine.downloads import Downloads, Kept
from newsreader.engine.refresh import refresh_feeds
from newsreader.engine.tools import Tools
from newsreader.feeds.identity import canonical_link

TEXT = "The tide comes in at noon. " * 30


def podcast(*addresses: str) -> bytes:
    """Return a feed with one article and these files."""
    files = "".join(f"<enclosure url='{each}' type='audio/mpeg' length='9000'/>" for each in addresses)
    return (
        "<rss version='2.0' xmlns:itunes='http://www.itunes.com/dtds/podcast-1.0.dtd'><channel><title>Tides</title>"
        f"<item><guid>1</guid><title>Low tide</title><description>{TEXT}</description>{files}"
        "<itunes:duration>10:00</itunes:duration></item></channel></rss>"
    ).encode()


async def refresh(tools: Tools) -> None:
    await refresh_feeds(tools, tools.store.refreshing.feeds_to_fetch(), is_forced=False, report=lambda _: None)


async def test_an_article_arrives_with_its_files(tools: Tools, site: Site) -> None:
    tools.store.feeds.add(site.serve("/feed", podcast("/1.mp3", "/1.ogg")), now=NOW)

    await refresh(tools)

    files = tools.store.articles.get(1).enclosures
    assert [(each.enclosure.url, each.enclosure.duration_s) for each in files] == [
        (site.url("/1.mp3"), 600),
        (site.url("/1.ogg"), None),
    ]


async def test_an_article_of_an_earlier_version_gets_its_files(tools: Tools, site: Site) -> None:
    """Nothing else of it changed, so that nothing but its files is written."""
    tools.store.feeds.add(site.serve("/feed", podcast("/1.mp3")), now=NOW)
    await refresh(tools)
    query(tools.store.path, "DELETE FROM enclosures")
    site.serve("/feed", podcast("/1.mp3") + b"\n")

    await refresh(tools)

    assert len(tools.store.articles.get(1).enclosures) == 1
    assert tools.store.articles.get(1).edited_at is None


async def test_a_file_that_moved_keeps_how_far_it_was_played(tools: Tools, site: Site) -> None:
    tools.store.feeds.add(site.serve("/feed", podcast("/1.mp3")), now=NOW)
    await refresh(tools)
    tools.store.enclosures.set_position(1, 1, 42)
    site.serve("/feed", podcast("/moved.mp3?token=2"))

    await refresh(tools)

    (file,) = tools.store.articles.get(1).enclosures
    assert (file.enclosure.url, file.position_s) == (site.url("/moved.mp3?token=2"), 42)


async def test_a_kept_file_goes_with_its_address_and_stays_when_the_feed_drops_it(
    tools: Tools, site: Site, tmp_path: Path
) -> None:
    site.program("/1.mp3", ranged(b"one" * 9_000))
    tools.store.feeds.add(site.serve("/feed", podcast("/1.mp3", "/2.mp3")), now=NOW)
    await refresh(tools)
    downloads = Downloads(lambda: tools, tmp_path / "downloads")
    kept = await downloads.download(1, 1)
    tools.store.enclosures.set_position(1, 1, 42)

    found = []
    for addresses in (("/new.mp3", "/1.mp3", "/2.mp3"), ("/2.mp3", "/1.mp3"), ("/2.mp3",)):
        site.serve("/feed", podcast(*addresses))
        await refresh(tools)
        await downloads.tidy()
        files = tools.store.articles.get(1).enclosures
        found.append([(each.enclosure.url, each.position_s) for each in files if each.is_kept])

    assert found == [[(site.url("/1.mp3"), 42)]] * 3
    assert isinstance(kept, Kept)
    assert kept.path.read_bytes() == b"one" * 9_000
    assert await downloads.download(1, 2) == kept


async def test_a_download_that_waits_for_its_host_is_that_of_the_file_that_was_asked_for(
    tools: Tools, site: Site, tmp_path: Path
) -> None:
    site.program("/1.mp3", ranged(b"one" * 9_000))
    site.program("/2.mp3", ranged(b"two" * 9_000))
    tools.store.feeds.add(site.serve("/feed", podcast("/1.mp3", "/2.mp3")), now=NOW)
    await refresh(tools)
    downloads = Downloads(lambda: tools, tmp_path / "downloads")
    first, second = (each.enclosure for each in tools.store.articles.get(1).enclosures)
    told = [(1, (Enclosure(site.url("/new.mp3"), "audio/mpeg"), second, first))]

    both = [asyncio.create_task(downloads.download(1, number)) for number in (1, 2)]
    await asyncio.sleep(0)  # both have asked the database, which answers one after the other
    await tools.database.write(lambda: tools.store.enclosures.settle(told, canonical_link))
    outcomes = await asyncio.gather(*both)

    texts = [each.path.read_bytes()[:3] for each in outcomes if isinstance(each, Kept)]
    assert texts == [b"one", b"two"]
    files = tools.store.articles.get(1).enclosures
    names = [each.path.name for each in outcomes if isinstance(each, Kept)]
    assert [each.file for each in files] == [None, names[1], names[0]]


async def test_one_that_was_chosen_long_ago_is_found_by_its_address(tools: Tools, site: Site, tmp_path: Path) -> None:
    site.program("/1.mp3", ranged(b"one" * 9_000))
    site.program("/new.mp3", ranged(b"new" * 9_000))
    tools.store.feeds.add(site.serve("/feed", podcast("/new.mp3", "/1.mp3")), now=NOW)
    await refresh(tools)

    outcome = await Downloads(lambda: tools, tmp_path / "downloads").download(1, 1, url=site.url("/1.mp3"))

    assert isinstance(outcome, Kept)
    assert outcome.path.read_bytes() == b"one" * 9_000
    assert [each.is_kept for each in tools.store.articles.get(1).enclosures] == [False, True]
