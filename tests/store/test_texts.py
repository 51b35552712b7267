"""The full text of articles: which still wait for their page, and what came of it."""

from __future__ import annotations

import pytest
from tests.building import HOUR, NOW, add_feed, new_article, paragraphs
from tests.store.checks import faults, query

from newsreader.model import TextState
from newsreader.store import Store
from newsreader.store.texts import WaitingPage


@pytest.fixture
def waiting(store: Store) -> Store:
    """Two feeds with teasers: articles 1 (older) and 2 of Harbour, 3 of Coast between them."""
    for name, teasers in (("Harbour", {"b": 1, "a": 3}), ("Coast", {"c": 2})):
        add_feed(
            store,
            name,
            [
                new_article(teaser, age_s=age * HOUR, link=f"https://{name}.example/{teaser}", is_teaser=True)
                for teaser, age in teasers.items()
            ],
        )
    return store


def test_the_newest_waits_first(waiting: Store) -> None:
    pages = waiting.texts.waiting(limit=10)

    assert pages[0] == WaitingPage(2, "https://Harbour.example/b", "https://harbour.example/feed", feed_words=4)
    assert [page.article_id for page in pages] == [2, 3, 1]
    assert [page.article_id for page in waiting.texts.waiting(limit=2)] == [2, 3]


def test_the_queue_of_some_feeds(waiting: Store) -> None:
    assert [page.article_id for page in waiting.texts.waiting(limit=10, feed_ids=[1])] == [2, 1]
    assert [page.article_id for page in waiting.texts.waiting(limit=10, feed_ids=(2, 99))] == [3]
    assert waiting.texts.waiting(limit=10, feed_ids=[]) == []


def test_hidden_articles_do_not_wait(waiting: Store) -> None:
    waiting.marks.remove_feed(1, now=NOW)

    assert [page.article_id for page in waiting.texts.waiting(limit=10)] == [3]


def test_a_page_that_came_waits_no_more_and_is_shown(waiting: Store) -> None:
    waiting.texts.set_state(2, TextState.FAILED, "It cannot be read.")

    waiting.texts.write_page(2, paragraphs("One.", "Two."), byline="Ada Ito", words=2, language="nl")

    assert [page.article_id for page in waiting.texts.waiting(limit=10)] == [3, 1]
    article = waiting.articles.get(2)
    assert article.blocks == paragraphs("One.", "Two.")
    assert article.feed_blocks == paragraphs("The text of b.")
    assert (article.byline, article.text_reason, article.headline.words) == ("Ada Ito", None, 2)
    assert article.headline.text_state is TextState.FULL
    assert article.language == "en"


def test_a_page_that_came_again_replaces_the_first(waiting: Store) -> None:
    for text in ("First.", "Second."):
        waiting.texts.write_page(2, paragraphs(text), byline="", words=1, language=None)

    assert waiting.articles.get(2).page_blocks == paragraphs("Second.")


def test_the_pages_language_is_taken_where_the_feed_names_none(waiting: Store) -> None:
    query(waiting.path, "UPDATE articles SET language = NULL WHERE id = 2")

    waiting.texts.write_page(2, paragraphs("Een."), byline="", words=1, language="nl")

    assert waiting.articles.get(2).language == "nl"


def test_the_page_of_an_article_that_is_gone_is_let_go(waiting: Store) -> None:
    waiting.texts.write_page(99, paragraphs("Late."), byline="", words=1, language=None)
    waiting.texts.set_state(99, TextState.FAILED, "Late.")

    assert faults(waiting.path) == []


def test_a_page_that_failed_waits_no_more_and_says_why(waiting: Store) -> None:
    waiting.texts.set_state(2, TextState.FAILED, "The server answered 404.")

    assert [page.article_id for page in waiting.texts.waiting(limit=10)] == [3, 1]
    article = waiting.articles.get(2)
    assert (article.headline.text_state, article.text_reason) == (TextState.FAILED, "The server answered 404.")
    assert article.blocks == paragraphs("The text of b.")


def test_one_article_s_page_may_be_asked_for_whatever_its_state(waiting: Store) -> None:
    waiting.texts.set_state(2, TextState.FAILED, "No.")

    assert waiting.texts.page_of(2) == WaitingPage(
        2, "https://Harbour.example/b", "https://harbour.example/feed", feed_words=4
    )


def test_what_has_no_link_or_is_gone_has_no_page(store: Store) -> None:
    add_feed(store, "Harbour", 1)
    store.refreshing.write_articles(None, [new_article("alone", link="https://a.example/")], (), now=NOW)

    assert store.texts.page_of(1) is None
    assert store.texts.page_of(99) is None
    assert store.texts.page_of(2) == WaitingPage(2, "https://a.example/", None, feed_words=4)
