"""The queue of pages: whose come first, how many of a feed, which feeds rest, and how it stands."""

from __future__ import annotations

import pytest
from tests.building import HOUR, NOW, add_feed, new_article, paragraphs
from tests.store.checks import query

from newsreader.model import TextState
from newsreader.store import Store
from newsreader.store.queue import FeedPages, Rest, TextCount
from newsreader.store.texts import WaitingPage

DAY = 24 * HOUR
WEEK = 7 * DAY


def teasers(store: Store, name: str, count: int, *, first_age: int = 1) -> int:
    """Subscribe to a feed with so many teasers, an hour apart, the newest with the least id."""
    made = [
        new_article(f"{name} {age}", age_s=(first_age + age) * HOUR, link=f"https://a.example/{age}", is_teaser=True)
        for age in range(count)
    ]
    return add_feed(store, name, made)


def waiting(store: Store, rooms: dict[int, int]) -> list[int]:
    return [page.article_id for page in store.queue.waiting(rooms)]


def titles(store: Store, ids: list[int]) -> list[str]:
    return [headline.title.removeprefix("Title of ") for headline in store.articles.headlines(ids)]


def test_the_newest_waits_first_whatever_its_feed(store: Store) -> None:
    teasers(store, "Harbour", 2)
    teasers(store, "Coast", 2, first_age=2)

    assert titles(store, waiting(store, {1: 9, 2: 9})) == ["Harbour 0", "Coast 0", "Harbour 1", "Coast 1"]
    assert titles(store, waiting(store, {2: 9})) == ["Coast 0", "Coast 1"]
    assert waiting(store, {}) == []


def test_a_page_brings_what_is_needed_to_fetch_it(store: Store) -> None:
    add_feed(store, "Harbour", [new_article("a", link="https://a.example/", is_teaser=True)])
    store.marks.set_starred([1], True, now=NOW)

    assert store.queue.waiting({1: 1}) == [
        WaitingPage(1, "https://a.example/", "https://harbour.example/feed", 4, feed_id=1, is_wanted=True)
    ]


def test_starred_articles_go_first_then_opened_ones_and_neither_counts(store: Store) -> None:
    feed = teasers(store, "Harbour", 5)
    by_age = {title: number for number in waiting(store, {feed: 9}) for title in titles(store, [number])}
    store.texts.note_opened(by_age["Harbour 3"], now=NOW)
    store.marks.set_starred([by_age["Harbour 4"]], True, now=NOW)

    assert titles(store, waiting(store, {feed: 2})) == ["Harbour 4", "Harbour 3", "Harbour 0", "Harbour 1"]
    assert titles(store, waiting(store, {feed: 0})) == ["Harbour 4", "Harbour 3"]


def test_what_was_tried_comes_after_what_was_not(store: Store) -> None:
    feed = teasers(store, "Harbour", 3)
    newest = waiting(store, {feed: 9})[0]
    store.texts.set_state(newest, TextState.WAITING, "Out of order.", tried_at=NOW)

    assert titles(store, waiting(store, {feed: 9})) == ["Harbour 1", "Harbour 2", "Harbour 0"]
    assert titles(store, waiting(store, {feed: 2})) == ["Harbour 1", "Harbour 2"]
    assert [page.was_tried for page in store.queue.waiting({feed: 9})] == [False, False, True]


def test_links_that_were_tried_in_vain_lately_are_told(store: Store) -> None:
    teasers(store, "Harbour", 6)
    for article_id, tried_at in ((1, NOW - HOUR), (2, NOW - HOUR + 1), (3, NOW), (4, NOW + 1)):
        store.texts.set_state(article_id, TextState.WAITING, "Out of order.", tried_at=tried_at)
    store.texts.set_state(5, TextState.FAILED, "No.", tried_at=NOW)
    store.queue.note_tried([6], now=NOW)

    told = store.queue.tried_in_vain(since=NOW - HOUR, now=NOW)

    # The oldest article has the least id.
    assert sorted(told) == ["https://a.example/0", "https://a.example/3", "https://a.example/4"]


def test_hidden_articles_and_those_without_a_link_do_not_wait(store: Store) -> None:
    feed = teasers(store, "Harbour", 2)
    add_feed(store, "Coast", 1)
    query(store.path, "UPDATE articles SET text_state = 'waiting'")

    assert len(waiting(store, {feed: 9, 2: 9})) == 2
    store.marks.remove_feed(feed, now=NOW)
    assert waiting(store, {feed: 9, 2: 9}) == []
    assert [each.feed_id for each in store.queue.feeds(since=0, now=NOW)] == [2]


def test_a_page_by_itself_waits_as_feed_0(store: Store) -> None:
    store.refreshing.write_articles(None, [new_article("a", link="https://a.example/", is_teaser=True)], (), now=NOW)

    assert waiting(store, {0: 1}) == [1]


def test_a_feed_tells_how_many_of_its_pages_were_asked_for_in_a_day(store: Store) -> None:
    feed = teasers(store, "Harbour", 6)
    for article_id, tried_at in ((1, NOW - DAY), (2, NOW - DAY + 1), (3, NOW), (4, NOW + 1), (5, NOW), (6, NOW)):
        store.texts.set_state(article_id, TextState.FAILED, "No.", tried_at=tried_at)
    store.marks.set_starred([5], True, now=NOW)
    store.texts.note_opened(6, now=NOW)

    (told,) = store.queue.feeds(since=NOW - DAY, now=NOW)

    assert told == FeedPages(feed, "https://harbour.example/feed", tried=2, rest_until=None, failures=0)


def test_three_failures_in_a_row_let_a_feed_rest_and_a_page_that_comes_wakes_it(store: Store) -> None:
    feed = teasers(store, "Harbour", 1)

    def fail(now: int) -> bool:
        return store.queue.count_failure(feed, rest_after=3, now=now)

    assert [fail(NOW), fail(NOW + 1), fail(NOW + 2), fail(NOW + 3)] == [False, False, True, True]
    (told,) = store.queue.feeds(since=0, now=NOW)
    assert (told.rest_until, told.failures) == (NOW + 2 + WEEK, 4)
    assert fail(NOW + 2 + WEEK)  # the first page after the rest
    store.queue.count_success(feed)
    (told,) = store.queue.feeds(since=0, now=NOW)
    assert (told.rest_until, told.failures) == (None, 0)
    assert not fail(NOW)


def test_a_server_that_asks_for_it_is_left_alone_as_long_as_the_longest_rest_says(store: Store) -> None:
    feed = teasers(store, "Harbour", 1)

    def rest(until: int) -> int | None:
        store.queue.rest(feed, until=until)
        return store.queue.feeds(since=0, now=NOW)[0].rest_until

    assert rest(NOW + 60) == NOW + 60
    assert rest(NOW + 90) == NOW + 90
    assert rest(NOW + 60) == NOW + 90
    query(store.path, "UPDATE feeds SET pages_rest_until = ?", NOW + 3650 * DAY)
    assert rest(NOW + 60) == NOW + 60


def test_rests_are_told_with_the_last_reason(store: Store) -> None:
    feed = teasers(store, "Harbour", 3)
    for article_id, reason, tried_at in ((1, "First.", NOW - 2), (2, "Last.", NOW - 1), (3, "Never asked.", None)):
        store.texts.set_state(article_id, TextState.FAILED, reason, tried_at=tried_at)
    for _ in range(3):
        store.queue.count_failure(feed, rest_after=3, now=NOW)

    assert store.queue.rests(now=NOW) == [Rest(feed, "Harbour", NOW + WEEK, 3, "Last.")]
    assert store.queue.rests(now=NOW + WEEK) == []
    assert store.queue.rests(now=NOW - 1) == []


def test_all_pages_of_a_feed_may_be_wanted_the_recent_ones_in_portions(store: Store) -> None:
    made = [new_article(f"{age}", age_s=age * HOUR, link="https://a.example/") for age in range(5)]
    feed = add_feed(store, "Harbour", [*made, new_article("linkless")])
    query(store.path, "UPDATE articles SET fetched = ? WHERE title = 'Title of 4'", NOW - 31 * DAY)
    other = add_feed(store, "Coast", [new_article("other", link="https://a.example/")])

    assert store.queue.want(feed, since=NOW - 30 * DAY, limit=3) == 3
    assert titles(store, waiting(store, {feed: 9, other: 9})) == ["0", "1", "2"]
    assert store.queue.want(feed, since=NOW - 30 * DAY, limit=3) == 1
    assert store.queue.want(feed, since=NOW - 30 * DAY, limit=3) == 0


def test_articles_that_are_held_say_why_and_others_keep_their_reason(store: Store) -> None:
    feed = teasers(store, "Harbour", 3)
    first, second, third = waiting(store, {feed: 9})
    store.texts.set_state(third, TextState.FAILED, "No.")

    store.queue.hold([first, third], "Offline.")

    assert [store.articles.get(each).text_reason for each in (first, second, third)] == ["Offline.", None, "No."]


@pytest.mark.parametrize("is_hidden", [False, True], ids=["listed", "removed"])
def test_the_counts_are_of_listed_articles_by_state_and_reason(store: Store, is_hidden: bool) -> None:
    feed = teasers(store, "Harbour", 5)
    add_feed(store, "Coast", 2)
    for article_id in (1, 2):
        store.texts.set_state(article_id, TextState.FAILED, "No.")
    store.texts.write_page(3, paragraphs("Text."), byline="", words=1, language=None)
    store.texts.set_state(3, TextState.FAILED, "The page is here all the same.")
    store.queue.hold([4], "Offline.")
    if is_hidden:
        store.marks.remove_feed(feed, now=NOW)

    counted = {(each.state, each.reason): each.articles for each in store.queue.counts()}

    expected = {("failed", "No."): 2, ("waiting", None): 1, ("waiting", "Offline."): 1, ("full", None): 1}
    assert counted == ({} if is_hidden else expected)
    assert is_hidden or store.queue.counts()[0] == TextCount("failed", "No.", 2)
