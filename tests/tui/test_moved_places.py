"""Words are found again in a text that was edited."""

from __future__ import annotations

import pytest
from tests.building import paragraphs

from newsreader.blocks import Block, BlockKind
from newsreader.tui.moved_places import Place, place_in

BEFORE = paragraphs("one", "two", "three", "four")
RULE = Block(BlockKind.RULE)


@pytest.mark.parametrize(
    ("words", "place", "found"),
    [
        (("one", "two", "three", "four"), (2, 4), (2, 4)),
        (("new", "one", "two", "three", "four"), (2, 4), (3, 4)),
        (("two", "three", "four"), (2, 4), (1, 4)),
        (("one", "two", "three, edited", "four"), (2, 4), (2, 4)),
        (("one", "new", "two", "three, edited", "four"), (2, 4), (3, 4)),
        (("one",), (3, 4), (0, 4)),
        (("wholly", "other"), (2, 4), (2, 4)),
        (("one", "two", "three", "four"), (9, 4), (3, 4)),
    ],
    ids=["same", "one above", "one gone", "edited", "edited and one above", "cut", "another text", "behind the end"],
)
def test_the_words_on_top_are_found(words: tuple[str, ...], place: Place, found: Place) -> None:
    assert place_in(paragraphs(*words), BEFORE, place) == found


def test_blocks_that_are_alike_are_told_by_what_stands_above() -> None:
    before = (RULE, *paragraphs("one"), RULE, *paragraphs("two"), RULE)

    assert place_in((*paragraphs("new"), *before), before, (2, 0)) == (3, 0)
    assert place_in((), before, (2, 0)) == (2, 0)
