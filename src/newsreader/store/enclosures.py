"""The files that articles bring: what the feed says of them, what is here, how far each was played.

Must not touch the files: `downloads` knows which are here, the engine fetches and removes them.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence

from newsreader.enclosures import Attached, Enclosure, MediaKind
from newsreader.store.database import Database, Row

Enclosed = tuple[int, tuple[Enclosure, ...]]
"""The id of an article and the files that its feed gives it."""


class Enclosures:
    """The table enclosures. Times are UTC seconds."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def of_articles(self, ids: Iterable[int]) -> dict[int, tuple[Attached, ...]]:
        """Return the enclosures of these articles; those without any are missing."""
        return enclosures_of(self._database, ids)

    def settle(self, articles: Sequence[Enclosed]) -> None:
        """Let stored articles have the files that their feed gives them now.

        A file that has another address than before stays the same one: many publishers give it a new one each day.
        """
        known = self.of_articles(article_id for article_id, _ in articles)
        news = [each for each in articles if tuple(old.enclosure for old in known.get(each[0], ())) != each[1]]
        if not news:
            return
        with self._database.transaction() as connection:
            insert_enclosures(connection, news)
            connection.executemany(
                "DELETE FROM enclosures WHERE article_id = ? AND number > ?",
                [(article_id, len(enclosures)) for article_id, enclosures in news],
            )

    def set_position(self, article_id: int, number: int, seconds: int, *, played_at: int | None = None) -> None:
        """Remember where playing stopped; `played_at`: it came to its end then, and begins anew next time."""
        with self._database.transaction() as connection:
            connection.execute(
                """
                UPDATE enclosures SET position_s = :seconds, played_at = coalesce(:played_at, played_at)
                WHERE article_id = :article_id AND number = :number
                """,
                {"article_id": article_id, "number": number, "seconds": seconds, "played_at": played_at},
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
    """Write what articles bring, in the transaction that is open; what is known of a file with that number stays."""
    connection.executemany(
        """
        INSERT INTO enclosures (article_id, number, kind, url, type, size, duration_s)
        SELECT id, :number, :kind, :url, :type, :size, :duration_s FROM articles WHERE id = :article_id
        ON CONFLICT (article_id, number) DO UPDATE SET
            kind = excluded.kind, url = excluded.url, type = excluded.type,
            size = excluded.size, duration_s = excluded.duration_s
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
