"""Open connections and send requests, by the rule of addresses. Knows nothing of redirects, bodies or limits.

Two sessions, so that a pooled connection is no way around the rule: one connects anywhere and is used inside the
origin that the user typed (and to a proxy), the other connects to public addresses alone. The check is made on the
address that is connected to, whatever the name resolved to and however a literal was spelled.
"""

from __future__ import annotations

import errno
import socket
import ssl
from contextlib import AbstractAsyncContextManager, AsyncExitStack
from contextvars import ContextVar
from dataclasses import dataclass
from types import TracebackType
from typing import Self

from aiohttp import (
    AddrInfoType,
    ClientConnectionError,
    ClientConnectorError,
    ClientHandlerType,
    ClientOSError,
    ClientRequest,
    ClientResponse,
    ClientSession,
    ClientTimeout,
    DummyCookieJar,
    ServerDisconnectedError,
    SocketFactoryType,
    TCPConnector,
)
from yarl import URL

from newsreader.net.addresses import is_public
from newsreader.net.resolve import Resolver

KEEP_ALIVE_S = 4
"""Shorter than the 5 s after which common servers close an idle connection, so that we seldom meet a closed one."""
DNS_CACHE_S = 60
MAX_HEADER_BYTES = 32_768
"""Of one header line. aiohttp's 8 KB are too few for the security policies of large sites."""


class ConnectionDropped(ClientConnectionError):
    """The server closed a connection instead of answering on it."""


@dataclass(slots=True)
class Attempt:
    """What became known while one request tried to connect."""

    is_new_connection: bool = False
    refused_address: str | None = None
    """An address that is not public, where only such may be connected to."""
    has_answer: bool = False
    """Did the head of an answer arrive."""


# aiohttp calls a socket factory without telling for which request, but in the request's own context.
_attempt: ContextVar[Attempt] = ContextVar("attempt")


class Connections:
    """The two sessions. An async context manager; at its end no connection is left."""

    def __init__(self, tls: ssl.SSLContext | None = None) -> None:
        self._tls = tls
        self._open = AsyncExitStack()
        self._anywhere: ClientSession
        self._public: ClientSession

    async def __aenter__(self) -> Self:
        self._anywhere = await self._open.enter_async_context(_session(_socket_anywhere))
        self._public = await self._open.enter_async_context(_session(_socket_public))
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._open.aclose()

    def ask(
        self, url: str, headers: dict[str, str], attempt: Attempt, *, is_anywhere: bool, proxy: str | None
    ) -> AbstractAsyncContextManager[ClientResponse]:
        """Send a GET and give the answer, its body unread and packed as it comes.

        Raises aiohttp.ClientError, OSError and, for an address it cannot make sense of, ValueError. Nothing here
        takes a time limit: the caller's holds for all of it.
        """
        _attempt.set(attempt)
        session = self._anywhere if is_anywhere or proxy else self._public
        is_safe = url.startswith("https:") or (proxy or "").startswith("https:")
        tls = self._context() if is_safe else True
        return session.get(URL(url, encoded=True), headers=headers, proxy=proxy, ssl=tls, allow_redirects=False)

    def _context(self) -> ssl.SSLContext:
        """Return what TLS is spoken with, by default as the system trusts: to read its certificates takes 25 ms."""
        if self._tls is None:
            self._tls = ssl.create_default_context()
            self._tls.set_alpn_protocols(("http/1.1",))
        return self._tls


def _session(socket_factory: SocketFactoryType) -> ClientSession:
    connector = TCPConnector(
        resolver=Resolver(),
        ttl_dns_cache=DNS_CACHE_S,
        keepalive_timeout=KEEP_ALIVE_S,
        limit=0,  # limits.Turns counts
        socket_factory=socket_factory,
    )
    return ClientSession(
        connector=connector,
        cookie_jar=DummyCookieJar(),
        timeout=ClientTimeout(total=None, sock_connect=None),
        auto_decompress=False,
        max_line_size=MAX_HEADER_BYTES,
        max_field_size=MAX_HEADER_BYTES,
        middlewares=[_retry_only_stale],
    )


async def _retry_only_stale(request: ClientRequest, handler: ClientHandlerType) -> ClientResponse:
    """Let aiohttp ask again only where a kept connection turned out closed: a refresh is one request (promise 5)."""
    try:
        return await handler(request)
    except ClientConnectorError:
        raise
    except (ClientOSError, ServerDisconnectedError) as error:
        if _attempt.get().is_new_connection:
            raise ConnectionDropped from error
        raise


def _socket_anywhere(address: AddrInfoType) -> socket.socket:
    _attempt.get().is_new_connection = True
    family, kind, protocol, _, _ = address
    return socket.socket(family, kind, protocol)


def _socket_public(address: AddrInfoType) -> socket.socket:
    ip = str(address[4][0])
    if not is_public(ip):
        _attempt.get().refused_address = ip
        raise OSError(errno.EACCES, "not a public address")
    return _socket_anywhere(address)
