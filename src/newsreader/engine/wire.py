"""What engine and worker say to each other: MessagePack behind a length. Content passes here, so nothing is logged."""

from __future__ import annotations

import struct
from typing import BinaryIO

import msgspec

from newsreader.model import ArticleText, OfferedFeed, Page, ParsedFeed, RoughText

LIMIT_S = 5
"""Seconds for one piece of work; then the worker ends itself (promise 4)."""
_HEAD = struct.Struct(">I")
HEAD_BYTES = _HEAD.size
"""Of every message: what says how long the rest is."""


class ParseTask(msgspec.Struct, frozen=True, tag="parse"):
    """A feed document to parse."""

    body: bytes
    url: str
    content_type: str | None
    charset: str | None


class FinishTask(msgspec.Struct, frozen=True, tag="finish"):
    """Texts to make of articles' HTML."""

    texts: tuple[RoughText, ...]


class ExtractTask(msgspec.Struct, frozen=True, tag="extract"):
    """A page to take the text from."""

    body: bytes
    url: str | None
    charset: str | None
    is_explained: bool = False
    """Is the record of what was decided wanted too."""


class PictureTask(msgspec.Struct, frozen=True, tag="picture"):
    """A picture to make a small one of."""

    body: bytes


class Parsed(msgspec.Struct, frozen=True, tag="parsed"):
    """The document as articles."""

    feed: ParsedFeed


class Finished(msgspec.Struct, frozen=True, tag="finished"):
    """The texts, in the order of the task."""

    texts: tuple[ArticleText, ...]


class Extracted(msgspec.Struct, frozen=True, tag="extracted"):
    """The page as blocks."""

    page: Page
    single_page: str | None = None
    """Where the whole article is on one page, by the rule of its site."""
    next_page: str | None = None
    """Where it goes on, by the rule of its site."""
    steps: tuple[str, ...] = ()
    """What was decided and why, one line each, where that was wanted."""
    rule_problems: tuple[str, ...] = ()
    """What is wrong with the user's own rules."""


class Pictured(msgspec.Struct, frozen=True, tag="pictured"):
    """The picture, decoded and encoded anew."""

    body: bytes
    suffix: str
    """What it is: "jpg" or "png"."""
    width: int
    height: int


class Unreadable(msgspec.Struct, frozen=True, tag="unreadable"):
    """The document is not what it should be; the reason is for people."""

    reason: str
    is_not_a_feed: bool = False
    offers: tuple[OfferedFeed, ...] = ()
    """The feeds that it links to, if it is a page."""
    is_crash: bool = False
    """Did it end the worker, or have to be ended with it."""


Task = ParseTask | FinishTask | ExtractTask | PictureTask
Result = Parsed | Finished | Extracted | Pictured | Unreadable

_encoder = msgspec.msgpack.Encoder()
_tasks: msgspec.msgpack.Decoder[Task] = msgspec.msgpack.Decoder(Task)
_results: msgspec.msgpack.Decoder[Result] = msgspec.msgpack.Decoder(Result)


def pack(message: Task | Result) -> bytes:
    """Return the message with its length before it."""
    encoded = _encoder.encode(message)
    return _HEAD.pack(len(encoded)) + encoded


def unpack_length(head: bytes) -> int:
    """Return how many bytes follow the four of `head`."""
    length: int = _HEAD.unpack(head)[0]
    return length


def decode_result(encoded: bytes) -> Result:
    """Return what the worker answered."""
    return _results.decode(encoded)


def read_task(stream: BinaryIO) -> Task | None:
    """Return the next task; None at the end of the stream."""
    head = stream.read(_HEAD.size)
    if len(head) < _HEAD.size:
        return None
    return _tasks.decode(stream.read(unpack_length(head)))
