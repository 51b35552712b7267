"""The engine's hand on the database: what is written alone, and what many write together."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial

import pytest

from newsreader.engine.writing import ARTICLES_AT_ONCE, DatabaseThread
from newsreader.errors import StoreError
from newsreader.store import Store


@pytest.fixture
def database(store: Store) -> Iterator[DatabaseThread]:
    thread = DatabaseThread(store)
    yield thread
    thread.close()


@contextmanager
def busy(database: DatabaseThread) -> Iterator[None]:
    """Keep the thread from writing until the end of the block."""
    go_on = threading.Event()
    waiting = asyncio.ensure_future(database.read(go_on.wait))
    try:
        yield
        assert not waiting.done()
    finally:
        go_on.set()


def feeds_elsewhere(store: Store) -> int:
    """Return how many feeds another connection sees."""
    with ThreadPoolExecutor(1) as elsewhere:
        return len(elsewhere.submit(store.feeds.all).result())


def adding(store: Store, seen: list[int], number: int) -> None:
    store.feeds.add(f"https://a.example/{number}", now=0)
    seen.append(feeds_elsewhere(store))


async def test_small_writes_that_wait_are_one_transaction(store: Store, database: DatabaseThread) -> None:
    seen: list[int] = []

    with busy(database):
        writes = [
            asyncio.ensure_future(database.write_with_others(partial(adding, store, seen, number)))
            for number in range(ARTICLES_AT_ONCE + 2)
        ]
        await asyncio.sleep(0)
    await asyncio.gather(*writes)

    # Nobody sees any of a portion before its end, and a portion is no longer than others.
    assert seen == [0] * ARTICLES_AT_ONCE + [ARTICLES_AT_ONCE] * 2
    assert len(store.feeds.all()) == ARTICLES_AT_ONCE + 2


async def test_small_writes_that_fail_together_all_hear_of_it_and_the_next_are_written(
    store: Store, database: DatabaseThread
) -> None:
    def fail() -> None:
        raise StoreError("It cannot be written.")

    add = partial(store.feeds.add, "https://a.example/", now=0)
    with busy(database):
        writes = [asyncio.ensure_future(database.write_with_others(call)) for call in (add, fail)]
        await asyncio.sleep(0)
    results = await asyncio.gather(*writes, return_exceptions=True)
    nothing = store.feeds.all()
    await database.write_with_others(add)

    assert [type(result) for result in results] == [StoreError, StoreError]
    assert nothing == []
    assert len(store.feeds.all()) == 1


async def test_who_is_cancelled_while_it_waits_keeps_nobody_from_writing(
    store: Store, database: DatabaseThread
) -> None:
    add = [partial(store.feeds.add, f"https://a.example/{number}", now=0) for number in range(2)]
    with busy(database):
        first, second = (asyncio.ensure_future(database.write_with_others(call)) for call in add)
        await asyncio.sleep(0)
        first.cancel()
    await second

    assert len(store.feeds.all()) == 2
