"""How wide the panes are: as the sheet has them, or as keys and mouse made them since, for each kind of window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsreader.tui.commands import Place

if TYPE_CHECKING:
    from newsreader.tui.screens.reading import ReadingScreen

BREAKPOINTS = [(0, "-narrow"), (64, "-mid"), (104, "-wide"), (150, "-xwide")]
"""Columns from which the screen has a class, by which the sheets show three panes, two or one."""
STEP = 2
"""Cells by which a stroke changes a width."""
_LEAST, _LEAST_TEXT = 16, 30
"""Cells of a list, and of the article beside it, that are left whatever is wanted."""


def width_class(columns: int) -> str:
    """Return the class of a window so wide."""
    return next(name for least, name in reversed(BREAKPOINTS) if columns >= least)


class PaneWidths:
    """Widths of the feeds and of the list; the article has the rest."""

    def __init__(self, screen: ReadingScreen) -> None:
        self._screen = screen
        self._chosen: dict[tuple[str, Place], int] = {}
        """Cells by window and pane; what is not here is as the sheet has it."""

    def start(self) -> None:
        """Take up what was chosen before."""
        for _, window in BREAKPOINTS[1:]:
            for place in (Place.FEEDS, Place.ARTICLES):
                if cells := self._screen.store.remembered.number(_name(window, place)):
                    self._chosen[window, place] = cells
        self.apply()

    def apply(self) -> None:
        """Give the panes the widths that go with the window and with which of them has the keys."""
        screen = self._screen
        for place, pane in ((Place.FEEDS, screen.feed_list), (Place.ARTICLES, screen.article_list)):
            cells = self._chosen.get((self._window, place))
            if cells is None or not self._is_sized(place):
                pane.styles.width = None
            else:
                pane.styles.width = self._within(cells, place)

    def change(self, cells: int) -> bool:
        """Make the pane with the keys wider, or narrower if negative; False where it has no width of its own."""
        screen = self._screen
        place = screen.place
        if place is Place.ARTICLE and self._is_sized(Place.ARTICLES):
            return self.set(Place.ARTICLES, screen.article_list.size.width - cells)
        return self._is_sized(place) and self.set(place, screen.focused_pane.size.width + cells)

    def drag(self, place: Place, column: int) -> None:
        """Put the left edge of a pane where the mouse is: that is the width of the pane before it."""
        before = Place.FEEDS if place is Place.ARTICLES else Place.ARTICLES
        pane = self._screen.feed_list if before is Place.FEEDS else self._screen.article_list
        if self._is_sized(before):
            self.set(before, column - pane.region.x, is_kept=False)

    def set(self, place: Place, cells: int, *, is_kept: bool = True) -> bool:
        """Make a pane so wide, as far as the others leave room; False where it stays as it is."""
        cells = self._within(cells, place)
        before = self._chosen.get((self._window, place))
        self._chosen[self._window, place] = cells
        self.apply()
        if is_kept:
            self.keep()
        return cells != before

    def keep(self) -> None:
        """Begin with these widths the next time."""
        chosen = dict(self._chosen)

        def write() -> None:
            for (window, place), cells in chosen.items():
                self._screen.store.remembered.keep(_name(window, place), cells)

        self._screen.write(write)

    def reset(self) -> None:
        """Take the widths of the sheet again, in every window."""
        for place in self._chosen:
            self._chosen[place] = 0
        self.keep()
        self._chosen.clear()
        self.apply()

    @property
    def _window(self) -> str:
        return next((name for _, name in BREAKPOINTS if self._screen.has_class(name)), BREAKPOINTS[0][1])

    def _is_sized(self, place: Place) -> bool:
        """Has the pane a width, beside one that takes the rest."""
        screen, window = self._screen, self._window
        if window == "-narrow" or screen.has_class("-zen") or place is Place.ARTICLE:
            return False
        if window == "-mid":
            return (place is Place.FEEDS) is (screen.place is Place.FEEDS)
        return True

    def _within(self, cells: int, place: Place) -> int:
        room = self._screen.size.width - _LEAST_TEXT
        if self._window != "-mid":
            other = self._screen.article_list if place is Place.FEEDS else self._screen.feed_list
            room -= other.size.width
        return max(min(cells, room), _LEAST)


def _name(window: str, place: Place) -> str:
    return f"width{window}.{place}"
