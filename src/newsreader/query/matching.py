"""What queries mean: a filter in plain Python. The SQL that the store makes of a query must give what this gives.

Takes resolved queries (`dates.resolve`), since here is no clock.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import msgspec

from newsreader.folding import fold, title_key
from newsreader.query.needles import is_in, is_path_in
from newsreader.query.patterns import is_found
from newsreader.query.tree import (
    And,
    Dated,
    Field,
    Has,
    Instant,
    Is,
    Measure,
    Moment,
    Node,
    Not,
    Or,
    Order,
    Pattern,
    Query,
    Range,
    Relation,
    SortBy,
    State,
    Thing,
    Words,
    shows_hidden,
    shows_removed,
)
from newsreader.text import reading_minutes


class Facts(msgspec.Struct, frozen=True):
    """All that a query may ask about an article."""

    id: int
    title: str = ""
    author: str = ""
    text: str = ""
    """The better text, blocks parted by line breaks."""
    url: str | None = None
    feed: str = ""
    """The title that the user sees; empty for a page of no feed."""
    feed_url: str = ""
    folder: str = ""
    tags: tuple[str, ...] = ()
    language: str | None = None
    published: int = 0
    """UTC seconds, as are the other times."""
    fetched: int = 0
    read_at: int | None = None
    starred_at: int | None = None
    words: int = 0
    progress: int = 0
    """Whole per cent."""
    weekly: int = 0
    """Articles that its feed brings a week."""
    states: frozenset[State] = frozenset()
    """Those that follow from other facts (unread, read, starred, tagged) need not be among them. Muted and snoozed
    articles are hidden too."""
    things: frozenset[Thing] = frozenset()
    """Author and text follow from other facts and need not be among them."""


def matches(query: Query, facts: Facts) -> bool:
    """Return whether the article is among the answers, before any limit."""
    if State.HIDDEN in facts.states and not shows_hidden(query):
        return False
    if State.REMOVED in facts.states and not shows_removed(query):
        return False
    return query.where is None or holds(query.where, facts)


def holds(node: Node, facts: Facts) -> bool:
    """Return whether the condition is true of the article, hidden or not."""
    match node:
        case And(parts=parts):
            return all(holds(part, facts) for part in parts)
        case Or(parts=parts):
            return any(holds(part, facts) for part in parts)
        case Not(part=part):
            return not holds(part, facts)
        case Words():
            return _has_words(node, facts)
        case Pattern(field=field, source=source):
            return any(is_found(source, text) for text in _texts(field, facts)[:2])
        case Range():
            return _is_in_range(node, facts)
        case Dated():
            return _is_dated(node, facts)
        case Is(state=state):
            return is_state(state, facts)
        case Has(thing=thing):
            return has_thing(thing, facts)


def select(query: Query, articles: Iterable[Facts]) -> list[Facts]:
    """Return the answers in their order: as the query says, then newest first; cut at its limit."""
    found = [facts for facts in articles if matches(query, facts)]
    is_oldest_first = Order(SortBy.DATE, is_reversed=True) in query.order
    found.sort(key=lambda facts: (facts.published, facts.id), reverse=not is_oldest_first)
    for order in reversed(query.order):
        found = _sorted(found, order, query)
    return found if query.limit is None else found[: query.limit]


def is_state(state: State, facts: Facts) -> bool:
    """Return whether the article is in a state."""
    match state:
        case State.READ:
            return facts.read_at is not None
        case State.UNREAD:
            return facts.read_at is None
        case State.STARRED:
            return facts.starred_at is not None
        case State.TAGGED:
            return bool(facts.tags)
        case _:
            return state in facts.states


def has_thing(thing: Thing, facts: Facts) -> bool:
    """Return whether the article holds a thing."""
    match thing:
        case Thing.AUTHOR:
            return facts.author != ""
        case Thing.TEXT:
            return facts.words > 0
        case _:
            return thing in facts.things


def has_language(words: Words, language: str | None) -> bool:
    """Return whether a language is meant: "pt" means pt-BR too, unless "=" says that it is all."""
    wanted, there = language_code(words.text), language_code(language or "")
    return there == wanted or (not words.is_whole and there.startswith(f"{wanted}-"))


def language_code(language: str) -> str:
    """Return a language as languages are compared."""
    return language.replace("_", "-").lower()


def has_address(words: Words, url: str | None) -> bool:
    """Return whether a part of an address is in it, or is it."""
    wanted, there = words.text.casefold(), (url or "").casefold()
    return there == wanted if words.is_whole else wanted in there


def title_hits(node: Node | None, title: str) -> int:
    """Return how many of the words that are looked for, denied ones aside, stand in a title: the rank."""
    return sum(is_in(words, title) for words in dict.fromkeys(wanted_words(node)))


def wanted_words(node: Node | None, *fields: Field) -> list[Words]:
    """Return the words that are looked for in these fields (title or anywhere), not those that are denied."""
    match node:
        case And(parts=parts) | Or(parts=parts):
            return [words for part in parts for words in wanted_words(part, *fields)]
        case Words(field=field) if field in (fields or (Field.ANY, Field.TITLE)):
            return [node]
        case _:
            return []


def _texts(field: Field, facts: Facts) -> tuple[str, ...]:
    """Return what words of a field are looked for in; of any field title and author first, which patterns search."""
    match field:
        case Field.TITLE:
            return (facts.title,)
        case Field.AUTHOR:
            return (facts.author,)
        case Field.TEXT:
            return (facts.text,)
        case Field.FEED:
            return (facts.feed, facts.feed_url)
        case _:
            return (facts.title, facts.author, facts.text)


def _has_words(words: Words, facts: Facts) -> bool:
    match words.field:
        case Field.URL:
            return has_address(words, facts.url)
        case Field.LANG:
            return has_language(words, facts.language)
        case Field.FOLDER:
            return is_path_in(words, facts.folder)
        case Field.TAG:
            return any(is_path_in(words, tag) for tag in facts.tags)
        case field:
            return any(is_in(words, text) for text in _texts(field, facts))


def _is_in_range(node: Range, facts: Facts) -> bool:
    match node.measure:
        case Measure.WORDS:
            number = facts.words
        case Measure.MINUTES:
            number = reading_minutes(facts.words)
        case Measure.PROGRESS:
            number = facts.progress
        case Measure.WEEKLY:
            number = facts.weekly
    return (node.low is None or number >= node.low) and (node.high is None or number <= node.high)


def moment_of(moment: Moment | SortBy, facts: Facts) -> int | None:
    """Return a time of the article; None if it has no such."""
    match moment:
        case Moment.READ | SortBy.READ:
            return facts.read_at
        case Moment.STARRED | SortBy.STARRED:
            return facts.starred_at
        case Moment.FETCHED | SortBy.FETCHED:
            return facts.fetched
        case _:
            return facts.published


def _is_dated(node: Dated, facts: Facts) -> bool:
    seconds = moment_of(node.moment, facts)
    if not isinstance(node.when, Instant) or node.relation is Relation.ON:
        raise TypeError(f"not resolved yet: {node}")
    if seconds is None:
        return False
    return seconds >= node.when.seconds if node.relation is Relation.AFTER else seconds < node.when.seconds


def _sorted(articles: list[Facts], order: Order, query: Query) -> list[Facts]:
    """Return the articles by one key, those that are equal in it as they were; those that have none come last."""
    keys: dict[int, Any] = {facts.id: _sort_key(order.by, facts, query) for facts in articles}
    present = [facts for facts in articles if keys[facts.id] is not None]
    absent = [facts for facts in articles if keys[facts.id] is None]
    is_falling = order.by in _FALLING
    present.sort(key=lambda facts: keys[facts.id], reverse=is_falling != order.is_reversed)
    return present + absent


_FALLING = frozenset({SortBy.DATE, SortBy.FETCHED, SortBy.READ, SortBy.STARRED, SortBy.RANK})
"""Where the greatest comes first unless reversed."""


def _sort_key(by: SortBy, facts: Facts, query: Query) -> int | str | None:
    match by:
        case SortBy.FEED:
            return fold(facts.feed)
        case SortBy.TITLE:
            return title_key(facts.title)
        case SortBy.AUTHOR:
            return fold(facts.author) or None
        case SortBy.LENGTH:
            return facts.words
        case SortBy.RARE:
            return facts.weekly
        case SortBy.RANK:
            return title_hits(query.where, facts.title)
        case _:
            return moment_of(by, facts)
