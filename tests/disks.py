"""File systems of a few MB, to be filled up."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest


@contextmanager
def small_disk(mount: Path, *, mb: int = 3) -> Iterator[Path]:
    """Mount a file system of this size; skips the test where none can be mounted."""
    mount.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={mb}m", "tmpfs", mount], capture_output=True).returncode:
        pytest.skip("no file system can be mounted here")
    try:
        yield mount
    finally:
        subprocess.run(["umount", mount], check=True)


def fill(disk: Path, *, but: int = 0) -> None:
    """Leave not one byte free, or so many."""
    with (disk / "rubbish").open("wb", buffering=0) as file, suppress(OSError):
        while True:
            file.write(b"x" * 4096)
    os.truncate(disk / "rubbish", (disk / "rubbish").stat().st_size - but)
