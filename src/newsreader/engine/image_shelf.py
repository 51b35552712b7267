"""The pictures that are kept: files and their rows, which agree again after any kill. Knows no network."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from functools import partial
from pathlib import Path

from newsreader.engine.image_folder import ImageFolder, file_name
from newsreader.engine.image_plan import ImagePlan, MissingImage
from newsreader.engine.tools import Tools
from newsreader.engine.wire import Pictured
from newsreader.store.portions import portions

_ARTICLES_AT_ONCE = 200
"""Whose texts are looked through in one go of the database's thread."""
_BY_HAND = 500
"""Pictures of one article that the reader may ask for; the settings limit what comes unasked."""
_SPARE_MB = 20
"""To weigh ten thousand pictures takes a fifth of a second; so more go at once than have to."""


class ImageShelf:
    """Looks after one folder and its tables; every method may raise OSError or StoreError."""

    def __init__(self, tools: Tools, folder: Path) -> None:
        self._read = tools.database.read
        self._write = tools.database.write
        self._clock = tools.clock
        self._images = tools.store.images
        self._folder = ImageFolder(folder)
        self._an_article = tools.settings.images.an_article
        total_mb = tools.settings.images.total_mb
        self._max_bytes = total_mb * 1_000_000
        self._room_bytes = (total_mb - min(total_mb // 50, _SPARE_MB)) * 1_000_000
        """What the plan fills, and what is left when something has to go."""

    async def tidy(self) -> None:
        """Make files and rows agree, whatever a kill or somebody else did, and keep within the limit."""
        there = await asyncio.to_thread(self._folder.sizes)
        await self._write(self._images.forget_unshown)
        noted = await self._read(self._images.files)
        # Another size is what losing power leaves of a file.
        lost = {name for name, size in noted.items() if there.get(name) != size}
        if lost:
            await self._write(partial(self._images.forget_files, lost))
        await asyncio.to_thread(self._folder.remove, there.keys() - (noted.keys() - lost))
        await self._make_room()

    async def missing(self) -> list[MissingImage]:
        """Return what is to be fetched, the best first."""
        plan = ImagePlan(room_bytes=self._room_bytes, now=self._clock())
        ids = await self._read(self._images.wanted_articles)
        for portion in portions(ids, _ARTICLES_AT_ONCE):
            shown = await self._read(partial(self._images.shown_in, portion, an_article=self._an_article))
            known = await self._read(partial(self._images.known, [url for article in shown for url in article.urls]))
            planned = plan.add(shown, known)
            await self._write(partial(self._images.link, planned))
            if plan.is_full:
                break
        return plan.missing

    async def missing_of(self, article_id: int) -> list[MissingImage]:
        """Return those pictures of one article that are not here, and note that it shows them."""
        look = partial(self._images.shown_in, [article_id], an_article=_BY_HAND, in_both_texts=True)
        shown = await self._read(look)
        known = await self._read(partial(self._images.known, [url for article in shown for url in article.urls]))
        await self._write(partial(self._images.link, shown))
        here = {
            url
            for url, image in known.items()
            if image.file is not None and self._folder.holds(image.file, image.bytes)
        }
        return [
            MissingImage(url, article.article_id, article.feed_url)
            for article in shown
            for url in article.urls
            if url not in here
        ]

    async def keep(self, url: str, picture: Pictured) -> None:
        """Write the file, then its row: a kill between the two leaves a file that `tidy` clears away."""
        name = file_name(url, picture.suffix)
        await asyncio.to_thread(self._folder.write, name, picture.body)
        size, width, height = len(picture.body), picture.width, picture.height
        note = partial(self._images.write_kept, url, name, size=size, width=width, height=height, now=self._clock())
        await self._write(note)
        await self._make_room()

    async def give_up(self, urls: Iterable[str], reason: str) -> None:
        """Note that these pictures could not be had this time."""
        await self._write(partial(self._images.write_failed, list(urls), reason, now=self._clock()))

    async def _make_room(self) -> None:
        if await self._read(self._images.total_bytes) <= self._max_bytes:
            return
        names = await self._read(partial(self._images.files_beyond, self._room_bytes))
        await self._write(partial(self._images.forget_files, names))
        await asyncio.to_thread(self._folder.remove, names)
