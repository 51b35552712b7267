"""Run mpv and keep how far a recording was played: `python -m newsreader.playing DATABASE BACKUPS ID NUMBER URL mpv …`.

A process of its own, since a recording is often heard to its end when the reader is long closed. mpv is asked over its
own socket once a second (its JSON IPC); that works for a file and for an address alike, and says what "save position on
quit" does not: that it came to its end.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from functools import partial
from pathlib import Path

from newsreader.errors import NewsreaderError
from newsreader.playing.progress import Progress
from newsreader.playing.talk import Talk
from newsreader.store import Store

ASK_EVERY_S = 1.0
KEEP_EVERY_S = 30.0
"""So much is lost where this process is killed."""


def main(arguments: list[str]) -> int:
    """Run the player to its end and return its status."""
    database, backups, article_id, number, url, *words = arguments
    keep = partial(_keep, Path(database), Path(backups), int(article_id), int(number), url)
    progress = Progress()
    folder = tempfile.mkdtemp(prefix="newsreader-")  # short, as the name of a socket has to be, and nobody else's
    try:
        socket = os.path.join(folder, "mpv")
        try:
            process = subprocess.Popen([words[0], f"--input-ipc-server={socket}", *words[1:]])
        except OSError as error:
            sys.stderr.write(f"{words[0]} does not start: {(error.strerror or str(error)).lower()}.\n")
            return 127
        _leave_signals_to(process)
        kept_at = time.monotonic()
        with Talk(socket) as talk:
            while process.poll() is None:
                talk.ask()
                if time.monotonic() - kept_at >= KEEP_EVERY_S and progress.is_known:
                    kept_at = time.monotonic()
                    keep(progress)
                talk.listen(progress, seconds=ASK_EVERY_S)
            talk.listen(progress, seconds=0)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    if progress.is_known:
        keep(progress)
    return process.returncode


def _leave_signals_to(process: subprocess.Popen[bytes]) -> None:
    """Outlive the player whatever ends it: what it did last is still to be kept."""
    for number in (signal.SIGINT, signal.SIGHUP, signal.SIGQUIT):  # the terminal sends these to both
        signal.signal(number, lambda *_: None)
    signal.signal(signal.SIGTERM, lambda *_: process.terminate())


def _keep(database: Path, backups: Path, article_id: int, number: int, url: str, progress: Progress) -> None:
    now = int(time.time())
    with suppress(NewsreaderError):  # what is heard does not stop for a full disk
        store = Store.open(database, backups, now=now)
        try:
            played_at = now if progress.is_at_end else None
            store.enclosures.set_position(article_id, number, progress.position_s, played_at=played_at, url=url)
        finally:
            store.close()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
