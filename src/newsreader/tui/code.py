"""Tell keywords, strings, comments, numbers and names of code apart. Pure, and done when code first comes into sight.

A lexer of our own instead of Pygments: a few roles are all that is shown, and its patterns end on hostile code, so that
nothing has to be stored, bounded in a child process, or made when feeds are refreshed.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from newsreader.tui.code_languages import LANGUAGES, NAMES, Language

LONGEST = 40_000
"""Characters of code that are coloured; longer code is no example that somebody reads, and stays plain."""
_LOOKED_AT = 2_000
"""Characters from which the language is guessed."""
_NUMBER = r"\d(?:\w|\.(?=\d))*+"
_DIFF = {"+": "code-string", "-": "code-number", "@": "code-keyword"}
_HINTS = (
    (r"#!.*\b(?:ba|z|k|da)?sh\b", "shell"),
    (r"#!.*\bpython", "python"),
    (r"<\?php", "php"),
    (r"<(?:!doctype|html|\?xml|svg|div|[a-z]+ [a-z-]+=\")", "html"),
    (r"(?:diff --git|--- \S|@@ -\d)", "diff"),
    (r"\$ [a-z]", "shell"),
    (r"#include\b", "c++"),
    (
        r">>> |(?:from [\w.]+ import|import [\w.]+(?: as \w+)?$|(?:async )?def \w+\(.*:$|class \w+(?:\(.*\))?:$)",
        "python",
    ),
    (r"(?:pub )?(?:fn \w+[(<]|struct \w+ \{|impl\b)|use [\w]+::|let mut ", "rust"),
    (r"package \w+$|func (?:\(\w+ \*?\w+\) )?\w+\(|\w+ := ", "go"),
    (r"(?:const|let|var) [\w{\[][^=]*=|(?:export |async )?function \w+\(|import .* from ['\"]", "javascript"),
    (r"SELECT .*|CREATE (?:TABLE|INDEX|VIEW) |INSERT INTO |UPDATE \w+ SET |DELETE FROM ", "sql"),
    (r"public (?:static |final |abstract )?(?:class|interface|void)", "java"),
    (r"\((?:defun|defvar|setq|use-package|define|defn|require|let) ", "lisp"),
    (r"\"[\w-]+\": ", "json"),
    (r"\[[a-z][\w.-]*\]$", "toml"),
)
"""What a line may begin with, and the language that says so; the first that fits decides."""
_NO_CODE = frozenset({"text", "plain", "plaintext", "none", "txt", "output", "nohighlight", "no-highlight"})


class Token(NamedTuple):
    """Characters of the code from `start` up to `end`, and the ink that tells what they are."""

    start: int
    end: int
    ink: str


def tokens_within(code: str, language: str, start: int, end: int) -> Sequence[Token]:
    """Return the tokens that stand between two characters of a piece of code; `language` is what its page calls it."""
    if start >= end or len(code) > LONGEST:
        return ()
    tokens = _tokens(code, language)
    first = bisect_left(tokens, start, key=lambda token: token.end - 1)
    last = bisect_left(tokens, end, lo=first, key=lambda token: token.start)
    return tokens[first:last]


@lru_cache(maxsize=32)
def _tokens(code: str, language: str) -> Sequence[Token]:
    name = NAMES.get(language, "diff" if language in ("diff", "patch", "udiff") else "")
    if not name and language not in _NO_CODE:
        name = guess(code)
    if name == "diff":
        return _diff_tokens(code)
    return _language_tokens(code, LANGUAGES[name]) if name else ()


def guess(code: str) -> str:
    """Return the language that a line of the code speaks for, "" if none does."""
    lines = [line.strip() for line in code[:_LOOKED_AT].splitlines()]
    for hint, language in _hints():
        if any(hint.match(line) for line in lines):
            return language
    return ""


@cache
def _hints() -> list[tuple[re.Pattern[str], str]]:
    return [(re.compile(hint), language) for hint, language in _HINTS]


def _diff_tokens(code: str) -> Sequence[Token]:
    tokens = []
    at = 0
    for line in code.split("\n"):
        if line[:1] in _DIFF:
            tokens.append(Token(at, at + len(line), _DIFF[line[0]]))
        at += len(line) + 1
    return tokens


def pattern_of(language: Language) -> str:
    """Return the regular expression that finds the tokens of a language, one alternative a kind."""
    parts = {
        "comment": language.comment,
        "string": language.string,
        "name": language.name,
        "number": _NUMBER,
        "word": language.word,
    }
    return "|".join(f"(?P<{kind}>{part})" for kind, part in parts.items() if part)


@cache
def _compiled(language: Language) -> re.Pattern[str]:
    return re.compile(pattern_of(language), re.VERBOSE | re.DOTALL)


def _language_tokens(code: str, language: Language) -> Sequence[Token]:
    tokens = []
    for match in _compiled(language).finditer(code):
        kind = match.lastgroup
        start, end = match.span()
        if kind == "word":
            word = match[0].lower() if language.ignores_case else match[0]
            if word in language.keywords:
                kind = "keyword"
            elif _is_named(code, start, end, language):
                kind = "name"
            else:
                continue
        elif kind == "string" and language.before not in ("", "(") and _follows(code, end, language.before):
            kind = "name"
        tokens.append(Token(start, end, f"code-{kind}"))
    return tokens


def _is_named(code: str, start: int, end: int, language: Language) -> bool:
    if language.after:
        return start > 0 and code.startswith(language.after, start - 1)
    return bool(language.before) and _follows(code, end, language.before)


def _follows(code: str, end: int, sign: str) -> bool:
    """Does the sign follow, behind at most one blank."""
    return code.startswith(sign, end + (code[end : end + 1] == " "))
