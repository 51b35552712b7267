"""One story in several feeds: which articles are its copies. Triggers keep the marks of all of them the same.

A story has at most one copy in each feed: within a feed it is `feeds.matching` that says what is the same. One copy
stands for it in lists, the first that nothing hides; the others carry the bit IS_COPY, and stand in the lists of their
own feeds only.
"""

from __future__ import annotations

import json
import sqlite3
from array import array
from collections import defaultdict
from collections.abc import Iterable, Sequence

import msgspec

from newsreader.blocks import full_text
from newsreader.model import SharedValues
from newsreader.store.arrival import note, noted
from newsreader.store.articles import unpacked
from newsreader.store.database import Database
from newsreader.store.texts import share_page

SAME_TEXT_WITHIN_S = 3 * 86_400
"""Articles of different feeds with the same title and text, but nothing else, are two if their dates are further apart:
the weekly open thread of two blogs."""
AT_ONCE = 50
"""Articles in one transaction: short enough for a star to slip in between."""

_ARE_FOUND = "stories.found"
"""In the table `meta`: 1 once the copies among all articles are found."""
_VALUES = ("guid", "canonical", "fingerprint")
"""The columns by which copies are known, the surest first."""


class Candidate(msgspec.Struct, frozen=True, gc=False):
    """An article that may be a copy of others."""

    feed_id: int | None
    published: int
    """UTC seconds."""
    shared: SharedValues
    id: int | None = None
    """None: it is not stored yet."""


class StoredArticle(msgspec.Struct, frozen=True, gc=False):
    """An article that is stored, with all that may tell it from others."""

    id: int
    feed_id: int | None
    published: int
    """UTC seconds."""
    guid: str | None
    canonical: str | None
    fingerprint: bytes
    title: str
    site: str | None
    """Of its feed."""
    text: str
    """The feed's."""


class Stories:
    """The stories among all articles that are stored."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def are_found(self) -> bool:
        """Were the articles gone through that came before stories were looked for."""
        return noted(self._database, _ARE_FOUND, 0) == 1

    def note_found(self) -> None:
        """Remember that all articles were gone through: those that come from now on are looked at one by one."""
        with self._database.transaction(is_small=True) as connection:
            note(connection, _ARE_FOUND, 1)

    def alike(self) -> array[int]:
        """Return the articles that have some value in common with one of another feed, oldest first."""
        alike = " UNION ".join(
            f"""
            SELECT id FROM articles WHERE {value} IN (
                SELECT {value} FROM articles WHERE {value} IS NOT NULL GROUP BY {value}
                HAVING min(coalesce(feed_id, 0)) < max(coalesce(feed_id, 0))
            )
            """
            for value in _VALUES
        )
        return self._database.numbers(f"{alike} ORDER BY 1")

    def stored(self, ids: Sequence[int]) -> list[StoredArticle]:
        """Return these articles; those that are gone, and those of the sample edition, are left out."""
        rows = self._database.rows(
            """
            SELECT a.id, a.feed_id, a.published, a.guid, a.canonical, a.fingerprint, a.title, f.site, b.feed_blocks
            FROM articles a LEFT JOIN feeds f ON f.id = a.feed_id LEFT JOIN bodies b ON b.article_id = a.id
            WHERE a.id IN (SELECT value FROM json_each(:ids)) AND NOT coalesce(f.is_sample, 0)
            ORDER BY a.id
            """,
            ids=json.dumps(list(ids)),
        )
        return [_stored(*row) for row in rows]

    def join(self, articles: Sequence[Candidate]) -> None:
        """Make stored articles copies of those that they share a value with, in one transaction."""
        with self._database.transaction(is_small=True) as connection:
            for article, copies in zip(articles, find_copies(connection, articles), strict=True):
                if article.id is not None and copies:
                    _join(connection, article.id, copies)

    def part(self) -> bool:
        """Let the copies of some stories be articles like others, in one transaction; return whether any were left."""
        with self._database.transaction(is_small=True) as connection:
            connection.execute("DELETE FROM meta WHERE key = :key", {"key": _ARE_FOUND})
            parted = connection.execute(
                """
                UPDATE articles SET story = NULL, hidden = hidden & ~32 WHERE story IN (
                    SELECT DISTINCT story FROM articles WHERE story IS NOT NULL ORDER BY story LIMIT :limit
                )
                """,
                {"limit": AT_ONCE},
            )
            return parted.rowcount > 0


def find_copies(connection: sqlite3.Connection, articles: Sequence[Candidate]) -> list[list[int]]:
    """Return for each article those of other feeds that share a value with it, the surest first.

    A value that a feed has more than once tells nothing.
    """
    found: list[list[int]] = [[] for _ in articles]
    for value in _VALUES:
        wanted = {getattr(article.shared, value) for article in articles} - {None}
        holders = _holders(connection, value, list(wanted)) if wanted else {}
        if not holders:
            continue
        for article, copies in zip(articles, found, strict=True):
            feeds = holders.get(getattr(article.shared, value), {})
            number, _ = feeds.get(article.feed_id, (0, 0))
            if feeds and number == (0 if article.id is None else 1):
                others = [at for feed_id, (count, at) in feeds.items() if count == 1 and feed_id != article.feed_id]
                copies += _near(connection, others, article.published) if value == "fingerprint" else others
    return found


def join_new(connection: sqlite3.Connection, keys: Sequence[bytes], found: Sequence[Sequence[int]]) -> None:
    """Make articles that were just inserted, named by their keys, copies of those that were found for them before."""
    for key, copies in zip(keys, found, strict=True):
        if not copies:
            continue
        row = connection.execute("SELECT id FROM articles WHERE key = :key", {"key": key}).fetchone()
        if row is not None and _join(connection, row[0], copies):
            _arrive_as_shown(connection, row[0])


def _stored(
    article_id: int,
    feed_id: int | None,
    published: int,
    guid: str | None,
    canonical: str | None,
    fingerprint: bytes,
    title: str,
    site: str | None,
    body: bytes | None,
) -> StoredArticle:
    text = full_text(unpacked(body))
    return StoredArticle(article_id, feed_id, published, guid, canonical, fingerprint, title, site, text)


def _holders(
    connection: sqlite3.Connection, value: str, wanted: Sequence[object]
) -> dict[object, dict[int | None, tuple[int, int]]]:
    """Return for each value by feed how many articles have it, and one of them."""
    holders: defaultdict[object, dict[int | None, tuple[int, int]]] = defaultdict(dict)
    places = ", ".join("?" * len(wanted))
    rows = connection.execute(
        f"SELECT {value}, feed_id, count(*), min(id) FROM articles WHERE {value} IN ({places}) GROUP BY 1, 2", wanted
    )
    for held, feed_id, number, article_id in rows:
        holders[held][feed_id] = (number, article_id)
    return holders


def _near(connection: sqlite3.Connection, ids: Iterable[int], published: int) -> list[int]:
    """Return those of the articles that appeared at about this time."""
    rows = connection.execute(
        """
        SELECT id FROM articles
        WHERE id IN (SELECT value FROM json_each(:ids)) AND abs(published - :published) <= :within
        """,
        {"ids": json.dumps(list(ids)), "published": published, "within": SAME_TEXT_WITHIN_S},
    )
    return [row[0] for row in rows]


def _join(connection: sqlite3.Connection, article_id: int, copies: Sequence[int]) -> bool:
    """Make one story of an article and its copies, with all that are copies of those; return whether it has any now.

    A story that has another article of the same feed already stays apart.
    """
    rows = connection.execute(
        """
        SELECT id, feed_id, coalesce(story, id) FROM articles WHERE id IN (SELECT value FROM json_each(:ids))
        UNION
        SELECT id, feed_id, story FROM articles WHERE story IN (
            SELECT story FROM articles WHERE story IS NOT NULL AND id IN (SELECT value FROM json_each(:ids))
        )
        """,
        {"ids": json.dumps([article_id, *copies])},
    ).fetchall()
    stories = {each: story for each, _, story in rows}
    feeds: defaultdict[int, set[int | None]] = defaultdict(set)
    for _, feed_id, story in rows:
        feeds[story].add(feed_id)
    joined = [stories[article_id]]
    for story in dict.fromkeys(stories[each] for each in copies if each in stories):
        if story not in joined and all(feeds[story].isdisjoint(feeds[each]) for each in joined):
            joined.append(story)
    members = [each for each, story in stories.items() if story in joined]
    if len(joined) > 1:
        values = {"story": min(joined), "ids": json.dumps(members)}
        connection.execute(
            """
            UPDATE articles SET story = :story
            WHERE id IN (SELECT value FROM json_each(:ids)) AND story IS NOT :story
            """,
            values,
        )
        _share_marks(connection, min(joined))
        share_page(connection, article_id)
    return len(members) > 1


def _share_marks(connection: sqlite3.Connection, story: int) -> None:
    """Let all copies be read, starred and for later where one is, and have all tags. Not the user's doing."""
    values = {"story": story}
    connection.execute(
        """
        UPDATE articles SET
            read_at = of.read_at, starred_at = of.starred_at, later_at = of.later_at,
            opened_at = of.opened_at, progress = of.progress
        FROM (
            SELECT min(read_at) AS read_at, min(starred_at) AS starred_at, min(later_at) AS later_at,
                max(opened_at) AS opened_at, max(progress) AS progress
            FROM articles WHERE story = :story
        ) AS of
        WHERE story = :story
        """,
        values,
    )
    connection.execute(
        """
        INSERT OR IGNORE INTO article_tags (article_id, tag_id)
        SELECT a.id, t.tag_id
        FROM articles a JOIN (
            SELECT DISTINCT t.tag_id FROM articles c JOIN article_tags t ON t.article_id = c.id WHERE c.story = :story
        ) t
        WHERE a.story = :story
        """,
        values,
    )


def _arrive_as_shown(connection: sqlite3.Connection, article_id: int) -> None:
    """Hide a copy that arrives as the user hid the story, if that is hidden."""
    connection.execute(
        """
        UPDATE articles SET hidden_at = of.hidden_at, snoozed_until = of.snoozed_until
        FROM articles n JOIN articles of ON of.story = n.story AND of.id <> n.id
        WHERE n.id = :id AND articles.id = n.id AND of.id = (
            SELECT id FROM articles WHERE story = n.story AND id <> n.id ORDER BY hidden & ~32 <> 0, id LIMIT 1
        )
        """,
        {"id": article_id},
    )
