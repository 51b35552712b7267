"""Who may do what only one process may do at a time, such as refreshing a home."""

from __future__ import annotations

from newsreader.store.database import Database


class Leases:
    """Named leases that run out by themselves, so that a killed holder blocks nobody for long."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def take(self, name: str, holder: str, *, now: int, for_s: int) -> bool:
        """Take or renew the lease until `now + for_s` (UTC seconds); False while another holder has it.

        A lease that would last much longer than `for_s` from now was written by a clock that has since been set back;
        a little longer is one that was taken while this call waited for its turn.
        """
        with self._database.transaction() as connection:
            taken = connection.execute(
                """
                INSERT INTO leases (name, holder, expires_at) VALUES (:name, :holder, :now + :for_s)
                ON CONFLICT (name) DO UPDATE SET holder = excluded.holder, expires_at = excluded.expires_at
                WHERE holder = excluded.holder OR expires_at <= :now OR expires_at > :now + 2 * :for_s
                """,
                {"name": name, "holder": holder, "now": now, "for_s": for_s},
            )
            return taken.rowcount == 1

    def holder(self, name: str) -> str | None:
        """Return who has the lease, run out or not; None if nobody took it."""
        row = self._database.row("SELECT holder FROM leases WHERE name = :name", name=name)
        return row[0] if row else None

    def release(self, name: str, holder: str) -> None:
        """Give the lease back, if it is still this holder's."""
        with self._database.transaction() as connection:
            connection.execute(
                "DELETE FROM leases WHERE name = :name AND holder = :holder", {"name": name, "holder": holder}
            )
