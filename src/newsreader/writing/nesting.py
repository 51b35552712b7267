"""Find out which lists and quotes go on from block to block. Every writer needs it; must not know any output format.

Blocks say only how many lists and quotes they are inside of. The order of these, and where one list ends and the next
begins, follows from the blocks before.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from newsreader.blocks import Block, BlockKind

LIST = "l"
QUOTE = "q"
MAX_LEVELS = 12
"""Lists or quotes inside each other beyond this are drawn as if at this depth: indenting further serves nobody."""

_GROUPED = {BlockKind.ROW: "table", BlockKind.TERM: "terms", BlockKind.DEFINITION: "terms"}
_NUMBER = re.compile(r"(\d{1,9})[.)]?")


@dataclass(frozen=True, slots=True)
class Place:
    """A block, or the blocks that make one table or one list of terms, and where it stands."""

    blocks: tuple[Block, ...]
    path: str
    """The levels around it, outermost first: "ql" is a list inside a quote."""
    kept: int
    """How many of the levels go on from the place before, a list's item included."""
    starts_item: bool
    """Does it begin an item of the innermost list."""
    continues_list: bool
    """Does the item that begins here belong to the list of the item before."""
    number: int | None
    """Of an item in a numbered list."""

    @property
    def block(self) -> Block:
        """The block, or the first of several."""
        return self.blocks[0]


def places(blocks: Iterable[Block]) -> Iterator[Place]:
    """Yield the blocks with their places, rows gathered to tables and terms with their definitions."""
    path = ""
    last_numbers: list[int | None] = []
    for group in _gather(blocks):
        block = group[0]
        starts_item = block.kind is BlockKind.LIST_ITEM and bool(block.marker)
        previous, path = path, _path_after(path, block, starts_item)
        kept = _common(previous, path)
        number = _number_of(block.marker) if starts_item else None
        goes_on = starts_item and kept == len(path) and _follows(number, last_numbers[kept - 1])
        if starts_item and kept == len(path):
            kept -= 1
        # A level without an item yet holds -1, which no item follows.
        last_numbers = [*last_numbers[:kept], *[-1] * (len(path) - kept)]
        if starts_item:
            last_numbers[-1] = number
        yield Place(group, path, kept, starts_item, goes_on, number)


def _gather(blocks: Iterable[Block]) -> Iterator[tuple[Block, ...]]:
    def group_of(numbered: tuple[int, Block]) -> tuple[object, int, int]:
        number, block = numbered
        return _GROUPED.get(block.kind, number), block.depth, block.quote

    for _, members in groupby(enumerate(blocks), group_of):
        yield tuple(block for _, block in members)


def _path_after(previous: str, block: Block, starts_item: bool) -> str:
    """Return the levels around the block: as many of the previous ones as fit, then new ones.

    A new item needs a list as its innermost level; other blocks open lists before quotes.
    """
    lists = min(max(block.depth, int(starts_item)), MAX_LEVELS)
    quotes = min(block.quote, MAX_LEVELS)
    for end in range(len(previous), -1, -1):
        kept = previous[:end]
        new_lists, new_quotes = lists - kept.count(LIST), quotes - kept.count(QUOTE)
        if new_lists < 0 or new_quotes < 0:
            continue
        if not starts_item:
            return kept + LIST * new_lists + QUOTE * new_quotes
        if new_lists or (not new_quotes and kept.endswith(LIST)):
            return kept + QUOTE * new_quotes + LIST * new_lists
    return QUOTE * quotes + LIST * lists


def _common(before: str, after: str) -> int:
    count = 0
    for one, other in zip(before, after, strict=False):
        if one != other:
            break
        count += 1
    return count


def _number_of(marker: str) -> int | None:
    match = _NUMBER.fullmatch(marker)
    return int(match[1]) if match else None


def _follows(number: int | None, last: int | None) -> bool:
    return last is None if number is None else last is not None and last >= 0 and number == last + 1
