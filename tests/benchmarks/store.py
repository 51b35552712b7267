"""Measure the store: what opening, listing, marking and storing cost, and what an article takes on the disk.

    python tests/benchmarks/store.py            10,000 and 100,000 articles
    python tests/benchmarks/store.py --large    500,000 too
    python tests/benchmarks/store.py --keep DIR leave the databases there, and use those that are there

Times are milliseconds of CPU of this process, median of several runs on a file that the system holds in memory.
"""

from __future__ import annotations

import argparse
import random
import statistics
import sys
import tempfile
import time
import tracemalloc
from collections.abc import Callable, Iterator
from functools import partial
from hashlib import blake2b
from pathlib import Path

from newsreader.blocks import Block, BlockKind, pack_blocks
from newsreader.model import NewArticle, ParsedArticle, View, ViewKind
from newsreader.store import Store
from newsreader.store.indexing import LAST

NOW = 1_795_348_800
"""2026-11-22 12:00 UTC."""
FEEDS = 200
PORTION = 50
"""Articles a transaction, as the engine writes them."""
BODIES = 500
"""Different texts; they repeat, since making one costs more than storing it."""
TODAY = NOW - 43_200


def say(line: str) -> None:
    """Print a line at once."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def cpu_ms(call: Callable[[], object], runs: int = 7) -> float:
    """Return the median CPU time of some runs, the first of which counts too."""
    times = []
    for _ in range(runs):
        start = time.process_time()
        call()
        times.append((time.process_time() - start) * 1000)
    return statistics.median(times)


def bodies(dice: random.Random) -> list[bytes]:
    """Return texts of about 3,000 characters, packed to 1,300 bytes like those of ../shared/tools/workload."""
    letters = "etaoinshrdlcumwfgypbvk"
    words = ["".join(dice.choices(letters, k=dice.randint(2, 11))) for _ in range(600)]
    weights = [1 / rank for rank in range(1, len(words) + 1)]
    return [
        pack_blocks(
            tuple(Block(BlockKind.PARAGRAPH, " ".join(dice.choices(words, weights, k=65)) + ".") for _ in range(7))
        )
        for _ in range(BODIES)
    ]


def articles(feed: int, count: int, texts: list[bytes], dice: random.Random) -> Iterator[NewArticle]:
    """Yield articles of one feed with guids, links and titles of usual length."""
    for number in range(count):
        name = f"https://www.feed{feed}.example/2026/11/22/what-happened-in-the-world-today-{feed}-{number}"
        hashed = blake2b(name.encode(), digest_size=16).digest()
        published = NOW - number * 600 - dice.randrange(600)
        parsed = ParsedArticle(
            guid=name,
            link=name,
            title=f"What happened in the world today, and why it matters {feed} {number}",
            author="Ada Ito",
            published=published,
            language="en",
            words=630,
            body=dice.choice(texts),
            fingerprint=hashed,
            is_teaser=number % 10 == 0,
            digest=hashed,
            canonical=name.removeprefix("https://www."),
        )
        yield NewArticle(hashed.hex(), published, hashed, parsed)


def fill(store: Store, count: int) -> float:
    """Store so many articles in portions and return how many a second of CPU."""
    dice = random.Random(1)
    texts = bodies(dice)
    spent = 0.0
    for feed in range(FEEDS):
        feed_id, _ = store.feeds.add(f"https://feed{feed}.example/rss", title=f"Feed {feed}", now=NOW)
        made = list(articles(feed, count // FEEDS, texts, dice))
        start = time.process_time()
        for at in range(0, len(made), PORTION):
            store.refreshing.write_articles(feed_id, made[at : at + PORTION], (), now=NOW)
        spent += time.process_time() - start
    return count / spent


def index(store: Store) -> float:
    """Index all articles and return the seconds of CPU."""
    start = time.process_time()
    store.indexing.prepare()
    before: int | None = LAST
    while before is not None:
        before = store.indexing.index_some(before=before, now=NOW)
    return time.process_time() - start


def measure(folder: Path, count: int) -> None:
    """Print the table for so many articles."""
    path, backups = folder / f"{count}.db", folder / "backups"
    is_new = not path.exists()
    store = Store.open(path, backups, now=NOW)
    say(f"{count:,} articles, {FEEDS} feeds")
    if is_new:
        row("store them", fill(store, count), "a CPU second")
        row("index them", count / index(store), "a CPU second")
    store.close()
    row("bytes an article", path.stat().st_size / count, "", "≤ 2,890")

    def open_it() -> None:
        Store.open(path, backups, now=NOW).close()

    row("open and close", cpu_ms(open_it), "ms")
    store = Store.open(path, backups, now=NOW)
    lists = store.articles
    for kind in (each for each in ViewKind if each is not ViewKind.QUERY):
        view = View(kind, 1 if kind is ViewKind.FEED else None)
        row(f"first 200 ids of {kind}", cpu_ms(partial(lists.list_ids, view, since=TODAY, limit=200)), "ms")
    everything = View(ViewKind.ALL)
    row("all ids of all", cpu_ms(lambda: lists.list_ids(everything, since=0)), "ms", "216 for 500,000 in the sketch")
    tracemalloc.start()
    ids = lists.list_ids(everything, since=0)
    row("… memory at its peak", tracemalloc.get_traced_memory()[1] / 1e6, "MB")
    tracemalloc.stop()
    middle = list(ids[count // 2 : count // 2 + 100])
    row("rows of 100", cpu_ms(lambda: lists.headlines(middle)), "ms")
    row("one article with text", cpu_ms(lambda: lists.get(middle[0])), "ms")
    row("counts", cpu_ms(lambda: lists.counts(since=TODAY)), "ms")
    row("200 feeds with counts", cpu_ms(store.feeds.all), "ms", "0.9 for 1,000 in the sketch")
    newest = lists.newest_id()
    row("arrived, nothing did", cpu_ms(lambda: lists.arrived(everything, after=newest, since=0)), "ms")
    row("star", cpu_ms(lambda: store.marks.toggle_starred(middle[0], now=NOW), 31), "ms", "0.07 in the sketch")
    many = list(ids[:10_000])
    row("mark 10,000 read", cpu_ms(lambda: store.marks.set_read(many, True, now=NOW), 1), "ms", "≤ 300")
    row("undo that", cpu_ms(lambda: store.journal.undo(now=NOW), 1), "ms", "≤ 300")
    row("remove a feed", cpu_ms(lambda: store.marks.remove_feed(2, now=NOW), 1), "ms")
    row("undo that", cpu_ms(lambda: store.journal.undo(now=NOW), 1), "ms")
    store.close()


def row(what: str, value: float, unit: str, target: str = "") -> None:
    """Print one line of the table."""
    amount = f"{value:,.0f}" if value >= 100 else f"{value:.2f}"
    say(f"  {what:<26} {amount:>10} {unit:<13} {target}".rstrip())


def main() -> None:
    """Run what the arguments ask for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--large", action="store_true")
    parser.add_argument("--keep", type=Path)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = arguments.keep or Path(scratch)
        folder.mkdir(parents=True, exist_ok=True)
        for count in (10_000, 100_000, *([500_000] if arguments.large else [])):
            measure(folder, count)


if __name__ == "__main__":
    main()
