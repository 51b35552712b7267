"""Fill a database with random articles, by SQL of the tests' own, and read back what a query may ask about them."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable

import msgspec
from tests.building import NOW

from newsreader.blocks import Block, BlockKind, Blocks, Span, SpanKind, full_text, pack_blocks
from newsreader.query.matching import Facts
from newsreader.query.tree import State, Thing
from newsreader.store import Store
from newsreader.store.database import Database
from newsreader.store.indexing import LAST

_BITS = {State.HIDDEN: 1, State.MUTED: 2, State.REMOVED: 4, State.SNOOZED: 8}
_TEXT_STATES = {State.FULL: "full", State.FAILED: "failed", State.WAITING: "waiting"}
_BLOCKS = {
    Thing.IMAGE: Block(BlockKind.IMAGE, url="https://example.org/a.jpg"),
    Thing.LINK: Block(BlockKind.PARAGRAPH, "§", (Span(0, 1, SpanKind.LINK, "https://example.org/"),)),
    Thing.CODE: Block(BlockKind.CODE, "§"),
    Thing.TABLE: Block(BlockKind.ROW, "§"),
    Thing.VIDEO: Block(BlockKind.EMBED, "§", url="https://www.youtube.com/watch?v=1"),
    Thing.AUDIO: Block(BlockKind.EMBED, "§", url="https://example.org/a.mp3"),
}


def _brought(facts: Facts) -> Thing | None:
    """Return which of the things is a file beside the text, if one is."""
    if Thing.ENCLOSURE not in facts.things:
        return None
    return next((thing for thing in (Thing.AUDIO, Thing.VIDEO) if thing in facts.things), Thing.ENCLOSURE)


def storable(facts: Facts, article_id: int) -> Facts:
    """Return these facts as a database can hold them: what excludes or implies each other is settled."""
    states = set(facts.states)
    texts = [state for state in _TEXT_STATES if state in states]
    states -= set(texts[1:])
    if states & {State.MUTED, State.SNOOZED}:
        states.add(State.HIDDEN)
    feed_url = f"{facts.feed_url}/{article_id}" if facts.feed_url else ""
    settled = msgspec.structs.replace(
        facts,
        id=article_id,
        feed=(facts.feed or feed_url) if feed_url else "",
        feed_url=feed_url,
        folder=facts.folder if feed_url else "",
        weekly=facts.weekly if feed_url else 0,
        states=frozenset(states & {*_BITS, *_TEXT_STATES, State.EDITED, State.LATER}),
        things=(facts.things - {Thing.AUTHOR, Thing.TEXT})
        | ({Thing.ENCLOSURE} if Thing.DOWNLOAD in facts.things else frozenset()),
        tags=tuple(dict.fromkeys(facts.tags)),
    )
    return msgspec.structs.replace(settled, text=full_text(blocks_of(settled)))


def blocks_of(facts: Facts) -> Blocks:
    """Return a text that holds what the facts say; the same for facts whose text was taken from it."""
    in_text = sorted(thing for thing in facts.things if thing is not _brought(facts))
    things = tuple(_BLOCKS[thing] for thing in in_text if thing in _BLOCKS)
    words = facts.text.removesuffix(full_text(things)).removesuffix("\n\n") if things else facts.text
    return (Block(BlockKind.PARAGRAPH, words), *things) if words else things


def fill(database: Database, articles: Iterable[Facts]) -> None:
    """Write articles that `storable` made, each with a feed of its own where it has one. None of them is indexed."""
    with database.transaction() as connection:
        for table in ("index_words", "index_names"):  # ids are given a second time here, which no program does
            connection.execute(f"INSERT INTO {table} ({table}) VALUES ('delete-all')")
        for table in ("article_tags", "tags", "downloads", "bodies", "articles", "feeds"):
            connection.execute(f"DELETE FROM {table}")
        for facts in articles:
            _write(connection, facts)


def add(database: Database, articles: Iterable[Facts]) -> None:
    """Write further articles."""
    with database.transaction() as connection:
        for facts in articles:
            _write(connection, facts)


def rename(database: Database, articles: Iterable[Facts]) -> None:
    """Give articles that were written their titles."""
    with database.transaction() as connection:
        connection.executemany(
            "UPDATE articles SET title = ? WHERE id = ?", [(facts.title, facts.id) for facts in articles]
        )


def index_all(store: Store) -> None:
    """Index what waits for it."""
    store.indexing.prepare()
    before: int | None = LAST
    while before is not None:
        before = store.indexing.index_some(before=before, now=NOW)


def _write(connection: sqlite3.Connection, facts: Facts) -> None:
    if facts.feed_url:
        connection.execute(
            "INSERT INTO feeds (id, url, title, folder, added_at, weekly) VALUES (?, ?, ?, ?, 0, ?)",
            (facts.id, facts.feed_url, facts.feed, facts.folder, facts.weekly),
        )
    states = facts.states
    visible_bits = sum(bit for state, bit in _BITS.items() if state in states and state is not State.HIDDEN)
    # Hidden alone is by hand; muted and snoozed articles are hidden by that.
    bits = visible_bits | (State.HIDDEN in states and not states & {State.MUTED, State.SNOOZED})
    text_state = next((name for state, name in _TEXT_STATES.items() if state in states), "feed")
    connection.execute(
        """
        INSERT INTO articles (id, feed_id, key, link, fingerprint, digest, title, author, published, fetched, language,
            words, comments, read_at, starred_at, hidden, text_state, edited_at, later_at, progress)
        VALUES (?, ?, ?, ?, x'00', x'00', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        (
            *(facts.id, facts.id if facts.feed_url else None, str(facts.id).encode(), facts.url),
            *(facts.title, facts.author, facts.published, facts.fetched, facts.language, facts.words),
            "https://example.org/c" if Thing.COMMENTS in facts.things else None,
            *(facts.read_at, facts.starred_at, bits, text_state),
            1 if State.EDITED in states else None,
            1 if State.LATER in states else None,
            facts.progress * 10,
        ),
    )
    if (brought := _brought(facts)) is not None:
        kind = "file" if brought is Thing.ENCLOSURE else brought.value
        connection.execute(
            "INSERT INTO enclosures (article_id, number, kind, url, type) VALUES (?, 2, ?, 'https://example.org/', '')",
            (facts.id, kind),
        )
        connection.execute(
            "INSERT INTO downloads (article_id, number, folder, file, kept_at) VALUES (?, 2, '', ?, ?)",
            (facts.id, str(facts.id), 1 if Thing.DOWNLOAD in facts.things else None),
        )
    page = pack_blocks(blocks_of(facts)) if facts.id % 2 else None
    feed = pack_blocks(blocks_of(facts) if page is None else (Block(BlockKind.PARAGRAPH, "of the feed"),))
    connection.execute(
        "INSERT INTO bodies (article_id, feed_blocks, page_blocks) VALUES (?, ?, ?)", (facts.id, feed, page)
    )
    connection.execute("INSERT OR IGNORE INTO tags (name) SELECT value FROM json_each(?)", (json.dumps(facts.tags),))
    connection.execute(
        "INSERT INTO article_tags SELECT ?, id FROM tags WHERE name IN (SELECT value FROM json_each(?))",
        (facts.id, json.dumps(facts.tags)),
    )
