"""Subscriptions: adding, finding and listing them."""

from __future__ import annotations

from functools import partial

import pytest
from tests.building import NOW, add_feed, new_article
from tests.store.checks import faults

from newsreader.errors import FeedNotFound, StoreError
from newsreader.model import Feed, View, ViewKind
from newsreader.store import Store
from newsreader.store.refreshing import Answer


def test_a_new_feed_is_listed_by_its_address_until_it_says_its_title(store: Store) -> None:
    feed_id, is_new = store.feeds.add("https://harbour.example/feed", now=NOW)

    assert is_new
    assert store.feeds.all() == [
        Feed(
            id=feed_id,
            url="https://harbour.example/feed",
            title="https://harbour.example/feed",
            folder="",
            site=None,
            total=0,
            unread=0,
            error=None,
            error_since=None,
            is_sample=False,
        )
    ]


def test_adding_a_feed_twice_changes_nothing(store: Store) -> None:
    first, _ = store.feeds.add("https://harbour.example/feed", title="Harbour", folder="Sea", now=NOW)

    second, is_new = store.feeds.add("https://harbour.example/feed", title="Other", folder="Other", now=NOW)

    assert (second, is_new) == (first, False)
    assert [(feed.title, feed.folder) for feed in store.feeds.all()] == [("Harbour", "Sea")]


def test_a_removed_feed_comes_back_with_its_articles_title_and_folder(store: Store) -> None:
    feed_id = add_feed(store, "Harbour", 3, folder="Sea")
    store.marks.set_read([1], True, now=NOW)
    store.marks.remove_feed(feed_id, now=NOW)

    again, is_new = store.feeds.add("https://harbour.example/feed", now=NOW)

    assert (again, is_new) == (feed_id, True)
    (feed,) = store.feeds.all()
    assert (feed.title, feed.folder, feed.total, feed.unread) == ("Harbour", "Sea", 3, 2)
    assert faults(store.path) == []


def test_a_removed_feed_comes_back_with_another_title_and_folder_if_they_are_given(store: Store) -> None:
    store.marks.remove_feed(add_feed(store, "Harbour", folder="Sea"), now=NOW)

    store.feeds.add("https://harbour.example/feed", title="Port", folder="Coast", now=NOW)

    assert [(feed.title, feed.folder) for feed in store.feeds.all()] == [("Port", "Coast")]


def test_many_are_added_at_once_and_counted_if_new(store: Store) -> None:
    add_feed(store, "Harbour")

    new = store.feeds.add_all(
        [
            ("https://harbour.example/feed", "Harbour", ""),
            ("https://coast.example/feed", "Coast", "Sea"),
            ("https://coast.example/feed", "Coast again", "Sea"),
            ("https://inland.example/feed", "", ""),
        ],
        now=NOW,
    )

    assert new == 2
    assert [feed.title for feed in store.feeds.all()] == ["Harbour", "https://inland.example/feed", "Coast"]


def test_many_are_added_all_or_none(store: Store) -> None:
    broken = [("https://coast.example/feed", "Coast", ""), (None, "No address", "")]

    with pytest.raises(StoreError, match="NOT NULL"):
        store.feeds.add_all(broken, now=NOW)  # type: ignore[arg-type]

    assert store.feeds.all() == []


def test_feeds_are_listed_by_folder_then_title_whatever_their_case(store: Store) -> None:
    for title, folder in (("b", ""), ("A", ""), ("z", "Sea"), ("ä", "sea"), ("c", "Land"), ("a", "")):
        store.feeds.add(f"https://{title}{folder}.example/", title=title, folder=folder, now=NOW)

    listed = [(feed.folder, feed.title) for feed in store.feeds.all()]

    assert listed == [("", "A"), ("", "a"), ("", "b"), ("Land", "c"), ("Sea", "z"), ("sea", "ä")]


@pytest.mark.parametrize("name", ["2", "https://coast.example/feed", "coast", "  COAST "])
def test_a_feed_is_found_by_id_address_or_title(store: Store, name: str) -> None:
    add_feed(store, "Harbour")
    add_feed(store, "Coast")

    assert store.feeds.find(name).id == 2


def test_a_feed_that_is_called_like_the_id_of_another_is_not_taken_for_it(store: Store) -> None:
    add_feed(store, "2")
    add_feed(store, "Coast")

    assert store.feeds.find("2").title == "Coast"
    assert store.feeds.find("https://2.example/feed").title == "2"


@pytest.mark.parametrize("name", ["", "3", "-1", "Elsewhere", "٢", "9" * 40])
def test_what_is_not_found_says_how_to_see_what_there_is(store: Store, name: str) -> None:
    add_feed(store, "Harbour")
    add_feed(store, "Coast")

    with pytest.raises(FeedNotFound, match="newsreader feeds"):
        store.feeds.find(name)


def test_a_feed_that_is_called_nearly_so_is_asked_about(store: Store) -> None:
    add_feed(store, "Harbour")
    add_feed(store, "Coast")

    with pytest.raises(FeedNotFound, match=r"There is no feed Coas\. Did you mean Coast\?"):
        store.feeds.find("Coas")


def test_a_title_that_several_feeds_have_is_answered_with_their_ids(store: Store) -> None:
    add_feed(store, "News", url="https://a.example/")
    add_feed(store, "news", url="https://b.example/")

    with pytest.raises(FeedNotFound, match=r"\(1, 2\)"):
        store.feeds.find("News")


def test_removed_feeds_are_neither_listed_nor_found(store: Store) -> None:
    feed_id = add_feed(store, "Harbour", 2)
    store.marks.remove_feed(feed_id, now=NOW)

    assert store.feeds.all() == []
    assert store.feeds.id_of("https://harbour.example/feed") is None
    assert not store.feeds.are_new()
    assert len(store.articles.list_ids(View(ViewKind.FEED, feed_id), since=0)) == 0
    with pytest.raises(FeedNotFound):
        store.feeds.get(feed_id)
    with pytest.raises(FeedNotFound):
        store.feeds.find("Harbour")


def test_the_sample_edition_is_told_from_feeds(store: Store) -> None:
    assert store.feeds.are_new()
    assert store.feeds.sample_id() is None

    sample, _ = store.feeds.add("newsreader:sample", title="Sample", is_sample=True, now=NOW)

    assert not store.feeds.are_new()
    assert store.feeds.sample_id() == sample
    assert store.feeds.get(sample).is_sample
    assert store.feeds.id_of("newsreader:sample") == sample
    store.marks.remove_feed(sample, now=NOW)
    assert store.feeds.sample_id() is None
    assert not store.feeds.are_new()


def test_the_latest_article_of_a_feed_is_that_which_is_listed(store: Store) -> None:
    old = add_feed(store, "Old", [new_article("a", age_s=900), new_article("b", age_s=300)])
    add_feed(store, "Empty", [])

    assert store.feeds.latest() == {old: NOW - 300}


def due(store: Store, name: str, due_at: int) -> int:
    """Add a feed that answered, and is to be asked at this time."""
    feed_id = add_feed(store, name)
    store.refreshing.record_success(feed_id, None, Answer(None, None, None), due_at=due_at, now=NOW)
    return feed_id


def test_the_first_feed_that_is_due_says_when_feeds_are_asked_next(store: Store) -> None:
    assert store.feeds.next_due_at(least_crashes=3) is None

    due(store, "Harbour", NOW + 900)
    due(store, "Tide tables", NOW + 300)
    assert store.feeds.next_due_at(least_crashes=3) == NOW + 300

    add_feed(store, "Never asked")
    assert store.feeds.next_due_at(least_crashes=3) == 0


def test_feeds_that_are_not_asked_by_themselves_are_not_waited_for(store: Store) -> None:
    due(store, "Harbour", NOW + 900)
    gone, refused, quarantined, removed = (due(store, name, NOW + 60) for name in ("Gone", "Busy", "Crashed", "Out"))
    fail = partial(store.refreshing.record_failure, reason="It did not answer.", due_at=NOW + 60, now=NOW)
    fail(gone, is_gone=True)
    fail(refused, retry_at=NOW + 600)
    for _ in range(3):
        store.refreshing.count_crash(quarantined)
    store.marks.remove_feed(removed, now=NOW)

    assert store.feeds.next_due_at(least_crashes=3) == NOW + 600
    assert store.feeds.next_due_at(least_crashes=4) == NOW + 60
