"""Fetch one document: redirects, limits, decoding, and an outcome that says how it ended. Knows no feed, no store."""

from __future__ import annotations

import hashlib
import ssl
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from types import TracebackType
from typing import Self, TypeVar

from aiohttp import ClientError, ClientResponse

from newsreader.net import headers as read
from newsreader.net.addresses import Origin, is_loopback, origin_of
from newsreader.net.body import BadBody, Body, read_body
from newsreader.net.connect import Attempt, Connections
from newsreader.net.files import STALLED_S, Sink, read_file
from newsreader.net.hops import (
    MAX_FILE_REDIRECTS,
    MAX_REDIRECTS,
    REDIRECTS,
    Hop,
    first_hop,
    next_hop,
    not_public,
    refuse_address,
    typed_origin,
)
from newsreader.net.limits import CONNECTIONS, PER_HOST, Deadline, LargeBodies, Turns
from newsreader.net.outcome import Downloaded, FailureKind, Fetched, FetchFailed, NotModified, Outcome
from newsreader.net.proxies import Proxies
from newsreader.net.reasons import explain, explain_status
from newsreader.net.request import TIMEOUT_S, FetchRequest, headers_for


@dataclass(frozen=True, slots=True)
class _Redirected:
    status: int
    location: str


_Answer = TypeVar("_Answer")
_Read = Callable[
    [FetchRequest, Hop, dict[str, str], ClientResponse, Deadline], Awaitable[_Answer | FetchFailed | _Redirected]
]
"""Turns an answer whose head is here into what it means; takes the headers that were sent, too."""


class Fetcher:
    """Fetches, many at a time; one for a whole engine, since the limits hold within it.

    An async context manager: at its end every connection is closed. `tls` replaces the system's certificates.
    The environment's proxies are read once, when it is made.
    """

    def __init__(
        self,
        *,
        connections: int = CONNECTIONS,
        per_host: int = PER_HOST,
        tls: ssl.SSLContext | None = None,
        timeout_s: float = TIMEOUT_S,
    ) -> None:
        self._connections = Connections(tls)
        self._proxies = Proxies()
        self._turns = Turns(connections, per_host)
        self._large = LargeBodies()
        self._timeout_s = timeout_s

    async def __aenter__(self) -> Self:
        await self._connections.__aenter__()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._connections.__aexit__(kind, error, trace)

    async def fetch(self, request: FetchRequest) -> Outcome:
        """Fetch what is asked for. Every failure is a value; only cancelling raises, and takes effect at once."""
        deadline = Deadline(self._timeout_s if request.timeout_s is None else request.timeout_s)
        return await self._follow(request, self._read, deadline, MAX_REDIRECTS)

    async def download(self, request: FetchRequest, sink: Sink) -> Downloaded | FetchFailed:
        """Stream a file into a sink, by the same rules; it may take as long as something of it comes."""

        async def read(
            request: FetchRequest, hop: Hop, sent: dict[str, str], response: ClientResponse, deadline: Deadline
        ) -> Downloaded | FetchFailed | _Redirected:
            return await _stream(request, hop, sent, response, deadline, sink)

        return await self._follow(request, read, Deadline(STALLED_S), MAX_FILE_REDIRECTS)

    async def _follow(
        self, request: FetchRequest, read: _Read[_Answer], deadline: Deadline, most: int
    ) -> _Answer | FetchFailed:
        """Ask the address, then those that redirects lead to."""
        start = first_hop(request)
        if isinstance(start, FetchFailed):
            return start
        hop, request = start
        typed = typed_origin(request)
        while True:
            answer = await self._visit(request, hop, typed, deadline, read)
            if not isinstance(answer, _Redirected):
                return answer
            following = next_hop(hop, answer.status, answer.location, most)
            if isinstance(following, FetchFailed):
                return following
            hop = following

    async def _visit(
        self, request: FetchRequest, hop: Hop, typed: Origin | None, deadline: Deadline, read: _Read[_Answer]
    ) -> _Answer | FetchFailed | _Redirected:
        """Ask one address, in its turn."""
        is_typed = hop.origin == typed
        proxy = self._proxies.proxy_for(hop.origin)
        if not is_typed and (refused := refuse_address(hop, by_name=proxy is not None)):
            return refused
        if proxy is not None and origin_of(proxy) is None:
            reason = "The environment names a proxy that is not an HTTP proxy."
            return FetchFailed(hop.url, FailureKind.PROXY, reason)
        attempt = Attempt()
        async with self._turns.of(hop.origin.host, is_exempt=is_typed and is_loopback(hop.origin.host)) as host:
            headers = headers_for(request, hop.url, hop.origin, typed)
            # An idle connection is worth its descriptor only while someone waits for it.
            headers["Connection"] = "keep-alive" if host.is_wanted_again else "close"
            try:
                async with (
                    deadline.running(),
                    self._connections.ask(hop.url, headers, attempt, is_anywhere=is_typed, proxy=proxy) as response,
                ):
                    attempt.has_answer = True
                    return await read(request, hop, headers, response, deadline)
            except (ClientError, OSError, ValueError) as error:
                if attempt.refused_address is not None and not attempt.is_new_connection:
                    return not_public(hop)
                kind, reason = explain(error, hop.origin, deadline.limit_s, has_answer=attempt.has_answer)
                return FetchFailed(hop.url, kind, reason)

    async def _read(
        self, request: FetchRequest, hop: Hop, sent: dict[str, str], response: ClientResponse, deadline: Deadline
    ) -> Outcome | _Redirected:
        """Turn an answer whose head is here into what it means."""
        status = response.status
        if status in REDIRECTS:
            return _Redirected(status, response.headers.get("Location", ""))
        if status == 304 and not sent.keys().isdisjoint(("If-None-Match", "If-Modified-Since")):
            return _not_modified(response, hop, request.now)
        if status not in (200, 203):
            wait_s = read.retry_after_s(response.headers, request.now)
            return FetchFailed(hop.url, FailureKind.STATUS, explain_status(status), status, wait_s)
        body = await read_body(response, request.max_bytes, self._large, deadline)
        if isinstance(body, BadBody):
            return FetchFailed(hop.url, body.kind, body.reason, status)
        return _fetched(response, hop, body, request.now)


async def _stream(
    request: FetchRequest, hop: Hop, sent: dict[str, str], response: ClientResponse, deadline: Deadline, sink: Sink
) -> Downloaded | FetchFailed | _Redirected:
    status = response.status
    if status in REDIRECTS:
        return _Redirected(status, response.headers.get("Location", ""))
    if status not in (200, 203) and not (status == 206 and "Range" in sent):
        wait_s = read.retry_after_s(response.headers, request.now)
        return FetchFailed(hop.url, FailureKind.STATUS, explain_status(status), status, wait_s)
    size = await read_file(response, request, sink, deadline)
    if isinstance(size, BadBody):
        return FetchFailed(hop.url, size.kind, size.reason, status)
    return Downloaded(hop.url, size)


def _not_modified(response: ClientResponse, hop: Hop, now: int) -> NotModified:
    return NotModified(
        url=hop.url,
        etag=read.validator(response.headers.get("ETag")),
        last_modified=read.validator(response.headers.get("Last-Modified")),
        permanent_url=hop.permanent_url,
        max_age_s=read.max_age_s(response.headers, now),
    )


def _fetched(response: ClientResponse, hop: Hop, body: Body, now: int) -> Fetched:
    content_type = response.headers.get("Content-Type")
    return Fetched(
        url=hop.url,
        body=body.decoded,
        digest=hashlib.blake2b(body.decoded, digest_size=16).digest(),
        content_type=read.media_type(content_type),
        charset=read.charset(content_type),
        etag=read.validator(response.headers.get("ETag")),
        last_modified=read.validator(response.headers.get("Last-Modified")),
        permanent_url=hop.permanent_url,
        max_age_s=read.max_age_s(response.headers, now),
        wire_bytes=body.wire_bytes,
    )
