"""Headings between the rows of a list that goes by date: where they stand, and which line belongs to which row. Pure.

Only the rows around a change of heading are looked at, some hundred of half a million, and their lines are reckoned:
a heading far down costs nothing on the way to it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence

Dates = Callable[[Sequence[int]], Sequence[int | None]]
"""Takes rows and returns their times in UTC seconds; None for a row whose article is gone."""
Headings = tuple[tuple[int, str], ...]
"""Rows with the headings above them, from the top down."""


def find_headings(total: int, dates: Dates, heading: Callable[[int], str]) -> Headings:
    """Return each row whose heading is not that of the row before it. Of `total` rows, sorted by date either way."""
    if not total:
        return ()
    known: dict[int, str] = {}

    def learn(rows: Sequence[int], otherwise: Sequence[str]) -> None:
        for row, date, fallback in zip(rows, dates(rows), otherwise, strict=True):
            known[row] = fallback if date is None else heading(date)

    learn((0, total - 1), ("", ""))
    found = [(0, known[0])]
    spans = [(0, total - 1)]
    while spans := [(first, last) for first, last in spans if known[first] != known[last]]:
        found += [(last, known[last]) for first, last in spans if last - first == 1]
        spans = [(first, last) for first, last in spans if last - first > 1]
        middles = [(first + last) // 2 for first, last in spans]
        learn(middles, [known[first] for first, _ in spans])
        halves = zip(spans, middles, strict=True)
        spans = [half for (first, last), middle in halves for half in ((first, middle), (middle, last))]
    return tuple(sorted(each for each in found if each[1]))


class Dividers:
    """The lines of a list of rows of one height, with headings above some of them."""

    def __init__(self, headings: Headings = (), *, row_height: int = 1, height: int = 1) -> None:
        """`height`: lines of a heading; the first at the very top has one only, with nothing to be parted from."""
        self._headings = dict(headings)
        self._rows = list(self._headings)
        self._row_height = row_height
        self._height = height
        self._tops = [row * row_height + self._before(number) for number, row in enumerate(self._rows)]

    def heading(self, row: int) -> str:
        """Return the heading above a row, or nothing."""
        return self._headings.get(row, "")

    def lines_above(self, row: int) -> int:
        """Return how many lines of heading stand right above a row."""
        if row not in self._headings:
            return 0
        return 1 if row == 0 else self._height

    def line_of(self, row: int) -> int:
        """Return the first line of a row, below its heading. For the row behind the last: how many lines there are."""
        return row * self._row_height + self._before(bisect_right(self._rows, row))

    def place_at(self, line: int) -> tuple[int, int]:
        """Return which row a line belongs to, and which of its lines it is: -1 for a heading, -2 for its blank."""
        number = bisect_right(self._tops, line) - 1
        if number < 0:
            return divmod(line, self._row_height)
        row, rest = self._rows[number], line - self._tops[number]
        above = self.lines_above(row)
        if rest < above:
            return row, rest - above
        more, part = divmod(rest - above, self._row_height)
        return row + more, part

    def _before(self, number: int) -> int:
        """Return how many lines the first so many headings take."""
        if not number:
            return 0
        return number * self._height - (self._height - 1 if self._rows[0] == 0 else 0)
