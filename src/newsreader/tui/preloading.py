"""Lay out the neighbours of an article before they are asked for, so that the next one is painted at once."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from newsreader.blocks import Blocks
from newsreader.errors import NewsreaderError
from newsreader.tui.frames import NO_FRAMES, Frames
from newsreader.tui.layout import NARROWEST, Layout, lay_out

if TYPE_CHECKING:
    from textual.timer import Timer

    from newsreader.tui.screens.reading import ReadingScreen

_REST_S = 0.25
"""So long the cursor stands still before its neighbours are laid out: a running one needs the processor itself."""
_KEPT = 4
"""Layouts that are kept: the neighbours, and those of the last place."""


class Layouts:
    """Makes layouts, or gives one that was made before.

    A thread fills it while the app reads it, so what is ready is one tuple, replaced as a whole. What counts is the
    text itself: nothing here grows stale when an article is marked or edited.
    """

    def __init__(self) -> None:
        self._ready: tuple[tuple[Blocks, Layout], ...] = ()

    def prepare(self, blocks: Blocks, width: int, frames: Frames = NO_FRAMES) -> None:
        """Make a layout for later."""
        self._ready = (*self._ready[1 - _KEPT :], (blocks, self.layout(blocks, width, frames)))

    def layout(self, blocks: Blocks, width: int, frames: Frames = NO_FRAMES) -> Layout:
        """Return the layout of a text."""
        for text, layout in self._ready:
            if layout.width == max(width, NARROWEST) and layout.frames == frames and text == blocks:
                return layout
        return lay_out(blocks, width, frames)


class Preloader:
    """Has the articles above and below the cursor read and laid out in a thread."""

    def __init__(self, screen: ReadingScreen) -> None:
        self._screen = screen
        self._timer: Timer | None = None

    def soon(self) -> None:
        """Begin when the cursor has come to rest."""
        if self._timer is not None:
            self._timer.stop()
        self._timer = self._screen.set_timer(_REST_S, self._begin)

    def _begin(self) -> None:
        ids, view = self._screen.article_list.ids_beside, self._screen.article_view
        width, lines, articles = view.layout_width, view.window_lines, self._screen.store.articles

        def prepare() -> None:
            for article_id in ids:
                # It may be gone by now; who goes there is told so.
                with suppress(NewsreaderError):
                    blocks = articles.get(article_id).blocks
                    view.layouts.prepare(blocks, width, view.gallery.frames_of(blocks, lines))

        if width:
            self._screen.run_worker(prepare, thread=True, group="preload", exclusive=True, exit_on_error=False)
