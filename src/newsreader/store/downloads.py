"""Which files were downloaded, which are under way, and which have to go. Must not touch the files.

Every file that the program makes has a row from before its first byte: nothing else in a folder is ever removed.
"""

from __future__ import annotations

from dataclasses import dataclass

from newsreader.store.database import Database, Row


@dataclass(frozen=True, slots=True)
class Download:
    """A file of ours."""

    id: int
    folder: str
    """Empty: that of the home."""
    file: str
    """Its name there; as long as it is not whole, with .part behind it."""
    bytes: int
    """Of the whole, as the server said; 0 if it did not."""
    etag: str | None
    last_modified: str | None
    is_kept: bool
    """Is it here, whole."""


@dataclass(frozen=True, slots=True)
class Unfinished:
    """An enclosure that was begun to be downloaded."""

    article_id: int
    number: int


_COLUMNS = "id, folder, file, bytes, etag, last_modified, kept_at IS NOT NULL"


class Downloads:
    """The table downloads. Times are UTC seconds."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def of_enclosure(self, article_id: int, url: str) -> Download | None:
        """Return the file of an enclosure, whole or not; None where it was never asked for.

        Not by its number: a refresh may give that to another one at any time.
        """
        row = self._database.row(
            f"""
            SELECT {_COLUMNS} FROM downloads WHERE (article_id, number) = (
                SELECT article_id, number FROM enclosures WHERE article_id = :article_id AND url = :url
            )
            """,
            article_id=article_id,
            url=url,
        )
        return None if row is None else _download(row)

    def begin(self, article_id: int, url: str, *, folder: str, file: str) -> bool:
        """Note that a file of this name is to be made; False where the name is taken, or the enclosure gone."""
        with self._database.transaction() as connection:
            added = connection.execute(
                """
                INSERT OR IGNORE INTO downloads (article_id, number, folder, file)
                SELECT article_id, number, :folder, :file FROM enclosures
                WHERE article_id = :article_id AND url = :url
                """,
                {"article_id": article_id, "url": url, "folder": folder, "file": file},
            )
            return added.rowcount > 0

    def note_answer(self, download_id: int, *, size: int, etag: str | None, last_modified: str | None) -> None:
        """Note of which file what arrives is: by that it is gone on with."""
        with self._database.transaction() as connection:
            connection.execute(
                """
                UPDATE downloads
                SET bytes = :size, etag = :etag, last_modified = :last_modified, reason = NULL, kept_at = NULL
                WHERE id = :id
                """,
                {"id": download_id, "size": size, "etag": etag, "last_modified": last_modified},
            )

    def write_kept(self, download_id: int, *, size: int, now: int) -> None:
        """Note that the file is here, whole, and how large it is."""
        with self._database.transaction() as connection:
            connection.execute(
                "UPDATE downloads SET bytes = :size, kept_at = :now, reason = NULL WHERE id = :id",
                {"id": download_id, "size": size, "now": now},
            )

    def write_failed(self, download_id: int, reason: str, *, has_part: bool) -> None:
        """Note why it is not here; without a part of it nothing is known of the file any more."""
        with self._database.transaction() as connection:
            connection.execute(
                """
                UPDATE downloads SET
                    reason = :reason, kept_at = NULL,
                    bytes = iif(:has_part, bytes, 0),
                    etag = iif(:has_part, etag, NULL),
                    last_modified = iif(:has_part, last_modified, NULL)
                WHERE id = :id
                """,
                {"id": download_id, "reason": reason, "has_part": has_part},
            )

    def unfinished(self) -> list[Unfinished]:
        """Return the enclosures whose files were begun and are not whole, the first one first."""
        rows = self._database.rows(
            "SELECT article_id, number FROM downloads WHERE kept_at IS NULL AND article_id IS NOT NULL ORDER BY id"
        )
        return [Unfinished(*row) for row in rows]

    def kept(self) -> list[Download]:
        """Return the files that should be here, whole."""
        rows = self._database.rows(
            f"SELECT {_COLUMNS} FROM downloads WHERE kept_at IS NOT NULL AND article_id IS NOT NULL ORDER BY id"
        )
        return [_download(row) for row in rows]

    def left_over(self) -> list[Download]:
        """Return the files whose articles are gone."""
        rows = self._database.rows(f"SELECT {_COLUMNS} FROM downloads WHERE article_id IS NULL")
        return [_download(row) for row in rows]

    def forget(self, download_id: int) -> None:
        """Forget a file that is not here any more."""
        with self._database.transaction() as connection:
            connection.execute("DELETE FROM downloads WHERE id = :id", {"id": download_id})


def _download(row: Row) -> Download:
    download_id, folder, file, size, etag, last_modified, is_kept = row
    return Download(download_id, folder, file, size, etag, last_modified, bool(is_kept))
