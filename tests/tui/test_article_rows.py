"""The sign of a story in several feeds, in rows of one line and of two."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
import pytest
from rich.segment import Segment
from rich.style import Style
from tests.building import NOW
from tests.tui.painted import INKS
from tests.writing.samples import article

from newsreader.model import Headline
from newsreader.query.parser import parse
from newsreader.query.snippets import Snippet
from newsreader.settings import Column
from newsreader.tui.article_rows import RowLook, single_line, source_line, title_line


def told(copies: int, feed: str = "Coast") -> Headline:
    return msgspec.structs.replace(article().headline, copies=copies, feed_title=feed)


def look(width: int) -> RowLook:
    return RowLook(INKS, Style(), width, NOW)


def text(line: Sequence[Segment]) -> str:
    return "".join(segment.text for segment in line)


def marked_in(line: Sequence[Segment]) -> list[str]:
    """Return what a search found of a line."""
    return [segment.text for segment in line if segment.style and segment.style.color == INKS["found"].color]


@pytest.mark.parametrize("line", [single_line, source_line], ids=["one line", "the second line"])
def test_the_number_of_other_feeds_stands_behind_the_feed(line: object) -> None:
    assert callable(line)

    assert "Coast +3 " in text(line(told(3), look(80)))
    assert "+" not in text(line(told(0), look(80)))


@pytest.mark.parametrize("line", [single_line, source_line], ids=["one line", "the second line"])
@pytest.mark.parametrize("width", [20, 30, 45, 60, 80])
@pytest.mark.parametrize("feed", ["Coast", "The Coast Observer", "The Island Gazette and Weekly Review"])
def test_it_pushes_nothing_aside(line: object, width: int, feed: str) -> None:
    assert callable(line)
    without, with_it = text(line(told(0, feed), look(width))), text(line(told(12, feed), look(width)))

    assert len(with_it) == len(without)
    assert with_it.replace(" +12", "").split() == without.split()


def test_it_goes_with_the_name_of_the_feed() -> None:
    row = RowLook(INKS, Style(), 80, NOW, columns=(Column.AGE,))

    assert "+" not in text(single_line(told(3), row))


@pytest.mark.parametrize("width", [8, 20, 39, 60, 120])
@pytest.mark.parametrize("is_later", [False, True], ids=["", "for later"])
@pytest.mark.parametrize("words", ["…at noon in Oslo", "关于数据库的文章关于数据库的文章关于数据库的文章", ""])
def test_a_piece_of_the_text_takes_no_more_room_than_the_names_do(width: int, is_later: bool, words: str) -> None:
    headline = msgspec.structs.replace(told(0), is_later=is_later)
    row = msgspec.structs.replace(look(width), wanted=parse("oslo or 数据库"))
    with_it = msgspec.structs.replace(row, snippet=Snippet(words, ((2, 5),) if words else ()))

    cells, usual = (sum(each.cell_length for each in source_line(headline, look)) for look in (with_it, row))

    assert cells == (width if width >= 20 else usual)


def test_a_piece_of_the_text_stands_before_the_age_and_where_there_is_room_behind_the_feed() -> None:
    found = msgspec.structs.replace(look(40), snippet=Snippet("…at noon in Oslo", ((12, 16),)))
    wide = msgspec.structs.replace(found, width=80)

    assert text(source_line(told(0), found)).split()[0] == "…at"
    assert text(source_line(told(0), wide)).split()[:2] == ["Coast", "…at"]
    assert marked_in(source_line(told(0), found)) == ["Oslo"]


@pytest.mark.parametrize("line", [single_line, source_line], ids=["one line", "the second line"])
@pytest.mark.parametrize(
    ("query", "marked"),
    [("feed:coast", ["Coast"]), ("coast", []), ("author:coast", []), ("-feed:coast", [])],
    ids=["a feed's name", "any word", "an author", "denied"],
)
def test_the_name_of_a_feed_is_marked_where_the_query_asks_for_feeds(
    line: object, query: str, marked: list[str]
) -> None:
    assert callable(line)
    row = msgspec.structs.replace(look(80), wanted=parse(query))

    assert marked_in(line(told(0), row)) == marked


@pytest.mark.parametrize("line", [single_line, source_line], ids=["one line", "the second line"])
@pytest.mark.parametrize("query", ["åsa", "author:asa", "ås*"])
def test_the_name_of_an_author_is_marked(line: object, query: str) -> None:
    assert callable(line)
    headline = msgspec.structs.replace(told(0), author="Åsa Berg")
    row = msgspec.structs.replace(look(80), wanted=parse(query), columns=(Column.AUTHOR, Column.AGE))

    assert marked_in(line(headline, row)) == ["Ås" if "*" in query else "Åsa"]


def test_wide_characters_of_a_title_are_marked_at_their_cells() -> None:
    headline = msgspec.structs.replace(told(0), title="关于数据库的文章")
    plain = title_line(headline, look(30))
    marked = title_line(headline, msgspec.structs.replace(look(30), wanted=parse("数据库")))

    assert text(marked) == text(plain)
    assert marked_in(marked) == ["数据库"]
    assert sum(segment.cell_length for segment in marked) == 30
