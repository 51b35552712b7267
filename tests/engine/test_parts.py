"""Articles over several pages: followed by the rule of their site, joined, and never without an end."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from tests.building import NOW
from tests.engine.documents import page, rss
from tests.loopback import Site

from newsreader.blocks import full_text
from newsreader.engine import parts
from newsreader.engine.pages import fetch_waiting_pages
from newsreader.engine.refresh import refresh_feeds
from newsreader.engine.tools import Tools, opened_tools
from newsreader.model import Article, TextState, View, ViewKind
from newsreader.store import Store

RULE = 'sites = ["127.0.0.1"]\nnext_page = "a.next"\nsingle_page = "a.all"\n'


@pytest.fixture
async def tools(store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Tools]:
    """The engine's tools with a rule of the user's own for the loopback site."""
    monkeypatch.setattr(parts, "PAUSE_S", 0.0)
    rules = tmp_path / "rules"
    rules.mkdir()
    (rules / "loopback.toml").write_text(RULE)
    async with opened_tools(store, rules, clock=lambda: NOW) as opened:
        yield opened


def part(number: int, link: str = "") -> bytes:
    """Return one page of an article, with a link to another."""
    text = page("A long story").replace(b"Paragraph", f"Part {number}, paragraph".encode())
    return text.replace(b"</article>", f"</article>{link}".encode())


async def read(tools: Tools, site: Site) -> Article:
    items = [("A long story", site.url("/1"), "Quiet …")]
    tools.store.feeds.add(site.serve("/feed", rss("F", items)), now=NOW)
    await refresh_feeds(tools, tools.store.refreshing.feeds_to_fetch(), is_forced=False, report=lambda _: None)
    await fetch_waiting_pages(tools, None, report=lambda _: None)
    (article_id,) = tools.store.articles.list_ids(View(ViewKind.ALL), since=0)
    return tools.store.articles.get(article_id)


async def test_the_pages_of_an_article_are_joined_in_order(tools: Tools, site: Site) -> None:
    site.serve("/1", part(1, "<a class='next' href='/2'>2</a>"), content_type="text/html")
    site.serve("/2", part(2, "<a class='next' href='/3'>3</a>"), content_type="text/html")
    site.serve("/3", part(3), content_type="text/html")

    article = await read(tools, site)

    text = full_text(article.blocks)
    assert article.headline.text_state is TextState.FULL
    assert [text.index(f"Part {number}, paragraph 0") for number in (1, 2, 3)] == sorted(
        text.index(f"Part {number}, paragraph 0") for number in (1, 2, 3)
    )


async def test_pages_that_lead_to_each_other_end(tools: Tools, site: Site) -> None:
    site.serve("/1", part(1, "<a class='next' href='/2'>2</a>"), content_type="text/html")
    site.serve("/2", part(2, "<a class='next' href='/1'>1</a>"), content_type="text/html")

    await read(tools, site)

    assert len(site.requests_of("/1")) == len(site.requests_of("/2")) == 1


async def test_a_page_that_is_missing_leaves_those_before_it(tools: Tools, site: Site) -> None:
    site.serve("/1", part(1, "<a class='next' href='/gone'>2</a>"), content_type="text/html")

    article = await read(tools, site)

    assert "Part 1, paragraph 0" in full_text(article.blocks)


async def test_the_whole_on_one_page_goes_before_the_first_of_many(tools: Tools, site: Site) -> None:
    site.serve("/1", part(1, "<a class='all' href='/all'>All</a>"), content_type="text/html")
    whole = part(1).replace(b"</article>", part(2).partition(b"</h1>")[2].partition(b"</article>")[0] + b"</article>")
    site.serve("/all", whole, content_type="text/html")

    text = full_text((await read(tools, site)).blocks)

    assert "Part 1, paragraph 0" in text
    assert "Part 2, paragraph 0" in text


async def test_robots_txt_holds_for_further_pages_too(tools: Tools, site: Site) -> None:
    site.serve("/robots.txt", b"User-agent: *\nDisallow: /2", content_type="text/plain")
    site.serve("/1", part(1, "<a class='next' href='/2'>2</a>"), content_type="text/html")
    site.serve("/2", part(2), content_type="text/html")

    await read(tools, site)

    assert site.requests_of("/2") == []
