"""What commands begin with: the open store, the time, an event loop for those that fetch."""

from __future__ import annotations

import time
from collections.abc import Coroutine, Iterator
from contextlib import contextmanager

from newsreader.paths import Paths
from newsreader.store import Store


@contextmanager
def opened(paths: Paths) -> Iterator[Store]:
    """Hold the store open for the block."""
    store = Store.open(paths.database, paths.backups, now=now())
    try:
        yield store
    finally:
        store.close()


def now() -> int:
    """Return the present, in UTC seconds: the command line may read the clock."""
    return int(time.time())


def run_async(command: Coroutine[None, None, int]) -> int:
    """Run a command that fetches to its end and return its exit status."""
    import asyncio  # list, star and the like need no event loop and answer sooner without it

    return asyncio.run(command)
