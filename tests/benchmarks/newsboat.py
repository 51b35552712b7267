"""Let newsboat reload feeds, in its best case: fifty threads, nothing else to do."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

from tests.benchmarks.running import Run, Server, environment

PROGRAM = shutil.which("newsboat")
_CONFIG = "reload-threads 50\nauto-reload no\nmax-items 0\n"


class Newsboat:
    """newsboat with a folder of its own."""

    def __init__(self, folder: Path, server: Server) -> None:
        folder.mkdir(parents=True)
        self._folder = folder
        self._server = server
        (folder / "urls").write_text("".join(f"{url}\n" for url in server.urls))
        (folder / "config").write_text(_CONFIG)

    def reload(self) -> Run:
        """Refresh all feeds."""
        assert PROGRAM is not None
        urls, config, cache = (str(self._folder / name) for name in ("urls", "config", "cache.db"))
        program = [PROGRAM, "-u", urls, "-C", config, "-c", cache, "-x", "reload"]
        return self._server.measured(program, environment())

    def stored(self) -> int:
        """Return how many articles it holds."""
        with closing(sqlite3.connect(self._folder / "cache.db")) as connection:
            count: int = connection.execute("SELECT count(*) FROM rss_item").fetchone()[0]
        return count
