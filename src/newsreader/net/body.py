"""Read an answer's body, decoded, within bounds. Knows aiohttp's answer, but not where it came from.

aiohttp's own decoding is off: a bound on decoded chunks comes too late when 256 MB arrive as one chunk.
"""

from __future__ import annotations

import zlib
from dataclasses import dataclass

from aiohttp import ClientResponse

from newsreader.net.headers import encodings
from newsreader.net.limits import Deadline, LargeBodies
from newsreader.net.outcome import FailureKind
from newsreader.text import clean

_GZIP = 31
_ZLIB = 15
_RAW_DEFLATE = -15
_MAX_MEMBERS = 1_000
"""Of one gzip stream: servers that flush write a few, an attacker writes half a million empty ones."""


@dataclass(frozen=True, slots=True)
class Body:
    """A body that arrived whole."""

    decoded: bytes
    wire_bytes: int


@dataclass(frozen=True, slots=True)
class BadBody:
    """A body that was refused, and why."""

    kind: FailureKind
    reason: str


async def read_body(response: ClientResponse, max_bytes: int, large: LargeBodies, deadline: Deadline) -> Body | BadBody:
    """Return the decoded body, of at most `max_bytes` on the wire and decoded, or what is wrong with it.

    A connection that breaks off raises aiohttp's ClientPayloadError or OSError.
    """
    names = encodings(",".join(response.headers.getall("Content-Encoding", ())))
    if len(names) > 1 or not _KNOWN.issuperset(names):
        packed = clean(", ".join(names), 40)
        return BadBody(FailureKind.ENCODING, f"The answer is packed as {packed}, which nobody asked for.")
    if (response.content_length or 0) > max_bytes:
        return _too_large(max_bytes)
    unpacker = Unpacker(names[0] if names else None, max_bytes)
    wire_bytes = 0
    async with large.room(deadline) as room:
        async for chunk in response.content.iter_any():
            wire_bytes += len(chunk)
            try:
                unpacker.feed(chunk)
            except zlib.error:
                return BadBody(FailureKind.ENCODING, f"The answer says it is packed as {names[0]}, but it is not.")
            if unpacker.is_too_large or wire_bytes > max_bytes:
                return _too_large(max_bytes)
            await room.hold(len(unpacker.decoded))
    if not wire_bytes:
        return BadBody(FailureKind.EMPTY, "The server answered with nothing.")
    if not unpacker.is_complete:
        return BadBody(FailureKind.CUT, "The answer broke off before its end.")
    if not unpacker.decoded:
        return BadBody(FailureKind.EMPTY, "The server answered with nothing.")
    return Body(bytes(unpacker.decoded), wire_bytes)


def _too_large(max_bytes: int) -> BadBody:
    return BadBody(FailureKind.TOO_LARGE, f"The document is larger than {max_bytes / 1_000_000:g} MB.")


_KNOWN = frozenset({"gzip", "x-gzip", "deflate"})


class Unpacker:
    """Undoes one content encoding, or none, and stops once more than `max_bytes` come out of it."""

    def __init__(self, encoding: str | None, max_bytes: int) -> None:
        self.decoded = bytearray()
        self._max_bytes = max_bytes
        self._encoding = encoding
        self._inflate: zlib._Decompress | None = None
        self._members = 0

    @property
    def is_too_large(self) -> bool:
        """Did more come out than is allowed; what is there then is no more than one byte over."""
        return len(self.decoded) > self._max_bytes

    @property
    def is_complete(self) -> bool:
        """Has the packed stream reached its own end."""
        return self._encoding is None or (self._inflate is not None and self._inflate.eof)

    def feed(self, chunk: bytes) -> None:
        """Take the next bytes of the wire. Raises zlib.error where they are not packed as was said."""
        if self._encoding is None:
            self.decoded += chunk
            return
        while chunk and not self.is_too_large:
            if self._inflate is None or self._inflate.eof:
                if self._inflate is not None and not self._is_next_member(chunk):
                    return  # padding behind the last member
                self._inflate = self._next_inflate(chunk)
            self.decoded += self._inflate.decompress(chunk, self._max_bytes + 1 - len(self.decoded))
            chunk = self._inflate.unused_data if self._inflate.eof else self._inflate.unconsumed_tail

    def _is_next_member(self, chunk: bytes) -> bool:
        return self._encoding != "deflate" and b"\x1f\x8b".startswith(chunk[:2])

    def _next_inflate(self, chunk: bytes) -> zlib._Decompress:
        self._members += 1
        if self._members > _MAX_MEMBERS:
            raise zlib.error("too many members")
        if self._encoding != "deflate":
            return zlib.decompressobj(_GZIP)
        # "deflate" means a zlib stream, but many servers send it without the two bytes of its head.
        is_zlib = chunk[0] & 0x0F == 8 and (len(chunk) < 2 or int.from_bytes(chunk[:2]) % 31 == 0)
        return zlib.decompressobj(_ZLIB if is_zlib else _RAW_DEFLATE)
