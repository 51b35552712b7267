"""Themes put on and taken off, no colour at all, and the user's own sheet."""

from __future__ import annotations

from pathlib import Path

import pytest
from rich.segment import Segment
from tests.building import add_feed, new_article
from tests.terminal import Terminal
from tests.tui.driving import BY_HAND, MIDDLE, WIDE, Reader, reading
from tests.tui.test_inks import SIGN, too_faint
from tests.writing.samples import EVERY_KIND, STYLES

from newsreader.settings import Settings, load_settings
from newsreader.store import Store
from newsreader.tui.background import Ground
from newsreader.tui.looks import USER_SHEET, fault_in


@pytest.fixture
def library(store: Store) -> Store:
    """An article of every kind, one that is starred, a feed that fails."""
    add_feed(store, "Observer", [new_article("all", blocks=(*EVERY_KIND, STYLES), author="Ada"), new_article("b")])
    failing = add_feed(store, "Failing", 0)
    store.refreshing.record_failure(failing, "It answered 503.", due_at=0, now=1)
    store.marks.set_starred([1], True, now=1)
    return store


def segments(reader: Reader) -> list[Segment]:
    return [segment for line in reader.app.screen._compositor.render_strips() for segment in line]


async def test_words_can_be_read_in_every_theme(library: Store) -> None:
    faint = []
    async with reading(library, WIDE) as reader:
        themes = reader.app.available_themes.values()
        for theme in (each for each in themes if not each.ansi):
            reader.app.looks.choose(theme.name)
            for keys in (("g", "2"), ("g", "1"), ("g", "3")):
                await reader.press(*keys)
                words = dict(too_faint(segments(reader)))
                faint += [(theme.name, keys[1], *each) for each in words.items() if not SIGN.fullmatch(each[0])]

    assert len(themes) > 20
    assert faint == []


@pytest.mark.parametrize("size", [WIDE, MIDDLE], ids=["wide", "middle"])
async def test_mono_paints_no_colour_and_still_tells_where_the_cursor_is(library: Store, size: tuple[int, int]) -> None:
    async with reading(library, size, Settings("mono", BY_HAND.refresh)) as reader:
        for keys in (("j",), ("g", "1"), ("g", "3"), ("/", "e"), ("enter",), ("g", "C")):
            await reader.press(*keys)
            styles = [style for _, style, _ in segments(reader) if style is not None]
            colours = {colour for style in styles for colour in (style.color, style.bgcolor) if colour is not None}
            assert all(colour.is_default for colour in colours)
        assert any(style.reverse for style in styles)


async def test_the_cursor_in_a_theme_of_the_terminals_colours_is_reversed(library: Store) -> None:
    async with reading(library, WIDE, Settings("ansi-dark", BY_HAND.refresh)) as reader:
        row = [segment for segment in segments(reader) if segment.style is not None and segment.style.reverse]

        assert any("all" in segment.text or "b" in segment.text for segment in row)
        assert not any(segment.style is not None and segment.style.dim for segment in row)
        assert len({segment.style.color for segment in row if segment.style is not None}) == 1
        await reader.press("l", "/", "e", "enter")
        assert any(s.style is not None and s.style.reverse and s.text == "e" for s in segments(reader))


def test_no_color_means_no_colour(terminals: list[Terminal], tmp_path: Path) -> None:
    terminal = Terminal(tmp_path, environment={"NO_COLOR": "1"})
    terminals.append(terminal)
    terminal.until("1 of 12")
    terminal.press("jsl?")
    terminal.until("article.copy")

    colours = {cell.fg for line in terminal.screen.buffer.values() for cell in line.values()}
    grounds = {cell.bg for line in terminal.screen.buffer.values() for cell in line.values()}

    assert (colours, grounds) == ({"default"}, {"default"})
    assert not any(code in terminal.raw for code in (b"38;2;", b"48;2;", b"38;5;", b"48;5;"))


def test_a_theme_by_its_name_goes_before_no_color(terminals: list[Terminal], tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_text('theme = "ink"\n')
    terminal = Terminal(tmp_path, environment={"NO_COLOR": "1"})
    terminals.append(terminal)
    terminal.until("1 of 12")

    assert b"48;2;" in terminal.raw


async def test_a_theme_is_tried_on_and_left(library: Store) -> None:
    async with reading(library) as reader:
        await reader.press("g", "C", "j", "j")
        assert reader.app.theme == "paper"
        title = next(s for s in segments(reader) if s.text.strip() == "SHOW" or "Observer".upper() in s.text)
        assert title.style is not None

        await reader.press("escape")

        assert reader.app.theme == "ink"
        assert reader.app.looks.follows_terminal


async def test_a_theme_is_tried_on_and_kept(library: Store, tmp_path: Path) -> None:
    async with reading(library) as reader:
        await reader.press("g", "C", "j", "j", "enter")

        assert reader.app.theme == "paper"
        assert "The theme is paper from now on." in reader.text
        path = reader.app.settings_file.path
    assert load_settings(path).settings.theme == "paper"


async def test_the_head_of_the_article_changes_its_inks_too(library: Store) -> None:
    async with reading(library) as reader:
        reader.app.looks.choose("paper")
        await reader.settle()

        assert dict(too_faint(segments(reader))) == {}


async def test_a_terminal_that_turns_changes_only_a_theme_that_follows_it(library: Store) -> None:
    async with reading(library) as reader:
        reader.app.looks.follow(Ground.LIGHT)
        assert reader.app.theme == "paper"
        reader.app.looks.choose("nord")
        reader.app.looks.follow(Ground.DARK)
        assert reader.app.theme == "nord"
        reader.app.looks.choose("auto")
        assert reader.app.theme == "ink"


def beside_settings(store: Store, rules: str) -> None:
    from tests.building import paths_of

    paths_of(store).settings.with_name(USER_SHEET).write_text(rules)


async def test_the_users_sheet_goes_over_all_others(library: Store) -> None:
    beside_settings(library, "#feeds { width: 33; }\n.ink--bar { color: red; }\n#help { width: 40; }\n")

    async with reading(library) as reader:
        assert reader.screen.feed_list.size.width == 33
        await reader.press("?")
        assert reader.app.screen.query_one("#help").size.width == 40


@pytest.mark.parametrize(
    ("rules", "said"),
    [
        ("#feeds {\n  width: 33;\n  colour: red;\n}\n", "user.tcss, line 3: "),
        ("#feeds {\n width: 3", "user.tcss, line 1: this { is not closed"),
        ("\n\n}", "user.tcss, line 3: "),
        ("#feeds { color: $nosuch; }", "user.tcss, line 1: reference to undefined variable '$nosuch'"),
        ("#feeds { width: \x1b]0;pwned\x07; }", "user.tcss, line 1: "),
    ],
)
async def test_a_fault_in_the_users_sheet_is_said_with_its_line(library: Store, rules: str, said: str) -> None:
    beside_settings(library, rules)

    async with reading(library, (150, 36)) as reader:
        assert said in reader.text
        assert reader.screen.feed_list.size.width == 30
        await reader.press("j")


async def test_a_users_sheet_that_does_not_go_with_a_theme_is_left_out_with_that_one(library: Store) -> None:
    beside_settings(library, "#feeds { width: 33; color: $surface-active; }")

    async with reading(library) as reader:
        assert reader.screen.feed_list.size.width == 33
        reader.app.looks.choose("mono")
        await reader.settle()
        assert reader.screen.feed_list.size.width == 25
        reader.app.looks.choose("paper")
        await reader.settle()
        assert reader.screen.feed_list.size.width == 33


async def test_a_users_sheet_that_cannot_be_read_says_why(library: Store) -> None:
    from tests.building import paths_of

    paths_of(library).settings.with_name(USER_SHEET).write_bytes(b"\xff\xfe#feeds")

    async with reading(library) as reader:
        assert "user.tcss cannot be read: it is not utf-8 text." in reader.text


def test_a_right_sheet_has_no_fault() -> None:
    assert fault_in("#feeds { width: 20; }", {}) == ""
