"""Tidy the pictures of an article: one of each, and no description that describes nothing."""

from __future__ import annotations

import re
from collections import Counter

import msgspec

from newsreader.articles.wording import likeness
from newsreader.blocks import Block, BlockKind, Blocks

_FILE_NAME = re.compile(r"\S*[_-]\S*\d\S*|\S+[_-]\S+[_-]\S+|(?:img|image|photo|dsc|picture)[\s_-]?\d*", re.IGNORECASE)


def tidy(blocks: list[Block], title: str) -> Blocks:
    """Return the blocks with each picture once, no rules at the ends, no alternative texts that say nothing."""
    said = Counter(block.alt for block in blocks if block.kind is BlockKind.IMAGE)
    seen: set[tuple[str, str]] = set()
    kept: list[Block] = []
    for block in blocks:
        if block.kind is BlockKind.IMAGE:
            mark = ("", block.text) if block.text else ("url", block.url)
            if mark in seen or not (block.text or block.credit or block.url):
                continue
            seen.add(mark)
            if block.alt and (said[block.alt] > 1 or _says_nothing(block, title)):
                block = msgspec.structs.replace(block, alt="")
        kept.append(block)
    while kept and kept[-1].kind is BlockKind.RULE:
        kept.pop()
    while kept and kept[0].kind is BlockKind.RULE:
        del kept[0]
    return tuple(kept)


def _says_nothing(block: Block, title: str) -> bool:
    return _FILE_NAME.fullmatch(block.alt) is not None or block.alt == block.text or likeness(block.alt, title) > 0.8
