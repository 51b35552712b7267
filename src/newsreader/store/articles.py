"""Reading articles: the ids of a view, the rows of a list, one article with its text, the counts of the sidebar."""

from __future__ import annotations

import json
import zlib
from array import array
from collections.abc import Iterable
from functools import cached_property
from typing import TYPE_CHECKING

import msgspec

from newsreader.blocks import Block, BlockKind, Blocks, unpack_blocks
from newsreader.enclosures import Attached
from newsreader.errors import ArticleNotFound
from newsreader.model import (
    Arrangement,
    Article,
    Copy,
    Counts,
    Headline,
    Order,
    ReadingPlace,
    TextState,
    View,
    ViewKind,
)
from newsreader.store.database import Database, Row
from newsreader.store.sittings import OLD_TO_WHO_READS

if TYPE_CHECKING:
    from newsreader.store.arranging import Arranging

_NEW = f"hidden = 0 AND id > {OLD_TO_WHO_READS}"
_LISTED = {
    ViewKind.TODAY: "hidden = 0 AND published >= :since",
    ViewKind.NEW: _NEW,
    ViewKind.UNREAD: "hidden = 0 AND read_at IS NULL",
    ViewKind.STARRED: "starred_at IS NOT NULL AND hidden & 32 = 0",
    ViewKind.ALL: "hidden = 0",
    ViewKind.FEED: "hidden IN (0, 32) AND feed_id = :feed_id",
    ViewKind.CONTINUE: "hidden = 0 AND progress >= 50 AND progress <= 950",
    ViewKind.HISTORY: "hidden = 0 AND (read_at IS NOT NULL OR opened_at IS NOT NULL)",
    ViewKind.LATER: "hidden = 0 AND later_at IS NOT NULL",
    ViewKind.MUTED: "hidden & 2 <> 0 AND hidden & 32 = 0",
}
"""What each view lists, in the words of the partial indexes. Of a story only the copy that stands for it; in
the list of a feed its own, which may have the bit IS_COPY."""
_DATES = {
    ViewKind.CONTINUE: "opened_at",
    ViewKind.LATER: "later_at",
    ViewKind.HISTORY: "max(coalesce(read_at, 0), coalesce(opened_at, 0))",
}
"""What those views go by that go by another date than that of publishing."""
FEED_TITLE = "coalesce(nullif(f.user_title, ''), nullif(f.title, ''), f.url, '')"
"""What the user sees as a feed's title, where `f` is its row or none."""

HIDDEN_BITS = 1 | 2 | 8
"""Of `hidden`: by the user, by a rule, until a time. 4: its feed was removed. 32: a copy of a story, see `stories`."""
IS_COPY = 32
"""Of `hidden`: another copy of the story stands in the lists for it."""
_HEADLINE = f"""
    a.id, a.feed_id, {FEED_TITLE}, a.title, a.author, a.link,
    a.published, a.words, a.read_at IS NOT NULL, a.starred_at IS NOT NULL, a.text_state, a.later_at IS NOT NULL,
    a.hidden & {HIDDEN_BITS} <> 0,
    (SELECT group_concat(tags.name, char(31)) FROM article_tags t JOIN tags ON tags.id = t.tag_id
     WHERE t.article_id = a.id),
    (SELECT count(*) FROM articles c WHERE c.story = a.story AND c.id <> a.id AND c.hidden & 4 = 0)
"""
_HEADLINE_COLUMNS = 15
_TAGS_PARTED_BY = "\x1f"


_NEWEST_FIRST = Arrangement()


class Articles:
    """The articles and bodies tables, for reading."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def list_ids(
        self, view: View, arrangement: Arrangement = _NEWEST_FIRST, *, since: int, limit: int = -1
    ) -> array[int]:
        """Return the ids of a view, newest or last read first, or as arranged: 8 bytes each, so half a million fit.

        `since`: where today begins, in UTC seconds; used by the view of today only. `limit` -1: all.
        """
        listed = _listed(view, arrangement)
        if arrangement.order is not Order.DATE:
            return self._arranging.ids(view, arrangement, listed, since=since, limit=limit)
        date = _DATES.get(view.kind, "published")
        order = f"{date}, id" if arrangement.is_reversed else f"{date} DESC, id DESC"
        # With any LIMIT, even of -1, SQLite sorts in a tree instead of its sorter, which takes twice the time.
        limited = "LIMIT :limit" if limit >= 0 else ""
        return self._database.numbers(
            f"SELECT id FROM articles WHERE {listed} ORDER BY {order} {limited}",
            since=since,
            limit=limit,
            feed_id=view.feed_id,
        )

    @cached_property
    def _arranging(self) -> Arranging:
        from newsreader.store.arranging import Arranging  # needs what queries need, and the first paint does not

        return Arranging(self._database)

    def newest_id(self) -> int:
        """Return the id of the article that was stored last; 0 if there is none."""
        row = self._database.row("SELECT coalesce(max(id), 0) FROM articles")
        return row[0] if row else 0

    def arrived(self, view: View, arrangement: Arrangement = _NEWEST_FIRST, *, after: int, since: int) -> int:
        """Return how many articles of a view were stored after the one with id `after`."""
        # NOT INDEXED leaves the planner the table's own order: only rows behind :after are read.
        row = self._database.row(
            f"SELECT count(*) FROM articles NOT INDEXED WHERE id > :after AND {_listed(view, arrangement)}",
            after=after,
            since=since,
            feed_id=view.feed_id,
        )
        return row[0] if row else 0

    def headlines(self, ids: Iterable[int]) -> list[Headline]:
        """Return the list rows of these articles in this order; those that are gone are left out."""
        wanted = list(ids)
        rows = self._database.rows(
            f"""
            SELECT {_HEADLINE} FROM articles a LEFT JOIN feeds f ON f.id = a.feed_id
            WHERE a.id IN (SELECT value FROM json_each(:ids))
            """,
            ids=json.dumps(wanted),
        )
        found = {row[0]: _headline(row) for row in rows}
        return [found[article_id] for article_id in wanted if article_id in found]

    def get(self, article_id: int) -> Article:
        """Return an article with its texts; raises ArticleNotFound."""
        try:
            row = self._database.row(
                f"""
                SELECT {_HEADLINE}, coalesce(nullif(b.page_byline, ''), a.author), a.language, a.text_reason,
                    b.feed_blocks, b.page_blocks, a.edited_at, a.comments,
                    EXISTS (SELECT 1 FROM enclosures e WHERE e.article_id = a.id),
                    a.place_block, a.place_offset, a.progress
                FROM articles a LEFT JOIN feeds f ON f.id = a.feed_id LEFT JOIN bodies b ON b.article_id = a.id
                WHERE a.id = :article_id
                """,
                article_id=article_id,
            )
        except OverflowError:  # someone typed more than the 64 bits that SQLite counts with
            row = None
        if row is None:
            raise ArticleNotFound(f"There is no article {article_id}. List them with: newsreader list")
        headline = _headline(row[:_HEADLINE_COLUMNS])
        byline, language, reason, feed_blocks, page_blocks, edited_at, comments, has_files, *place = row[
            _HEADLINE_COLUMNS:
        ]
        return Article(
            headline,
            byline,
            language,
            reason,
            unpacked(feed_blocks),
            unpacked(page_blocks),
            edited_at,
            None if place[0] is None else ReadingPlace(*place),
            comments,
            self.copies_of([article_id]).get(article_id, ()) if headline.copies else (),
            self._enclosures_of(article_id) if has_files else (),
        )

    def _enclosures_of(self, article_id: int) -> tuple[Attached, ...]:
        from newsreader.store.enclosures import enclosures_of  # few articles bring files

        return enclosures_of(self._database, [article_id]).get(article_id, ())

    def copies_of(self, ids: Iterable[int]) -> dict[int, tuple[Copy, ...]]:
        """Return the copies of stories in other feeds that the user has, the first one first; others are missing."""
        rows = self._database.rows(
            f"""
            SELECT a.id, c.id, {FEED_TITLE}
            FROM articles a JOIN articles c ON c.story = a.story AND c.id <> a.id AND c.hidden & 4 = 0
            LEFT JOIN feeds f ON f.id = c.feed_id
            WHERE a.id IN (SELECT value FROM json_each(:ids)) ORDER BY c.id
            """,
            ids=json.dumps(list(ids)),
        )
        found: dict[int, tuple[Copy, ...]] = {}
        for article_id, copy_id, source in rows:
            found[article_id] = (*found.get(article_id, ()), Copy(copy_id, source or "a page by itself"))
        return found

    def counts(self, *, since: int) -> Counts:
        """Return the counts of the standing views. `since`: where today begins, in UTC seconds."""
        row = self._database.row(
            f"""
            SELECT
                (SELECT count(*) FROM articles WHERE hidden = 0 AND read_at IS NULL AND published >= :since),
                unread, starred, total,
                (SELECT count(*) FROM articles WHERE hidden = 0 AND progress >= 50 AND progress <= 950),
                (SELECT count(*) FROM articles WHERE hidden = 0 AND later_at IS NOT NULL),
                (SELECT count(*) FROM articles NOT INDEXED WHERE read_at IS NULL AND {_NEW})
            FROM counts
            """,
            since=since,
        )
        assert row is not None  # the row comes with the schema
        return Counts(*row)

    def published(self, ids: Iterable[int]) -> dict[int, int]:
        """Return when these articles were published, in UTC seconds, by their ids; those that are gone are missing."""
        rows = self._database.rows(
            "SELECT id, published FROM articles WHERE id IN (SELECT value FROM json_each(:ids))",
            ids=json.dumps(list(ids)),
        )
        return dict(rows)

    def unread_among(self, ids: Iterable[int]) -> set[int]:
        """Return which of these articles are unread."""
        rows = self._database.rows(
            "SELECT id FROM articles WHERE read_at IS NULL AND id IN (SELECT value FROM json_each(:ids))",
            ids=json.dumps(list(ids)),
        )
        return {row[0] for row in rows}


def _listed(view: View, arrangement: Arrangement) -> str:
    listed = _LISTED[view.kind]
    return f"{listed} AND read_at IS NULL" if arrangement.unread_only else listed


def unpacked(packed: bytes | None) -> Blocks:
    """Return stored blocks; where they are damaged, a note that says so."""
    try:
        return unpack_blocks(packed) if packed else ()
    except (zlib.error, msgspec.DecodeError):
        return (Block(BlockKind.NOTE, "The stored text is damaged. Fetching the page anew may bring it back."),)


def _headline(row: Row) -> Headline:
    article_id, feed_id, feed_title, title, author, url, published, words, is_read, is_starred, text_state = row[:11]
    is_later, is_hidden, tags, copies = row[11:]
    return Headline(
        article_id,
        feed_id,
        feed_title,
        title,
        author,
        url,
        published,
        words,
        bool(is_read),
        bool(is_starred),
        TextState(text_state),
        bool(is_later),
        bool(is_hidden),
        tuple(sorted(tags.split(_TAGS_PARTED_BY), key=str.casefold)) if tags else (),
        copies,
    )
