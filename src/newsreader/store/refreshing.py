"""What a refresh asks and writes. The engine calls this in transactions short enough for a star to slip in between."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

import msgspec

from newsreader.model import ChangedArticle, KnownArticle, NewArticle, ParsedArticle, ParsedFeed, Standing, TextState
from newsreader.store.database import Database, Row
from newsreader.store.editing import with_texts, write_edits
from newsreader.store.enclosures import insert_enclosures
from newsreader.store.stories import Candidate, find_copies, join_new
from newsreader.store.texts import share_page

_ROWS_AT_ONCE = 500
"""Of one statement: SQLite takes 32,766 values."""
_FEED_REMOVED = 4
"""The bit of articles.hidden that trigger feed_removed sets."""


@dataclass(frozen=True, slots=True)
class FeedToFetch:
    """A feed as a refresh needs it."""

    id: int
    url: str
    """As the user typed it: its origin is trusted."""
    address: str
    """Where it answers now."""
    etag: str | None
    last_modified: str | None
    body_hash: bytes | None
    answered_url: str | None
    """Whose answer gave `etag` and `last_modified`."""
    failures: int
    standing: Standing


@dataclass(frozen=True, slots=True)
class Answer:
    """What a good answer tells of a feed; kept for the next conditional request."""

    etag: str | None
    last_modified: str | None
    body_hash: bytes | None
    """None where the answer was 304: the stored one stays."""
    url: str | None = None
    """Which address gave it, after all redirects; None: the one that did before."""
    permanent_url: str | None = None
    """Where permanent redirects alone led to, if they did. The second time in a row the feed moves there."""


class Refreshing:
    """Feeds and articles, for the engine. Times are UTC seconds."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def feeds_to_fetch(self, feed_ids: Sequence[int] | None = None) -> list[FeedToFetch]:
        """Return the feeds that can be fetched, or those among `feed_ids`, least recently fetched first."""
        rows = self._database.rows(
            """
            SELECT
                id, url, coalesce(address, url), etag, last_modified, body_hash, answered_url, failures,
                due_at, asked_at, retry_at, is_gone, crashes
            FROM feeds WHERE removed_at IS NULL AND NOT is_sample
            ORDER BY coalesce(fetched_at, 0), id
            """
        )
        wanted = None if feed_ids is None else set(feed_ids)
        return [_feed_to_fetch(row) for row in rows if wanted is None or row[0] in wanted]

    def known_articles(self, feed_id: int, parsed: ParsedFeed) -> list[KnownArticle]:
        """Return what is stored of this feed that shares a guid, a link or a fingerprint with the document.

        What was deleted is among it, without an id.
        """
        articles = self._known_in("articles", "published", feed_id, parsed)
        deleted = self._known_in("tombstones", "NULL", feed_id, parsed)
        known = with_texts(self._database, articles.values(), {article.digest for article in parsed.articles})
        return [*known, *(msgspec.structs.replace(each, id=None) for each in deleted.values())]

    def _known_in(self, table: str, published: str, feed_id: int, parsed: ParsedFeed) -> dict[int, KnownArticle]:
        """Return by id what one table has of a document. Most feeds have no tombstone, a new one has nothing at all."""
        if self._database.row(f"SELECT 1 FROM {table} WHERE feed_id = :feed_id LIMIT 1", feed_id=feed_id) is None:
            return {}
        found: dict[int, KnownArticle] = {}
        for column, values in (
            ("guid", [article.guid for article in parsed.articles if article.guid]),
            ("canonical", [article.canonical for article in parsed.articles if article.canonical]),
            ("fingerprint", [article.fingerprint for article in parsed.articles]),
        ):
            places = ", ".join(f":v{number}" for number in range(len(values)))
            rows = self._database.rows(
                f"""
                SELECT id, guid, link, fingerprint, digest, {published} FROM {table}
                WHERE feed_id = :feed_id AND {column} IN ({places})
                """,
                feed_id=feed_id,
                **{f"v{number}": value for number, value in enumerate(values)},
            )
            found.update((row[0], KnownArticle(*row)) for row in rows)
        return found

    def latest_published(self, feed_id: int, *, limit: int) -> list[int]:
        """Return when the newest articles of a feed were published: its pace."""
        rows = self._database.rows(
            """
            SELECT published FROM articles WHERE hidden IN (0, 32) AND feed_id = :feed_id
            ORDER BY published DESC, id DESC LIMIT :limit
            """,
            feed_id=feed_id,
            limit=limit,
        )
        return [row[0] for row in rows]

    def write_articles(
        self,
        feed_id: int | None,
        new: Sequence[NewArticle],
        changed: Sequence[ChangedArticle],
        *,
        now: int,
        is_unread_again: bool = False,
        finds_copies: bool = True,
    ) -> int:
        """Store new articles (newest first, as decided) and edited ones in one transaction; return how many are new.

        `is_unread_again`: what really changed is to be read again. `finds_copies`: what another feed brought already is
        the same story.

        Those of a feed that was removed meanwhile are hidden with it; undo brings them back too.
        """
        with self._database.transaction(is_small=True) as connection:
            copies = find_copies(connection, _candidates(feed_id, new)) if finds_copies else ()
            added = _insert(connection, feed_id, new, now)
            if any(copies):
                join_new(connection, [bytes.fromhex(article.key) for article in new], copies)
            write_edits(connection, changed, now=now, is_unread_again=is_unread_again)
            return added

    def finish_articles(self, articles: Sequence[NewArticle | ChangedArticle]) -> None:
        """Give articles that were stored with a rough text the finished one, in one transaction.

        A page that was fetched meanwhile stays what is shown.
        """
        with self._database.transaction(is_small=True) as connection:
            _finish(connection, articles)
            _share_pages(connection, articles)

    def record_success(
        self,
        feed_id: int,
        parsed: ParsedFeed | None,
        answer: Answer,
        *,
        due_at: int,
        now: int,
        new: int = 0,
        is_first: bool = False,
    ) -> None:
        """Remember a good answer, after its articles are stored: a kill before this only asks again.

        `new`: how many articles it brought. `is_first`: it was asked to see whether it is a feed, which does not keep
        anybody from refreshing it at once.
        """
        with self._database.transaction() as connection:
            connection.execute(
                _SUCCESS,
                {
                    "feed_id": feed_id,
                    "title": parsed.title if parsed else "",
                    "site": parsed.site if parsed else None,
                    "etag": answer.etag,
                    "last_modified": answer.last_modified,
                    "body_hash": answer.body_hash,
                    "url": answer.url,
                    "moved_to": answer.permanent_url,
                    "due_at": due_at,
                    "now": now,
                    "new_at": now if new else None,
                    "asked_at": None if is_first else now,
                },
            )

    def record_failure(
        self,
        feed_id: int,
        reason: str,
        *,
        due_at: int,
        now: int,
        retry_at: int | None = None,
        is_gone: bool = False,
        is_crash: bool = False,
    ) -> None:
        """Remember why a feed could not be refreshed; what is stored of it stays.

        A feed that moved and fails at its new address for the third time is asked at the one that was typed again.
        """
        with self._database.transaction() as connection:
            connection.execute(
                """
                UPDATE feeds SET
                    error = :reason, error_since = coalesce(error_since, :now),
                    failures = failures + 1, due_at = :due_at, asked_at = :now, retry_at = :retry_at,
                    is_gone = :is_gone, crashes = crashes + :is_crash,
                    address = CASE WHEN failures + 1 >= 3 THEN NULL ELSE address END,
                    moved_to = NULL, moved_times = 0
                WHERE id = :feed_id
                """,
                {
                    "feed_id": feed_id,
                    "reason": reason,
                    "due_at": due_at,
                    "now": now,
                    "retry_at": retry_at,
                    "is_gone": is_gone,
                    "is_crash": is_crash,
                },
            )

    def count_crash(self, feed_id: int) -> None:
        """Remember that reading a feed ended the process that read it, and nothing else."""
        with self._database.transaction() as connection:
            connection.execute("UPDATE feeds SET crashes = crashes + 1 WHERE id = :id", {"id": feed_id})


def _feed_to_fetch(row: Row) -> FeedToFetch:
    feed_id, url, address, etag, last_modified, body_hash, answered_url, failures = row[:8]
    due_at, asked_at, retry_at, is_gone, crashes = row[8:]
    return FeedToFetch(
        feed_id,
        url,
        address,
        etag,
        last_modified,
        body_hash,
        answered_url,
        failures,
        Standing(due_at, asked_at, retry_at, bool(is_gone), crashes),
    )


# All on the right are the values of before.
_SUCCESS = """
    UPDATE feeds SET
        title = coalesce(nullif(:title, ''), title), site = coalesce(:site, site),
        etag = :etag, last_modified = :last_modified, body_hash = coalesce(:body_hash, body_hash),
        answered_url = coalesce(:url, answered_url),
        address = CASE WHEN moved_to = :moved_to AND moved_times >= 1 THEN :moved_to ELSE address END,
        moved_times = CASE WHEN :moved_to IS NULL THEN 0 WHEN moved_to = :moved_to THEN moved_times + 1 ELSE 1 END,
        moved_to = :moved_to,
        fetched_at = :now, asked_at = :asked_at, due_at = :due_at, retry_at = NULL,
        new_at = coalesce(:new_at, new_at),
        weekly = (
            SELECT (count(*) + 2) / 4 FROM articles WHERE feed_id = :feed_id AND published > :now - 28 * 86400
        ),
        error = NULL, error_since = NULL, failures = 0, is_gone = 0, crashes = 0
    WHERE id = :feed_id
"""


def _candidates(feed_id: int | None, new: Sequence[NewArticle]) -> list[Candidate]:
    return [Candidate(feed_id, article.published, article.shared) for article in new]


def _insert(connection: sqlite3.Connection, feed_id: int | None, new: Sequence[NewArticle], now: int) -> int:
    if not new:
        return 0
    (last_id,) = connection.execute(
        "SELECT coalesce(max(seq), 0) FROM sqlite_sequence WHERE name = 'articles'"
    ).fetchone()
    was_removed = connection.execute(
        "SELECT 1 FROM feeds WHERE id = :feed_id AND removed_at IS NOT NULL", {"feed_id": feed_id}
    ).fetchone()
    hidden = _FEED_REMOVED if was_removed else 0
    # The last one first: among equal dates the greater id is listed higher, as in the document.
    numbered = list(enumerate(reversed(new), start=last_id + 1))
    rows = [(number, feed_id, hidden, *_values(article, now)) for number, article in numbered]
    bodies = [(number, article.parsed.body) for number, article in numbered]
    added = 0
    for start in range(0, len(rows), _ROWS_AT_ONCE):
        added += _insert_rows(connection, rows[start : start + _ROWS_AT_ONCE], bodies[start : start + _ROWS_AT_ONCE])
    if enclosed := [(number, each.parsed.enclosures) for number, each in numbered if each.parsed.enclosures]:
        insert_enclosures(connection, enclosed)
    return added


def _insert_rows(
    connection: sqlite3.Connection, rows: Sequence[tuple[object, ...]], bodies: Sequence[tuple[int, bytes]]
) -> int:
    # All in one statement: SQLite copies each page that a statement with a trigger changes, so as to undo it alone.
    added: int = connection.execute(
        f"""
        INSERT INTO articles (
            id, feed_id, hidden, key, guid, link, canonical, fingerprint, digest, title, author,
            published, fetched, language, words, comments, text_state
        ) VALUES {_places(rows)}
        ON CONFLICT (key) DO NOTHING
        """,
        list(chain.from_iterable(rows)),
    ).rowcount
    connection.execute(
        f"""
        WITH texts (id, body) AS (VALUES {_places(bodies)})
        INSERT INTO bodies (article_id, feed_blocks)
        SELECT texts.id, texts.body FROM texts CROSS JOIN articles USING (id)
        """,
        list(chain.from_iterable(bodies)),
    )
    return added


def _finish(connection: sqlite3.Connection, articles: Sequence[NewArticle | ChangedArticle]) -> None:
    values = [_text_values(article) for article in articles]
    connection.executemany(
        """
        UPDATE articles SET
            digest = :digest,
            words = CASE text_state WHEN 'full' THEN words ELSE :words END,
            text_state = CASE text_state WHEN 'feed' THEN :text_state ELSE text_state END
        WHERE id = coalesce(:id, (SELECT id FROM articles WHERE key = :key))
        """,
        values,
    )
    connection.executemany(
        """
        UPDATE bodies SET feed_blocks = :body
        WHERE article_id = coalesce(:id, (SELECT id FROM articles WHERE key = :key))
        """,
        values,
    )


def _share_pages(connection: sqlite3.Connection, articles: Sequence[NewArticle | ChangedArticle]) -> None:
    """Give teasers the text of the page where another feed brought the same story, and that is here."""
    new = [article for article in articles if isinstance(article, NewArticle) and article.parsed.is_teaser]
    if not new:
        return
    rows = connection.execute(
        f"SELECT id FROM articles WHERE key IN ({', '.join('?' * len(new))}) AND story IS NOT NULL",
        [bytes.fromhex(article.key) for article in new],
    )
    for (article_id,) in rows.fetchall():
        share_page(connection, article_id)


def _text_values(article: NewArticle | ChangedArticle) -> dict[str, object]:
    parsed = article.parsed
    return {
        "id": article.id if isinstance(article, ChangedArticle) else None,
        "key": bytes.fromhex(article.key) if isinstance(article, NewArticle) else None,
        "digest": article.digest,
        "words": parsed.words,
        "text_state": _text_state(parsed),
        "body": parsed.body,
    }


def _places(rows: Sequence[tuple[object, ...]]) -> str:
    """Return the places of rows of values in a statement."""
    row = f"({', '.join('?' * len(rows[0]))})"
    return ", ".join([row] * len(rows))


def _values(article: NewArticle, now: int) -> tuple[object, ...]:
    """Return the values of a new article, in the order of the statement that inserts it, from its key on."""
    parsed = article.parsed
    return (
        bytes.fromhex(article.key),
        parsed.guid,
        parsed.link,
        parsed.canonical,
        parsed.fingerprint,
        b"" if parsed.rough else article.digest,
        parsed.title,
        parsed.author,
        article.published,
        now,
        parsed.language,
        parsed.words,
        parsed.comments,
        _text_state(parsed),
    )


def _text_state(parsed: ParsedArticle) -> TextState:
    return TextState.WAITING if parsed.is_teaser and parsed.link else TextState.FEED
