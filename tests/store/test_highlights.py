"""In what colour rules show articles: as they are now, the first rule that finds them."""

from __future__ import annotations

import pytest
from tests.building import HOUR, NOW, add_feed, new_article
from tests.store.checks import query

from newsreader.query.kept import Colour, RuleAction
from newsreader.store import Store
from newsreader.store.highlights import Highlight


@pytest.fixture
def harbour(store: Store) -> Store:
    """1 "Football", 2 "Tokyo summit"."""
    add_feed(
        store, "Harbour", [new_article("b", title="Tokyo summit"), new_article("a", title="Football", age_s=2 * HOUR)]
    )
    return store


def colours(store: Store) -> dict[int, str]:
    return {each: found.colour.value for each, found in store.highlights.of([1, 2, 3], now=NOW).items()}


@pytest.mark.parametrize("is_indexed", [False, True], ids=["not indexed", "indexed"])
def test_the_first_rule_that_finds_an_article_says_its_colour(harbour: Store, is_indexed: bool) -> None:
    if is_indexed:
        harbour.indexing.index_some(now=NOW)
    harbour.rules.save("mine", "tokyo", RuleAction.HIGHLIGHT, argument=Colour.SUCCESS, now=NOW)
    harbour.rules.save("all", "tokyo or football", RuleAction.HIGHLIGHT, argument=Colour.ERROR, now=NOW)

    assert harbour.highlights.of([1, 2], now=NOW) == {
        1: Highlight("all", Colour.ERROR),
        2: Highlight("mine", Colour.SUCCESS),
    }


def test_it_follows_when_the_state_of_an_article_changes(harbour: Store) -> None:
    harbour.rules.save("r", "is:starred", RuleAction.HIGHLIGHT, argument=Colour.WARNING, now=NOW)
    assert colours(harbour) == {}

    harbour.marks.set_starred([1], True, now=NOW)

    assert colours(harbour) == {1: "warning"}


def test_a_rule_that_is_off_or_ended_or_not_understood_colours_nothing(harbour: Store) -> None:
    off = harbour.rules.save("off", "tokyo", RuleAction.HIGHLIGHT, argument=Colour.WARNING, now=NOW)
    harbour.rules.switch(off, False, now=NOW)
    harbour.rules.save("ended", "tokyo", RuleAction.HIGHLIGHT, argument=Colour.WARNING, until=NOW, now=NOW)
    harbour.rules.save("odd", "tokyo", RuleAction.HIGHLIGHT, argument=Colour.WARNING, now=NOW)
    query(harbour.path, "UPDATE rules SET query = 'word:of:the:future (' WHERE name = 'odd'")
    harbour.rules.save("new colour", "football", RuleAction.HIGHLIGHT, argument="infrared", now=NOW)

    assert colours(harbour) == {1: "accent"}


def test_articles_that_are_hidden_and_pages_by_themselves_have_a_colour_too(harbour: Store) -> None:
    harbour.rules.save("r", "summit or football", RuleAction.HIGHLIGHT, argument=Colour.WARNING, now=NOW)
    harbour.sorting.set_hidden([1], True, now=NOW)
    query(harbour.path, "UPDATE articles SET feed_id = NULL WHERE id = 2")

    assert colours(harbour) == {1: "warning", 2: "warning"}
