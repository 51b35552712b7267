"""An article with every kind of block, as extraction would give it."""

from __future__ import annotations

from newsreader.blocks import Block, BlockKind, Blocks, Span, SpanKind
from newsreader.model import Article, Headline, TextState

HERE = "https://example.org/a?b=1&c=2"

EVERY_KIND: Blocks = (
    Block(BlockKind.LEDE, "What it is about."),
    Block(BlockKind.HEADING, "A heading", level=2),
    Block(BlockKind.PARAGRAPH, "Read this page now.", (Span(5, 14, SpanKind.LINK, HERE),)),
    Block(BlockKind.LIST_ITEM, "one", depth=1, marker="•"),
    Block(BlockKind.LIST_ITEM, "first", depth=2, marker="1."),
    Block(BlockKind.LIST_ITEM, "second", depth=2, marker="2."),
    Block(BlockKind.LIST_ITEM, "two", depth=1, marker="•"),
    Block(BlockKind.LIST_ITEM, "and more", depth=1),
    Block(BlockKind.CODE, "if x:\n\n    y = 1", depth=1, language="python"),
    Block(BlockKind.PARAGRAPH, "Quoted.", quote=1),
    Block(BlockKind.LIST_ITEM, "a list in a quote", depth=1, quote=1, marker="•"),
    Block(BlockKind.ATTRIBUTION, "Ada", quote=1),
    Block(BlockKind.ROW, "Bird\tkm", level=1),
    Block(BlockKind.ROW, "Tern\t71,000", (Span(0, 4, SpanKind.STRONG),)),
    Block(BlockKind.IMAGE, "Caption.", alt="A bird", credit="Picture: Ada", url="https://example.org/a.jpg"),
    Block(BlockKind.EMBED, "A film", url="https://example.org/film"),
    Block(BlockKind.RULE),
    Block(BlockKind.TERM, "Tern"),
    Block(BlockKind.DEFINITION, "A bird that travels."),
    Block(BlockKind.NOTE, "Translated."),
)

STYLES = Block(
    BlockKind.PARAGRAPH,
    "em strong code strike mark sup sub link",
    (
        Span(0, 2, SpanKind.EMPHASIS),
        Span(3, 9, SpanKind.STRONG),
        Span(10, 14, SpanKind.CODE),
        Span(15, 21, SpanKind.STRIKE),
        Span(22, 26, SpanKind.MARK),
        Span(27, 30, SpanKind.SUPERSCRIPT),
        Span(31, 34, SpanKind.SUBSCRIPT),
        Span(35, 39, SpanKind.LINK, HERE),
    ),
)


def article(
    blocks: Blocks = EVERY_KIND,
    *,
    title: str = "A title",
    byline: str = "Ada Ito in Tokyo",
    url: str | None = "https://example.org/story",
    language: str | None = "en",
) -> Article:
    """An article of 25 August 2025, 10:30 UTC."""
    headline = Headline(
        id=1,
        feed_id=1,
        feed_title="Example News",
        title=title,
        author="Ada Ito",
        url=url,
        published=1_756_117_800,
        words=20,
        is_read=False,
        is_starred=True,
        text_state=TextState.FULL,
    )
    return Article(headline, byline, language, None, feed_blocks=(), page_blocks=blocks)
