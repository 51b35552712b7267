"""The downloads that the app asked for: each a task, which is told of together and can be stopped alone."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from functools import partial
from pathlib import Path

from newsreader.engine.downloads import Downloads, NotKept
from newsreader.engine.outbox import Outbox
from newsreader.engine.tools import Tools
from newsreader.protocol import CancelDownload, Download, DownloadDone, Downloading

_File = tuple[int, int]
"""The article's id and the number of its file."""


_FAULT = "That failed by a fault of newsreader; the log has the details."


class DownloadDesk:
    """Takes requests for downloads and says how they go."""

    def __init__(
        self,
        tools: Callable[[], Tools],
        home: Path,
        outbox: Outbox,
        start: Callable[[Coroutine[None, None, None]], asyncio.Task[None]],
        is_quiet: Callable[[], bool],
    ) -> None:
        """`start` makes a task of the engine's; `is_quiet`: something else has the place where progress is shown."""
        self._downloads = Downloads(tools, home)
        self._outbox = outbox
        self._start = start
        self._is_quiet = is_quiet
        self._tasks: dict[_File, asyncio.Task[None]] = {}
        self._progress: dict[_File, tuple[int, int | None]] = {}
        self._reasons: dict[_File, str] = {}
        """Of those that ended: why they are not kept, or nothing."""

    def begin(self, request: Download) -> None:
        """Download a file, unless that is under way."""
        file = (request.article_id, request.number)
        if file not in self._tasks:
            self._tasks[file] = task = self._start(self._run(file))
            task.add_done_callback(partial(self._end, file))

    def stop(self, request: CancelDownload | None = None) -> None:
        """Stop one download, or all."""
        files = list(self._tasks) if request is None else [(request.article_id, request.number)]
        for file in files:
            if (task := self._tasks.get(file)) is not None:
                task.cancel()

    async def tidy(self) -> None:
        """Make files and rows agree."""
        await self._downloads.tidy()

    async def _run(self, file: _File) -> None:
        outcome = await self._downloads.download(*file, partial(self._show, file))
        self._reasons[file] = outcome.reason if isinstance(outcome, NotKept) else ""

    def _end(self, file: _File, task: asyncio.Task[None]) -> None:
        """Say how one ended; it may have been stopped before it began."""
        self._tasks.pop(file)
        self._progress.pop(file, None)
        reason = self._reasons.pop(file, "" if task.cancelled() else _FAULT)
        self._outbox.send(DownloadDone(*file, reason, task.cancelled()))
        self._tell()

    def _show(self, file: _File, here: int, size: int | None) -> None:
        self._progress[file] = (here, size)
        self._tell()

    def _tell(self) -> None:
        if self._is_quiet():
            return
        begun = self._progress.values()
        size = sum(size or 0 for _, size in begun) if all(size for _, size in begun) else 0
        self._outbox.update(Downloading(len(self._tasks), sum(here for here, _ in begun), size))
