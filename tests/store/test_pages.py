"""Pages that belong to no feed: listed once their text is here, never doubled, read from the start."""

from __future__ import annotations

from datetime import UTC

import pytest
from tests.building import NOW, add_feed, paragraphs

from newsreader.errors import ArticleNotFound
from newsreader.model import View, ViewKind
from newsreader.query.dates import resolve
from newsreader.query.parser import parse
from newsreader.store import Store
from newsreader.store.pages import DAY_S

LINK = "https://example.org/page"
ALL, HISTORY = View(ViewKind.ALL), View(ViewKind.HISTORY)


def write(store: Store, page_id: int, *, title: str = "Its title", published: int | None = NOW - 99) -> None:
    store.texts.write_page(
        page_id, paragraphs("Its text."), byline="Ada", words=2, language="en", title=title, published=published
    )


def test_a_page_is_listed_with_its_own_title_and_date_once_its_text_is_here(store: Store) -> None:
    page_id = store.pages.add(LINK, now=NOW)
    assert list(store.articles.list_ids(ALL, since=0)) == []

    write(store, page_id)

    assert list(store.articles.list_ids(ALL, since=0)) == list(store.articles.list_ids(HISTORY, since=0)) == [page_id]
    headline = store.articles.get(page_id).headline
    assert (headline.title, headline.published, headline.source) == ("Its title", NOW - 99, "example.org")
    assert headline.is_read
    counts = store.articles.counts(since=0)
    assert (counts.total, counts.unread) == (1, 0)


def test_a_page_without_title_and_with_a_date_to_come_has_its_address_and_the_present(store: Store) -> None:
    page_id = store.pages.add(LINK, now=NOW)

    write(store, page_id, title="", published=NOW + 86_400)

    headline = store.articles.get(page_id).headline
    assert (headline.title, headline.published) == (LINK, NOW)


def test_the_same_address_is_the_same_page(store: Store) -> None:
    page_id = store.pages.add(LINK, now=NOW)
    write(store, page_id)

    assert store.pages.add(LINK, now=NOW + 9) == page_id
    assert store.pages.add(LINK + "?other", now=NOW) != page_id
    assert store.articles.get(page_id).blocks == paragraphs("Its text.")


def test_a_page_whose_text_did_not_come_is_forgotten_and_others_stay(store: Store) -> None:
    add_feed(store, "News", 1)
    kept, gone = store.pages.add(LINK, now=NOW), store.pages.add(LINK + "2", now=NOW)
    write(store, kept)

    for article_id in (kept, gone, 1):
        store.pages.drop_waiting(article_id)

    assert sorted(store.articles.list_ids(ALL, since=0)) == sorted({1, kept})
    with pytest.raises(ArticleNotFound):
        store.articles.get(gone)


def test_the_page_of_a_feeds_article_changes_neither_its_title_nor_its_date(store: Store) -> None:
    add_feed(store, "News", 1)
    before = store.articles.get(1).headline

    write(store, 1)

    after = store.articles.get(1).headline
    assert (after.title, after.published, after.is_read) == (before.title, before.published, False)


@pytest.mark.parametrize("text", ["", "is:hidden or is:read", "is:snoozed or is:read"])
def test_no_query_finds_a_page_whose_text_is_not_here(store: Store, text: str) -> None:
    page_id = store.pages.add(LINK, now=NOW)
    query = resolve(parse(text), NOW, UTC)
    assert list(store.asking.ids(query)) == []

    write(store, page_id)

    assert list(store.asking.ids(query)) == [page_id]


def test_no_queue_fetches_a_page_that_somebody_waits_for(store: Store) -> None:
    store.pages.add(LINK, now=NOW)

    assert store.queue.waiting({0: 9}) == []


def test_a_page_that_nobody_heard_of_for_a_day_is_forgotten_with_the_next(store: Store) -> None:
    lost, kept = store.pages.add(LINK + "lost", now=NOW - DAY_S - 1), store.pages.add(LINK + "kept", now=NOW - 60)

    store.pages.add(LINK, now=NOW)

    assert store.articles.get(kept).headline.url == LINK + "kept"
    with pytest.raises(ArticleNotFound):
        store.articles.get(lost)
