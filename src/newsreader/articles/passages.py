"""A block together with what is known of it while a page is being extracted: whose text it is, how much is linked."""

from __future__ import annotations

from enum import StrEnum

import msgspec
from lxml import etree

from newsreader.blocks import Block


class Role(StrEnum):
    """What pruning found an element to be; the renderer turns it into a kind of block."""

    CAPTION = "caption"
    CREDIT = "credit"
    LEDE = "lede"
    POST = "post"
    """A post embedded from a social network."""


class Passage(msgspec.Struct, frozen=True):
    """A block and the element that holds its first words."""

    block: Block
    source: etree._Element
    linked: float = 0.0
    """Share of its characters that are inside links."""
