"""What Tab and the arrows do to a line: offers taken in turn, earlier lines brought back. Pure: knows no widget."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from newsreader.query.completion import Completion

Line = tuple[str, int]
"""A text and where the cursor stands in it."""


class Offers:
    """What may stand at the cursor. Tab first completes what all of them begin with, then takes one after the other."""

    def __init__(self, line: Line, offers: Sequence[Completion]) -> None:
        self.offers = offers
        self.chosen: int | None = None
        """Index of the one that stands in the line now."""
        self._line = line

    def step(self, steps: int) -> Line | None:
        """Return the line after Tab, or with -1 after Shift-Tab; None where there is nothing to complete."""
        if not self.offers:
            return None
        if self.chosen is None and steps > 0 and (completed := self._completed()):
            return completed
        if self.chosen is None:
            self.chosen = 0 if steps > 0 else len(self.offers) - 1
        else:
            self.chosen = (self.chosen + steps) % len(self.offers)
        return self._with(self.offers[self.chosen].text)

    def _completed(self) -> Line | None:
        """Return the line with what all offers begin with, where that is more than what stands there."""
        text, _ = self._line
        begun = {(offer.start, offer.end) for offer in self.offers}
        if len(begun) != 1:
            return None
        ((start, end),) = begun
        common = _common([offer.text for offer in self.offers])
        is_more = len(common) > end - start and common.casefold().startswith(text[start:end].casefold())
        return self._with(common) if is_more else None

    def _with(self, text: str) -> Line:
        line, _ = self._line
        offer = self.offers[self.chosen or 0]
        return line[: offer.start] + text + line[offer.end :], offer.start + len(text)


class Earlier:
    """Earlier lines that begin as what was typed; Up goes back in time, Down comes back to what was typed."""

    def __init__(self, lines: Sequence[str], typed: str) -> None:
        self._lines = [*dict.fromkeys(line for line in reversed(lines) if line.startswith(typed) and line != typed)]
        self._typed = typed
        self._at = -1

    def step(self, steps: int) -> str:
        """Return the line so many steps further back in time."""
        self._at = max(-1, min(self._at + steps, len(self._lines) - 1))
        return self._typed if self._at < 0 else self._lines[self._at]


def _common(texts: Sequence[str]) -> str:
    """Return what all of them begin with."""
    first, last = min(texts), max(texts)
    end = next((place for place, (one, other) in enumerate(zip(first, last, strict=False)) if one != other), len(first))
    return first[:end]
