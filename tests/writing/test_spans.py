"""Spans that overlap become a tree that nests."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from newsreader.blocks import Block, BlockKind, Span, SpanKind
from newsreader.writing.spans import Node, Styled, cells_of, tree_of, words_of

EMPHASIS, STRONG, CODE, LINK = SpanKind.EMPHASIS, SpanKind.STRONG, SpanKind.CODE, SpanKind.LINK
HERE = "https://example.org/"


def _flat(nodes: list[Node]) -> str:
    """The tree as text: e(...) for emphasis and so on."""
    return "".join(node if isinstance(node, str) else f"{node.kind[0]}({_flat(node.children)})" for node in nodes)


def _shown(text: str, *spans: Span) -> str:
    return _flat(tree_of(text, spans))


def test_text_without_spans_is_one_string() -> None:
    assert tree_of("words", ()) == ["words"]
    assert tree_of("", ()) == []


def test_spans_nest() -> None:
    assert _shown("abcdef", Span(0, 6, EMPHASIS), Span(2, 4, STRONG)) == "e(abs(cd)ef)"


def test_crossing_spans_are_parted() -> None:
    assert _shown("abcdef", Span(0, 4, EMPHASIS), Span(2, 6, STRONG)) == "e(abs(cd))s(ef)"


def test_blanks_at_the_ends_stay_outside() -> None:
    assert _shown("a bc d", Span(1, 5, EMPHASIS)) == "a e(bc) d"
    assert _shown("a   d", Span(1, 4, EMPHASIS)) == "a   d"


def test_a_style_in_itself_is_one() -> None:
    assert _shown("abcd", Span(0, 3, EMPHASIS), Span(1, 2, EMPHASIS)) == "e(abc)d"
    assert _shown("abcd", Span(0, 3, EMPHASIS), Span(1, 4, EMPHASIS)) == "e(abc)e(d)"


def test_code_goes_innermost() -> None:
    link = Span(0, 3, LINK, HERE)

    assert _shown("abc", Span(0, 3, CODE), link) == "l(c(abc))"
    assert _shown("abcdef", Span(0, 6, CODE), Span(2, 4, LINK, HERE)) == "c(ab)l(c(cd))c(ef)"


def test_links_that_are_not_safe_are_words() -> None:
    assert _shown("abc", Span(0, 3, LINK, "javascript:alert(1)"), Span(1, 2, LINK, "")) == "abc"


def test_link_targets_are_percent_encoded() -> None:
    (link,) = tree_of("a", [Span(0, 1, LINK, "https://example.org/a(b)")])

    assert isinstance(link, Styled)
    assert link.target == "https://example.org/a%28b%29"


def test_spans_beyond_the_text_are_cut() -> None:
    assert _shown("abc", Span(1, 99, STRONG), Span(50, 60, EMPHASIS), Span(-5, 1, CODE)) == "c(a)s(bc)"


def test_cells_get_their_share_of_the_spans() -> None:
    row = Block(BlockKind.ROW, "ab\tcd\t", (Span(0, 5, EMPHASIS), Span(4, 5, CODE)))

    assert cells_of(row) == [
        ("ab", [Span(0, 2, EMPHASIS)]),
        ("cd", [Span(0, 2, EMPHASIS), Span(1, 2, CODE)]),
        ("", []),
    ]


TEXTS = st.text("ab \n", max_size=20)
SPANS = st.lists(
    st.builds(Span, st.integers(-2, 20), st.integers(-2, 24), st.sampled_from(SpanKind), st.just(HERE)), max_size=12
)


@given(TEXTS, SPANS)
def test_no_word_is_lost_and_no_style_contains_itself(text: str, spans: list[Span]) -> None:
    def check(nodes: list[Node], around: frozenset[SpanKind]) -> None:
        for node in nodes:
            if isinstance(node, str):
                assert node
                continue
            assert node.kind not in around
            assert CODE not in around
            words = words_of(node.children)
            assert words
            assert words == words.strip()
            check(node.children, around | {node.kind})

    tree = tree_of(text, spans)

    assert words_of(tree) == text
    check(tree, frozenset())


def test_thousands_of_crossing_spans_take_no_time() -> None:
    spans = [Span(start, start + 5_000, kind, HERE) for start in range(5_000) for kind in (EMPHASIS, LINK)]

    assert words_of(tree_of("x" * 10_000, spans)) == "x" * 10_000
