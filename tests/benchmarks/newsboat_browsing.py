"""Let newsboat show a large cache, in its best case: analysed, so that its queries find their index."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

import pyte
from tests.benchmarks.library import FEEDS, LARGE, LARGE_FEED, SIGN
from tests.benchmarks.recording import Recorder

PROGRAM = shutil.which("newsboat")
_ALL = "Every article"
"""The query feed on top of its list; the feed of ten thousand stands below it."""
_CONFIG = "auto-reload no\nmax-items 0\ngoto-first-unread no\nconfirm-exit no\n"
_EMPTY = "<rss version='2.0'><channel><title>none</title></channel></rss>"
_CONTENT = "<p>" + "A sentence of usual length, as feeds have them. " * 60 + "</p>"


class Newsboat:
    """newsboat with a cache of so many articles, of 3,000 characters each."""

    def __init__(self, folder: Path, count: int) -> None:
        assert PROGRAM is not None
        self._files = [str(folder / name) for name in ("urls", "config", "cache.db")]
        self.program = [PROGRAM]
        for option, name in zip(("-u", "-C", "-c"), self._files, strict=True):
            self.program += [option, name]
        if not folder.exists():
            folder.mkdir(parents=True)
            self._fill(folder, count)

    def start(self) -> Recorder:
        """Start it and wait until its feeds are listed."""
        terminal = Recorder(Path(self._files[0]).parent, self.program)
        terminal.until_painted(LARGE_FEED.encode())
        return terminal

    def _fill(self, folder: Path, count: int) -> None:
        feed = folder / "none.xml"
        feed.write_text(_EMPTY)
        urls, config, _ = map(Path, self._files)
        config.write_text(_CONFIG)
        urls.write_text(f"{feed.as_uri()}\n")
        subprocess.run([*self.program, "-x", "reload"], check=True, stdout=subprocess.DEVNULL)
        sizes = {LARGE_FEED: LARGE, **{f"Feed {number:04}": (count - LARGE) // FEEDS for number in range(FEEDS)}}
        addresses = {title: f"https://{title.replace(' ', '-')}.example/rss" for title in sizes}
        query = f'"query:{_ALL}:unread = \\"yes\\" or unread = \\"no\\""'
        urls.write_text("\n".join((query, *addresses.values(), "")))
        with closing(sqlite3.connect(self._files[2])) as connection, connection:
            for title, size in sizes.items():
                _add(connection, addresses[title], title, size)
        with closing(sqlite3.connect(self._files[2])) as connection:
            connection.execute("ANALYZE")


def _add(connection: sqlite3.Connection, address: str, title: str, size: int) -> None:
    connection.execute(
        "INSERT INTO rss_feed (rssurl, url, title) VALUES (:rss, :url, :title)",
        {"rss": address, "url": address, "title": title},
    )
    connection.executemany(
        """
        INSERT INTO rss_item (guid, title, author, url, feedurl, pubDate, content, unread)
        VALUES (:guid, :title, 'Ada Ito', :guid, :feed, :published, :content, :unread)
        """,
        (
            {
                "guid": f"{address}/{number}",
                "title": f"Article {SIGN}{number} of {title} about what happened",
                "feed": address,
                "published": 1_795_000_000 - number * 600,
                "content": _CONTENT,
                "unread": number % 5 < 2,
            }
            for number in range(size)
        ),
    )


def listed(screen: pyte.Screen) -> list[str]:
    """Return the lines of its list."""
    return screen.display[1:-2]
