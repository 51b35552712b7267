"""Pictures in pixels among the text: cells that stand for pieces of a picture which the terminal was given before.

Kitty's protocol calls it Unicode placeholders. Each cell holds U+10EEEE with two marks that say row and column, and its
colour is the number of the picture. So a line of a picture is a line of text: it scrolls with the others, panes and
overlays cut it, and nothing has to be placed again. Below an overlay that dims what is behind it the colours are
others; there the gallery has half blocks, which are dimmed as the text is.

Sixel has nothing of the kind. Its pixels belong to the screen and not to cells: each scroll would have to wipe and send
them again, cut to what is in sight, and the compositor paints line by line without telling anybody. That tears, and
costs hundreds of kilobytes a key. So with Sixel the text has half blocks, and only the picture alone has pixels.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Mapping
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from rich.color import Color, ColorType
from rich.color_triplet import ColorTriplet
from rich.segment import Segment
from rich.style import Style

from newsreader.pictures.fitting import Cells
from newsreader.settings import PictureProtocol
from newsreader.tui.terminal_pictures import delete, protocol_of, transmit

if TYPE_CHECKING:
    from newsreader.tui.screens.reading import ReadingScreen

_PLACEHOLDER = "\U0010eeee"
_SINCE: Mapping[str, tuple[int, int]] = {"kitty": (0, 28), "ghostty": (1, 0)}
"""Programs that understand placeholders, and from which version on. (WezTerm has Kitty's protocol without them.)"""
_NAMED = re.compile(r"(\w+)[ (]v?(\d+)\.(\d+)")
_FIRST, _NUMBERS = 0x800000, 0x10000
"""Numbers are colours of a middling red: neither the ground of a theme, nor one of them after an overlay's tint."""
_MARKS = """
    305 30d-30e 310 312 33d-33f 346 34a-34c 350-352 357 35b 363-36f 483-487 592-595 597-599 59c-5a1 5a8-5a9 5ab-5ac
    5af 5c4 610-617 657-65b 65d-65e 6d6-6dc 6df-6e2 6e4 6e7-6e8 6eb-6ec 730 732-733 735-736 73a 73d 73f-741 743 745
    747 749-74a 7eb-7f1 7f3 816-819 81b-823 825-827 829-82d 951 953-954 f82-f83 f86-f87 135d-135f 17dd 193a 1a17
    1a75-1a7c 1b6b 1b6d-1b73 1cd0-1cd2 1cda-1cdb 1ce0 1dc0-1dc1 1dc3-1dc9 1dcb-1dcc 1dd1-1de6 1dfe 20d0-20d1
    20d4-20d7 20db-20dc 20e1 20e7 20e9 20f0 2cef-2cf1 2de0-2dff a66f a67c-a67d a6f0-a6f1 a8e0-a8f1 aab0 aab2-aab3
    aab7-aab8 aabe-aabf aac1 fe20-fe26 10a0f 10a38 1d185-1d189 1d1aa-1d1ad 1d242-1d244
"""
"""The marks that count rows and columns from 0 on, as the protocol lists them: codes and ranges of them."""


class Placed(NamedTuple):
    """A picture that the terminal holds, to be shown on so many cells."""

    cells: Cells
    number: int

    def row(self, number: int) -> list[Segment]:
        """Return the segment of a row of cells."""
        marks = _marks()
        text = "".join(f"{_PLACEHOLDER}{marks[number]}{column}" for column in marks[: self.cells.columns])
        return [Segment(text, _style(self.number))]


class Board:
    """Pins pictures up in the terminal, and takes them down again: it keeps each until it is told."""

    def __init__(self, write: Callable[[str], object]) -> None:
        """`write` sends to the terminal, in turn with what is painted."""
        self._write = write
        self._pinned: set[int] = set()
        # The terminal may hold pictures of another program's; where ours begin is left to chance.
        self._next = os.getpid() * 251 % _NUMBERS

    def pin(self, png: bytes, cells: Cells) -> Placed:
        """Give the terminal a picture that is to fill so many cells."""
        number = _FIRST + self._next
        self._next = (self._next + 1) % _NUMBERS
        self._pinned.add(number)
        self._write(transmit(png, cells, number))
        return Placed(cells, number)

    def take_down(self, placed: Placed) -> None:
        """Have the terminal forget a picture."""
        if placed.number in self._pinned:
            self._pinned.discard(placed.number)
            self._write(delete(placed.number))

    def clear(self) -> None:
        """Have it forget all of them."""
        if self._pinned:
            self._write("".join(map(delete, sorted(self._pinned))))
            self._pinned.clear()


def are_understood_by(program: str) -> bool:
    """Does a terminal that calls itself so show placeholders: "kitty(0.36.4)", "ghostty 1.0.1"."""
    match = _NAMED.match(program)
    return match is not None and (int(match[2]), int(match[3])) >= _SINCE.get(match[1], (sys.maxsize, 0))


def board_of(screen: ReadingScreen, wanted: PictureProtocol) -> Board | None:
    """Return where the terminal takes pictures among the text; None where it gets half blocks."""
    from newsreader.tui.app import NewsApp  # which imports what imports this
    from newsreader.tui.driver import NewsDriver

    app = screen.app
    driver = app._driver
    if not isinstance(app, NewsApp) or not isinstance(driver, NewsDriver):
        return None
    if app.console.color_system != "truecolor":
        return None  # fewer colours would give a picture another number
    is_kitty = protocol_of(wanted, os.environ, app.answers) is PictureProtocol.KITTY
    if not is_kitty or not are_understood_by(app.answers.program):
        return None

    def draw_again() -> None:
        """A shell in between took the pictures away."""
        screen.article_view.gallery.take_down()
        screen.article_view.notify_style_update()

    app.app_resume_signal.subscribe(screen, lambda _: draw_again())
    board = Board(driver.write)
    driver.leaving.append(board.clear)
    return board


@cache
def _marks() -> tuple[str, ...]:
    ranges = (each.partition("-") for each in _MARKS.split())
    codes = ((int(first, 16), int(last or first, 16)) for first, _, last in ranges)
    return tuple(chr(code) for first, last in codes for code in range(first, last + 1))


def _style(number: int) -> Style:
    red, green, blue = number >> 16, number >> 8 & 0xFF, number & 0xFF
    return Style(color=Color(f"#{number:06x}", ColorType.TRUECOLOR, triplet=ColorTriplet(red, green, blue)))
