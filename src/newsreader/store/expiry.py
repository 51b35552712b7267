"""Marking read what stayed unread for long, where the user wants that, so that no backlog grows. A batch like others.

Left unread whatever its age: what is starred, for later, snoozed, tagged, begun and not ended, and all that was read or
marked before: what the user made unread, or undo brought back, does not go a second time.
"""

from __future__ import annotations

import json
from collections.abc import Sequence

import msgspec

from newsreader.store.database import Database
from newsreader.store.journal import Field
from newsreader.store.marks import write_marks
from newsreader.store.retention import NOT_PUT_ASIDE, encoded

AT_ONCE = 2_000
"""Articles in one transaction: short enough for a star to slip in between."""


class ExpiryRule(msgspec.Struct, frozen=True):
    """From when on the unread articles of a feed stay unread."""

    feed_id: int
    arrived_since: int
    """UTC seconds."""


class Expired(msgspec.Struct, frozen=True):
    """What became of a portion of articles."""

    articles: int
    batch_id: int | None
    """None where there was nothing to do."""


_EXPIRED = f"""
    FROM json_each(:rules) r
    JOIN articles a ON a.feed_id = json_extract(r.value, '$.feed_id')
    WHERE a.fetched < json_extract(r.value, '$.arrived_since') AND a.read_at IS NULL AND a.hidden & 4 = 0
        AND {NOT_PUT_ASIDE}
        AND a.key NOT IN (SELECT article_key FROM journal WHERE field = 'read_at' AND article_key IS NOT NULL)
"""


class Expiry:
    """What is marked read by the rules. `now` in UTC seconds."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def count(self, rules: Sequence[ExpiryRule]) -> int:
        """Return how many articles the rules would mark read; nothing is changed."""
        (expired,) = self._database.numbers(f"SELECT count(*) {_EXPIRED}", rules=encoded(rules))
        return expired

    def expired(self, rules: Sequence[ExpiryRule]) -> list[int]:
        """Return the ids of the articles that the rules would mark read, oldest first."""
        return list(self._database.numbers(f"SELECT a.id {_EXPIRED} ORDER BY a.id", rules=encoded(rules)))

    def mark(self, ids: Sequence[int], rules: Sequence[ExpiryRule], *, now: int, step: int | None = None) -> Expired:
        """Mark those among up to AT_ONCE articles read that the rules still mean, as one batch.

        `step`: the first batch of this go; one undo takes them all back.
        """
        with self._database.transaction() as connection:
            rows = connection.execute(
                f"SELECT a.id {_EXPIRED} AND a.id IN (SELECT value FROM json_each(:ids))",
                {"rules": encoded(rules), "ids": json.dumps(list(ids[:AT_ONCE]))},
            )
            expired = [row[0] for row in rows]
            if not expired:
                return Expired(0, None)
            many = f"{len(expired):,} old articles" if len(expired) > 1 else "an old article"
            write_marks(connection, Field.READ, expired, now, now, label=f"marked {many} read by age")
            (batch_id,) = connection.execute("SELECT max(id) FROM batches").fetchone()
            connection.execute("UPDATE batches SET step = ? WHERE id = ?", (step or batch_id, batch_id))
            return Expired(len(expired), batch_id)
