"""The engine's only hand on the database: one thread, short transactions, and a rest after each."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import partial
from typing import TypeVar

from newsreader.store import Store
from newsreader.store.portions import portions, rest_s

ARTICLES_AT_ONCE = 50
"""Per transaction: it then takes milliseconds."""

_T = TypeVar("_T")
_SmallWrite = tuple[Callable[[], object], asyncio.Future[None]]


class DatabaseThread:
    """Runs what reads and writes the store, one call after the other, off the engine's loop."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="database")
        self._wrote_s = 0.0
        self._small: list[_SmallWrite] = []
        """What waits to be written together."""
        self._lock = threading.Lock()

    async def read(self, call: Callable[[], _T]) -> _T:
        """Run a call that only reads."""
        return await asyncio.get_running_loop().run_in_executor(self._thread, call)

    async def write(self, call: Callable[[], _T]) -> _T:
        """Run a call that makes one short transaction; the thread rests after it, but the caller goes on."""
        answer = asyncio.get_running_loop().run_in_executor(self._thread, self._timed, call)
        self._thread.submit(self._rest)
        return await answer

    async def write_with_others(self, call: Callable[[], object]) -> None:
        """Run a call that writes a row or two, in one transaction with others that wait for the thread by then.

        When many feeds answer that they are as they were, a transaction each would be most of the work.
        """
        loop = asyncio.get_running_loop()
        done = loop.create_future()
        with self._lock:
            self._small.append((call, done))
            is_first = len(self._small) == 1
        if is_first:
            self._thread.submit(self._write_small, loop)
            self._thread.submit(self._rest)
        await done

    def _write_small(self, loop: asyncio.AbstractEventLoop) -> None:
        with self._lock:
            small, self._small = self._small, []
        for portion in portions(small, ARTICLES_AT_ONCE):
            error = None
            try:
                self._timed(partial(write_together, self._store, [call for call, _ in portion]))
            except Exception as failure:
                error = failure
            with suppress(RuntimeError):  # the loop ended meanwhile
                loop.call_soon_threadsafe(_tell, [done for _, done in portion], error)

    def _timed(self, call: Callable[[], _T]) -> _T:
        begun = time.monotonic()
        try:
            return call()
        finally:
            self._wrote_s = time.monotonic() - begun

    def _rest(self) -> None:
        """Leave the database alone for a moment, so that a star in the app gets its turn."""
        time.sleep(rest_s(self._wrote_s))

    def close(self) -> None:
        """Wait for what is running."""
        self._thread.shutdown(wait=True)


def write_together(store: Store, calls: Iterable[Callable[[], object]]) -> None:
    """Run calls that write little, in one transaction."""
    with store.together():
        for call in calls:
            call()


def _tell(waiting: Iterable[asyncio.Future[None]], error: Exception | None) -> None:
    """Say to those who still wait how writing went."""
    for done in waiting:
        if done.done():
            continue
        if error is None:
            done.set_result(None)
        else:
            done.set_exception(error)
