"""Measure how soon the app answers a key while the engine refreshes 1,000 new feeds of 50 articles.

    python -m tests.benchmarks.keys                     1,000 feeds
    python -m tests.benchmarks.keys --feeds 200         fewer
    python -m tests.benchmarks.keys --keep DIR          leave the feeds and the home there

The real app runs in a real terminal over a library that is already there; feeds come from ../shared/tools/workload with
100 ms latency and are subscribed to without fetching. Keys are pressed at a person's pace, first with nothing else
going on, then from R to the end of the refresh. What was stored is counted. The bar: 50 ms at the 95th percentile.
"""

from __future__ import annotations

import argparse
import itertools
import os
import random
import tempfile
import time
from pathlib import Path

from msgspec.structs import replace
from tests.benchmarks.contention import articles
from tests.benchmarks.recording import (
    NAMES,
    PACE_S,
    PATIENCE_S,
    Record,
    Recorder,
    answers,
    columns,
    percentile_95,
)
from tests.benchmarks.refresh import ARTICLES, bar, say
from tests.benchmarks.running import LATENCY_MS, WORKLOAD, Server, make_feeds, serving

from newsreader.model import NewArticle
from newsreader.store import Store

KEYS = "jjkjsJ\x06j j"
"""Pressed again and again: down, up, star, next article, page down (Ctrl-F) and Space."""
CALM_KEYS = 200
LIBRARY_FEEDS, LIBRARY_ARTICLES = 20, 500


def report(what: str, record: Record) -> list[float]:
    """Print how long keys took and return the times, sorted."""
    measured = answers(record)
    times = sorted(took for _, took in measured)
    say(f"  {what:<28} {len(times):5}  {columns(times)}")
    for key in dict.fromkeys(KEYS):
        of_key = sorted(took for each, took in measured if each == key)
        if of_key:
            say(f"    {NAMES.get(key, key):<26} {len(of_key):5}  {columns(of_key)}")
    return times


def make_home(home: Path, server: Server) -> Store:
    """Return a store with a library in it, and all feeds subscribed to."""
    home.mkdir(parents=True)
    # Only R refreshes: the calm before it is to be calm.
    (home / "settings.toml").write_text("[refresh]\nautomatic = false\n[full_text]\nautomatic = false\n")
    store = Store.open(home / "newsreader.db", home / "backups", now=int(time.time()))
    now, dice = int(time.time()), random.Random(1)
    for number, url in enumerate(server.urls[:LIBRARY_FEEDS]):
        feed, _ = store.feeds.add(f"{url}?library", title=f"Library {number}", now=now)
        store.refreshing.write_articles(feed, library(feed, dice), (), now=now)
    for url in server.urls:
        store.feeds.add(url, now=now)
    return store


def library(feed: int, dice: random.Random) -> list[NewArticle]:
    """Return what a feed brought earlier, each with its own title: a list that scrolls by a row is seen to move."""
    made = articles(feed, LIBRARY_ARTICLES, dice)
    return [replace(each, parsed=replace(each.parsed, title=str(dice.getrandbits(64)))) for each in made]


def calm(terminal: Recorder, dice: random.Random) -> Record:
    """Press keys with nothing else going on."""
    terminal.record = Record(chunks=terminal.record.chunks)
    for key in itertools.islice(itertools.cycle(KEYS), CALM_KEYS):
        terminal.type(key)
        terminal.listen(dice.uniform(*PACE_S))
    return terminal.record


def refreshing(terminal: Recorder, dice: random.Random) -> tuple[Record, float]:
    """Press R and then keys until the refresh is over; return that and how long it took."""
    terminal.record = Record(chunks=terminal.record.chunks)
    begun = time.monotonic()
    terminal.press("R")
    terminal.until_painted("↻".encode())
    painted = b""
    for key in itertools.cycle(KEYS):
        if b"Refreshed " in painted or time.monotonic() > begun + PATIENCE_S:
            break
        terminal.type(key)
        painted = painted[-200:] + terminal.listen(dice.uniform(*PACE_S))
    return terminal.record, time.monotonic() - begun


def measure(folder: Path, feeds: int) -> None:
    """Print the table and whether the bar is met."""
    say(f"a key → its paint, {feeds:,} feeds of {ARTICLES}, {LATENCY_MS} ms latency, load {os.getloadavg()[0]:.1f}")
    with serving(make_feeds(folder, feeds, ARTICLES), feeds) as server:
        store = make_home(folder / f"keys-{feeds}-{int(time.time())}", server)
        terminal = Recorder(store.path.parent)
        try:
            terminal.until_painted(b" of ")
            terminal.listen(1)
            dice = random.Random(2)
            say(f"  {'':<28} {'keys':>5}  {'median':>7} {'95 %':>7} {'max':>7}")
            report("nothing else going on", calm(terminal, dice))
            record, took = refreshing(terminal, dice)
            times = report(f"a refresh of {took:.0f} s", record)
        finally:
            terminal.close()
        stored = store.articles.counts(since=0).total
        store.close()
    expected = LIBRARY_FEEDS * LIBRARY_ARTICLES + (feeds + LIBRARY_FEEDS) * ARTICLES
    assert stored == expected, f"{stored:,} articles are stored, not {expected:,}"
    bar("a key during the refresh, 95 %", percentile_95(times) * 1000, 50, " ms")


def main() -> None:
    """Run what the arguments ask for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--feeds", type=int, default=1_000)
    parser.add_argument("--keep", type=Path)
    arguments = parser.parse_args()
    if not WORKLOAD.is_dir():
        parser.error(f"the feeds are made and served by {WORKLOAD}, which is not here")
    with tempfile.TemporaryDirectory() as scratch:
        folder = arguments.keep or Path(scratch)
        folder.mkdir(parents=True, exist_ok=True)
        measure(folder, arguments.feeds)


if __name__ == "__main__":
    main()
