"""What becomes of an article that its feed edited: it changes in its place, and what it said before is kept."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable, Sequence

import msgspec

from newsreader.model import ChangedArticle, KnownArticle
from newsreader.store.database import Database

VERSIONS_KEPT = 3
"""Earlier versions of one article; older ones go."""

# Where the page's text is read, or is still to be read, it is the page that has the new text. Stands in an UPDATE of
# articles, whose columns are still those of before.
_PAGE_IS_WANTED = "(:is_real AND coalesce(:link, link) IS NOT NULL AND (:is_teaser OR text_state = 'full'))"


def with_texts(database: Database, known: Iterable[KnownArticle], digests: Collection[bytes]) -> list[KnownArticle]:
    """Return the known articles, those whose digest is none of `digests` with title and text: they may be edited."""
    articles = list(known)
    edited = [article.id for article in articles if article.digest not in digests]
    if not edited:
        return articles
    rows = database.rows(
        """
        SELECT a.id, a.title, b.feed_blocks FROM articles a JOIN bodies b ON b.article_id = a.id
        WHERE a.id IN (SELECT value FROM json_each(:ids))
        """,
        ids=json.dumps(edited),
    )
    texts = {article_id: {"title": title, "body": body} for article_id, title, body in rows}
    return [msgspec.structs.replace(article, **texts.get(article.id, {})) for article in articles]


def write_edits(
    connection: sqlite3.Connection, changed: Sequence[ChangedArticle], *, now: int, is_unread_again: bool
) -> None:
    """Give edited articles their new title and text, inside the transaction that is open.

    One that really changed keeps its earlier version, has the time noted, is unread again if that is wanted, and its
    page is asked for again; until that comes, the text of the page as it was stays. It is not the user's doing, so
    nothing is journalled.
    """
    if not changed:
        return
    values = [{**_values(article), "now": now, "is_unread_again": is_unread_again} for article in changed]
    _keep_versions(connection, [each for each in values if each["is_real"]])
    connection.executemany(
        f"""
        UPDATE articles SET
            guid = coalesce(:guid, guid), link = coalesce(:link, link),
            canonical = coalesce(:canonical, canonical), fingerprint = :fingerprint, digest = :digest,
            title = :title, author = :author, language = :language,
            words = CASE WHEN text_state = 'full' AND NOT {_PAGE_IS_WANTED} THEN words ELSE :words END,
            text_state = CASE WHEN {_PAGE_IS_WANTED} THEN 'waiting' ELSE text_state END,
            text_reason = CASE WHEN {_PAGE_IS_WANTED} THEN NULL ELSE text_reason END,
            edited_at = CASE WHEN :is_real THEN :now ELSE edited_at END,
            read_at = CASE WHEN :is_real AND :is_unread_again THEN NULL ELSE read_at END
        WHERE id = :id
        """,
        values,
    )
    connection.executemany(
        """
        INSERT INTO bodies (article_id, feed_blocks)
        SELECT id, :body FROM articles WHERE id = :id
        ON CONFLICT (article_id) DO UPDATE SET feed_blocks = excluded.feed_blocks
        """,
        values,
    )


def _keep_versions(connection: sqlite3.Connection, values: Sequence[dict[str, object]]) -> None:
    connection.executemany(
        """
        INSERT INTO revisions (article_id, kept_at, title, blocks)
        SELECT a.id, :now, a.title, b.feed_blocks FROM articles a JOIN bodies b ON b.article_id = a.id
        WHERE a.id = :id AND b.feed_blocks IS NOT NULL
        """,
        values,
    )
    connection.executemany(
        """
        DELETE FROM revisions WHERE article_id = :id AND id <= (
            SELECT id FROM revisions WHERE article_id = :id ORDER BY id DESC LIMIT 1 OFFSET :kept
        )
        """,
        [{**each, "kept": VERSIONS_KEPT} for each in values],
    )


def _values(article: ChangedArticle) -> dict[str, object]:
    parsed = article.parsed
    return {
        "id": article.id,
        "guid": parsed.guid,
        "link": parsed.link,
        "canonical": parsed.canonical,
        "fingerprint": parsed.fingerprint,
        "digest": article.digest,
        "title": parsed.title,
        "author": parsed.author,
        "language": parsed.language,
        "words": parsed.words,
        "body": parsed.body,
        "is_real": article.is_real,
        "is_teaser": parsed.is_teaser,
    }
