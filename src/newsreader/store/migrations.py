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
    version INTEGER NOT NULL DEFAULT 0,  -- above 0: which of the article's rows in the index counts; else none does
    title TEXT NOT NULL DEFAULT ''       -- what the article's is sorted by, where the version is above 0
) STRICT;
-- asking.ids(), articles.list_ids(): by title
CREATE INDEX indexed_titles ON indexed (title) WHERE version > 0;
-- indexing.index_some(), asking.ids(): articles that the index does not know as they are
CREATE INDEX indexed_not ON indexed (article_id) WHERE version <= 0;
INSERT INTO indexed (article_id) SELECT id FROM articles;

CREATE TRIGGER index_added AFTER INSERT ON articles BEGIN
    INSERT INTO indexed (article_id) VALUES (new.id);
END;
CREATE TRIGGER index_renamed AFTER UPDATE OF title, author, language, comments ON articles
WHEN old.title <> new.title OR old.author <> new.author
    OR old.language IS NOT new.language OR (old.comments IS NULL) <> (new.comments IS NULL)
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

-- A story that several feeds bring: all its copies have the id of the first of them here; else NULL.
ALTER TABLE articles ADD COLUMN story INTEGER;
-- triggers of stories; articles.get(): the other copies
CREATE INDEX articles_of_story ON articles (story) WHERE story IS NOT NULL;

DROP INDEX articles_of_feed;
DROP INDEX articles_by_guid;
DROP INDEX articles_by_link;
DROP INDEX articles_by_fingerprint;
-- One more bit of articles.hidden, 32: lists show another copy of the story. A feed's own list and counts pass it over.
-- articles.list_ids(): one feed; refreshing.latest_published(); trigger feed_removed: all articles of a feed
CREATE INDEX articles_of_feed ON articles (feed_id, published, id, hidden);
-- refreshing.known_articles(): is this article here already; stories.find_copies(): did another feed bring it
CREATE INDEX articles_by_guid ON articles (guid, feed_id) WHERE guid IS NOT NULL;
CREATE INDEX articles_by_link ON articles (canonical, feed_id) WHERE canonical IS NOT NULL;
CREATE INDEX articles_by_fingerprint ON articles (fingerprint, feed_id);

-- asking.ids(): a query is asked of all copies of a story
CREATE INDEX articles_found ON articles (published) WHERE hidden & ~32 = 0;

DROP TRIGGER article_added;
CREATE TRIGGER article_added AFTER INSERT ON articles BEGIN
    UPDATE feeds SET
        total = total + (new.hidden & ~32 = 0),
        unread = unread + (new.hidden & ~32 = 0 AND new.read_at IS NULL)
    WHERE id = new.feed_id;
    UPDATE counts SET
        total = total + (new.hidden = 0),
        unread = unread + (new.hidden = 0 AND new.read_at IS NULL),
        starred = starred + (new.starred_at IS NOT NULL AND new.hidden & 32 = 0);
END;

DROP TRIGGER article_deleted;
CREATE TRIGGER article_deleted AFTER DELETE ON articles BEGIN
    UPDATE feeds SET
        total = total - (old.hidden & ~32 = 0),
        unread = unread - (old.hidden & ~32 = 0 AND old.read_at IS NULL)
    WHERE id = old.feed_id;
    UPDATE counts SET
        total = total - (old.hidden = 0),
        unread = unread - (old.hidden = 0 AND old.read_at IS NULL),
        starred = starred - (old.starred_at IS NOT NULL AND old.hidden & 32 = 0);
END;

DROP TRIGGER article_marked;
CREATE TRIGGER article_marked AFTER UPDATE OF read_at, starred_at, hidden ON articles
WHEN (old.read_at IS NULL) <> (new.read_at IS NULL)
    OR (old.starred_at IS NULL) <> (new.starred_at IS NULL)
    OR old.hidden <> new.hidden
BEGIN
    UPDATE feeds SET
        total = total + (new.hidden & ~32 = 0) - (old.hidden & ~32 = 0),
        unread = unread + (new.hidden & ~32 = 0 AND new.read_at IS NULL)
            - (old.hidden & ~32 = 0 AND old.read_at IS NULL)
    WHERE id = new.feed_id;
    UPDATE counts SET
        total = total + (new.hidden = 0) - (old.hidden = 0),
        unread = unread + (new.hidden = 0 AND new.read_at IS NULL) - (old.hidden = 0 AND old.read_at IS NULL),
        starred = starred + (new.starred_at IS NOT NULL AND new.hidden & 32 = 0)
            - (old.starred_at IS NOT NULL AND old.hidden & 32 = 0);
END;

-- What becomes of one copy becomes of the story. Triggers do not set themselves off, so it ends there.
CREATE TRIGGER story_marked
AFTER UPDATE OF read_at, starred_at, later_at, hidden_at, snoozed_until, opened_at, progress ON articles
WHEN new.story IS NOT NULL
BEGIN
    UPDATE articles SET
        read_at = iif(old.read_at IS new.read_at, read_at, new.read_at),
        starred_at = iif(old.starred_at IS new.starred_at, starred_at, new.starred_at),
        later_at = iif(old.later_at IS new.later_at, later_at, new.later_at),
        hidden_at = iif(old.hidden_at IS new.hidden_at, hidden_at, new.hidden_at),
        snoozed_until = iif(old.snoozed_until IS new.snoozed_until, snoozed_until, new.snoozed_until),
        opened_at = iif(old.opened_at IS new.opened_at, opened_at, new.opened_at),
        progress = iif(old.progress IS new.progress, progress, new.progress)
    WHERE story = new.story AND id <> new.id;
END;
CREATE TRIGGER story_tagged AFTER INSERT ON article_tags BEGIN
    INSERT OR IGNORE INTO article_tags (article_id, tag_id)
    SELECT id, new.tag_id FROM articles WHERE story = (SELECT story FROM articles WHERE id = new.article_id);
END;
-- Of an article that is deleted itself there is no story any more: the other copies keep their tags.
CREATE TRIGGER story_untagged AFTER DELETE ON article_tags BEGIN
    DELETE FROM article_tags WHERE tag_id = old.tag_id AND article_id IN (
        SELECT id FROM articles WHERE story = (SELECT story FROM articles WHERE id = old.article_id)
    );
END;

-- The first of the copies that nothing hides stands for the story; where all are hidden, the first.
CREATE TRIGGER story_shown AFTER UPDATE OF hidden, story ON articles
WHEN new.story IS NOT NULL AND (old.hidden & ~32 <> new.hidden & ~32 OR old.story IS NOT new.story)
BEGIN
    UPDATE articles SET hidden = (hidden & ~32) | ((id <> (
        SELECT id FROM articles WHERE story = new.story ORDER BY hidden & ~32 <> 0, id LIMIT 1
    )) << 5)
    WHERE story = new.story;
END;
CREATE TRIGGER story_left AFTER DELETE ON articles WHEN old.story IS NOT NULL BEGIN
    UPDATE articles SET hidden = (hidden & ~32) | ((id <> (
        SELECT id FROM articles WHERE story = old.story ORDER BY hidden & ~32 <> 0, id LIMIT 1
    )) << 5)
    WHERE story = old.story;
END;

-- Articles that the feed brings a week, of the last four: taken at each good answer.
ALTER TABLE feeds ADD COLUMN weekly INTEGER NOT NULL DEFAULT 0;
UPDATE feeds SET weekly = (
    SELECT (count(*) + 2) / 4 FROM articles
    WHERE feed_id = feeds.id AND published > CAST(strftime('%s', 'now') AS INTEGER) - 28 * 86400
);
DROP VIEW v_feeds;
CREATE VIEW v_feeds AS
SELECT
    id, url,
    coalesce(nullif(user_title, ''), nullif(title, ''), url) AS title,
    nullif(folder, '') AS folder,
    site, total, unread, error,
    strftime('%Y-%m-%dT%H:%M:%SZ', error_since, 'unixepoch') AS error_since,
    strftime('%Y-%m-%dT%H:%M:%SZ', fetched_at, 'unixepoch') AS answered,
    strftime('%Y-%m-%dT%H:%M:%SZ', new_at, 'unixepoch') AS last_new,
    strftime('%Y-%m-%dT%H:%M:%SZ', added_at, 'unixepoch') AS added,
    weekly
FROM feeds WHERE removed_at IS NULL;

DROP VIEW v_articles;
CREATE VIEW v_articles AS
SELECT
    a.id, a.feed_id,
    coalesce(nullif(f.user_title, ''), nullif(f.title, ''), f.url) AS feed,
    nullif(f.folder, '') AS folder,
    a.title, nullif(a.author, '') AS author, a.link AS url,
    strftime('%Y-%m-%dT%H:%M:%SZ', a.published, 'unixepoch') AS published,
    strftime('%Y-%m-%dT%H:%M:%SZ', a.fetched, 'unixepoch') AS fetched,
    strftime('%Y-%m-%dT%H:%M:%SZ', a.read_at, 'unixepoch') AS read,
    strftime('%Y-%m-%dT%H:%M:%SZ', a.starred_at, 'unixepoch') AS starred,
    strftime('%Y-%m-%dT%H:%M:%SZ', a.later_at, 'unixepoch') AS later,
    a.hidden & ~32 <> 0 AS hidden,
    a.language AS lang, a.words, a.progress / 10 AS progress, a.text_state, a.comments,
    (
        SELECT group_concat(t.name, ', ')
        FROM article_tags x JOIN tags t ON t.id = x.tag_id WHERE x.article_id = a.id
    ) AS tags,
    a.story, a.hidden & 32 <> 0 AS is_copy,
    (
        SELECT group_concat(coalesce(nullif(g.user_title, ''), nullif(g.title, ''), g.url), ', ')
        FROM articles c JOIN feeds g ON g.id = c.feed_id
        WHERE c.story = a.story AND c.id <> a.id AND g.removed_at IS NULL
    ) AS also_in
FROM articles a LEFT JOIN feeds f ON f.id = a.feed_id;

-- Files that articles bring: episodes of podcasts, films, documents.
CREATE TABLE enclosures (
    article_id INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    number INTEGER NOT NULL,             -- from 1, as the feed has them
    kind TEXT NOT NULL CHECK (kind IN ('audio', 'video', 'file')),
    url TEXT NOT NULL,
    type TEXT NOT NULL,                  -- media type; empty if unknown
    size INTEGER,                        -- bytes, as the feed says
    duration_s INTEGER,                  -- as the feed says
    position_s INTEGER NOT NULL DEFAULT 0,  -- where playing it stopped
    played_at INTEGER,                   -- when it was played to its end
    PRIMARY KEY (article_id, number)
) STRICT, WITHOUT ROWID;
-- A file of ours: one without an enclosure is to be removed, and then its row.
CREATE TABLE downloads (
    id INTEGER PRIMARY KEY,
    article_id INTEGER,
    number INTEGER,
    folder TEXT NOT NULL,                -- empty: that of the home
    file TEXT NOT NULL,                  -- its name there; as long as it is not whole, with .part behind it
    bytes INTEGER NOT NULL DEFAULT 0,    -- of the whole, as the server said; 0 if it did not
    etag TEXT,                           -- by these a server knows whether what is here is of the same file
    last_modified TEXT,
    kept_at INTEGER,                     -- since when it is here, whole
    reason TEXT,                         -- why the last try failed
    UNIQUE (folder, file),
    FOREIGN KEY (article_id, number) REFERENCES enclosures (article_id, number) ON DELETE SET NULL
) STRICT;
-- enclosures.of_articles(); downloads: the file of an enclosure; the foreign key itself
CREATE UNIQUE INDEX downloads_of_enclosure ON downloads (article_id, number) WHERE article_id IS NOT NULL;

CREATE VIEW v_enclosures AS
SELECT
    e.article_id, e.number, e.kind, e.url, nullif(e.type, '') AS type,
    coalesce(nullif(d.bytes, 0), e.size) AS bytes, e.duration_s,
    iif(d.kept_at IS NULL, NULL, d.file) AS file,
    strftime('%Y-%m-%dT%H:%M:%SZ', d.kept_at, 'unixepoch') AS downloaded,
    e.position_s,
    strftime('%Y-%m-%dT%H:%M:%SZ', e.played_at, 'unixepoch') AS played
FROM enclosures e LEFT JOIN downloads d ON d.article_id = e.article_id AND d.number = e.number;

ALTER TABLE rules ADD COLUMN is_on INTEGER NOT NULL DEFAULT 1;
ALTER TABLE rules ADD COLUMN hits INTEGER NOT NULL DEFAULT 0;   -- articles that it found as they arrived
ALTER TABLE rules ADD COLUMN fault TEXT NOT NULL DEFAULT '';    -- why its command failed the last time
ALTER TABLE rules ADD COLUMN fault_at INTEGER;                  -- when that was

-- What rules that notify or hand over have still to do with articles that arrived.
CREATE TABLE errands (
    article_id INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    rule_id INTEGER NOT NULL REFERENCES rules (id) ON DELETE CASCADE,
    PRIMARY KEY (article_id, rule_id)   -- articles are deleted more often than rules
) STRICT, WITHOUT ROWID;

-- Views and rules have rows in the journal, too. No CHECK can be changed, so the table is made anew.
CREATE TABLE journal_of_all (
    id INTEGER PRIMARY KEY,
    batch_id INTEGER NOT NULL REFERENCES batches (id),
    article_key BLOB,                      -- of an article's change, else NULL
    feed_url TEXT,                         -- of a feed's change, else NULL
    kept_name TEXT,                        -- of a view's or rule's change, else NULL
    field TEXT NOT NULL,                   -- a column of articles or feeds; or "views", "rules"
    old INTEGER,
    new INTEGER,
    old_text TEXT,                         -- of a text; of a view or rule all of it as JSON, NULL: there was none
    new_text TEXT,
    CHECK ((article_key IS NOT NULL) + (feed_url IS NOT NULL) + (kept_name IS NOT NULL) = 1)
) STRICT;
INSERT INTO journal_of_all (id, batch_id, article_key, feed_url, field, old, new, old_text, new_text)
SELECT id, batch_id, article_key, feed_url, field, old, new, old_text, new_text FROM journal;
DROP TABLE journal;
ALTER TABLE journal_of_all RENAME TO journal;
-- journal.undo(), redo(): the rows of a batch
CREATE INDEX journal_by_batch ON journal (batch_id);
-- kept.reverse_kept(): those of views and rules among many
CREATE INDEX journal_of_kept ON journal (batch_id) WHERE kept_name IS NOT NULL;
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
