"""What was read when: by the user, not by a rule."""

from __future__ import annotations

from tests.building import HOUR, NOW, add_feed, new_article, paragraphs

from newsreader.query.kept import RuleAction
from newsreader.store import Store
from newsreader.store.readings import FeedTotals


def test_an_article_counts_when_the_user_read_it_and_tells_whether_it_was_gone_into(store: Store) -> None:
    feed_id = add_feed(store, "Nature", 4)
    store.marks.set_read([1, 2], True, now=NOW + HOUR)
    store.texts.note_opened(2, now=NOW + HOUR)
    store.marks.set_read([3], True, now=NOW + 9 * HOUR)

    found = store.readings.since(NOW, until=NOW + 2 * HOUR)

    assert [(each.feed_id, each.read_at, each.fetched, each.is_opened) for each in found] == [
        (feed_id, NOW + HOUR, NOW, False),
        (feed_id, NOW + HOUR, NOW, True),
    ]


def test_what_was_undone_counts_no_more(store: Store) -> None:
    add_feed(store, "Nature", 1)
    store.marks.set_read([1], True, now=NOW)
    store.journal.undo(now=NOW + 1)

    assert store.readings.since(0, until=NOW + HOUR) == []


def test_what_a_rule_marked_read_nobody_read(store: Store) -> None:
    store.rules.arrive(now=NOW)
    store.rules.save("r", "title:Nature", RuleAction.READ, now=NOW)
    add_feed(store, "Nature", 2)
    store.rules.arrive(now=NOW)
    assert store.articles.counts(since=0).unread == 0

    assert store.readings.since(0, until=NOW + HOUR) == []


def test_a_page_opened_by_itself_counts_once_its_text_is_here(store: Store) -> None:
    page_id = store.pages.add("https://example.org/a", now=NOW)
    assert store.readings.since(0, until=NOW + HOUR) == []

    store.texts.write_page(page_id, paragraphs("Its text."), byline="", words=2, language="en")

    assert [(each.feed_id, each.is_opened) for each in store.readings.since(0, until=NOW + HOUR)] == [(None, True)]


def test_each_feed_has_its_totals_the_sample_edition_none(store: Store) -> None:
    sample, _ = store.feeds.add("newsreader:sample", title="Sample", is_sample=True, now=NOW)
    store.refreshing.write_articles(sample, [new_article("s")], (), now=NOW)
    store.marks.set_read([1], True, now=NOW)
    feed_id = add_feed(store, "Nature", 3)
    store.marks.set_starred([2], True, now=NOW)
    store.marks.set_read([2], True, now=NOW)
    store.sorting.set_hidden([3], True, now=NOW)

    assert store.readings.totals(since=NOW) == [FeedTotals(feed_id, "Nature", arrived=3, unread=1, starred=1)]
    assert store.readings.totals(since=NOW + 1)[0].arrived == 0
    assert [each.feed_id for each in store.readings.since(0, until=NOW + HOUR)] == [feed_id]
