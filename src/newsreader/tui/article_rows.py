"""One article of a list as one line or two: title, source, reading time, age, star. Pure; text is cleaned here."""

from __future__ import annotations

import msgspec
from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style

from newsreader.model import Headline
from newsreader.text import clean, reading_minutes
from newsreader.tui.format import age, fit
from newsreader.tui.inks import Inks

_WIDE = 60
"""Cells from which a row of one line names its source."""
_SOURCE = 18
"""Cells of that source."""


class RowLook(msgspec.Struct, frozen=True):
    """With what a row is painted."""

    inks: Inks
    base: Style
    """Carries the background: bare, or the cursor's tint."""
    width: int
    """Cells of the whole line."""
    now: int
    """UTC seconds."""
    names_author: bool = False
    """In a feed's own list its name would stand on every row and say nothing."""

    is_chosen: bool = False
    """Is the article among those that are selected."""
    in_words: bool = False
    """Is its state said in words before its title."""

    def ink(self, role: str) -> Style:
        """Return the ink on the row's background."""
        return self.base + self.inks[role]


def title_line(headline: Headline, look: RowLook) -> list[Segment]:
    """Return the first line of two: dot and title."""
    return [_dot(headline, look), _title(headline, look, look.width - 3), Segment(" ", look.base)]


def source_line(headline: Headline, look: RowLook) -> list[Segment]:
    """Return the second line: source, reading time, age, star."""
    room = look.width - 3
    minutes = reading_minutes(headline.words)
    tail = age(headline.published, look.now)
    tail = f"{minutes} min · {tail}" if minutes else tail
    source = _source(headline, look)
    space = room - len(tail) - 4
    source = source if cell_len(source) <= space else fit(source, max(space, 0))
    rest = room - cell_len(source) - len(tail) - 3
    return [
        Segment("  ", look.base),
        Segment(source, look.ink("meta" if headline.is_read else "source")),
        Segment(f"  {tail}" + " " * max(rest, 0), look.ink("meta")),
        _star(headline, look),
    ]


def single_line(headline: Headline, look: RowLook) -> list[Segment]:
    """Return all there is room for in one line."""
    tail = f"  {age(headline.published, look.now)} "
    source = fit(_source(headline, look), _SOURCE) if look.width >= _WIDE else ""
    gap = "  " if source else ""
    room = look.width - 4 - len(tail) - len(gap) - cell_len(source)
    return [
        _dot(headline, look),
        _title(headline, look, room),
        Segment(gap + source, look.ink("meta" if headline.is_read else "source")),
        Segment(tail, look.ink("meta")),
        _star(headline, look),
    ]


def _dot(headline: Headline, look: RowLook) -> Segment:
    if look.is_chosen:
        return Segment("✓ ", look.ink("key"))
    return Segment("  " if headline.is_read else "● ", look.ink("accent"))


def _star(headline: Headline, look: RowLook) -> Segment:
    return Segment("★ " if headline.is_starred else "  ", look.ink("star"))


def _title(headline: Headline, look: RowLook, room: int) -> Segment:
    title = clean(headline.title) or "Untitled"
    if look.in_words and (state := _state(headline, look)):
        title = f"{state}: {title}"
    return Segment(fit(title, room), look.ink("quiet" if headline.is_read else "strong"))


def _state(headline: Headline, look: RowLook) -> str:
    states = (look.is_chosen, "selected"), (not headline.is_read, "unread"), (headline.is_starred, "starred")
    return ", ".join(word for holds, word in states if holds)


def _source(headline: Headline, look: RowLook) -> str:
    return clean(headline.author if look.names_author and headline.author else headline.source)
