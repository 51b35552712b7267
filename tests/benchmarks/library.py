"""Make a home with a large library in it: through the store, as the engine would have filled it in three years."""

from __future__ import annotations

import random
import time
from hashlib import blake2b
from pathlib import Path

from tests.benchmarks.store import bodies

from newsreader.blocks import Block, BlockKind, pack_blocks
from newsreader.model import NewArticle, ParsedArticle, View, ViewKind
from newsreader.store import Store

FEEDS = 1_000
LONG_FEED, LARGE_FEED = "00 Long reads", "01 Ten thousand"
"""They stand on top of the feeds."""
LARGE = 10_000
LONG_WORDS = 30_000
LONG_READS = 6
SIGN = "zq"
"""Stands in every title: what is painted first is looked for by it."""
_SPAN_S = 3 * 365 * 86_400
_PORTION = 500
_READ, _STARRED = 0.6, 1_000
_TITLE_WORDS = 6


def make_library(folder: Path, count: int) -> Path:
    """Return a home with so many articles in it, made unless it is there."""
    home = folder / f"library-{count}"
    if home.exists():
        return home
    made = folder / f"making-{count}"
    made.mkdir(parents=True)
    (made / "settings.toml").write_text("[refresh]\nautomatic = false\n[full_text]\nautomatic = false\n")
    now = int(time.time())
    store = Store.open(made / "newsreader.db", made / "backups", now=now)
    dice = random.Random(1)
    texts = bodies(dice)
    _store(store, LONG_FEED, [_long_body(number) for number in range(LONG_READS)], LONG_READS, dice, now)
    _store(store, LARGE_FEED, texts, min(LARGE, count // 2), dice, now)
    for number in range(FEEDS):
        _store(store, f"Feed {number:04}", texts, (count - min(LARGE, count // 2)) // FEEDS, dice, now)
    ids = list(store.articles.list_ids(View(ViewKind.ALL), since=0))
    read = dice.sample(ids, int(len(ids) * _READ))
    for at in range(0, len(read), LARGE):
        store.marks.set_read(read[at : at + LARGE], True, now=now)
    for article_id in dice.sample(ids, min(_STARRED, count // 10)):
        store.marks.toggle_starred(article_id, now=now)
    store.close()
    made.rename(home)
    return home


def _store(store: Store, title: str, texts: list[bytes], count: int, dice: random.Random, now: int) -> None:
    feed, _ = store.feeds.add(f"https://{title.replace(' ', '-')}.example/rss", title=title, now=now)
    step = _SPAN_S // count
    made = [_article(title, number, texts[number % len(texts)], dice, now - number * step) for number in range(count)]
    for at in range(0, count, _PORTION):
        store.refreshing.write_articles(feed, made[at : at + _PORTION], (), now=now)


def _article(feed: str, number: int, body: bytes, dice: random.Random, published: int) -> NewArticle:
    """Return an article with guid, link and title of usual length; each title begins in its own way."""
    words = ["".join(dice.choices("etaoinshrdlu", k=dice.randint(3, 9))) for _ in range(_TITLE_WORDS)]
    name = f"https://www.feed.example/2026/11/22/{'-'.join(words)}-{feed.replace(' ', '-')}-{number}"
    hashed = blake2b(name.encode(), digest_size=16).digest()
    parsed = ParsedArticle(
        guid=name,
        link=name,
        title=f"{words[0].capitalize()} {SIGN}{dice.randrange(10**6)} {' '.join(words[1:])}",
        author="Ada Ito",
        published=published - dice.randrange(600),
        language="en",
        words=dice.randint(50, 3_000),
        body=body,
        fingerprint=hashed,
        is_teaser=False,
        digest=hashed,
        canonical=name.removeprefix("https://www."),
    )
    return NewArticle(hashed.hex(), parsed.published or 0, hashed, parsed)


def _long_body(number: int) -> bytes:
    """Return a text of 30,000 words with headings, another for each number."""
    dice = random.Random(number)
    letters = "etaoinshrdlcumwfgypbvk"
    words = ["".join(dice.choices(letters, k=dice.randint(2, 9))) for _ in range(2_000)]
    blocks = []
    for paragraph in range(LONG_WORDS // 75):
        if paragraph % 20 == 0:
            blocks.append(Block(BlockKind.HEADING, " ".join(dice.choices(words, k=4)), level=2))
        blocks.append(Block(BlockKind.PARAGRAPH, " ".join(dice.choices(words, k=75)).capitalize() + "."))
    return pack_blocks(tuple(blocks))
