"""What one term of a query means: a word, a field with its value, a state. Must not know how terms are put together."""

from __future__ import annotations

import re
from collections.abc import Iterable

from newsreader.errors import QueryError
from newsreader.folding import words_of
from newsreader.query.dates import is_ago, parse_when
from newsreader.query.measures import MAX_NUMBER
from newsreader.query.patterns import check_pattern
from newsreader.query.tokens import Role, Token
from newsreader.query.tree import (
    Ago,
    Dated,
    Field,
    Has,
    Instant,
    Is,
    Moment,
    Node,
    Order,
    Pattern,
    Range,
    Relation,
    When,
    Words,
)
from newsreader.query.vocabulary import (
    BARE_DAYS,
    BARE_STATES,
    DAYS,
    FIELDS,
    MEASURES,
    MOMENTS,
    ORDERS,
    REVERSED,
    STATES,
    THINGS,
    WORD_FIELDS,
    Kind,
    nearest,
    values_of,
)
from newsreader.text import clean

_SHOWN = 40
"""Characters of what was typed that a message repeats."""
_QUOTE_IT = "To look for it as text, put it in quotes."
_FREE = frozenset({Field.URL, Field.FOLDER, Field.TAG})
"""Their values need not hold a letter: they are compared sign by sign."""
_EXACT = frozenset({Field.ANY, Field.TITLE, Field.AUTHOR, Field.TEXT})
"""Here quotes mean that accents count; elsewhere they but hold a name together."""
_WITHOUT_STAR = frozenset({Field.URL, Field.LANG})
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}([-_][A-Za-z0-9]{1,8}){0,4}")


def node_of(token: Token, *, is_prefix: bool = False) -> Node:
    """Return what a term means; raises QueryError. `is_prefix`: it is being typed, so its last word may go on."""
    if token.name and token.name in FIELDS:
        return _field(token, FIELDS[token.name][0], is_prefix=is_prefix)
    if token.name and (token.value or token.operator != ":"):
        raise _unknown_field(token)
    if token.name:  # "Breaking: …" as it stands in a title
        return Words(Field.ANY, token.name, is_prefix=is_prefix)
    if token.is_pattern:
        return _pattern(token, Field.ANY)
    if token.is_plain and not token.has_star:
        word = token.value.lower()
        if word in BARE_STATES:
            return Is(STATES[word][0])
        if word in BARE_DAYS:
            return Dated(Moment.PUBLISHED, Relation.ON, BARE_DAYS[word])
    return _words(token, Field.ANY, is_prefix=is_prefix)


def opens_group(token: Token, follows: Token | None) -> bool:
    """Is it a field whose value is a group: tag:(japan or korea)."""
    return (
        token.name in WORD_FIELDS
        and token.operator in (":", "=")
        and token.value_start == token.end
        and follows is not None
        and (follows.role, follows.start) == (Role.OPEN, token.end)
    )


def is_directive(token: Token) -> bool:
    """Is it about the list instead of its articles."""
    return token.name in ("sort", "limit")


def limit_of(token: Token) -> int:
    """Return what "limit:" says; raises QueryError."""
    number = _whole_number(token.value.strip(), token)
    if token.operator not in (":", "=") or number < 1:
        raise _error(token, "After “limit:” a number from 1 on is expected: limit:20")
    return number


def orders_of(token: Token, before: tuple[Order, ...]) -> tuple[Order, ...]:
    """Return the keys with those that one "sort:" adds, or all turned round; raises QueryError."""
    if token.operator not in (":", "="):
        raise _error(token, "After “sort” a colon is expected: sort:oldest")
    found = before
    for word in token.value.lower().split(","):
        name = word.strip()
        is_turned = name.startswith("-")
        if name == REVERSED:
            found = tuple(Order(order.by, not order.is_reversed) for order in found or (ORDERS["date"][0],))
            continue
        if name.lstrip("-") not in ORDERS:
            raise _unknown_value(token, name.lstrip("-"), (*ORDERS, REVERSED), "order")
        order = ORDERS[name.lstrip("-")][0]
        if order.by in {earlier.by for earlier in found}:
            raise _error(token, f"The list is sorted by {order.by.value} already. Take one of the two out.")
        found = (*found, Order(order.by, order.is_reversed ^ is_turned))
    return found


def _field(token: Token, kind: Kind, *, is_prefix: bool) -> Node:
    if not token.value.strip() and not token.is_pattern:
        raise _missing_value(token, kind)
    if token.is_pattern:
        if token.name in WORD_FIELDS:
            return _pattern(token, WORD_FIELDS[token.name])
        raise _error(token, "Patterns search titles and authors: title:/…/, author:/…/ or /…/ for both.")
    if kind is Kind.WORDS:
        return _words(token, WORD_FIELDS[token.name], is_prefix=is_prefix)
    if token.has_star:
        raise _error(token, f"A star says nothing after “{token.name}{token.operator}”. {_QUOTE_IT}")
    match kind:
        case Kind.NUMBER:
            return _range(token)
        case Kind.STATE:
            _expect_colon(token)
            return Is(STATES[_choice(token, STATES, "state")][0])
        case Kind.THING:
            _expect_colon(token)
            singular = {f"{name}s": name for name in THINGS if not name.endswith("s")}
            return Has(THINGS[_choice(token, THINGS, "thing to have", singular)][0])
        case _:
            return _dated(token, kind)


def _words(token: Token, field: Field, *, is_prefix: bool) -> Words:
    is_whole = token.operator == "="
    if token.operator not in ("", ":", "="):
        raise _error(token, f"After “{token.name}” a colon is expected: {token.name}:word")
    if field in _FREE:
        has_content = bool(token.value.replace("/", " ").strip())
    elif field is Field.LANG:
        has_content = True
    else:
        has_content = bool(words_of(token.value))
    if not has_content:
        raise _error(token, f"“{_shown(token.value)}” has no letter or digit that could be looked for.")
    if field is Field.LANG and not _LANGUAGE.fullmatch(token.value):
        raise _error(token, "After “lang:” the code of a language is expected: de, pt-BR")
    if field in _WITHOUT_STAR:
        if token.has_star:
            raise _error(token, f"“{field.value}:” needs no star: a part is enough.")
        is_prefix = False
    # A quote that is closed is done; one that is open, and a word that nothing follows yet, may go on.
    is_going_on = is_prefix and (token.is_open or not token.is_quoted)
    is_prefix = token.has_star or (is_going_on and field not in _WITHOUT_STAR)
    is_exact = token.is_quoted and field in _EXACT and not is_whole
    return Words(field, token.value, is_exact, is_prefix, is_whole)


def _pattern(token: Token, field: Field) -> Pattern:
    if field not in (Field.ANY, Field.TITLE, Field.AUTHOR):
        raise _error(token, "Patterns search titles and authors: title:/…/, author:/…/ or /…/ for both.")
    if token.operator not in ("", ":"):
        raise _error(token, f"Before a pattern a colon is expected: {token.name}:/…/")
    check_pattern(token.value, token.start, token.end)
    return Pattern(field, token.value)


def _range(token: Token) -> Range:
    measure = MEASURES[token.name]
    operator, value = token.operator, token.value.strip()
    if operator == ":" and (match := re.match("<=|>=|<|=|>", value)):
        operator, value = match[0], value[match.end() :]
    if ".." in value and operator in (":", "="):
        first, _, last = value.partition("..")
        low = _whole_number(first, token) if first else None
        high = _whole_number(last, token) if last else None
        if low is None and high is None:
            raise _missing_value(token, Kind.NUMBER)
    else:
        number = _whole_number(value, token)
        low = {"<": None, "<=": None, ">": number + 1}.get(operator, number)
        high = {">": None, ">=": None, "<": number - 1}.get(operator, number)
    if (high is not None and high < (low or 0)) or (low or 0) > MAX_NUMBER:
        raise _error(token, f"No number is {token.name}{token.operator}{_shown(token.value)}.")
    return Range(measure, low, high)


def _whole_number(value: str, token: Token) -> int:
    digits = value.removesuffix("%") if token.name == "progress" else value
    if digits.isascii() and digits.isdecimal() and len(digits) <= len(str(MAX_NUMBER)) and int(digits) <= MAX_NUMBER:
        return int(digits)
    raise _error(token, f"After “{token.name}{token.operator}” a whole number up to {MAX_NUMBER:,} is expected.")


_RELATIONS = {
    "after": Relation.AFTER,
    "newer": Relation.AFTER,
    "before": Relation.BEFORE,
    "older": Relation.BEFORE,
    "on": Relation.ON,
}


def _dated(token: Token, kind: Kind) -> Dated:
    first, dots, last = token.value.partition("..")
    when = _when(token, first)
    until = _when(token, last) if dots else None
    if kind is not Kind.TIME:
        _expect_colon(token)
        relation = _RELATIONS[token.name]
    elif token.operator == ":":
        relation = Relation.AFTER if isinstance(when, Ago) else Relation.ON
    elif token.operator in (">=", "<"):
        relation = Relation.AFTER if token.operator == ">=" else Relation.BEFORE
        if isinstance(when, Ago) and not is_ago(first):
            raise _error(token, f"Say {token.name}:{_shown(first)} for the time since then, or {_shown(first)}-ago.")
    else:
        raise _error(token, f"After “{token.name}” one of : >= < is expected.")
    moment = MOMENTS.get(token.name, Moment.PUBLISHED)
    if until is not None and relation is not Relation.ON:
        raise _error(token, f"A range of days belongs after “on:” or “{moment.value}:”.")
    if relation is Relation.ON and any(isinstance(each, Ago | Instant) for each in (when, until)):
        raise _error(token, "A day is expected here, not a moment: on:today, on:2025-08-01", values_of("on"))
    return Dated(moment, relation, when, until)


def _when(token: Token, text: str) -> When:
    when = parse_when(text)
    if when is not None:
        return when
    if not text.strip():
        raise _error(token, f"A range of days needs both its ends: {token.name}:2025-08-01..2025-08-10")
    meant = nearest(text.strip().lower(), DAYS)
    hint = (
        f"Did you mean “{meant}”?" if meant else "Days are 2025-08-01, today, monday, last-week; ages 6h, 3d, 2w, 1y."
    )
    raise _error(token, f"“{_shown(text)}” is no time. {hint}", (meant,) if meant else values_of(token.name))


def _choice(token: Token, known: Iterable[str], what: str, also: dict[str, str] | None = None) -> str:
    names = list(known)
    word = token.value.strip().lower()
    word = (also or {}).get(word, word)
    if word not in names:
        raise _unknown_value(token, word, names, what)
    return word


def _expect_colon(token: Token) -> None:
    if token.operator != ":":
        raise _error(token, f"After “{token.name}” a colon is expected: {token.name}:{_shown(token.value)}")


def _missing_value(token: Token, kind: Kind) -> QueryError:
    what = "a word" if kind is Kind.WORDS else kind.value
    message = f"After “{token.name}{token.operator}” {what} is expected, without a blank."
    return _error(token, message, values_of(token.name), caret=token.end)


def _unknown_field(token: Token) -> QueryError:
    typed = f"{token.name}{token.operator}"
    meant = nearest(token.name, FIELDS)
    hint = f"Did you mean “{meant}{token.operator}”? " if meant else ""
    return QueryError(
        f"“{_shown(typed)}” is no field. {hint}{_QUOTE_IT}",
        token.start,
        token.end,
        (meant,) if meant else tuple(FIELDS),
    )


def _unknown_value(token: Token, word: str, known: Iterable[str], what: str) -> QueryError:
    names = tuple(known)
    meant = nearest(word, names)
    hint = f"Did you mean “{meant}”?" if meant else f"There are: {', '.join(names)}."
    return _error(token, f"“{_shown(word)}” is no {what}. {hint}", (meant,) if meant else names)


def _error(token: Token, message: str, expected: tuple[str, ...] = (), caret: int | None = None) -> QueryError:
    start = token.value_start if token.value else token.start
    return QueryError(message, start, token.end, expected, caret=caret)


def _shown(text: str) -> str:
    return clean(text, _SHOWN)
