"""The line that `:` opens, as it is typed."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.building import HOUR, NOW, add_feed, open_store
from tests.engine.documents import articles, rss
from tests.loopback import Site
from tests.terminal import Terminal
from tests.tui.driving import MIDDLE, NARROW, WIDE, Reader, reading
from tests.tui.test_adding import type_in
from tests.tui.test_snapshots import Compare, keys, picture

from newsreader.model import Order, View, ViewKind
from newsreader.store import Store
from newsreader.tui.app import NewsApp
from newsreader.tui.commands import Place


@pytest.fixture
def coast(store: Store) -> Store:
    """Two feeds: Coast (1) with two articles, Harbour News (2) in Sea with four."""
    add_feed(store, "Coast", 2)
    add_feed(store, "Harbour News", 4, folder="Sea", url="https://harbour.example/feed")
    return store


async def say(reader: Reader, line: str) -> None:
    """Type a line and hand it over."""
    await reader.press("colon")
    await type_in(reader, line)
    await reader.press("enter")


def starred(store: Store) -> int:
    return store.articles.counts(since=0).starred


@pytest.mark.parametrize("line", ["star", "mark.star", ":star"])
async def test_a_command_is_run_by_its_names(coast: Store, line: str) -> None:
    async with reading(coast) as reader:
        await say(reader, line)

        assert reader.screen.focused is None
    assert starred(coast) == 1


async def test_an_empty_line_does_nothing_and_escape_leaves(coast: Store) -> None:
    async with reading(coast) as reader:
        before = reader.text
        await reader.press("colon", "enter")
        assert reader.text == before
        await reader.press("colon", "s", "t", "escape")
        assert reader.text == before
        await reader.press("colon", "backspace")
        assert reader.text == before


async def test_what_is_wrong_is_said_in_place_and_the_line_can_be_mended(coast: Store) -> None:
    async with reading(coast) as reader:
        await say(reader, "satr")
        assert "There is no command “satr”. Did you mean" in reader.text
        assert reader.text.rstrip().endswith(":satr")
        await reader.press("ctrl+u", "s", "t", "a", "r", "enter")

        assert reader.screen.focused is None
    assert starred(coast) == 1
    assert coast.typed.lines("line") == ["star"]


async def test_feeds_views_rows_and_orders_are_gone_to(coast: Store) -> None:
    async with reading(coast) as reader:
        await say(reader, "feed harb")
        assert reader.screen.view == View(ViewKind.FEED, 2)
        await say(reader, "3")
        assert reader.screen.article_list.cursor == 2
        await say(reader, "999")
        assert reader.screen.article_list.cursor == 3
        await say(reader, "view all")
        assert reader.screen.view == View(ViewKind.ALL)
        await say(reader, "sort title")
        assert reader.screen.lister.arrangement.order is Order.TITLE
        assert reader.screen.place is Place.ARTICLES


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("feed Mountain", "There is no feed “Mountain”"),
        ("view Mountain", "There is no view “Mountain”. Tab shows those there are."),
        ("view Unraed", "Did you mean Unread?"),
        ("set mesure 80", "There is no setting “mesure”. Did you mean reading.measure?"),
        ("sort titel", "Did you mean title?"),
        ("theme mountain", "There is no theme “mountain”."),
        ("sort size", "not sorted by “size”, but by date, feed, title, author, length, rare, rank."),
        ("set list.size 3", "There is no setting “list.size”."),
        ("set list.density huge", "list.density must be"),
        ("undo 25:00", "“25:00” is no time. Type a time like 14:05"),
        ("undo 2099-01-01", "is still to come."),
        ("undo 0", "That is none."),
        ("redo x", "“x” is no number."),
        ("add nonsense", "This address is not one of http or https."),
        ("zen now", ":zen takes nothing behind it."),
    ],
)
async def test_a_wrong_argument_says_what_was_expected(coast: Store, line: str, words: str) -> None:
    async with reading(coast) as reader:
        await say(reader, line)

        assert words in reader.text
        assert reader.text.rstrip().endswith(f":{line}")
    assert coast.typed.lines("line") == []


async def test_a_theme_and_a_setting_are_changed_here_and_in_the_file(coast: Store) -> None:
    async with reading(coast) as reader:
        await say(reader, "theme paper")
        await say(reader, "set list.density airy")

        app = reader.app
        assert isinstance(app, NewsApp)
        assert app.theme == "paper"
        assert reader.screen.article_list.row_height == 3
        assert "list.density is" in reader.text
        await say(reader, "set theme")
        assert "theme is" in reader.text
        assert "paper" in reader.text
        written = app.settings_file.path.read_text()
    assert 'theme = "paper"' in written
    assert 'density = "airy"' in written


async def test_tab_completes_commands_and_names_with_blanks(coast: Store) -> None:
    async with reading(coast) as reader:
        await reader.press("colon", "f", "e", "e", "d", "space")
        assert "Harbour News" in reader.text
        await reader.press("h", "tab", "enter")

        assert reader.screen.view == View(ViewKind.FEED, 2)
        await reader.press("colon", "s", "e", "t", "space", "d", "e", "n", "s", "tab")
        assert reader.text.rstrip().endswith(":set list.density")
        assert "airy" in reader.text


async def test_what_was_typed_comes_back_with_the_arrows_also_after_a_restart(coast: Store) -> None:
    async with reading(coast) as reader:
        for line in ("star", "undo", "sort title", "sort title"):
            await say(reader, line)
    coast.close()

    again = open_store(coast.path.parent)
    async with reading(again) as reader:
        await reader.press("colon", "up")
        assert reader.text.rstrip().endswith(":sort title")
        await reader.press("up", "up")
        assert reader.text.rstrip().endswith(":star")
        await reader.press("down", "down", "down")
        assert reader.text.rstrip().endswith(":")
        await reader.press("u", "up", "enter")
    assert starred(again) == 0
    assert again.typed.lines("line") == ["star", "sort title", "undo"]  # each once


async def test_all_since_a_time_is_undone_in_one_and_redone_in_one(coast: Store) -> None:
    for number, age_s in ((1, 3 * HOUR), (2, HOUR), (3, 60)):
        coast.marks.set_starred([number], True, now=NOW - age_s)
    async with reading(coast) as reader:
        await reader.press("colon", *"undo", "space", "tab", "enter")
        assert starred(coast) == 2
        await reader.press("ctrl+r")
        assert starred(coast) == 3
        await say(reader, "undo 2")
        assert "Undone: 2 changes, the first" in reader.text
        assert starred(coast) == 1
        await say(reader, "redo 2")
        assert starred(coast) == 3
        await reader.press("u")
        assert starred(coast) == 1
        await say(reader, "undo 50")
        assert starred(coast) == 0
        await say(reader, "undo 1")
        assert "Nothing to undo." in reader.text


async def test_what_was_changed_since_is_kept_and_said(coast: Store) -> None:
    coast.marks.set_starred([1, 2], True, now=NOW)
    with coast._database.transaction() as connection:
        connection.execute("UPDATE articles SET starred_at = 5")
    async with reading(coast) as reader:
        await say(reader, "undo 1")

        assert "(kept 2 that were changed since)" in reader.text


async def test_a_feed_is_added_with_its_folder(store: Store, site: Site) -> None:
    url = site.serve("/feed", rss("Harbour", articles(2)))
    async with reading(store) as reader:
        await say(reader, f"add {url} News/Sea and Coast")
        await reader.until(lambda: "Added Harbour · 2 articles" in reader.text)

    assert store.feeds.all()[0].folder == "News/Sea and Coast"


async def test_promise_8_names_are_offered_as_they_are(store: Store) -> None:
    add_feed(store, "[bold]Har[/]bour\x1b]0;x\x07\u202e", 1, url="https://h.example/")
    async with reading(store) as reader:
        await reader.press("colon", *"feed", "space")

        assert "[bold]Har[/]bour" in reader.text
        assert not set(reader.text) & set("\x1b\x07\u202e")


async def test_a_command_that_needs_a_name_asks_for_it_from_the_palette(coast: Store) -> None:
    async with reading(coast) as reader:
        command = next(each for each in reader.screen.keys.keymap.commands if each.id == "feed.go")
        reader.screen.keys.run(command)
        await reader.settle()

        assert reader.text.rstrip().endswith(":feed")
        assert "Harbour News" in reader.text


@pytest.mark.parametrize("size", [WIDE, MIDDLE, NARROW], ids=["120x36", "80x24", "45x30"])
def test_the_line_with_what_is_offered(snap_compare: Compare, coast: Store, size: tuple[int, int]) -> None:
    assert picture(snap_compare, coast, size, keys("colon", *"set", "space", *"list.den", "tab"))


def test_in_a_real_terminal_lines_typed_at_once_are_done_in_order(tmp_path: Path) -> None:
    open_store(tmp_path).close()
    terminal = Terminal(tmp_path)
    try:
        terminal.until("1 of 12")
        terminal.press(":view all\r:3\rs:star\r:2\rs")
        terminal.until("2 of 12")
        terminal.press(":undo 99\r")
        terminal.until("Undone: 3 changes")
        terminal.press(":set list.dens\t")
        terminal.until(":set list.density")
        terminal.press("\x15q\r")
        assert terminal.wait() == 0
    finally:
        terminal.close()
