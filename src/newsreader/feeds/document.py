"""What a feed document holds, in the shapes that cross between the modules of this room. Values only.

Those that there are fifty of in a document are msgspec's structs, which are made ten times faster than dataclasses.

`RawFeed` is what one of the readers (XML, JSON Feed, feedparser) finds, in the document's own words; `FeedDocument` is
the same with text cleaned, addresses resolved and dates read, whoever read it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import Enum

import msgspec

from newsreader.enclosures import Enclosure

MAX_ARTICLES = 2_000
"""Articles taken from one document (promise 9)."""


class Markup(Enum):
    """How a text of the document is to be read."""

    TEXT = "text"
    """As it stands."""
    HTML = "html"
    UNSAID = "unsaid"
    """As HTML if it looks like it: RSS does not say."""


class RawText(msgspec.Struct, frozen=True):
    """A text of the document, its XML undone."""

    value: str
    markup: Markup = Markup.UNSAID


class RawArticle(msgspec.Struct, frozen=True):
    """An article in the document's own words."""

    guid: str | None
    link: str | None
    title: RawText | None
    author: str = ""
    published: tuple[str, ...] = ()
    """Texts that should be the date of publication, best first."""
    updated: tuple[str, ...] = ()
    language: str | None = None
    content: RawText | None = None
    """What the feed calls the content."""
    summary: RawText | None = None
    """What the feed calls a summary or a description: often the whole text all the same."""
    comments: str | None = None
    enclosures: tuple[Enclosure, ...] = ()
    duration: str | None = None
    """How long the first of these takes, where the article says it instead of the file."""
    base: str | None = None
    """The document's own word (xml:base) on what the addresses above are relative to."""
    text_base: str | None = None
    """The same for addresses inside the text."""


@dataclass(frozen=True, slots=True)
class Hints:
    """When the publisher wants to be asked again."""

    ttl_minutes: int | None = None
    """The longer of `ttl` and what sy:updatePeriod and sy:updateFrequency say."""
    skip_hours: tuple[int, ...] = ()
    """Hours of the day, in UTC, in which nothing new appears."""
    skip_days: tuple[int, ...] = ()
    """Days of the week (Monday is 0) on which nothing new appears."""


@dataclass(frozen=True, slots=True)
class RawFeed:
    """A feed in the document's own words."""

    title: RawText | None
    site: str | None
    language: str | None
    articles: tuple[RawArticle, ...]
    was_cut: bool
    """Did the document hold more than was read."""
    hints: Hints = Hints()


class DocumentArticle(msgspec.Struct, frozen=True):
    """An article as a document gives it, cleaned; its text is still HTML."""

    guid: str | None
    """As the document has it, or None: never made up."""
    link: str | None
    """Absolute and safe, or None."""
    title: str
    """Plain and clean; empty where the document gives none."""
    author: str
    published: datetime | None
    """UTC, not yet clamped; the date of the last change where no other is given."""
    updated: datetime | None
    language: str | None
    """As BCP 47 has it, the feed's if the article gives none."""
    html: str
    """The richest text the feed gives, as HTML (plain text is escaped); empty if none."""
    base: str
    """What relative addresses in `html` are relative to."""
    has_content: bool
    """Is `html` what the feed calls content, not a summary or description."""
    comments: str | None
    """Where readers discuss it; absolute and safe."""
    enclosures: tuple[Enclosure, ...]


@dataclass(frozen=True, slots=True)
class FeedDocument:
    """A feed document after reading."""

    title: str
    site: str | None
    """Absolute and safe, or None."""
    language: str | None
    articles: tuple[DocumentArticle, ...]
    """In document order."""
    was_cut: bool
    """Did the document hold more articles than are taken."""
    hints: Hints
