"""What commands begin with: the open store, the time, an event loop for those that fetch."""

from __future__ import annotations

import gc
import time
from collections.abc import Coroutine, Iterator
from contextlib import contextmanager

from newsreader.cli.output import complain
from newsreader.paths import Paths
from newsreader.settings import Settings, load_settings, unknown_feeds
from newsreader.store import Store

_COMPLAINTS = 10
"""Said by a command that is about something else."""


@contextmanager
def opened(paths: Paths) -> Iterator[Store]:
    """Hold the store open for the block."""
    store = Store.open(paths.database, paths.backups, now=now())
    try:
        yield store
    finally:
        store.close()


def settings_of(paths: Paths, store: Store | None = None) -> Settings:
    """Return the settings; what is wrong in their file is said and the command goes on.

    With a store, so is that a table names the address of no feed.
    """
    loaded = load_settings(paths.settings)
    if store is not None:
        loaded = loaded.with_faults(unknown_feeds(loaded.settings, (feed.url for feed in store.feeds.all())))
    for complaint in loaded.complaints[:_COMPLAINTS]:
        complain(f"settings.toml, {complaint}")
    if (more := len(loaded.complaints) - _COMPLAINTS) > 0:
        complain(f"settings.toml: and {more:,} more.")
    return loaded.settings


def now() -> int:
    """Return the present, in UTC seconds: the command line may read the clock."""
    return int(time.time())


@contextmanager
def importing() -> Iterator[None]:
    """Import within the block without looking for garbage meanwhile: a tenth of the time of many imports."""
    gc.disable()
    try:
        yield
    finally:
        collect_from_now_on()


def collect_from_now_on() -> None:
    """Look for garbage again, but never at what is here now: modules stay until the end."""
    gc.freeze()
    gc.enable()


def run_async(command: Coroutine[None, None, int]) -> int:
    """Run a command that fetches to its end and return its exit status."""
    import asyncio  # list, star and the like need no event loop and answer sooner without it

    return asyncio.run(command)
