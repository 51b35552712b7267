"""What stands left of the text in plain text and in Markdown: bullets, numbers, quote bars and their indentation."""

from __future__ import annotations

from collections.abc import Iterable

from rich.cells import cell_len

from newsreader.writing.nesting import QUOTE, Place

_QUOTE_BAR = "> "


class Margin:
    """The open levels with what their first line and their further lines begin with."""

    def __init__(self, orphan_indent: str) -> None:
        """Take the indentation of text that is inside a list, but under none of its items."""
        self._orphan = orphan_indent
        self._first: list[str] = []
        self._rest: list[str] = []

    def enter(self, place: Place, marker: str) -> list[str]:
        """Move to the place. Returns the line of an item that ends here without having had any text."""
        left = self.leave() if self._first[place.kept :] != self._rest[place.kept :] else []
        del self._first[place.kept :], self._rest[place.kept :]
        for level in place.path[place.kept :]:
            start = _QUOTE_BAR if level == QUOTE else self._orphan
            self._first.append(start)
            self._rest.append(start)
        if place.starts_item:
            self._first[-1], self._rest[-1] = marker, " " * cell_len(marker)
        return left

    def leave(self) -> list[str]:
        """Return the line of a last item without text, if there is one."""
        return [self._take().rstrip()] if self._first != self._rest else []

    def waits(self, kept: int) -> bool:
        """Is there, in so many levels, a bullet or number that still waits for its text."""
        return self._first[:kept] != self._rest[:kept]

    @property
    def cells(self) -> int:
        """How many terminal cells the margin takes."""
        return sum(map(cell_len, self._rest))

    def hang(self, lines: Iterable[str]) -> list[str]:
        """Return the lines with the margin before them."""
        return [self._take() + line if line else self._take().rstrip() for line in lines]

    def blank(self, kept: int) -> str:
        """Return the empty line between two places that share so many levels."""
        return "".join(self._rest[:kept]).rstrip()

    def _take(self) -> str:
        start = "".join(self._first)
        self._first[:] = self._rest
        return start
