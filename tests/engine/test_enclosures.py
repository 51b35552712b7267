"""A refresh brings the files of articles, also of those that are here since long."""

from __future__ import annotations

from tests.building import NOW
from tests.loopback import Site
from tests.store.checks import query

from newsreader.engine.refresh import refresh_feeds
from newsreader.engine.tools import Tools

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
