"""Subscriptions: adding, finding and listing them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from newsreader.errors import FeedNotFound
from newsreader.model import Feed
from newsreader.spelling import suggestion
from newsreader.store.database import Database, Row

_COLUMNS = """
    id, url, coalesce(nullif(user_title, ''), nullif(title, ''), url), folder, site,
    total, unread, error, error_since, is_sample
"""


class Feeds:
    """The feeds table."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def all(self) -> list[Feed]:
        """Return the feeds as they are listed: by folder, then title; those without a folder first."""
        feeds = [_feed(row) for row in self._database.rows(f"SELECT {_COLUMNS} FROM feeds WHERE removed_at IS NULL")]
        return sorted(feeds, key=lambda feed: (feed.folder.casefold(), feed.title.casefold(), feed.id))

    def latest(self) -> dict[int, int]:
        """Return when the newest article of each feed was published, in UTC seconds; feeds without any are missing."""
        rows = self._database.rows(
            """
            SELECT f.id, (SELECT max(published) FROM articles WHERE hidden IN (0, 32) AND feed_id = f.id) AS newest
            FROM feeds f WHERE newest IS NOT NULL
            """
        )
        return dict(rows)

    def next_due_at(self, *, least_crashes: int) -> int | None:
        """Return when the first feed is asked by itself, in UTC seconds; None where none is.

        Those that are gone are never asked, nor are those at which the parser ended so many times in a row.
        """
        row = self._database.row(
            """
            SELECT min(max(coalesce(due_at, 0), coalesce(retry_at, 0))) FROM feeds
            WHERE removed_at IS NULL AND NOT is_sample AND NOT is_gone AND crashes < :least_crashes
            """,
            least_crashes=least_crashes,
        )
        return row[0] if row else None

    def are_new(self) -> bool:
        """Was no feed ever added here, the sample edition included."""
        return self._database.row("SELECT 1 FROM feeds LIMIT 1") is None

    def get(self, feed_id: int) -> Feed:
        """Return one feed; raises FeedNotFound."""
        row = self._database.row(
            f"SELECT {_COLUMNS} FROM feeds WHERE id = :feed_id AND removed_at IS NULL", feed_id=feed_id
        )
        if row is None:
            raise FeedNotFound(f"There is no feed {feed_id}. List them with: newsreader feeds")
        return _feed(row)

    def find(self, name: str) -> Feed:
        """Return the feed with this id, address or title (case ignored); raises FeedNotFound."""
        wanted = name.strip()
        feeds = self.all()
        for feed in feeds:
            if wanted in (str(feed.id), feed.url):
                return feed
        named = [feed for feed in feeds if feed.title.casefold() == wanted.casefold()]
        if len(named) > 1:
            ids = ", ".join(str(feed.id) for feed in named)
            raise FeedNotFound(f"Several feeds are called {wanted}: name one by its id ({ids}).")
        if not named:
            meant = suggestion(wanted, (name for feed in feeds for name in (feed.title, feed.url)))
            raise FeedNotFound(f"There is no feed {wanted}.{meant or ' List them with: newsreader feeds'}")
        return named[0]

    def add(
        self, url: str, *, title: str = "", folder: str = "", is_sample: bool = False, now: int
    ) -> tuple[int, bool]:
        """Subscribe to `url` and return (its id, whether that is new).

        A feed that was removed comes back with its articles, and with its title and folder unless others are given;
        one that is there keeps them.
        `now` in UTC seconds.
        """
        with self._database.transaction() as connection:
            return subscribe(connection, url, title=title, folder=folder, is_sample=is_sample, now=now)

    def id_of(self, url: str) -> int | None:
        """Return the id of the feed with this address, if it is subscribed to."""
        row = self._database.row("SELECT id FROM feeds WHERE url = :url AND removed_at IS NULL", url=url)
        return row[0] if row else None

    def add_all(self, subscriptions: Iterable[tuple[str, str, str]], *, now: int) -> int:
        """Subscribe to all of (address, title, folder) or, if anything fails, to none; return how many are new."""
        with self._database.transaction() as connection:
            return sum(
                subscribe(connection, url, title=title, folder=folder, now=now)[1]
                for url, title, folder in subscriptions
            )

    def sample_id(self) -> int | None:
        """Return the id of the sample edition if it is listed."""
        row = self._database.row("SELECT id FROM feeds WHERE is_sample AND removed_at IS NULL")
        return row[0] if row else None


def _feed(row: Row) -> Feed:
    feed_id, url, title, folder, site, total, unread, error, error_since, is_sample = row
    return Feed(feed_id, url, title, folder, site, total, unread, error, error_since, bool(is_sample))


def subscribe(
    connection: sqlite3.Connection, url: str, *, title: str = "", folder: str = "", is_sample: bool = False, now: int
) -> tuple[int, bool]:
    """Do what `Feeds.add` does, inside a transaction."""
    found = connection.execute("SELECT id, removed_at FROM feeds WHERE url = :url", {"url": url}).fetchone()
    if found is not None and found[1] is None:
        return found[0], False
    if found is not None:
        connection.execute(
            """
            UPDATE feeds
            SET removed_at = NULL,
                folder = coalesce(nullif(:folder, ''), folder),
                user_title = coalesce(nullif(:title, ''), user_title)
            WHERE id = :id
            """,
            {"id": found[0], "folder": folder, "title": title},
        )
        return found[0], True
    added = connection.execute(
        """
        INSERT INTO feeds (url, user_title, folder, is_sample, added_at)
        VALUES (:url, nullif(:title, ''), :folder, :is_sample, :now)
        RETURNING id
        """,
        {"url": url, "title": title, "folder": folder, "is_sample": is_sample, "now": now},
    ).fetchone()
    return added[0], True
