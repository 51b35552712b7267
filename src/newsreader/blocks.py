"""The text of an article as typed blocks: what extraction makes, the store keeps and the reader lays out.

Blocks are safe by construction: plain text with spans over it, never markup. Must not know HTML, SQL or the terminal.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable
from enum import StrEnum
from functools import cache

import msgspec


class BlockKind(StrEnum):
    """What a block is. The values are stored, so they never change their meaning."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LEDE = "lede"
    LIST_ITEM = "item"
    TERM = "term"
    DEFINITION = "definition"
    CODE = "code"
    ROW = "row"
    IMAGE = "image"
    EMBED = "embed"
    ATTRIBUTION = "attribution"
    NOTE = "note"
    RULE = "rule"


class SpanKind(StrEnum):
    """What a stretch of a block's text is. The values are stored."""

    EMPHASIS = "emphasis"
    STRONG = "strong"
    CODE = "code"
    STRIKE = "strike"
    MARK = "mark"
    SUPERSCRIPT = "superscript"
    SUBSCRIPT = "subscript"
    LINK = "link"


class Span(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A styled stretch of a block's text, from `start` up to but not including `end`, in characters."""

    start: int
    end: int
    kind: SpanKind
    target: str = ""
    """Where a link leads: an absolute http or https address."""


class Block(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """One block of an article. Its text is clean: no control, escape or bidi character, no markup."""

    kind: BlockKind
    text: str = ""
    """The words. Line breaks (verse, code) are newlines; the cells of a ROW are parted by tabs; an IMAGE holds its
    caption here, an EMBED its label. Spans and reading positions count characters of this text."""
    spans: tuple[Span, ...] = ()
    """Styled stretches, by start; they may nest and overlap."""
    level: int = 0
    """Of a heading: 1 to 6. Of a ROW: 1 where it is a header row."""
    depth: int = 0
    """How many lists the block is inside of; 0 outside any."""
    quote: int = 0
    """How many block quotes it is inside of; 0 outside any."""
    marker: str = ""
    """A list item's bullet or number ("•", "3."); empty for its further paragraphs."""
    language: str = ""
    """Of CODE, where the page names it: "python"."""
    alt: str = ""
    """An image's description for those who cannot see it."""
    credit: str = ""
    """Who made the image."""
    url: str = ""
    """Of an IMAGE its file, of an EMBED its page; an absolute http or https address or empty."""

    @property
    def cells(self) -> list[str]:
        """The cells of a ROW, left to right."""
        return self.text.split("\t")


Blocks = tuple[Block, ...]

_encoder = msgspec.msgpack.Encoder()
_decoder: msgspec.msgpack.Decoder[Blocks | str] = msgspec.msgpack.Decoder(Blocks | str)


def pack_blocks(blocks: Blocks) -> bytes:
    """Return the blocks as bytes for storing: msgpack, then zlib's format (a third of the size)."""
    return _compressor()(_encoder.encode(blocks), False)


def pack_lines(text: str) -> bytes:
    """Return a text with a paragraph a line as bytes that unpack as blocks.

    For what is passing: better blocks take its place in a moment, so that time counts more than size.
    """
    return _compressor()(_encoder.encode(text), True)


@cache
def _compressor() -> Callable[[bytes, bool], bytes]:
    """Return what packs bytes in zlib's format, passing ones or ones to keep.

    isal takes a third of zlib's time for 3 % more bytes, and a fifth for 20 %. zlib's level 6 takes two fifths more
    time than 4 for a hundredth of the size, level 1 a fifth less for seven hundredths.
    """
    try:
        from isal import isal_zlib  # who only reads does not pack
    except ImportError:
        return lambda packed, is_passing: zlib.compress(packed, 1 if is_passing else 4)
    return lambda packed, is_passing: isal_zlib.compress(packed, 0 if is_passing else 3)


def unpack_blocks(packed: bytes) -> Blocks:
    """Return the blocks that `pack_blocks` packed, or the paragraphs that `pack_lines` did."""
    unpacked = _decoder.decode(zlib.decompress(packed))
    if isinstance(unpacked, str):
        return tuple([Block(BlockKind.PARAGRAPH, line) for line in unpacked.split("\n") if line])
    return unpacked


BODY_KINDS = frozenset(BlockKind) - {BlockKind.IMAGE, BlockKind.LEDE, BlockKind.EMBED, BlockKind.RULE}
"""What belongs to the running text of an article: all but the lede, pictures and what is embedded."""


def body_text(blocks: Iterable[Block]) -> str:
    """Return the running text alone, one block a paragraph: no lede, captions or embeds."""
    return "\n\n".join(block.text for block in blocks if block.kind in BODY_KINDS and block.text)


def full_text(blocks: Iterable[Block]) -> str:
    """Return all that a reader sees below the title, one block a paragraph, captions and credits apart."""
    parts: list[str] = []
    for block in blocks:
        if block.kind is BlockKind.IMAGE and not block.text and block.alt:
            parts.append(block.alt)
        parts += [part for part in (block.text, block.credit) if part]
    return "\n\n".join(parts)
