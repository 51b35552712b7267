"""Every error this program raises on purpose, in the words of its domain. Must not know anything else.

NewsreaderError
├── SettingsError            settings.toml cannot be used
├── StoreError               the database
│   ├── DatabaseForeign      the file is not a newsreader database
│   ├── DatabaseNewer        a newer newsreader wrote it
│   ├── DatabaseDamaged      SQLite calls it corrupt
│   ├── DatabaseBusy         another program held it for too long
│   ├── DatabaseUnwritable   read-only, no room, no permission
│   ├── ReadingStopped       nobody waits for the answer any more
│   ├── FeedNotFound
│   └── ArticleNotFound
├── AddressRefused           an address that is never fetched
├── NotAFeed                 the document is something else
├── ParseFailed              the document could not be read within its limits
├── ExtractionFailed         the page holds no text that could be shown
├── ImportRefused            a file with subscriptions that is not taken
├── QueryError               a query that cannot be understood, and where
└── NotPossible              what was asked for cannot be done here; no failure
"""

from __future__ import annotations


class NewsreaderError(Exception):
    """The root: its text is a plain sentence for a person and says what to do next."""


class SettingsError(NewsreaderError):
    """The settings file cannot be used; the text names file, line and key."""


class StoreError(NewsreaderError):
    """Something about the database; callers never see sqlite3.Error."""


class DatabaseForeign(StoreError):
    """The file exists but no newsreader made it."""


class DatabaseNewer(StoreError):
    """The file was written by a newer newsreader than this one."""


class DatabaseDamaged(StoreError):
    """SQLite finds the file corrupt."""


class DatabaseBusy(StoreError):
    """Another program held the write lock for longer than the busy time-out."""


class DatabaseUnwritable(StoreError):
    """The file cannot be written: full disk, read-only, no permission, missing folder."""


class ReadingStopped(StoreError):
    """What was being read was stopped, since nobody waits for it any more."""


class FeedNotFound(StoreError):
    """No feed has this id, address or title."""


class ArticleNotFound(StoreError):
    """No article has this id."""


class AddressRefused(NewsreaderError):
    """The address is not one that newsreader fetches."""


class NotAFeed(NewsreaderError):
    """The document is not a feed in any format that is known here."""


class ParseFailed(NewsreaderError):
    """The document could not be read within the limits of time and size."""


class ExtractionFailed(NewsreaderError):
    """A page from which no readable text could be taken; the text gives the reason."""


class ImportRefused(NewsreaderError):
    """A file of subscriptions that is refused as a whole."""


class QueryError(NewsreaderError):
    """A query that cannot be understood; the text says what was expected and what was probably meant."""

    def __init__(
        self, message: str, start: int, end: int, expected: tuple[str, ...] = (), *, caret: int | None = None
    ) -> None:
        super().__init__(message)
        self.start = start
        """The first character of the query that is in the way."""
        self.end = end
        """The character after the last one."""
        self.expected = expected
        """What could stand there, as it is typed; empty where that is no choice of words."""
        self.caret = start if caret is None else caret
        """Where one types to mend it: at what is in the way, or where what is missing belongs."""


class NotPossible(NewsreaderError):
    """What was asked for cannot be done here: there is no such thing to do it with. Nothing failed."""
