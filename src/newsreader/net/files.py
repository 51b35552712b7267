"""Stream a file that is too large to be held: whole, or the rest of what is here. Knows aiohttp's answer."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from aiohttp import ClientResponse

from newsreader.net.body import BadBody
from newsreader.net.headers import encodings, media_type, validator
from newsreader.net.limits import Deadline
from newsreader.net.outcome import FailureKind
from newsreader.net.request import FetchRequest

STALLED_S = 60.0
"""A file of which not even `_PROGRESS` bytes arrive within this time is given up."""
_PROGRESS = 16_000
_CONTENT_RANGE = re.compile(r"bytes (\d{1,18})-(\d{1,18})/(\d{1,18}|\*)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class FileHead:
    """What a server says of the file before its bytes come."""

    begins_at: int
    """0, or where the request wanted it to begin."""
    size: int | None
    """Of the whole file, in bytes; None if it does not say."""
    etag: str | None
    last_modified: str | None


@dataclass(frozen=True, slots=True)
class Sink:
    """Where a file goes. What these raise ends the download and reaches the caller; it must be no OSError."""

    begin: Callable[[FileHead], Awaitable[None]]
    """Called once, when the head of the answer is here."""
    write: Callable[[bytes], Awaitable[None]]


async def read_file(response: ClientResponse, request: FetchRequest, sink: Sink, deadline: Deadline) -> int | BadBody:
    """Hand the file over as it comes; return the size of the whole, or what is wrong with it.

    A connection that breaks off raises aiohttp's ClientPayloadError or OSError.
    """
    head = _head(response, request.begins_at)
    if isinstance(head, BadBody):
        return head
    if (head.size or 0) > request.max_bytes:
        return _too_large(request.max_bytes)
    await sink.begin(head)
    deadline.renew()
    size, renewed_at = head.begins_at, head.begins_at
    async for chunk in response.content.iter_any():
        size += len(chunk)
        if size > request.max_bytes:
            return _too_large(request.max_bytes)
        await sink.write(chunk)
        if size - renewed_at >= _PROGRESS:
            deadline.renew()
            renewed_at = size
    if size == 0:
        return BadBody(FailureKind.EMPTY, "The server answered with nothing.")
    if head.size is not None and size != head.size:
        return BadBody(FailureKind.CUT, "The file broke off before its end.")
    return size


def _head(response: ClientResponse, begins_at: int) -> FileHead | BadBody:
    if encodings(",".join(response.headers.getall("Content-Encoding", ()))):
        return BadBody(FailureKind.ENCODING, "The file is packed, which nobody asked for.")
    if media_type(response.headers.get("Content-Type")) == "text/html":
        # A login, a page of the network's owner, an error that does not call itself one.
        return BadBody(FailureKind.PROTOCOL, "The server sent a page in place of the file.")
    etag, last_modified = (validator(response.headers.get(name)) for name in ("ETag", "Last-Modified"))
    if response.status != 206:
        return FileHead(0, response.content_length, etag, last_modified)
    match = _CONTENT_RANGE.fullmatch(response.headers.get("Content-Range", "").strip()[:100])
    if match is None or int(match[1]) != begins_at:
        return BadBody(FailureKind.PROTOCOL, "The server sent another part of the file than was asked for.")
    return FileHead(begins_at, None if match[3] == "*" else int(match[3]), etag, last_modified)


def _too_large(max_bytes: int) -> BadBody:
    return BadBody(FailureKind.TOO_LARGE, f"The file is larger than {max_bytes / 1_000_000:,g} MB.")
