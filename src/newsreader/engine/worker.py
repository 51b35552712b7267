"""The engine's side of the worker: give it one piece at a time, and start another when it ended itself."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Self

from newsreader.engine.wire import (
    HEAD_BYTES,
    LIMIT_S,
    ExtractTask,
    FinishTask,
    ParseTask,
    PictureTask,
    Result,
    Task,
    Unreadable,
    decode_result,
    pack,
    unpack_length,
)
from newsreader.model import RoughText

_PATIENCE_S = LIMIT_S + 10
"""A worker that neither answers nor ends itself within this time is ended: it has its own limit, this is the net."""
_FAULTHANDLER_STATUS = 1
"""With this a process ends that `faulthandler` ended."""
_GIVE_BACK = {"MALLOC_MMAP_THRESHOLD_": str(1 << 20), "MALLOC_TRIM_THRESHOLD_": str(16 << 20)}
"""Tells glibc to return large pieces of memory when they are freed; else it keeps up to 64 MB of them (promise 3)."""
_PIPE_BYTES = 1 << 20
"""Of its pipes, where the system lets us choose: a document then passes in one go."""


class Worker:
    """A child process for parsing and extraction; started with the first piece of work, or a little before.

    A thread of its own talks to it: whoever waits for a pipe waits there, and the engine's loop goes on.
    """

    def __init__(
        self,
        rules: Path | None = None,
        *,
        program: Sequence[str] = ("-m", "newsreader.engine.child"),
        reading: Callable[[int | None], None] = lambda _: None,
    ) -> None:
        """`rules` is the folder of the user's own rules for single sites, `program` what Python is started with.

        `reading` is told, in the worker's thread, which feed is read now, and None when none is.
        """
        self._reading = reading
        self._program = (*program, str(rules)) if rules is not None else tuple(program)
        self._process: subprocess.Popen[bytes] | None = None
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="worker")
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

    async def parse(
        self, body: bytes, *, url: str, content_type: str | None, charset: str | None, feed_id: int | None = None
    ) -> Result:
        """Parse a feed document; `feed_id` if it is that of a feed that is subscribed to."""
        return await self._do(ParseTask(body, url, content_type, charset), feed_id)

    async def finish(self, texts: Sequence[RoughText], *, feed_id: int) -> Result:
        """Make the texts of a feed's articles."""
        return await self._do(FinishTask(tuple(texts)), feed_id)

    async def extract(self, body: bytes, *, url: str | None, charset: str | None, is_explained: bool = False) -> Result:
        """Take the text from a page."""
        return await self._do(ExtractTask(body, url, charset, is_explained))

    async def picture(self, body: bytes) -> Result:
        """Make a small picture of one from outside."""
        return await self._do(PictureTask(body))

    def wake(self) -> None:
        """Start the process before there is work, where there will be some: it takes a tenth of a second."""
        self._thread.submit(self._running)

    async def close(self) -> None:
        """End the process and the thread."""
        self._kill()
        await asyncio.to_thread(self._thread.shutdown)
        self._bury()

    async def _do(self, task: Task, feed_id: int | None = None) -> Result:
        async with self._turn:
            answer = asyncio.get_running_loop().run_in_executor(self._thread, self._ask, task, feed_id)
            try:
                async with asyncio.timeout(_PATIENCE_S):
                    return await asyncio.shield(answer)
            except TimeoutError:
                self._kill()
                return await answer
            except asyncio.CancelledError:
                self._kill()  # nobody waits for the rest
                # Before its next task the thread waits for the end: that must not be given to what is still dying.
                self._thread.submit(self._bury)
                raise

    # -- in the thread

    def _ask(self, task: Task, feed_id: int | None) -> Result:
        if feed_id is None:
            return self._answer_to(task)
        self._reading(feed_id)
        try:
            return self._answer_to(task)
        finally:
            self._reading(None)

    def _answer_to(self, task: Task) -> Result:
        process = self._running()
        assert process.stdin is not None
        assert process.stdout is not None
        try:
            process.stdin.write(pack(task))
            process.stdin.flush()
            head = process.stdout.read(HEAD_BYTES)
            answer = process.stdout.read(unpack_length(head)) if len(head) == HEAD_BYTES else b""
        except BrokenPipeError:
            answer = b""
        if not answer:
            return Unreadable(self._post_mortem(process), is_crash=True)
        return decode_result(answer)

    def _running(self) -> subprocess.Popen[bytes]:
        process = self._process
        if process is None or process.poll() is not None:
            self._bury()
            process = self._process = self._start()
        return process

    def _start(self) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            [sys.executable, *self._program],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            pipesize=_PIPE_BYTES,
            env={**os.environ, **_GIVE_BACK},
        )

    def _post_mortem(self, process: subprocess.Popen[bytes]) -> str:
        """Say what became of the document, of a process that ended or closed its pipes."""
        try:
            status = process.wait(1)
        except subprocess.TimeoutExpired:
            status = _FAULTHANDLER_STATUS
        self._bury()
        if status == _FAULTHANDLER_STATUS:
            return f"Reading it took longer than {LIMIT_S} s, so it was given up."
        return "Reading it ended the parser, so it was given up."

    def _kill(self) -> None:
        if self._process is not None:
            self._process.kill()

    def _bury(self) -> None:
        """Leave nothing of the process: no zombie, no descriptor."""
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        process.wait()
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdout.close()
        with suppress(BrokenPipeError):  # what was still to be written has no reader any more
            process.stdin.close()
