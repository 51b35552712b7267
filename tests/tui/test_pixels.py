"""Pictures in pixels, in a real terminal: what is written, where, and that it is taken away again."""

from __future__ import annotations

import base64
import io
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PIL import Image
from tests.building import open_store
from tests.terminal import Terminal
from tests.tui.sixel import SixelTerminal
from tests.tui.test_pictures import HERE, add_article, keep, text

from newsreader.pictures.fitting import Cells

Opened = Callable[..., Terminal]
ELSEWHERE = dict.fromkeys(("TMUX", "STY", "TERM_PROGRAM", "KITTY_WINDOW_ID"), "")
"""Without what would tell another terminal."""
PLACED = rb"\x1b7\x1b\[(\d+);(\d+)H"


@pytest.fixture(autouse=True)
def article(tmp_path: Path) -> None:
    """An article with two pictures."""
    store = open_store(tmp_path)
    for name in "ab":
        keep(store, f"{HERE}{name}.jpg", (1_600, 800))
    add_article(store, text(f"{HERE}a.jpg", f"{HERE}b.jpg"))
    store.close()


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Opened]:
    """Return what opens the reader on it."""
    terminals: list[Terminal] = []

    def open_one(**environment: str) -> Terminal:
        terminals.append(Terminal(tmp_path, environment={**ELSEWHERE, **environment}))
        return terminals[-1]

    yield open_one
    for terminal in terminals:
        terminal.close()


def test_kittys_protocol_carries_a_png_of_the_right_shape_and_takes_it_away_again(opened: Opened) -> None:
    terminal = opened(KITTY_WINDOW_ID="1")
    terminal.until("Title of ferry")
    terminal.press("I")
    sent = re.compile(PLACED + rb"((?:\x1b_G[^\x1b]*\x1b\\)+)\x1b8")
    terminal.until_so(lambda: sent.search(terminal.raw) is not None, "sends the whole picture")
    placed = sent.search(terminal.raw)
    assert placed is not None
    head = re.match(rb"\x1b_Ga=T,f=100,q=2,i=(\d+),C=1,c=(\d+),r=(\d+),", placed[3])
    assert head is not None
    columns, rows = int(head[2]), int(head[3])
    png = base64.b64decode(b"".join(re.findall(rb";([^\x1b]*)\x1b\\", placed[3])))
    width, height = Image.open(io.BytesIO(png)).size

    assert (width, height) == (1_160, 580)
    assert (columns, rows) == (116, 29)
    assert 1 <= int(placed[1]) <= 36 - rows
    assert 1 <= int(placed[2]) <= 121 - columns
    terminal.raw = b""
    terminal.press("n")
    terminal.until_raw(b"m=0;")
    forget = b"\x1b_Ga=d,d=I,i=%s,q=2\x1b\\" % head[1]
    assert terminal.raw.index(forget) < terminal.raw.index(b"a=T")
    terminal.raw = b""
    terminal.press("q")
    terminal.until_raw(forget)


@pytest.fixture
def sixel(tmp_path: Path) -> Iterator[SixelTerminal]:
    """The reader in a terminal with Sixel, on an article with two pictures."""
    terminal = SixelTerminal(tmp_path, environment=ELSEWHERE)
    yield terminal
    terminal.close()


def test_a_terminal_that_says_that_it_has_sixel_gets_it_over_blank_cells(sixel: SixelTerminal) -> None:
    sixel.until("Title of ferry")
    sixel.press("I")
    sixel.until_whole(Cells(116, 29))

    assert "1 of 2" in sixel.text
    assert "▀" not in sixel.text


def test_a_sixel_picture_is_there_again_after_another_a_resize_a_theme_and_what_lay_over_it(
    sixel: SixelTerminal,
) -> None:
    sixel.until("Title of ferry")
    sixel.press("I")
    sixel.until_whole()
    sixel.press("n")
    sixel.until("2 of 2")
    sixel.until_whole(Cells(116, 29))
    sixel.resize(80, 24)
    sixel.until_whole(Cells(72, 18))
    dark = sixel.background()
    sixel.press("\x1b[?997;2n")
    sixel.until_so(lambda: sixel.background() != dark, "turns light")
    sixel.until_whole(Cells(72, 18))
    sixel.press("?")
    sixel.until("KEYS")
    sixel.press("q")
    sixel.until_whole(Cells(72, 18))
    sixel.press("q")
    sixel.until_so(lambda: not sixel.has_pixels, "leaves none of it")


def test_promise_7_elsewhere_and_under_tmux_no_such_sequence_is_written(opened: Opened) -> None:
    terminal = opened(TMUX="/tmp/tmux-0/default,1,0", KITTY_WINDOW_ID="1")
    terminal.until("Title of ferry")
    terminal.press("I")
    terminal.until("1 of 2")
    terminal.until("▀")
    terminal.press("nq")
    terminal.until("Title of ferry")

    assert b"\x1b_G" not in terminal.raw
    assert b"\x1bP" not in terminal.raw.replace(b"\x1bP+q", b"")
