"""What the tests that kill know of processes and of a half stored feed. Must not know who is killed when."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from tests.engine.documents import SENTENCE, articles, rss
from tests.loopback import Answer, Asked, Site
from tests.store.checks import query

APART_S = 0.1
"""Between the answers of two feeds: the refresh has a middle, however fast the program is."""
GONE_S = 2.0
"""Nothing of the program may be left so long after its head was cut off."""


def processes_of(home: Path, program: str = "newsreader") -> list[int]:
    """Return the processes that were started on this home, the oldest first; engine and worker name it too."""
    listed = subprocess.run(["ps", "-ww", "-A", "-o", "pid=,stat=,args="], capture_output=True, text=True, check=True)
    found = (line.split(maxsplit=2) for line in listed.stdout.splitlines())
    return sorted(
        int(pid)
        for pid, state, arguments in found
        if not state.startswith("Z") and str(home) in arguments and program in arguments
    )


def engines_of(home: Path) -> list[int]:
    """Return the engines of this home."""
    return processes_of(home, "-m newsreader.engine {")


def workers_of(home: Path) -> list[int]:
    """Return the workers of this home."""
    return processes_of(home, "-m newsreader.engine.child ")


def is_gone(home: Path, program: str = "newsreader", within_s: float = GONE_S) -> bool:
    """Wait so long for the end of all processes of this home."""
    end = time.monotonic() + within_s
    while processes_of(home, program):
        if time.monotonic() > end:
            return False
        time.sleep(0.05)
    return True


def kill(pid: int) -> bool:
    """End a process with SIGKILL; False where it is gone already."""
    with suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)
        return True
    return False


@dataclass(slots=True)
class Edition:
    """Feeds on a real server that all bring other articles with every edition."""

    site: Site
    feeds: int
    articles: int
    """Of each feed in each edition: more than one transaction."""
    number: int = 0

    def serve(self) -> Iterator[str]:
        """Serve all feeds; yields their addresses."""
        for feed in range(self.feeds):
            yield self.site.program(f"/{feed}.xml", partial(self._answer, latency_s=feed * APART_S))

    def _answer(self, asked: Asked, *, latency_s: float) -> Answer:
        items = [
            (f"{self.number} {guid}", f"{self.site.url(asked.path)}/{self.number}/{guid[6:]}", text)
            for guid, _, text in articles(self.articles, text=SENTENCE * 12)
        ]
        return Answer(rss(f"Feed {asked.path}", items), etag=f'"{self.number}"', latency_s=latency_s)

    def publish(self, database: Path) -> None:
        """Bring out the next edition."""
        self.number += 1
        self.allow(database)

    def allow(self, database: Path) -> None:
        """Let the feeds be asked at once, however lately they were."""
        query(database, "UPDATE feeds SET asked_at = NULL, retry_at = NULL, due_at = NULL")

    def stored(self, database: Path) -> int:
        """Return how many feeds have stored this edition, by their validators."""
        ((count,),) = query(database, "SELECT count(*) FROM feeds WHERE etag = ?", self._etag)
        return int(count)

    def arrived(self, database: Path) -> int:
        """Return how many articles of this edition are there."""
        ((count,),) = query(database, "SELECT count(*) FROM articles WHERE guid LIKE ?", f"{self.number} %")
        return int(count)

    def settled(self, database: Path) -> int:
        """Return how many feeds have stored this edition or failed to."""
        ((count,),) = query(database, "SELECT count(*) FROM feeds WHERE etag = ? OR error IS NOT NULL", self._etag)
        return int(count)

    def half_stored(self, database: Path) -> list[str]:
        """Return which feeds have validators without all articles, and which articles are there twice."""
        rows = query(
            database,
            """
            SELECT f.url, count(a.id) FROM feeds f LEFT JOIN articles a ON a.feed_id = f.id AND a.guid LIKE ?
            WHERE f.etag = ? GROUP BY f.id
            """,
            f"{self.number} %",
            self._etag,
        )
        wrong = [f"{url} has {count} of {self.articles}" for url, count in rows if count != self.articles]
        twice = query(database, "SELECT guid FROM articles GROUP BY feed_id, guid HAVING count(*) > 1")
        return wrong + [f"{guid} is there twice" for (guid,) in twice]

    @property
    def _etag(self) -> str:
        return f'"{self.number}"'
