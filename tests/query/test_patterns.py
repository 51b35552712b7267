"""Patterns end soon on any title, or they are refused."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsreader.errors import QueryError
from newsreader.query.patterns import MAX_PATTERN, MAX_SUBJECT, check_pattern, is_found


@pytest.mark.parametrize(
    ("source", "text", "found"),
    [
        pytest.param("tokyo|seoul", "Summit in Seoul", True, id="a choice, in any case"),
        pytest.param("^in ", "Summit in Seoul", False, id="at the beginning"),
        pytest.param(r"\bGPT-?\d+", "What gpt5 says", True, id="digits"),
        pytest.param(r"(?:foo|bar)s?", "Bars", True, id="a group"),
        pytest.param(r"(ab){2}", "ababab", True, id="a fixed repetition"),
        pytest.param(r"(ab)*c", "ababc", True, id="a repeated row"),
        pytest.param(r"tokyo.*summit.*2025", "Tokyo: the summit of 2025", True, id="two gaps"),
        pytest.param(r"colou?r", "Color", True, id="perhaps"),
        pytest.param(r"[]a]", "]", True, id="a bracket in a set"),
        pytest.param(r"\[a\]", "[A]", True, id="brackets as signs"),
        pytest.param(r"a{1,3}b", "aab", True, id="from one to three"),
        pytest.param("a$", "x" * MAX_SUBJECT + "a", False, id="beyond what is looked at"),
    ],
)
def test_a_pattern_finds(source: str, text: str, found: bool) -> None:
    check_pattern(source, 0, 0)

    assert is_found(source, text) == found


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        pytest.param("(a+)+b", "must not itself hold", id="a repetition of repetitions"),
        pytest.param("(a|a)*b", "must not itself hold", id="a repeated choice"),
        pytest.param("((a?b))*", "must not itself hold", id="deeper inside"),
        pytest.param("(?:a{1,9}){2,}", "must not itself hold", id="bounded ones too"),
        pytest.param(".*.*.*x", "too many ways", id="three gaps"),
        pytest.param("a?" * 25 + "a" * 25, "too many ways", id="many perhaps"),
        pytest.param("(a|a)" * 25 + "b", "too many ways", id="many choices"),
        pytest.param(".{0,200}" * 4, "too many ways", id="long bounded gaps"),
        pytest.param(r"(a)\1", "look back", id="a group again"),
        pytest.param("(?=a)b", "only (?:...)", id="a look ahead"),
        pytest.param("(?P<x>a)", "only (?:...)", id="a named group"),
        pytest.param("(?i)a", "only (?:...)", id="a flag"),
        pytest.param("(a", "no regular expression", id="an open group"),
        pytest.param("a)", "closes nothing", id="a closed one"),
        pytest.param("[a", "has no end", id="an open set"),
        pytest.param("[[a]]", "Inside [...]", id="a set in a set"),
        pytest.param("[a--b]", "Inside [...]", id="signs that mean something one day"),
        pytest.param("+a", "no regular expression", id="nothing to repeat"),
        pytest.param(r"\q", "no regular expression", id="an escape that is none"),
        pytest.param("", "expected", id="nothing"),
        pytest.param("x" * (MAX_PATTERN + 1), "too long", id="too long"),
    ],
)
def test_a_pattern_is_refused(source: str, reason: str) -> None:
    with pytest.raises(QueryError) as caught:
        check_pattern(source, 3, 9)

    assert reason in str(caught.value)
    assert (caught.value.start, caught.value.end) == (3, 9)


pieces = st.sampled_from(
    ["a", "aa", ".", "[ab]", "a*", "a+", ".*", "a?", "a{0,9}", "(aa)*", "(a|b)", "(a|a)", "(a?)", "^", "b"]
)


@settings(max_examples=50, deadline=None)
@given(st.lists(pieces, max_size=12).map("".join), st.sampled_from(["b", "c", "c$", ""]))
def test_what_is_let_pass_ends_soon(source: str, end: str) -> None:
    """Judged by CPU time, on titles made for it."""
    try:
        check_pattern(source + end, 0, 0)
    except QueryError:
        return

    begun = time.process_time()
    for text in ("a" * MAX_SUBJECT, "ab" * (MAX_SUBJECT // 2)):
        is_found(source + end, text)

    assert time.process_time() - begun < 5
