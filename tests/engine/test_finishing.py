"""What is new is listed first and can be read; then texts are finished, whatever comes between."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from functools import partial

import pytest
from tests.building import NOW
from tests.engine.documents import articles, rss
from tests.loopback import Site

from newsreader.blocks import BlockKind
from newsreader.engine.finishing import HELD_BYTES, Held, Unfinished
from newsreader.engine.recording import Failed, FeedOutcome, Refreshed
from newsreader.engine.refresh import refresh_feeds
from newsreader.engine.tools import Tools
from newsreader.engine.worker import Worker
from newsreader.model import Article, NewArticle, ParsedArticle, RoughText, TextState, View, ViewKind

LONG = "<h2>A heading</h2>" + "<p>The harbour was quiet on the morning of the storm, and so it stayed.</p>" * 20
TEASER = "<p>The harbour was quiet on the morning of the storm, and so it stayed for a year.</p>" * 8 + "Read more…"


def stored(tools: Tools) -> list[Article]:
    return [tools.store.articles.get(each) for each in tools.store.articles.list_ids(View(ViewKind.ALL), since=0)]


def kinds(article: Article) -> set[BlockKind]:
    return {block.kind for block in article.blocks}


def is_finished(article: Article) -> bool:
    return BlockKind.HEADING in kinds(article) and article.headline.words > 0


async def refresh(tools: Tools) -> list[FeedOutcome]:
    outcomes: list[FeedOutcome] = []
    feeds = tools.store.refreshing.feeds_to_fetch()
    await refresh_feeds(tools, feeds, is_forced=False, report=outcomes.append)
    return outcomes


async def test_every_article_is_listed_and_readable_before_the_first_text_is_finished(tools: Tools, site: Site) -> None:
    for name in ("one", "two", "three"):
        told = [(f"{name} {guid}", f"{link}/{name}", text) for guid, link, text in articles(60, text=LONG)]
        tools.store.feeds.add(site.serve(f"/{name}", rss(name, told)), now=NOW)
    seen: list[list[Article]] = []

    feeds = tools.store.refreshing.feeds_to_fetch()
    await refresh_feeds(tools, feeds, is_forced=False, report=lambda _: seen.append(stored(tools)))

    assert len(seen[-1]) == 180
    assert all("The harbour was quiet" in article.blocks[1].text for article in seen[-1])
    assert not any(map(is_finished, seen[-1]))
    assert all(map(is_finished, stored(tools)))


async def test_a_kill_between_the_halves_only_asks_again(tools: Tools, site: Site) -> None:
    tools.store.feeds.add(site.serve("/feed", rss("F", articles(60, text=LONG)), etag='"1"'), now=NOW)
    feeds = tools.store.refreshing.feeds_to_fetch()
    listed = asyncio.Event()
    first = asyncio.create_task(refresh_feeds(tools, feeds, is_forced=False, report=lambda _: listed.set()))
    await listed.wait()
    first.cancel()
    with pytest.raises(asyncio.CancelledError):
        await first
    assert not all(map(is_finished, stored(tools)))

    outcomes = await refresh(tools)

    assert [(outcome.new, outcome.changed) for outcome in outcomes if isinstance(outcome, Refreshed)] == [(0, 0)]
    assert "if-none-match" not in site.requests[-1].headers
    assert len(stored(tools)) == 60
    assert all(map(is_finished, stored(tools)))
    assert {article.edited_at for article in stored(tools)} == {None}


async def test_a_long_teaser_waits_for_its_page_once_its_text_is_finished(tools: Tools, site: Site) -> None:
    tools.store.feeds.add(site.serve("/feed", rss("F", articles(2, text=TEASER))), now=NOW)

    await refresh(tools)

    assert {article.headline.text_state for article in stored(tools)} == {TextState.WAITING}


async def test_an_edit_of_a_long_text_compares_what_a_reader_sees(tools: Tools, site: Site) -> None:
    tools.store.feeds.add(site.serve("/feed", rss("F", articles(1, text=LONG + "<p>Old.</p>"))), now=NOW)
    await refresh(tools)

    site.serve("/feed", rss("F", articles(1, text=LONG + "<section class='x'>Old.</section>")))
    await refresh(tools)
    (same,) = stored(tools)
    site.serve("/feed", rss("F", articles(1, text=LONG + "<p>New.</p>")))
    await refresh(tools)
    (edited,) = stored(tools)

    assert (same.edited_at, edited.edited_at) == (None, NOW)
    assert is_finished(edited)
    assert edited.blocks[-1].text == "New."


DIES = """
import os
import newsreader.engine.work as work

work.finish = lambda task: os._exit(1)
work.main()
"""


async def test_texts_that_end_the_worker_fail_the_feed_but_stay_readable(tools: Tools, site: Site) -> None:
    feed_id, _ = tools.store.feeds.add(site.serve("/feed", rss("F", articles(2, text=LONG))), now=NOW)

    async with Worker(program=("-c", DIES)) as worker:
        outcomes = await refresh(replace(tools, worker=worker))

    assert isinstance(outcomes[0], Refreshed)
    assert isinstance(outcomes[1], Failed)
    assert tools.store.feeds.get(feed_id).error == outcomes[1].reason
    assert all("The harbour was quiet" in article.blocks[1].text for article in stored(tools))
    assert [feed.standing.crashes for feed in tools.store.refreshing.feeds_to_fetch()] == [1]


def test_no_more_is_held_than_there_is_room_for(tools: Tools) -> None:
    tools.store.feeds.add("https://a.example/", now=NOW)
    (feed,) = tools.store.refreshing.feeds_to_fetch()
    parsed = partial(ParsedArticle, None, None, "T", "", None, None, 0, b"", b"", False)
    rough = RoughText("x" * (HELD_BYTES // 3), "https://a.example/", may_be_teaser=False, has_content=True)
    unfinished = Unfinished(feed, [NewArticle("", NOW, b"", parsed(rough=rough))], lambda: None)
    held = Held()

    assert [held.take(unfinished) for _ in range(4)] == [True, True, False, False]
    assert held.feeds == [unfinished, unfinished]
