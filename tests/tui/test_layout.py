"""Lines of an article at any width: nothing lost, nothing too wide, and every place is found again."""

from __future__ import annotations

from itertools import pairwise

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.tui.painted import INKS, cells_of, inked, text_of
from tests.writing.samples import EVERY_KIND
from tests.writing.strategies import blocks_of_articles

from newsreader.blocks import Block, BlockKind, Blocks
from newsreader.tui.layout import NARROWEST, Layout, Line, Role, embed_words, image_words, lay_out
from newsreader.tui.painting import paint_line

WIDTHS = (8, 15, 24, 40, 76, 120)
HEADER = Block(BlockKind.ROW, "City\tPeople\tSince", level=1)
DEEP = tuple(Block(BlockKind.LIST_ITEM, f"level {depth}", depth=depth, marker="•") for depth in range(1, 500))
QUOTED = tuple(Block(BlockKind.PARAGRAPH, f"level {quote}", quote=quote) for quote in range(500))
SCRIPTS: Blocks = (
    Block(BlockKind.PARAGRAPH, "עברית ואנגלית mixed together, واللغة العربية أيضًا"),
    Block(BlockKind.PARAGRAPH, "e\u0301\u0302\u0303 zalgo\u0301\u0301 ก็ क्षि 👩\u200d👩\u200d👧 🇩🇪 ❤\ufe0f"),
    Block(BlockKind.LIST_ITEM, "日本語の箇条書き、「引用」も", depth=1, marker="１０．"),
    Block(BlockKind.ROW, "日本\t人口は多い\t首都は東京である", level=1),
    Block(BlockKind.ROW, "韓国\t五千万\t首都はソウルである"),
    Block(BlockKind.CODE, "\tif 漢字 {\n\t\treturn \"x\"\n\t}"),
)  # fmt: skip


def painted(blocks: Blocks, width: int) -> list[str]:
    layout = lay_out(blocks, width)
    return [text_of(paint_line(line, blocks, layout, INKS)).rstrip() for line in layout.lines]


def words(text: str) -> str:
    return "".join(text.split())


def shown(layout: Layout, line: Line) -> list[tuple[int, int]]:
    """The characters that a line shows."""
    if line.role is not Role.TABLE:
        return [(line.start, line.end)]
    return [cell[line.start] for cell in layout.tables[line.block].cells if line.start < len(cell)]


def words_shown(layout: Layout, text: str, index: int, *roles: Role) -> str:
    """What the lines of these roles show of a text, in its order; each character once."""
    lines = [line for line in layout.lines if line.block == index and line.role in roles]
    ranges = sorted(range_ for line in lines for range_ in shown(layout, line) if range_[0] < range_[1])
    assert all(before[1] <= after[0] for before, after in pairwise(ranges))
    return words("".join(text[start:end] for start, end in ranges))


def check(blocks: Blocks, width: int) -> None:
    """Hold everything against a layout that has to hold for every one."""
    layout = lay_out(blocks, width)
    leads = words("".join(line.lead for line in layout.lines))
    for index, block in enumerate(blocks):
        if block.kind is BlockKind.EMBED:
            assert words_shown(layout, embed_words(block), index, Role.EMBED) == words(embed_words(block))
            continue
        seen = words_shown(layout, block.text, index, Role.TEXT, Role.CODE, Role.TABLE, Role.RECORD)
        # A header may have become the names of the fields of records; that of an empty column is not shown.
        is_header = block.kind is BlockKind.ROW and block.level > 0
        assert seen == words(block.text) or (is_header and not seen)
        if block.kind is BlockKind.IMAGE:
            assert words_shown(layout, image_words(block), index, Role.IMAGE) == words(image_words(block))
            assert words_shown(layout, block.credit, index, Role.CREDIT) == words(block.credit)
    places = [(line.block, line.at) for line in layout.lines]
    assert places == sorted(places)
    for number, line in enumerate(layout.lines):
        assert cells_of(paint_line(line, blocks, layout, INKS)) <= layout.width
        place = layout.place_of(number)
        assert place is not None
        again = layout.line_of(*place)
        assert again == number or (line.role is Role.RECORD and layout.place_of(again) == place)
    assert leads.isprintable() or not leads


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize(
    "blocks", [EVERY_KIND, DEEP, QUOTED, SCRIPTS], ids=["every kind", "deep lists", "deep quotes", "scripts"]
)
def test_nothing_is_lost_and_nothing_is_too_wide(blocks: Blocks, width: int) -> None:
    check(blocks, width)


@given(blocks_of_articles(), st.integers(2, 90))
def test_whatever_an_article_holds_nothing_is_lost_and_nothing_too_wide(blocks: Blocks, width: int) -> None:
    check(blocks, width)


@given(blocks_of_articles(), st.integers(8, 90), st.integers(8, 90), st.data())
def test_a_place_is_found_at_another_width(blocks: Blocks, width: int, other: int, data: st.DataObject) -> None:
    layout, changed = lay_out(blocks, width), lay_out(blocks, other)
    if not layout.lines or not changed.lines:
        return
    place = layout.place_of(data.draw(st.integers(0, len(layout.lines) - 1)))
    assert place is not None

    found = changed.line_of(*place)

    following = changed.place_of(found + 1)
    shown_there = changed.place_of(found)
    assert shown_there is not None
    assert shown_there <= place or found == 0
    assert following is None or following > place or following == shown_there


def test_the_words_on_top_stay_there_through_every_width_and_back() -> None:
    blocks = tuple(Block(BlockKind.PARAGRAPH, f"Paragraph {number}: " + "some words " * 60) for number in range(9))
    layout = lay_out(blocks, 76)
    place = layout.place_of(40)
    assert place is not None

    for width in range(20, 100):
        narrow = lay_out(blocks, width)
        line = narrow.lines[narrow.line_of(*place)]
        assert line.block == place[0]
        assert line.start <= place[1] < line.end

    assert layout.line_of(*place) == 40


def test_a_place_past_the_end_or_before_the_beginning_is_the_nearest() -> None:
    layout = lay_out((Block(BlockKind.PARAGRAPH, "one two three"),), 8)

    assert layout.line_of(7, 0) == 1
    assert layout.line_of(0, -9) == 0
    assert layout.line_of(-1, 0) == 0
    assert layout.place_of(2) is None
    assert lay_out((), 40).line_of(0, 0) == 0
    assert lay_out((), 40).place_of(0) is None


def test_no_width_is_too_small() -> None:
    assert lay_out(EVERY_KIND, -3).width == NARROWEST


def scene(text: str) -> list[str]:
    return [line.removeprefix("|") for line in text.strip("\n").split("\n")]


LIST = (
    Block(BlockKind.PARAGRAPH, "Before."),
    Block(BlockKind.LIST_ITEM, "one is long and more", depth=1, marker="•"),
    Block(BlockKind.LIST_ITEM, "inner", depth=2, marker="◦"),
    Block(BlockKind.LIST_ITEM, "two", depth=1, marker="•"),
    Block(BlockKind.LIST_ITEM, "its second paragraph", depth=1),
    Block(BlockKind.PARAGRAPH, "and a third", depth=1),
    Block(BlockKind.LIST_ITEM, "three", depth=1, marker="•"),
    Block(BlockKind.PARAGRAPH, "After."),
)
NUMBERED = tuple(
    Block(BlockKind.LIST_ITEM, word, depth=1, marker=f"{number}.") for number, word in enumerate(("nine", "ten"), 9)
)
QUOTE = (
    Block(BlockKind.PARAGRAPH, "First.", quote=1),
    Block(BlockKind.PARAGRAPH, "Inner.", quote=2),
    Block(BlockKind.ATTRIBUTION, "Ada Lovelace in a long letter", quote=1),
)
WITH_DASH = (Block(BlockKind.ATTRIBUTION, "— Ada"), Block(BlockKind.ATTRIBUTION, ""))
TERMS = (
    Block(BlockKind.TERM, "Tern"),
    Block(BlockKind.DEFINITION, "A bird."),
    Block(BlockKind.DEFINITION, "Also in a list.", depth=1),
)
CODE = (
    Block(BlockKind.PARAGRAPH, "A quote", quote=1),
    Block(BlockKind.CODE, "\tx = 1\n\ny", quote=1),
)
IMAGES = (
    Block(BlockKind.IMAGE, "Its caption.", alt="A bird on a wire", credit="Ada Ito"),
    Block(BlockKind.IMAGE),
    Block(BlockKind.EMBED, "A film"),
    Block(BlockKind.EMBED, url="https://example.org/"),
    Block(BlockKind.RULE),
    Block(BlockKind.NOTE, "Translated."),
)
HEADINGS = (
    Block(BlockKind.LEDE, "Lede."),
    Block(BlockKind.HEADING, "Part", level=1),
    Block(BlockKind.HEADING, "Chapter", level=2),
    Block(BlockKind.PARAGRAPH, "Text."),
    Block(BlockKind.HEADING, "Note", level=3),
)
SCENES = {
    "lists": (LIST, """
|Before.
|
| • one is long
|   and more
|    ◦ inner
| • two
|
|   its second
|   paragraph
|
|   and a third
|
| • three
|
|After.
"""),
    "numbers end in one column": (NUMBERED, """
|  9. nine
| 10. ten
"""),
    "quotes": (QUOTE, """
|▎ First.
|▎
|▎ ▎ Inner.
|▎
|▎ — Ada Lovelace
|▎   in a long
|▎   letter
"""),
    "a dash that is there": (WITH_DASH, """
|— Ada
|
"""),
    "terms": (TERMS, """
|Tern
|   A bird.
|      Also in a
|      list.
"""),
    "code in a quote": (CODE, """
|▎ A quote
|▎
|▎
|▎       x = 1
|▎
|▎   y
|▎
"""),
    "pictures and the like": (IMAGES, """
|▨  A bird on a
|   wire
|Its caption.
|Ada Ito
|
|▨  picture
|
|▷  A film
|
|▷  https://examp
|   le.org/
|
|     · · ·
|
|Translated.
"""),
    "headings": (HEADINGS, """
|Lede.
|
|
|Part
|
|Chapter
|
|Text.
|
|Note
"""),
}  # fmt: skip


@pytest.mark.parametrize(("blocks", "picture"), SCENES.values(), ids=SCENES)
def test_blocks_stand_as_a_reader_expects_them(blocks: Blocks, picture: str) -> None:
    assert painted(blocks, 16) == scene(picture)


def test_lists_inside_lists_leave_half_of_the_width_to_the_text() -> None:
    layout = lay_out(DEEP, 40)

    assert max(line.indent for line in layout.lines) == 20
    assert all(line.lead == "• " for line in layout.lines if line.role is Role.TEXT)


def test_bars_of_quotes_take_a_quarter_of_the_width_at_most() -> None:
    assert painted(QUOTED[-1:], 40) == ["▎ ▎ ▎ ▎ ▎ level 499"]


def test_a_marker_too_wide_for_its_column_is_cut() -> None:
    item = Block(BlockKind.LIST_ITEM, "x", depth=1, marker="漢" * 40)

    assert painted((item,), 12) == ["漢漢  x"]


@pytest.mark.parametrize(
    ("width", "picture"),
    [
        (
            40,
            """
|City  │ People      │ Since
|──────┼─────────────┼──────
|Tokyo │ 14 million  │ 1457
|Seoul │ 9.4 million │ 18 BC
""",
        ),
        (
            24,
            """
|City  │ People   │ Since
|──────┼──────────┼──────
|Tokyo │ 14       │ 1457
|      │ million  │
|      │          │
|Seoul │ 9.4      │ 18 BC
|      │ million  │
""",
        ),
        (
            16,
            """
|City: Tokyo
|  People: 14
|  million
|  Since: 1457
|
|City: Seoul
|  People: 9.4
|  million
|  Since: 18 BC
""",
        ),
    ],
    ids=["fits", "narrower columns", "records"],
)
def test_a_table_takes_the_form_that_its_width_allows(width: int, picture: str) -> None:
    blocks = (
        HEADER,
        Block(BlockKind.ROW, "Tokyo\t14 million\t1457"),
        Block(BlockKind.ROW, "Seoul\t9.4 million\t18 BC"),
    )

    assert painted(blocks, width) == scene(picture)


RAGGED = (
    Block(BlockKind.ROW, "Group"),
    HEADER,
    Block(BlockKind.ROW, "Tokyo"),
    Block(BlockKind.ROW, "\t\t"),
    Block(BlockKind.ROW, "Seoul\t\t18 BC\tand a cell without a name"),
)


def test_records_of_ragged_rows_show_what_is_there() -> None:
    assert painted(RAGGED[1:], 16) == scene(
        """
|City: Tokyo
|
|City: Seoul
|  Since: 18 BC
|  and a cell
|  without a name
"""
    )


def test_a_header_behind_a_plain_row_begins_another_table() -> None:
    assert painted(RAGGED[:3], 40) == scene(
        """
|Group
|
|City  │ People │ Since
|──────┼────────┼──────
|Tokyo │        │
"""
    )


@pytest.mark.parametrize(
    ("rows", "lines"),
    [
        ((Block(BlockKind.ROW, "a long cell\tanother one\tand one more", level=1),), ["a long cell", "  another one"]),
        (
            (
                Block(BlockKind.ROW, "All of the cities\t\t", level=1),
                Block(BlockKind.ROW, "Name:\tPeople\tof them young", level=1),
                Block(BlockKind.ROW, "Tokyo\t14 million\t2 million of these"),
            ),
            ["All of the", "cities", "", "Name: Tokyo", "  People: 14"],
        ),
        ((Block(BlockKind.ROW, "a long cell\tanother one\tand one more"),), ["a long cell", "  another one"]),
    ],
    ids=["only a header", "two headers", "no header"],
)
def test_records_are_named_by_the_last_header_above_them(rows: Blocks, lines: list[str]) -> None:
    assert painted(rows, 14)[: len(lines)] == lines


def test_the_name_of_a_column_is_told_from_its_cell() -> None:
    blocks = (HEADER, Block(BlockKind.ROW, "Tokyo\t14 million people live there\tlong ago"))
    layout = lay_out(blocks, 16)

    assert inked(paint_line(layout.lines[0], blocks, layout, INKS)) == [("City: ", "meta"), ("Tokyo", "text")]


def test_a_table_of_two_thousand_rows_is_laid_out() -> None:
    rows = tuple(Block(BlockKind.ROW, "\t".join(f"cell {row} {column}" for column in range(8))) for row in range(2000))

    assert len(lay_out(rows, 120).lines) == 2000
    assert len(lay_out(rows, 40).lines) == 2000 * 9 - 1


def test_reading_goes_on_at_the_same_cell_whether_the_table_fits_or_not() -> None:
    blocks = (HEADER, Block(BlockKind.ROW, "Tokyo\tFourteen million people and some more\t1457"))
    narrow, wide = lay_out(blocks, 16), lay_out(blocks, 40)
    place = next((line.block, line.at) for line in narrow.lines if "People" in line.lead)

    row = wide.lines[wide.line_of(*place)]

    assert (row.role, row.block) == (Role.TABLE, 1)
    assert narrow.lines[narrow.line_of(*place)].lead == "People:"


WIDE_TABLE = tuple(
    Block(BlockKind.ROW, "\t".join(f"{name} {column}" for column in range(200)), level=int(name == "Name"))
    for name in ("Name", "first", "second")
)
HOSTILE_TABLES: dict[str, Blocks] = {
    "200 columns": WIDE_TABLE,
    "in a list in a quote": tuple(msgspec.structs.replace(row, depth=3, quote=2) for row in WIDE_TABLE),
    "one cell of a thousand words": (Block(BlockKind.ROW, "word " * 1000 + "\tx"), Block(BlockKind.ROW, "a\tb")),
    "wide characters": (Block(BlockKind.ROW, "都市\t人口は大変多い" * 9), Block(BlockKind.ROW, "a\tb" * 9)),
    "ragged": tuple(Block(BlockKind.ROW, "cell\t" * count + "end") for count in (0, 9, 1, 30, 2)),
    "a word of a thousand letters": (
        Block(BlockKind.ROW, "a" * 1000 + "\tb"),
        Block(BlockKind.ROW, "漢" * 999 + "\tb"),
    ),
    "empty": (Block(BlockKind.ROW, "\t\t"), Block(BlockKind.ROW, "")),
}


@pytest.mark.parametrize("width", [38, 41, 76])
@pytest.mark.parametrize("blocks", HOSTILE_TABLES.values(), ids=HOSTILE_TABLES)
def test_hostile_tables_lose_nothing(blocks: Blocks, width: int) -> None:
    check(blocks, width)
