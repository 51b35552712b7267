"""What the program talks about: feeds, articles, views, pages. Values only: no I/O, no clock, no behaviour.

They are msgspec's frozen structs rather than dataclasses: the same to use, but made in microseconds, and on the way to
the first paint every class counts.
"""

from __future__ import annotations

from enum import StrEnum

import msgspec

from newsreader.blocks import Blocks
from newsreader.enclosures import Attached, Enclosure


class TextState(StrEnum):
    """Where the text of an article stands. The values are stored and printed."""

    FEED = "feed"
    """What the feed gave is all there is to have, or all that is wanted."""
    WAITING = "waiting"
    """The feed gave a teaser; the page is still to be fetched."""
    FULL = "full"
    """The page was fetched and its text is here."""
    FAILED = "failed"
    """The page could not be fetched or read; the reason is stored beside."""


class Feed(msgspec.Struct, frozen=True):
    """A subscription, with the counts that lists show."""

    id: int
    url: str
    """What the user typed; it identifies the feed for ever."""
    title: str
    """The user's own title, else the feed's, else its address."""
    folder: str
    """Path of the folder, parts joined by "/"; empty at the top."""
    site: str | None
    total: int
    unread: int
    error: str | None
    """Why the last refresh failed, as a sentence; None after a good one."""
    error_since: int | None
    """UTC seconds of the first failure in a row."""
    is_sample: bool
    """Is it the edition that ships with the program."""


class OfferedFeed(msgspec.Struct, frozen=True):
    """A feed that a page links to."""

    url: str
    """Absolute and safe."""
    title: str = ""
    """As the page calls it, clean; often "RSS" or nothing."""


class Standing(msgspec.Struct, frozen=True):
    """What decides whether a feed may be asked now. Times in UTC seconds, None where there is none."""

    due_at: int | None = None
    asked_at: int | None = None
    """The last request, from which `due_at` and `retry_at` were reckoned."""
    retry_at: int | None = None
    """Before it the server wants not to be asked (Retry-After)."""
    is_gone: bool = False
    """It answered 410: gone for good."""
    crashes: int = 0
    """How often in a row reading it ended the worker or the engine."""


class Headline(msgspec.Struct, frozen=True):
    """An article as a list shows it: no text."""

    id: int
    feed_id: int | None
    """None for a page that belongs to no feed."""
    feed_title: str
    title: str
    author: str
    url: str | None
    published: int
    """UTC seconds."""
    words: int
    is_read: bool
    is_starred: bool
    text_state: TextState
    is_later: bool = False
    """Is it on the list to be read later."""
    is_hidden: bool = False
    """By the user, for good or until a time, or by a rule: most lists leave it out."""
    tags: tuple[str, ...] = ()
    """By name."""
    copies: int = 0
    """How many other feeds bring the same story."""

    @property
    def source(self) -> str:
        """Whose it is: the feed's title, or the server of a page that belongs to no feed."""
        return self.feed_title or (self.url or "").partition("://")[2].partition("/")[0].removeprefix("www.")


class ReadingPlace(msgspec.Struct, frozen=True):
    """How far an article was read: what stood on top of the window, whatever its width."""

    block: int
    """Index in the better text."""
    offset: int
    """The character of the block, as the layout counts them."""
    progress: int
    """Per mille of the text above the lower edge of the window: 0 at the start, 1000 at the end."""

    @property
    def is_between(self) -> bool:
        """Is there something to continue: neither the start nor the end."""
        return 0 < self.progress < 1000


class Copy(msgspec.Struct, frozen=True):
    """The same story in another feed."""

    id: int
    """Of the article there."""
    source: str
    """The feed's title."""


class Article(msgspec.Struct, frozen=True):
    """An article with its texts, as the reader shows it."""

    headline: Headline
    byline: str
    """As the page shows it ("Ada Ito in Tokyo"), else the author."""
    language: str | None
    text_reason: str | None
    """Why the text is not full, where that was tried."""
    feed_blocks: Blocks
    page_blocks: Blocks
    edited_at: int | None = None
    """UTC seconds: when the feed last really changed the text; None if it never did."""
    place: ReadingPlace | None = None
    """Where reading stopped; None where it never began or came to the end."""
    comments: str | None = None
    """Where readers discuss it, if the feed says so."""
    also_in: tuple[Copy, ...] = ()
    """Its copies in other feeds, the first one first."""
    enclosures: tuple[Attached, ...] = ()

    @property
    def blocks(self) -> Blocks:
        """The better text: the page's where it is here, else the feed's."""
        return self.page_blocks or self.feed_blocks


class Version(msgspec.Struct, frozen=True):
    """An article as its feed gave it at some time."""

    title: str
    blocks: Blocks
    kept_at: int | None = None
    """UTC seconds: when the next version took its place; None for the one that is there now."""


class Page(msgspec.Struct, frozen=True):
    """What extraction takes from a page."""

    title: str
    byline: str
    published: int | None
    """UTC seconds; None where the page gives no date."""
    language: str | None
    blocks: Blocks
    url: str | None = None
    """The page's own canonical address."""
    problem: str | None = None
    """Why the text is not the article's whole ("This page asks for a subscription."), or None."""


class RoughText(msgspec.Struct, frozen=True, gc=False):
    """What an article's text is still to be made of; until then it has one that is only good enough to be read."""

    html: str
    base: str
    """What relative addresses in `html` are relative to."""
    may_be_teaser: bool
    """Is there a page to fetch, and is the article nothing to hear or to see."""
    has_content: bool
    """Is `html` what the feed calls content, not a summary or description."""


class ArticleText(msgspec.Struct, frozen=True, gc=False):
    """The text of an article as the feed gives it, finished."""

    body: bytes
    """As `blocks.pack_blocks` packs it."""
    words: int
    is_teaser: bool
    """Does the feed give only the beginning, so that the page is worth fetching."""


class ParsedArticle(msgspec.Struct, frozen=True, gc=False):
    """An article as a feed document gives it: cleaned and bounded, not yet compared with what is stored."""

    guid: str | None
    link: str | None
    """Absolute and safe, or None."""
    title: str
    author: str
    published: int | None
    """UTC seconds, not yet clamped; None where the feed gives no date."""
    language: str | None
    words: int
    body: bytes
    """The feed's text as `blocks.pack_blocks` packs it."""
    fingerprint: bytes
    """16 bytes over title and text: equal for an article that only changed its guid and link."""
    is_teaser: bool
    """Does the feed give only the beginning, so that the page is worth fetching."""
    comments: str | None = None
    """Where readers discuss it, if the feed says so."""
    digest: bytes = b""
    """16 bytes over all that is shown (title, author, link, text): differs once the article was edited."""
    canonical: str | None = None
    """The link as identity compares it: without scheme, tracking parameters and the like. Leads nowhere."""
    is_telling: bool = False
    """Are title and text long enough that no other article has the same by chance."""
    rough: RoughText | None = None
    """What `body`, `words` and `is_teaser` are still to be made of; None once they are."""
    enclosures: tuple[Enclosure, ...] = ()


class ParsedFeed(msgspec.Struct, frozen=True):
    """A feed document after parsing."""

    title: str
    site: str | None
    language: str | None
    articles: tuple[ParsedArticle, ...]
    """In document order."""
    was_cut: bool = False
    """Did the document hold more articles than are taken."""
    ttl_minutes: int | None = None
    """How long the publisher wants not to be asked again, by `ttl` or `sy:updatePeriod`."""
    skip_hours: tuple[int, ...] = ()
    """Hours of the day, in UTC, in which nothing new appears."""
    skip_days: tuple[int, ...] = ()
    """Days of the week (Monday is 0) on which nothing new appears."""


class KnownArticle(msgspec.Struct, frozen=True):
    """What the store remembers of an article, enough to recognise it in a later document."""

    id: int | None
    """None where the article was deleted: its tombstone keeps it from coming back."""
    guid: str | None
    link: str | None
    fingerprint: bytes
    digest: bytes
    """16 bytes over all that is shown (title, author, link, text): differs once the article was edited. Empty as long
    as its text is rough."""
    published: int | None = None
    """UTC seconds; None if not asked for."""
    title: str = ""
    body: bytes | None = None
    """The feed's text as it is stored, packed; None, and no title, where the document has the same digest."""


class SharedValues(msgspec.Struct, frozen=True, gc=False):
    """By what an article would be known in another feed; None where a value does not tell it from others."""

    guid: str | None = None
    canonical: str | None = None
    fingerprint: bytes | None = None


class NewArticle(msgspec.Struct, frozen=True):
    """An article that the store does not have yet."""

    key: str
    """Stable across devices: 32 hexadecimal digits over the feed's address and the article's identity."""
    published: int
    """UTC seconds, never after the time of fetching."""
    digest: bytes
    parsed: ParsedArticle
    shared: SharedValues = SharedValues()


class ChangedArticle(msgspec.Struct, frozen=True):
    """An article that the store has in an earlier version."""

    id: int
    digest: bytes
    parsed: ParsedArticle
    is_real: bool = False
    """Would a reader see other words than before: in the title or in the feed's text."""


class Decision(msgspec.Struct, frozen=True):
    """What a refresh changes in one feed."""

    new: tuple[NewArticle, ...]
    changed: tuple[ChangedArticle, ...]
    unfinished: tuple[ChangedArticle, ...] = ()
    """Stored as they are, but with a rough text: a refresh ended before it was finished."""
    enclosed: tuple[tuple[int, tuple[Enclosure, ...]], ...] = ()
    """What stored articles bring, by their ids."""


class ViewKind(StrEnum):
    """The lists that are always there, and those of a feed."""

    TODAY = "today"
    NEW = "new"
    """Arrived since the reader was last here."""
    UNREAD = "unread"
    STARRED = "starred"
    ALL = "all"
    FEED = "feed"
    CONTINUE = "continue"
    """Begun and not ended: 5 to 95 % read, what was read last first."""
    HISTORY = "history"
    """Marked read or gone into, the last one first."""
    LATER = "later"
    """On the list to be read later, what was put there last first."""
    MUTED = "muted"
    """Hidden by a rule."""
    QUERY = "query"
    """What a query finds: kept as a view, searched for, or the articles of a tag."""


class View(msgspec.Struct, frozen=True):
    """A list that the sidebar offers."""

    kind: ViewKind
    feed_id: int | None = None
    """Only for ViewKind.FEED."""
    query: str = ""
    """Only for ViewKind.QUERY, as typed: "yesterday" means another day each day."""
    name: str = ""
    """The same: what it is called."""


class Order(StrEnum):
    """What a list goes by."""

    DATE = "date"
    """Newest first, or what was read last first."""
    FEED = "feed"
    """By the feed's name, then newest first."""
    TITLE = "title"
    AUTHOR = "author"
    """By the author's name, those without one last, then newest first."""
    LENGTH = "length"
    """Longest first."""
    RARE = "rare"
    """Those of feeds that bring little first, then newest first."""
    RANK = "rank"
    """Only of a search: with the most of its words in the title first, then newest first."""


class Arrangement(msgspec.Struct, frozen=True):
    """How a view is listed."""

    order: Order = Order.DATE
    is_reversed: bool = False
    unread_only: bool = False


class Counts(msgspec.Struct, frozen=True):
    """How many articles the standing views hold."""

    today: int
    """Unread ones of today."""
    unread: int
    starred: int
    total: int
    continued: int = 0
    """Begun and not ended."""
    later: int = 0
    """On the list to be read later."""
    new: int = 0
    """Unread ones that arrived since the reader was last here."""
