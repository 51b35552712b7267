"""Articles are indexed after they are listed, and what was here before is too, while others have the database."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable
from functools import partial

import pytest
from tests.building import add_feed, new_article, paragraphs

from newsreader.client import EngineClient
from newsreader.engine import indexing
from newsreader.engine.indexing import Indexer, index_articles
from newsreader.engine.tools import Tools
from newsreader.engine.writing import ARTICLES_AT_ONCE
from newsreader.paths import locate
from newsreader.protocol import Automatic
from newsreader.store import Store

PATIENCE_S = 20.0


def started(work: Awaitable[None]) -> asyncio.Future[None]:
    return asyncio.ensure_future(work)


async def until_waiting(tools: Tools, count: int) -> None:
    """Wait until no more than so many articles are to be indexed."""
    async with asyncio.timeout(PATIENCE_S):
        while tools.store.indexing.waiting() > count:
            await asyncio.sleep(0)


async def test_all_that_waits_is_indexed_and_told_where_it_is_much(
    tools: Tools, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(indexing, "WORTH_SAYING", 2 * ARTICLES_AT_ONCE)
    add_feed(tools.store, "Harbour", 2 * ARTICLES_AT_ONCE)
    told: list[tuple[int, int]] = []

    await index_articles(tools, report=lambda done, total: told.append((done, total)))
    assert (tools.store.indexing.waiting(), told) == (0, [])
    add_feed(tools.store, "Coast", 2 * ARTICLES_AT_ONCE + 1)
    await index_articles(tools, report=lambda done, total: told.append((done, total)))

    assert tools.store.indexing.waiting() == 0
    assert told == [(50, 101), (100, 101), (101, 101), (101, 101)]


async def test_teasers_wait_for_their_pages_as_long_as_these_are_fetched(tools: Tools) -> None:
    teaser = new_article("teaser", link="https://a.example/1", is_teaser=True)
    add_feed(tools.store, "Harbour", [teaser, new_article("whole")])

    await index_articles(tools, takes_teasers=False)
    assert tools.store.indexing.waiting() == 1
    await index_articles(tools)

    assert tools.store.indexing.waiting() == 0


async def test_nothing_is_indexed_during_a_refresh_and_everything_after_it(tools: Tools) -> None:
    add_feed(tools.store, "Harbour", 3)
    indexer = Indexer(lambda: tools, started, lambda done, total: None)
    indexer.pause()
    indexer.wake()
    indexer.wake()
    for _ in range(5):
        await tools.database.read(lambda: None)  # whoever runs has had many turns
    assert tools.store.indexing.waiting() == 3

    indexer.go_on()
    await until_waiting(tools, 0)


async def test_what_comes_while_it_indexes_is_indexed_too(tools: Tools) -> None:
    add_feed(tools.store, "Harbour", ARTICLES_AT_ONCE + 1)
    indexer = Indexer(lambda: tools, started, lambda done, total: None)
    indexer.wake()
    await until_waiting(tools, 1)

    await tools.database.write(partial(add_feed, tools.store, "Coast", 2))
    indexer.wake()

    await until_waiting(tools, 0)


def test_an_engine_that_starts_indexes_what_was_here_before(store: Store) -> None:
    add_feed(store, "Harbour", [new_article("old", blocks=paragraphs("A zebra crossing."))])
    paths = locate(str(store.path.parent), {})
    paths.settings.write_text("[refresh]\nautomatic = false\n")
    client = EngineClient(paths, lambda event: None)

    client.send(Automatic())

    end = time.monotonic() + PATIENCE_S
    while store.indexing.waiting() and time.monotonic() < end:
        time.sleep(0.01)
    client.close()
    assert store.indexing.waiting() == 0
