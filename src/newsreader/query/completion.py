"""What may follow at the cursor: for the search box and the command line. Must not know where the names come from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from newsreader.errors import QueryError
from newsreader.folding import fold
from newsreader.query.terms import opens_group
from newsreader.query.tokens import Role, Token, tokenise
from newsreader.query.vocabulary import (
    AGES,
    AND,
    BARE_DAYS,
    BARE_STATES,
    CONNECTIVES,
    DAYS,
    FIELDS,
    OR,
    ORDERS,
    REVERSED,
    STATES,
    THINGS,
    Kind,
)
from newsreader.query.writing import write_word


class Names(msgspec.Struct, frozen=True):
    """What there is to choose from, each in the order in which it shall be offered."""

    feeds: tuple[str, ...] = ()
    folders: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()


class Completion(msgspec.Struct, frozen=True):
    """A text that may be put in the place of what stands from `start` up to but not including `end`."""

    text: str
    meaning: str
    """What it means, in a few words."""
    start: int
    end: int


_NAMED = {"feed": "feeds", "folder": "folders", "tag": "tags", "lang": "languages", "author": "authors"}
"""Fields whose values are names, and where in `Names` they are."""
_GUESSED = ("feed", "tag", "folder")
"""Those of them whose names are offered to a bare word."""
_BEGUN = 2
"""Letters of a bare word before names are offered for it."""

Offer = tuple[str, str]
"""A text to put in and its meaning."""


def completions(query: str, cursor: int, names: Names) -> list[Completion]:
    """Return what may stand at the cursor in place of the term that is being typed, the likeliest first."""
    typed = query[:cursor]
    is_signed = False
    try:
        tokens = tokenise(typed)
    except QueryError as error:
        # A "-" waits for what is not wanted; other trouble is no beginning of anything.
        if typed[error.start :] != "-":
            return []
        is_signed = True
        tokens = tokenise(typed[: error.start])
    last = tokens[-1] if tokens and tokens[-1].end == len(typed) else None
    if last is None or last.role in (Role.OPEN, Role.NOT):
        field = _group_field(tokens)
        links = [] if is_signed else _links("", tokens)  # "-not" is one word too many
        offers = _values(field, "", names) if field else [*_conditions(""), *links]
        return _placed(offers, cursor, cursor)
    if last.role is Role.CLOSE:
        return []
    return _for_term(query, cursor, tokens, names)


def _for_term(query: str, cursor: int, tokens: list[Token], names: Names) -> list[Completion]:
    last = tokens[-1]
    field = last.name or _group_field(tokens[:-1])
    start = last.value_start if last.role is Role.TERM else last.start
    if field:
        begun = last.value if last.role is Role.TERM else query[start:cursor]
        if field not in FIELDS or last.is_pattern or last.has_star or (last.is_quoted and not last.is_open):
            return []
        end = cursor + (last.is_quoted and query[cursor : cursor + 1] == '"')
        # One key of several, which a "-" may turn round.
        skipped = max(begun.rfind(","), begun.rfind("-")) + 1 if FIELDS[field][0] is Kind.SORT else 0
        return _placed(_values(field, begun[skipped:], names), start + skipped, end)
    begun = query[start:cursor].lower()
    offers = [*_conditions(begun), *_links(begun, tokens[:-1])]
    if last.is_plain and len(begun) >= _BEGUN:
        offers += _guesses(begun, names)
    return _placed(offers, start, cursor)


def _placed(offers: Iterable[Offer], start: int, end: int) -> list[Completion]:
    return [Completion(text, meaning, start, end) for text, meaning in dict(offers).items()]


def _conditions(begun: str) -> Iterator[Offer]:
    """Offer states, days and fields that begin so."""
    for state in BARE_STATES:
        if state.startswith(begun):
            yield state, STATES[state][1]
    for day in BARE_DAYS:
        if day.startswith(begun):
            yield day, f"published {DAYS[day][1]}"
    for field, (_, meaning) in FIELDS.items():
        if field.startswith(begun):
            yield f"{field}:", meaning


def _links(begun: str, before: list[Token]) -> Iterator[Offer]:
    """Offer connectives; between two conditions only where there is a first."""
    has_first = bool(before) and before[-1].role in (Role.TERM, Role.CLOSE)
    for connective, meaning in CONNECTIVES.items():
        if connective.startswith(begun) and (has_first or connective not in (AND, OR)):
            yield connective, meaning


def _guesses(begun: str, names: Names) -> Iterator[Offer]:
    """Offer feeds, tags and folders one of whose words begins so."""
    for field in _GUESSED:
        for name in ranked(begun, getattr(names, _NAMED[field]), worst=1):
            yield f"{field}:{write_word(name)}", field


def _values(field: str, begun: str, names: Names) -> list[Offer]:
    """Offer the values of a field."""
    if (where := _NAMED.get(field)) is not None:
        return [(write_word(name), field) for name in ranked(begun, getattr(names, where), worst=2)]
    kind, wanted = FIELDS[field][0], begun.strip().lower()
    offers: dict[str, str] = {}
    match kind:
        case Kind.STATE:
            offers = {name: meaning for name, (_, meaning) in STATES.items()}
        case Kind.THING:
            offers = {name: meaning for name, (_, meaning) in THINGS.items()}
        case Kind.SORT:
            offers = {name: meaning for name, (_, meaning) in ORDERS.items()} | {REVERSED: "the other way round"}
        case Kind.DAY | Kind.BOUND | Kind.TIME:
            offers = {name: meaning for name, (_, meaning) in DAYS.items()}
            if kind is not Kind.DAY:
                offers = AGES | offers
    return [(name, meaning) for name, meaning in offers.items() if name.startswith(wanted)]


def ranked(begun: str, known: Iterable[str], *, worst: int) -> list[str]:
    """Return the names that begin so (0), have a word that does (1), or hold it anywhere (2), in this order."""
    wanted = fold(begun).strip()
    ranks = {name: _rank(wanted, fold(name)) for name in known}
    return sorted((name for name, rank in ranks.items() if rank <= worst), key=ranks.__getitem__)


def _rank(wanted: str, name: str) -> int:
    if name.startswith(wanted):
        return 0
    if any(name.startswith(wanted, place + 1) for place, sign in enumerate(name) if not sign.isalnum()):
        return 1
    return 2 if wanted in name else 3


def _group_field(tokens: list[Token]) -> str:
    """Return the field of the innermost group that is open after these tokens: tag:(japan or …"""
    fields = [""]
    for place, token in enumerate(tokens):
        if token.role is Role.OPEN:
            before = tokens[place - 1] if place else None
            fields.append(before.name if before is not None and opens_group(before, token) else fields[-1])
        elif token.role is Role.CLOSE and len(fields) > 1:
            fields.pop()
    return fields[-1]
