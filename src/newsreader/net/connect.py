"""Open connections and send requests, by the rule of addresses. Knows nothing of redirects, bodies or limits.

Two sessions, so that a pooled connection is no way around the rule: one connects anywhere and is used inside the
origin that the user typed (and to a proxy), the other connects to public addresses alone. The check is made on the
address that is connected to, whatever the name resolved to and however a literal was spelled.
"""

from __future__ import annotations

import errno
import socket
import ssl
import sys
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
    trust: Trust | None = None
    """What is to be trusted on the connection; None where TLS is not spoken."""


# aiohttp calls a socket factory without telling for which request, but in the request's own context.
_attempt: ContextVar[Attempt] = ContextVar("attempt")


class Trust:
    """The context that TLS is spoken with. By default the system's certificates, which take 25 ms to be read.

    So they are read when there is an address to connect to, and never where no name can be looked up.
    """

    def __init__(self, context: ssl.SSLContext | None) -> None:
        self._is_ready = context is not None
        if context is None:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
            if sys.version_info >= (3, 13):  # as create_default_context() does since
                context.verify_flags |= ssl.VERIFY_X509_PARTIAL_CHAIN | ssl.VERIFY_X509_STRICT
            context.set_alpn_protocols(("http/1.1",))
        self.context = context

    def read_certificates(self) -> None:
        """Trust what the system trusts, unless that is done or something else is to be trusted."""
        if not self._is_ready:
            self.context.load_default_certs()
            self._is_ready = True


class Connections:
    """The two sessions. An async context manager; at its end no connection is left."""

    def __init__(self, tls: ssl.SSLContext | None = None) -> None:
        self._trust = Trust(tls)
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
        if url.startswith("https:") or (proxy or "").startswith("https:"):
            attempt.trust = self._trust
        return session.get(
            URL(url, encoded=True), headers=headers, proxy=proxy, ssl=self._trust.context, allow_redirects=False
        )


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
    attempt = _attempt.get()
    attempt.is_new_connection = True
    if attempt.trust is not None:
        attempt.trust.read_certificates()
    family, kind, protocol, _, _ = address
    return socket.socket(family, kind, protocol)


def _socket_public(address: AddrInfoType) -> socket.socket:
    ip = str(address[4][0])
    if not is_public(ip):
        _attempt.get().refused_address = ip
        raise OSError(errno.EACCES, "not a public address")
    return _socket_anywhere(address)
