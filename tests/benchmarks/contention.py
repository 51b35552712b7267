"""Measure how long a star takes to be committed while others write without a pause.

    python -m tests.benchmarks.contention

First a second process writes as the engine does, through its database thread and in its portions, as fast as that lets
it; then it hides 10,000 articles at once, shows them, and mutes them by a rule, over and over. This one stars and takes
the stars away. At last the app's writer does both. The bars: 50 ms at the 95th percentile.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from functools import partial
from hashlib import blake2b
from pathlib import Path
from queue import Queue

from tests.benchmarks.refresh import bar, say
from tests.benchmarks.running import environment
from textual.message import Message

from newsreader.blocks import Block, BlockKind, pack_blocks
from newsreader.engine.writing import ARTICLES_AT_ONCE, DatabaseThread
from newsreader.model import NewArticle, ParsedArticle, View, ViewKind
from newsreader.query.kept import RuleAction
from newsreader.store import Store
from newsreader.tui.writer import Pace, Writer

NOW = 1_795_348_800
BEFORE = 10_000
"""Articles that are there already."""
STARS = 400
PAUSE_S = 0.02
"""Between two stars: nobody presses faster."""


def articles(feed: int, count: int, dice: random.Random) -> list[NewArticle]:
    """Return articles of usual size, packed to 1,300 bytes."""
    letters = "etaoinshrdlcumwfgypbvk"
    words = ["".join(dice.choices(letters, k=dice.randint(2, 11))) for _ in range(600)]
    bodies = [
        pack_blocks(tuple(Block(BlockKind.PARAGRAPH, " ".join(dice.choices(words, k=50))) for _ in range(7)))
        for _ in range(20)
    ]
    made = []
    for number in range(count):
        name = f"https://www.feed{feed}.example/{dice.getrandbits(64)}"
        hashed = blake2b(name.encode(), digest_size=16).digest()
        parsed = ParsedArticle(
            guid=name,
            link=name,
            title="What happened in the world today",
            author="Ada Ito",
            published=NOW - number * 600,
            language="en",
            words=350,
            body=dice.choice(bodies),
            fingerprint=hashed,
            is_teaser=False,
            digest=hashed,
            canonical=name,
        )
        made.append(NewArticle(hashed.hex(), NOW - number * 600, hashed, parsed))
    return made


def opened(home: Path) -> Store:
    """Open the store in this folder."""
    return Store.open(home / "newsreader.db", home / "backups", now=NOW)


def portions(feed: int, dice: random.Random) -> Iterator[list[NewArticle]]:
    """Yield portions of articles without end."""
    while True:
        made = articles(feed, 20 * ARTICLES_AT_ONCE, dice)
        yield from (made[at : at + ARTICLES_AT_ONCE] for at in range(0, len(made), ARTICLES_AT_ONCE))


async def write(home: Path) -> None:
    """Store articles as the engine does until standard input ends, with the next portion always waiting."""
    store = opened(home)
    database = DatabaseThread(store)
    feed, _ = store.feeds.add("https://writing.example/feed", now=NOW)
    waiting: set[asyncio.Task[int]] = set()
    for portion in portions(feed, random.Random(time.time())):
        call = partial(store.refreshing.write_articles, feed, portion, (), now=NOW)
        waiting.add(asyncio.create_task(database.write(call)))
        if len(waiting) >= 3:
            _, waiting = await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED)


def sort_out(store: Store, ids: list[int]) -> None:
    """Hide all at once, by hand and by a rule, and show them again."""
    store.sorting.set_hidden(ids, True, now=NOW)
    store.sorting.show(ids, now=NOW)
    rule = store.rules.save("mute", "title:happened", RuleAction.HIDE, now=NOW)
    store.rules.remove(rule, now=NOW)


def sort_out_for_ever(home: Path) -> None:
    """Do so until the process is killed."""
    store = opened(home)
    ids = list(store.articles.list_ids(View(ViewKind.ALL), since=0))
    while True:
        sort_out(store, ids)


def mark_in_app(store: Store, ids: list[int]) -> list[float]:
    """Star one article after the other by the app's writer, which hides many meanwhile; return how long each took."""
    committed: Queue[str] = Queue()

    def post(message: Message) -> None:
        assert isinstance(message, Writer.Committed), message
        committed.put(message.verb)

    def hide() -> None:
        sort_out(store, ids)

    writer, times = Writer(post), []
    writer.submit(hide, "Changed", Pace.LARGE)
    for article_id in random.Random(2).sample(ids, STARS):
        begun = time.monotonic()
        writer.submit(partial(store.marks.toggle_starred, article_id, now=NOW), pace=Pace.SMALL)
        while committed.get():  # the large one ended: the star is behind it
            writer.submit(hide, "Changed", Pace.LARGE)
        times.append(time.monotonic() - begun)
        time.sleep(PAUSE_S)
    writer.close()
    return report(times, "the app hides and mutes them")


def main() -> None:
    """Mark while another process writes, and print how long that took."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", type=Path, metavar="HOME", help=argparse.SUPPRESS)
    parser.add_argument("--sort-out", type=Path, metavar="HOME", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.write is not None:
        asyncio.run(write(arguments.write))
        return
    if arguments.sort_out is not None:
        sort_out_for_ever(arguments.sort_out)
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        store = opened(home)
        feed, _ = store.feeds.add("https://reading.example/feed", now=NOW)
        made = articles(feed, BEFORE, random.Random(1))
        for at in range(0, BEFORE, 500):
            store.refreshing.write_articles(feed, made[at : at + 500], (), now=NOW)
        ids = list(store.articles.list_ids(View(ViewKind.FEED, feed), since=0))
        say(f"a star, {STARS} times, over {BEFORE:,} articles      median   95 %    worst")
        mark(store, ids, "nothing else writes")
        program = [sys.executable, "-m", "tests.benchmarks.contention", "--write", str(home)]
        with subprocess.Popen(program, env=environment()) as writer:
            before = store.articles.counts(since=0).total
            while store.articles.counts(since=0).total == before:
                time.sleep(0.1)
            written, begun = store.articles.counts(since=0).total, time.monotonic()
            times = mark(store, ids, "the engine writes without pause")
            written = store.articles.counts(since=0).total - written
            say(f"  meanwhile the engine stored {written / (time.monotonic() - begun):,.0f} articles a second")
            writer.kill()
        program = [sys.executable, "-m", "tests.benchmarks.contention", "--sort-out", str(home)]
        with subprocess.Popen(program, env=environment()) as writer:
            while not store.articles.list_ids(View(ViewKind.MUTED), since=0, limit=1):
                time.sleep(0.01)
            of_other = mark(store, ids, "another process hides and mutes them")
            writer.kill()
        of_app = mark_in_app(store, ids)
        store.close()
    bar("a star while the engine writes, 95 %", high(times), 50, " ms")
    bar("a star while another process hides 10,000, 95 %", high(of_other), 50, " ms")
    bar("a star in the app while it hides 10,000, 95 %", high(of_app), 50, " ms")


def mark(store: Store, ids: list[int], what: str) -> list[float]:
    """Star one article after the other and return how long each took, sorted."""
    times = []
    for article_id in random.Random(2).sample(ids, STARS):
        begun = time.monotonic()
        store.marks.toggle_starred(article_id, now=NOW)
        times.append(time.monotonic() - begun)
        time.sleep(PAUSE_S)
    return report(times, what)


def report(times: list[float], what: str) -> list[float]:
    """Print how long stars took, and return it sorted."""
    times.sort()
    say(f"  {what:<42} {statistics.median(times) * 1000:5.1f}  {high(times):5.1f}  {times[-1] * 1000:6.1f} ms")
    return times


def high(times: list[float]) -> float:
    """Return the 95th percentile of sorted seconds, in milliseconds."""
    return times[int(0.95 * len(times))] * 1000


if __name__ == "__main__":
    main()
