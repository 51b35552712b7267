"""Pictures of articles with all that takes more than paragraphs, compared with those that were found good."""

from __future__ import annotations

import pytest
from tests.building import add_feed, new_article
from tests.tui.driving import BY_HAND, MIDDLE, NARROW, WIDE
from tests.tui.test_snapshots import Compare, keys, picture

from newsreader.blocks import Block, BlockKind, Blocks, Span, SpanKind
from newsreader.settings import Settings
from newsreader.store import Store

SIZES = pytest.mark.parametrize("size", [WIDE, MIDDLE, NARROW], ids=["120x36", "80x24", "45x30"])
THEMES = pytest.mark.parametrize("theme", ["ink", "paper"])

CODE = '''@cache
def mean(depths: list[float]) -> float:
    """Return the mean depth in metres."""
    if not depths:
        return 0.0  # a dry bed
    return sum(depths) / len(depths)'''


def row(*cells: str, is_header: bool = False) -> Block:
    return Block(BlockKind.ROW, "\t".join(cells), level=int(is_header))


def noted(text: str, mark: str, link: str = "") -> Block:
    """A paragraph with a raised mark, and perhaps a link."""
    spans = [Span(text.index(mark), text.index(mark) + len(mark), SpanKind.SUPERSCRIPT)]
    if link:
        spans.insert(
            0, Span(text.index(link), text.index(link) + len(link), SpanKind.LINK, "https://example.org/rivers")
        )
    return Block(BlockKind.PARAGRAPH, text, tuple(spans))


RIVERS: Blocks = (
    noted("How deep a river is depends on whom one asks1, and on the survey.", "1", "survey"),
    Block(BlockKind.CODE, CODE, language="python"),
    Block(BlockKind.NOTE, "Three rivers"),
    row("River", "Length", "Flows through", is_header=True),
    row("Nile", "6,650 km", "Uganda, South Sudan, Sudan, Egypt"),
    row("長江", "6,300 km", "中国"),
    row("Mississippi", "3,766 km", "the United States of America"),
)
SURVEY: Blocks = (
    Block(BlockKind.HEADING, "The survey", level=2),
    *(
        row(*cells.split("|"), is_header=cells.startswith("Site"))
        for cells in (
            "Site|Depth in spring|Depth in autumn|Width of the bed|Sediment|Surveyed by|Method|Remarks",
            "Old bridge|4.2 m|2.9 m|81 m|gravel|Ada Ito|lead line|measured twice",
            "Ferry|6.0 m|5.1 m|120 m|silt|Tomas Reyd|echo sounder|",
        )
    ),
    Block(BlockKind.LIST_ITEM, "In spring the gauge at the bridge is under water.", depth=1, marker="•"),
    Block(BlockKind.LIST_ITEM, "Then the ferry counts.", depth=2, marker="1."),
    Block(BlockKind.PARAGRAPH, "Whoever asks the ferryman hears another number.", quote=1),
    Block(BlockKind.ATTRIBUTION, "A saying of the surveyors", quote=1),
    Block(BlockKind.TERM, "Thalweg"),
    Block(BlockKind.DEFINITION, "The line that joins the lowest points of a bed."),
    Block(BlockKind.NOTE, "Surveyors ask the river; ferrymen ask their poles.", depth=1, marker="1."),
)


@pytest.fixture
def river(store: Store) -> Store:
    """One article, starred, with a comments page."""
    add_feed(
        store, "Hydrography", [new_article("x", title="How deep is a river?", blocks=RIVERS + SURVEY, author="Ada Ito")]
    )
    store.marks.set_starred([1], True, now=1)
    return store


@SIZES
@THEMES
def test_code_and_a_table(snap_compare: Compare, river: Store, size: tuple[int, int], theme: str) -> None:
    assert picture(snap_compare, river, size, keys("l"), Settings(theme, BY_HAND.refresh))


@SIZES
@THEMES
def test_records_lists_and_notes(snap_compare: Compare, river: Store, size: tuple[int, int], theme: str) -> None:
    assert picture(snap_compare, river, size, keys("l", "G"), Settings(theme, BY_HAND.refresh))


@THEMES
def test_a_chosen_link_shows_its_address(snap_compare: Compare, river: Store, theme: str) -> None:
    assert picture(snap_compare, river, MIDDLE, keys("l", "f"), Settings(theme, BY_HAND.refresh))
