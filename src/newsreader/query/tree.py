"""What a query means, as a tree of values. Must not know how it is written, what now is, or how it is looked up."""

from __future__ import annotations

from enum import StrEnum
from typing import TypeAlias

import msgspec


class Field(StrEnum):
    """The texts of an article that words are looked for in. The values are what is typed before the colon."""

    ANY = "any"
    """Title, author or text; never typed."""
    TITLE = "title"
    AUTHOR = "author"
    TEXT = "text"
    URL = "url"
    FEED = "feed"
    FOLDER = "folder"
    TAG = "tag"
    LANG = "lang"


class Words(msgspec.Struct, frozen=True):
    """Words that stand together in one of the field's texts."""

    field: Field
    text: str
    """As typed, without quotes and escapes. Never without a letter or digit, but for url, folder and tag."""
    is_exact: bool = False
    """In quotes: accents count. Only of title, author, text and any of them, and never with `is_whole`: elsewhere
    quotes but hold a name together."""
    is_prefix: bool = False
    """The last word may go on. Never true of url and lang, which are found by a part of them anyway."""
    is_whole: bool = False
    """Typed with "=": they are all that the field holds. Never true of Field.ANY."""


class Pattern(msgspec.Struct, frozen=True):
    """A regular expression that `patterns.check_pattern` lets pass."""

    field: Field
    """TITLE, AUTHOR, or ANY for both."""
    source: str


class Measure(StrEnum):
    """What is counted of an article."""

    WORDS = "words"
    MINUTES = "minutes"
    """Of reading, as `text.reading_minutes` has it."""
    PROGRESS = "progress"
    """Whole per cent of the text that was read."""
    WEEKLY = "weekly"
    """How many articles its feed brings a week; 0 for a page of no feed."""


class Range(msgspec.Struct, frozen=True):
    """A number from `low` up to and including `high`; None is no bound."""

    measure: Measure
    low: int | None
    high: int | None


class Moment(StrEnum):
    """The times of an article."""

    PUBLISHED = "published"
    FETCHED = "fetched"
    READ = "read"
    """When it was marked read; an unread article has no such time."""
    STARRED = "starred"


class Relation(StrEnum):
    """How the time of an article is to stand to another."""

    AFTER = "after"
    """At its beginning or later."""
    BEFORE = "before"
    """Before its beginning."""
    ON = "on"
    """From its beginning to its end."""


class Unit(StrEnum):
    """What an age is counted in."""

    MINUTE = "min"
    HOUR = "h"
    DAY = "d"
    WEEK = "w"
    MONTH = "m"
    YEAR = "y"


class Ago(msgspec.Struct, frozen=True):
    """So long before now: a moment, not a day."""

    count: int
    unit: Unit


class Named(StrEnum):
    """A day, week, month or year as the calendar has it now. A weekday is the last such day, today included."""

    TODAY = "today"
    YESTERDAY = "yesterday"
    MONDAY = "monday"
    TUESDAY = "tuesday"
    WEDNESDAY = "wednesday"
    THURSDAY = "thursday"
    FRIDAY = "friday"
    SATURDAY = "saturday"
    SUNDAY = "sunday"
    THIS_WEEK = "this-week"
    """From Monday on."""
    LAST_WEEK = "last-week"
    THIS_MONTH = "this-month"
    LAST_MONTH = "last-month"
    THIS_YEAR = "this-year"
    LAST_YEAR = "last-year"


class Calendar(msgspec.Struct, frozen=True):
    """A year, month, day or minute, in local time."""

    year: int
    month: int | None = None
    day: int | None = None
    """None where the month is."""
    minute: int | None = None
    """Of the day; None where the day is."""


class Instant(msgspec.Struct, frozen=True):
    """A moment in UTC seconds: what `dates.resolve` puts in the place of all others."""

    seconds: int


When: TypeAlias = Ago | Named | Calendar | Instant


class Dated(msgspec.Struct, frozen=True):
    """A time of the article, compared."""

    moment: Moment
    relation: Relation
    when: When
    """Never Ago or Instant with Relation.ON: they have no end."""
    until: When | None = None
    """With Relation.ON only, and of the same kinds: the end of this one ends the range."""


class State(StrEnum):
    """What an article may be. The values are what is typed."""

    UNREAD = "unread"
    READ = "read"
    STARRED = "starred"
    TAGGED = "tagged"
    """It has a tag."""
    LATER = "later"
    """On the list to be read later."""
    HIDDEN = "hidden"
    """Kept out of lists: by hand, by a rule, or until a time."""
    FULL = "full"
    """The text of its page is here."""
    FAILED = "failed"
    """Its page could not be fetched or read."""
    EDITED = "edited"
    """It changed after it was first seen."""
    WAITING = "waiting"
    """Its page is still to be fetched."""
    MUTED = "muted"
    """Hidden by a rule."""
    SNOOZED = "snoozed"
    """Hidden until a time."""
    REMOVED = "removed"
    """Its feed was removed."""
    NEW = "new"
    """It arrived since the reader was last here."""


class Is(msgspec.Struct, frozen=True):
    """A state of the article."""

    state: State
    at: int | None = None
    """Of what is new, once it is resolved: when it is asked, in UTC seconds."""


class Thing(StrEnum):
    """What an article may hold."""

    IMAGE = "image"
    LINK = "link"
    CODE = "code"
    TABLE = "table"
    VIDEO = "video"
    AUDIO = "audio"
    ENCLOSURE = "enclosure"
    """A file that its feed gives beside the text: an episode, a film, a document."""
    DOWNLOAD = "download"
    """Such a file, downloaded."""
    COMMENTS = "comments"
    """A page where readers discuss it."""
    AUTHOR = "author"
    TEXT = "text"
    """Any text besides its title."""


class Has(msgspec.Struct, frozen=True):
    """Something that the article holds."""

    thing: Thing


class Not(msgspec.Struct, frozen=True):
    """What its part is not true of."""

    part: Node


class And(msgspec.Struct, frozen=True):
    """What all parts are true of."""

    parts: tuple[Node, ...]
    """At least two."""


class Or(msgspec.Struct, frozen=True):
    """What some part is true of."""

    parts: tuple[Node, ...]
    """At least two."""


Node: TypeAlias = And | Or | Not | Words | Pattern | Range | Dated | Is | Has


class SortBy(StrEnum):
    """What a list may be sorted by. Times go from the newest, lengths from the shortest, names from A, ranks down."""

    DATE = "date"
    FETCHED = "fetched"
    READ = "read"
    STARRED = "starred"
    FEED = "feed"
    TITLE = "title"
    AUTHOR = "author"
    LENGTH = "length"
    RANK = "rank"
    """How many of the words that are looked for stand in the title."""
    RARE = "rare"
    """How many articles the feed brings a week, the fewest first."""


class Order(msgspec.Struct, frozen=True):
    """One key that a list is sorted by."""

    by: SortBy
    is_reversed: bool = False


class Query(msgspec.Struct, frozen=True):
    """A whole query."""

    where: Node | None = None
    """None finds everything."""
    order: tuple[Order, ...] = ()
    """The most important first; empty leaves it to who asks."""
    limit: int | None = None


def both(one: Node | None, other: Node | None) -> Node | None:
    """Return what finds the articles that both find; None finds all."""
    parts = [part for node in (one, other) for part in (node.parts if isinstance(node, And) else (node,)) if part]
    return And(tuple(parts)) if len(parts) > 1 else parts[0] if parts else None


def required_states(node: Node | None) -> frozenset[State]:
    """Return the states without which nothing matches, as far as that can be read off the top of the tree."""
    if isinstance(node, Is):
        return frozenset({node.state})
    return frozenset().union(*map(required_states, node.parts)) if isinstance(node, And) else frozenset()


def named_states(node: Node | None) -> frozenset[State]:
    """Return all states that the tree names anywhere, denied ones included."""
    match node:
        case Is(state=state):
            return frozenset({state})
        case Not(part=part):
            return named_states(part)
        case And(parts=parts) | Or(parts=parts):
            return frozenset().union(*map(named_states, parts))
        case _:
            return frozenset()


def shows_hidden(query: Query) -> bool:
    """Return whether hidden articles are among the answers: only if the query speaks of them or wants starred ones.

    What was starred is never lost, so a rule that hides it does not keep it from those who ask for it.
    """
    spoken_of = {State.HIDDEN, State.MUTED, State.SNOOZED} & named_states(query.where)
    return bool(spoken_of) or State.STARRED in required_states(query.where)


def shows_removed(query: Query) -> bool:
    """Return whether articles of removed feeds are among the answers, by the same rule."""
    return State.REMOVED in named_states(query.where) or State.STARRED in required_states(query.where)
