"""Decide which pictures to ask for. Pure: no network, no SQL, no clock."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from newsreader.engine.picturing import MAX_KEPT_BYTES
from newsreader.store.images import KnownImage, ShownImages

RETRY_S = 7 * 24 * 3600
"""After a failure a picture is left alone for so long."""
MAX_FAILURES = 3
"""In a row; then a picture is never asked for again."""
IMAGES_A_RUN = 500
"""How many pictures one run may ask for; the rest waits for the next."""


@dataclass(frozen=True, slots=True)
class MissingImage:
    """A picture to fetch."""

    url: str
    article_id: int
    """The article it is fetched for."""
    feed_url: str | None
    """What the user typed."""


class ImagePlan:
    """Goes through the articles, the best first, until there is no more room for their pictures.

    Every picture takes room, also one that is here already or still has to be fetched. What is fetched then always
    fits, and pictures at the edge are not fetched and thrown away in turn.
    """

    def __init__(self, *, room_bytes: int, now: int) -> None:
        self.missing: list[MissingImage] = []
        self.is_full = False
        """Is there no room for more, or enough to do for one run."""
        self._room_bytes = room_bytes
        self._now = now
        self._seen: set[str] = set()

    def add(self, shown: Iterable[ShownImages], known: Mapping[str, KnownImage]) -> list[ShownImages]:
        """Take the next articles, with what is known of their pictures; return these without pictures of no matter."""
        shown = list(shown)
        for article in shown:
            for url in article.urls:
                if self.is_full or url in self._seen:
                    continue
                self._seen.add(url)
                self._take(MissingImage(url, article.article_id, article.feed_url), known.get(url))
        asked = {image.url for image in self.missing}
        return [
            replace(article, urls=tuple(url for url in article.urls if url in known or url in asked))
            for article in shown
        ]

    def _take(self, image: MissingImage, known: KnownImage | None) -> None:
        if known is not None and known.file is not None:
            self._room_bytes -= known.bytes
        elif known is None or self._is_due(known):
            self._room_bytes -= MAX_KEPT_BYTES
            if self._room_bytes >= 0:
                self.missing.append(image)
        self.is_full = self._room_bytes < 0 or len(self.missing) >= IMAGES_A_RUN

    def _is_due(self, known: KnownImage) -> bool:
        # A clock that was set back must not make a picture wait for years (promise 20).
        return known.failures < MAX_FAILURES and not 0 <= self._now - known.tried_at < RETRY_S
