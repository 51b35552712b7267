"""One engine a home: who refreshes holds a lease and renews it while it works."""

from __future__ import annotations

import asyncio
import logging
import os
import secrets
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from functools import partial

from newsreader.engine.tools import Tools
from newsreader.errors import StoreError

NAME = "engine"
LASTS_S = 15
"""A killed holder's lease runs out by itself after this time."""
RENEW_S = 5.0
_MACHINE = socket.gethostname()

_log = logging.getLogger(__name__)


def is_dead(holder: str) -> bool:
    """Did this holder run on this machine, and runs no more."""
    machine, _, rest = holder.rpartition("/")[0].rpartition("/")
    if machine != _MACHINE or not rest.isdecimal():
        return False
    try:
        os.kill(int(rest), 0)
    except ProcessLookupError:
        return True
    except OSError:
        return False
    return False


class Lease:
    """The right to refresh, for one process."""

    def __init__(self, tools: Tools) -> None:
        self._tools = tools
        # The process is part of the name: one that was killed on this machine need not be waited for.
        self._holder = f"{_MACHINE}/{os.getpid()}/{secrets.token_hex(8)}"

    async def take(self) -> bool:
        """Take or renew the lease; False while another process has it."""
        leases = self._tools.store.leases
        holder = await self._tools.database.read(partial(leases.holder, NAME))
        if holder is not None and is_dead(holder):
            await self._tools.database.read(partial(leases.release, NAME, holder))
        take = partial(leases.take, NAME, self._holder, now=self._tools.clock(), for_s=LASTS_S)
        return await self._tools.database.read(take)

    async def release(self) -> None:
        """Give it back."""
        await self._tools.database.read(partial(self._tools.store.leases.release, NAME, self._holder))


async def _is_renewed(lease: Lease) -> bool:
    try:
        return await lease.take()
    except StoreError as error:
        # What is written meanwhile fails as well and says so. Until another process has it the lease is ours.
        _log.warning("the lease is not renewed: %s", error)
        return True


@asynccontextmanager
async def held_lease(tools: Tools) -> AsyncIterator[bool]:
    """Hold the lease for the block; yields False where another process has it."""
    lease = Lease(tools)
    if not await lease.take():
        yield False
        return

    working = asyncio.current_task()

    async def renew() -> None:
        while await _is_renewed(lease):
            await asyncio.sleep(RENEW_S)
        # This process was stopped for so long (a closed lid) that another one took over.
        if working is not None:
            working.cancel()

    renewing = asyncio.create_task(renew())
    try:
        yield True
    finally:
        renewing.cancel()
        with suppress(asyncio.CancelledError):
            await renewing
        await lease.release()
