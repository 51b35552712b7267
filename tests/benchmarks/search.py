"""Measure searching 100,000 articles in ten languages: first pages, the index's size, and the CPU of making it.

    python -m tests.benchmarks.search               beside newsboat where it is installed
    python -m tests.benchmarks.search --keep DIR    leave the databases there, and use those that are there

10,000 articles of ../shared/tools/workload are refreshed by the real programs and then copied nine times, in ours with
other dates. What is found is counted against a scan with the plain filter. newsboat's search is the statement that it
sends to its database, run by SQLite without newsboat around it. The bars are those of ../shared/targets.md and issue 6.
"""

from __future__ import annotations

import argparse
import resource
import sqlite3
import statistics
import tempfile
import time
from contextlib import closing
from datetime import UTC
from pathlib import Path

from tests.benchmarks import newsboat
from tests.benchmarks.refresh import Newsreader, bar, say
from tests.benchmarks.running import WORKLOAD, make_feeds, serving

from newsreader.blocks import full_text
from newsreader.model import View, ViewKind
from newsreader.query.dates import resolve
from newsreader.query.matching import Facts, select
from newsreader.query.parser import parse
from newsreader.query.tree import Query
from newsreader.store import Store
from newsreader.store.indexing import LAST

FEEDS, ARTICLES, COPIES = 200, 50, 10
PAGE = 200
BAR_MS, BAR_BYTES = 50, 2_890
RUNS = 5
RARE = "zebra"
"""Stands in the titles of three articles and their copies."""
WORDS = {
    "a word of most articles": "the",
    "a rare word": RARE,
    "a word of none": "quagga",
    "a word of the title": "title:security",
    "a word of the text": "text:security",
    "two words": "security latency",
    "unread ones": "unread security",
    "Russian": "погода",
    "German": "ubersicht",
    "Greek, of none": "θάλασσα",
    "Arabic": "السياسة",
    "Hebrew": "טכנולוגיה",
    "Hindi": "सरकार",
    "Chinese, three characters": "数据库",
    "Chinese, one character": "安",
    "Japanese": "データベース",
    "Korean": "경제",
    "Thai, of none": "กรุงเทพ",
}
OTHERS = {
    "the beginning of a word": "sec*",
    "one letter": "s*",
    "a word but not another": "security -latency",
    "either of two": f"{RARE} or security",
    "a word, by rank": "security sort:rank",
    "two words, by rank": "security latency sort:rank",
    "a common word, by rank": "the sort:rank",
    "a phrase": f'"{RARE} security"',
}
TOLD = {
    "a phrase of common words": '"security latency"',
    "a pattern in the title": "/sec[a-z]+ty/",
}
"""What is read: the texts that hold all words of a phrase, the title of every article for a pattern."""


def now() -> int:
    """Return the time in seconds."""
    return int(time.time())


def made(folder: Path) -> tuple[Path, Path | None]:
    """Return our home and newsboat's folder with ten copies of the workload in each, made unless they are there."""
    ours, theirs = folder / "newsreader", folder / "newsboat"
    if not ours.exists():
        with serving(make_feeds(folder, FEEDS, ARTICLES), FEEDS) as server:
            program = Newsreader(folder / "making", server)
            program.refresh()
            assert program.check() == FEEDS * ARTICLES
            if newsboat.PROGRAM is not None:
                newsboat.Newsboat(theirs, server).reload()
        multiply(folder / "making")
        (folder / "making").rename(ours)
        if theirs.exists():
            with closing(sqlite3.connect(theirs / "cache.db")) as connection, connection:
                columns = "guid, title, author, url, feedurl, pubDate, content, unread"
                numbers = f"WITH RECURSIVE n (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n LIMIT {COPIES - 1})"
                connection.execute(
                    f"""
                    {numbers} INSERT INTO rss_item ({columns})
                    SELECT guid || n, title, author, url, feedurl, pubDate, content, unread FROM n, rss_item
                    """
                )
    return ours, theirs if theirs.exists() else None


def multiply(home: Path) -> None:
    """Copy the articles of a home nine times, each time as if they had come a month earlier."""
    with closing(sqlite3.connect(home / "newsreader.db")) as connection, connection:
        connection.execute(f"UPDATE articles SET title = title || ' {RARE}' WHERE id IN (17, 4711, 9999)")
        names = [row[1] for row in connection.execute("PRAGMA table_info (articles)")]
        same = ", ".join(name for name in names if name not in ("id", "key", "published"))
        for copy in range(1, COPIES):
            step = copy * FEEDS * ARTICLES
            connection.execute(
                f"""
                INSERT INTO articles (id, key, published, {same})
                SELECT id + {step}, randomblob(16), published - {copy} * 2592000, {same} FROM articles
                WHERE id <= {FEEDS * ARTICLES}
                """
            )
            connection.execute(
                f"""
                INSERT INTO bodies (article_id, feed_blocks, page_blocks)
                SELECT article_id + {step}, feed_blocks, page_blocks FROM bodies WHERE article_id <= {FEEDS * ARTICLES}
                """
            )


def index(store: Store) -> None:
    """Index what waits, and say what it took."""
    store.indexing.prepare()
    waiting, begun = store.indexing.waiting(), time.process_time()
    held = []
    before: int | None = LAST
    while before is not None:
        start = time.perf_counter()
        before = store.indexing.index_some(before=before, now=now())
        held.append((time.perf_counter() - start) * 1000)
    if waiting:
        held.sort()
        say(f"  {waiting:,} articles indexed in {time.process_time() - begun:.2f} CPU s")
        say(f"  at most {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB held meanwhile")
        say(f"  a transaction holds the database {held[len(held) // 2]:.1f} ms, at most {held[-1]:.1f} ms")


def facts_of(store: Store) -> list[Facts]:
    """Return what words are looked for in, of the articles that were not copied."""
    ids = [each for each in store.articles.list_ids(View(ViewKind.ALL), since=0) if each <= FEEDS * ARTICLES]
    articles = (store.articles.get(each) for each in ids)
    return [
        Facts(
            each.headline.id,
            title=each.headline.title,
            author=each.headline.author,
            text=full_text(each.page_blocks or each.feed_blocks),
        )
        for each in articles
    ]


def meant(text: str) -> Query:
    """Return the query that a text is."""
    return resolve(parse(text), now(), UTC)


def measure(store: Store, facts: list[Facts], searches: dict[str, str]) -> tuple[float, float]:
    """Print what each search takes, and return the longest time to a first page, and to the first rows."""
    longest = soonest = 0.0
    for name, text in searches.items():
        query = meant(text)
        page = statistics.median(timed_ms(store, query, PAGE) for _ in range(RUNS))
        some = statistics.median(first_ms(store, query) for _ in range(RUNS))
        begun = time.perf_counter()
        found = store.asking.ids(query)
        all_ms = (time.perf_counter() - begun) * 1000
        expected = COPIES * len(select(query, facts))
        assert len(found) == expected, f"{text} finds {len(found):,}, a scan {expected:,}"
        assert store.asking.ids(query, first=PAGE) == found[:PAGE]
        say(f"  {name:<28} {len(found):>7,} {some:>14.1f} {page:>14.1f} {all_ms:>8.1f}")
        longest = max(longest, page)
        soonest = max(soonest, some)
    return longest, soonest


def first_ms(store: Store, query: Query) -> float:
    """Return how long it takes until the first rows are there, as the app shows them."""
    begun = time.perf_counter()
    next(store.asking.parts(query, first=PAGE))
    return (time.perf_counter() - begun) * 1000


def timed_ms(store: Store, query: Query, first: int) -> float:
    """Return how long the first page takes."""
    begun = time.perf_counter()
    store.asking.ids(query, first=first)
    return (time.perf_counter() - begun) * 1000


def newsboat_ms(folder: Path) -> float:
    """Return how long newsboat's statement takes for a word that few articles have."""
    statement = """
        SELECT guid FROM rss_item
        WHERE (title LIKE :word OR content LIKE :word) AND deleted = 0 ORDER BY pubDate DESC, id DESC
    """
    with closing(sqlite3.connect(folder / "cache.db")) as connection:
        times = []
        for _ in range(3):
            begun = time.perf_counter()
            connection.execute(statement, {"word": f"%{RARE}%"}).fetchall()
            times.append((time.perf_counter() - begun) * 1000)
    return statistics.median(times)


def main() -> None:
    """Run what the arguments ask for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--keep", type=Path)
    arguments = parser.parse_args()
    if not WORKLOAD.is_dir():
        parser.error(f"the feeds are made and served by {WORKLOAD}, which is not here")
    with tempfile.TemporaryDirectory() as scratch:
        folder = arguments.keep or Path(scratch)
        folder.mkdir(parents=True, exist_ok=True)
        ours, theirs = made(folder)
        path = ours / "newsreader.db"
        say(f"{FEEDS * ARTICLES * COPIES:,} articles in ten languages")
        store = Store.open(path, ours / "backups", now=now())
        index(store)
        facts = facts_of(store)
        say(f"  {'':<28} {'hits':>7} {'first rows ms':>14} {'first page ms':>14} {'all ms':>8}")
        words, _ = measure(store, facts, WORDS)
        others, _ = measure(store, facts, OTHERS)
        _, read = measure(store, facts, TOLD)
        store.close()
        bar("the first page of a word", words, BAR_MS, " ms")
        bar("the first page of other searches", others, BAR_MS, " ms")
        bar("the first rows of what is read", read, BAR_MS, " ms")
        bar("bytes an article", path.stat().st_size / (FEEDS * ARTICLES * COPIES), BAR_BYTES, "")
        if theirs is not None:
            scanned = newsboat_ms(theirs)
            say(f"  newsboat's statement: {scanned:.1f} ms")
            bar("the first page of a word", words / scanned, 0.1, " × newsboat")


if __name__ == "__main__":
    main()
