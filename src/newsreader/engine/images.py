"""The use case of pictures: fetch those of wanted articles, keep small ones of our own for reading offline.

Polite: one request a host at a time, a pause between two, a host in trouble left alone. robots.txt is not asked: it is
meant for crawlers, and a picture inside an article that the user subscribed to is what any browser loads with it; each
is asked for once, and only where the user wants pictures kept.
"""

from __future__ import annotations

import asyncio
import logging
from collections import defaultdict
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from urllib.parse import urlsplit

from newsreader.engine.image_plan import MissingImage
from newsreader.engine.image_shelf import ImageShelf
from newsreader.engine.options import fetch_as_set
from newsreader.engine.picturing import NEEDS_PILLOW, is_available
from newsreader.engine.tools import Tools
from newsreader.engine.wire import Pictured, Unreadable
from newsreader.errors import StoreError
from newsreader.net.line import is_metered
from newsreader.net.outcome import FailureKind, Fetched, FetchFailed, Outcome
from newsreader.net.request import FetchKind, FetchRequest

PAUSE_S = 1.0
"""Between two pictures of one host."""
PAUSE_BY_HAND_S = 0.1
"""The same where somebody waits for them: a browser asks for all at once."""
HOSTS_AT_ONCE = 4
BYTES_IN_FLIGHT = 20_000_000
"""Of all pictures that arrive at once; one alone may be larger, if the user said so."""
FAILURES_IN_A_ROW = 3
"""After so many a host that does not answer is left alone, with all its pictures."""
OFFLINE_HOSTS = 3
"""So many hosts to which there is no way, and none that answers, mean that the machine is offline."""
METERED = "The line is paid by volume, so pictures wait for another."
OFFLINE = "No server could be reached, so pictures wait; this machine may be offline."
_NO_WAY = frozenset({FailureKind.DNS, FailureKind.UNREACHABLE})
_NOTHING_LEARNED = frozenset({FailureKind.LOCAL, FailureKind.SETTINGS})
"""Failures of this machine, or of what is set for the feed, as the feed itself says: not of the picture or its host."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class ImagesFetched:
    """How a run went."""

    kept: int = 0
    failed: int = 0
    waiting: int = 0
    """They are tried again later, or were not tried."""
    stopped: str | None = None
    """Why nothing could be done or the run ended early, as a sentence; None if nothing stood in the way."""


async def fetch_wanted_images(tools: Tools, folder: Path, *, report: Callable[[int], None]) -> ImagesFetched:
    """Fetch missing pictures of starred, opened and unread articles; report the article of each that was tried.

    Does nothing unless the settings ask for pictures. `folder` is `Paths.images`. One engine a home may do this, so
    the caller holds the lease.
    """
    if not tools.settings.images.keep:
        return ImagesFetched()
    if not is_available():
        return ImagesFetched(stopped=NEEDS_PILLOW)
    shelf = ImageShelf(tools, folder)
    try:
        await shelf.tidy()
        missing = await shelf.missing()
    except (OSError, StoreError) as error:
        return ImagesFetched(stopped=_why(folder, error))
    if missing and not tools.settings.full_text.on_metered and await is_metered():
        return ImagesFetched(waiting=len(missing), stopped=METERED)
    return await _Run(tools, shelf, folder, report).run(missing)


async def fetch_images_of(
    tools: Tools, folder: Path, article_id: int, *, report: Callable[[int], None]
) -> ImagesFetched:
    """Fetch the pictures of one article that are not here, because the reader asked for them.

    They are asked for whatever the settings say of keeping pictures, on any line, and however often they failed.
    """
    if not is_available():
        return ImagesFetched(stopped=NEEDS_PILLOW)
    shelf = ImageShelf(tools, folder)
    try:
        missing = await shelf.missing_of(article_id)
    except (OSError, StoreError) as error:
        return ImagesFetched(stopped=_why(folder, error))
    return await _Run(tools, shelf, folder, report, pause_s=PAUSE_BY_HAND_S).run(missing)


class _Run:
    """One run of the queue: what its hosts share."""

    def __init__(
        self,
        tools: Tools,
        shelf: ImageShelf,
        folder: Path,
        report: Callable[[int], None],
        *,
        pause_s: float | None = None,
    ) -> None:
        self._tools = tools
        self._pause_s = PAUSE_S if pause_s is None else pause_s
        self._shelf = shelf
        self._folder = folder
        self._report = report
        self._max_bytes = tools.settings.images.max_mb * 1_000_000
        self._slots = asyncio.Semaphore(max(1, min(HOSTS_AT_ONCE, BYTES_IN_FLIGHT // self._max_bytes)))
        self._kept = self._failed = 0
        self._has_answer = False
        self._no_way: list[tuple[Sequence[MissingImage], str]] = []
        """The pictures of each host to which there is no way, and why."""
        self._stopped: str | None = None

    async def run(self, missing: Sequence[MissingImage]) -> ImagesFetched:
        """Fetch them, several hosts at once."""
        by_host: defaultdict[str, list[MissingImage]] = defaultdict(list)
        for image in missing:
            by_host[urlsplit(image.url).hostname or ""].append(image)
        hosts = list(by_host.values())
        # Each run begins with another host, so that some that are gone for good do not pass for a dead line for ever.
        turn = self._tools.clock() % len(hosts) if hosts else 0
        async with asyncio.TaskGroup() as group:
            for of_host in hosts[turn:] + hosts[:turn]:
                group.create_task(self._guarded(partial(self._fetch_host, of_host)))
        await self._guarded(self._note_lost)
        return ImagesFetched(self._kept, self._failed, len(missing) - self._kept - self._failed, self._stopped)

    async def _guarded(self, work: Callable[[], Awaitable[None]]) -> None:
        """Do a part of the run; what this machine cannot do ends the whole."""
        async with self._slots:
            try:
                await work()
            except (OSError, StoreError) as error:
                self._stop(_why(self._folder, error))

    def _stop(self, reason: str) -> None:
        """End the run; the first reason is the one that is told."""
        if self._stopped is None:
            _log.warning("%s", reason)
            self._stopped = reason

    async def _fetch_host(self, images: Sequence[MissingImage]) -> None:
        silent = 0
        for number, image in enumerate(images):
            if number and self._stopped is None:
                await asyncio.sleep(self._pause_s)
            if self._stopped is not None:
                return
            outcome = await self._ask(image)
            failure = outcome if isinstance(outcome, FetchFailed) else None
            if failure is not None and failure.kind in _NOTHING_LEARNED:
                return
            if failure is not None and failure.kind in _NO_WAY:
                self._note_no_way(images[number:], failure.reason)
                return
            await self._take(image, outcome)
            if failure is None or failure.status is not None:
                self._has_answer, silent = True, 0
                if failure is not None and _wants_rest(failure):
                    return
            elif (silent := silent + 1) >= FAILURES_IN_A_ROW:
                await self._give_up(images[number + 1 :], failure.reason)
                return

    def _note_no_way(self, images: Sequence[MissingImage], reason: str) -> None:
        self._no_way.append((images, reason))
        if not self._has_answer and len(self._no_way) >= OFFLINE_HOSTS:
            self._stop(OFFLINE)

    async def _note_lost(self) -> None:
        """Give up the pictures of hosts to which there is no way, if the line itself is up."""
        for images, reason in self._no_way if self._has_answer else ():
            await self._give_up(images, reason)

    async def _ask(self, image: MissingImage) -> Outcome:
        return await fetch_as_set(
            self._tools,
            FetchRequest(
                url=image.url,
                kind=FetchKind.IMAGE,
                now=self._tools.clock(),
                typed_url=image.feed_url,
                max_bytes=self._max_bytes,
            ),
        )

    async def _take(self, image: MissingImage, outcome: Outcome) -> None:
        """Keep the picture, or note why not."""
        result = await self._tools.worker.picture(outcome.body) if isinstance(outcome, Fetched) else outcome
        if isinstance(result, Pictured):
            await self._shelf.keep(image.url, result)
            self._kept += 1
            self._report(image.article_id)
        else:
            reason = result.reason if isinstance(result, FetchFailed | Unreadable) else "The server sent no picture."
            await self._give_up([image], reason)

    async def _give_up(self, images: Sequence[MissingImage], reason: str) -> None:
        await self._shelf.give_up([image.url for image in images], reason)
        self._failed += len(images)
        for image in images:
            self._report(image.article_id)


def _wants_rest(failure: FetchFailed) -> bool:
    """Is the server in trouble, or does it want to be asked less often."""
    return failure.status is not None and (failure.status == 429 or failure.status >= 500)


def _why(folder: Path, error: OSError | StoreError) -> str:
    """Say why pictures cannot be kept."""
    if isinstance(error, StoreError):
        return str(error)
    return f"Pictures cannot be kept in {folder}: {(error.strerror or str(error)).lower()}."
