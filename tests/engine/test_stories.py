"""One story in several feeds, from the documents that bring it to the lists that show it once."""

from __future__ import annotations

import msgspec
import pytest
from tests.building import NOW, add_feed, new_article, paragraphs
from tests.engine.documents import SENTENCE, rss
from tests.loopback import Site
from tests.store.checks import faults, query

from newsreader.engine.refresh import refresh_feeds
from newsreader.engine.stories import settle_stories
from newsreader.engine.tools import Tools, opened_tools
from newsreader.model import NewArticle, View, ViewKind
from newsreader.settings import ListSettings, Settings
from newsreader.store import Store

EACH_FOR_ITSELF = Settings(list=ListSettings(once=False))
TEXT = f"<p>{SENTENCE * 5}</p>"


async def refresh(tools: Tools) -> None:
    await refresh_feeds(tools, tools.store.refreshing.feeds_to_fetch(), is_forced=True, report=lambda _: None)


def listed(store: Store) -> list[str]:
    ids = store.articles.list_ids(View(ViewKind.ALL), since=0)
    return sorted(each.title for each in store.articles.headlines(ids))


Items = list[tuple[str, str, str]]
LINK = "https://sea.example/boats"


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ([("1", LINK, "Short.")], [("2", "http://www.sea.example/boats/?utm_source=rss&fbclid=1", "Other.")]),
        (
            [("tag:sea.example,2026:1", "https://a.example/1", "")],
            [("tag:sea.example,2026:1", "https://b.example/2", "")],
        ),
        ([("Boats", "https://a.example/1", TEXT)], [("Boats", "https://b.example/2", TEXT)]),
    ],
    ids=["link", "guid", "title and text"],
)
async def test_a_story_that_two_feeds_bring_is_listed_once(
    tools: Tools, site: Site, first: Items, second: Items
) -> None:
    for number, items in enumerate((first, second)):
        tools.store.feeds.add(site.serve(f"/{number}", rss("F", items)), now=NOW)

    await refresh(tools)
    await refresh(tools)

    assert len(listed(tools.store)) == 1
    assert [(feed.total, feed.unread) for feed in tools.store.feeds.all()] == [(1, 1), (1, 1)]
    assert faults(tools.store.path) == []


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ([("1", "https://a.example/1", "")], [("1", "https://b.example/1", "")]),
        ([("a", "https://sea.example/", "")], [("b", "https://sea.example/", "")]),
        ([("a", LINK, ""), ("b", LINK, "")], [("c", LINK, "")]),
        ([("a", LINK, "")], [("b", LINK, ""), ("c", LINK, "")]),
        ([("Links", "https://a.example/1", "Read more")], [("Links", "https://b.example/1", "Read more")]),
        ([("a", "https://sea.example/?id=1", "")], [("b", "https://sea.example/?id=2", "")]),
    ],
    ids=[
        "guids that are numbers",
        "links to a site",
        "a link of several, then one",
        "a link of one, then several",
        "short texts",
        "links that differ in what counts",
    ],
)
async def test_stories_that_only_look_alike_stay_apart(tools: Tools, site: Site, first: Items, second: Items) -> None:
    for number, items in enumerate((first, second)):
        tools.store.feeds.add(site.serve(f"/{number}", rss("F", items)), now=NOW)

    await refresh(tools)

    assert len(listed(tools.store)) == len(first) + len(second)


async def test_a_document_of_many_articles_at_one_link_joins_none(tools: Tools, site: Site) -> None:
    # They are stored in portions: none of these may be looked at by itself.
    many = [(f"entry {number}", LINK, "") for number in range(120)]
    add_feed(tools.store, "Harbour", [told("Boats")])
    tools.store.feeds.add(site.serve("/many", rss("F", many)), now=NOW)

    await refresh(tools)

    assert len(listed(tools.store)) == 121


def told(name: str) -> NewArticle:
    """Return an article as it was stored when nobody looked for stories."""
    article = new_article(name, title="Boats", link=LINK, blocks=paragraphs(SENTENCE * 5))
    return msgspec.structs.replace(article, parsed=msgspec.structs.replace(article.parsed, canonical=LINK[8:]))


async def test_stories_among_earlier_articles_are_found_once(tools: Tools) -> None:
    for feed in ("Harbour", "Coast", "Island"):
        add_feed(tools.store, feed, [told(f"{feed} boats"), new_article(feed)])
    tools.store.marks.set_read([4], True, now=NOW)
    assert len(listed(tools.store)) == 6

    assert await settle_stories(tools)

    assert listed(tools.store) == ["Boats", "Title of Coast", "Title of Harbour", "Title of Island"]
    assert query(tools.store.path, "SELECT count(*) FROM articles WHERE read_at IS NOT NULL") == [(3,)]
    assert not await settle_stories(tools)
    assert faults(tools.store.path) == []


async def test_the_setting_lists_every_copy(store: Store, site: Site) -> None:
    for number in range(2):
        store.feeds.add(site.serve(f"/{number}", rss("F", [(f"Boats {number}", LINK, "")])), now=NOW)
    async with opened_tools(store, settings=EACH_FOR_ITSELF, clock=lambda: NOW) as tools:
        await refresh(tools)
        assert not await settle_stories(tools)
    assert listed(store) == ["Boats 0", "Boats 1"]

    async with opened_tools(store, clock=lambda: NOW) as tools:
        assert await settle_stories(tools)
    assert len(listed(store)) == 1

    async with opened_tools(store, settings=EACH_FOR_ITSELF, clock=lambda: NOW) as tools:
        assert await settle_stories(tools)
        assert not await settle_stories(tools)
    assert listed(store) == ["Boats 0", "Boats 1"]
    assert faults(store.path) == []
