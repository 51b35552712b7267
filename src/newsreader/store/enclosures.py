"""The files that articles bring: what the feed says of them, what is here, how far each was played.

Must not touch the files: `downloads` knows which are here, the engine fetches and removes them.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence

from newsreader.enclosures import Attached, Enclosure, MediaKind
from newsreader.store.database import Database, Row
from newsreader.store.settling import Canonical, Settled, settled

Enclosed = tuple[int, tuple[Enclosure, ...]]
"""The id of an article and the files that its feed gives it."""


class Enclosures:
    """The table enclosures. Times are UTC seconds."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def of_articles(self, ids: Iterable[int]) -> dict[int, tuple[Attached, ...]]:
        """Return the enclosures of these articles; those without any are missing."""
        return enclosures_of(self._database, ids)

    def settle(self, articles: Sequence[Enclosed], canonical: Canonical) -> None:
        """Let stored articles have the files that their feed gives them now, in its order.

        `canonical` returns an address as it is compared. What is here of a file, and how far it was played, goes with
        it to its new number; one that the feed has no more stays behind the others if any of that is known.
        """
        news = self._news(articles, canonical)
        if not news:
            return
        with self._database.transaction() as connection:
            # Compared again: another process may have begun a download before the lock.
            for article_id, files in self._news([each for each in articles if each[0] in news], canonical).items():
                _replace(connection, article_id, files)

    def _news(self, articles: Sequence[Enclosed], canonical: Canonical) -> dict[int, Settled]:
        """Return the files of those articles that have others, or in another order, than are stored."""
        known = self.of_articles(article_id for article_id, _ in articles)
        news: dict[int, Settled] = {}
        for article_id, enclosures in articles:
            before = known.get(article_id, ())
            stored = tuple(each.enclosure for each in before)
            if stored != enclosures:
                files = settled(before, enclosures, canonical)
                if stored != tuple(enclosure for enclosure, _ in files):
                    news[article_id] = files
        return news

    def set_position(
        self, article_id: int, number: int, seconds: int, *, played_at: int | None = None, url: str | None = None
    ) -> None:
        """Remember where playing stopped; `played_at`: it came to its end then, and begins anew next time.

        `url`: the address that it had, when that is long ago: it may have another number by now.
        """
        with self._database.transaction() as connection:
            connection.execute(
                """
                UPDATE enclosures SET position_s = :seconds, played_at = coalesce(:played_at, played_at)
                WHERE article_id = :article_id AND number = coalesce(
                    (SELECT number FROM enclosures WHERE article_id = :article_id AND url = :url), :number
                )
                """,
                {"article_id": article_id, "number": number, "seconds": seconds, "played_at": played_at, "url": url},
            )


def enclosures_of(database: Database, ids: Iterable[int]) -> dict[int, tuple[Attached, ...]]:
    """Return the enclosures of these articles; those without any are missing."""
    rows = database.rows(
        """
        SELECT
            e.article_id, e.number, e.kind, e.url, e.type, e.size, e.duration_s, e.position_s, e.played_at,
            d.file, coalesce(d.folder, ''), d.kept_at IS NOT NULL, coalesce(d.bytes, 0), d.reason,
            coalesce(d.bytes > 0 OR d.etag IS NOT NULL OR d.last_modified IS NOT NULL, 0)
        FROM enclosures e LEFT JOIN downloads d ON d.article_id = e.article_id AND d.number = e.number
        WHERE e.article_id IN (SELECT value FROM json_each(:ids)) ORDER BY e.article_id, e.number
        """,
        ids=json.dumps(list(ids)),
    )
    found: dict[int, tuple[Attached, ...]] = {}
    for row in rows:
        found[row[0]] = (*found.get(row[0], ()), _attached(row))
    return found


def insert_enclosures(connection: sqlite3.Connection, articles: Iterable[Enclosed]) -> None:
    """Write what articles bring, in the transaction that is open."""
    connection.executemany(
        """
        INSERT INTO enclosures (article_id, number, kind, url, type, size, duration_s)
        SELECT id, :number, :kind, :url, :type, :size, :duration_s FROM articles WHERE id = :article_id
        """,
        [
            {
                "article_id": article_id,
                "number": number,
                "kind": enclosure.kind,
                "url": enclosure.url,
                "type": enclosure.type,
                "size": enclosure.size,
                "duration_s": enclosure.duration_s,
            }
            for article_id, enclosures in articles
            for number, enclosure in enumerate(enclosures, 1)
        ],
    )


def _replace(connection: sqlite3.Connection, article_id: int, files: Settled) -> None:
    """Number the files of an article anew, with what is known of each."""
    connection.execute("DELETE FROM enclosures WHERE article_id = :article_id", {"article_id": article_id})
    insert_enclosures(connection, [(article_id, tuple(enclosure for enclosure, _ in files))])
    known = [(number, each) for number, (_, each) in enumerate(files, 1) if each is not None]
    connection.executemany(
        """
        UPDATE enclosures SET position_s = :position_s, played_at = :played_at
        WHERE article_id = :article_id AND number = :number
        """,
        [
            {
                "article_id": article_id,
                "number": number,
                "position_s": each.position_s,
                "played_at": each.played_at,
            }
            for number, each in known
        ],
    )
    # Their downloads lost them with the old rows.
    connection.executemany(
        "UPDATE downloads SET article_id = :article_id, number = :number WHERE folder = :folder AND file = :file",
        [
            {"article_id": article_id, "number": number, "folder": each.folder, "file": each.file}
            for number, each in known
            if each.file is not None
        ],
    )


def _attached(row: Row) -> Attached:
    article_id, number, kind, url, media_type, size, duration_s, position_s, played_at, *download = row
    file, folder, is_kept, known_bytes, reason, is_begun = download
    return Attached(
        article_id,
        number,
        MediaKind(kind),
        Enclosure(url, media_type, size, duration_s),
        file=file,
        folder=folder,
        is_begun=bool(is_begun),
        is_kept=bool(is_kept),
        bytes=known_bytes,
        reason=reason,
        position_s=position_s,
        played_at=played_at,
    )
