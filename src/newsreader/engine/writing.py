"""The engine's only hand on the database: one thread, short transactions, and a rest after each."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

ARTICLES_AT_ONCE = 50
"""Per transaction: it then takes milliseconds."""
_LONGEST_REST_S = 0.02

_T = TypeVar("_T")


class DatabaseThread:
    """Runs what reads and writes the store, one call after the other, off the engine's loop."""

    def __init__(self) -> None:
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="database")
        self._wrote_s = 0.0

    async def read(self, call: Callable[[], _T]) -> _T:
        """Run a call that only reads."""
        return await asyncio.get_running_loop().run_in_executor(self._thread, call)

    async def write(self, call: Callable[[], _T]) -> _T:
        """Run a call that makes one short transaction; the thread rests after it, but the caller goes on."""
        answer = asyncio.get_running_loop().run_in_executor(self._thread, self._timed, call)
        self._thread.submit(self._rest)
        return await answer

    def _timed(self, call: Callable[[], _T]) -> _T:
        begun = time.monotonic()
        try:
            return call()
        finally:
            self._wrote_s = time.monotonic() - begun

    def _rest(self) -> None:
        """Leave the database alone for half as long as it was held, so that a star in the app gets its turn.

        SQLite queues nobody: who finds it locked tries again after 1, 2, 5, 10 ms and so on. With a third of the tries
        finding it free, 95 % of the stars are committed within 20 ms (tests/benchmarks/contention.py).
        """
        time.sleep(min(self._wrote_s / 2, _LONGEST_REST_S))

    def close(self) -> None:
        """Wait for what is running."""
        self._thread.shutdown(wait=True)
