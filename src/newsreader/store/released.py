"""The steps of the schema that were released: SQL text that is never edited. `migrations` runs them."""

from __future__ import annotations

FIRST = """
CREATE TABLE meta (
    key TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE feeds (
    id INTEGER PRIMARY KEY,
    url TEXT NOT NULL UNIQUE,             -- as the user typed it: the feed's identity
    address TEXT,                         -- where it answers now, if it moved for good
    site TEXT,
    title TEXT NOT NULL DEFAULT '',       -- the feed's own
    user_title TEXT,
    folder TEXT NOT NULL DEFAULT '',
    is_sample INTEGER NOT NULL DEFAULT 0,
    added_at INTEGER NOT NULL,
    removed_at INTEGER,                   -- kept, so that removing can be undone
    etag TEXT,
    last_modified TEXT,
    body_hash BLOB,                       -- of the last document that was stored
    fetched_at INTEGER,                   -- last good answer, 304 included
    due_at INTEGER,
    error TEXT,
    error_since INTEGER,
    failures INTEGER NOT NULL DEFAULT 0,  -- in a row
    total INTEGER NOT NULL DEFAULT 0,     -- kept by triggers
    unread INTEGER NOT NULL DEFAULT 0     -- kept by triggers
) STRICT;

CREATE TABLE articles (
    id INTEGER PRIMARY KEY AUTOINCREMENT,    -- people name articles by it, so a deleted one's is never given again
    feed_id INTEGER REFERENCES feeds (id),   -- NULL: a page that belongs to no feed
    key BLOB NOT NULL UNIQUE,                -- stable across devices
    guid TEXT,
    link TEXT,
    canonical TEXT,                          -- the link as identity compares it
    fingerprint BLOB NOT NULL,
    digest BLOB NOT NULL,
    title TEXT NOT NULL,
    author TEXT NOT NULL DEFAULT '',
    published INTEGER NOT NULL,
    fetched INTEGER NOT NULL,
    language TEXT,
    words INTEGER NOT NULL DEFAULT 0,
    comments TEXT,
    read_at INTEGER,
    starred_at INTEGER,
    hidden INTEGER NOT NULL DEFAULT 0,       -- bits: 1 by the user, 2 by a rule, 4 its feed was removed
    text_state TEXT NOT NULL DEFAULT 'feed',
    text_reason TEXT
) STRICT;

-- Lists go by (published, id), newest first: every index ends in the id, and is as good backwards.
-- articles.list_ids(): all, today
CREATE INDEX articles_listed ON articles (published) WHERE hidden = 0;
-- articles.list_ids(): unread; articles.counts(): unread ones of today
CREATE INDEX articles_unread ON articles (published) WHERE read_at IS NULL AND hidden = 0;
-- articles.list_ids(): starred
CREATE INDEX articles_starred ON articles (published) WHERE starred_at IS NOT NULL;
-- articles.list_ids(): one feed; refreshing.latest_published()
CREATE INDEX articles_of_feed ON articles (feed_id, published) WHERE hidden = 0;
-- refreshing.known_articles(): is this article here already
CREATE INDEX articles_by_guid ON articles (feed_id, guid) WHERE guid IS NOT NULL;
CREATE INDEX articles_by_link ON articles (feed_id, canonical) WHERE canonical IS NOT NULL;
-- the same, and trigger feed_removed: all articles of a feed
CREATE INDEX articles_by_fingerprint ON articles (feed_id, fingerprint);
-- queue.waiting(): the full-text queue
CREATE INDEX articles_waiting ON articles (published) WHERE text_state = 'waiting';

CREATE TABLE bodies (
    article_id INTEGER PRIMARY KEY REFERENCES articles (id) ON DELETE CASCADE,
    feed_blocks BLOB,      -- blocks.pack_blocks()
    page_blocks BLOB,
    page_byline TEXT
) STRICT;

CREATE TABLE counts (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    total INTEGER NOT NULL,
    unread INTEGER NOT NULL,
    starred INTEGER NOT NULL
) STRICT;
INSERT INTO counts VALUES (1, 0, 0, 0);

CREATE TRIGGER article_added AFTER INSERT ON articles BEGIN
    UPDATE feeds SET
        total = total + (new.hidden = 0),
        unread = unread + (new.hidden = 0 AND new.read_at IS NULL)
    WHERE id = new.feed_id;
    UPDATE counts SET
        total = total + (new.hidden = 0),
        unread = unread + (new.hidden = 0 AND new.read_at IS NULL),
        starred = starred + (new.starred_at IS NOT NULL);
END;

CREATE TRIGGER article_deleted AFTER DELETE ON articles BEGIN
    UPDATE feeds SET
        total = total - (old.hidden = 0),
        unread = unread - (old.hidden = 0 AND old.read_at IS NULL)
    WHERE id = old.feed_id;
    UPDATE counts SET
        total = total - (old.hidden = 0),
        unread = unread - (old.hidden = 0 AND old.read_at IS NULL),
        starred = starred - (old.starred_at IS NOT NULL);
END;

CREATE TRIGGER article_marked AFTER UPDATE OF read_at, starred_at, hidden ON articles
WHEN (old.read_at IS NULL) <> (new.read_at IS NULL)
    OR (old.starred_at IS NULL) <> (new.starred_at IS NULL)
    OR (old.hidden = 0) <> (new.hidden = 0)
BEGIN
    UPDATE feeds SET
        total = total + (new.hidden = 0) - (old.hidden = 0),
        unread = unread + (new.hidden = 0 AND new.read_at IS NULL) - (old.hidden = 0 AND old.read_at IS NULL)
    WHERE id = new.feed_id;
    UPDATE counts SET
        total = total + (new.hidden = 0) - (old.hidden = 0),
        unread = unread + (new.hidden = 0 AND new.read_at IS NULL) - (old.hidden = 0 AND old.read_at IS NULL),
        starred = starred + (new.starred_at IS NOT NULL) - (old.starred_at IS NOT NULL);
END;

CREATE TRIGGER feed_removed AFTER UPDATE OF removed_at ON feeds
WHEN (old.removed_at IS NULL) <> (new.removed_at IS NULL)
BEGIN
    UPDATE articles
    SET hidden = CASE WHEN new.removed_at IS NULL THEN hidden & ~4 ELSE hidden | 4 END
    WHERE feed_id = new.id;
END;

CREATE TABLE leases (
    name TEXT PRIMARY KEY,
    holder TEXT NOT NULL,
    expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- The journal: what the user changed, in batches that are undone as one.
CREATE TABLE batches (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    device TEXT NOT NULL,
    clock INTEGER NOT NULL,                -- hybrid: milliseconds << 16, always growing on this device
    at INTEGER NOT NULL,
    label TEXT NOT NULL,                   -- "starred Title": for people
    action TEXT NOT NULL CHECK (action IN ('do', 'undo', 'redo')),
    reverses INTEGER REFERENCES batches (id),
    is_reversed INTEGER NOT NULL DEFAULT 0
) STRICT;
-- journal.undo(): the newest batch that can be undone
CREATE INDEX batches_undoable ON batches (id) WHERE action <> 'undo' AND is_reversed = 0;

CREATE TABLE journal (
    id INTEGER PRIMARY KEY,
    batch_id INTEGER NOT NULL REFERENCES batches (id),
    article_key BLOB,                      -- of an article's change, else NULL
    feed_url TEXT,                         -- of a feed's change, else NULL
    field TEXT NOT NULL,                   -- a column of articles or feeds
    old INTEGER,
    new INTEGER,
    CHECK ((article_key IS NULL) <> (feed_url IS NULL))
) STRICT;
-- journal.undo(), redo(): the rows of a batch
CREATE INDEX journal_by_batch ON journal (batch_id);
"""

SECOND = """
ALTER TABLE feeds ADD COLUMN asked_at INTEGER;      -- last request, whatever came of it: due_at was reckoned from it
ALTER TABLE feeds ADD COLUMN answered_url TEXT;     -- whose answer gave etag and last_modified
ALTER TABLE feeds ADD COLUMN retry_at INTEGER;      -- before it the server wants not to be asked
ALTER TABLE feeds ADD COLUMN moved_to TEXT;         -- where a permanent redirect led last time
ALTER TABLE feeds ADD COLUMN moved_times INTEGER NOT NULL DEFAULT 0;   -- in a row
ALTER TABLE feeds ADD COLUMN is_gone INTEGER NOT NULL DEFAULT 0;       -- it answered 410
ALTER TABLE feeds ADD COLUMN crashes INTEGER NOT NULL DEFAULT 0;       -- of worker or engine at this feed, in a row
ALTER TABLE feeds ADD COLUMN new_at INTEGER;        -- when an article last arrived
ALTER TABLE feeds ADD COLUMN pages_failed INTEGER NOT NULL DEFAULT 0;  -- in a row
ALTER TABLE feeds ADD COLUMN pages_rest_until INTEGER;

ALTER TABLE articles ADD COLUMN edited_at INTEGER;       -- when its text last really changed
ALTER TABLE articles ADD COLUMN opened_at INTEGER;       -- when the reader last went into it or scrolled it
ALTER TABLE articles ADD COLUMN page_tried_at INTEGER;   -- when its page was last asked for
-- queue.feeds(): how many pages of a feed were asked for today; health: how many gave their text
CREATE INDEX articles_tried ON articles (feed_id, page_tried_at) WHERE page_tried_at IS NOT NULL;

ALTER TABLE articles ADD COLUMN place_block INTEGER;     -- where reading stopped: a block and a character of its text
ALTER TABLE articles ADD COLUMN place_offset INTEGER;
ALTER TABLE articles ADD COLUMN progress INTEGER NOT NULL DEFAULT 0;   -- per mille of the text that was in sight
-- articles.list_ids(): continue; articles.counts()
CREATE INDEX articles_continued ON articles (opened_at) WHERE hidden = 0 AND progress >= 50 AND progress <= 950;
-- articles.list_ids(): history
CREATE INDEX articles_recent ON articles (max(coalesce(read_at, 0), coalesce(opened_at, 0)))
WHERE hidden = 0 AND (read_at IS NOT NULL OR opened_at IS NOT NULL);

ALTER TABLE bodies ADD COLUMN page_etag TEXT;
ALTER TABLE bodies ADD COLUMN page_last_modified TEXT;

-- Earlier versions of articles that their feeds edited.
CREATE TABLE revisions (
    id INTEGER PRIMARY KEY,
    article_id INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    kept_at INTEGER NOT NULL,   -- when the next version took its place
    title TEXT NOT NULL,
    blocks BLOB NOT NULL        -- blocks.pack_blocks()
) STRICT;
-- revisions.of_article()
CREATE INDEX revisions_of_article ON revisions (article_id);

-- What robots.txt said, so that a site is asked for it once a day.
CREATE TABLE robots (
    origin TEXT PRIMARY KEY,
    rules TEXT NOT NULL,
    asked_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Pictures kept for reading offline; the files lie beside the database.
CREATE TABLE images (
    url TEXT PRIMARY KEY,
    file TEXT,                  -- its name in the folder of images; NULL where it could not be had
    bytes INTEGER NOT NULL DEFAULT 0,
    width INTEGER,
    height INTEGER,
    reason TEXT,                -- why it could not be had
    failures INTEGER NOT NULL DEFAULT 0,   -- in a row
    tried_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE article_images (
    article_id INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    url TEXT NOT NULL,
    PRIMARY KEY (article_id, url)
) STRICT, WITHOUT ROWID;
"""

THIRD = """
ALTER TABLE articles ADD COLUMN later_at INTEGER;        -- when it was put on the list to be read later
ALTER TABLE articles ADD COLUMN hidden_at INTEGER;       -- when the user hid it; bit 1 of hidden follows
ALTER TABLE articles ADD COLUMN snoozed_until INTEGER;   -- bit 8 of hidden follows
-- articles.list_ids(): later
CREATE INDEX articles_later ON articles (later_at) WHERE hidden = 0 AND later_at IS NOT NULL;
-- sorting.wake(): whose time has come
CREATE INDEX articles_snoozed ON articles (snoozed_until) WHERE snoozed_until IS NOT NULL;

CREATE TRIGGER article_hidden AFTER UPDATE OF hidden_at, snoozed_until ON articles
WHEN (old.hidden_at IS NULL) <> (new.hidden_at IS NULL)
    OR (old.snoozed_until IS NULL) <> (new.snoozed_until IS NULL)
BEGIN
    UPDATE articles
    SET hidden = (hidden & ~9) | (new.hidden_at IS NOT NULL) | ((new.snoozed_until IS NOT NULL) << 3)
    WHERE id = new.id;
END;

CREATE TABLE tags (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE
) STRICT;
CREATE TABLE article_tags (
    article_id INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    tag_id INTEGER NOT NULL REFERENCES tags (id),
    PRIMARY KEY (article_id, tag_id)
) STRICT, WITHOUT ROWID;
-- sorting.tags(), rename_tag(): the articles of a tag
CREATE INDEX article_tags_by_tag ON article_tags (tag_id);

-- What is left of articles that were deleted by age or number: enough to know them again, so that they stay away.
CREATE TABLE tombstones (
    id INTEGER PRIMARY KEY,
    feed_id INTEGER NOT NULL REFERENCES feeds (id),
    guid TEXT,
    link TEXT,
    canonical TEXT,
    fingerprint BLOB NOT NULL,
    digest BLOB NOT NULL,
    deleted_at INTEGER NOT NULL
) STRICT;
-- refreshing.known_articles(): was this article here
CREATE INDEX tombstones_by_guid ON tombstones (feed_id, guid) WHERE guid IS NOT NULL;
CREATE INDEX tombstones_by_link ON tombstones (feed_id, canonical) WHERE canonical IS NOT NULL;
CREATE INDEX tombstones_by_fingerprint ON tombstones (feed_id, fingerprint);

-- For other programs: help/sql.md promises these columns.
CREATE VIEW v_feeds AS
SELECT
    id, url,
    coalesce(nullif(user_title, ''), nullif(title, ''), url) AS title,
    nullif(folder, '') AS folder,
    site, total, unread, error,
    strftime('%Y-%m-%dT%H:%M:%SZ', error_since, 'unixepoch') AS error_since,
    strftime('%Y-%m-%dT%H:%M:%SZ', fetched_at, 'unixepoch') AS answered,
    strftime('%Y-%m-%dT%H:%M:%SZ', new_at, 'unixepoch') AS last_new,
    strftime('%Y-%m-%dT%H:%M:%SZ', added_at, 'unixepoch') AS added
FROM feeds WHERE removed_at IS NULL;

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
    a.hidden <> 0 AS hidden,
    a.language AS lang, a.words, a.progress / 10 AS progress, a.text_state, a.comments,
    (
        SELECT group_concat(t.name, ', ')
        FROM article_tags x JOIN tags t ON t.id = x.tag_id WHERE x.article_id = a.id
    ) AS tags
FROM articles a LEFT JOIN feeds f ON f.id = a.feed_id;

CREATE VIEW v_tags AS
SELECT tags.name AS tag, t.article_id FROM tags JOIN article_tags t ON t.tag_id = tags.id;
"""

FOURTH = """
-- What a feed is called and where it stands are texts; of all else old and new are numbers.
ALTER TABLE journal ADD COLUMN old_text TEXT;
ALTER TABLE journal ADD COLUMN new_text TEXT;

ALTER TABLE batches ADD COLUMN step INTEGER;   -- the first of those that were undone, or redone, in one go; else NULL
-- history.batches(): what became of a batch
CREATE INDEX batches_by_reversed ON batches (reverses) WHERE reverses IS NOT NULL;

-- What was typed at a prompt, so that it can be brought back.
CREATE TABLE typed (
    id INTEGER PRIMARY KEY,
    prompt TEXT NOT NULL,
    line TEXT NOT NULL
) STRICT;
"""

FIFTH = """
-- Queries that the user keeps, as views of the sidebar and as rules on what arrives.
CREATE TABLE views (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    query TEXT NOT NULL,
    icon TEXT NOT NULL DEFAULT '',
    folder TEXT NOT NULL DEFAULT '',
    place INTEGER NOT NULL                -- among the views, from the top
) STRICT;
CREATE TABLE rules (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    query TEXT NOT NULL,
    action TEXT NOT NULL,                 -- query.kept.RuleAction
    argument TEXT NOT NULL DEFAULT '',    -- the tag
    until INTEGER,                        -- from then on it does nothing; NULL: for ever
    place INTEGER NOT NULL
) STRICT;
"""
