"""Whatever is done in whatever order, the counts are those of a full count, and undo brings every field back.

10,000 operations by the seed 10, or as NEWSREADER_OPERATIONS and NEWSREADER_SEED say. What fails names the step, so the
same numbers end there again.
"""

from __future__ import annotations

import os
import random

from tests.store.checks import damage, miscounts
from tests.store.living import DAY, KEPT, Life

from newsreader.model import Counts
from newsreader.query.dates import resolve
from newsreader.query.matching import Facts, matches
from newsreader.query.parser import parse
from newsreader.query.tree import State
from newsreader.store import Store
from newsreader.tui.asking import muted, unread_asked

OPERATIONS = int(os.environ.get("NEWSREADER_OPERATIONS", "10000"))
SEED = int(os.environ.get("NEWSREADER_SEED", "10"))
_LOOK_EVERY, _COUNT_ALL_EVERY = 10, 100


def test_counts_equal_a_full_count_after_10_000_random_operations_and_undo_restores_every_field(store: Store) -> None:
    life = Life(store, random.Random(SEED))
    for number in range(OPERATIONS):
        life.step()
        if number % _LOOK_EVERY == 0:
            assert miscounts(store.path) == [], f"step {number} of seed {SEED}"
        if number % _COUNT_ALL_EVERY == 0:
            assert shown(life) == counted(life), f"step {number} of seed {SEED}"

    assert shown(life) == counted(life)
    assert damage(store.path) == []
    assert len(life.tally) >= min(30, OPERATIONS // 300), life.tally
    assert min(life.tally["undo"], life.tally["redo"]) >= OPERATIONS // 40
    life.close()


def shown(life: Life) -> dict[str, object]:
    """Return what the sidebar shows, once it has settled."""
    store, since = life.store, life.now - DAY // 2
    return {
        "standing": store.articles.counts(since=since),
        "muted": muted(store),
        "feeds": {feed.id: (feed.total, feed.unread) for feed in store.feeds.all()},
        **{query: unread_asked(store, query, now=life.now) for query in KEPT},
        "tags": {tag.name: tag.articles for tag in store.sorting.tags()},
    }


def counted(life: Life) -> dict[str, object]:
    """Return the same of every article, one by one."""
    articles, since = life.facts(), life.now - DAY // 2
    listed = [(facts, feed) for facts, feed, is_hidden in articles if not is_hidden]
    unread = [(facts, feed) for facts, feed in listed if facts.read_at is None]
    standing = Counts(
        today=sum(facts.published >= since for facts, _ in unread),
        unread=len(unread),
        starred=sum(facts.starred_at is not None for facts, _, _ in articles),
        total=len(listed),
        continued=sum(5 <= facts.progress <= 95 for facts, _ in listed),
        later=sum(State.LATER in facts.states for facts, _ in listed),
    )
    feeds = {feed.id: (0, 0) for feed in life.store.feeds.all()}
    return {
        "standing": standing,
        "muted": sum(State.MUTED in facts.states and State.REMOVED not in facts.states for facts, _, _ in articles),
        "feeds": {
            feed: (sum(each == feed for _, each in listed), sum(each == feed for _, each in unread)) for feed in feeds
        },
        **{query: _found(query, [facts for facts, _, _ in articles], life.now) for query in KEPT},
        "tags": _tagged([facts for facts, _, _ in articles]),
    }


def _found(typed: str, articles: list[Facts], now: int) -> int:
    query = resolve(parse(typed), now)
    return sum(matches(query, facts) for facts in articles if facts.read_at is None)


def _tagged(articles: list[Facts]) -> dict[str, int]:
    names = {tag for facts in articles for tag in facts.tags}
    return {name: sum(name in facts.tags for facts in articles) for name in names}
