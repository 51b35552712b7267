"""A file on its way: bytes are added to a part, which gets its name when it is whole. Raises OSError."""

from __future__ import annotations

import asyncio
import fcntl
import os
import shutil
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

SPARE_BYTES = 50_000_000
"""Of a disk are left free: the database must go on."""


class PartIsBusy(OSError):
    """Another process adds to it."""


class PartFile:
    """One file; only one process at a time holds it, and a kill leaves the part as it is."""

    def __init__(self, folder: Path, name: str) -> None:
        """Raises PartIsBusy where another process has it."""
        self.path = folder / name
        self._part = folder / f"{name}.part"
        # What you hear is nobody else's business on this machine.
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        self._descriptor = os.open(self._part, os.O_WRONLY | os.O_CREAT | os.O_APPEND | os.O_NOFOLLOW, 0o600)
        try:
            fcntl.flock(self._descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            os.close(self._descriptor)
            raise PartIsBusy(f"{self._part} is locked") from error
        if not self._is_still_there():
            # Whoever had it made it whole between the two: what is open here is a file that has its name.
            os.close(self._descriptor)
            raise PartIsBusy(f"{self._part} has just got its name")

    def _is_still_there(self) -> bool:
        with suppress(FileNotFoundError):
            return os.path.samestat(os.fstat(self._descriptor), self._part.stat(follow_symlinks=False))
        return False

    @property
    def size(self) -> int:
        """Bytes that are here."""
        return os.fstat(self._descriptor).st_size

    def has_room_for(self, more: int) -> bool:
        """Is there room for so many more bytes, and some to spare."""
        return shutil.disk_usage(self._part.parent).free >= more + min(SPARE_BYTES, more)

    def begin_anew(self) -> None:
        """Forget what is here: it is of another file."""
        os.ftruncate(self._descriptor, 0)

    def add(self, chunk: bytes) -> None:
        """Write the next bytes."""
        left = memoryview(chunk)
        while left:
            left = left[os.write(self._descriptor, left) :]

    def finish(self) -> None:
        """Give the whole file its name; one that somebody else gave another file meanwhile stays theirs."""
        os.fsync(self._descriptor)
        if self.path.exists():
            raise FileExistsError(f"{self.path} exists")
        self._part.rename(self.path)

    def remove(self) -> None:
        """Remove the part: it is of no use."""
        os.ftruncate(self._descriptor, 0)
        with suppress(FileNotFoundError):
            self._part.unlink()

    def close(self) -> None:
        """Let others have it. To be called once."""
        os.close(self._descriptor)


async def to_its_end(call: Callable[[], None]) -> None:
    """Run what a disk may take a while for in a thread. Raises what it raises.

    However often the task is stopped meanwhile, it ends after the call: no descriptor is closed that is written to.
    """
    work = asyncio.ensure_future(asyncio.to_thread(call))
    stopped: asyncio.CancelledError | None = None
    while not work.done():
        try:
            await asyncio.wait([work])
        except asyncio.CancelledError as error:
            stopped = error
    fault = work.exception()
    if stopped is not None:
        raise stopped
    if fault is not None:
        raise fault


def is_taken(folder: Path, name: str) -> bool:
    """Is there anything of this name, whole or in part."""
    return any(os.path.lexists(folder / each) for each in (name, f"{name}.part"))


def is_whole(path: Path, size: int) -> bool:
    """Is there a file of this size."""
    with suppress(OSError):
        return size > 0 and path.is_file() and path.stat().st_size == size
    return False


def remove_file(folder: Path, name: str) -> None:
    """Remove a file of ours, whole and as a part; one that is gone is no matter."""
    for path in (folder / name, folder / f"{name}.part"):
        with suppress(FileNotFoundError):
            path.unlink()
