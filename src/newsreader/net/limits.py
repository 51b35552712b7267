"""How many fetches go at once: in all, to one host name, and how many large bodies. Knows no HTTP.

aiohttp's own limit a host counts host *and port*, and its total forgets the idle connections.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, nullcontext
from dataclasses import dataclass, field

CONNECTIONS = 64
"""In all: the refresh of a thousand feeds then takes sixteen round trips."""
PER_HOST = 4
"""To one host name, whatever the port and scheme: what a polite browser does."""


@dataclass(slots=True)
class Host:
    """One host name while somebody wants it."""

    turns: asyncio.Semaphore
    wanted: int = 0
    """How many fetches are at it or wait for it."""

    @property
    def is_wanted_again(self) -> bool:
        """Does another fetch want this host, so that the connection is worth keeping."""
        return self.wanted > 1


class Turns:
    """Lets fetches pass, so many in all and so many a host name; the others wait in the order they came."""

    def __init__(self, connections: int = CONNECTIONS, per_host: int = PER_HOST) -> None:
        self._all = asyncio.Semaphore(connections)
        self._per_host = per_host
        self._hosts: dict[str, Host] = {}

    @asynccontextmanager
    async def of(self, name: str, *, is_exempt: bool) -> AsyncIterator[Host]:
        """Wait for a turn at the host and hold it; an exempt host has no limit of its own."""
        host = self._hosts.setdefault(name, Host(asyncio.Semaphore(self._per_host)))
        host.wanted += 1
        try:
            # The host's turn first: who waits for a slow host must not keep a connection from the others.
            async with nullcontext() if is_exempt else host.turns, self._all:
                yield host
        finally:
            host.wanted -= 1
            if not host.wanted:
                del self._hosts[name]


class Deadline:
    """The time that a fetch has left, over all its hops; it does not run while the fetch waits for others."""

    def __init__(self, limit_s: float) -> None:
        self.limit_s = limit_s
        self._left_s = limit_s
        self._since: float | None = None
        self._timeout: asyncio.Timeout | None = None

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Let the time run inside the block; raises TimeoutError when it is up."""
        async with asyncio.timeout(None) as self._timeout:
            self._start()
            try:
                yield
            finally:
                self._stop()

    @asynccontextmanager
    async def paused(self) -> AsyncIterator[None]:
        """Stop the time inside the block, which is inside a running one."""
        self._stop()
        try:
            yield
        finally:
            self._start()

    def renew(self) -> None:
        """Give back all of the time, inside a running block: what is waited for is coming."""
        assert self._timeout is not None
        self._left_s, self._since = self.limit_s, asyncio.get_running_loop().time()
        self._timeout.reschedule(self._since + self._left_s)

    def _start(self) -> None:
        assert self._timeout is not None
        self._since = asyncio.get_running_loop().time()
        self._timeout.reschedule(self._since + self._left_s)

    def _stop(self) -> None:
        assert self._timeout is not None
        assert self._since is not None
        self._left_s -= asyncio.get_running_loop().time() - self._since
        if not self._timeout.expired():
            self._timeout.reschedule(None)


LARGE_BYTES = 400_000
"""A body longer than this is large; hardly any feed is."""
LARGE_AT_ONCE = 4
"""Large bodies that arrive at one time. With CONNECTIONS small and as many MAX_BYTES long ones that is 64 MB in all."""


class LargeBodies:
    """Keeps the bodies that arrive at once within 64 MB: beyond LARGE_BYTES a body waits for one of a few places."""

    def __init__(self) -> None:
        self._places = asyncio.Semaphore(LARGE_AT_ONCE)

    @asynccontextmanager
    async def room(self, deadline: Deadline) -> AsyncIterator[Room]:
        """Give a body room to grow in; a place it took is given back at the end."""
        room = Room(self._places, deadline)
        try:
            yield room
        finally:
            if room.has_place:
                self._places.release()


@dataclass(slots=True)
class Room:
    """What one body may take."""

    places: asyncio.Semaphore
    deadline: Deadline
    has_place: bool = field(default=False)

    async def hold(self, length: int) -> None:
        """Wait, with the deadline stopped, until a body of `length` bytes may be held."""
        if self.has_place or length <= LARGE_BYTES:
            return
        async with self.deadline.paused():
            await self.places.acquire()
            self.has_place = True
