"""Measure a refresh of 200 feeds of 50 articles, cold and unchanged, beside newsboat; with --large, of 1,000 too.

    python -m tests.benchmarks.refresh                  200 feeds
    python -m tests.benchmarks.refresh --large          1,000 feeds too, without newsboat, which takes minutes
    python -m tests.benchmarks.refresh --keep DIR       leave the feeds and the databases there

Feeds come from ../shared/tools/workload with 100 ms latency and are subscribed to without fetching; what was stored is
counted and read, so that a refresh that does nothing fails. The bars are those of ../shared/targets.md. newsboat 2.21
stores no ETag on its first fetch and loads everything again on its second, so that its third is the unchanged one.
"""

from __future__ import annotations

import argparse
import random
import sqlite3
import subprocess
import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path

from tests.benchmarks import newsboat
from tests.benchmarks.running import LATENCY_MS, WORKLOAD, Run, Server, environment, make_feeds, serving

from newsreader.model import View, ViewKind
from newsreader.store import Store

ARTICLES = 50
PROGRAM = [sys.executable, "-m", "newsreader"]
AT_ONCE = 64
"""Requests that are under way at one time: they make the floor of the latency."""
_READ = 300
"""Articles that are opened to see whether they can be read."""


class Newsreader:
    """Our program with a home of its own."""

    def __init__(self, home: Path, server: Server) -> None:
        self._home = home
        self._server = server
        self._expected = len(server.urls) * ARTICLES
        command = [*PROGRAM, "--home", str(home), "add", "--no-fetch", *server.urls]
        subprocess.run(command, env=environment(), check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def refresh(self) -> Run:
        """Refresh all feeds; the goal is that every article is listed and can be read."""
        store = self._open()
        try:
            command = [*PROGRAM, "--home", str(self._home), "refresh"]
            # What is listed can be read: text and row are stored in one transaction, and check() looks at many.
            return self._server.measured(
                command, environment(), lambda: store.articles.counts(since=0).total == self._expected
            )
        finally:
            store.close()

    def pass_a_minute(self) -> None:
        """Let the feeds be asked again: what was asked less than a minute ago is left alone."""
        with closing(sqlite3.connect(self._home / "newsreader.db")) as connection, connection:
            connection.execute("UPDATE feeds SET asked_at = asked_at - 60")

    def check(self) -> int:
        """Return how many articles are listed; fails where one of many cannot be read."""
        store = self._open()
        ids = store.articles.list_ids(View(ViewKind.ALL), since=0)
        for article_id in random.Random(1).sample(list(ids), min(_READ, len(ids))):
            assert store.articles.get(article_id).blocks, f"article {article_id} has no text"
        store.close()
        return len(ids)

    def _open(self) -> Store:
        return Store.open(self._home / "newsreader.db", self._home / "backups", now=int(time.time()))


def say(line: str = "") -> None:
    """Print a line at once."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def row(name: str, run: Run) -> None:
    """Print a line of the table."""
    asked = f"{run.requests['req']:,} ({run.requests['200']:,} full, {run.requests['304']:,} unchanged)"
    say(f"  {name:<28} {run.wall_s:7.2f} {run.cpu_s:8.2f} {run.peak_mb:8.0f}   {asked}")
    if run.at_goal is not None and run.requests["200"]:
        say(f"  {'  all listed and readable':<28} {run.at_goal[0]:7.2f} {run.at_goal[1]:8.2f}")


def bar(what: str, value: float, limit: float, unit: str) -> None:
    """Print whether a bar is met."""
    say(f"  {'met   ' if value <= limit else 'MISSED'} {what}: {value:.2f}{unit}, at most {limit:.2f}{unit}")


def measure(folder: Path, feeds: int, *, with_newsboat: bool) -> None:
    """Print the table and the bars for so many feeds."""
    say(f"\n{feeds:,} feeds of {ARTICLES} articles, {LATENCY_MS} ms latency")
    say(f"  {'':<28} {'wall s':>7} {'CPU s':>8} {'peak MB':>8}   requests")
    with serving(make_feeds(folder, feeds, ARTICLES), feeds) as server:
        theirs = measure_newsboat(folder / f"newsboat-{feeds}", server) if with_newsboat else None
        ours = Newsreader(folder / f"newsreader-{feeds}", server)
        cold = ours.refresh()
        row("newsreader, cold", cold)
        stored = ours.check()
        assert stored == feeds * ARTICLES, f"newsreader stored {stored:,} articles"
        ours.pass_a_minute()
        unchanged = ours.refresh()
        row("newsreader, unchanged", unchanged)
        assert ours.check() == stored
    assert cold.at_goal is not None
    assert cold.requests["req"] == unchanged.requests["304"] == feeds
    if theirs is not None:
        their_cold, their_unchanged = theirs
        bar("cold, listed and readable, wall", cold.at_goal[0] / their_cold.wall_s, 0.6, " × newsboat")
        bar("cold, listed and readable, CPU", cold.at_goal[1] / their_cold.cpu_s, 0.7, " × newsboat")
        bar("cold, all in all, CPU", cold.cpu_s / their_cold.cpu_s, 1.3, " × newsboat")
        bar("unchanged, CPU", unchanged.cpu_s / their_unchanged.cpu_s, 0.2, " × newsboat")
    if feeds >= 1_000:
        floor_s = feeds / AT_ONCE * LATENCY_MS / 1000
        bar("unchanged, wall", unchanged.wall_s, 1.5 * floor_s + 0.5, " s")
    bar("memory at its peak", max(cold.peak_mb, unchanged.peak_mb), 200, " MB")


def measure_newsboat(folder: Path, server: Server) -> tuple[Run, Run]:
    """Print its lines and return its cold run and its unchanged one."""
    theirs = newsboat.Newsboat(folder, server)
    cold = theirs.reload()
    row("newsboat, cold", cold)
    stored = theirs.stored()
    assert stored == len(server.urls) * ARTICLES, f"newsboat stored {stored:,} articles"
    row("newsboat, second", theirs.reload())
    unchanged = theirs.reload()
    row("newsboat, unchanged", unchanged)
    return cold, unchanged


def main() -> None:
    """Run what the arguments ask for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--large", action="store_true")
    parser.add_argument("--keep", type=Path)
    arguments = parser.parse_args()
    if not WORKLOAD.is_dir():
        parser.error(f"the feeds are made and served by {WORKLOAD}, which is not here")
    if newsboat.PROGRAM is None:
        say("newsboat is not installed: measured without it.")
    with tempfile.TemporaryDirectory() as scratch:
        folder = arguments.keep or Path(scratch)
        folder.mkdir(parents=True, exist_ok=True)
        measure(folder, 200, with_newsboat=newsboat.PROGRAM is not None)
        if arguments.large:
            measure(folder, 1_000, with_newsboat=False)


if __name__ == "__main__":
    main()
