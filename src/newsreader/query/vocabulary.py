"""The words of the language, each with its meaning for people. Must not know how they are put together.

Completion, the errors and the page help/query.md all speak from these tables.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from newsreader import spelling
from newsreader.query.tree import Field, Measure, Moment, Named, Order, SortBy, State, Thing


class Kind(StrEnum):
    """What stands after a field's name."""

    WORDS = "words"
    NUMBER = "a number"
    BOUND = "a day or an age"
    """after, before, newer, older"""
    DAY = "a day"
    """on"""
    TIME = "a day, an age or a range of days"
    """published, fetched, read, starred"""
    STATE = "a state"
    THING = "what the article has"
    SORT = "what to sort by"
    LIMIT = "how many at most"


FIELDS: dict[str, tuple[Kind, str]] = {
    "title": (Kind.WORDS, "words in the title"),
    "author": (Kind.WORDS, "words in the author's name"),
    "text": (Kind.WORDS, "words in the text"),
    "url": (Kind.WORDS, "part of the article's address"),
    "feed": (Kind.WORDS, "words in the feed's title or address"),
    "folder": (Kind.WORDS, "a folder of feeds, with all inside"),
    "tag": (Kind.WORDS, "a tag"),
    "lang": (Kind.WORDS, "language: de, pt-BR"),
    "after": (Kind.BOUND, "published from that day on"),
    "before": (Kind.BOUND, "published before that day"),
    "on": (Kind.DAY, "published on that day, or in a range of days"),
    "newer": (Kind.BOUND, "published less than so long ago: 2w"),
    "older": (Kind.BOUND, "published more than so long ago: 30d"),
    "published": (Kind.TIME, "when it was published"),
    "fetched": (Kind.TIME, "when it arrived here"),
    "read": (Kind.TIME, "when you read it"),
    "starred": (Kind.TIME, "when you starred it"),
    "words": (Kind.NUMBER, "how long it is: words>1000"),
    "minutes": (Kind.NUMBER, "how long it takes to read: minutes<5"),
    "progress": (Kind.NUMBER, "how much you have read, in per cent: progress:5..95"),
    "weekly": (Kind.NUMBER, "how many articles its feed brings a week: weekly<5"),
    "is": (Kind.STATE, "its state"),
    "has": (Kind.THING, "what it holds"),
    "sort": (Kind.SORT, "the order of the list"),
    "limit": (Kind.LIMIT, "so many at most"),
}
"""Everything that may stand before a colon or a comparison."""

WORD_FIELDS = {field.value: field for field in Field if field is not Field.ANY}
MOMENTS = {moment.value: moment for moment in Moment}
MEASURES = {measure.value: measure for measure in Measure}

STATES: dict[str, tuple[State, str]] = {
    "unread": (State.UNREAD, "not read yet"),
    "read": (State.READ, "read"),
    "starred": (State.STARRED, "with a star"),
    "tagged": (State.TAGGED, "with a tag"),
    "later": (State.LATER, "on the list to read later"),
    "hidden": (State.HIDDEN, "kept out of lists"),
    "full": (State.FULL, "with the full text of its page"),
    "failed": (State.FAILED, "whose page could not be had"),
    "edited": (State.EDITED, "changed after it appeared"),
    "waiting": (State.WAITING, "whose page is still to be fetched"),
    "muted": (State.MUTED, "hidden by a rule"),
    "snoozed": (State.SNOOZED, "hidden until a time"),
    "removed": (State.REMOVED, "of a feed that was removed"),
    "new": (State.NEW, "arrived since you last read here"),
}
BARE_STATES = ("unread", "read", "starred", "tagged", "later", "hidden", "full", "failed", "edited")
"""The states that need no "is:" before them. The others are rare as states and common as words."""
BARE_DAYS = {"today": Named.TODAY, "yesterday": Named.YESTERDAY}

THINGS: dict[str, tuple[Thing, str]] = {
    "image": (Thing.IMAGE, "an image"),
    "link": (Thing.LINK, "a link in the text"),
    "code": (Thing.CODE, "a piece of code"),
    "table": (Thing.TABLE, "a table"),
    "video": (Thing.VIDEO, "a video"),
    "audio": (Thing.AUDIO, "a recording"),
    "enclosure": (Thing.ENCLOSURE, "a file to play or to download"),
    "download": (Thing.DOWNLOAD, "a downloaded file"),
    "comments": (Thing.COMMENTS, "a page of comments"),
    "author": (Thing.AUTHOR, "a named author"),
    "text": (Thing.TEXT, "any text"),
}

ORDERS: dict[str, tuple[Order, str]] = {
    "newest": (Order(SortBy.DATE), "newest first"),
    "oldest": (Order(SortBy.DATE, is_reversed=True), "oldest first"),
    "date": (Order(SortBy.DATE), "newest first"),
    "fetched": (Order(SortBy.FETCHED), "arrived last first"),
    "read": (Order(SortBy.READ), "read last first"),
    "starred": (Order(SortBy.STARRED), "starred last first"),
    "feed": (Order(SortBy.FEED), "by feed, from A"),
    "title": (Order(SortBy.TITLE), "by title, from A"),
    "author": (Order(SortBy.AUTHOR), "by author, from A"),
    "shortest": (Order(SortBy.LENGTH), "shortest first"),
    "longest": (Order(SortBy.LENGTH, is_reversed=True), "longest first"),
    "length": (Order(SortBy.LENGTH), "shortest first"),
    "rank": (Order(SortBy.RANK), "words in the title first"),
    "rare": (Order(SortBy.RARE), "feeds that bring little first"),
}
REVERSED = "reversed"
"""After "sort:": turns the whole order round."""

DAYS: dict[str, tuple[Named, str]] = {
    "today": (Named.TODAY, "since midnight"),
    "yesterday": (Named.YESTERDAY, "the day before"),
    **{
        day.value: (day, f"the last {day.value.title()}, today included")
        for day in Named
        if day.value.endswith("day") and day not in BARE_DAYS.values()
    },
    "this-week": (Named.THIS_WEEK, "since Monday"),
    "last-week": (Named.LAST_WEEK, "the week before"),
    "this-month": (Named.THIS_MONTH, "since the 1st"),
    "last-month": (Named.LAST_MONTH, "the month before"),
    "this-year": (Named.THIS_YEAR, "since the 1st of January"),
    "last-year": (Named.LAST_YEAR, "the year before"),
}
SHORT_DAYS = {name[:3]: day for name, (day, _) in DAYS.items() if name.endswith("day") and name not in BARE_DAYS}
"""mon, tue and so on."""

AND, OR, NOT = "and", "or", "not"
CONNECTIVES = {AND: "both", OR: "one of both", NOT: "the contrary"}

AGES = {"6h": "six hours", "3d": "three days", "2w": "two weeks", "1m": "a month", "1y": "a year"}
"""A few of them."""

_MEANT = {
    "address": "url",
    "age": "newer",
    "arrived": "fetched",
    "body": "text",
    "by": "author",
    "category": "folder",
    "content": "text",
    "count": "limit",
    "date": "published",
    "days": "newer",
    "from": "feed",
    "headline": "title",
    "in": "folder",
    "intitle": "title",
    "label": "tag",
    "language": "lang",
    "length": "words",
    "link": "url",
    "max": "limit",
    "newer_than": "newer",
    "older_than": "older",
    "order": "sort",
    "orderby": "sort",
    "since": "after",
    "site": "url",
    "source": "feed",
    "star": "starred",
    "state": "is",
    "tags": "tag",
    "time": "minutes",
    "until": "before",
    "when": "on",
    "writer": "author",
}
"""What people type who know other languages, and our word for it."""


def values_of(field: str) -> tuple[str, ...]:
    """Return what may stand after a field's colon, as far as that is a choice."""
    match FIELDS[field][0]:
        case Kind.STATE:
            return tuple(STATES)
        case Kind.THING:
            return tuple(THINGS)
        case Kind.SORT:
            return (*ORDERS, REVERSED)
        case Kind.DAY:
            return tuple(DAYS)
        case Kind.BOUND | Kind.TIME:
            return (*AGES, *DAYS)
        case _:
            return ()


def nearest(word: str, known: Iterable[str]) -> str | None:
    """Return the known word that was probably meant."""
    names = list(known)
    if (meant := _MEANT.get(word)) in names:
        return meant
    return next(iter(spelling.nearest(word, names)), None)


def likely_state(text: str) -> str | None:
    """Return the state or day that a word of a query was probably meant as; for queries that find nothing.

    `unred` is no mistake: it is looked for as a word.
    """
    known = (*BARE_STATES, *BARE_DAYS)
    words = [word.casefold().rstrip("*") for word in text.split()]
    meant = (nearest(word, known) for word in words if word.isalpha() and word not in known)
    return next(filter(None, meant), None)
