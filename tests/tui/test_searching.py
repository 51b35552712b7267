"""Search of all articles and a filter of the list: results while one types, and the way back."""

from __future__ import annotations

import pytest
from tests.building import HOUR, NOW, add_feed, new_article, paragraphs
from tests.tui.driving import MIDDLE, NARROW, WIDE, Reader, reading
from tests.tui.test_kept_views import titles
from tests.tui.test_snapshots import Compare, keys, picture
from textual.pilot import Pilot

from newsreader.model import View, ViewKind
from newsreader.store import Store
from newsreader.tui.app import NewsApp
from newsreader.tui.commands import Place
from newsreader.tui.widgets.prompt import Prompt


@pytest.fixture
def harbour(store: Store) -> Store:
    """Two feeds with articles about two towns."""
    names = ["Tokyo at night", "Oslo at noon", "A walk through Tōkyō", "Nothing of note"]
    add_feed(store, "Towns", [new_article(name, title=name, age_s=n * HOUR) for n, name in enumerate(names, 1)])
    add_feed(store, "Rivers", 3)
    return store


async def found(reader: Reader) -> None:
    """Wait until what was typed has been looked for."""
    await reader.settle()
    await reader.until(lambda: not reader.screen.searching.is_looking)


async def test_results_come_while_one_types_and_enter_keeps_them(harbour: Store) -> None:
    async with reading(harbour) as reader:
        await reader.press("/", *"tok")
        await found(reader)
        assert titles(reader) == ["Tokyo at night", "A walk through Tōkyō"]
        assert reader.screen.status.is_asking

        await reader.press(*"yo", "enter")
        await found(reader)
        assert titles(reader) == ["Tokyo at night", "A walk through Tōkyō"]
        assert "Search: tokyo*  2" in reader.text
        assert ":keep NAME keeps this search as a view." in reader.text
        assert harbour.typed.lines("search") == ["tokyo"]


async def test_escape_goes_back_to_the_list_with_the_cursor_on_its_article(harbour: Store) -> None:
    async with reading(harbour) as reader:
        await reader.press("j", "j")
        before, title = reader.screen.lister.snapshot, reader.title
        await reader.press("/", *"oslo")
        await found(reader)
        assert titles(reader) == ["Oslo at noon"]
        await reader.press("escape")

        assert reader.screen.lister.snapshot is before
        assert reader.screen.view == View(ViewKind.UNREAD)
        assert reader.title == title


async def test_a_search_that_was_kept_as_the_list_is_peeled_by_escape(harbour: Store) -> None:
    async with reading(harbour) as reader:
        await reader.press("j")
        title = reader.title
        await reader.press("/", *"oslo", "enter")
        await found(reader)
        await reader.press("q")

        assert reader.screen.view == View(ViewKind.UNREAD)
        assert reader.title == title


async def test_a_filter_that_finds_nothing_says_so_and_is_edited_or_cleared(harbour: Store) -> None:
    async with reading(harbour) as reader:
        await reader.press("F", *"lima")
        await found(reader)
        assert "Nothing matches “lima”" in reader.text
        assert "All caught up" not in reader.text
        assert "edits it" not in reader.text  # it is being edited

        await reader.press("enter")
        await found(reader)
        assert "in Unread" in reader.text
        assert "F edits it · h clears it" in reader.text
        await reader.press("F")
        assert "edits it" not in reader.text
        assert reader.text.splitlines()[-1].strip() == "Filter Unread: lima*"
        await reader.press("ctrl+u", *"oslo", "enter")
        await found(reader)
        assert titles(reader) == ["Oslo at noon"]
        await reader.press("h")
        assert len(titles(reader)) == 7


async def test_a_search_that_finds_nothing_says_so_and_is_edited_or_left(harbour: Store) -> None:
    async with reading(harbour) as reader:
        await reader.press("/", *"lima", "enter")
        await found(reader)
        assert "Nothing found for “lima*”" in reader.text
        assert "/ edits it · h goes back" in reader.text

        await reader.press("/")
        assert reader.text.splitlines()[-1].strip() == "Search all articles: lima*"
        await reader.press("escape")
        assert reader.screen.view == View(ViewKind.UNREAD)


async def test_a_search_that_found_something_is_typed_anew(harbour: Store) -> None:
    async with reading(harbour) as reader:
        await reader.press("/", *"oslo", "enter")
        await found(reader)
        await reader.press("/")

        assert reader.text.splitlines()[-1].strip() == "Search all articles:"


async def test_where_only_unread_articles_are_listed_the_key_for_all_is_named(harbour: Store) -> None:
    harbour.marks.set_read(list(harbour.articles.list_ids(View(ViewKind.ALL), since=0)), True, now=NOW)

    async with reading(harbour) as reader:
        await reader.press("g", "a", ".")
        assert ". lists what was read, too" in reader.text

        await reader.press("/", *"oslo", "enter")
        await found(reader)
        await reader.press(".")
        await found(reader)
        assert "Nothing found for “oslo*”" in reader.text
        assert ". lists what was read, too" in reader.text


LEAVING = ":keep NAME keeps this search"


@pytest.mark.parametrize("way", [("q",), ("g", "s"), ("h",)], ids=["left", "another view", "the panes"])
async def test_how_a_search_is_left_is_said_no_more_when_it_was_left(harbour: Store, way: tuple[str, ...]) -> None:
    async with reading(harbour) as reader:
        await reader.press("/", *"oslo", "enter")
        await found(reader)
        assert LEAVING in reader.text

        await reader.press(*way)
        assert LEAVING not in reader.text


async def test_what_was_said_meanwhile_stays_when_a_search_is_left(harbour: Store) -> None:
    async with reading(harbour) as reader:
        await reader.press("/", *"oslo", "enter")
        await found(reader)
        reader.screen.say("Something else.")
        await reader.press("q")

        assert reader.text.splitlines()[-1].strip() == "Something else."


async def test_a_search_is_kept_as_a_view(harbour: Store) -> None:
    async with reading(harbour) as reader:
        await reader.press("/", *"oslo", "enter", ":", *"keep North", "enter")
        await found(reader)

        assert [(view.name, view.query) for view in harbour.views.all()] == [("North", "oslo*")]
        assert titles(reader) == ["Oslo at noon"]


async def test_a_wrong_query_says_what_was_expected_and_the_prompt_stays(harbour: Store) -> None:
    async with reading(harbour) as reader:
        await reader.press("/", *"minutes<abc oslo")
        assert "minutes" in reader.text.splitlines()[-2] or "At “" in reader.text
        await reader.press("enter")
        assert reader.screen.status.is_asking
        assert "At “" in reader.text


async def test_a_search_that_finds_nothing_says_which_of_its_conditions_does(harbour: Store) -> None:
    async with reading(harbour) as reader:
        await reader.press("/", *"tokyo xyzzy feed:towns ", "enter")
        await found(reader)
        assert "tokyo  finds 2" in reader.text
        assert "xyzzy  finds nothing" in reader.text
        assert "feed:towns  finds 4" in reader.text

        await reader.press("/", "ctrl+u", *"oslo tokyo ", "enter")
        await found(reader)
        assert "oslo  finds 1" in reader.text
        assert "finds nothing" not in reader.text

        await reader.press("q")
        assert "finds" not in reader.text


async def test_a_filter_that_finds_nothing_says_what_all_articles_have(harbour: Store) -> None:
    async with reading(harbour) as reader:
        rivers = next(row.view for row in reader.screen.feed_list.rows if row.label == "Rivers")
        assert rivers is not None
        reader.screen.open_view(rivers)
        await reader.press("F", *"tokyo", "enter")
        await found(reader)
        assert "2 in all articles · / searches them" in reader.text


async def test_what_finds_nothing_with_one_condition_is_counted_no_further(harbour: Store) -> None:
    async with reading(harbour) as reader:
        await reader.press("/", *"xyzzy", "enter")
        await found(reader)
        assert "Nothing found for “xyzzy*”" in reader.text
        assert "finds nothing" not in reader.text


@pytest.mark.parametrize(
    ("query", "caret"),
    [
        ("tile:oslo noon", 0),
        ("oslo minutes<abc noon", 13),
        ('oslo title:"at noon', 19),
        ("oslo or ) noon", 7),
        ("oslo (noon or night", 19),
        ("title: oslo", 6),
    ],
    ids=["field", "value", "quote", "operand", "parenthesis", "no value"],
)
async def test_enter_at_a_wrong_query_puts_the_caret_where_it_is_mended(harbour: Store, query: str, caret: int) -> None:
    async with reading(harbour) as reader:
        await reader.press("/", *query, "enter")
        prompt = reader.screen.query_one(Prompt)
        assert prompt.cursor_position == caret
        assert prompt.value == query


async def test_enter_keeps_a_last_word_that_is_half_typed_as_it_was_understood(harbour: Store) -> None:
    async with reading(harbour) as reader:
        await reader.press("/", *"wal", "enter")
        await found(reader)
        assert titles(reader) == ["A walk through Tōkyō"]
        assert "Search: wal*  1" in reader.text
        assert harbour.typed.lines("search") == ["wal"]


async def test_a_blank_behind_the_last_word_makes_it_whole(harbour: Store) -> None:
    async with reading(harbour) as reader:
        await reader.press("/", *"wal", "space")
        await found(reader)
        assert titles(reader) == []
        await reader.press("enter")
        await found(reader)
        assert titles(reader) == []
        assert "Search: wal " in reader.text


async def test_up_and_down_go_through_what_was_searched_for_each_query_once(harbour: Store) -> None:
    async with reading(harbour) as reader:
        for query in ("oslo", "tokyo", "oslo"):
            await reader.press("/", *query, "enter")
            await found(reader)
        await reader.press("/", "up")
        prompt = reader.screen.query_one(Prompt)
        assert prompt.value == "oslo"
        await reader.press("up")
        assert prompt.value == "tokyo"
        await reader.press("up")
        assert prompt.value == "tokyo"
        await reader.press("down")
        await found(reader)
        assert prompt.value == "oslo"
        assert titles(reader) == ["Oslo at noon"]


async def test_the_history_of_searches_can_be_forgotten(harbour: Store) -> None:
    async with reading(harbour) as reader:
        await reader.press("/", *"oslo", "enter", ":", *"search.forget", "enter")
        await found(reader)
        assert harbour.typed.lines("search") == []
        await reader.press("/", "up")
        assert reader.screen.query_one(Prompt).value == ""


async def test_f_narrows_the_list_that_is_shown_and_escape_widens_it(harbour: Store) -> None:
    async with reading(harbour) as reader:
        towns = next(row.view for row in reader.screen.feed_list.rows if row.label == "Towns")
        assert towns is not None
        reader.screen.open_view(towns)
        await reader.press("F", *"noon", "enter")
        await found(reader)
        assert titles(reader) == ["Oslo at noon"]
        assert "filter: noon" in reader.text

        await reader.press("escape")
        assert "filter" not in reader.text
        assert len(titles(reader)) == 4


async def test_a_filter_lists_nothing_of_other_lists(harbour: Store) -> None:
    async with reading(harbour) as reader:
        towns = next(row.view for row in reader.screen.feed_list.rows if row.label == "Towns")
        assert towns is not None
        reader.screen.open_view(towns)
        await reader.press("F", *"rivers", "enter")
        await found(reader)

        assert titles(reader) == []
        assert reader.screen.view == towns


async def test_hits_in_titles_come_first_where_the_user_wants_it_so_and_in_searches_to_come(store: Store) -> None:
    in_text = new_article("a", title="Nothing of note", blocks=paragraphs("All of Oslo came."), age_s=HOUR)
    add_feed(store, "Towns", [in_text, new_article("b", title="Oslo at noon", age_s=9 * HOUR)])
    async with reading(store) as reader:
        await reader.press("/", *"oslo", "enter")
        await found(reader)
        assert titles(reader) == ["Nothing of note", "Oslo at noon"]

        await reader.press("S", "h")
        await found(reader)
        assert titles(reader) == ["Oslo at noon", "Nothing of note"]
        assert "by rank" in reader.text
    async with reading(store) as reader:
        await reader.press("/", *"oslo")
        await found(reader)
        assert titles(reader) == ["Oslo at noon", "Nothing of note"]

        await reader.press("enter", "S", "h")
        await found(reader)
        assert titles(reader) == ["Nothing of note", "Oslo at noon"]


async def test_the_order_that_a_query_names_wins(harbour: Store) -> None:
    harbour.remembered.keep("search.ranked", 1)
    async with reading(harbour) as reader:
        await reader.press("/", *"tokyo sort:oldest", "enter")
        await found(reader)
        assert titles(reader) == ["A walk through Tōkyō", "Tokyo at night"]

        await reader.press("S", "h")
        assert "This query says its order itself" in reader.text
        assert titles(reader) == ["A walk through Tōkyō", "Tokyo at night"]


async def test_a_list_that_is_no_search_has_no_rank(harbour: Store) -> None:
    async with reading(harbour) as reader:
        await reader.press("S", "h")
        assert "Only a search has a rank. Press / to search." in reader.text


async def test_escape_goes_back_to_the_pane_that_had_the_keys(harbour: Store) -> None:
    async with reading(harbour) as reader:
        await reader.press("h", "/", *"oslo", "enter")
        await found(reader)
        await reader.press("escape")
        assert reader.screen.place is Place.FEEDS


async def test_a_search_is_asked_while_a_long_list_is_still_being_read_and_goes_back_to_all_of_it(store: Store) -> None:
    add_feed(store, "Towns", 450)
    async with reading(store) as reader:
        reader.screen.lister.open()
        reader.screen.searching.ask()
        await reader.press(*"towns 7")
        await found(reader)
        assert len(titles(reader)) == 11  # 7, and 70 to 79
        await reader.press("escape")
        assert len(reader.screen.lister.snapshot) == 450


async def test_an_empty_search_leaves_the_list_as_it_is(harbour: Store) -> None:
    async with reading(harbour) as reader:
        before = reader.screen.lister.snapshot
        await reader.press("/", "enter")
        assert reader.screen.lister.snapshot is before
        assert not reader.screen.status.is_asking


async def test_slash_in_the_article_still_finds_words_there(harbour: Store) -> None:
    async with reading(harbour) as reader:
        await reader.press("enter", "/", *"text", "enter")
        assert reader.screen.article_view.find is not None
        assert reader.screen.view == View(ViewKind.UNREAD)


async def test_a_search_in_twenty_cells_can_be_left(harbour: Store) -> None:
    async with reading(harbour, size=(20, 5)) as reader:
        await reader.press("/", *"tokyo", "enter")
        await found(reader)
        await reader.press("escape")
        assert reader.screen.view == View(ViewKind.UNREAD)


@pytest.mark.parametrize("size", [WIDE, MIDDLE], ids=["120x36", "80x24"])
def test_a_search_with_its_results(snap_compare: Compare, harbour: Store, size: tuple[int, int]) -> None:
    async def search(pilot: Pilot[None]) -> None:
        app = pilot.app
        assert isinstance(app, NewsApp)
        reader = Reader(app, pilot, app.reading)
        await reader.press("/", *"tokyo", "enter")
        await found(reader)

    assert picture(snap_compare, harbour, size, search)


@pytest.mark.parametrize("size", [WIDE, MIDDLE, NARROW], ids=["120x36", "80x24", "45x30"])
@pytest.mark.parametrize("key", ["F", "/"], ids=["filter", "search"])
def test_nothing_is_found(snap_compare: Compare, harbour: Store, key: str, size: tuple[int, int]) -> None:
    async def search(pilot: Pilot[None]) -> None:
        app = pilot.app
        assert isinstance(app, NewsApp)
        reader = Reader(app, pilot, app.reading)
        await reader.press(key, *"lighthouse", "enter")
        await found(reader)

    assert picture(snap_compare, harbour, size, search)


def test_the_prompt_of_a_filter_with_a_mistake(snap_compare: Compare, harbour: Store) -> None:
    # Wrong from its first sign on: which of the lists before a mistake was answered, nobody knows.
    assert picture(snap_compare, harbour, WIDE, keys("F", *")oslo minutes<5"))


def test_the_list_for_later_with_tags(snap_compare: Compare, harbour: Store) -> None:
    harbour.sorting.set_later([1, 3], True, now=NOW)
    harbour.sorting.tag([1], "japan", now=NOW)
    harbour.marks.set_starred([3], True, now=NOW)

    assert picture(snap_compare, harbour, WIDE, keys("g", "l"))
