"""Deleting old articles, as the user's settings say, and never what the user may miss.

Kept whatever the rules say: starred, for later, tagged, begun and not ended, unread ones unless the user wants them to
go, and those the user marked unread by hand even then. What goes leaves a tombstone, so that no refresh brings it back.
"""

from __future__ import annotations

import json
from collections.abc import Sequence

import msgspec

from newsreader.store.database import Database

AT_ONCE = 50
"""Articles in one transaction: short enough for a star to slip in between."""


class KeepRule(msgspec.Struct, frozen=True):
    """What is kept of one feed."""

    feed_id: int
    newest: int | None = None
    """So many articles, the newest; None: any number."""
    arrived_since: int | None = None
    """UTC seconds: those that arrived since then; None: however old they are."""
    with_unread: bool = False
    """May unread articles go too."""


class Going(msgspec.Struct, frozen=True):
    """What would be deleted of one feed."""

    feed_id: int
    articles: int
    oldest: int
    """UTC seconds: when the oldest of them was published."""


NOT_PUT_ASIDE = """
        a.starred_at IS NULL AND a.later_at IS NULL AND a.snoozed_until IS NULL
        AND NOT (a.progress >= 50 AND a.progress <= 950)
        AND NOT EXISTS (SELECT 1 FROM article_tags t WHERE t.article_id = a.id)
"""
"""Holds of an article `a` that time may change; to what was put aside or begun nothing ever happens."""
_GOING = f"""
    WITH rules AS (
        SELECT
            json_extract(value, '$.feed_id') AS feed_id, json_extract(value, '$.newest') AS newest,
            json_extract(value, '$.arrived_since') AS arrived_since, json_extract(value, '$.with_unread') AS with_unread
        FROM json_each(:rules)
    ),
    ranked AS (
        SELECT a.id, r.newest, r.arrived_since, r.with_unread,
            CASE WHEN r.newest IS NULL THEN 0
                ELSE row_number() OVER (PARTITION BY a.feed_id ORDER BY a.published DESC, a.id DESC)
            END AS place
        FROM articles a JOIN rules r ON r.feed_id = a.feed_id
    )
    SELECT a.id, a.feed_id, a.published FROM ranked JOIN articles a ON a.id = ranked.id
    WHERE (place > newest OR a.fetched < arrived_since)
        AND {NOT_PUT_ASIDE}
        AND (a.read_at IS NOT NULL OR (
            with_unread
            AND a.key NOT IN (
                SELECT article_key FROM journal
                WHERE field = 'read_at' AND new IS NULL AND article_key IS NOT NULL
            )
        ))
"""


class Retention:
    """What goes by the rules. `now` in UTC seconds."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def preview(self, rules: Sequence[KeepRule]) -> list[Going]:
        """Return what the rules would delete, by feed; nothing is changed."""
        rows = self._database.rows(
            f"SELECT feed_id, count(*), min(published) FROM ({_GOING}) GROUP BY feed_id ORDER BY feed_id",
            rules=encoded(rules),
        )
        return [Going(*row) for row in rows]

    def going(self, rules: Sequence[KeepRule]) -> list[int]:
        """Return the ids of the articles that the rules would delete, oldest first."""
        return list(self._database.numbers(f"SELECT id FROM ({_GOING}) ORDER BY published, id", rules=encoded(rules)))

    def delete(self, ids: Sequence[int], rules: Sequence[KeepRule], *, now: int) -> int:
        """Delete those among up to AT_ONCE articles that the rules still let go, leaving tombstones; return how many.

        Asked again inside the transaction: one that was starred since `going` stays.
        """
        with self._database.transaction() as connection:
            rows = connection.execute(
                f"SELECT id FROM ({_GOING}) WHERE id IN (SELECT value FROM json_each(:ids))",
                {"rules": encoded(rules), "ids": json.dumps(list(ids[:AT_ONCE]))},
            )
            values = {"ids": json.dumps([row[0] for row in rows]), "now": now}
            connection.execute(
                """
                INSERT INTO tombstones (feed_id, guid, link, canonical, fingerprint, digest, deleted_at)
                SELECT feed_id, guid, link, canonical, fingerprint, digest, :now FROM articles
                WHERE id IN (SELECT value FROM json_each(:ids))
                """,
                values,
            )
            deleted = connection.execute("DELETE FROM articles WHERE id IN (SELECT value FROM json_each(:ids))", values)
            return deleted.rowcount


def encoded(rules: Sequence[msgspec.Struct]) -> str:
    """Return rules as statements take them apart, with json_each."""
    return msgspec.json.encode(rules).decode()
