"""The full text of articles: what is needed to fetch a page, and what came of it."""

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


def test_a_page_that_came_is_shown(waiting: Store) -> None:
    waiting.texts.set_state(2, TextState.FAILED, "It cannot be read.")

    waiting.texts.write_page(2, paragraphs("One.", "Two."), byline="Ada Ito", words=2, language="nl")

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


def test_a_page_that_failed_says_why(waiting: Store) -> None:
    waiting.texts.set_state(2, TextState.FAILED, "The server answered 404.")

    article = waiting.articles.get(2)
    assert (article.headline.text_state, article.text_reason) == (TextState.FAILED, "The server answered 404.")
    assert article.blocks == paragraphs("The text of b.")


def test_one_article_s_page_may_be_asked_for_whatever_its_state(waiting: Store) -> None:
    waiting.texts.set_state(2, TextState.FAILED, "No.")

    assert waiting.texts.page_of(2) == WaitingPage(
        2, "https://Harbour.example/b", "https://harbour.example/feed", feed_words=4, feed_id=1
    )


def test_what_has_no_link_or_is_gone_has_no_page(store: Store) -> None:
    add_feed(store, "Harbour", 1)
    store.refreshing.write_articles(None, [new_article("alone", link="https://a.example/")], (), now=NOW)

    assert store.texts.page_of(1) is None
    assert store.texts.page_of(99) is None
    assert store.texts.page_of(2) == WaitingPage(2, "https://a.example/", None, feed_words=4)


def test_a_failure_takes_no_text_away_that_is_here(waiting: Store) -> None:
    waiting.texts.write_page(2, paragraphs("The page."), byline="", words=2, language=None)

    waiting.texts.set_state(2, TextState.FAILED, "The server answered 404.")

    article = waiting.articles.get(2)
    assert article.blocks == paragraphs("The page.")
    assert (article.headline.text_state, article.text_reason) == (TextState.FULL, "The server answered 404.")


def test_what_the_page_answered_is_kept_for_the_next_request(waiting: Store) -> None:
    assert waiting.texts.page_of(2) is not None
    waiting.texts.write_page(
        2, paragraphs("The page."), byline="", words=2, language=None, etag='"1"', last_modified="Sun, 22 Nov 2026"
    )

    page = waiting.texts.page_of(2)

    assert page is not None
    assert (page.etag, page.last_modified) == ('"1"', "Sun, 22 Nov 2026")
    query(waiting.path, "UPDATE bodies SET page_blocks = NULL WHERE article_id = 2")
    without_text = waiting.texts.page_of(2)
    assert without_text is not None
    assert (without_text.etag, without_text.last_modified) == (None, None)


def test_a_try_is_noted_only_if_the_page_was_asked_for(waiting: Store) -> None:
    waiting.texts.set_state(1, TextState.WAITING, "No way.")
    waiting.texts.set_state(2, TextState.FAILED, "No.", tried_at=NOW)
    waiting.texts.write_page(3, paragraphs("Text."), byline="", words=1, language=None, tried_at=NOW + 1)
    waiting.texts.set_state(3, TextState.FULL, None)

    assert query(waiting.path, "SELECT page_tried_at FROM articles ORDER BY id") == [(None,), (NOW,), (NOW + 1,)]


def test_an_article_that_was_opened_is_wanted(waiting: Store) -> None:
    waiting.texts.note_opened(2, now=NOW)
    waiting.texts.note_opened(99, now=NOW)

    assert [page.is_wanted for number in (1, 2) if (page := waiting.texts.page_of(number))] == [False, True]
    assert query(waiting.path, "SELECT opened_at FROM articles WHERE id = 2") == [(NOW,)]
