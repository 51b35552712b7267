from __future__ import annotations

from newsreader.articles.tidying import tidy
from newsreader.blocks import Block, BlockKind

TEXT = Block(BlockKind.PARAGRAPH, "text")
RULE = Block(BlockKind.RULE)


def picture(url: str, text: str = "", alt: str = "") -> Block:
    return Block(BlockKind.IMAGE, text, url=url, alt=alt)


def test_a_picture_stands_once() -> None:
    blocks = [picture("a.jpg"), TEXT, picture("a.jpg"), picture("b.jpg", "Pier"), picture("b-small.jpg", "Pier")]

    assert [block.url for block in tidy(blocks, "T") if block.kind is BlockKind.IMAGE] == ["a.jpg", "b.jpg"]


def test_descriptions_that_describe_nothing_are_left_out() -> None:
    blocks = [
        picture("a.jpg", alt="Illustration for the article"),
        picture("b.jpg", alt="Illustration for the article"),
        picture("c.jpg", alt="0225-ferry-pier-01"),
        picture("d.jpg", alt="Hourly ferry"),
        picture("e.jpg", "Pier", alt="Pier"),
        picture("f.jpg", alt="A man with a suitcase"),
    ]

    assert [block.alt for block in tidy(blocks, "Hourly ferry")] == ["", "", "", "", "", "A man with a suitcase"]


def test_no_rule_stands_at_an_end() -> None:
    assert tidy([RULE, TEXT, RULE, TEXT, RULE], "T") == (TEXT, RULE, TEXT)
    assert tidy([RULE], "T") == ()
