"""Look names up in threads of our own. Knows no HTTP.

asyncio's own lookups share the loop's few default threads with everything else, so a handful of dead names would
hold up all others, and a lookup that hangs keeps the program from ending (promise 19). These threads are daemons.
"""

from __future__ import annotations

import asyncio
import socket
import threading
from contextlib import suppress

from aiohttp.abc import AbstractResolver, ResolveResult

LOOKUPS = 32
"""At once: half of the connections, since names are remembered and most answers take milliseconds."""

# Only addresses of a family that this machine has; some systems refuse flags outside of AI_MASK.
_FLAGS = socket.AI_ADDRCONFIG & getattr(socket, "AI_MASK", socket.AI_ADDRCONFIG)


class Resolver(AbstractResolver):
    """Names to addresses by the system's resolver, in its order."""

    def __init__(self) -> None:
        self._turns = asyncio.Semaphore(LOOKUPS)

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_UNSPEC
    ) -> list[ResolveResult]:
        """Return the addresses of a name. Raises OSError (gaierror) if it has none."""
        async with self._turns:
            found: asyncio.Future[list[ResolveResult]] = asyncio.get_running_loop().create_future()
            threading.Thread(target=_look_up, args=(found, host, port, family), name="name lookup", daemon=True).start()
            return await found

    async def close(self) -> None:
        """Nothing to release: a lookup under way ends on its own, unheard."""


def _look_up(found: asyncio.Future[list[ResolveResult]], host: str, port: int, family: socket.AddressFamily) -> None:
    result: list[ResolveResult] | OSError
    try:
        result = _addresses(host, port, family)
    except OSError as error:
        result = error
    except UnicodeError:  # a part of the name is empty or longer than 63 bytes
        result = socket.gaierror(socket.EAI_NONAME, "not a host name")
    with suppress(RuntimeError):  # the loop ended meanwhile
        found.get_loop().call_soon_threadsafe(_tell, found, result)


def _tell(found: asyncio.Future[list[ResolveResult]], result: list[ResolveResult] | OSError) -> None:
    if found.done():
        return
    if isinstance(result, OSError):
        found.set_exception(result)
    else:
        found.set_result(result)


def _addresses(host: str, port: int, family: socket.AddressFamily) -> list[ResolveResult]:
    infos = socket.getaddrinfo(host, port, family=family, type=socket.SOCK_STREAM, flags=_FLAGS)
    found = [
        ResolveResult(
            hostname=host,
            host=str(address[0]),
            port=int(address[1]),
            family=kind,
            proto=protocol,
            flags=socket.AI_NUMERICHOST | socket.AI_NUMERICSERV,
        )
        for kind, _, protocol, _, address in infos
        if kind in (socket.AF_INET, socket.AF_INET6)
    ]
    if not found:
        raise socket.gaierror(socket.EAI_NONAME, "no address of a kind that is known here")
    return found
