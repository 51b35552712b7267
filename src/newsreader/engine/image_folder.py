"""The folder of kept pictures: whole files with names of our own, and nothing else is ever touched there."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path

# The folder may have been the user's own before (--home ~): only such names are ours to remove.
_OURS = re.compile(r"(?P<name>[0-9a-f]{32}\.(?:jpg|png))(?P<part>\.part)?")


def file_name(url: str, suffix: str) -> str:
    """Return the name of the picture's file: nothing of the address itself stands in it."""
    return f"{blake2b(url.encode('utf-8', 'replace'), digest_size=16).hexdigest()}.{suffix}"


class ImageFolder:
    """Reads, writes and removes files; raises OSError where that cannot be done."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def write(self, name: str, body: bytes) -> None:
        """Put a file in its place whole: a kill leaves the old one, or none, and a part that `sizes` clears away."""
        self.path.mkdir(parents=True, exist_ok=True, mode=0o700)
        part = self.path / f"{name}.part"
        try:
            # What you read is nobody else's business on this machine.
            with open(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
                file.write(body)
            part.replace(self.path / name)
        except OSError:
            with suppress(OSError):
                part.unlink()
            raise

    def holds(self, name: str, size: int) -> bool:
        """Is there a file of this name and of so many bytes: another size is what losing power leaves."""
        with suppress(OSError):
            return (self.path / name).stat().st_size == size
        return False

    def sizes(self) -> dict[str, int]:
        """Return the size of each of our files, in bytes, and remove parts that a kill left behind."""
        found: dict[str, int] = {}
        with suppress(FileNotFoundError), os.scandir(self.path) as entries:
            for entry in entries:
                match = _OURS.fullmatch(entry.name)
                if match is None or not entry.is_file(follow_symlinks=False):
                    continue
                if match["part"]:
                    os.unlink(entry.path)
                else:
                    found[entry.name] = entry.stat(follow_symlinks=False).st_size
        return found

    def remove(self, names: Iterable[str]) -> None:
        """Remove these files; those that are gone are no matter."""
        for name in names:
            if _OURS.fullmatch(name):
                (self.path / name).unlink(missing_ok=True)
