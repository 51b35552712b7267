"""What the store knows of how each feed fares."""

from __future__ import annotations

from tests.building import HOUR, NOW, add_feed, new_article
from tests.store.checks import query

from newsreader.health import FeedHealth
from newsreader.model import TextState
from newsreader.store import Store
from newsreader.store.refreshing import Answer

DAY = 24 * HOUR


def of_only_feed(store: Store) -> FeedHealth:
    (health,) = store.health.of_feeds(now=NOW)
    return health


def test_a_feed_that_was_just_added_has_no_past(store: Store) -> None:
    feed_id, _ = store.feeds.add("https://harbour.example/feed", title="Harbour", folder="News", now=NOW)

    assert of_only_feed(store) == FeedHealth(
        id=feed_id,
        url="https://harbour.example/feed",
        title="Harbour",
        folder="News",
        added_at=NOW,
        asked_at=None,
        answered_at=None,
        due_at=None,
        new_at=None,
        later_new_at=None,
        newest_at=None,
        error=None,
        error_since=None,
        failures=0,
        is_gone=False,
        crashes=0,
        recent=0,
        usual_interval_s=None,
        median_delay_s=None,
        pages_full=0,
        pages_tried=0,
    )


def test_answers_and_failures_are_told_as_they_were_recorded(store: Store) -> None:
    feed_id = add_feed(store, "Harbour", 1)
    store.refreshing.record_success(feed_id, None, Answer(None, None, None), due_at=NOW + HOUR, now=NOW - DAY)
    store.refreshing.record_failure(feed_id, "Timed out.", due_at=NOW + DAY, now=NOW - 2 * HOUR)
    store.refreshing.record_failure(feed_id, "Answered 503.", due_at=NOW + 2 * DAY, now=NOW - HOUR)

    health = of_only_feed(store)

    assert (health.answered_at, health.due_at) == (NOW - DAY, NOW + 2 * DAY)
    assert (health.error, health.error_since, health.failures) == ("Answered 503.", NOW - 2 * HOUR, 2)


def test_the_columns_of_the_engine_are_told(store: Store) -> None:
    feed_id = add_feed(store, "Harbour", 1)
    query(
        store.path,
        "UPDATE feeds SET asked_at = 7, new_at = 8, is_gone = 1, crashes = 3 WHERE id = ?",
        feed_id,
    )

    health = of_only_feed(store)

    assert (health.asked_at, health.new_at, health.is_gone, health.crashes) == (7, 8, True, 3)


def test_the_delay_is_that_of_articles_that_came_after_the_first_fetch(store: Store) -> None:
    feed_id = add_feed(
        store, "Harbour", [new_article("years old", age_s=999 * DAY), new_article("old", age_s=50 * DAY)]
    )
    for number, delay_s in enumerate((60, 600, 6000), start=1):
        at = NOW + number * DAY
        article = new_article(f"later {number}", age_s=NOW - (at - delay_s))
        store.refreshing.write_articles(feed_id, [article], (), now=at)

    health = of_only_feed(store)

    assert health.median_delay_s == 600
    assert health.new_at == health.later_new_at == NOW + 3 * DAY
    assert health.newest_at == NOW + 3 * DAY - 6000


def test_the_first_fetch_alone_gives_neither_delay_nor_later_arrival(store: Store) -> None:
    add_feed(store, "Harbour", 5)

    health = of_only_feed(store)

    assert (health.median_delay_s, health.later_new_at, health.new_at) == (None, None, NOW)


def test_articles_without_a_date_of_their_own_have_no_delay(store: Store) -> None:
    feed_id = add_feed(store, "Harbour", 1)
    store.refreshing.write_articles(feed_id, [new_article("undated", age_s=-DAY)], (), now=NOW + DAY)

    assert of_only_feed(store).median_delay_s is None


def test_the_usual_interval_is_that_of_the_latest_articles(store: Store) -> None:
    articles = [new_article(f"{number}", age_s=number * 2 * DAY) for number in range(1, 26)]
    add_feed(store, "Harbour", [*articles, new_article("of 1970", age_s=NOW)])

    health = of_only_feed(store)

    assert health.usual_interval_s == 2 * DAY
    assert health.newest_at == NOW - 2 * DAY
    assert health.recent == 14


def test_of_the_pages_that_were_tried_those_that_gave_their_text_are_counted(store: Store) -> None:
    add_feed(store, "Harbour", 5)
    for article_id, state in ((1, TextState.FULL), (2, TextState.FULL), (3, TextState.FAILED), (4, TextState.WAITING)):
        query(store.path, "UPDATE articles SET text_state = ?, page_tried_at = ? WHERE id = ?", state, NOW, article_id)
    query(store.path, "UPDATE articles SET text_state = 'full' WHERE id = 5")  # before tries were written down

    health = of_only_feed(store)

    assert (health.pages_full, health.pages_tried, health.full_text_rate) == (2, 4, 0.5)
    add_feed(store, "Other")
    assert {each.full_text_rate for each in store.health.of_feeds(now=NOW)} == {0.5, None}


def test_removed_feeds_and_the_sample_edition_are_left_out(store: Store) -> None:
    store.marks.remove_feed(add_feed(store, "Removed", 3), now=NOW)
    store.feeds.add("newsreader:sample", is_sample=True, now=NOW)
    add_feed(store, "Harbour", 2)

    assert of_only_feed(store).title == "Harbour"


def test_of_a_large_feed_only_the_latest_pages_are_counted(store: Store) -> None:
    add_feed(store, "Large", 300)
    query(store.path, "UPDATE articles SET page_tried_at = id, text_state = iif(id > 230, 'full', 'failed')")

    health = of_only_feed(store)

    assert (health.pages_full, health.pages_tried) == (70, 100)
