"""Tables, triggers and indexes: counts that are always right, and queries that read no more than they show."""

from __future__ import annotations

import os
import random
import re
import sqlite3
import tempfile
from array import array
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import msgspec
import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from tests.building import HOUR, NOW, add_feed, new_article, open_store
from tests.store.asked import index_all
from tests.store.checks import faults, miscounts, query

from newsreader.model import Arrangement, ChangedArticle, Order, ParsedFeed, View, ViewKind
from newsreader.query.parser import parse
from newsreader.store import Store, asking, migrations
from newsreader.store.database import Database, Row

EXAMPLES = int(os.environ.get("NEWSREADER_EXAMPLES", "200"))
YEARS = 10 * 365 * 24 * HOUR
numbers = st.integers(min_value=0, max_value=10_000)


class Changes(RuleBasedStateMachine):
    """Everything that is ever done to articles and feeds, in any order; the counters are right after each."""

    @initialize()
    def begin(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        self.store = open_store(Path(self.folder.name))
        self.path = self.store.path
        self.made = 0
        self.now = NOW
        add_feed(self.store, "Feed0", 3)

    def teardown(self) -> None:
        self.store.close()
        found = faults(self.path)
        self.folder.cleanup()
        assert found == []

    def chosen(self, choice: int, table: str, count: int = 1) -> list[int]:
        """Return ids of rows that a number stands for."""
        ids = [row[0] for row in query(self.path, f"SELECT id FROM {table}")]
        return [ids[(choice + step * step) % len(ids)] for step in range(count)] if ids else []

    def edit(self, sql: str, *values: object) -> None:
        """Do what no method does yet."""
        with closing(sqlite3.connect(self.path)) as connection, connection:
            connection.execute("PRAGMA foreign_keys = ON")
            connection.execute(sql, values)

    @rule(feed=numbers, count=st.integers(min_value=1, max_value=8))
    def store_articles(self, feed: int, count: int) -> None:
        self.made += count
        articles = [new_article(f"{self.made} {number}", age_s=self.made % 7 * HOUR) for number in range(count)]
        feed_ids: list[int | None] = [None, *self.chosen(feed, "feeds")]
        self.store.refreshing.write_articles(feed_ids[feed % len(feed_ids)], articles, (), now=self.now)

    @rule(choice=numbers)
    def store_again(self, choice: int) -> None:
        for article_id in self.chosen(choice, "articles"):
            (title,) = query(self.path, "SELECT title FROM articles WHERE id = ?", article_id)[0]
            again = new_article(title.removeprefix("Title of "))
            assert self.store.refreshing.write_articles(None, [again], (), now=self.now) == 0

    @rule(choice=numbers, count=st.integers(min_value=1, max_value=6), is_real=st.booleans(), again=st.booleans())
    def change_texts(self, choice: int, count: int, is_real: bool, again: bool) -> None:
        changes = []
        for article_id in set(self.chosen(choice, "articles", count)):
            (title,) = query(self.path, "SELECT title FROM articles WHERE id = ?", article_id)[0]
            new = new_article(title.removeprefix("Title of "), link="https://a.example/", is_teaser=again)
            changes.append(ChangedArticle(article_id, new.digest, new.parsed, is_real))
        self.store.refreshing.write_articles(None, (), changes, now=self.now, is_unread_again=again)

    @rule(choice=numbers, count=st.integers(min_value=1, max_value=6), is_read=st.booleans())
    def mark(self, choice: int, count: int, is_read: bool) -> None:
        self.store.marks.set_read(self.chosen(choice, "articles", count), is_read, now=self.now)

    @rule(choice=numbers, count=st.integers(min_value=1, max_value=6), is_starred=st.booleans())
    def star(self, choice: int, count: int, is_starred: bool) -> None:
        self.store.marks.set_starred(self.chosen(choice, "articles", count), is_starred, now=self.now)

    @rule(choice=numbers, hidden=st.sampled_from([1, 2, 3]))
    def hide(self, choice: int, hidden: int) -> None:
        for article_id in self.chosen(choice, "articles"):
            self.edit("UPDATE articles SET hidden = hidden | ? WHERE id = ?", hidden, article_id)

    @rule(choice=numbers)
    def show(self, choice: int) -> None:
        for article_id in self.chosen(choice, "articles"):
            self.edit("UPDATE articles SET hidden = hidden & 4 WHERE id = ?", article_id)

    @rule(choice=numbers)
    def delete(self, choice: int) -> None:
        for article_id in self.chosen(choice, "articles"):
            self.edit("DELETE FROM articles WHERE id = ?", article_id)

    @rule(choice=numbers)
    def remove_feed(self, choice: int) -> None:
        feeds = self.store.feeds.all()
        if feeds:
            self.store.marks.remove_feed(feeds[choice % len(feeds)].id, now=self.now)

    @rule(number=st.integers(min_value=0, max_value=3))
    def subscribe(self, number: int) -> None:
        self.store.feeds.add(f"https://feed{number}.example/feed", now=self.now)

    @rule()
    def undo(self) -> None:
        self.store.journal.undo(now=self.now)

    @rule()
    def redo(self) -> None:
        self.store.journal.redo(now=self.now)

    @rule(seconds=st.sampled_from([0, 1, -YEARS, YEARS]))
    def let_time_pass(self, seconds: int) -> None:
        self.now = max(1, self.now + seconds)

    @rule()
    def open_again(self) -> None:
        self.store.close()
        self.store = open_store(Path(self.folder.name))

    @invariant()
    def counters_are_right(self) -> None:
        assert miscounts(self.path) == []
        lists = self.store.articles
        counts = lists.counts(since=0)
        for kind, expected in (
            (ViewKind.ALL, counts.total),
            (ViewKind.UNREAD, counts.unread),
            (ViewKind.STARRED, counts.starred),
        ):
            assert len(lists.list_ids(View(kind), since=0)) == expected
        for feed in self.store.feeds.all():
            assert len(lists.list_ids(View(ViewKind.FEED, feed.id), since=0)) == feed.total


Changes.TestCase.settings = settings(max_examples=EXAMPLES // 8, stateful_step_count=100, deadline=None)
test_counters_are_right_after_any_changes = Changes.TestCase


class Explained(Database):
    """A database that notes how SQLite goes about each query."""

    plans: list[str]

    def rows(self, sql: str, **parameters: object) -> list[Row]:
        self._explain(sql, parameters)
        return super().rows(sql, **parameters)

    def row(self, sql: str, **parameters: object) -> Row | None:
        self._explain(sql, parameters)
        return super().row(sql, **parameters)

    def numbers(self, sql: str, **parameters: object) -> array[int]:
        self._explain(sql, parameters)
        return super().numbers(sql, **parameters)

    def _explain(self, sql: str, parameters: dict[str, object]) -> None:
        if not sql.startswith("PRAGMA"):
            self.plans += [row[3] for row in super().rows(f"EXPLAIN QUERY PLAN {sql}", **parameters)]


@pytest.fixture(scope="module", params=["never analysed", "analysed"])
def explained(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Explained]:
    """A database with a large feed, a small one and an empty one, as it comes and after someone ran ANALYZE on it."""
    folder = tmp_path_factory.mktemp("explained")
    store = open_store(folder)
    dice = random.Random(1)
    for name, count in (("Large", 2000), ("Small", 100), ("Empty", 0)):
        articles = [
            new_article(
                f"{name} {number}", age_s=dice.randrange(10**7), link="https://a.example/", is_teaser=number < 9
            )
            for number in range(count)
        ]
        add_feed(store, name, articles)
    store.marks.set_starred(range(1, 40), True, now=NOW)
    store.marks.set_read(range(1, 1900), True, now=NOW)
    for number in range(300):
        store.marks.toggle_read(number + 1, now=NOW)
    for _ in range(100):
        store.journal.undo(now=NOW)
    index_all(store)
    store.close()
    query(
        store.path,
        """
        INSERT INTO tombstones (feed_id, guid, canonical, fingerprint, digest, deleted_at)
        SELECT feed_id, guid, canonical, fingerprint, digest, 0 FROM articles
        """,
    )
    if request.param == "analysed":
        query(store.path, "ANALYZE")
    database = Explained.open(store.path, folder / "backups", NOW)
    assert isinstance(database, Explained)
    yield database
    database.close()


def known(store: Store) -> object:
    articles = tuple(new_article(f"Large {number}").parsed for number in range(50))
    linked = tuple(msgspec.structs.replace(each, canonical="a.example/x") for each in articles)
    return store.refreshing.known_articles(1, ParsedFeed("Large", None, None, linked))


BY_ID = "SEARCH articles USING INTEGER PRIMARY KEY (rowid>?)"
LAST_SITTING = ("SCALAR SUBQUERY 1", "SEARCH meta USING PRIMARY KEY (key=?)")
QUERIES: dict[str, tuple[Callable[[Store], object], list[str]]] = {
    "list today": (
        lambda store: store.articles.list_ids(View(ViewKind.TODAY), since=NOW - 24 * HOUR),
        ["SEARCH articles USING INDEX articles_listed (published>?)"],
    ),
    "list unread": (
        lambda store: store.articles.list_ids(View(ViewKind.UNREAD), since=0),
        ["SCAN articles USING INDEX articles_unread"],
    ),
    "list unread of a feed": (
        lambda store: store.articles.list_ids(View(ViewKind.FEED, 2), Arrangement(unread_only=True), since=0),
        ["SEARCH articles USING INDEX articles_of_feed (feed_id=?)"],
    ),
    "list all, oldest first": (
        lambda store: store.articles.list_ids(View(ViewKind.ALL), Arrangement(is_reversed=True), since=0),
        ["SCAN articles USING INDEX articles_listed"],
    ),
    "list starred": (
        lambda store: store.articles.list_ids(View(ViewKind.STARRED), since=0),
        ["SCAN articles USING INDEX articles_starred"],
    ),
    "list all": (
        lambda store: store.articles.list_ids(View(ViewKind.ALL), since=0),
        ["SCAN articles USING INDEX articles_listed"],
    ),
    "list what is to be continued": (
        lambda store: store.articles.list_ids(View(ViewKind.CONTINUE), since=0),
        ["SCAN articles USING INDEX articles_continued"],
    ),
    "list what was read last": (
        lambda store: store.articles.list_ids(View(ViewKind.HISTORY), since=0),
        ["SCAN articles USING INDEX articles_recent"],
    ),
    "list what is for later": (
        lambda store: store.articles.list_ids(View(ViewKind.LATER), since=0),
        ["SEARCH articles USING INDEX articles_later (later_at>?)"],
    ),
    "list what is new since last time": (
        lambda store: store.articles.list_ids(View(ViewKind.NEW), since=0),
        ["SCAN articles USING INDEX articles_listed", *LAST_SITTING],
    ),
    "list what rules hide": (
        lambda store: store.articles.list_ids(View(ViewKind.MUTED), since=0),
        ["SCAN articles USING INDEX articles_muted"],
    ),
    "whose time has come": (
        lambda store: store.sorting.wake(now=NOW),
        ["SEARCH articles USING COVERING INDEX articles_snoozed (snoozed_until<?)"],
    ),
    "list a feed": (
        lambda store: store.articles.list_ids(View(ViewKind.FEED, 2), since=0, limit=200),
        ["SEARCH articles USING COVERING INDEX articles_of_feed (feed_id=?)"],
    ),
    **{
        f"arrived {kind}": (
            lambda store, kind=kind: store.articles.arrived(View(kind, 2), after=2000, since=0),  # type: ignore[misc]
            [BY_ID, *(LAST_SITTING if kind is ViewKind.NEW else ())],
        )
        for kind in ViewKind
        if kind is not ViewKind.QUERY
    },
    "newest id": (lambda store: store.articles.newest_id(), ["SEARCH articles"]),
    "counts": (
        lambda store: store.articles.counts(since=NOW - 24 * HOUR),
        [
            "SCAN counts",
            "SCALAR SUBQUERY 1",
            "SEARCH articles USING INDEX articles_unread (published>?)",
            "SCALAR SUBQUERY 2",
            "SCAN articles USING INDEX articles_continued",
            "SCALAR SUBQUERY 3",
            "SEARCH articles USING INDEX articles_later (later_at>?)",
            # What is new: the last articles of the table.
            "SCALAR SUBQUERY 5",
            BY_ID,
            "SCALAR SUBQUERY 4",
            "SEARCH meta USING PRIMARY KEY (key=?)",
        ],
    ),
    "headlines": (
        lambda store: store.articles.headlines([1, 2, 3]),
        [
            "SEARCH a USING INTEGER PRIMARY KEY (rowid=?)",
            "LIST SUBQUERY 3",
            "SCAN json_each VIRTUAL TABLE INDEX 1:",
            "SEARCH f USING INTEGER PRIMARY KEY (rowid=?) LEFT-JOIN",
            # Its tags.
            "CORRELATED SCALAR SUBQUERY 1",
            "SEARCH t USING PRIMARY KEY (article_id=?)",
            "SEARCH tags USING INTEGER PRIMARY KEY (rowid=?)",
            # Its copies.
            "CORRELATED SCALAR SUBQUERY 2",
            "SEARCH c USING INDEX articles_of_story (story=?)",
        ],
    ),
    "dates": (
        lambda store: store.articles.published([1, 2, 3]),
        [
            "SEARCH articles USING INTEGER PRIMARY KEY (rowid=?)",
            "LIST SUBQUERY 1",
            "SCAN json_each VIRTUAL TABLE INDEX 1:",
        ],
    ),
    "one article": (
        lambda store: store.articles.get(1),
        [
            "SEARCH a USING INTEGER PRIMARY KEY (rowid=?)",
            "SEARCH f USING INTEGER PRIMARY KEY (rowid=?) LEFT-JOIN",
            "SEARCH b USING INTEGER PRIMARY KEY (rowid=?) LEFT-JOIN",
            # Its tags.
            "CORRELATED SCALAR SUBQUERY 1",
            "SEARCH t USING PRIMARY KEY (article_id=?)",
            "SEARCH tags USING INTEGER PRIMARY KEY (rowid=?)",
            # Its copies.
            "CORRELATED SCALAR SUBQUERY 2",
            "SEARCH c USING INDEX articles_of_story (story=?)",
            # Does it bring files.
            "CORRELATED SCALAR SUBQUERY 3",
            "SEARCH e USING PRIMARY KEY (article_id=?)",
        ],
    ),
    "files that articles bring": (
        lambda store: store.enclosures.of_articles([1, 2]),
        [
            "SEARCH e USING PRIMARY KEY (article_id=?)",
            "LIST SUBQUERY 1",
            "SCAN json_each VIRTUAL TABLE INDEX 1:",
            "SEARCH d USING INDEX downloads_of_enclosure (article_id=? AND number=?) LEFT-JOIN",
        ],
    ),
    "known articles": (
        known,
        [
            # Is anything of this feed here.
            "SEARCH articles USING COVERING INDEX articles_of_feed (feed_id=?)",
            "SEARCH articles USING INDEX articles_by_guid (guid=? AND feed_id=?)",
            "SEARCH articles USING INDEX articles_by_link (canonical=? AND feed_id=?)",
            "SEARCH articles USING INDEX articles_by_fingerprint (fingerprint=? AND feed_id=?)",
            # And was anything of it deleted.
            "SEARCH tombstones USING COVERING INDEX tombstones_by_fingerprint (feed_id=?)",
            "SEARCH tombstones USING INDEX tombstones_by_guid (feed_id=? AND guid=?)",
            "SEARCH tombstones USING INDEX tombstones_by_link (feed_id=? AND canonical=?)",
            "SEARCH tombstones USING INDEX tombstones_by_fingerprint (feed_id=? AND fingerprint=?)",
            # The texts of what may be edited.
            "SEARCH b USING INTEGER PRIMARY KEY (rowid=?)",
            "LIST SUBQUERY 1",
            "SCAN json_each VIRTUAL TABLE INDEX 1:",
            "REUSE LIST SUBQUERY 1",
            "SEARCH a USING INTEGER PRIMARY KEY (rowid=?)",
        ],
    ),
    "earlier versions": (
        lambda store: store.revisions.of_article(1),
        ["SEARCH revisions USING INDEX revisions_of_article (article_id=?)"],
    ),
    "health of all feeds": (
        lambda store: store.health.of_feeds(now=NOW),
        [
            "SCAN feeds",
            "CORRELATED SCALAR SUBQUERY 1",
            "SEARCH articles USING COVERING INDEX articles_of_feed (feed_id=? AND published>?)",
            "CORRELATED SCALAR SUBQUERY 2",
            "SEARCH articles USING INDEX articles_of_feed (feed_id=?)",
            "CORRELATED SCALAR SUBQUERY 4",
            "CO-ROUTINE (subquery-3)",
            "SEARCH articles USING INDEX articles_of_feed (feed_id=?)",
            "SCAN (subquery-3)",
            "CORRELATED SCALAR SUBQUERY 6",
            "CO-ROUTINE (subquery-5)",
            "SEARCH articles USING INDEX articles_tried (feed_id=? AND page_tried_at>?)",
            "SCAN (subquery-5)",
        ],
    ),
    "latest published": (
        lambda store: store.refreshing.latest_published(1, limit=20),
        ["SEARCH articles USING COVERING INDEX articles_of_feed (feed_id=?)"],
    ),
    "pages of the feeds": (
        lambda store: store.queue.feeds(since=NOW - 24 * HOUR, now=NOW),
        [
            "SCAN f",
            "CORRELATED SCALAR SUBQUERY 1",
            "SEARCH a USING INDEX articles_tried (feed_id=? AND page_tried_at>? AND page_tried_at<?)",
        ],
    ),
    "pages tried in vain": (
        lambda store: store.queue.tried_in_vain(since=NOW - HOUR, now=NOW),
        [
            "SCAN f USING COVERING INDEX sqlite_autoindex_feeds_1",
            "SEARCH a USING INDEX articles_tried (feed_id=? AND page_tried_at>? AND page_tried_at<?)",
        ],
    ),
    "rests": (
        lambda store: store.queue.rests(now=NOW),
        [
            "SCAN f",
            "CORRELATED SCALAR SUBQUERY 1",
            "SEARCH a USING INDEX articles_tried (feed_id=? AND page_tried_at>?)",
            "USE TEMP B-TREE FOR ORDER BY",
        ],
    ),
    "files of an article": (
        lambda store: store.images.files_of(1),
        ["SEARCH l USING PRIMARY KEY (article_id=?)", "SEARCH i USING PRIMARY KEY (url=?)"],
    ),
    "known images": (
        lambda store: store.images.known(["https://a.example/"]),
        [
            "SEARCH images USING PRIMARY KEY (url=?)",
            "LIST SUBQUERY 1",
            "SCAN json_each VIRTUAL TABLE INDEX 1:",
        ],
    ),
    "pictures shown in articles": (
        lambda store: store.images.shown_in([1, 2], an_article=20),
        [
            "SEARCH a USING INTEGER PRIMARY KEY (rowid=?)",
            "LIST SUBQUERY 1",
            "SCAN json_each VIRTUAL TABLE INDEX 1:",
            "SEARCH f USING INTEGER PRIMARY KEY (rowid=?) LEFT-JOIN",
            "SEARCH b USING INTEGER PRIMARY KEY (rowid=?) LEFT-JOIN",
        ],
    ),
}


@pytest.mark.parametrize("name", QUERIES)
def test_a_query_reads_no_more_than_it_shows(explained: Explained, name: str) -> None:
    call, expected = QUERIES[name]
    explained.plans = []

    call(Store(explained))

    assert explained.plans == expected


SORTED = "USE TEMP B-TREE FOR ORDER BY"


def steps_among_articles(plans: list[str]) -> list[str]:
    """Return the steps that go through articles and sort them, without what bounds them."""
    steps = [plan for plan in plans if re.match(r"(SCAN|SEARCH) (a|articles)\b|USE TEMP", plan)]
    return [re.sub(r" \(.*", "", step).replace("SEARCH", "SCAN").replace("COVERING ", "") for step in steps]


@pytest.mark.parametrize(
    ("typed", "index"),
    [
        ("words>9999", "listed"),
        ("words>9999 sort:oldest", "listed"),
        ("words>9999 unread", "unread"),
        ("/never/", "found"),
    ],
)
def test_the_top_of_a_list_is_walked_and_the_rest_gone_through_as_it_lies(
    explained: Explained, monkeypatch: pytest.MonkeyPatch, typed: str, index: str
) -> None:
    monkeypatch.setattr(asking, "TOP", 20)
    explained.plans = []

    Store(explained).asking.ids(parse(typed), first=200)

    walk = f"SCAN a USING INDEX articles_{index}"  # first to see where the top ends
    assert [step for step in steps_among_articles(explained.plans) if "story" not in step][:2] == [walk, walk]
    assert {"SCAN a", SORTED} <= set(steps_among_articles(explained.plans)[2:])


def test_a_page_that_is_full_at_the_top_needs_no_other(explained: Explained, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asking, "TOP", 300)
    explained.plans = []

    found = Store(explained).asking.ids(parse("words<9999"), first=200)

    assert len(found) == 200
    assert steps_among_articles(explained.plans) == ["SCAN a USING INDEX articles_listed"] * 2


@pytest.mark.parametrize("typed", ["sort:longest", "sort:author unread", "read sort:fetched"])
def test_what_no_index_has_in_its_order_is_sorted_as_it_lies(explained: Explained, typed: str) -> None:
    explained.plans = []

    Store(explained).asking.ids(parse(typed), first=200)

    assert steps_among_articles(explained.plans) == ["SCAN a", SORTED]


@pytest.mark.parametrize("order", [Order.AUTHOR, Order.LENGTH])
def test_a_list_of_most_articles_is_sorted_as_it_lies(explained: Explained, order: Order) -> None:
    explained.plans = []

    Store(explained).articles.list_ids(View(ViewKind.ALL), Arrangement(order), since=0, limit=200)

    assert steps_among_articles(explained.plans) == ["SCAN a", SORTED]


@pytest.mark.parametrize("kind", [ViewKind.ALL, ViewKind.HISTORY])
def test_the_top_of_a_list_by_title_is_read_from_the_index_of_titles(
    explained: Explained, monkeypatch: pytest.MonkeyPatch, kind: ViewKind
) -> None:
    monkeypatch.setattr(asking, "TOP", 300)
    index_all(Store(explained))
    explained.plans = []

    Store(explained).articles.list_ids(View(kind), Arrangement(Order.TITLE), since=0, limit=200)
    Store(explained).asking.ids(parse("words<9999 sort:title"), first=200)

    steps = [plan.replace("COVERING ", "") for plan in explained.plans if "indexed_titles" in plan]
    assert steps == ["SCAN s USING INDEX indexed_titles"] * 2 + ["SEARCH s USING INDEX indexed_titles (title<?)"]
    assert SORTED not in explained.plans


def test_all_of_a_list_by_title_is_sorted_as_it_lies(explained: Explained) -> None:
    index_all(Store(explained))
    explained.plans = []

    Store(explained).articles.list_ids(View(ViewKind.ALL), Arrangement(Order.TITLE), since=0)

    assert steps_among_articles(explained.plans) == ["SCAN a", SORTED]


@pytest.mark.parametrize("kind", [ViewKind.ALL, ViewKind.HISTORY])
def test_a_list_by_feed_reads_the_first_feeds(
    explained: Explained, monkeypatch: pytest.MonkeyPatch, kind: ViewKind
) -> None:
    monkeypatch.setattr(asking, "TOP", 300)
    explained.plans = []

    Store(explained).articles.list_ids(View(kind), Arrangement(Order.FEED), since=0, limit=50)
    Store(explained).asking.ids(parse("sort:feed"), first=50)

    steps = [plan for plan in explained.plans if re.match(r"(SCAN|SEARCH) a\b", plan)]
    assert steps != []
    assert all("articles_of_feed" in step for step in steps)


# Analysed, SQLite sees that there are three feeds only, and reads all.
@pytest.mark.parametrize("explained", ["never analysed"], indirect=True)
@pytest.mark.parametrize("is_reversed", [False, True])
@pytest.mark.parametrize("kind", [ViewKind.ALL, ViewKind.HISTORY])
def test_a_list_by_how_much_feeds_bring_reads_the_newest_of_those_that_tie(
    explained: Explained, kind: ViewKind, is_reversed: bool
) -> None:
    explained.plans = []

    Store(explained).articles.list_ids(View(kind), Arrangement(Order.RARE, is_reversed), since=0, limit=50)

    steps = [plan for plan in explained.plans if re.match(r"(SCAN|SEARCH) (a|articles)\b", plan)]
    assert any("(feed_id=? AND published>?)" in step for step in steps)
    assert all("articles_of_feed" in step for step in steps)


def test_the_queue_of_pages_reads_only_what_waits(explained: Explained) -> None:
    explained.plans = []

    Store(explained).queue.waiting({1: 5, 2: 0})

    # Feeds are few, so the planner may scan them.
    tables = [plan for plan in explained.plans if plan.startswith(("SCAN a", "SEARCH a", "SCAN b", "SEARCH b"))]
    assert tables == [
        "SCAN articles USING INDEX articles_waiting",
        "SEARCH a USING INTEGER PRIMARY KEY (rowid=?)",
        "SEARCH b USING INTEGER PRIMARY KEY (rowid=?) LEFT-JOIN",
    ]


def test_wanted_pictures_are_those_of_the_first_rows_of_two_lists(explained: Explained) -> None:
    explained.plans = []

    Store(explained).images.wanted_articles()

    read = [plan for plan in explained.plans if " articles" in plan]
    assert read == ["SCAN articles USING INDEX articles_starred", "SCAN articles USING INDEX articles_listed"]


def test_changes_find_their_rows_by_key(explained: Explained) -> None:
    store = Store(explained)
    statements: list[str] = []
    with explained.transaction() as connection:
        connection.set_trace_callback(statements.append)
    store.marks.set_read([1, 2], False, now=NOW)
    store.marks.toggle_starred(50, now=NOW)
    store.marks.remove_feed(2, now=NOW)
    for _ in range(3):
        store.journal.undo(now=NOW)
    store.journal.redo(now=NOW)
    new = new_article("edited")
    store.refreshing.write_articles(1, (), [ChangedArticle(7, new.digest, new.parsed, is_real=True)], now=NOW)
    store.refreshing.finish_articles([new, ChangedArticle(7, new.digest, new.parsed)])
    with explained.transaction() as connection:
        connection.set_trace_callback(None)
        changes = [sql for sql in statements if re.match(r"\s*(SELECT|INSERT|UPDATE)", sql)]
        plans = {sql: [row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {sql}")] for sql in changes}

    assert len(changes) > 30
    allowed = ("json_each", "batches USING INDEX batches_undoable")
    assert [
        (sql, plan)
        for sql, steps in plans.items()
        for plan in steps
        if "TEMP B-TREE" in plan or (plan.startswith("SCAN") and not any(each in plan for each in allowed))
    ] == []


def test_every_index_is_used_by_some_query(explained: Explained) -> None:
    explained.plans = []
    store = Store(explained)
    for call, _ in QUERIES.values():
        call(store)
    store.queue.waiting({})
    store.history.batches([1])
    store.asking.ids(parse("-title:nothing"), first=50)
    index_all(store)
    store.articles.list_ids(View(ViewKind.ALL), Arrangement(Order.TITLE), since=0, limit=200)
    store.indexing.waiting()
    with explained.transaction() as connection:
        for sql in (
            "SELECT id FROM batches WHERE action <> 'undo' AND is_reversed = 0 ORDER BY id DESC LIMIT 1",
            "SELECT * FROM journal WHERE batch_id = 1",
            "SELECT * FROM journal INDEXED BY journal_of_kept WHERE batch_id = 1 AND kept_name IS NOT NULL",
            "SELECT article_id FROM article_tags WHERE tag_id = 1",
        ):
            explained.plans += [row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {sql}")]

    indexes = {
        row[0] for row in query(explained.path, "SELECT name FROM sqlite_schema WHERE type = 'index' AND sql > ''")
    }
    used = set(re.findall(r"INDEX (\w+)", "\n".join(explained.plans)))

    assert indexes - used == set()


def test_every_table_is_strict_and_every_index_says_whom_it_serves() -> None:
    schema = "".join(migrations.MIGRATIONS)

    assert schema.count("CREATE TABLE") == schema.count(") STRICT")
    lines = schema.splitlines()
    for number, line in enumerate(lines):
        if line.startswith("CREATE INDEX"):
            before = next(each for each in reversed(lines[:number]) if not each.startswith("CREATE INDEX"))
            assert before.startswith("-- "), line


def test_ids_of_deleted_articles_are_never_given_again(store: Store) -> None:
    feed_id = add_feed(store, "Harbour", 3)
    query(store.path, "DELETE FROM bodies WHERE article_id = 3")
    query(store.path, "DELETE FROM articles WHERE id = 3")

    store.refreshing.write_articles(feed_id, [new_article("new")], (), now=NOW)

    assert sorted(store.articles.list_ids(View(ViewKind.ALL), since=0)) == [1, 2, 4]
