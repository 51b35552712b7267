"""Queries that the user keeps as views of the sidebar."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

from newsreader.query.kept import SavedView
from newsreader.store.database import Database
from newsreader.store.keeping import change_kept, move_kept, remove_kept, rename_kept, short
from newsreader.store.kept import Kept

if TYPE_CHECKING:
    from newsreader.store.journal import Change


class Views:
    """The views table, in the user's order. Queries are kept as typed; who saves one has had it parsed.

    Every change is one batch of the journal; None where all is as it was. `now` in UTC seconds.
    """

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

    def save(
        self, name: str, query: str, *, icon: str | None = None, folder: str | None = None, now: int
    ) -> Change | None:
        """Keep a query by this name, in place of an earlier one, whose icon and folder stay where None is given.

        A new one goes to the end.
        """

        def write(connection: sqlite3.Connection) -> None:
            connection.execute(
                """
                INSERT INTO views (name, query, icon, folder, place)
                VALUES (
                    :name, :query, coalesce(:icon, ''), coalesce(:folder, ''),
                    (SELECT coalesce(max(place), 0) + 1 FROM views)
                )
                ON CONFLICT (name) DO UPDATE
                SET query = :query, icon = coalesce(:icon, icon), folder = coalesce(:folder, folder)
                """,
                {"name": name, "query": query, "icon": icon, "folder": folder},
            )

        return change_kept(self._database, Kept.VIEWS, f"kept the view {short(name)}", write, now=now)

    def rename(self, view: SavedView, name: str, *, now: int) -> Change | None:
        """Call a view otherwise; raises NotPossible, and nothing is changed, where another one has the name."""
        return rename_kept(self._database, Kept.VIEWS, view.id, view.name, name, now=now)

    def change(
        self,
        view: SavedView,
        *,
        query: str | None = None,
        icon: str | None = None,
        folder: str | None = None,
        now: int,
    ) -> Change | None:
        """Give a view another query, icon or folder; what is None stays."""
        values = {"query": query, "icon": icon, "folder": folder, "id": view.id}

        def write(connection: sqlite3.Connection) -> None:
            connection.execute(
                """
                UPDATE views SET query = coalesce(:query, query), icon = coalesce(:icon, icon),
                    folder = coalesce(:folder, folder)
                WHERE id = :id
                """,
                values,
            )

        return change_kept(self._database, Kept.VIEWS, f"changed the view {short(view.name)}", write, now=now)

    def move(self, view: SavedView, place: int, *, now: int) -> Change | None:
        """Put a view at a place among all, 0 being the top."""
        return move_kept(self._database, Kept.VIEWS, view.id, view.name, place, now=now)

    def remove(self, view: SavedView, *, now: int) -> Change | None:
        """Forget a view; its articles stay what they are."""
        return remove_kept(self._database, Kept.VIEWS, view.id, view.name, now=now)
