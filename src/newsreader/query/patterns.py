"""Let only such regular expressions pass as end soon on any title. Must not know where they are typed.

`re` tries one way after another: (a+)+b takes for ever on a row of thirty a. What is repeated must not itself be of
several lengths or shapes, and what is left is weighed: in how many ways a pattern may have to be tried on a text of so
many characters can be counted.
"""

from __future__ import annotations

import re
from functools import lru_cache
from math import factorial

import msgspec

from newsreader.errors import QueryError

MAX_PATTERN = 200
"""Characters of a pattern."""
MAX_SUBJECT = 300
"""Characters of a title or an author that a pattern is tried on: longer ones are cut."""
_MAX_STEPS = 10_000_000
"""Ways that may have to be tried: a quarter of a second at worst, on a title made for it."""


class _Refused(Exception):
    """Why a pattern is not taken, as a sentence."""


class _Group(msgspec.Struct):
    """A parenthesis that is open, or the whole pattern."""

    branches: int = 1
    is_bendy: bool = False
    """Does what is inside have several lengths or shapes."""


_PIECE = re.compile(
    r"""(?P<escape> \\. )
    | (?P<set> \[ \^? \]? (?:\\.|[^\]\\])* \] )
    | (?P<open> \( (?:\?:)? )
    | (?P<close> \) )
    | (?P<repeat> (?: [*+?] | \{ \d* ,? \d* \} ) [?+]? )
    | (?P<or> \| )
    | (?P<plain> . )""",
    re.VERBOSE | re.DOTALL,
)
_BACK_REFERENCE = re.compile(r"\\[1-9]")
# Python means to give these a meaning inside a set one day, and warns.
_ODD_SET = re.compile(r"\[\^?\[|--|&&|~~|\|\|")


def check_pattern(source: str, start: int, end: int) -> None:
    """Raise QueryError at this place unless the pattern is sound and ends soon on any MAX_SUBJECT characters."""
    try:
        _weigh(source)
    except _Refused as refused:
        raise QueryError(str(refused), start, end) from None


def _weigh(source: str) -> None:
    if not source:
        raise _Refused("Between the slashes a pattern is expected: /tokyo|seoul/")
    if len(source) > MAX_PATTERN:
        raise _Refused(f"The pattern is too long: {MAX_PATTERN} characters are enough.")
    steps = _Weighing(source).steps()
    try:
        compile_pattern(source)
    except (re.error, OverflowError, RecursionError) as error:
        raise _Refused(f"The pattern is no regular expression: {getattr(error, 'msg', error)}.") from error
    if steps > _MAX_STEPS:
        raise _Refused("The pattern leaves too many ways open. Split it in two, or take out a * or a +.")


@lru_cache(maxsize=64)
def compile_pattern(source: str) -> re.Pattern[str]:
    """Return the pattern as it is tried: case does not count."""
    return re.compile(source, re.IGNORECASE)


def is_found(source: str, text: str) -> bool:
    """Return whether a checked pattern is found in the first MAX_SUBJECT characters of `text`."""
    return compile_pattern(source).search(text[:MAX_SUBJECT]) is not None


class _Weighing:
    """One walk over a pattern: refuses what may take for ever and counts the ways of the rest."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._open = [_Group()]
        self._closed: _Group | None = None
        """The group that ended right here, and so the one that a repetition would repeat."""
        self._wide = 0
        """Repetitions without a bound, or with one beyond what a title is long."""
        self._ways = 1
        """Of the bounded repetitions and alternatives."""

    def steps(self) -> int:
        for match in _PIECE.finditer(self._source):
            closed, self._closed = self._closed, None
            match match.lastgroup:
                case "escape" if _BACK_REFERENCE.fullmatch(match[0]):
                    raise _Refused("A pattern may not look back at its own groups.")
                case "set" if _ODD_SET.search(match[0]):
                    raise _Refused("Inside [...] put a \\ before [ and before doubled signs.")
                case "plain" if match[0] == "[":
                    raise _Refused("This [ has no end; as a sign it is \\[.")
                case "open":
                    if match[0] == "(" and self._source[match.end() : match.end() + 1] == "?":
                        raise _Refused("Of the groups with (? only (?:...) is known here.")
                    self._open.append(_Group())
                case "close":
                    self._close()
                case "or":
                    self._open[-1].branches += 1
                    self._open[-1].is_bendy = True
                case "repeat":
                    self._repeat(match[0], closed)
        self._ways *= self._open[0].branches
        starts_and_ends: int = MAX_SUBJECT ** (self._wide + 1) // factorial(self._wide + 1)
        return starts_and_ends * self._ways

    def _close(self) -> None:
        if len(self._open) == 1:
            raise _Refused('A ")" closes nothing; as a sign it is \\).')
        self._closed = self._open.pop()
        self._ways *= self._closed.branches
        self._open[-1].is_bendy |= self._closed.is_bendy

    def _repeat(self, written: str, repeated: _Group | None) -> None:
        low, high = _bounds(written)
        if high > 1 and repeated is not None and repeated.is_bendy:
            raise _Refused("What is repeated must not itself hold a repetition or a choice.")
        if low == high:
            return
        self._open[-1].is_bendy = True
        if high - low >= MAX_SUBJECT:
            self._wide += 1
        else:
            self._ways *= high - low + 1


def _bounds(written: str) -> tuple[int, int]:
    """Return how often at least and at most; {,} and {} are plain text to `re`, which costs nothing to take as wide."""
    if written[0] != "{":
        return {"*": (0, MAX_SUBJECT), "+": (1, MAX_SUBJECT + 1), "?": (0, 1)}[written[0]]
    low, comma, high = written[1 : written.index("}")].partition(",")
    least = int(low or 0)
    if not comma:
        return least, least
    return least, int(high) if high else least + MAX_SUBJECT
