"""Between the app and its engine: requests go out, what the engine says comes in as messages of the app."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from textual.message import Message

from newsreader.paths import Paths

if TYPE_CHECKING:
    from newsreader.client import EngineClient, Lost
    from newsreader.protocol import Event, Request


_LOSSES, _LOSSES_WITHIN_S = 5, 300.0
"""After so many engines that were lost within that time no other is started by itself."""


class EngineLink:
    """Starts the engine with the first request: the first paint does not wait for it."""

    class Said(Message):
        """The engine said something, or is lost."""

        def __init__(self, event: Event | Lost) -> None:
            super().__init__()
            self.event = event

    def __init__(self, paths: Paths, post: Callable[[Message], object]) -> None:
        self._paths = paths
        self._post = post
        self._client: EngineClient | None = None
        self._is_automatic = False
        self._lost_at: list[float] = []

    @property
    def pid(self) -> int | None:
        """The engine's process, if one is running."""
        return self._client.pid if self._client is not None else None

    def refresh(self, feed_ids: Sequence[int] | None) -> None:
        """Ask for these feeds, or for all."""
        from newsreader.protocol import Refresh

        self._send(Refresh(None if feed_ids is None else tuple(feed_ids)))

    @property
    def is_automatic(self) -> bool:
        """Was it told to refresh feeds when they are due."""
        return self._is_automatic

    def begin_automatic(self) -> None:
        """Have feeds refreshed when they are due, from now on."""
        from newsreader.protocol import Automatic

        if not self._is_automatic:
            self._is_automatic = True
            self._send(Automatic())

    def stop(self) -> bool:
        """Stop what is running; False if there is no engine."""
        from newsreader.protocol import Cancel

        if self.pid is None:
            return False
        self._send(Cancel())
        return True

    def replace(self) -> bool:
        """Start another engine for the one that was lost; False where that does not help."""
        was_automatic, self._is_automatic = self._is_automatic, False
        now = time.monotonic()
        self._lost_at = [each for each in self._lost_at if now - each < _LOSSES_WITHIN_S]
        self._lost_at.append(now)
        if len(self._lost_at) > _LOSSES:
            return False
        if was_automatic:
            self.begin_automatic()
        return was_automatic

    def fetch_page(self, article_id: int, linked_from: int | None = None) -> None:
        """Ask for the page behind an article, or that a feed's article links to."""
        from newsreader.protocol import FetchPage

        self._send(FetchPage(article_id, linked_from))

    def add_feed(self, address: str, folder: str) -> None:
        """Ask for a feed to be subscribed to, if there is one at this address."""
        from newsreader.protocol import AddFeed

        self._send(AddFeed(address, folder))

    def fetch_pictures(self, article_id: int) -> None:
        """Ask for the pictures of an article."""
        from newsreader.protocol import FetchPictures

        self._send(FetchPictures(article_id))

    def download(self, article_id: int, number: int) -> None:
        """Ask for a file that an article brings."""
        from newsreader.protocol import Download

        self._send(Download(article_id, number))

    def stop_download(self, article_id: int, number: int) -> None:
        """Have one download stopped."""
        from newsreader.protocol import CancelDownload

        self._send(CancelDownload(article_id, number))

    def _send(self, request: Request) -> None:
        if self._client is None:
            from newsreader.client import EngineClient

            self._client = EngineClient(self._paths, lambda event: self._post(self.Said(event)))
        self._client.send(request)

    def idle(self) -> None:
        """Say that the last request is answered."""
        if self._client is not None:
            self._client.idle()

    def close(self) -> None:
        """Let the engine end."""
        if self._client is not None:
            self._client.close()
