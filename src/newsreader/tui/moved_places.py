"""Find the words that the reader was at in a text that was changed meanwhile. Pure."""

from __future__ import annotations

from newsreader.blocks import Blocks

Place = tuple[int, int]
"""A block, and a character of what it shows."""


def place_in(after: Blocks, before: Blocks, place: Place) -> Place:
    """Return where what stood at a place of the text as it was stands in the text as it is now.

    A block that is no more is looked for behind the last one above it that is still there.
    """
    index, character = place
    for number in range(min(index, len(before) - 1), -1, -1):
        same = [at for at, block in enumerate(after) if block == before[number]]
        if len(same) == 1:  # rules, say, are all alike
            return min(same[0] + index - number, len(after) - 1), character
    return place
