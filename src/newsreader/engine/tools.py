"""What the use cases of the engine work with, and how it is put together."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

from newsreader.engine.secrets import Secrets
from newsreader.engine.suspect import Suspect
from newsreader.engine.worker import Worker
from newsreader.engine.writing import DatabaseThread
from newsreader.net.fetch import Fetcher
from newsreader.net.request import TIMEOUT_S
from newsreader.settings import Settings
from newsreader.store import Store


@dataclass(frozen=True, slots=True)
class Tools:
    """One of each."""

    store: Store
    fetcher: Fetcher
    worker: Worker
    database: DatabaseThread
    clock: Callable[[], int]
    """UTC seconds."""
    settings: Settings
    suspect: Suspect
    secrets: Secrets = field(default_factory=Secrets, repr=False)


@asynccontextmanager
async def opened_tools(
    store: Store,
    rules: Path | None = None,
    *,
    settings: Settings | None = None,
    clock: Callable[[], int] = lambda: int(time.time()),
    timeout_s: float = TIMEOUT_S,
) -> AsyncIterator[Tools]:
    """Hold fetcher, worker and the database's thread open for the block; the store stays the caller's.

    `rules` is the folder of the user's own rules for single sites, `timeout_s` the limit of a fetch.
    """
    database = DatabaseThread(store)
    suspect = Suspect(store.path.with_suffix(".reading"))
    try:
        async with Fetcher(timeout_s=timeout_s) as fetcher, Worker(rules, reading=suspect.set) as worker:
            yield Tools(store, fetcher, worker, database, clock, settings or Settings(), suspect)
    finally:
        database.close()
        suspect.close()
