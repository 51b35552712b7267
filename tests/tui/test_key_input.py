"""What keys do on the reading screen: counts, the user's keys, macros, other layouts, the panel of hints."""

from __future__ import annotations

import time

import msgspec
import pytest
from tests.building import add_feed, new_article, paragraphs
from tests.tui.driving import BY_HAND, MIDDLE, NARROW, WIDE, Reader, reading

from newsreader.settings import Settings
from newsreader.store import Store
from newsreader.tui import browsing
from newsreader.tui.commands import Command, Group, Place
from newsreader.tui.widgets.key_hints import KeyHints, hints_of, in_columns


def with_keys(**table: object) -> Settings:
    return msgspec.structs.replace(BY_HAND, keys=table)


@pytest.fixture
def library(store: Store) -> Store:
    add_feed(store, "Alpha", 30)
    add_feed(store, "Beta", 0)
    add_feed(store, "Gamma", 3)
    add_feed(store, "Delta", 2)
    return store


def row(reader: Reader) -> int:
    return reader.screen.article_list.cursor + 1


def feed(reader: Reader) -> str:
    rows = reader.screen.feed_list.rows
    return rows[reader.screen.feed_list.cursor].label


async def test_a_count_repeats_moves_in_the_list(library: Store) -> None:
    async with reading(library) as reader:
        steps = []
        for keys in ("5j", "2k", "3J", "2K", "20G", "3gg", "99G", "1G", "3n", "2p"):
            await reader.press(*keys)
            steps.append(row(reader))

    assert steps == [6, 4, 7, 5, 20, 3, 35, 1, 4, 2]


async def test_a_count_of_pages_is_so_many_pages(library: Store) -> None:
    async with reading(library, MIDDLE) as reader:
        await reader.press("ctrl+d")
        half = row(reader) - 1
        await reader.press("g", "g", "2", "ctrl+d")

        assert row(reader) - 1 == 2 * half


async def test_a_count_in_the_feeds_goes_over_what_can_be_chosen(library: Store) -> None:
    async with reading(library) as reader:
        await reader.press("h", "g", "g", "5", "j")
        fifth = feed(reader)
        await reader.press("6", "G")
        assert feed(reader) == fifth

        await reader.press("g", "g", "2", "}")
        assert feed(reader) == "Beta"
        await reader.press("2", "]")
        assert feed(reader) == "Gamma"


async def test_a_count_is_shown_while_more_may_follow(library: Store) -> None:
    async with reading(library) as reader:
        await reader.press("1", "2", "g")
        assert reader.text.splitlines()[-1].strip() == "12g"

        await reader.press("g")
        assert (row(reader), "12g" in reader.text) == (12, False)


async def test_the_users_keys_work_and_the_footer_shows_them(library: Store) -> None:
    settings = with_keys(**{"mark.star": ["ctrl+s"], "feed.next": {"articles": ["j"]}})
    async with reading(library, settings=settings) as reader:
        assert "Ctrl-S star" in reader.text

        await reader.press("s")
        assert "★ starred" not in reader.text
        await reader.press("ctrl+s")
        assert "★ starred" in reader.text
        await reader.press("j")
        assert feed(reader) == "Alpha"


async def test_letters_of_another_layout_work_in_the_panes_and_stay_what_they_are_in_a_prompt(store: Store) -> None:
    add_feed(store, "Alpha", [new_article(name, blocks=paragraphs("Слово и слово.")) for name in ("a", "b", "c")])
    async with reading(store, settings=with_keys(langmap="cyrillic")) as reader:
        await reader.press("о", "5", "о")
        assert row(reader) == 3

        await reader.press("п", "п")
        assert row(reader) == 1

        await reader.press("enter", "/", *"слово")
        assert "1 of 2" in reader.text


async def test_a_macro_runs_its_steps_one_after_the_other(library: Store) -> None:
    macros = {"g o": ["3 article.next", "mark.star", "feed.next_unread", "article.next", "mark.read"]}
    async with reading(library, settings=with_keys(macros=macros)) as reader:
        await reader.press("g", "o")
        await reader.settle()

        assert (feed(reader), reader.title) == ("Alpha", "Title of Alpha 2")
        await reader.press("g", "s")
        assert row(reader) == 1


async def test_a_step_acts_on_the_article_that_the_step_before_went_to(
    library: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    monkeypatch.setattr(browsing, "browse", lambda screen, address: opened.append(address))
    articles = [new_article(str(number), link=f"https://a.example/{number}", age_s=number) for number in range(1, 9)]
    add_feed(library, "Linked", articles)
    macros = {", o": ["article.browse", "article.next"]}
    async with reading(library, settings=with_keys(macros=macros)) as reader:
        await reader.press("2", "j", "3", ",", "o")
        await reader.settle()

        assert opened == [f"https://a.example/{number}" for number in (3, 4, 5)]
        assert row(reader) == 6


async def test_a_line_of_the_command_line_is_a_step_too(library: Store) -> None:
    macros = {", t": [":sort title", ":1", "article.next"], ", r": [":theme nosuchtheme", "mark.star"]}
    async with reading(library, settings=with_keys(macros=macros)) as reader:
        await reader.press(",", "t")
        await reader.settle()
        assert "by title" in reader.text
        assert row(reader) == 2

        await reader.press(",", "r")
        assert ",r stopped at :theme nosuchtheme" in reader.text
        assert "★ starred" not in reader.text


async def test_a_step_that_fails_stops_the_rest_and_says_so(library: Store) -> None:
    macros = {", x": ["article.browse", "mark.star"], ", y": ["find.start", "mark.star"]}
    macros |= {", z": ["program.help", "mark.star"]}
    async with reading(library, settings=with_keys(macros=macros)) as reader:
        await reader.press(",", "x")
        assert ",x stopped at article.browse: There is no page to open here." in reader.text
        assert "★ starred" not in reader.text

        await reader.press(",", "y")
        await reader.press("escape")
        assert ",y stopped before mark.star" in reader.text
        assert "★ starred" not in reader.text

        await reader.press(",", "z")
        await reader.press("escape")
        assert ",z stopped before mark.star" in reader.text
        assert "★ starred" not in reader.text


AFTER_S = 0.4
"""The panel comes no sooner."""


async def wait_for_panel(reader: Reader) -> KeyHints:
    await reader.until(lambda: bool(reader.screen.query(KeyHints)))
    return reader.screen.query_one(KeyHints)


@pytest.mark.parametrize("size", [WIDE, MIDDLE, NARROW, (20, 5)], ids=["120x36", "80x24", "45x30", "20x5"])
async def test_after_a_while_a_panel_shows_what_may_follow_and_takes_no_key(
    library: Store, size: tuple[int, int]
) -> None:
    async with reading(library, size) as reader:
        begun = time.monotonic()
        await reader.press("g")
        assert not list(reader.screen.query(KeyHints)) or time.monotonic() - begun >= AFTER_S
        panel = await wait_for_panel(reader)
        assert "Top" in reader.text
        assert reader.text.splitlines()[-1].strip() == "g"

        await reader.press("s")
        assert not panel.display
        assert "Starred" in reader.text


async def test_the_panel_shows_the_users_keys_and_macros_and_only_where_they_work(library: Store) -> None:
    keys = {"go.starred": ["g x x"], "feed.stop": [], "link.hint": ["g L"]}
    settings = with_keys(**keys, macros={"g o": {"name": "[b]Open[/b]", "steps": ["mark.read"]}})
    async with reading(library, settings=settings) as reader:
        await reader.press("g")
        await wait_for_panel(reader)
        assert "xx  Go to starred" in reader.text
        assert "[b]Open[/b]" in reader.text
        assert "Open a link" not in reader.text

        await reader.press("escape", "g", "3", "g")
        await reader.until_shown("Open a link")


async def test_no_panel_comes_behind_a_stroke_that_was_quicker(library: Store) -> None:
    async with reading(library) as reader:
        later: list[bool] = []
        await reader.press("g", "g", "5")
        reader.screen.set_timer(0.45, lambda: later.append(True))
        await reader.until(lambda: bool(later))

        assert not list(reader.screen.query(KeyHints))


async def test_a_panel_is_laid_out_anew_when_the_window_changes(library: Store) -> None:
    async with reading(library, WIDE) as reader:
        await reader.press("g")
        await wait_for_panel(reader)
        await reader.pilot.resize_terminal(*NARROW)
        await reader.settle()

        assert all(len(line) <= NARROW[0] for line in reader.text.splitlines())
        assert "Top" in reader.text


def command(label: str) -> Command:
    return Command(label, label, label, (), Group.GO, Place.EVERYWHERE)


def test_the_keys_of_one_command_stand_together() -> None:
    top, feeds = command("Top"), command("Feeds")

    assert hints_of([("g", top), ("1", feeds), ("f", feeds)]) == [("g", "Top"), ("1 f", "Feeds")]


@pytest.mark.parametrize("width", [20, 45, 80, 200])
@pytest.mark.parametrize("rows", [1, 3, 12])
def test_columns_fit_the_window_and_what_does_not_is_counted(width: int, rows: int) -> None:
    hints = [(chr(97 + number), f"Command number {number}") for number in range(26)]

    lines = in_columns(hints, width, rows)

    shown = [hint for line in lines for hint in line]
    assert len(lines) <= rows
    assert len(lines[0]) == max(len(line) for line in lines)
    if shown[-1][0] == "…" or any(keys == "…" for keys, _ in shown):
        (more,) = [words for keys, words in shown if keys == "…"]
        assert int(more.split()[0]) == 26 - len(shown) + 1
    else:
        assert len(shown) == 26


async def test_at_the_feeds_only_q_quits(store: Store) -> None:
    async with reading(store) as reader:
        await reader.press("h", "h", "escape", "left")
        assert reader.screen.place is Place.FEEDS
        assert "Q quits." in reader.text
        app = reader.screen.news_app
        assert not app.is_leaving

        await reader.press("q")
        assert app.is_leaving
