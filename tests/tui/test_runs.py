"""Cells and characters of painted lines: wide, joined and marked ones, tabs, and scripts written from the right."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.tui.painted import INKS, cells_of, text_of
from tests.writing.strategies import blocks_of_articles

from newsreader.blocks import Block, BlockKind, Blocks
from newsreader.tui.layout import Layout, Role, lay_out, shown_text
from newsreader.tui.painting import paint_line
from newsreader.tui.runs import Run, column_of, grapheme_at, runs_of
from newsreader.wrapping import wrap

CELLS = {
    "ascii": ("news", [1, 1, 1, 1]),
    "Han": ("数据", [2, 2]),
    "kana with a mark": ("か\u3099", [2]),
    "Hangul": ("뉴스", [2, 2]),
    "half-width kana": ("ｱｲ", [1, 1]),
    "full-width": ("Ａ１", [2, 2]),
    "an accent": ("e\u0301x", [1, 1]),
    "many marks": ("o\u0301\u0302\u0303k", [1, 1]),
    "emoji": ("😀!", [2, 1]),
    "a family": ("👩\u200d👩\u200d👧.", [2, 1]),
    "skin": ("👍🏽.", [2, 1]),
    "flags": ("🇩🇪🇰🇷", [1, 1, 1, 1]),  # Rich parts them in two, but their width is right
    "a heart as a picture": ("❤\ufe0f.", [2, 1]),
    "Hebrew": ("שלום", [1, 1, 1, 1]),
    "pointed Hebrew": ("שָׁ", [1]),
    "Arabic": ("سلام", [1, 1, 1, 1]),
    "Arabic with signs": ("سَ", [1]),
    "Devanagari": ("नम", [1, 1]),
    "Thai": ("กำ", [1, 1]),
    "box": ("─│", [1, 1]),
}


@pytest.mark.parametrize(("text", "cells"), CELLS.values(), ids=CELLS)
def test_each_character_takes_its_cells(text: str, cells: list[int]) -> None:
    run = Run(3, 0, len(text))
    edges = [3]
    for width in cells:
        edges.append(edges[-1] + width)

    found = [grapheme_at(run, text, column, Role.TEXT) for column in range(3, edges[-1])]

    assert column_of(run, text, len(text), Role.TEXT) == edges[-1]
    assert sorted(set(found)) == list(dict.fromkeys(found))
    assert [column_of(run, text, start, Role.TEXT) for start, _ in dict.fromkeys(found)] == edges[:-1]
    assert "".join(text[start:end] for start, end in dict.fromkeys(found)) == text


@pytest.mark.parametrize(("text", "cells"), CELLS.values(), ids=CELLS)
def test_a_line_is_full_when_its_cells_are(text: str, cells: list[int]) -> None:
    fits, overflows = wrap(text, max(sum(cells), 2)), wrap(f"{text} {text}", max(sum(cells), 2))

    assert fits == [(0, len(text))]
    assert len(overflows) == 2


def test_beside_a_run_there_is_no_character() -> None:
    run = Run(4, 2, 5)

    assert grapheme_at(run, "ab cd", 3, Role.TEXT) == (2, 2)
    assert grapheme_at(run, "ab cd", 7, Role.TEXT) == (5, 5)


def test_tabs_of_code_go_up_to_their_stop_and_others_are_blanks() -> None:
    run = Run(2, 0, 4)

    assert [column_of(run, "a\tb\t", place, Role.CODE) for place in range(5)] == [2, 3, 6, 7, 10]
    assert [grapheme_at(run, "a\tb\t", column, Role.CODE)[0] for column in range(2, 10)] == [0, 1, 1, 1, 2, 3, 3, 3]
    assert [column_of(run, "a\tb\t", place, Role.TEXT) for place in range(5)] == [2, 3, 4, 5, 6]


def painted_pieces(blocks: Blocks, layout: Layout, number: int) -> list[tuple[str, str]]:
    """For each grapheme of a line, what is painted in its cells and what it is."""
    line = layout.lines[number]
    text = shown_text(blocks[line.block])
    painted = text_of(paint_line(line, blocks, layout, INKS))
    found = []
    for run in runs_of(line, layout):
        for column in range(run.column, column_of(run, text, run.end, line.role)):
            start, end = grapheme_at(run, text, column, line.role)
            found.append((painted, text[start:end]))
    return found


@given(blocks_of_articles(), st.integers(8, 90))
def test_what_runs_say_is_what_is_painted(blocks: Blocks, width: int) -> None:
    layout = lay_out(blocks, width)
    for number, line in enumerate(layout.lines):
        text = shown_text(blocks[line.block])
        painted = cells_of(paint_line(line, blocks, layout, INKS))
        for run in runs_of(line, layout):
            assert line.indent <= run.column <= column_of(run, text, run.end, line.role) <= max(painted, run.column)
        for whole, part in painted_pieces(blocks, layout, number):
            assert part.strip() == "" or part in whole or line.role in (Role.TEXT, Role.RECORD, Role.TABLE)


def test_the_cells_of_a_table_are_runs_of_their_own() -> None:
    blocks = (Block(BlockKind.ROW, "漢字\tmany words here\tx"),)
    layout = lay_out(blocks, 20)

    runs = [[shown_text(blocks[0])[run.start : run.end] for run in runs_of(line, layout)] for line in layout.lines]

    assert runs == [["漢字", "many", "x"], ["words"], ["here"]]
    assert [run.column for run in runs_of(layout.lines[0], layout)] == [0, 7, 19]
