"""Articles as lines of JSON."""

from __future__ import annotations

import json

from tests.writing.samples import article

from newsreader.blocks import Block, BlockKind
from newsreader.writing.fields import article_fields, json_line


def test_a_very_long_text_is_whole_on_its_line() -> None:
    text = '"Yes" ' * 199_999 + '"no"'

    line = json_line(article_fields(article((Block(BlockKind.PARAGRAPH, text),))))

    assert json.loads(line)["text"] == text


def test_no_character_ends_the_line_and_none_is_for_the_terminal() -> None:
    line = json_line({"query": "a\u2028b\u2029c\n\x1b[31m\x9bd"})

    assert line.splitlines() == [line]
    assert line.isprintable()
    assert json.loads(line)["query"].startswith("a\u2028b\u2029c\n")
