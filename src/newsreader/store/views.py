"""Queries that the user keeps as views of the sidebar."""

from __future__ import annotations

import msgspec

from newsreader.query.kept import SavedView
from newsreader.store.database import Database


class Views:
    """The views table, in the user's order. Queries are kept as typed; who saves one has had it parsed."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def all(self) -> list[SavedView]:
        """Return the views from the top."""
        rows = self._database.rows("SELECT id, name, query, icon, folder FROM views ORDER BY place, id")
        return [SavedView(*row) for row in rows]

    def find(self, name: str) -> SavedView | None:
        """Return the view of this name, in any case, or None."""
        row = self._database.row(
            "SELECT id, name, query, icon, folder FROM views WHERE name = :name COLLATE NOCASE ORDER BY name <> :name",
            name=name,
        )
        return SavedView(*row) if row is not None else None

    def save(self, name: str, query: str, *, icon: str = "", folder: str = "") -> SavedView:
        """Keep a query by this name, in place of an earlier one; a new one goes to the end."""
        with self._database.transaction(is_small=True) as connection:
            connection.execute(
                """
                INSERT INTO views (name, query, icon, folder, place)
                VALUES (:name, :query, :icon, :folder, (SELECT coalesce(max(place), 0) + 1 FROM views))
                ON CONFLICT (name) DO UPDATE SET query = :query, icon = :icon, folder = :folder
                """,
                {"name": name, "query": query, "icon": icon, "folder": folder},
            )
            row = connection.execute(
                "SELECT id, name, query, icon, folder FROM views WHERE name = :name", {"name": name}
            ).fetchone()
        return SavedView(*row)

    def rename(self, view: SavedView, name: str) -> SavedView | None:
        """Call a view otherwise; None, and nothing is changed, where another one has the name."""
        with self._database.transaction(is_small=True) as connection:
            renamed = connection.execute(
                "UPDATE OR IGNORE views SET name = :name WHERE id = :id", {"name": name, "id": view.id}
            )
            return msgspec.structs.replace(view, name=name) if renamed.rowcount else None

    def move(self, view: SavedView, place: int) -> None:
        """Put a view at a place among all, 0 being the top."""
        order = [each.id for each in self.all() if each.id != view.id]
        order.insert(max(place, 0), view.id)
        with self._database.transaction(is_small=True) as connection:
            connection.executemany(
                "UPDATE views SET place = :place WHERE id = :id",
                [{"place": number, "id": view_id} for number, view_id in enumerate(order)],
            )

    def remove(self, view: SavedView) -> None:
        """Forget a view; its articles stay what they are."""
        with self._database.transaction(is_small=True) as connection:
            connection.execute("DELETE FROM views WHERE id = :id", {"id": view.id})
