"""Make stores with articles in them, for tests of every room that reads one."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import blake2b
from pathlib import Path

from newsreader.blocks import Block, BlockKind, Blocks, full_text, pack_blocks
from newsreader.enclosures import Enclosure
from newsreader.model import NewArticle, ParsedArticle
from newsreader.paths import Paths, locate
from newsreader.store import Store
from newsreader.text import count_words

NOW = 1_795_348_800
"""2026-11-22 12:00 UTC, the present in every test."""
HOUR = 3600


def open_store(folder: Path) -> Store:
    """Open (or make) a store in this folder."""
    return Store.open(folder / "newsreader.db", folder / "backups", now=NOW)


def paragraphs(*texts: str) -> Blocks:
    """Return blocks of plain paragraphs."""
    return tuple(Block(BlockKind.PARAGRAPH, text) for text in texts)


def new_article(
    name: str,
    *,
    title: str | None = None,
    blocks: Blocks | None = None,
    age_s: int = HOUR,
    author: str = "",
    link: str | None = None,
    is_teaser: bool = False,
    enclosures: tuple[Enclosure, ...] = (),
) -> NewArticle:
    """Return an article that is told from others by its name."""
    title = f"Title of {name}" if title is None else title
    blocks = paragraphs(f"The text of {name}.") if blocks is None else blocks
    digest = blake2b(name.encode(), digest_size=16).digest()
    parsed = ParsedArticle(
        guid=f"guid:{name}",
        link=link,
        title=title,
        author=author,
        published=NOW - age_s,
        language="en",
        words=count_words(full_text(blocks)),
        body=pack_blocks(blocks),
        fingerprint=digest,
        is_teaser=is_teaser,
        enclosures=enclosures,
    )
    return NewArticle(digest.hex(), NOW - age_s, digest, parsed)


def add_feed(
    store: Store, name: str, articles: Iterable[NewArticle] | int = 0, *, folder: str = "", url: str | None = None
) -> int:
    """Subscribe to a feed of this title with these articles, or so many made-up ones, an hour apart; return its id."""
    feed_id, _ = store.feeds.add(url or f"https://{name.lower()}.example/feed", title=name, folder=folder, now=NOW)
    if isinstance(articles, int):
        articles = [new_article(f"{name} {number}", age_s=number * HOUR) for number in range(1, articles + 1)]
    store.refreshing.write_articles(feed_id, list(articles), (), now=NOW)
    return feed_id


def paths_of(store: Store) -> Paths:
    """Return the paths of the folder that a store of `open_store` is in."""
    return locate(str(store.path.parent), {})
