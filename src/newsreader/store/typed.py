"""What was typed at prompts, from one start to the next."""

from __future__ import annotations

from newsreader.store.database import Database

_KEPT = 500
"""Lines of a prompt; the oldest go first."""


class Typed:
    """Lines by the name of their prompt."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def lines(self, prompt: str) -> list[str]:
        """Return what was typed there, the latest last."""
        rows = self._database.rows("SELECT line FROM typed WHERE prompt = :prompt ORDER BY id", prompt=prompt)
        return [row[0] for row in rows]

    def keep(self, prompt: str, line: str) -> None:
        """Keep a line as the latest; where it was typed before, it moves here."""
        with self._database.transaction(is_small=True) as connection:
            kept = {"prompt": prompt, "line": line}
            connection.execute("DELETE FROM typed WHERE prompt = :prompt AND line = :line", kept)
            connection.execute("INSERT INTO typed (prompt, line) VALUES (:prompt, :line)", kept)
            connection.execute(
                """
                DELETE FROM typed WHERE prompt = :prompt AND id <= (
                    SELECT id FROM typed WHERE prompt = :prompt ORDER BY id DESC LIMIT 1 OFFSET :kept
                )
                """,
                {"prompt": prompt, "kept": _KEPT},
            )

    def forget(self, prompt: str) -> None:
        """Keep nothing any more of what was typed there."""
        with self._database.transaction(is_small=True) as connection:
            connection.execute("DELETE FROM typed WHERE prompt = :prompt", {"prompt": prompt})
