"""What stands above a prompt: what may be typed, or what is wrong with what was."""

from __future__ import annotations

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.geometry import Size
from textual.strip import Strip
from textual.widget import Widget

from newsreader.text import clean, defused
from newsreader.tui.completing import Offers
from newsreader.tui.format import fit
from newsreader.tui.inks import Inks, mix_inks
from newsreader.wrapping import wrap

_MOST = 8
"""Lines; in low windows fewer."""
_LOW = 8
"""Below so many lines of the window no line goes on a border."""
_LEFT = 40
"""Cells that the text of an offer takes at most; its meaning stands behind it."""


class PromptPanel(Widget):
    """Lies over the panes, so that nothing below it moves."""

    ALLOW_SELECT = False

    def __init__(self) -> None:
        super().__init__()
        self._words: list[tuple[str, str]] = []
        """Texts and their inks; each is wrapped."""
        self._offers: Offers | None = None
        self._above: list[tuple[str, str]] = []
        """The same in lines, as they stand above the offers."""
        self._inks: Inks | None = None

    def show_fault(self, fault: str) -> None:
        """Say what is wrong."""
        self._show(None, [(clean(fault), "error")])

    def show_offers(self, offers: Offers, hint: str) -> None:
        """Show the hint, if there is one, and what may be typed."""
        self._show(offers if offers.offers else None, [(hint, "quiet")] if hint else [])

    def _show(self, offers: Offers | None, words: list[tuple[str, str]]) -> None:
        self._offers, self._words = offers, words
        self.set_class(self.app.size.height < _LOW, "-low")
        self.display = offers is not None or bool(words)
        self.refresh(layout=True)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return how many lines there are to show."""
        most = max(min(_MOST, viewport.height - 4), 1)
        self._above = self._lines(width)
        offers = len(self._offers.offers) if self._offers is not None else 0
        if offers and len(self._above) >= most:
            self._above = []  # what can be chosen tells more
        return min(len(self._above) + offers, most)

    def render_line(self, y: int) -> Strip:
        """Return one offer, or a line of words."""
        base, width = self.rich_style, self.size.width
        if self._inks is None:
            self._inks = mix_inks(self.screen, self.background_colors[1])
        above = len(self._above)
        if y < above:
            text, ink = self._above[y]
            segments = [Segment(f" {text}", base + self._inks[ink])]
        else:
            segments = self._offer(y - above, max(self.size.height - above, 1), width, base, self._inks)
        return Strip(segments).adjust_cell_length(width, base)

    def notify_style_update(self) -> None:
        """Mix the inks again: theme or sheet changed."""
        super().notify_style_update()
        self._inks = None

    def _lines(self, width: int) -> list[tuple[str, str]]:
        room = max(width - 2, 1)
        return [(text[start:end], ink) for text, ink in self._words for start, end in wrap(text, room)]

    def _offer(self, y: int, height: int, width: int, base: Style, inks: Inks) -> list[Segment]:
        if self._offers is None:
            return []
        offers, chosen = self._offers.offers, self._offers.chosen
        first = max(0, min((chosen or 0) - height // 2, len(offers) - height))
        index = first + y
        if index >= len(offers):
            return []
        is_chosen = index == chosen
        if is_chosen:
            base = base + inks["cursor-here"]
        offer = offers[index]
        left = min(max(cell_len(each.text) for each in offers) + 2, width * 2 // 3, _LEFT)
        more = len(offers) - first - height if y == height - 1 else 0
        note = f"  and {more:,} more " if more > 0 else ""
        if cell_len(note) > width - left - 1:
            note = f" +{more:,} "
        room = max(width - left - 1 - cell_len(note), 0)
        return [
            Segment("▌" if is_chosen else " ", base + inks["bar"]),
            Segment(fit(defused(offer.text.rstrip()), left), base + inks["key"]),
            Segment(fit(defused(offer.meaning), room), base + inks["meta"]),
            Segment(note, base + inks["meta"]),
        ]
