"""Subscribing: a feed is taken, something else refused, silence waited out."""

from __future__ import annotations

import pytest
from tests.building import NOW
from tests.engine.documents import articles, page, rss
from tests.loopback import Site

from newsreader.engine.adding import Added, Kept, Known, NotAdded, Offered, add_feed, add_unfetched
from newsreader.engine.tools import Tools
from newsreader.model import OfferedFeed


async def test_a_feed_is_taken_with_its_articles_and_folder(tools: Tools, site: Site) -> None:
    added = await add_feed(tools, site.serve("/feed", rss("Harbour News", articles(2))), folder="News/Sea")

    assert isinstance(added, Added)
    assert (added.title, added.articles) == ("Harbour News", 2)
    assert tools.store.feeds.get(added.feed_id).folder == "News/Sea"


async def test_a_feed_that_is_here_is_not_asked_again(tools: Tools, site: Site) -> None:
    url = site.serve("/feed", rss("F", articles(1)))
    await add_feed(tools, url)

    assert isinstance(await add_feed(tools, url), Known)

    assert len(site.requests) == 1


async def test_a_page_is_refused_and_its_feed_named(tools: Tools, site: Site) -> None:
    html = page("Home").replace(
        b"</head>", b"<link rel='alternate' type='application/rss+xml' title='All &#111;f it' href='/real.xml'></head>"
    )

    refused = await add_feed(tools, site.serve("/", html, content_type="text/html"))

    assert isinstance(refused, Offered)
    assert site.url("/real.xml") in refused.reason
    assert refused.feeds == (OfferedFeed(site.url("/real.xml"), "All of it"),)
    assert tools.store.feeds.all() == []


@pytest.mark.parametrize("status", [404, 500])
async def test_a_feed_that_cannot_be_had_now_is_kept_with_a_warning(tools: Tools, site: Site, status: int) -> None:
    kept = await add_feed(tools, site.serve("/feed", status=status))

    assert isinstance(kept, Kept)
    assert kept.warning is not None
    assert str(status) in kept.warning
    assert tools.store.feeds.get(kept.feed_id).error == kept.warning


async def test_a_server_that_is_not_there_is_kept_with_a_warning(tools: Tools, site: Site) -> None:
    gone = site.url("/feed").replace(str(site.port), "1")

    assert isinstance(await add_feed(tools, gone), Kept)


@pytest.mark.parametrize("typed", ["exec:rm -rf /", "javascript:alert(1)", "file:///etc/passwd", "not an address", ""])
async def test_what_is_no_address_of_the_web_is_refused(tools: Tools, typed: str) -> None:
    refused = await add_feed(tools, typed)

    assert isinstance(refused, NotAdded)
    assert refused.reason.startswith("This address ")
    assert isinstance(add_unfetched(tools.store, typed, now=NOW), NotAdded)


async def test_without_fetching_nothing_is_asked(tools: Tools, site: Site) -> None:
    kept = add_unfetched(tools.store, site.url("/feed"), now=NOW)

    assert isinstance(kept, Kept)
    assert kept.warning is None
    assert site.requests == []


def test_people_may_leave_out_the_scheme(tools: Tools) -> None:
    kept = add_unfetched(tools.store, "example.org/feed.xml", now=NOW)

    assert isinstance(kept, Kept)
    assert tools.store.feeds.get(kept.feed_id).url == "https://example.org/feed.xml"


async def test_a_removed_feed_comes_back_with_its_articles(tools: Tools, site: Site) -> None:
    url = site.serve("/feed", rss("F", articles(2)))
    first = await add_feed(tools, url)
    assert isinstance(first, Added)
    tools.store.marks.remove_feed(first.feed_id, now=NOW)

    again = await add_feed(tools, url)

    assert again == Added(first.feed_id, "F", 0)
    assert tools.store.feeds.get(first.feed_id).total == 2
