"""One engine a home: who refreshes holds a lease and renews it while it works."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from functools import partial

from newsreader.engine.tools import Tools

NAME = "engine"
LASTS_S = 15
"""A killed holder's lease runs out by itself after this time."""
RENEW_S = 5.0


class Lease:
    """The right to refresh, for one process."""

    def __init__(self, tools: Tools) -> None:
        self._tools = tools
        self._holder = secrets.token_hex(8)

    async def take(self) -> bool:
        """Take or renew the lease; False while another process has it."""
        take = partial(self._tools.store.leases.take, NAME, self._holder, now=self._tools.clock(), for_s=LASTS_S)
        return await self._tools.database.read(take)

    async def release(self) -> None:
        """Give it back."""
        await self._tools.database.read(partial(self._tools.store.leases.release, NAME, self._holder))


@asynccontextmanager
async def held_lease(tools: Tools) -> AsyncIterator[bool]:
    """Hold the lease for the block; yields False where another process has it."""
    lease = Lease(tools)
    if not await lease.take():
        yield False
        return

    async def renew() -> None:
        while True:
            await asyncio.sleep(RENEW_S)
            await lease.take()

    renewing = asyncio.create_task(renew())
    try:
        yield True
    finally:
        renewing.cancel()
        with suppress(asyncio.CancelledError):
            await renewing
        await lease.release()
