"""Sorting articles out with keys: for later, hidden, snoozed, tagged."""

from __future__ import annotations

import pytest
from tests.building import HOUR, NOW, add_feed
from tests.tui.driving import reading

from newsreader.model import Headline, View, ViewKind
from newsreader.query.kept import RuleAction
from newsreader.store import Store
from newsreader.tui.commands import Place

DAY = 24 * HOUR


def headline(store: Store, number: int) -> Headline:
    """Return the article "Title of Nature NUMBER", wherever it is hidden."""
    (found,) = [each for each in store.articles.headlines(range(1, 99)) if each.title.endswith(f" {number}")]
    return found


async def test_e_puts_an_article_on_the_list_for_later_and_takes_it_off(store: Store) -> None:
    add_feed(store, "Nature", 3)

    async with reading(store) as reader:
        await reader.press("e")
        assert headline(store, 1).is_later
        assert "◆ for later" in reader.text

        await reader.press("e")
        assert not headline(store, 1).is_later
        assert "◆" not in reader.text


async def test_gl_shows_the_list_for_later_which_is_in_the_sidebar_while_it_has_articles(store: Store) -> None:
    add_feed(store, "Nature", 3)

    async with reading(store) as reader:
        assert "Later" not in reader.text
        await reader.press("j", "e", "k", "e", "g", "l")

        assert reader.screen.view == View(ViewKind.LATER)
        assert "Later" in reader.text
        assert len(reader.screen.lister.snapshot) == 2
        await reader.press("e", "j", "e")
        assert len(reader.screen.lister.snapshot) == 2
        await reader.press("g", "u")
        assert "Later" not in reader.text


async def test_an_empty_list_for_later_says_how_articles_come_there(store: Store) -> None:
    add_feed(store, "Nature", 1)

    async with reading(store) as reader:
        await reader.press("g", "l")
        assert "e puts an article here, anywhere" in reader.text


async def test_a_selection_goes_to_the_list_for_later_as_one_batch(store: Store) -> None:
    add_feed(store, "Nature", 4)

    async with reading(store) as reader:
        await reader.press("3", "v", "e")
        assert store.articles.counts(since=0).later == 3
        assert "Put 3 articles on the list for later. u takes it back." in reader.text

        await reader.press("u")
        assert store.articles.counts(since=0).later == 0


async def test_a_hidden_article_stays_where_it_is_until_the_list_is_left(store: Store) -> None:
    add_feed(store, "Nature", 3)

    async with reading(store) as reader:
        await reader.press("j", "D")
        assert "× Title of Nature 2" in reader.text
        assert store.articles.counts(since=0).unread == 2

        await reader.press("g", "a")
        assert len(reader.screen.lister.snapshot) == 2


async def test_u_brings_a_hidden_article_back_and_so_does_hiding_it_again(store: Store) -> None:
    add_feed(store, "Nature", 2)

    async with reading(store) as reader:
        await reader.press("D", "u")
        assert not headline(store, 1).is_hidden
        await reader.press("D", "D")
        assert not headline(store, 1).is_hidden
        assert "×" not in reader.text


async def test_z_hides_an_article_until_a_time_and_then_it_is_back(store: Store) -> None:
    add_feed(store, "Nature", 2)

    async with reading(store) as reader:
        await reader.press("Z", *"3h", "enter")
        assert headline(store, 1).is_hidden

        assert store.sorting.wake(now=NOW + 2 * HOUR) == frozenset()
        assert store.sorting.wake(now=NOW + 4 * HOUR) == {headline(store, 1).id}


async def test_a_time_that_is_none_is_said_in_the_prompt_and_nothing_is_hidden(store: Store) -> None:
    add_feed(store, "Nature", 2)

    async with reading(store) as reader:
        await reader.press("Z", *"yesterday", "enter")
        assert "“yesterday” is no time to come" in reader.text
        assert reader.screen.status.is_asking
        await reader.press("escape")
        assert not headline(store, 1).is_hidden


async def test_times_are_offered_with_what_they_mean(store: Store) -> None:
    add_feed(store, "Nature", 2)

    async with reading(store) as reader:
        await reader.press("Z", *"tom")
        assert "tomorrow" in reader.text
        assert "23 Nov 2026, 00:00" in reader.text


async def test_articles_whose_time_came_while_the_app_was_closed_wake_at_start(store: Store) -> None:
    add_feed(store, "Nature", 2)
    store.sorting.snooze([1], NOW - HOUR, now=NOW - DAY)

    async with reading(store) as reader:
        await reader.until_shown("A snoozed article is back.")

        assert store.articles.counts(since=0).unread == 2


async def test_t_tags_and_the_same_tag_again_takes_it_away(store: Store) -> None:
    add_feed(store, "Nature", 2)

    async with reading(store) as reader:
        await reader.press("t", *"news/japan", "enter")
        assert headline(store, 1).tags == ("news/japan",)
        assert reader.text.count("#news/japan") == 2

        await reader.press("t", *"News/Japan", "enter")
        assert headline(store, 1).tags == ()


async def test_a_tag_with_a_sign_before_it_is_only_taken_away(store: Store) -> None:
    add_feed(store, "Nature", 2)
    store.sorting.tag([1], "japan", now=NOW)

    async with reading(store) as reader:
        await reader.press("2", "v", "t", *"-jap", "tab", "enter")
        assert store.sorting.tags() == []


async def test_a_selection_is_tagged_whole_where_some_of_it_has_the_tag(store: Store) -> None:
    add_feed(store, "Nature", 3)
    store.sorting.tag([1], "japan", now=NOW)

    async with reading(store) as reader:
        await reader.press("3", "v", "t", *"jap", "tab", "enter")
        assert [tag.articles for tag in store.sorting.tags()] == [3]


@pytest.mark.parametrize("key", ["t", "D"])
async def test_with_the_feeds_focused_the_letters_are_the_feeds(store: Store, key: str) -> None:
    add_feed(store, "Nature", 2)

    async with reading(store) as reader:
        await reader.press("g", "f", key)
        assert "Choose a feed below it" in reader.text
        assert not headline(store, 1).is_hidden


async def test_with_the_feeds_focused_nothing_is_put_aside(store: Store) -> None:
    add_feed(store, "Nature", 2)

    async with reading(store) as reader:
        await reader.press("g", "f", "e")
        assert reader.screen.place is Place.FEEDS
        assert store.articles.counts(since=0).later == 0


async def test_what_rules_hide_is_listed_as_muted(store: Store) -> None:
    add_feed(store, "Nature", 3)
    store.rules.save("quiet", 'title:"nature 2"', RuleAction.HIDE, now=NOW)

    async with reading(store) as reader:
        assert "Nature 2" not in reader.text
        await reader.press(":", *"view muted", "enter")
        assert reader.screen.view == View(ViewKind.MUTED)
        assert "× Title of Nature 2" in reader.text


async def test_twenty_cells_show_signs_and_tags_as_far_as_there_is_room(store: Store) -> None:
    add_feed(store, "Nature", 2)
    store.sorting.tag([1], "a/very/long/path/of/tags", now=NOW)
    store.sorting.set_later([1], True, now=NOW)
    store.marks.set_starred([1], True, now=NOW)

    async with reading(store, size=(20, 8)) as reader:
        assert "◆ ★" in reader.text
