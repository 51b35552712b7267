"""Pages saved for later: found again, listed at once, taken back by undo."""

from __future__ import annotations

import msgspec
from tests.building import NOW, add_feed, new_article

from newsreader.feeds.identity import canonical_link
from newsreader.model import NewArticle, View, ViewKind
from newsreader.store import Store

LINK = "https://example.org/page"
ALL, LATER, UNREAD = View(ViewKind.ALL), View(ViewKind.LATER), View(ViewKind.UNREAD)


def save(store: Store, link: str = LINK, *tags: str, now: int = NOW) -> tuple[int, bool]:
    saved = store.saving.save(link, canonical=canonical_link(link), tags=tags, now=now)
    return saved.article_id, saved.is_new


def listed(store: Store, view: View) -> list[int]:
    return list(store.articles.list_ids(view, since=0))


def linked(name: str, link: str = LINK) -> NewArticle:
    article = new_article(name, link=link)
    parsed = msgspec.structs.replace(article.parsed, canonical=canonical_link(link))
    return msgspec.structs.replace(article, parsed=parsed)


def test_a_page_is_listed_for_later_unread_and_counted_before_its_text_is_here(store: Store) -> None:
    page_id, is_new = save(store, LINK, "Japan", "news/asia")

    assert is_new
    assert listed(store, LATER) == listed(store, ALL) == listed(store, UNREAD) == [page_id]
    counts = store.articles.counts(since=0)
    assert (counts.total, counts.unread) == (1, 1)
    assert store.sorting.tags_of(page_id) == ("Japan", "news/asia")
    assert [page.link for page in store.queue.waiting({0: 9})] == [LINK]


def test_one_undo_takes_a_page_back_with_its_tags_and_redo_brings_it_again(store: Store) -> None:
    page_id, _ = save(store, LINK, "japan")

    undone = store.journal.undo(now=NOW + 1)

    assert undone is not None
    assert undone.label == f"saved “{LINK}” for later"
    assert listed(store, ALL) == listed(store, LATER) == []
    assert store.sorting.tags_of(page_id) == ()
    counts = store.articles.counts(since=0)
    assert (counts.total, counts.unread) == (0, 0)
    assert store.journal.undo(now=NOW + 2) is None
    store.journal.redo(now=NOW + 3)
    assert listed(store, LATER) == [page_id]
    assert store.sorting.tags_of(page_id) == ("japan",)


def test_what_was_taken_back_is_saved_again_as_the_same_page(store: Store) -> None:
    page_id, _ = save(store)
    store.journal.undo(now=NOW + 1)

    assert save(store, now=NOW + 2) == (page_id, False)
    assert listed(store, LATER) == [page_id]


def test_saving_twice_changes_nothing_but_adds_the_tags_that_are_missing(store: Store) -> None:
    page_id, _ = save(store, LINK, "Japan")

    assert save(store, LINK, "japan", now=NOW + 1) == (page_id, False)
    assert len(store.history.ids()) == 1
    save(store, LINK, "japan", "sea", now=NOW + 2)

    assert store.sorting.tags_of(page_id) == ("Japan", "sea")
    store.journal.undo(now=NOW + 3)
    assert store.sorting.tags_of(page_id) == ("Japan",)
    assert listed(store, LATER) == [page_id]


def test_a_page_is_found_under_another_spelling_of_its_address(store: Store) -> None:
    page_id, _ = save(store)

    assert save(store, "http://www.example.org/page/?utm_source=mail") == (page_id, False)
    assert save(store, LINK + "?id=2")[1]


def test_an_article_of_a_feed_is_found_by_its_link_and_shown_again(store: Store) -> None:
    add_feed(store, "News", [linked("a"), linked("b", LINK + "/b")])
    (article_id,) = (each.id for each in store.articles.headlines([1, 2]) if each.url == LINK)
    store.sorting.snooze([article_id], NOW + 99, now=NOW)

    assert save(store, LINK + "?utm_source=mail") == (article_id, False)
    assert listed(store, LATER) == [article_id]
    assert len(listed(store, ALL)) == 2


def test_articles_that_share_their_link_are_none_of_them_the_page(store: Store) -> None:
    add_feed(store, "Status", [linked("a"), linked("b")])

    page_id, is_new = save(store)

    assert is_new
    assert listed(store, LATER) == [page_id]


def test_an_article_of_a_removed_feed_is_not_the_page(store: Store) -> None:
    store.marks.remove_feed(add_feed(store, "News", [linked("a")]), now=NOW)

    assert save(store)[1]


def test_a_page_that_the_reader_waits_for_is_kept_whatever_comes_of_it(store: Store) -> None:
    page_id = store.pages.add(LINK, now=NOW)

    assert save(store) == (page_id, False)
    store.pages.drop_waiting(page_id)

    assert listed(store, LATER) == listed(store, UNREAD) == [page_id]
