"""What the feed pane lists."""

from __future__ import annotations

import msgspec
import pytest
from tests.building import add_feed, new_article
from tests.tui.driving import reading

from newsreader.model import Counts, Feed, View, ViewKind
from newsreader.store import Store
from newsreader.tui.sidebar import FeedOrder, SidebarRow, in_order, sidebar_rows

COUNTS = Counts(today=2, unread=31, starred=4, total=555)
FEED = Feed(1, "https://a.example/", "Alpha", "", None, 9, 3, None, None, False)


def feed(number: int, title: str, folder: str = "", error: str | None = None) -> Feed:
    return msgspec.structs.replace(FEED, id=number, title=title, folder=folder, error=error)


def test_the_standing_views_come_first_with_their_counts() -> None:
    assert sidebar_rows(COUNTS, ()) == (
        SidebarRow("Library"),
        SidebarRow("Today", View(ViewKind.TODAY), 2),
        SidebarRow("Unread", View(ViewKind.UNREAD), 31),
        SidebarRow("Starred", View(ViewKind.STARRED), 4),
        SidebarRow("All articles", View(ViewKind.ALL), 555),
        SidebarRow("Recently read", View(ViewKind.HISTORY)),
    )


def test_continue_is_there_while_it_has_articles_or_is_shown() -> None:
    begun = msgspec.structs.replace(COUNTS, continued=3)
    row = View(ViewKind.CONTINUE)

    assert SidebarRow("Continue", row, 3) in sidebar_rows(begun, ())
    assert SidebarRow("Continue", row, 0) in sidebar_rows(COUNTS, (), shown=row)
    assert all(each.view != row for each in sidebar_rows(COUNTS, (), shown=View(ViewKind.ALL)))


def test_feeds_follow_under_their_folders_a_gap_before_each() -> None:
    feeds = [feed(1, "Alpha"), feed(2, "Beta", "News"), feed(3, "Gamma", "News"), feed(4, "Delta", "News/Local")]

    rows = sidebar_rows(COUNTS, feeds)[6:]

    assert [row.label for row in rows] == ["", "Feeds", "Alpha", "", "News", "Beta", "Gamma", "", "News/Local", "Delta"]
    assert [row.is_heading for row in rows[:3]] == [False, True, False]
    assert rows[2] == SidebarRow("Alpha", View(ViewKind.FEED, 1), 3)


def test_a_failing_feed_carries_its_reason() -> None:
    row = sidebar_rows(COUNTS, [feed(1, "Alpha", error="It answered 503.")])[-1]

    assert row.error == "It answered 503."


def test_headings_and_gaps_cannot_be_opened() -> None:
    rows = sidebar_rows(COUNTS, [feed(1, "Alpha", "News")])

    assert [row.label for row in rows if row.view is None] == ["Library", "", "News"]


@pytest.mark.parametrize(
    ("order", "titles"),
    [
        (FeedOrder.NAME, ["Alpha", "Beta", "Gamma", "Delta"]),
        (FeedOrder.UNREAD, ["Beta", "Alpha", "Gamma", "Delta"]),
        (FeedOrder.LATEST, ["Gamma", "Alpha", "Beta", "Delta"]),
    ],
)
def test_feeds_of_a_folder_go_by_what_the_user_wants(order: FeedOrder, titles: list[str]) -> None:
    feeds = [feed(1, "Alpha"), feed(2, "Beta"), feed(3, "Gamma"), feed(4, "Delta", "News")]
    feeds[1] = msgspec.structs.replace(feeds[1], unread=9)

    ordered = in_order(feeds, order, {1: 100, 3: 200, 4: 300})

    assert [each.title for each in ordered] == titles


async def test_the_order_of_the_feeds_is_kept_and_the_cursor_keeps_its_feed(store: Store) -> None:
    add_feed(store, "Alpha", [new_article("a")])
    add_feed(store, "Beta", [new_article("b"), new_article("c")])
    async with reading(store) as reader:
        await reader.press("}", "g", "1", "S", "u")

        feeds = reader.screen.feed_list
        assert [row.label for row in feeds.rows][-2:] == ["Beta", "Alpha"]
        assert feeds.rows[feeds.cursor].label == "Alpha"

    async with reading(store) as reader:
        assert [row.label for row in reader.screen.feed_list.rows][-2:] == ["Beta", "Alpha"]
        await reader.press("g", "1", "S", "n")
        assert [row.label for row in reader.screen.feed_list.rows][-2:] == ["Alpha", "Beta"]


def test_later_is_there_while_it_has_articles_or_is_shown() -> None:
    put_aside = msgspec.structs.replace(COUNTS, later=2)
    row = View(ViewKind.LATER)

    assert SidebarRow("Later", row, 2) in sidebar_rows(put_aside, ())
    assert SidebarRow("Later", row, 0) in sidebar_rows(COUNTS, (), shown=row)
    assert all(each.view != row for each in sidebar_rows(COUNTS, ()))
