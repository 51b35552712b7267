"""The schema, as the steps that led to it, newest last. A step that was released is never edited.

Steps are SQL text, run inside one BEGIN IMMEDIATE together with the new user_version, so that two instances cannot
both migrate and a kill leaves the old version whole. (sqlite-utils' own Migrations begin deferred and commit each step
apart from its version.)
"""

from __future__ import annotations

import sqlite3

from newsreader.store.released import FIFTH, FIRST, FOURTH, SECOND, THIRD

SIXTH = """
-- The index of words, as `store.indexing` makes it: folded terms, which the tokenizer `ascii` leaves whole. One table
-- for title, author and text together, one that tells title and author apart.
CREATE VIRTUAL TABLE index_words USING fts5 (
    terms, content='', detail=none, tokenize='ascii'
);
CREATE VIRTUAL TABLE index_names USING fts5 (
    title, author, content='', detail=column, tokenize='ascii'
);
CREATE TABLE indexed (
    article_id INTEGER PRIMARY KEY REFERENCES articles (id) ON DELETE CASCADE,
    version INTEGER NOT NULL DEFAULT 0   -- above 0: which of the article's rows in the index counts; else none does
) STRICT;
-- indexing.index_some(), asking.ids(): articles that the index does not know as they are
CREATE INDEX indexed_not ON indexed (article_id) WHERE version <= 0;
INSERT INTO indexed (article_id) SELECT id FROM articles;

CREATE TRIGGER index_added AFTER INSERT ON articles BEGIN
    INSERT INTO indexed (article_id) VALUES (new.id);
END;
CREATE TRIGGER index_renamed AFTER UPDATE OF title, author ON articles
WHEN old.title <> new.title OR old.author <> new.author
BEGIN
    UPDATE indexed SET version = -version WHERE article_id = new.id AND version > 0;
END;
CREATE TRIGGER index_text_added AFTER INSERT ON bodies BEGIN
    UPDATE indexed SET version = -version WHERE article_id = new.article_id AND version > 0;
END;
CREATE TRIGGER index_text_changed AFTER UPDATE OF feed_blocks, page_blocks ON bodies BEGIN
    UPDATE indexed SET version = -version WHERE article_id = new.article_id AND version > 0;
END;

-- articles.list_ids(): muted; rules.mute(); asking: is:muted
CREATE INDEX articles_muted ON articles (published) WHERE hidden & 2 <> 0;
"""

MIGRATIONS: tuple[str, ...] = (FIRST, SECOND, THIRD, FOURTH, FIFTH, SIXTH)
"""Step n leads from version n to version n + 1."""


def run_steps(connection: sqlite3.Connection, version: int) -> None:
    """Lead the tables from this version to the newest, inside the transaction that is open."""
    for step in MIGRATIONS[version:]:
        _run_script(connection, step)
    connection.execute(f"PRAGMA user_version = {len(MIGRATIONS)}")


def _run_script(connection: sqlite3.Connection, script: str) -> None:
    """Execute the statements one by one: executescript() would commit the open transaction first."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            connection.execute(statement)
            statement = ""
    connection.execute(statement)  # without its semicolon, or nothing
