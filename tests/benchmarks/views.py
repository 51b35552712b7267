"""Measure how soon every view shows its first screen, and what marking 10,000 articles takes, in 100,000 articles.

    python -m tests.benchmarks.views                100,000 articles
    python -m tests.benchmarks.views --count N      so many
    python -m tests.benchmarks.views --keep DIR     leave the home there, and use the one that is there
    python -m tests.benchmarks.views --keys         the app while others write, and nothing else

A query's first screen is what its first part gives: where finding so many takes a while, the newest of them, or none;
the second column is how long all of them take. The library has folders, tags, stars, hidden, muted, snoozed and
half-read articles, and is indexed. A first screen are the ids and rows of 50 articles. Times are milliseconds of CPU of
this process, the median of several, on a file that the system holds in memory. The bars: 50 ms for each view, 300 ms
for marking, 50 ms for a key meanwhile, 95 %, and a second until the app shows what another program did.
"""

from __future__ import annotations

import argparse
import copy
import itertools
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from tests.benchmarks.library import LARGE_FEED, make_library
from tests.benchmarks.recording import PACE_S, Record, Recorder, answers, columns, list_rows, percentile_95
from tests.benchmarks.refresh import bar, say
from tests.benchmarks.store import cpu_ms

from newsreader.model import Arrangement, Order, ReadingPlace, View, ViewKind
from newsreader.query.dates import resolve
from newsreader.query.kept import RuleAction
from newsreader.query.parser import parse
from newsreader.store import Store
from newsreader.store.indexing import LAST

FOLDERS, TAGS = 50, 40
FIRST = 50
MANY = 10_000
SCREEN_MS, MARK_MS, KEY_MS = 50, 300, 50
MOVES = 20
NOTICES, NOTICE_S = 5, 1
QUERIES = (
    "unread",
    "today",
    "starred",
    "later",
    "hidden",
    "is:muted",
    "is:snoozed",
    "tagged",
    "tag:tag-7",
    "tag:tag-7 unread",
    "-tagged unread",
    "folder:Folder-7",
    "folder:Folder-7 unread sort:oldest",
    'feed:"Feed 0123"',
    "feed:nowhere",
    "older:30d unread -starred",
    "newer:2w minutes<5",
    "words>2000 unread",
    "progress:5..95 sort:read",
    "read sort:read",
    "fetched:today sort:fetched",
    "sort:feed",
    "sort:title",
    "sort:author unread",
    "sort:longest",
    "has:comments",
    "has:image",
    "has:audio",
    "-has:link unread",
    "lang:xx",
    "lang:en sort:oldest limit:20",
    "etna",
    'title:"etna" or tag:tag-3',
    "url:feed.example unread",
    "/^Z/",
    "title:/zz+/ or author:/^q/",
    "-etna",
)
"""Kept queries of usual kinds."""


def sort_out(store: Store, now: int) -> None:
    """Do to the articles what people do."""
    dice = random.Random(3)
    with store.together():
        for number, feed in enumerate(store.feeds.all()[2:]):  # the first two stay at the top
            store.marks.move_feed(feed.id, f"Folder-{number % FOLDERS}", now=now)
    ids = list(store.articles.list_ids(View(ViewKind.ALL), since=0))
    few = len(ids) // 50
    for number in range(TAGS):
        store.sorting.tag(dice.sample(ids, few // 8), f"tag-{number}", now=now)
    store.sorting.set_later(dice.sample(ids, few), True, now=now)
    store.sorting.set_hidden(dice.sample(ids, few), True, now=now)
    store.sorting.snooze(dice.sample(ids, few // 10), now + 86_400, now=now)
    store.rules.save("mute", "title:/^A/", RuleAction.HIDE, now=now)
    for article_id in dice.sample(ids, few):
        store.places.keep(article_id, ReadingPlace(1, 0, dice.randrange(1_000)), now=now)


def index(store: Store, now: int) -> None:
    """Index all articles, as the engine does."""
    store.indexing.prepare()
    before: int | None = LAST
    while before is not None:
        before = store.indexing.index_some(before=before, now=now)


def make_home(folder: Path, count: int) -> Path:
    """Return a home with a library that somebody has lived with."""
    home = folder / f"views-{count}"
    if not home.exists():
        made = make_library(folder, count)
        now = int(time.time())
        store = Store.open(made / "newsreader.db", made / "backups", now=now)
        sort_out(store, now)
        index(store, now)
        store.close()
        made.rename(home)
    return home


def measure_views(store: Store, now: int) -> float:
    """Print the table of all views and return the slowest."""
    lists, slowest = store.articles, 0.0

    def screen_of(ids: Callable[[], object]) -> Callable[[], object]:
        return lambda: lists.headlines(list(ids())[:FIRST])  # type: ignore[call-overload]

    def line(what: str, ids: Callable[[], object], whole: Callable[[], object] | None = None) -> None:
        nonlocal slowest
        took = cpu_ms(screen_of(ids), 5)
        slowest = max(slowest, took)
        all_ms = "" if whole is None else f"{cpu_ms(whole, 3):9.1f} ms"
        say(f"  {what:<44} {took:7.1f} ms{all_ms}{'' if took <= SCREEN_MS else '   too slow'}")

    feed = store.feeds.find(LARGE_FEED).id
    for kind in ViewKind:
        if kind is ViewKind.QUERY:
            continue
        view = View(kind, feed if kind is ViewKind.FEED else None)
        for order in (each for each in Order if each is not Order.RANK):  # of searches only
            for is_reversed in (False, True):
                for unread_only in (False, True):
                    arranged = Arrangement(order, is_reversed, unread_only)
                    name = f"{kind} by {order}{', reversed' * is_reversed}{', unread only' * unread_only}"
                    line(name, lambda v=view, a=arranged: lists.list_ids(v, a, since=now - 43_200, limit=200))  # type: ignore[misc]
    for typed in QUERIES:
        query = resolve(parse(typed), now)
        line(
            typed,
            lambda q=query: next(store.asking.parts(q, first=200)).ids,  # type: ignore[misc]
            lambda q=query: list(store.asking.parts(q, first=200)),  # type: ignore[misc]
        )
    return slowest


def measure_marking(store: Store, now: int) -> None:
    """Print how long each change of 10,000 articles takes, and its undo; all is as before in the end."""
    ids = list(store.articles.list_ids(View(ViewKind.UNREAD), since=0, limit=MANY))
    marks, sorting = store.marks, store.sorting
    changes = {
        "mark read": lambda: marks.set_read(ids, True, now=now),
        "star": lambda: marks.set_starred(ids, True, now=now),
        "put on the list for later": lambda: sorting.set_later(ids, True, now=now),
        "hide": lambda: sorting.set_hidden(ids, True, now=now),
        "snooze": lambda: sorting.snooze(ids, now + 60, now=now),
        "tag": lambda: sorting.tag(ids, "many", now=now),
    }
    for name, change in changes.items():
        took = cpu_ms(change, 1)
        undone = cpu_ms(lambda: store.journal.undo(now=now), 1)
        say(f"  {name:<44} {took:7.1f} ms, undo {undone:.1f} ms")
        if name == "mark read":
            bar("mark 10,000 read", took, MARK_MS, " ms")


def measure_keys(home: Path) -> None:
    """Press keys in the app while 10,000 articles are marked by it, by its undo, and by another program."""
    terminal = Recorder(home)
    dice = random.Random(2)
    try:
        terminal.until_painted(b" of ")
        terminal.listen(1)
        terminal.press("}}")  # the feed of 10,000
        terminal.listen(2)
        say(f"  {'':<44} {'keys':>5}  {'median':>7} {'95 %':>7} {'max':>7}")
        all_times: list[float] = []
        for what in ("nothing else", "A marks them", "u takes it back", "the CLI marks them", "the CLI takes it back"):
            times = moved(terminal, what, home, dice)
            say(f"  {what:<44} {len(times):5}  {columns(times)}")
            all_times += times if what != "nothing else" else []
        noticed = [notice(terminal, home) for _ in range(NOTICES)]
    finally:
        terminal.close()
    bar("until a star of another program is shown, the longest", max(noticed), NOTICE_S, " s")
    bar("a key while 10,000 are marked, 95 %", percentile_95(all_times) * 1000, KEY_MS, " ms")


def notice(terminal: Recorder, home: Path) -> float:
    """Star the first article of the list from outside; return how many seconds later the app showed it."""
    now = int(time.time())
    store = Store.open(home / "newsreader.db", home / "backups", now=now)
    feed = View(ViewKind.FEED, store.feeds.find(LARGE_FEED).id)
    (first,) = store.articles.list_ids(feed, since=0, limit=1)

    def star() -> None:
        store.marks.toggle_starred(first, now=now)

    terminal.pressed("gg", list_rows)
    answer = terminal.answer(star, list_rows, quiet_s=1.5)
    store.close()
    return answer.first


def moved(terminal: Recorder, what: str, home: Path, dice: random.Random) -> list[float]:
    """Do one thing and move the cursor meanwhile; return how long the moves took to be painted, sorted."""
    terminal.play()
    terminal.record = Record()
    before = copy.deepcopy(terminal.screen)
    words = {"the CLI marks them": ["read", "--query", f'feed:"{LARGE_FEED}"'], "the CLI takes it back": ["undo"]}.get(
        what
    )
    command = [sys.executable, "-m", "newsreader", "--home", str(home)]
    other = (
        subprocess.Popen([*command, *words], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) if words else None
    )
    terminal.press({"A marks them": "A", "u takes it back": "u"}.get(what, ""))
    for key in itertools.islice(itertools.cycle("jjjk"), MOVES):
        terminal.type(key)
        terminal.listen(dice.uniform(*PACE_S))
    if other is not None:
        assert other.wait() == 0
    terminal.listen(1)
    record = terminal.record
    return sorted(took for _, took in answers(record, before))


def main() -> None:
    """Run what the arguments ask for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=100_000)
    parser.add_argument("--keep", type=Path)
    parser.add_argument("--keys", action="store_true")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = arguments.keep or Path(scratch)
        folder.mkdir(parents=True, exist_ok=True)
        home = make_home(folder, arguments.count)
        say(f"{arguments.count:,} articles, load {os.getloadavg()[0]:.1f}")
        if not arguments.keys:
            now = int(time.time())
            store = Store.open(home / "newsreader.db", home / "backups", now=now)
            slowest = measure_views(store, now)
            bar("the slowest first screen", slowest, SCREEN_MS, " ms")
            measure_marking(store, now)
            store.close()
        measure_keys(home)


if __name__ == "__main__":
    main()
