"""From a tree back to text: what a saved view shows when it is edited. `parser.parse` makes the same tree of it."""

from __future__ import annotations

import re

from newsreader.query.tree import (
    Ago,
    And,
    Calendar,
    Dated,
    Field,
    Has,
    Instant,
    Is,
    Moment,
    Named,
    Node,
    Not,
    Or,
    Order,
    Pattern,
    Query,
    Range,
    Relation,
    Unit,
    When,
    Words,
)
from newsreader.query.vocabulary import BARE_DAYS, BARE_STATES, CONNECTIVES, ORDERS

_NAMES = frozenset({Field.URL, Field.FEED, Field.FOLDER, Field.TAG, Field.LANG})
"""Here quotes say nothing but where a value ends."""


def write(query: Query) -> str:
    """Return the text of a query, in its shortest usual form."""
    parts = [] if query.where is None else [write_node(query.where)]
    if query.order:
        parts.append(f"sort:{','.join(map(_order, query.order))}")
    if query.limit is not None:
        parts.append(f"limit:{query.limit}")
    return " ".join(parts)


def write_node(node: Node) -> str:
    """Return the text of a part of a query."""
    match node:
        case Or(parts=parts):
            return " or ".join(_inside(part, Or) for part in parts)
        case And(parts=parts):
            return " ".join(_inside(part, Or, And) for part in parts)
        case Not(part=part):
            return f"-{_inside(part, Or, And, Not)}"
        case Words():
            return _words(node)
        case Pattern(field=field, source=source):
            return f"{_name(field, ':')}/{_slashes(source)}/"
        case Range():
            return _range(node)
        case Dated():
            return _dated(node)
        case Is(state=state):
            return state.value if state.value in BARE_STATES else f"is:{state.value}"
        case Has(thing=thing):
            return f"has:{thing.value}"


def write_word(text: str) -> str:
    """Return how a value is typed after a colon: as it is, or in quotes where it holds blanks or signs."""
    return text if text and _escaped(text) == text else _quoted(text)


def _inside(part: Node, *looser: type[Node]) -> str:
    text = write_node(part)
    return f"({text})" if isinstance(part, looser) else text


def _words(words: Words) -> str:
    name = _name(words.field, "=" if words.is_whole else ":")
    if words.is_exact:
        value = _quoted(words.text)
    elif words.is_whole or words.field in _NAMES:
        value = write_word(words.text)
    elif name:
        value = _escaped(words.text)
    else:
        value = _escaped_alone(words.text, has_star=words.is_prefix)
    return name + value + "*" * words.is_prefix


def _name(field: Field, operator: str) -> str:
    return "" if field is Field.ANY else f"{field.value}{operator}"


def _quoted(text: str) -> str:
    return '"' + re.sub(r'(["\\])', r"\\\1", text) + '"'


def _escaped(text: str) -> str:
    """Return a value without quotes: signs of the language in it, a quote or slash before it, get a backslash."""
    return re.sub(r'[\s()*\\]|\A["“„«/]', r"\\\g<0>", text)


_ALIKE = re.compile(r"-|([A-Za-z][A-Za-z_]*)(:|<=|>=|<|=|>)")
"""How what is more than a word begins."""


def _escaped_alone(text: str, *, has_star: bool) -> str:
    """Return a word that no field stands before: nor must it look like a field, a state, a day or a connective."""
    escaped = _escaped(text)
    is_more = text.lower() in (*BARE_STATES, *BARE_DAYS, *CONNECTIVES) and not has_star
    if is_more or text.startswith("-"):
        return f"\\{escaped}"
    if match := _ALIKE.match(text):
        return f"{match[1]}\\{escaped[match.end(1) :]}"
    return escaped


def _slashes(source: str) -> str:
    """Return the source of a pattern with a backslash before each slash; other escapes stay."""
    return re.sub(r"\\.|/", lambda match: r"\/" if match[0] == "/" else match[0], source, flags=re.DOTALL)


def _range(node: Range) -> str:
    name = node.measure.value
    if node.low == node.high:
        return f"{name}={node.low}"
    if node.high is None:
        return f"{name}>={node.low}"
    return f"{name}<={node.high}" if node.low is None else f"{name}:{node.low}..{node.high}"


_BOUNDS = {
    (Relation.AFTER, True): "newer",
    (Relation.AFTER, False): "after",
    (Relation.BEFORE, True): "older",
    (Relation.BEFORE, False): "before",
}


def _dated(node: Dated) -> str:
    when = write_when(node.when)
    is_age = isinstance(node.when, Ago)
    if node.moment is Moment.PUBLISHED and node.relation is not Relation.ON:
        return f"{_BOUNDS[node.relation, is_age]}:{when}"
    if node.relation is Relation.ON:
        if node.moment is Moment.PUBLISHED and node.until is None and node.when in BARE_DAYS.values():
            return when
        name = "on" if node.moment is Moment.PUBLISHED else node.moment.value
        return f"{name}:{when}" if node.until is None else f"{name}:{when}..{write_when(node.until)}"
    if node.relation is Relation.AFTER and is_age:
        return f"{node.moment.value}:{when}"
    operator = ">=" if node.relation is Relation.AFTER else "<"
    return f"{node.moment.value}{operator}{when}{'-ago' if is_age else ''}"


def write_when(when: When) -> str:
    """Return how a time is typed."""
    match when:
        case Ago(count=count, unit=unit):
            return f"{count}{Unit(unit).value}"
        case Instant(seconds=seconds):
            return f"@{seconds}"
        case Calendar(year=year, month=month, day=day, minute=minute):
            parts = [f"{year:04}"] + [f"{part:02}" for part in (month, day) if part is not None]
            clock = "" if minute is None else f"T{minute // 60:02}:{minute % 60:02}"
            return "-".join(parts) + clock
        case Named():
            return when.value


def _order(order: Order) -> str:
    """Return the first name of a key, which for times and lengths is one that says which way."""
    for name, (named, _) in ORDERS.items():
        if named == order:
            return name
    return f"-{_order(Order(order.by))}"
