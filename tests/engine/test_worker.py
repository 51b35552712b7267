"""The worker: reads what strangers sent, and may die of it without anybody else noticing."""

from __future__ import annotations

import asyncio
import os
import signal

import pytest
from tests.engine.documents import articles, page, rss

from newsreader.engine.wire import Extracted, Parsed, Unreadable
from newsreader.engine.worker import Worker


async def parse(worker: Worker, body: bytes) -> object:
    return await worker.parse(body, url="https://example.org/feed", content_type=None, charset=None)


async def test_a_feed_comes_back_as_articles_and_a_page_as_blocks() -> None:
    async with Worker() as worker:
        parsed = await parse(worker, rss("Harbour News", articles(2)))
        extracted = await worker.extract(page("A story"), url="https://example.org/1", charset=None)

    assert isinstance(parsed, Parsed)
    assert (parsed.feed.title, len(parsed.feed.articles)) == ("Harbour News", 2)
    assert isinstance(extracted, Extracted)
    assert extracted.page.title == "A story"


async def test_a_worker_that_is_woken_does_what_comes_then() -> None:
    async with Worker() as worker:
        worker.wake()
        worker.wake()
        while worker.pid is None:
            await asyncio.sleep(0.01)
        woken = worker.pid

        parsed = await parse(worker, rss("F", articles(1)))

        assert isinstance(parsed, Parsed)
        assert worker.pid == woken


async def test_what_is_no_feed_says_so() -> None:
    async with Worker() as worker:
        result = await parse(worker, page("A story"))

    assert isinstance(result, Unreadable)
    assert result.is_not_a_feed


async def test_a_worker_that_was_killed_is_replaced() -> None:
    async with Worker() as worker:
        await parse(worker, rss("F", articles(1)))
        assert worker.pid is not None
        os.kill(worker.pid, signal.SIGKILL)

        lost = await parse(worker, rss("F", articles(1)))
        again = await parse(worker, rss("F", articles(1)))

    assert isinstance(again, Parsed)
    assert isinstance(lost, Parsed | Unreadable)


ENDLESS = """
import newsreader.engine.work as work

def parse(task):
    while b"endless" in task.body:
        pass
    return real(task)

real, work.parse = work.parse, parse
work.main()
"""


async def test_promise_4_a_piece_that_never_ends_is_given_up_after_its_time() -> None:
    async with Worker(program=("-c", ENDLESS)) as worker:
        loop = asyncio.get_running_loop()
        begun = loop.time()
        hung = await parse(worker, b"endless")
        passed = loop.time() - begun
        again = await parse(worker, rss("F", articles(1)))

    assert isinstance(hung, Unreadable)
    assert "5 s" in hung.reason
    assert 4.5 < passed < 12
    assert isinstance(again, Parsed)


async def test_a_cancelled_task_does_not_answer_the_next_one() -> None:
    async with Worker() as worker:
        first = asyncio.create_task(parse(worker, rss("First", articles(1))))
        await asyncio.sleep(0.01)
        first.cancel()
        with pytest.raises(asyncio.CancelledError):
            await first

        second = await parse(worker, rss("Second", articles(1)))

    assert isinstance(second, Parsed)
    assert second.feed.title == "Second"


async def test_a_task_is_not_blamed_for_the_end_of_the_process_that_its_cancelled_forerunner_had() -> None:
    loop = asyncio.get_running_loop()
    body = rss("Harbour News", articles(1))
    results: list[object] = []

    def cancel_first(feed_id: int | None) -> None:
        if feed_id is None:  # it has been read, and nobody took the answer yet
            loop.call_soon_threadsafe(first.cancel)

    async with Worker(reading=cancel_first) as worker:
        for _ in range(10):
            reading = worker.parse(body, url="https://example.org/feed", content_type=None, charset=None, feed_id=1)
            first = asyncio.create_task(reading)
            with pytest.raises(asyncio.CancelledError):
                await first
            results.append(await parse(worker, body))

    assert all(isinstance(result, Parsed) for result in results)


async def test_closing_leaves_no_process() -> None:
    async with Worker() as worker:
        await parse(worker, rss("F", articles(1)))
        pid = worker.pid

    assert pid is not None
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)
