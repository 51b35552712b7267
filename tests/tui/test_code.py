"""Code in few colours: what is told apart in which language, and that hostile code costs no more than other code."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.tui.painted import INKS, cells_of, inked, text_of

from newsreader.blocks import Block, BlockKind
from newsreader.tui.code import LONGEST, guess, pattern_of, tokens_within
from newsreader.tui.code_languages import LANGUAGES, NAMES
from newsreader.tui.layout import lay_out
from newsreader.tui.painting import paint_line


def told(code: str, language: str) -> list[tuple[str, str]]:
    """Words of the code and what they are."""
    tokens = tokens_within(code, language, 0, len(code))
    return [(code[token.start : token.end], token.ink.removeprefix("code-")) for token in tokens]


SAMPLES = {
    "python": (
        'def f(a):  # why\n    return f"{a}" + 1.5',
        [
            ("def", "keyword"),
            ("f", "name"),
            ("# why", "comment"),
            ("return", "keyword"),
            ('f"{a}"', "string"),
            ("1.5", "number"),
        ],
    ),
    "rust": (
        "fn g<'a>(c: char) { println!(\"x\"); 'c' }",
        [("fn", "keyword"), ("char", "keyword"), ("println!", "name"), ('"x"', "string"), ("'c'", "string")],
    ),
    "bash": (
        "echo $HOME --all # don't",
        [("echo", "keyword"), ("$HOME", "name"), ("--all", "name"), ("# don't", "comment")],
    ),
    "json": ('{"a": [1, true, "b"]}', [('"a"', "name"), ("1", "number"), ("true", "keyword"), ('"b"', "string")]),
    "html": (
        '<p class="x">it\'s</p>',
        [("<p", "name"), ("class", "name"), ('"x"', "string"), (">", "name"), ("</p", "name"), (">", "name")],
    ),
    "sql": (
        "select 'it''s' FROM t -- all",
        [("select", "keyword"), ("'it''s'", "string"), ("FROM", "keyword"), ("-- all", "comment")],
    ),
    "elisp": ("(setq x-1 :key) ; so", [("setq", "keyword"), (":key", "name"), ("; so", "comment")]),
    "c": (
        "#include <x>\nint n = 'a'; /* two\nlines */",
        [("#include", "name"), ("int", "keyword"), ("'a'", "string"), ("/* two\nlines */", "comment")],
    ),
    "yaml": ("key: yes # so", [("key", "name"), ("yes", "keyword"), ("# so", "comment")]),
    "diff": ("@@ -1 +1 @@\n-old\n+new", [("@@ -1 +1 @@", "keyword"), ("-old", "number"), ("+new", "string")]),
    "klingon": ("def of the lords: pass", []),
    "my-blog": ("import os", [("import", "keyword")]),
    "text": ("def f(): pass", []),
}


@pytest.mark.parametrize(("language", "code", "tokens"), [(name, *each) for name, each in SAMPLES.items()], ids=SAMPLES)
def test_a_language_is_told_apart_by_its_few_roles(language: str, code: str, tokens: list[tuple[str, str]]) -> None:
    assert told(code, language) == tokens


@pytest.mark.parametrize(
    ("code", "language"),
    [
        ("#!/usr/bin/env bash\nset -e", "shell"),
        ("$ ls -l\ntotal 0", "shell"),
        ("import os\nfrom a import b", "python"),
        ("func main() {\n}", "go"),
        ("const x = 1;", "javascript"),
        ("diff --git a/x b/x", "diff"),
        ('{\n  "name": "x"\n}', "json"),
        ("Shall I compare thee to a summer's day?\nlet us go then, you and I", ""),
        ("Usage: prog [options]\n  --help  show this", ""),
        ("", ""),
    ],
    ids=["shebang", "prompt", "python", "go", "javascript", "diff", "json", "verse", "usage", "nothing"],
)
def test_a_language_that_the_page_does_not_name_is_guessed_only_where_a_line_speaks_for_it(
    code: str, language: str
) -> None:
    assert guess(code) == language


def test_every_name_leads_to_a_language() -> None:
    assert set(NAMES.values()) == set(LANGUAGES)
    assert all(name == name.lower() for name in NAMES)


def repeats(parsed: Any) -> Iterator[tuple[str, int]]:
    """Every repeat within a parsed pattern: its kind and how often it goes."""
    if isinstance(parsed, (list, tuple)) or hasattr(parsed, "data"):
        for each in getattr(parsed, "data", parsed):
            if isinstance(each, tuple) and len(each) == 2 and str(each[0]).endswith("REPEAT"):
                yield str(each[0]), each[1][1]
            yield from repeats(each)


@pytest.mark.parametrize("name", LANGUAGES)
def test_no_pattern_goes_back_over_what_it_has_taken(name: str) -> None:
    parsed = re._parser.parse(pattern_of(LANGUAGES[name]), re.VERBOSE | re.DOTALL)  # type: ignore[attr-defined]

    found = list(repeats(parsed))

    assert found
    assert {kind for kind, _ in found} == {"POSSESSIVE_REPEAT"}


@given(st.sampled_from(sorted(LANGUAGES)), st.text("ab1.'\"\\`/*-#<>!()[]{}=:;$@\n \t漢é", max_size=200))
def test_tokens_stand_in_order_within_the_code(language: str, code: str) -> None:
    tokens = tokens_within(code, language, 0, len(code))

    ends = [0, *(token.end for token in tokens)]
    assert all(end <= token.start < token.end for end, token in zip(ends, tokens, strict=False))
    assert ends[-1] <= len(code)


def test_only_what_stands_in_a_line_is_returned() -> None:
    code = '"""one\ntwo"""\nif x'

    assert [token[:2] for token in tokens_within(code, "python", 7, 13)] == [(0, 13)]
    assert [token[:2] for token in tokens_within(code, "python", 14, 18)] == [(14, 16)]
    assert tokens_within(code, "python", 14, 14) == ()


def test_code_of_unusual_length_stays_plain() -> None:
    assert tokens_within("if " * LONGEST, "python", 0, 9) == ()


def test_colours_lie_over_tabs_and_wide_characters_without_moving_them() -> None:
    block = Block(BlockKind.CODE, '\tif "漢字" {', language="go")
    layout = lay_out((block,), 24)

    line = paint_line(layout.lines[1], (block,), layout, INKS)

    assert inked(line)[1:4] == [("if", "code-keyword"), (" ", "code-block"), ('"漢字"', "code-string")]
    assert text_of(line).rstrip() == '      if "漢字" {'
    assert cells_of(line) == 24
