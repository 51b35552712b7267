"""Signs for terminals that have few, and words for people who hear them."""

from __future__ import annotations

import ast
from functools import partial
from pathlib import Path

import msgspec
import pytest
from rich.cells import cell_len
from tests.building import add_feed, new_article
from tests.terminal import Terminal
from tests.tui.driving import BY_HAND, MIDDLE, NARROW, WIDE, reading
from tests.writing.samples import EVERY_KIND, STYLES

from newsreader.settings import Glyphs, Settings, TerminalSettings
from newsreader.store import Store
from newsreader.tui import glyphs
from newsreader.tui.glyphs import ASCII, SPOKEN, signs_for

_NOT_PAINTED = {"glyphs.py", "langmaps.py", "code_languages.py", "finding.py", "placeholders.py", "selecting.py"}
"""What is in these is compared with what was typed or sent, or is what a terminal of pictures alone is sent."""
ASCII_ONLY = msgspec.structs.replace(BY_HAND, terminal=TerminalSettings(glyphs=Glyphs.ASCII))
SPOKEN_ONLY = msgspec.structs.replace(BY_HAND, terminal=TerminalSettings(screen_reader=True))


@pytest.fixture
def library(store: Store) -> Store:
    """Read, unread and starred articles of plain words, and a feed that fails."""
    add_feed(store, "Observer", [new_article("all", blocks=EVERY_KIND[:1], age_s=1), new_article("b", age_s=2)])
    failing = add_feed(store, "Failing", 0)
    store.refreshing.record_failure(failing, "It answered 503.", due_at=0, now=1)
    store.marks.set_starred([1], True, now=1)
    store.marks.set_read([2], True, now=1)
    return store


def painted_signs(path: Path) -> set[str]:
    """Return what is neither ASCII nor a letter in the strings of a module, its docstrings aside."""
    tree = ast.parse(path.read_text("utf-8"))
    said = {
        id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    strings = (node for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str))
    return {
        sign
        for node in strings
        if id(node) not in said
        for sign in str(node.value)
        if not (sign.isascii() or sign.isalpha())
    }


def test_every_sign_of_the_app_has_one_of_ascii() -> None:
    folder = Path(glyphs.__file__).parent
    modules = [path for path in sorted(folder.rglob("*.py")) if path.name not in _NOT_PAINTED]
    missing = {
        path.name: signs for path in modules if (signs := painted_signs(path) - set(ASCII) - set("\u00a0\u200d"))
    }

    assert len(modules) > 50
    assert missing == {}


def test_each_takes_as_many_cells() -> None:
    for table in (ASCII, SPOKEN):
        assert all(len(instead) == 1 and instead.isascii() for instead in table.values())
        assert {sign for sign, instead in table.items() if cell_len(sign) != cell_len(instead)} == set()


@pytest.mark.parametrize("size", [WIDE, MIDDLE, NARROW], ids=["wide", "middle", "narrow"])
async def test_nothing_but_ascii_is_painted(library: Store, size: tuple[int, int]) -> None:
    async with reading(library, size, ASCII_ONLY) as reader:
        for keys in (
            ("g", "a"),
            ("v", "j"),
            ("g", "1"),
            ("g", "3"),
            ("?",),
            ("escape", "g", "C"),
            ("escape", "g", "!"),
        ):
            await reader.press(*keys)
            assert {sign for sign in reader.text if not sign.isascii()} == set()
        await reader.press("escape", "g", "2", "g", "s")
        assert "o Title of b" in reader.text
        assert "*" in reader.text


@pytest.mark.parametrize("settings", [ASCII_ONLY, SPOKEN_ONLY], ids=["ascii", "spoken"])
async def test_arrows_do_not_look_like_other_keys_where_there_are_none(library: Store, settings: Settings) -> None:
    async with reading(library, WIDE, settings) as reader:
        await reader.press("question_mark")
        lines = reader.text.splitlines()
        assert any("j Down  Down, or scroll" in line for line in lines)
        assert any("Ctrl-Left  The pane narrower" in line for line in lines)
        await reader.press("escape", "ctrl+p", *"wider")

        assert "Ctrl-Right" in reader.text


async def test_what_the_text_is_made_of_stays(store: Store) -> None:
    add_feed(store, "日経", [new_article("a", title="Zoë’s 新しい ★", blocks=(*EVERY_KIND, STYLES))])

    async with reading(store, WIDE, ASCII_ONLY) as reader:
        assert "Zoë's 新しい *" in reader.text


@pytest.mark.parametrize(
    ("wish", "terminal", "encoding", "is_ascii"),
    [
        (Glyphs.AUTO, "xterm-256color", "utf-8", False),
        (Glyphs.AUTO, "linux", "utf-8", True),
        (Glyphs.AUTO, "xterm", "ISO-8859-1", True),
        (Glyphs.AUTO, "xterm", "UTF8", False),
        (Glyphs.UNICODE, "linux", "ascii", False),
        (Glyphs.ASCII, "xterm-256color", "utf-8", True),
    ],
)
def test_unless_it_is_said_the_terminal_decides(wish: Glyphs, terminal: str, encoding: str, is_ascii: bool) -> None:
    assert (signs_for(wish, is_spoken=False, terminal=terminal, encoding=encoding) is not None) is is_ascii


def test_an_encoding_that_lacks_letters_ends_nothing(terminals: list[Terminal], tmp_path: Path) -> None:
    terminal = Terminal(tmp_path, environment={"PYTHONIOENCODING": "latin-1", "PYTHONUTF8": "0"})
    terminals.append(terminal)
    terminal.until("1 of 12")
    terminal.press("G")
    terminal.until("12 of 12")

    assert all(byte < 0x80 or byte >= 0xA0 for byte in terminal.raw)
    terminal.press("Q")
    assert terminal.wait() == 0


@pytest.mark.parametrize("size", [(200, 50), NARROW], ids=["very wide", "narrow"])
async def test_a_screen_reader_gets_one_column_and_states_in_words(library: Store, size: tuple[int, int]) -> None:
    async with reading(library, size, SPOKEN_ONLY) as reader:
        await reader.press("g", "a")
        assert "unread, starred: Title of b" in reader.text
        assert "unread: Title of all" not in reader.text
        assert sum(pane.display for pane in (reader.screen.feed_list, reader.screen.article_list)) == 1
        await reader.press("G", "v")
        assert "selected, unread, starred: Title of b" in reader.text

        await reader.press("g", "1")

        assert "1 unread" in reader.text
        assert "failing" in reader.text
        await reader.press("g", "3")
        assert {sign for sign in reader.text if not sign.isascii()} == set()


@pytest.mark.parametrize(
    "keys", [("g", "a"), ("g", "3"), ("g", "!"), ("?",)], ids=["list", "article", "health", "help"]
)
async def test_a_voice_hears_no_blank_before_a_comma(library: Store, keys: tuple[str, ...]) -> None:
    async with reading(library, WIDE, SPOKEN_ONLY) as reader:
        await reader.press(*keys)
        assert " ," not in reader.text


async def test_facts_are_told_apart_for_a_voice(library: Store) -> None:
    async with reading(library, WIDE, SPOKEN_ONLY) as reader:
        await reader.press("g", "a", "enter")

        assert "just now,  1 min read" in reader.text


async def test_one_article_is_one_for_a_voice(library: Store) -> None:
    async with reading(library, WIDE, SPOKEN_ONLY) as reader:
        await reader.press("g", "1")
        starred = next(line for line in reader.text.splitlines() if "Starred" in line)

        assert starred.endswith(" 1 article")


async def test_a_screen_reader_finds_the_cursor_on_the_current_row(library: Store) -> None:
    async with reading(library, WIDE, SPOKEN_ONLY) as reader:
        await reader.press("g", "a")
        for key in ("g", "j", "k"):
            await reader.press(key)
            row = reader.text.splitlines()[reader.app.cursor_position.y]
            title = reader.screen.article_list.snapshot.headline(reader.screen.article_list.cursor)  # type: ignore[union-attr]
            assert title is not None
            assert title.title in row


def test_the_terminals_cursor_is_shown_to_a_screen_reader(terminals: list[Terminal], tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_text("[terminal]\nscreen_reader = true\n")
    terminal = Terminal(tmp_path)
    terminals.append(terminal)
    terminal.until("unread: A repair")

    for key, title in (("", "A repair"), ("j", "Five minutes"), ("k", "A repair")):
        terminal.press(key)
        shows = partial(lambda title: title in terminal.screen.display[terminal.screen.cursor.y], title)
        terminal.until_so(shows, title)

    assert not terminal.screen.cursor.hidden
