"""Blocks of every kind for the writers' property tests, with the characters that markup is made of."""

from __future__ import annotations

from hypothesis import strategies as st

from newsreader.blocks import Block, BlockKind, Blocks, Span, SpanKind

MARKUP = "\\`*_{}[]()<>#+-.!|~^=:&;\"'/$%@ \n\t019ax漢、é🙂\u00a0"
WORDS = (
    "# heading", "- list", "1. list", "* * *", "---", "===", "```", "~~~", "[x](https://example.org)", "![i](x)",
    "<b>", "</p>", "<!-- -->", "&amp;", "&#x41;", "https://example.org/a_b", "| a | b |", "|---|---|", "> quote", "**",
    "__", "[1]: https://example.org", "    code", "\\", "snake_case", "漢字", "word", "\n", " ", "word ", ":", "a*b",
)  # fmt: skip

texts = st.one_of(
    st.text(MARKUP, max_size=12),
    st.lists(st.sampled_from(WORDS), max_size=5).map("".join),
    st.lists(st.sampled_from(WORDS), max_size=4).map(" ".join),
)
links = st.sampled_from(
    [
        "https://example.org/a?b=1&copy;=2",
        "http://example.org/x_y*z*",
        "javascript:alert(1)",
        "",
        "https://example.org/(x)",
    ]
)


@st.composite
def spans_of(draw: st.DrawFn, text: str) -> tuple[Span, ...]:
    """Spans over the text, some of them crossing, empty or beyond its end."""
    spans = draw(
        st.lists(
            st.builds(Span, st.integers(0, len(text)), st.integers(0, len(text) + 2), st.sampled_from(SpanKind), links),
            max_size=4,
        )
    )
    return tuple(sorted(spans, key=lambda span: span.start))


@st.composite
def any_block(draw: st.DrawFn) -> Block:
    """A block of any kind, deep in lists and quotes or not, with every field filled that its kind may have."""
    kind = draw(st.sampled_from(BlockKind))
    text = "" if kind is BlockKind.RULE else draw(texts)
    if kind not in (BlockKind.ROW, BlockKind.CODE):
        text = text.replace("\t", " ")
    depth = draw(st.integers(0, 3))
    marker = ""
    if kind is BlockKind.LIST_ITEM:
        depth = max(1, depth)
        marker = draw(st.sampled_from(["•", "•", "◦", "1.", "2.", "3.", "7)", "b.", "(iv)", ""]))
    return Block(
        kind,
        text,
        draw(spans_of(text)),
        level=draw(st.integers(1, 6)) if kind is BlockKind.HEADING else draw(st.integers(0, 1)),
        depth=depth,
        quote=draw(st.sampled_from([0, 0, 0, 1, 2])),
        marker=marker,
        language=draw(st.sampled_from(["", "python", "c++", "a`b\nc"])) if kind is BlockKind.CODE else "",
        alt=draw(texts).replace("\n", " ") if kind is BlockKind.IMAGE else "",
        credit=draw(texts).replace("\n", " ") if kind is BlockKind.IMAGE else "",
        url=draw(links) if kind in (BlockKind.IMAGE, BlockKind.EMBED) else "",
    )


def blocks_of_articles(max_size: int = 8) -> st.SearchStrategy[Blocks]:
    """The blocks of an article."""
    return st.lists(any_block(), max_size=max_size).map(tuple)
