"""What is asked of the fetcher, and the headers that carry it. Pure; secrets in here are never shown or logged."""

from __future__ import annotations

import base64
import re
from dataclasses import dataclass, field
from enum import StrEnum

from newsreader import __version__
from newsreader.net.addresses import Origin, is_same_server
from newsreader.net.headers import validator

MAX_BYTES = 10_000_000
"""Of a body, on the wire and decoded; the settings may say otherwise (promise 2)."""
TIMEOUT_S = 20.0
"""For a whole fetch with its redirects, without the wait for its turn (promise 2)."""
USER_AGENT = f"newsreader/{__version__} (feed reader)"


class FetchKind(StrEnum):
    """What is fetched: it decides what the server is asked for."""

    FEED = "feed"
    PAGE = "page"
    IMAGE = "image"
    ROBOTS = "robots"
    FILE = "file"
    """An enclosure: too large to be held, so it is streamed (`Fetcher.download`)."""


_ACCEPT = {
    # Some servers offer HTML to whoever does not ask for XML by name.
    FetchKind.FEED: "application/atom+xml, application/rss+xml, application/feed+json, application/xml;q=0.9, "
    "text/xml;q=0.9, application/json;q=0.9, text/html;q=0.5, */*;q=0.1",
    FetchKind.PAGE: "text/html, application/xhtml+xml, application/xml;q=0.9, */*;q=0.1",
    FetchKind.IMAGE: "image/webp, image/png, image/jpeg, image/gif, */*;q=0.1",
    FetchKind.ROBOTS: "text/plain, */*;q=0.1",
    FetchKind.FILE: "*/*",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchRequest:
    """One document to fetch."""

    url: str
    kind: FetchKind
    now: int
    """UTC seconds; dates in Retry-After and Expires are measured from it where the server names no time of its own."""
    typed_url: str | None = None
    """What the user typed: inside its origin (scheme, host, port) addresses need not be public, and only there do
    `headers` and `basic_auth` go. For a feed its subscribed address, for a page or an image that of its feed.
    None: nothing was typed."""
    etag: str | None = None
    last_modified: str | None = None
    validators_of: str | None = None
    """The address whose answer gave `etag` and `last_modified`: they are sent there alone, since another document
    may answer 304 to them too. None: they are sent on every hop."""
    begins_at: int = 0
    """Of a FILE: so many bytes are here. The rest is asked for, if `etag` or `last_modified` can say of what file they
    are; a server that has another one by now sends it whole (RFC 9110 §13.1.5)."""
    max_bytes: int = MAX_BYTES
    timeout_s: float | None = None
    """For it and its redirects, without the wait for its turn; None: as the fetcher was told."""
    user_agent: str | None = None
    """Instead of the program's own."""
    headers: tuple[tuple[str, str], ...] = field(default=(), repr=False)
    """Names and texts that the user set for this feed; they may be secrets (Cookie, Authorization)."""
    basic_auth: tuple[str, str] | None = field(default=None, repr=False)
    """User name and password."""


_NAME = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
_TEXT = re.compile(r"[^\x00-\x08\x0a-\x1f\x7f-\x9f\ud800-\udfff]*")
# These decide where a message ends, where it goes and what comes back; they are the fetcher's own.
_RESERVED = frozenset(
    {
        *("accept-encoding", "connection", "content-length", "host", "if-range", "range", "te"),
        *("transfer-encoding", "upgrade"),
    }
)


def is_sendable(request: FetchRequest) -> bool:
    """Can what the user set be sent: no control character, no line break, no half of a character."""
    texts = (request.user_agent or "", *(request.basic_auth or ()), *(text for _, text in request.headers))
    return all(map(_TEXT.fullmatch, texts)) and all(_NAME.fullmatch(name) for name, _ in request.headers)


def headers_for(request: FetchRequest, url: str, origin: Origin, typed: Origin | None) -> dict[str, str]:
    """Return the headers to send to `url` of `origin`; what the user set as secret only inside the `typed` origin."""
    headers = {"Accept": _ACCEPT[request.kind], "User-Agent": request.user_agent or USER_AGENT}
    if request.kind is FetchKind.FILE:
        if request.begins_at and (known := same_file(request)):
            headers |= {"Range": f"bytes={request.begins_at}-", "If-Range": known}
    elif request.validators_of in (None, url):
        if etag := validator(request.etag):
            headers["If-None-Match"] = etag
        if last_modified := validator(request.last_modified):
            headers["If-Modified-Since"] = last_modified
    if typed is not None and is_same_server(typed, origin):
        if request.basic_auth is not None:
            headers["Authorization"] = _basic(*request.basic_auth)
        for name, text in request.headers:
            if name.lower() not in _RESERVED:
                headers[_canonical(name)] = text
    # The bytes of a packed file could not be counted.
    headers["Accept-Encoding"] = "identity" if request.kind is FetchKind.FILE else "gzip, deflate"
    return headers


def same_file(request: FetchRequest) -> str | None:
    """Return what tells a server of which file a part is here: a strong ETag, else the date; None where nothing can."""
    etag = validator(request.etag)
    return etag if etag and not etag.startswith("W/") else validator(request.last_modified)


def _canonical(name: str) -> str:
    """Return the name as `headers_for` itself would write it, so that the user's word replaces ours."""
    return "-".join(word.capitalize() for word in name.split("-"))


def _basic(user: str, password: str) -> str:
    return "Basic " + base64.b64encode(f"{user}:{password}".encode()).decode("ascii")
