"""Pictures kept for reading offline: which articles show which, and what is here. Must not touch the files."""

from __future__ import annotations

import json
import zlib
from array import array
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import chain

import msgspec

from newsreader.blocks import BlockKind, Blocks, unpack_blocks
from newsreader.store.database import Database
from newsreader.text import safe_link

ARTICLES = 5_000
"""So many of the starred and of the newest articles are looked at: more pictures than a disk has room for."""

_IS_WANTED = "a.starred_at IS NOT NULL OR (a.hidden = 0 AND (a.read_at IS NULL OR a.opened_at IS NOT NULL))"


@dataclass(frozen=True, slots=True)
class ShownImages:
    """The pictures of one article, as it is shown now."""

    article_id: int
    feed_url: str | None
    """What the user typed: inside its origin pictures may be fetched even if they are not public."""
    urls: tuple[str, ...]
    """Addresses of blocks, each once, in the order of the article."""


@dataclass(frozen=True, slots=True)
class KnownImage:
    """What became of a picture that was asked for."""

    file: str | None
    """Its name in the folder; None where it could not be had."""
    bytes: int
    failures: int
    """In a row."""
    tried_at: int
    """UTC seconds."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture as the reader meets it."""

    file: str | None
    """Its name in the folder; None where it could not be had."""
    width: int
    """Pixels; 0 where it could not be had."""
    height: int
    reason: str
    """Why it could not be had; empty where it is here."""
    bytes: int = 0
    """Of the file, if nothing happened to it."""


@dataclass(frozen=True, slots=True)
class ImageTally:
    """What is kept, for people."""

    kept: int
    bytes: int
    failed: int


class Images:
    """The tables images and article_images."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def wanted_articles(self) -> array[int]:
        """Return the ids of articles whose pictures are wanted: starred ones, then unread and opened, newest first."""
        return self._database.numbers(
            f"""
            SELECT a.id FROM (
                SELECT * FROM (
                    SELECT id, published, hidden, read_at, starred_at, opened_at FROM articles
                    WHERE starred_at IS NOT NULL ORDER BY published DESC, id DESC LIMIT :limit
                )
                UNION
                SELECT * FROM (
                    SELECT id, published, hidden, read_at, starred_at, opened_at FROM articles
                    WHERE hidden = 0 ORDER BY published DESC, id DESC LIMIT :limit
                )
            ) a
            WHERE {_IS_WANTED}
            ORDER BY a.starred_at IS NULL, a.published DESC, a.id DESC
            """,
            limit=ARTICLES,
        )

    def shown_in(self, ids: Sequence[int], *, an_article: int, in_both_texts: bool = False) -> list[ShownImages]:
        """Return the pictures of these articles in this order, at most `an_article` of each.

        `in_both_texts`: those too of the feed's text where that of the page is shown, unless one flips them.
        """
        texts = 2 if in_both_texts else 1
        rows = self._database.rows(
            """
            SELECT a.id, f.url, b.page_blocks, b.feed_blocks
            FROM articles a LEFT JOIN feeds f ON f.id = a.feed_id LEFT JOIN bodies b ON b.article_id = a.id
            WHERE a.id IN (SELECT value FROM json_each(:ids))
            """,
            ids=json.dumps(list(ids)),
        )
        found = {row[0]: ShownImages(row[0], row[1], _addresses(_told(row[2:], texts))[:an_article]) for row in rows}
        return [found[article_id] for article_id in ids if article_id in found]

    def link(self, shown: Iterable[ShownImages]) -> None:
        """Note that these articles show these pictures, and none of what was noted of them before."""
        wanted = {each.article_id: set(each.urls) for each in shown}
        linked: dict[int, set[str]] = {article_id: set() for article_id in wanted}
        for article_id, url in self._database.rows(
            """
            SELECT article_id, url FROM article_images
            WHERE article_id IN (SELECT value FROM json_each(:ids))
            """,
            ids=json.dumps(list(wanted)),
        ):
            linked[article_id].add(url)
        gone = [(each, url) for each, urls in linked.items() for url in urls - wanted[each]]
        new = [(each, url) for each, urls in wanted.items() for url in urls - linked[each]]
        if not gone and not new:
            return
        with self._database.transaction() as connection:
            connection.executemany("DELETE FROM article_images WHERE article_id = ? AND url = ?", gone)
            # The article may have been deleted meanwhile.
            connection.executemany(
                "INSERT OR IGNORE INTO article_images (article_id, url) SELECT id, ?2 FROM articles WHERE id = ?1", new
            )

    def known(self, urls: Iterable[str]) -> dict[str, KnownImage]:
        """Return what is known of these pictures; those never asked for are left out."""
        rows = self._database.rows(
            """
            SELECT url, file, bytes, failures, tried_at FROM images
            WHERE url IN (SELECT value FROM json_each(:urls))
            """,
            urls=json.dumps(list(urls)),
        )
        return {row[0]: KnownImage(*row[1:]) for row in rows}

    def write_kept(self, url: str, file: str, *, size: int, width: int, height: int, now: int) -> None:
        """Note that the picture is here: `size` in bytes, `width` and `height` in pixels."""
        with self._database.transaction() as connection:
            connection.execute(
                """
                INSERT OR REPLACE INTO images (url, file, bytes, width, height, tried_at)
                VALUES (:url, :file, :size, :width, :height, :now)
                """,
                {"url": url, "file": file, "size": size, "width": width, "height": height, "now": now},
            )

    def write_failed(self, urls: Iterable[str], reason: str, *, now: int) -> None:
        """Note that these pictures could not be had, once more."""
        with self._database.transaction() as connection:
            connection.executemany(
                """
                INSERT INTO images (url, reason, failures, tried_at) VALUES (:url, :reason, 1, :now)
                ON CONFLICT (url) DO UPDATE
                SET reason = excluded.reason, failures = failures + 1, tried_at = excluded.tried_at
                """,
                [{"url": url, "reason": reason, "now": now} for url in urls],
            )

    def files(self) -> dict[str, int]:
        """Return the name of every file there should be, with its size in bytes."""
        return dict(self._database.rows("SELECT file, bytes FROM images WHERE file IS NOT NULL"))

    def forget_files(self, names: Iterable[str]) -> None:
        """Forget the pictures with these files, so that they may be fetched again."""
        with self._database.transaction() as connection:
            gone = connection.execute(
                "DELETE FROM images WHERE file IN (SELECT value FROM json_each(:names)) RETURNING url",
                {"names": json.dumps(list(names))},
            ).fetchall()
            # What is left of it would pile up over the years: old articles are never linked anew.
            connection.execute(
                "DELETE FROM article_images WHERE url IN (SELECT value FROM json_each(:urls))",
                {"urls": json.dumps([row[0] for row in gone])},
            )

    def forget_unshown(self) -> None:
        """Forget the pictures that no article shows any more."""
        # Looked for without the lock on writing: it takes a while, and there is hardly ever one.
        urls = self._database.rows("SELECT url FROM images WHERE url NOT IN (SELECT url FROM article_images)")
        if urls:
            with self._database.transaction() as connection:
                connection.executemany("DELETE FROM images WHERE url = ?", urls)

    def total_bytes(self) -> int:
        """Return the size of all files."""
        row = self._database.row("SELECT coalesce(sum(bytes), 0) FROM images")
        return row[0] if row else 0

    def files_beyond(self, max_bytes: int) -> list[str]:
        """Return the files that have to go, so that the others take at most `max_bytes`.

        The oldest go first, by the newest article that shows them; before them what nobody wants any more, and after
        them those of starred articles.
        """
        rows = self._database.rows(
            f"""
            WITH worths (url, worth) AS (
                SELECT l.url, max(
                    a.published -- ±3e11 at most
                    + CASE WHEN a.starred_at IS NOT NULL THEN 4000000000000 ELSE 0 END
                    + CASE WHEN {_IS_WANTED} THEN 2000000000000 ELSE 0 END
                )
                FROM article_images l JOIN articles a ON a.id = l.article_id GROUP BY l.url
            )
            SELECT file FROM (
                SELECT i.file, sum(i.bytes) OVER (ORDER BY coalesce(w.worth, -4000000000000) DESC, i.url) AS so_far
                FROM images i LEFT JOIN worths w ON w.url = i.url WHERE i.file IS NOT NULL
            )
            WHERE so_far > :max_bytes
            """,
            max_bytes=max_bytes,
        )
        return [row[0] for row in rows]

    def files_of(self, article_id: int) -> dict[str, str]:
        """Return the kept pictures of an article: the address that its blocks name → the file's name in the folder."""
        return dict(
            self._database.rows(
                """
                SELECT l.url, i.file FROM article_images l JOIN images i ON i.url = l.url
                WHERE l.article_id = :article_id AND i.file IS NOT NULL
                """,
                article_id=article_id,
            )
        )

    def pictures(self, urls: Iterable[str]) -> dict[str, Picture]:
        """Return what there is to show at these addresses; those never asked for are left out."""
        rows = self._database.rows(
            """
            SELECT url, file, coalesce(width, 0), coalesce(height, 0), coalesce(reason, ''), bytes FROM images
            WHERE url IN (SELECT value FROM json_each(:urls))
            """,
            urls=json.dumps(list(urls)),
        )
        return {row[0]: Picture(*row[1:]) for row in rows}

    def tally(self) -> ImageTally:
        """Count what is kept and what could not be had."""
        row = self._database.row("SELECT count(file), coalesce(sum(bytes), 0), count(*) - count(file) FROM images")
        assert row is not None  # an aggregate always gives one
        return ImageTally(*row)


def _told(packed: Iterable[bytes | None], texts: int) -> Blocks:
    """Return so many of the texts that say something; the first is the one that readers see."""
    told: list[Blocks] = []
    for each in packed:
        with suppress(zlib.error, msgspec.DecodeError):  # damaged: the reader is told where it is shown
            if len(told) < texts and each and (blocks := unpack_blocks(each)):
                told.append(blocks)
    return tuple(chain.from_iterable(told))


def _addresses(blocks: Blocks) -> tuple[str, ...]:
    urls = (block.url for block in blocks if block.kind is BlockKind.IMAGE)
    return tuple(dict.fromkeys(url for url in urls if safe_link(url)))
