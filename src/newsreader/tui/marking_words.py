"""Paints a piece of text with the words that are looked for marked in it. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from operator import itemgetter

from rich.segment import Segment
from rich.style import Style

from newsreader.folding import places


def marked(text: str, needles: Sequence[str], ink: Style, found: Style) -> list[Segment]:
    """Return the text in its ink, with `found` over it where one of the folded needles is."""
    if not needles:
        return [Segment(text, ink)]
    folded, origins = places(text)
    is_found = [False] * len(text)
    for needle in needles:
        at = folded.find(needle)
        while at >= 0:
            first, last = origins[at], origins[at + len(needle) - 1]
            is_found[first : last + 1] = [True] * (last + 1 - first)
            at = folded.find(needle, at + 1)
    inks = {False: ink, True: ink + found}
    runs = groupby(zip(text, is_found, strict=True), key=itemgetter(1))
    return [Segment("".join(character for character, _ in run), inks[is_one]) for is_one, run in runs]
