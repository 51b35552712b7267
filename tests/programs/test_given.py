"""What programs get of an article."""

from __future__ import annotations

import json

import pytest
from tests.writing.samples import article

from newsreader.blocks import Block, BlockKind
from newsreader.programs.given import given
from newsreader.settings import Gives

LONG = '"Yes" ' * 199_999 + "in the end"


@pytest.mark.parametrize("form", [Gives.TEXT, Gives.MARKDOWN, Gives.HTML])
def test_a_very_long_article_is_given_to_its_end(form: Gives) -> None:
    text = given(article((Block(BlockKind.PARAGRAPH, LONG),)), form)

    assert "in the end" in text[-200:]


def test_json_is_one_line_for_each_article() -> None:
    text = given(article((Block(BlockKind.PARAGRAPH, LONG),)), Gives.JSON)

    assert text.endswith("}\n")
    assert json.loads(text)["text"] == LONG


def test_who_wants_nothing_gets_nothing() -> None:
    assert given(article(), Gives.NOTHING) == ""
