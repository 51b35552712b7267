"""Run the real app without a terminal, press its keys, and wait until it has settled."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from tests.building import NOW, paths_of
from textual.pilot import Pilot
from textual.worker import WorkerCancelled

from newsreader.settings import RefreshSettings, Settings
from newsreader.store import Store
from newsreader.tui.app import NewsApp
from newsreader.tui.screens.reading import ReadingScreen

BY_HAND = Settings(refresh=RefreshSettings(automatic=False))
"""Nothing is asked by itself."""
PATIENCE_S = 30.0
WIDE, MIDDLE, NARROW = (120, 36), (80, 24), (45, 30)


class Reader:
    """The app under a pilot, with what tests ask it most."""

    def __init__(self, app: NewsApp, pilot: Pilot[None], screen: ReadingScreen) -> None:
        self.app = app
        self.pilot = pilot
        self.screen = screen

    async def press(self, *keys: str) -> None:
        """Press keys one after the other, each when what the one before began is done; wait until all is painted."""
        for key in keys:
            await self.pilot.press(key)
            await self._work_is_done()
        await self.settle()

    async def until(self, is_so: Callable[[], bool], what: str = "what was waited for") -> None:
        """Wait for what a timer, a thread or another program leads to."""
        end = time.monotonic() + PATIENCE_S
        while not is_so():
            assert time.monotonic() < end, f"never: {what}, on:\n{self.text}"
            await self.pilot.pause(0.01)
        await self.settle()

    async def until_shown(self, words: str) -> None:
        """Wait until the screen shows these words."""
        await self.until(lambda: words in self.text, words)

    async def settle(self) -> None:
        """Wait for the writer, the list's thread and every message they led to."""
        await self._work_is_done()
        while self.screen.follower.is_settling:
            await self.pilot.pause(0.02)
        while self.screen._callbacks and self.screen.is_running:  # what waits for a paint: counts, the rest of a list
            await self._work_is_done()

    async def _work_is_done(self) -> None:
        """Wait for the writer, the threads, and every message they led to."""
        for _ in range(2):
            await asyncio.to_thread(self.screen.writer.wait)
            await self._workers_are_done()
            await self.pilot.pause()

    async def _workers_are_done(self) -> None:
        """Wait for all workers but those that are cancelled meanwhile: with the screen they belong to, say."""
        while working := [each for each in self.app.workers if not each.is_cancelled]:
            try:
                await self.app.workers.wait_for_complete(working)
                return
            except WorkerCancelled:
                continue

    @property
    def text(self) -> str:
        """What the whole screen shows, line by line."""
        lines = self.app.screen._compositor.render_strips()
        return "\n".join("".join(segment.text for segment in line).rstrip() for line in lines)

    @property
    def title(self) -> str:
        """The title of the article that is shown."""
        article = self.screen.article_view.article
        return article.headline.title if article else ""


@asynccontextmanager
async def reading(
    store: Store, size: tuple[int, int] = WIDE, settings: Settings | None = None
) -> AsyncIterator[Reader]:
    """Hold the app open on this store."""
    app = NewsApp(store, settings or BY_HAND, paths_of(store), clock=lambda: NOW)
    async with app.run_test(size=size) as pilot:
        screen = app.screen
        assert isinstance(screen, ReadingScreen)
        reader = Reader(app, pilot, screen)
        await reader.settle()
        yield reader
