"""Pages that somebody opened by themselves: articles without a feed. They are listed once their text is here."""

from __future__ import annotations

from hashlib import blake2b

from newsreader.store.database import Database

IS_WAITING = 16
"""A bit of `hidden`: the page was asked for, and its text has not come. It is listed nowhere."""
DAY_S = 86_400


def page_key(link: str) -> bytes:
    """Return the key by which the page at this address is known, on every device."""
    return blake2b(b"page\0" + link.encode(), digest_size=16).digest()


class Pages:
    """Articles that belong to no feed."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, link: str, *, now: int) -> int:
        """Return the id of the page at this address: the one that is here, else a new one that waits for its text.

        It is read from the start: who opens a page looks at it, and no unread count changes. `now` in UTC seconds.
        """
        key = page_key(link)
        with self._database.transaction(is_small=True) as connection:
            # Those whose engine ended before it could say what came of them.
            connection.execute(
                "DELETE FROM articles WHERE feed_id IS NULL AND hidden & :waiting AND opened_at < :yesterday",
                {"waiting": IS_WAITING, "yesterday": now - DAY_S},
            )
            connection.execute(
                """
                INSERT INTO articles (
                    feed_id, key, link, fingerprint, digest, title, published, fetched, read_at, opened_at,
                    hidden, text_state
                )
                VALUES (NULL, :key, :link, :key, :key, :link, :now, :now, :now, :now, :waiting, 'waiting')
                ON CONFLICT (key) DO UPDATE SET opened_at = excluded.opened_at
                """,
                {"key": key, "link": link, "now": now, "waiting": IS_WAITING},
            )
            (article_id,) = connection.execute("SELECT id FROM articles WHERE key = :key", {"key": key}).fetchone()
        return int(article_id)

    def drop_waiting(self, article_id: int) -> None:
        """Forget a page whose text did not come; one whose text is here stays."""
        with self._database.transaction(is_small=True) as connection:
            connection.execute(
                "DELETE FROM articles WHERE id = :id AND hidden & :waiting", {"id": article_id, "waiting": IS_WAITING}
            )
