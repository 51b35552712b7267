"""Pictures in pixels among the text, in a real terminal: every cell that stands for a piece has its picture."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from tests.building import add_feed, new_article, open_store, paths_of
from tests.terminal import Terminal
from tests.tui.kitty import PLACEHOLDER, QUESTION, KittyTerminal, Piece, Pieces
from tests.tui.test_pictures import HERE, add_article, keep, text

from newsreader.pictures.fitting import Cells
from newsreader.settings import ImageSettings
from newsreader.store import Store
from newsreader.tui.gallery import Gallery, Surface
from newsreader.tui.layout import lay_out
from newsreader.tui.placeholders import Board, Placed, are_understood_by

NO_OTHER = dict.fromkeys(("TMUX", "STY", "TERM_PROGRAM", "KITTY_WINDOW_ID"), "")
Opened = Callable[..., KittyTerminal]


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Opened]:
    """Return what opens the reader, in a Kitty, on an article without pictures; the next one has two."""
    store = open_store(tmp_path)
    keep(store, f"{HERE}a.jpg", (1_600, 800))
    keep(store, f"{HERE}b.jpg", (1_600, 800))
    add_article(store, text(f"{HERE}a.jpg", f"{HERE}b.jpg"))
    add_feed(store, "Quay", [new_article("bare", blocks=text())])
    store.close()
    terminals: list[KittyTerminal] = []

    def open_one(columns: int = 120, rows: int = 36) -> KittyTerminal:
        terminals.append(KittyTerminal(tmp_path, columns, rows, NO_OTHER))
        terminal = terminals[-1]
        terminal.until("QUAY")
        return terminal

    yield open_one
    for terminal in terminals:
        terminal.close()


def until_pictures(terminal: KittyTerminal, count: int = 2) -> None:
    """Wait until so many pictures are held, and cells of the first are painted."""
    terminal.until_so(lambda: len(terminal.held) == count and PLACEHOLDER in terminal.text, f"{count} pictures held")


def on_ferry(terminal: KittyTerminal) -> None:
    """Go to the article with the pictures, and into it."""
    terminal.press("jl")
    until_pictures(terminal)


def top_left(pieces: Pieces) -> tuple[tuple[int, int], Piece]:
    return min(pieces.items(), key=lambda each: each[0][::-1])


def are_whole(pieces: Pieces) -> bool:
    """Are these lines of a picture of 47 columns."""
    return bool(pieces) and len(pieces) % 47 == 0


def test_the_cells_of_a_picture_stand_for_its_pieces_in_their_order(opened: Opened) -> None:
    terminal = opened()
    on_ferry(terminal)
    first = min(terminal.held)
    pieces = terminal.until_pieces(are_whole, "whole lines")

    (column, row), begin = top_left(pieces)
    assert begin == (first, 0, 0)
    for (x, y), piece in pieces.items():
        assert piece == (first, y - row, x - column)
    assert {(each.picture.size, each.columns, each.rows) for each in terminal.held.values()} == {((470, 235), 47, 12)}
    assert "▀" not in terminal.text


def test_scrolling_moves_them_with_the_text_and_sends_nothing_again(opened: Opened) -> None:
    terminal = opened()
    on_ferry(terminal)
    sent = terminal.sent.count(b"a=T")
    (x, y), begin = top_left(terminal.until_pieces(are_whole, "whole lines"))
    terminal.press("jjj")

    terminal.until_pieces(lambda pieces: pieces.get((x, y - 3)) == begin, "the picture three lines higher")
    terminal.press("G")
    last = {max(terminal.held)}
    terminal.until_pieces(lambda pieces: {piece.number for piece in pieces.values()} == last, "the other picture")
    assert terminal.sent.count(b"a=T") == sent
    assert terminal.deleted == []


@pytest.mark.parametrize("size", [(45, 30), (80, 24)], ids=["45x30", "80x24"])
def test_in_a_window_of_another_size_they_are_given_anew_and_the_old_ones_are_in_no_cell(
    opened: Opened, size: tuple[int, int]
) -> None:
    terminal = opened()
    on_ferry(terminal)
    before = set(terminal.held)
    terminal.resize(*size)
    terminal.until_so(lambda: bool(set(terminal.held) - before), "pictures of another size")
    terminal.press("jjjjjj")

    terminal.until_pieces(
        lambda pieces: bool(pieces) and before.isdisjoint(piece.number for piece in pieces.values()),
        "cells of the new ones only",
    )


def test_an_overlay_covers_them_and_they_are_back_when_it_closes(opened: Opened) -> None:
    terminal = opened()
    on_ferry(terminal)
    before = terminal.until_pieces(are_whole, "whole lines")
    terminal.press("?")
    terminal.until_so(lambda: PLACEHOLDER not in terminal.text, "the help above them")
    terminal.press("\x1b")
    terminal.until_pieces(lambda pieces: pieces == before, "the same cells")
    terminal.press("\x10")  # Ctrl-P: the palette tints what is behind it
    terminal.until_so(lambda: not terminal.names_a_held_one(), "no picture in another's colour")
    terminal.until("▀" * 30)  # in half blocks, beside the palette
    assert PLACEHOLDER not in terminal.text
    terminal.press("\x1b")
    terminal.until_pieces(lambda pieces: pieces == before, "the same cells")


def test_what_is_left_is_forgotten_and_at_the_end_nothing_stays(opened: Opened) -> None:
    terminal = opened()
    on_ferry(terminal)
    first = set(terminal.held)
    terminal.press("K")
    terminal.until("QUAY")
    terminal.until_so(lambda: not terminal.held, "none held")
    assert set(terminal.deleted) == first
    terminal.press("J")
    until_pictures(terminal)
    terminal.press("Q")

    assert terminal.wait() == 0
    assert not terminal.held
    assert terminal.sent.rindex(b"a=d") < terminal.sent.rindex(b"\x1b[?1049l")


def test_back_from_the_shell_they_are_given_again(opened: Opened) -> None:
    terminal = opened()
    on_ferry(terminal)
    before = set(terminal.held)
    terminal.press("\x1a")
    terminal.until_stopped()
    terminal.held.clear()  # as Kitty does with those of the alternate screen
    terminal.screen.reset()
    terminal.go_on()

    until_pictures(terminal)
    assert not before & set(terminal.held)
    terminal.until_pieces(bool, "cells")


@pytest.mark.parametrize("program", ["kitty(0.26.5)", "WezTerm 20240203-110809", ""])
def test_a_kitty_without_placeholders_gets_half_blocks_among_the_text(tmp_path: Path, program: str) -> None:
    store = open_store(tmp_path)
    keep(store, f"{HERE}a.jpg", (1_600, 800))
    add_article(store, text(f"{HERE}a.jpg"))
    store.close()
    terminal = Terminal(tmp_path, environment={**NO_OTHER, "KITTY_WINDOW_ID": "1"})
    try:
        terminal.until_raw(QUESTION)
        terminal.press((f"\x1bP>|{program}\x1b\\" if program else "") + "\x1b[?62;c")
        terminal.until("▀")

        assert b"\x1b_G" not in terminal.raw
        assert PLACEHOLDER not in terminal.text
    finally:
        terminal.close()


@pytest.mark.parametrize(
    ("program", "are"),
    [
        ("kitty(0.28.0)", True),
        ("kitty(0.27.1)", False),
        ("kitty(1.0)", True),
        ("ghostty 1.0.1", True),
        ("kitty", False),
        ("", False),
        ("(9.9)", False),
    ],
)
def test_who_understands_placeholders(program: str, are: bool) -> None:
    assert are_understood_by(program) is are


def test_the_terminal_holds_as_many_as_we_keep_and_the_oldest_goes_first(store: Store) -> None:
    urls = [f"{HERE}{number}.jpg" for number in range(70)]
    for url in urls:
        keep(store, url, (64, 36))
    written: list[str] = []
    gallery = Gallery(
        store,
        paths_of(store).images,
        ImageSettings(),
        lambda message: None,
        colours=True,
        is_spoken=False,
        fetch_key="gi",
        open_board=lambda wanted: Board(written.append),
    )
    blocks = text(*urls, between=0)
    gallery.hang(blocks)
    layout = lay_out(blocks, 60, gallery.frames(30))
    try:
        gallery.want(blocks, layout, range(len(layout.lines)), Surface((0, 0, 0), False))
        for task in list(gallery._wanted):
            gallery.keep(task, b"a picture")
        hung = [gallery.hung(url, framed) for url, framed in zip(urls, layout.pictures.values(), strict=True)]
        given = [sequence for sequence in written if "a=T" in sequence]
        gone = [sequence for sequence in written if "a=d" in sequence]
        assert (len(given), len(gone)) == (70, 6)
        assert [isinstance(each, Placed) for each in hung] == [False] * 6 + [True] * 64
        gallery.hang(())
        assert "".join(written).count("a=d") == 70
    finally:
        gallery.close()


def test_no_two_cells_of_a_large_picture_are_alike() -> None:
    placed = Placed(Cells(120, 200), 0x80FF01)
    cells = [
        (text[at : at + 3], style)
        for row in range(200)
        for text, style, _ in placed.row(row)
        for at in range(0, 360, 3)
    ]

    assert len({cell for cell, _ in cells}) == 120 * 200
    assert {str(style) for _, style in cells} == {"#80ff01"}
