"""Queries that are kept as views: in the sidebar, opened, renamed, forgotten; and the articles of a tag."""

from __future__ import annotations

import msgspec
from tests.building import NOW, add_feed
from tests.tui.driving import WIDE, Reader, reading
from tests.tui.test_sidebar import COUNTS, feed

from newsreader.model import View, ViewKind
from newsreader.query.kept import RuleAction
from newsreader.store import Store
from newsreader.tui.sidebar import KeptView, SidebarRow, sidebar_rows

HIGH = View(ViewKind.QUERY, query='title:"nature 2"', name="Second")


async def counted(reader: Reader) -> None:
    """Wait until the views were counted."""
    reader.screen.kept._count()
    await reader.settle()


def titles(reader: Reader) -> list[str]:
    snapshot = reader.screen.lister.snapshot
    rows = (snapshot.headline(index) for index in range(len(snapshot)))
    return [row.title for row in rows if row is not None]


def test_kept_views_stand_between_library_and_feeds_by_folder() -> None:
    work = msgspec.structs.replace(HIGH, name="Work")
    kept = [KeptView(work, folder="Job"), KeptView(HIGH, icon="♪", unread=3)]

    rows = sidebar_rows(COUNTS, [feed(1, "Alpha")], kept=kept)

    assert [row.label for row in rows[6:]] == ["", "Views", "Second", "", "Job", "Work", "", "Feeds", "Alpha"]
    assert rows[8] == SidebarRow("Second", HIGH, 3, icon="♪")


async def test_a_kept_view_is_listed_with_its_unread_count_and_opened_like_any_view(store: Store) -> None:
    add_feed(store, "Nature", 3)
    store.views.save("Second", 'title:"nature 2"', now=NOW)

    async with reading(store) as reader:
        await counted(reader)
        row = next(row for row in reader.screen.feed_list.rows if row.label == "Second")
        assert row == SidebarRow("Second", HIGH, 1)

        await reader.press(":", *"view second", "enter")
        assert reader.screen.view == HIGH
        assert titles(reader) == ["Title of Nature 2"]
        assert "Second" in reader.screen.article_list.title


async def test_the_cursor_in_the_feeds_opens_a_kept_view(store: Store) -> None:
    add_feed(store, "Nature", 3)
    store.views.save("Second", 'title:"nature 2"', now=NOW)

    async with reading(store) as reader:
        await reader.press("g", "f", "G", "k")
        assert reader.screen.view == HIGH
        assert titles(reader) == ["Title of Nature 2"]


async def test_a_query_that_cannot_be_understood_says_so_in_its_place(store: Store) -> None:
    add_feed(store, "Nature", 3)
    store.views.save("Broken", "minutes<", now=NOW)

    async with reading(store) as reader:
        await counted(reader)
        row = next(row for row in reader.screen.feed_list.rows if row.label == "Broken")
        assert row.error

        await reader.press(":", *"view broken", "enter")
        assert "minutes<" in reader.text
        assert titles(reader) == []


async def test_a_view_is_sorted_and_only_unread_as_any_list(store: Store) -> None:
    add_feed(store, "Nature", 3)
    newest, *_ = store.articles.list_ids(View(ViewKind.ALL), since=0)
    store.marks.set_read([newest], True, now=NOW)
    store.views.save("All of it", "feed:nature", now=NOW)

    async with reading(store) as reader:
        await reader.press(":", *"view all of it", "enter", "S", "d")
        assert titles(reader) == [f"Title of Nature {number}" for number in (3, 2, 1)]
        await reader.press(".")
        assert titles(reader) == ["Title of Nature 3", "Title of Nature 2"]


async def test_e_renames_a_view_where_the_feeds_have_the_keys(store: Store) -> None:
    add_feed(store, "Nature", 3)
    store.views.save("Second", 'title:"nature 2"', now=NOW)
    store.views.save("Taken", "unread", now=NOW)

    async with reading(store) as reader:
        await reader.press(":", *"view second", "enter", "g", "f", "E", "ctrl+u", *"Taken", "enter")
        assert "There is a view Taken already." in reader.text
        await reader.press("ctrl+u", *"Chosen", "enter")

        assert [view.name for view in store.views.all()] == ["Chosen", "Taken"]
        assert reader.screen.view.name == "Chosen"
        assert any(row.label == "Chosen" for row in reader.screen.feed_list.rows)


async def test_d_forgets_a_view_and_undo_brings_it_back(store: Store) -> None:
    add_feed(store, "Nature", 3)
    store.views.save("Second", 'title:"nature 2"', now=NOW)

    async with reading(store) as reader:
        await reader.press(":", *"view second", "enter", "g", "f", "D")
        assert store.views.all() == []
        assert "Removed the view Second. u takes it back." in reader.text
        assert titles(reader) == ["Title of Nature 2"]

        await reader.press("u")
        assert "Undone: removed the view Second" in reader.text
        assert [view.query for view in store.views.all()] == ['title:"nature 2"']
        assert any(row.label == "Second" for row in reader.screen.feed_list.rows)


async def test_what_is_no_search_cannot_be_kept(store: Store) -> None:
    add_feed(store, "Nature", 1)

    async with reading(store) as reader:
        await reader.press(":", *"keep this", "enter")
        assert "This list is no search." in reader.text
        assert store.views.all() == []


async def test_gt_lists_the_tags_and_opens_one(store: Store) -> None:
    add_feed(store, "Nature", 3)
    store.sorting.tag([2], "news/far east", now=NOW)
    store.sorting.tag([1], "japan", now=NOW)

    async with reading(store) as reader:
        await reader.press("g", "T")
        assert "news/far east" in reader.text
        await reader.press("j", "enter")

        assert titles(reader) == ["Title of Nature 2"]
        assert reader.screen.article_list.title == "#news/far east"


async def test_without_tags_gt_says_how_to_give_one(store: Store) -> None:
    add_feed(store, "Nature", 1)

    async with reading(store) as reader:
        await reader.press("g", "T")
        assert "No tags yet. Press t at an article" in reader.text


async def test_muted_is_listed_with_its_count_while_rules_hide_anything(store: Store) -> None:
    add_feed(store, "Nature", 3)
    store.rules.save("quiet", 'title:"nature 2"', RuleAction.HIDE, now=NOW)

    async with reading(store) as reader:
        await counted(reader)
        assert SidebarRow("Muted", View(ViewKind.MUTED), 1) in reader.screen.feed_list.rows

        store.rules.remove(store.rules.all()[0], now=NOW)
        await counted(reader)
        assert all(row.label != "Muted" for row in reader.screen.feed_list.rows)


def kept(store: Store) -> list[tuple[str, str, str, str]]:
    return [(view.name, view.query, view.icon, view.folder) for view in store.views.all()]


async def test_a_filtered_list_is_kept_as_a_view(store: Store) -> None:
    add_feed(store, "Nature", 3)

    async with reading(store) as reader:
        await reader.press("F", *"nature 2", "enter", ":", *"keep Second", "enter")

        assert kept(store) == [("Second", "unread nature 2*", "", "")]
        assert reader.screen.view.name == "Second"
        assert titles(reader) == ["Title of Nature 2"]


async def test_e_changes_the_query_with_its_count_and_what_is_wrong(store: Store) -> None:
    add_feed(store, "Nature", 3)
    store.views.save("Second", 'title:"nature 2"', icon="★", now=NOW)

    async with reading(store) as reader:
        await reader.press(":", *"view second", "enter", "g", "f", "e")
        assert "Query of Second: title:" in reader.text
        await reader.until_shown("1 article")
        await reader.press("ctrl+u", *"nature")
        await reader.until_shown("3 articles")
        await reader.press(*" titel:x unread")
        await reader.until_shown("At “titel:")
        assert "3 articles" not in reader.text
        await reader.press("enter")
        assert reader.screen.status.is_asking
        assert kept(store) == [("Second", 'title:"nature 2"', "★", "")]
        await reader.press("end", "ctrl+u", *"nature", "enter")

        assert kept(store) == [("Second", "nature", "★", "")]
        assert len(titles(reader)) == 3
        assert "Changed the view Second. u takes it back." in reader.text
        await reader.press("u")
        assert kept(store) == [("Second", 'title:"nature 2"', "★", "")]
        assert titles(reader) == ["Title of Nature 2"]


async def test_a_query_that_was_not_understood_says_why_before_anything_is_typed(store: Store) -> None:
    store.views.save("Broken " * 20, "minutes<", now=NOW)

    async with reading(store) as reader:
        await reader.press(":", *"view broken", "enter", "g", "f", "e")

        assert "At “minutes<”: After “minutes<” a number is expected" in reader.text
        assert "…: minutes<" in reader.text


async def test_escape_leaves_the_query_as_it_is(store: Store) -> None:
    add_feed(store, "Nature", 3)
    store.views.save("Second", 'title:"nature 2"', now=NOW)

    async with reading(store) as reader:
        await reader.press(":", *"view second", "enter", "g", "f", "e", *" unread", "escape")

        assert kept(store) == [("Second", 'title:"nature 2"', "", "")]
        assert reader.screen.status.prompt_note == ""


async def test_ctrl_up_and_down_move_a_view_among_those_of_its_folder(store: Store) -> None:
    add_feed(store, "Nature", 1)
    for name, folder in (("One", ""), ("Far", "Away"), ("Two", ""), ("Three", "")):
        store.views.save(name, "nature", folder=folder, now=NOW)
    store.views.change(store.views.all()[3], query="nature 1", now=NOW)

    async with reading(store) as reader:
        await reader.press(":", *"view three", "enter", "g", "f", "2", "ctrl+up")
        assert [view.name for view in store.views.all()] == ["Three", "One", "Far", "Two"]
        await reader.press("ctrl+up")
        assert "It is the first one here." in reader.text
        await reader.press("ctrl+down")
        assert [view.name for view in store.views.all()] == ["One", "Three", "Far", "Two"]
        await reader.press("ctrl+down")
        labels = [row.label for row in reader.screen.feed_list.rows]
        assert labels[labels.index("Views") :][:4] == ["Views", "One", "Two", "Three"]
        assert reader.screen.view.name == "Three"
        await reader.press("u", "u")
        assert [view.name for view in store.views.all()] == ["Three", "One", "Far", "Two"]


async def test_a_view_gets_an_icon_and_a_folder(store: Store) -> None:
    add_feed(store, "Nature", 1)
    store.views.save("Other", "unread", folder="Science", now=NOW)
    store.views.save("Mine", "nature", now=NOW)

    async with reading(store) as reader:
        await reader.press(":", *"view mine", "enter", ":", *"icon +", "enter", "g", "f", "t", "S", "tab", "enter")

        assert kept(store)[1] == ("Mine", "nature", "+", "Science")
        assert "+ Mine" in reader.text
        await reader.press("u", "u")
        assert kept(store)[1] == ("Mine", "nature", "", "")


async def test_an_icon_of_two_cells_does_not_touch_the_name(store: Store) -> None:
    store.views.save("Sea", "unread", icon="🌊", now=NOW)

    async with reading(store, WIDE) as reader:
        assert "🌊 Sea" in reader.text


async def test_what_is_no_view_of_the_reader_has_no_query_and_no_icon(store: Store) -> None:
    add_feed(store, "Nature", 1)

    async with reading(store) as reader:
        await reader.press("g", "f", "e")
        assert "This is no view of yours." in reader.text
        await reader.press("ctrl+down")
        assert "This is no view of yours." in reader.text
        await reader.press(":", *"icon x", "enter")
        assert "This is no view of yours." in reader.text


async def test_a_view_that_another_program_changed_is_followed_by_undo(store: Store) -> None:
    add_feed(store, "Nature", 3)
    store.views.save("Second", 'title:"nature 2"', now=NOW)

    async with reading(store) as reader:
        await reader.press(":", *"view second", "enter")
        store.views.rename(store.views.all()[0], "Other", now=NOW)
        await reader.press("u")

        assert reader.screen.view.name == "Second"
        assert any(row.view == reader.screen.view for row in reader.screen.feed_list.rows)
