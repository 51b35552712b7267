"""What the sites' robots.txt said, so that each is asked for it once a day (promise 5)."""

from __future__ import annotations

from newsreader.store.database import Database

DAY_S = 86_400


class Robots:
    """The robots table. Times are UTC seconds."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def rules(self, origin: str, *, now: int) -> str | None:
        """Return what the origin's robots.txt said within the last day; None: it is to be asked.

        What was asked in the future was asked by a clock that has since been set back.
        """
        row = self._database.row(
            "SELECT rules FROM robots WHERE origin = :origin AND asked_at BETWEEN :now - :day + 1 AND :now",
            origin=origin,
            now=now,
            day=DAY_S,
        )
        return row[0] if row else None

    def keep(self, origin: str, rules: str, *, now: int) -> None:
        """Remember what robots.txt says, and let go what was asked before yesterday."""
        with self._database.transaction() as connection:
            connection.execute(
                """
                INSERT INTO robots (origin, rules, asked_at) VALUES (:origin, :rules, :now)
                ON CONFLICT (origin) DO UPDATE SET rules = excluded.rules, asked_at = excluded.asked_at
                """,
                {"origin": origin, "rules": rules, "now": now},
            )
            connection.execute(
                "DELETE FROM robots WHERE asked_at NOT BETWEEN :now - :day AND :now", {"now": now, "day": DAY_S}
            )
