"""The sign of a story in several feeds, in rows of one line and of two."""

from __future__ import annotations

import msgspec
import pytest
from rich.style import Style
from tests.building import NOW
from tests.tui.painted import INKS
from tests.writing.samples import article

from newsreader.model import Headline
from newsreader.settings import Column
from newsreader.tui.article_rows import RowLook, single_line, source_line


def told(copies: int, feed: str = "Coast") -> Headline:
    return msgspec.structs.replace(article().headline, copies=copies, feed_title=feed)


def look(width: int) -> RowLook:
    return RowLook(INKS, Style(), width, NOW)


def text(line: list[object]) -> str:
    return "".join(getattr(segment, "text", "") for segment in line)


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

    assert "+" not in text(single_line(told(3), row))  # type: ignore[arg-type]
