"""The lines that pictures take, and the places of their rows."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.building import paragraphs
from tests.writing.strategies import blocks_of_articles

from newsreader.blocks import Block, BlockKind, Blocks
from newsreader.pictures.fitting import Cells, Size
from newsreader.tui.frames import Framed, Frames
from newsreader.tui.layout import Role, lay_out


def test_a_picture_stands_above_its_words_in_the_lines_that_its_size_tells() -> None:
    image = Block(BlockKind.IMAGE, "Caption.", alt="A boat", url="https://x.example/a", credit="Ada")
    frames = Frames({image.url: Size(400, 200)}, 20)

    layout = lay_out((*paragraphs("Before."), image), 20, frames)

    assert [line.role for line in layout.lines] == [
        *(Role.TEXT, Role.GAP),
        *[Role.PICTURE] * 5,
        *(Role.TEXT, Role.CREDIT),
    ]
    assert layout.pictures == {1: Framed(Cells(20, 5), 2)}
    assert [line.start for line in layout.lines[2:7]] == [0, 1, 2, 3, 4]


def test_without_a_caption_what_it_shows_is_still_said() -> None:
    image = Block(BlockKind.IMAGE, alt="A boat", url="https://x.example/a")

    layout = lay_out((image,), 20, Frames({image.url: Size(400, 200)}, 20))

    assert [line.role for line in layout.lines] == [*[Role.PICTURE] * 5, Role.IMAGE]


@given(
    blocks=blocks_of_articles(),
    size=st.builds(Size, st.integers(1, 3_000), st.integers(1, 3_000)),
    width=st.integers(1, 90),
    most_rows=st.integers(1, 2_000),
)
def test_places_rise_from_line_to_line_with_pictures_too(
    blocks: Blocks, size: Size, width: int, most_rows: int
) -> None:
    blocks = tuple(msgspec.structs.replace(block, url="https://x.example/a") for block in blocks)
    frames = Frames({"https://x.example/a": size}, most_rows)

    layout = lay_out(blocks, width, frames)

    places = [(line.block, line.at) for line in layout.lines if line.role is not Role.RECORD]
    assert places == sorted(places)
    for block, framed in layout.pictures.items():
        assert {layout.lines[line].block for line in framed.lines} == {block}
        assert [layout.lines[line].start for line in framed.lines] == list(range(framed.cells.rows))
        assert layout.line_of(block, layout.lines[framed.line].at) == framed.line


@pytest.mark.parametrize("widths", [(40, 90), (90, 40)], ids=["wider", "narrower"])
def test_the_row_of_a_picture_is_found_again_at_any_width(widths: tuple[int, int]) -> None:
    image = Block(BlockKind.IMAGE, alt="A boat", url="https://x.example/a")
    frames = Frames({image.url: Size(3_000, 3_000)}, 100)
    blocks = (*paragraphs("Before."), image)
    before, after = (lay_out(blocks, width, frames) for width in widths)

    for line in before.pictures[1].lines:
        share = (line - before.pictures[1].line) / before.pictures[1].cells.rows
        found = after.line_of(*(before.place_of(line) or (0, 0)))
        assert found in after.pictures[1].lines
        assert abs((found - after.pictures[1].line) / after.pictures[1].cells.rows - share) < 0.06


def test_a_place_within_a_picture_that_is_no_longer_shown_is_that_of_its_words() -> None:
    image = Block(BlockKind.IMAGE, alt="A boat", url="https://x.example/a")
    blocks = (*paragraphs("Before."), image)
    shown = lay_out(blocks, 40, Frames({image.url: Size(400, 400)}, 20))
    place = shown.place_of(shown.pictures[1].line + 3)
    assert place is not None

    assert lay_out(blocks, 40).lines[lay_out(blocks, 40).line_of(*place)].role is Role.GAP
