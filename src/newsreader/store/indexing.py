"""Fill the index of words, some articles at a time, and begin it anew where that is due. Must not know queries.

Triggers note which articles the index does not know as they are, so that whoever writes a text need not think of it,
and a kill loses nothing. The tables are contentless, and there SQLite before 3.43 deletes no row: an edited article
gets another one, and a row that `indexed` does not speak of is dead. The number of a row is its article's id, with how
many the article had before above it.
"""

from __future__ import annotations

import sqlite3

from newsreader.blocks import full_text
from newsreader.folding import TOKENISER, index_terms, title_key
from newsreader.store.arrival import note, noted
from newsreader.store.articles import unpacked
from newsreader.store.database import Database, Row
from newsreader.store.signs import signs_of

ARTICLES_AT_ONCE = 50
"""In one transaction: short enough for a star to slip in between."""
WORDS_AT_ONCE = 50_000
"""No further article is taken into a transaction that has so many: most articles are short, some are books."""
ID_BITS = 40
"""Of the number of a row; above them stands which of the article's rows it is, from 0."""
LAST = 2**62
"""Above every id."""
EMPTY_ABOVE = 10_000
"""So many dead rows are kept, and as many as there are living ones."""

_TOKENISER = "index.tokeniser"
_ROWS = "index.rows"
"""How many rows were written since the index was empty, in the table `meta`."""


class Indexing:
    """The index of words."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def waiting(self) -> int:
        """Return how many articles are still to be indexed."""
        (count,) = self._database.numbers("SELECT count(*) FROM indexed INDEXED BY indexed_not WHERE version <= 0")
        return count

    def prepare(self) -> None:
        """Empty the index if it was made by another version of the folding, or if most of it is dead."""
        if is_current(self._database) and not self._is_mostly_dead():
            return
        with self._database.transaction() as connection:
            for table in ("index_words", "index_names"):
                connection.execute(f"INSERT INTO {table} ({table}) VALUES ('delete-all')")
            connection.execute("UPDATE indexed SET version = 0 WHERE version <> 0")
            note(connection, _TOKENISER, TOKENISER)
            note(connection, _ROWS, 0)

    def index_some(self, *, before: int = LAST, now: int, takes_teasers: bool = True) -> int | None:
        """Index the newest of the articles that wait, with ids below `before`, in one transaction.

        Return where to go on, None at the end. Texts that nobody finished yet wait for it, but not longer than an
        hour. `takes_teasers`: articles too whose page is still to be fetched, which will change them.
        """
        with self._database.transaction(is_small=True) as connection:
            rows = _taken(connection, {"before": before, "since": now - 3600, "takes_teasers": takes_teasers})
            if not rows:
                return None
            # FTS5 wants them by their numbers; else it writes what it has to the disk before each.
            _write(connection, sorted(rows, key=_number))
            note(connection, _ROWS, noted(self._database, _ROWS, 0) + len(rows))
            last: int = rows[-1][0]
        return last

    def _is_mostly_dead(self) -> bool:
        (living,) = self._database.numbers("SELECT count(*) FROM indexed WHERE version > 0")
        return noted(self._database, _ROWS, 0) - living > max(living, EMPTY_ABOVE)


def is_current(database: Database) -> bool:
    """Is what the index holds made of the terms that queries ask for."""
    return noted(database, _TOKENISER, 0) == TOKENISER


_WAITING = """
    SELECT n.article_id, -n.version, a.title, a.author, b.feed_blocks, b.page_blocks, a.words,
        a.language, a.comments IS NOT NULL
    FROM indexed n INDEXED BY indexed_not
    CROSS JOIN articles a ON a.id = n.article_id
    LEFT JOIN bodies b ON b.article_id = n.article_id
    WHERE n.version <= 0 AND n.article_id < :before
        AND NOT (a.digest = x'' AND a.fetched > :since) AND (:takes_teasers OR a.text_state <> 'waiting')
    ORDER BY n.article_id DESC
"""


def _taken(connection: sqlite3.Connection, values: dict[str, int]) -> list[Row]:
    """Return the articles of one transaction, the newest first."""
    rows: list[Row] = []
    words = 0
    for row in connection.execute(_WAITING, values):
        rows.append(row)
        words += row[6]
        if len(rows) == ARTICLES_AT_ONCE or words > WORDS_AT_ONCE:
            break
    return rows


def _number(row: Row) -> int:
    article_id, versions = row[:2]
    number: int = versions << ID_BITS | article_id
    return number


def _write(connection: sqlite3.Connection, rows: list[Row]) -> None:
    words, names = [], []
    for row in rows:
        _, _, title, author, feed_blocks, page_blocks, _, language, has_comments = row
        in_title, in_author = index_terms(title), index_terms(author)
        blocks = unpacked(page_blocks) or unpacked(feed_blocks)
        terms = in_title | in_author | index_terms(full_text(blocks))
        signs = signs_of(blocks, language=language, has_comments=bool(has_comments), terms=terms)
        words.append((_number(row), " ".join(terms | signs)))
        names.append((_number(row), " ".join(in_title), " ".join(in_author)))
    connection.executemany("INSERT INTO index_words (rowid, terms) VALUES (?, ?)", words)
    connection.executemany("INSERT INTO index_names (rowid, title, author) VALUES (?, ?, ?)", names)
    connection.executemany(
        "UPDATE indexed SET version = ? + 1, title = ? WHERE article_id = ?",
        [(row[1], title_key(row[2]), row[0]) for row in rows],
    )
