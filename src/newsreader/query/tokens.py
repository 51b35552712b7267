"""Cut a query into its tokens, each with its place. Must not know what fields there are or what they mean."""

from __future__ import annotations

import re
from enum import Enum, auto

import msgspec

from newsreader.errors import QueryError
from newsreader.query.vocabulary import AND, NOT, OR

MAX_QUERY = 4_000
"""Characters; nobody types more, and rules that are made by programs can be several."""


class Role(Enum):
    """What a token is."""

    OPEN = auto()
    CLOSE = auto()
    AND = auto()
    OR = auto()
    NOT = auto()
    TERM = auto()


class Token(msgspec.Struct, frozen=True):
    """A parenthesis, a connective, or a term: a value with or without a field before it."""

    role: Role
    start: int
    end: int
    """Place in the query, in characters."""
    name: str = ""
    """The field before the value, in lower case; empty without one."""
    operator: str = ""
    """What stands between field and value: : < <= = >= >"""
    value: str = ""
    """Without quotes, escapes and the star."""
    value_start: int = 0
    is_quoted: bool = False
    is_pattern: bool = False
    is_plain: bool = False
    """Typed without quotes and escapes, so that it may be more than a word."""
    has_star: bool = False
    is_open: bool = False
    """Its quote, slash or escape has no end."""


_BLANK = re.compile(r"\s*")
_NAME = re.compile(r"([A-Za-z][A-Za-z_]*)(:|<=|>=|<|=|>)")
_ADDRESS = re.compile(r"https?://\S+", re.IGNORECASE)
_BARE = re.compile(r"(?:\\.|[^\s()\\])*", re.DOTALL)
_ESCAPE = re.compile(r"\\(.)", re.DOTALL)
_QUOTES = {'"': '"', "“": "”", "„": "“", "«": "»"}
"""By what opens them. Word processors and macOS make the others of the first."""
_CONNECTIVES = {AND: Role.AND, OR: Role.OR, NOT: Role.NOT}
_WITHOUT_PATTERNS = frozenset({"url", "folder", "tag"})
"""Here a slash is a slash."""


def tokenise(text: str) -> list[Token]:
    """Return the tokens of a query; raises QueryError where there can be none."""
    if len(text) > MAX_QUERY:
        raise QueryError(f"The query is too long: {MAX_QUERY:,} characters are enough.", MAX_QUERY, len(text))
    tokens: list[Token] = []
    place = _skip_blanks(text, 0)
    while place < len(text):
        token = _token_at(text, place)
        tokens.append(token)
        place = _skip_blanks(text, token.end)
    return tokens


def _skip_blanks(text: str, place: int) -> int:
    match = _BLANK.match(text, place)
    return match.end() if match else place


def _token_at(text: str, place: int) -> Token:
    character = text[place]
    if character in "()":
        return Token(Role.OPEN if character == "(" else Role.CLOSE, place, place + 1)
    if character == "-":
        if text[place + 1 : place + 2].strip() in ("", ")"):
            raise QueryError(
                'A "-" belongs right before what is not wanted: -smith. As a word put it in quotes.', place, place + 1
            )
        return Token(Role.NOT, place, place + 1)
    if address := _ADDRESS.match(text, place):
        return _address(text, place, address.end())
    name = _NAME.match(text, place)
    if name is None:
        return _term(text, place, place, "", "")
    return _term(text, place, name.end(), name[1].lower(), name[2])


def _address(text: str, start: int, end: int) -> Token:
    """Return an address that was pasted, whole; a parenthesis at its end belongs to it if it opens inside."""
    while text[end - 1] == ")" and text.count(")", start, end) > text.count("(", start, end):
        end -= 1
    return Token(Role.TERM, start, end, "url", ":", text[start:end], start)


def _term(text: str, start: int, value_start: int, name: str, operator: str) -> Token:
    opening = text[value_start : value_start + 1]
    if opening and opening in _QUOTES:
        return _quoted(text, start, value_start, name, operator)
    if opening == "/" and name not in _WITHOUT_PATTERNS:
        return _pattern(text, start, value_start, name, operator)
    return _bare(text, start, value_start, name, operator)


def _quoted(text: str, start: int, value_start: int, name: str, operator: str) -> Token:
    closing = _QUOTES[text[value_start]]
    match = re.compile(rf"(?:\\.|[^\\{closing}])*", re.DOTALL).match(text, value_start + 1)
    assert match is not None  # it may be empty
    end = match.end()
    is_open = text[end : end + 1] != closing
    # A backslash at the very end escapes nothing yet.
    end = len(text) if is_open else end + 1
    has_star = text[end : end + 1] == "*"
    end += has_star
    _expect_end(text, end, "the closing quote")
    return Token(
        Role.TERM,
        start,
        end,
        name,
        operator,
        _ESCAPE.sub(r"\1", match[0]),
        value_start,
        is_quoted=True,
        has_star=has_star,
        is_open=is_open,
    )


def _pattern(text: str, start: int, value_start: int, name: str, operator: str) -> Token:
    match = re.compile(r"(?:\\.|[^\\/])*", re.DOTALL).match(text, value_start + 1)
    assert match is not None  # it may be empty
    end = match.end()
    is_open = text[end : end + 1] != "/"
    end = len(text) if is_open else end + 1
    _expect_end(text, end, 'the "/" that ends a pattern')
    # Only the slash is ours to unescape; the rest belongs to the pattern.
    source = _ESCAPE.sub(lambda escape: "/" if escape[1] == "/" else escape[0], match[0])
    return Token(Role.TERM, start, end, name, operator, source, value_start, is_pattern=True, is_open=is_open)


def _bare(text: str, start: int, value_start: int, name: str, operator: str) -> Token:
    match = _BARE.match(text, value_start)
    assert match is not None  # it may be empty
    raw, end = match[0], match.end()
    is_open = text[end : end + 1] == "\\"
    end += is_open
    if not name and raw.lower() in _CONNECTIVES:
        return Token(_CONNECTIVES[raw.lower()], start, end)
    has_star = _star(raw, value_start)
    return Token(
        Role.TERM,
        start,
        end,
        name,
        operator,
        _ESCAPE.sub(r"\1", raw[:-1] if has_star else raw),
        value_start,
        is_plain="\\" not in raw,
        has_star=has_star,
        is_open=is_open,
    )


def _star(raw: str, place: int) -> bool:
    """Return whether a bare value ends in a star; raises QueryError if one stands elsewhere."""
    stars = [match.start() for match in re.finditer(r"\\.|(\*)", raw, re.DOTALL) if match[1]]
    if not stars:
        return False
    if stars[0] == len(raw) - 1 > 0:
        return True
    at = place + stars[0]
    raise QueryError('A "*" stands at the end of a word, for all that begin so: econom*', at, at + 1)


def _expect_end(text: str, end: int, what: str) -> None:
    follows = text[end : end + 1]
    if follows and not follows.isspace() and follows != ")":
        raise QueryError(
            f'After {what} a blank is expected. In quotes "/" and other signs are plain text.', end, end + 1
        )
