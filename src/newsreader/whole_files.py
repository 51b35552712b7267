"""Put a document in the place of a file as a whole, or leave that as it was. Must not know what is in it."""

from __future__ import annotations

import os
import secrets
from contextlib import suppress
from pathlib import Path


def replace_file(path: Path, document: bytes, *, new_mode: int = 0o666) -> None:
    """Write the document to `path`; links stay, and so do the permissions of a file that is there.

    `new_mode`: those of one that is not there yet, less what the umask takes away. Raises OSError.
    """
    target = Path(os.path.realpath(path))
    if target.exists() and not target.is_file():
        target.write_bytes(document)  # into a pipe or a device, where nothing is lost
        return
    draft = target.with_name(f".newsreader-{secrets.token_hex(8)}.part")
    try:
        with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, new_mode), "wb") as file:
            if target.exists():
                os.fchmod(file.fileno(), target.stat().st_mode & 0o7777)
            file.write(document)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(target)
    finally:
        with suppress(OSError):
            draft.unlink()
