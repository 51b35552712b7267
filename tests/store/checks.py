"""Look into a database file from outside, with SQL of the tests' own: what the store says of itself is not asked."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

_FULL_COUNTS = {
    "counts of all": """
        SELECT
            (SELECT count(*) FROM articles WHERE hidden = 0) IS total
            AND (SELECT count(*) FROM articles WHERE hidden = 0 AND read_at IS NULL) IS unread
            AND (SELECT count(*) FROM articles WHERE starred_at IS NOT NULL AND hidden & 32 = 0) IS starred
        FROM counts
    """,
    "counts of every feed": """
        WITH listed AS (SELECT * FROM articles WHERE hidden & ~32 = 0)
        SELECT coalesce(min(
            (SELECT count(*) FROM listed WHERE feed_id = f.id) IS f.total
            AND (SELECT count(*) FROM listed WHERE feed_id = f.id AND read_at IS NULL) IS f.unread
        ), 1) FROM feeds f
    """,
    "articles of removed feeds hidden, of others not": """
        SELECT coalesce(min((hidden & 4 <> 0) IS (f.removed_at IS NOT NULL)), 1)
        FROM articles a JOIN feeds f ON f.id = a.feed_id
    """,
    "one copy of each story for all, the first that is not hidden": """
        SELECT coalesce(min((hidden & 32 <> 0) IS (place > 1)), 1) FROM (
            SELECT hidden, row_number() OVER (
                PARTITION BY coalesce(story, -id) ORDER BY hidden & ~32 <> 0, id
            ) AS place
            FROM articles
        )
    """,
    "one copy of each story in a feed": """
        SELECT coalesce(max(copies), 1) = 1
        FROM (SELECT count(*) AS copies FROM articles WHERE story IS NOT NULL GROUP BY story, feed_id)
    """,
    "the same marks for all copies": """
        SELECT coalesce(max(differing), 1) = 1 FROM (
            SELECT count(DISTINCT json_array(read_at, starred_at, later_at, opened_at, progress, (
                SELECT group_concat(tag_id) FROM article_tags t WHERE t.article_id = a.id
            ))) AS differing
            FROM articles a WHERE story IS NOT NULL GROUP BY story
        )
    """,
    "a body for every article that a feed brought": """
        SELECT count(*) = 0 FROM articles WHERE feed_id IS NOT NULL AND id NOT IN (SELECT article_id FROM bodies)
    """,
    "clocks that grow": """
        SELECT coalesce(min(clock > before), 1)
        FROM (SELECT clock, lag(clock, 1, 0) OVER (ORDER BY id) AS before FROM batches)
    """,
}

# What a feed edited may be unread again without the user's doing.
_LAST_CHANGES = """
    SELECT j.field, j.new, CASE j.field
        WHEN 'read_at' THEN a.read_at
        WHEN 'starred_at' THEN a.starred_at
        WHEN 'later_at' THEN a.later_at
        WHEN 'hidden_at' THEN a.hidden_at
        WHEN 'snoozed_until' THEN a.snoozed_until
    END
    FROM (
        SELECT a.key, field, max(j.id) AS id FROM journal j JOIN articles a ON a.key = j.article_key
        GROUP BY coalesce(a.story, -a.id), 2
    ) last
    JOIN journal j ON j.id = last.id
    JOIN articles a ON a.key = last.key
    WHERE j.field NOT GLOB 'tag:*' AND NOT (j.field = 'read_at' AND a.read_at IS NULL AND a.edited_at IS NOT NULL)
"""


def faults(path: Path) -> list[str]:
    """Return what is wrong with a database: file, references, counters, and marks that are not as the journal says."""
    with closing(sqlite3.connect(path)) as connection:
        changes = connection.execute(_LAST_CHANGES).fetchall()
    found = [f"{field} is not what the journal says" for field, new, there in changes if new != there]
    return damage(path) + found + miscounts(path)


def damage(path: Path) -> list[str]:
    """Return what is wrong with a file as any SQLite finds it."""
    with closing(sqlite3.connect(path)) as connection:
        found = [row[0] for row in connection.execute("PRAGMA integrity_check") if row[0] != "ok"]
        return found + [
            f"{row[0]} {row[1]} refers to nothing" for row in connection.execute("PRAGMA foreign_key_check")
        ]


def miscounts(path: Path) -> list[str]:
    """Return which counters differ from a full count."""
    with closing(sqlite3.connect(path)) as connection:
        return [name for name, query in _FULL_COUNTS.items() if connection.execute(query).fetchone()[0] != 1]


def query(path: Path, sql: str, *values: object) -> list[tuple[Any, ...]]:
    """Return the rows of a query, or change the file as no store would."""
    with closing(sqlite3.connect(path)) as connection, connection:
        return connection.execute(sql, values).fetchall()


def names(folder: Path) -> list[str]:
    """Return the names of what is in a folder, hidden ones too."""
    return sorted(each.name for each in folder.iterdir())
