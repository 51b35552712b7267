"""The use case of indexing: articles that are listed become known to the index of words, in the background.

Nothing waits for it: what is not indexed yet is found too, by reading it.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from functools import partial

from newsreader.engine.tools import Tools
from newsreader.store.indexing import LAST

WORTH_SAYING = 1_000
"""Where more articles than this are to be indexed, it takes seconds, and people are told how far it is."""


async def index_articles(
    tools: Tools,
    *,
    takes_teasers: bool = True,
    report: Callable[[int, int], object] = lambda done, total: None,
    turn: Callable[[], Awaitable[object]] | None = None,
) -> None:
    """Index what waits for it, the newest first, in short transactions with rests between them.

    `takes_teasers`: articles too whose page is still to be fetched, which will change them. `report` is told how many
    are done and how many there are, where these are many. `turn` is waited for before each transaction.
    """
    store = tools.store.indexing
    await tools.database.write(store.prepare)
    total = await tools.database.read(store.waiting)
    before: int | None = LAST if total else None
    while before is not None:
        if turn is not None:
            await turn()
        index = partial(store.index_some, before=before, now=tools.clock(), takes_teasers=takes_teasers)
        before = await tools.database.write(index)
        if total > WORTH_SAYING:
            waiting = await tools.database.read(store.waiting) if before is not None else 0
            report(max(total - waiting, 0), total)


class Indexer:
    """Indexes for an engine, whenever something was written, but not while somebody waits for a refresh."""

    def __init__(
        self,
        tools: Callable[[], Tools],
        start: Callable[[Coroutine[None, None, None]], object],
        report: Callable[[int, int], object],
    ) -> None:
        """`tools` are those of now; `start` runs work as a task."""
        self._tools = tools
        self._start = start
        self._report = report
        self._may_run = asyncio.Event()
        self._may_run.set()
        self._is_wanted = self._is_running = False
        self._takes_teasers = True

    def wake(self, *, takes_teasers: bool = True) -> None:
        """Look for what is to be indexed, now or once the refresh is over.

        `takes_teasers`: as `index_articles` has it; until the next time it is said.
        """
        self._is_wanted, self._takes_teasers = True, takes_teasers
        if not self._is_running:
            self._is_running = True
            self._start(self._run())

    def pause(self) -> None:
        """Leave the database to others."""
        self._may_run.clear()

    def go_on(self) -> None:
        """End a pause."""
        self._may_run.set()

    async def _run(self) -> None:
        try:
            while self._is_wanted:
                await self._may_run.wait()
                self._is_wanted = False
                await index_articles(
                    self._tools(), takes_teasers=self._takes_teasers, report=self._report, turn=self._may_run.wait
                )
        finally:
            self._is_running = False
