"""Find words in an article. Pure; matches are places, as the layout counts them, so they hold at any width."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from newsreader.blocks import Blocks
from newsreader.tui.layout import shown_text
from newsreader.tui.painting import Stretch

if TYPE_CHECKING:
    from newsreader.query.tree import Query

_BLANKS = str.maketrans("\n\u00a0\u2007\u202f\u3000", " " * 5)
"""What stands between words, as one types it. Not the tab: it parts the cells of a table."""
_QUOTES = str.maketrans("’‘“”", "''\"\"")
"""As people type them."""


class Match(NamedTuple):
    """Words that were found: characters from `start` up to `end` of what a block shows."""

    block: int
    start: int
    end: int


class Finder:
    """Finds in one text, which it folds once. `shown`: the blocks that the layout shows."""

    def __init__(self, blocks: Blocks, shown: Container[int]) -> None:
        texts = ((number, shown_text(block)) for number, block in enumerate(blocks) if number in shown)
        self._texts = [(number, text.translate(_BLANKS)) for number, text in texts]
        self._folded: list[tuple[int, str, Sequence[int]]] | None = None

    def matches(self, needle: str) -> list[Match]:
        """Return where `needle` stands. Case and accents count only where it has an upper-case letter."""
        needle = needle.translate(_BLANKS)
        if needle != needle.lower():
            return [
                Match(number, start, start + len(needle))
                for number, text in self._texts
                for start in _starts(text, needle)
            ]
        needle, _ = _fold(needle)
        if self._folded is None:
            self._folded = [(number, *_fold(text)) for number, text in self._texts]
        found: list[Match] = []
        for number, text, places in self._folded:
            last_end = 0
            for at in _starts(text, needle):
                # What folds to nothing behind the last letter, an accent, belongs to it.
                start, end = places[at], max(places[at + len(needle) - 1] + 1, places[at + len(needle)])
                if start >= last_end:  # ß is found once by s
                    found.append(Match(number, start, end))
                    last_end = end
        return found

    def hits(self, query: Query) -> list[Match]:
        """Return where the words stand that a search asks texts for, each as the search understands it."""
        from newsreader.query.highlighting import highlights
        from newsreader.query.tree import Field

        return [Match(number, *span) for number, text in self._texts for span in highlights(query, text, Field.TEXT)]


class Find:
    """What is being looked for in the article that is shown, and which match the reader is at."""

    def __init__(self, sought: str | Query, matches: Sequence[Match], origin: tuple[int, int]) -> None:
        self.sought = sought
        """What was typed in the article, or the query of the search that found it."""
        self.matches = matches
        self.index = next((index for index, match in enumerate(matches) if match[:2] >= origin), 0)
        """That of the first match at or behind `origin`, else of the first one."""
        self._of_block: dict[int, list[int]] = defaultdict(list)
        for index, match in enumerate(matches):
            self._of_block[match.block].append(index)

    @property
    def here(self) -> Match | None:
        """The match that the reader is at."""
        return self.matches[self.index] if self.matches else None

    @property
    def is_of_search(self) -> bool:
        """Did a search find the article, instead of somebody looking for words in it."""
        return not isinstance(self.sought, str)

    @property
    def note(self) -> str:
        """Which of how many; of a search that found words elsewhere, in the title, nothing."""
        if not self.matches:
            return "" if self.is_of_search else "no match"
        return f"{self.index + 1:,} of {len(self.matches):,}"

    def step(self, steps: int) -> None:
        """Go on by so many matches, around the ends."""
        if self.matches:
            self.index = (self.index + steps) % len(self.matches)

    def stretches(self, block: int) -> list[Stretch]:
        """Return what is highlighted of a block."""
        return [
            Stretch(*self.matches[index][1:], "found-here" if index == self.index else "found")
            for index in self._of_block.get(block, ())
        ]


def _starts(text: str, needle: str) -> list[int]:
    """Return where `needle` begins in `text`, without overlaps."""
    starts: list[int] = []
    at = text.find(needle) if needle else -1
    while at >= 0:
        starts.append(at)
        at = text.find(needle, at + len(needle))
    return starts


def _fold(text: str) -> tuple[str, Sequence[int]]:
    """Return `text` without case and accents, and for each character of it, and its end, the place in `text`."""
    if text.isascii():
        return text.lower(), range(len(text) + 1)
    folded: list[str] = []
    places: list[int] = []
    for place, character in enumerate(text):
        plain = _fold_character(character)
        folded.append(plain)
        places += [place] * len(plain)
    return "".join(folded), [*places, len(text)]


@lru_cache(maxsize=1 << 13)
def _fold_character(character: str) -> str:
    from newsreader.folding import fold  # what the search takes for the same word is found here too

    return fold(character.translate(_QUOTES))
