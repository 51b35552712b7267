"""What the user does to articles and feeds: state and journal together or not at all."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from tests.building import NOW, add_feed, new_article
from tests.store.checks import faults, query

from newsreader.errors import ArticleNotFound, FeedNotFound
from newsreader.model import View, ViewKind
from newsreader.store import Store
from newsreader.store.journal import Change


@pytest.fixture
def harbour(store: Store) -> Store:
    """A store with four unread articles."""
    add_feed(store, "Harbour", 4)
    return store


def read_at(store: Store) -> list[int | None]:
    return [row[0] for row in query(store.path, "SELECT read_at FROM articles ORDER BY id")]


def test_articles_are_marked_and_the_time_is_kept(harbour: Store) -> None:
    change = harbour.marks.set_read([3, 1], True, now=NOW)

    assert change == Change("marked 2 articles read", frozenset({1, 3}), feeds_changed=False)
    assert read_at(harbour) == [NOW, None, NOW, None]


def test_what_is_marked_already_keeps_its_time(harbour: Store) -> None:
    harbour.marks.set_read([1], True, now=NOW)

    change = harbour.marks.set_read([1, 2], True, now=NOW + 60)

    assert change is not None
    assert change.article_ids == {2}
    assert read_at(harbour) == [NOW, NOW + 60, None, None]


@pytest.mark.parametrize("ids", [[], [1, 2]], ids=["none", "all marked before"])
def test_where_nothing_changes_nothing_is_written(harbour: Store, ids: list[int]) -> None:
    harbour.marks.set_read([1, 2], True, now=NOW)

    assert harbour.marks.set_read(ids, True, now=NOW + 1) is None
    assert query(harbour.path, "SELECT count(*) FROM batches") == [(1,)]


def test_an_article_named_twice_is_marked_once(harbour: Store) -> None:
    change = harbour.marks.set_starred([2, 2, 2], True, now=NOW)

    assert change is not None
    assert change.label == "starred “Title of Harbour 3”"
    assert query(harbour.path, "SELECT count(*) FROM journal") == [(1,)]


@pytest.mark.parametrize("missing", [5, 0, -1, 2**63, 10**30])
def test_an_article_that_is_not_there_is_named_and_the_others_stay_as_they_are(harbour: Store, missing: int) -> None:
    with pytest.raises(ArticleNotFound, match=f"There is no article {missing}; nothing was changed"):
        harbour.marks.set_read([1, missing, 2], True, now=NOW)

    assert read_at(harbour) == [None] * 4
    assert query(harbour.path, "SELECT count(*) FROM batches") == [(0,)]


@pytest.mark.parametrize(
    ("act", "label"),
    [
        (lambda marks: marks.set_read([1], True, now=NOW), "marked “Title of Harbour 4” read"),
        (lambda marks: marks.set_read([2], False, now=NOW), "marked “Title of Harbour 3” unread"),
        (lambda marks: marks.set_starred([1], True, now=NOW), "starred “Title of Harbour 4”"),
        (lambda marks: marks.set_starred([2], False, now=NOW), "unstarred “Title of Harbour 3”"),
        (lambda marks: marks.toggle_starred(2, now=NOW), "unstarred “Title of Harbour 3”"),
        (lambda marks: marks.toggle_read(1, now=NOW), "marked “Title of Harbour 4” read"),
        (lambda marks: marks.set_starred([1, 3, 4], True, now=NOW), "starred 3 articles"),
        (lambda marks: marks.remove_feed(1, now=NOW), "removed Harbour"),
    ],
)
def test_every_change_has_a_name_for_people(harbour: Store, act: Callable[[object], Change], label: str) -> None:
    harbour.marks.set_read([2], True, now=NOW)
    harbour.marks.set_starred([2], True, now=NOW)

    assert act(harbour.marks).label == label


def test_large_numbers_are_grouped_in_names(store: Store) -> None:
    add_feed(store, "Harbour", 1234)

    change = store.marks.set_read(store.articles.list_ids(View(ViewKind.ALL), since=0), True, now=NOW)

    assert change is not None
    assert change.label == "marked 1,234 articles read"


def test_promise_7_a_name_is_one_short_line_whatever_the_title_holds(store: Store) -> None:
    add_feed(store, "\x1b]0;pwned\x07 feed", [new_article("x", title="\x1b[2J" + "long " * 200)])

    starred = store.marks.toggle_starred(1, now=NOW)
    removed = store.marks.remove_feed(1, now=NOW)

    assert starred.label == "starred “[2J" + "long " * 11 + "l…”"
    assert removed.label == "removed ]0;pwned feed"


def test_a_toggle_decides_by_what_is_stored_when_its_turn_comes(harbour: Store) -> None:
    with ThreadPoolExecutor(8) as threads:
        changes = list(threads.map(lambda _: harbour.marks.toggle_starred(1, now=NOW), range(101)))

    labels = [change.label.split()[0] for change in changes]
    assert (labels.count("starred"), labels.count("unstarred")) == (51, 50)
    assert harbour.articles.headlines([1])[0].is_starred
    assert faults(harbour.path) == []


def test_a_toggle_of_an_article_that_is_not_there_is_refused(harbour: Store) -> None:
    with pytest.raises(ArticleNotFound, match="There is no article 9"):
        harbour.marks.toggle_read(9, now=NOW)


def test_removing_a_feed_takes_its_articles_out_of_the_lists(harbour: Store) -> None:
    change = harbour.marks.remove_feed(1, now=NOW)

    assert change.feeds_changed
    assert harbour.feeds.all() == []
    assert len(harbour.articles.list_ids(View(ViewKind.ALL), since=0)) == 0
    assert faults(harbour.path) == []


def test_a_feed_that_is_not_there_cannot_be_removed(harbour: Store) -> None:
    harbour.marks.remove_feed(1, now=NOW)

    for feed_id in (1, 2):
        with pytest.raises(FeedNotFound, match=f"There is no feed {feed_id}"):
            harbour.marks.remove_feed(feed_id, now=NOW)


def test_a_hundred_thousand_ids_are_marked_at_once(store: Store) -> None:
    feed_id = add_feed(store, "Harbour")
    query(
        store.path,
        """
        WITH RECURSIVE n (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n LIMIT 100000)
        INSERT INTO articles (feed_id, key, fingerprint, digest, title, published, fetched)
        SELECT ?, randomblob(16), x'', x'', 'Tide', n, n FROM n
        """,
        feed_id,
    )

    change = store.marks.set_read(store.articles.list_ids(View(ViewKind.ALL), since=0), True, now=NOW)

    assert change is not None
    assert len(change.article_ids) == 100_000
    assert store.articles.counts(since=0).unread == 0
    assert store.feeds.get(feed_id).unread == 0
    store.journal.undo(now=NOW)
    assert store.feeds.get(feed_id).unread == 100_000


def feed_of(store: Store) -> tuple[str, str]:
    (feed,) = store.feeds.all()
    return feed.title, feed.folder


def test_a_feed_is_renamed_and_an_empty_title_is_its_own_again(harbour: Store) -> None:
    query(harbour.path, "UPDATE feeds SET title = 'Harbour News', user_title = NULL")

    change = harbour.marks.rename_feed(1, " Port\x1b[31m  of call ", now=NOW)

    assert change == Change("renamed Harbour News to Port[31m of call", frozenset(), False, feeds_renamed=True)
    assert harbour.marks.rename_feed(1, "Port[31m of call", now=NOW) is None
    assert feed_of(harbour)[0] == "Port[31m of call"
    own = harbour.marks.rename_feed(1, "", now=NOW)
    assert own is not None
    assert own.label == "renamed Port[31m of call to Harbour News"
    assert feed_of(harbour)[0] == "Harbour News"
    harbour.journal.undo(now=NOW)
    assert feed_of(harbour)[0] == "Port[31m of call"
    undone = harbour.journal.undo(now=NOW)
    assert undone is not None
    assert undone.feeds_renamed
    assert feed_of(harbour)[0] == "Harbour News"


def test_a_feed_is_put_into_a_folder_and_out_of_it(harbour: Store) -> None:
    change = harbour.marks.move_feed(1, "News/Sea", now=NOW)

    assert change is not None
    assert change.label == "put Harbour into News/Sea"
    assert harbour.marks.move_feed(1, "News/Sea", now=NOW) is None
    out = harbour.marks.move_feed(1, "", now=NOW)
    assert out is not None
    assert out.label == "took Harbour out of its folder"
    harbour.journal.undo_batches(2, now=NOW)
    assert feed_of(harbour) == ("Harbour", "")
    harbour.journal.redo_batches(1, now=NOW)
    assert feed_of(harbour) == ("Harbour", "News/Sea")


def test_a_name_that_was_changed_since_is_kept_when_the_earlier_one_is_undone(harbour: Store) -> None:
    harbour.marks.rename_feed(1, "Port", now=NOW)
    query(harbour.path, "UPDATE feeds SET user_title = 'Quay'")

    undone = harbour.journal.undo(now=NOW)

    assert undone is not None
    assert (undone.kept, undone.feeds_renamed) == (1, False)
    assert feed_of(harbour)[0] == "Quay"


def test_adding_a_feed_is_undone_and_redone_with_its_articles_and_marks(store: Store) -> None:
    feed_id, is_new = store.marks.add_feed("https://harbour.example/feed", "Harbour News", folder="Sea", now=NOW)
    store.refreshing.write_articles(feed_id, [new_article("boat")], (), now=NOW)
    store.marks.toggle_read(1, now=NOW + 1)

    store.journal.undo_batches(2, now=NOW + 2)

    assert is_new
    assert store.feeds.all() == []
    assert store.articles.counts(since=0).total == 0
    redone = store.journal.redo(now=NOW + 3)
    assert redone is not None
    assert redone.feeds_changed
    assert (store.feeds.get(feed_id).total, store.feeds.get(feed_id).unread) == (1, 0)


def test_a_feed_that_is_here_is_added_without_a_trace(harbour: Store) -> None:
    assert harbour.marks.add_feed("https://harbour.example/feed", "Harbour", now=NOW) == (1, False)
    assert harbour.journal.undo(now=NOW) is None


def test_undoing_that_a_removed_feed_was_added_again_leaves_the_removal_to_be_undone(harbour: Store) -> None:
    harbour.marks.remove_feed(1, now=NOW)
    harbour.marks.add_feed("https://harbour.example/feed", "Harbour", now=NOW + 5)

    harbour.journal.undo(now=NOW + 6)

    assert harbour.feeds.all() == []
    undone = harbour.journal.undo(now=NOW + 7)
    assert undone is not None
    assert (undone.label, undone.kept) == ("removed Harbour", 0)
    assert feed_of(harbour) == ("Harbour", "")


@pytest.mark.parametrize("what", ["rename", "move"])
def test_a_feed_that_is_gone_cannot_be_changed(harbour: Store, what: str) -> None:
    harbour.marks.remove_feed(1, now=NOW)

    with pytest.raises(FeedNotFound):
        (harbour.marks.rename_feed if what == "rename" else harbour.marks.move_feed)(1, "Port", now=NOW)


def test_articles_that_are_gone_are_passed_over_when_that_is_asked(store: Store) -> None:
    add_feed(store, "Nature", 2)

    change = store.marks.set_read([1, 12345, 2], True, now=NOW, passes_gone=True)

    assert change is not None
    assert change.article_ids == {1, 2}
    assert store.marks.set_starred([12345], True, now=NOW, passes_gone=True) is None


def test_together_articles_get_the_mark_that_some_lack_and_lose_it_only_if_all_have_it(store: Store) -> None:
    add_feed(store, "Nature", 3)
    store.marks.set_read([1], True, now=NOW)

    first = store.marks.toggle_read_together([1, 2, 12345], now=NOW)
    second = store.marks.toggle_read_together([1, 2], now=NOW)

    assert first is not None
    assert first.article_ids == {2}
    assert second is not None
    assert second.article_ids == {1, 2}
    assert store.articles.counts(since=0).unread == 3
    assert store.marks.toggle_starred_together([12345], now=NOW) is None
