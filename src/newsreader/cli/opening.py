"""Open the store for a command, and close it whatever happens."""

from __future__ import annotations

import time
from collections.abc import Iterator
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
