"""The engine's side of the worker: give it one piece at a time, and start another when it ended itself."""

from __future__ import annotations

import asyncio
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

from newsreader.engine.wire import (
    LIMIT_S,
    ExtractTask,
    ParseTask,
    Result,
    Task,
    Unreadable,
    decode_result,
    pack,
    unpack_length,
)

_PATIENCE_S = LIMIT_S + 10
"""A worker that neither answers nor ends itself within this time is ended: it has its own limit, this is the net."""
_FAULTHANDLER_STATUS = 1
"""With this a process ends that `faulthandler` ended."""


class Worker:
    """A child process for parsing and extraction; started with the first piece of work."""

    def __init__(self, rules: Path | None = None, *, program: Sequence[str] = ("-m", "newsreader.engine.work")) -> None:
        """`rules` is the folder of the user's own rules for single sites, `program` what Python is started with."""
        self._program = (*program, str(rules)) if rules is not None else tuple(program)
        self._process: Process | None = None
        self._turn = asyncio.Lock()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()

    @property
    def pid(self) -> int | None:
        """The process, if one is running."""
        return self._process.pid if self._process is not None else None

    async def parse(self, body: bytes, *, url: str, content_type: str | None, charset: str | None) -> Result:
        """Parse a feed document."""
        return await self._do(ParseTask(body, url, content_type, charset))

    async def extract(self, body: bytes, *, url: str | None, charset: str | None, is_explained: bool = False) -> Result:
        """Take the text from a page."""
        return await self._do(ExtractTask(body, url, charset, is_explained))

    async def _post_mortem(self) -> str:
        """End what is left of the process and say what became of the document."""
        process = self._process
        status = process.returncode if process is not None else None
        if process is not None and status is None and process.stdout is not None and process.stdout.at_eof():
            status = await process.wait()
        await self.close()
        if status in (None, _FAULTHANDLER_STATUS):
            return f"Reading it took longer than {LIMIT_S} s, so it was given up."
        return "Reading it ended the parser, so it was given up."

    async def close(self) -> None:
        """End the process."""
        process, self._process = self._process, None
        if process is None:
            return
        if process.returncode is None:
            process.kill()
        await process.wait()

    async def _do(self, task: Task) -> Result:
        async with self._turn:
            try:
                async with asyncio.timeout(_PATIENCE_S):
                    return await self._ask(pack(task))
            except (TimeoutError, asyncio.IncompleteReadError, BrokenPipeError, ConnectionResetError):
                return Unreadable(await self._post_mortem())
            except asyncio.CancelledError:
                # Its answer would be taken for that to the next task.
                await self.close()
                raise

    async def _ask(self, packed: bytes) -> Result:
        process = self._process
        if process is None or process.returncode is not None:
            process = self._process = await asyncio.create_subprocess_exec(
                sys.executable, *self._program, stdin=PIPE, stdout=PIPE, stderr=DEVNULL
            )
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(packed)
        await process.stdin.drain()
        length = unpack_length(await process.stdout.readexactly(4))
        return decode_result(await process.stdout.readexactly(length))
