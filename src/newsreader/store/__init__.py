"""The only room that speaks SQL: one Store a program, its tables by name. Must not know HTML, HTTP or Textual."""

from __future__ import annotations

from contextlib import AbstractContextManager
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from newsreader.store.articles import Articles
from newsreader.store.database import Database
from newsreader.store.feeds import Feeds

if TYPE_CHECKING:
    from newsreader.store.arrival import Arrival
    from newsreader.store.asking import Asking
    from newsreader.store.downloads import Downloads
    from newsreader.store.enclosures import Enclosures
    from newsreader.store.errands import Errands
    from newsreader.store.expiry import Expiry
    from newsreader.store.health import Health
    from newsreader.store.highlights import Highlights
    from newsreader.store.history import History
    from newsreader.store.images import Images
    from newsreader.store.indexing import Indexing
    from newsreader.store.journal import Journal
    from newsreader.store.leases import Leases
    from newsreader.store.marks import Marks
    from newsreader.store.pages import Pages
    from newsreader.store.places import Places
    from newsreader.store.queue import PageQueue
    from newsreader.store.readings import Readings
    from newsreader.store.refreshing import Refreshing
    from newsreader.store.remembered import Remembered
    from newsreader.store.retention import Retention
    from newsreader.store.revisions import Revisions
    from newsreader.store.robots import Robots
    from newsreader.store.rules import Rules
    from newsreader.store.saving import Saving
    from newsreader.store.sittings import Sittings
    from newsreader.store.sorting import Sorting
    from newsreader.store.stopping import Stop
    from newsreader.store.stories import Stories
    from newsreader.store.texts import Texts
    from newsreader.store.typed import Typed
    from newsreader.store.views import Views

__all__ = ["Store"]


class Store:
    """An open database. Every method may be called from any thread; writes are short and wait for each other.

    Feeds and articles are read before the app's first paint; the other tables are imported when first asked for.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self.feeds = Feeds(database)
        self.articles = Articles(database)

    @property
    def path(self) -> Path:
        """The database file."""
        return self._database.path

    @cached_property
    def arrival(self) -> Arrival:
        """How far the user's rules have got."""
        from newsreader.store.arrival import Arrival

        return Arrival(self._database)

    @cached_property
    def asking(self) -> Asking:
        """Articles by query."""
        from newsreader.store.asking import Asking

        return Asking(self._database)

    @cached_property
    def downloads(self) -> Downloads:
        """The files that were downloaded."""
        from newsreader.store.downloads import Downloads

        return Downloads(self._database)

    @cached_property
    def enclosures(self) -> Enclosures:
        """The files that articles bring."""
        from newsreader.store.enclosures import Enclosures

        return Enclosures(self._database)

    @cached_property
    def errands(self) -> Errands:
        """What rules have still to do outside."""
        from newsreader.store.errands import Errands

        return Errands(self._database)

    @cached_property
    def expiry(self) -> Expiry:
        """What is marked read with time."""
        from newsreader.store.expiry import Expiry

        return Expiry(self._database)

    @cached_property
    def health(self) -> Health:
        """How the feeds fare."""
        from newsreader.store.health import Health

        return Health(self._database)

    @cached_property
    def highlights(self) -> Highlights:
        """In what colour rules show articles."""
        from newsreader.store.highlights import Highlights

        return Highlights(self._database)

    @cached_property
    def history(self) -> History:
        """What the user did."""
        from newsreader.store.history import History

        return History(self._database)

    @cached_property
    def indexing(self) -> Indexing:
        """The index of words."""
        from newsreader.store.indexing import Indexing

        return Indexing(self._database)

    @cached_property
    def journal(self) -> Journal:
        """Undo and redo."""
        from newsreader.store.journal import Journal

        return Journal(self._database, lambda now: self.rules.mute(now=now))

    @cached_property
    def marks(self) -> Marks:
        """What the user does to articles and feeds."""
        from newsreader.store.marks import Marks

        return Marks(self._database)

    @cached_property
    def pages(self) -> Pages:
        """Articles that belong to no feed."""
        from newsreader.store.pages import Pages

        return Pages(self._database)

    @cached_property
    def places(self) -> Places:
        """Where reading stopped."""
        from newsreader.store.places import Places

        return Places(self._database)

    @cached_property
    def readings(self) -> Readings:
        """What was read when."""
        from newsreader.store.readings import Readings

        return Readings(self._database)

    @cached_property
    def refreshing(self) -> Refreshing:
        """What a refresh asks and writes."""
        from newsreader.store.refreshing import Refreshing

        return Refreshing(self._database)

    @cached_property
    def remembered(self) -> Remembered:
        """What the interface keeps from one start to the next."""
        from newsreader.store.remembered import Remembered

        return Remembered(self._database)

    @cached_property
    def retention(self) -> Retention:
        """What goes with time."""
        from newsreader.store.retention import Retention

        return Retention(self._database)

    @cached_property
    def revisions(self) -> Revisions:
        """What edited articles said before."""
        from newsreader.store.revisions import Revisions

        return Revisions(self._database)

    @cached_property
    def rules(self) -> Rules:
        """What is done with articles as they arrive."""
        from newsreader.store.rules import Rules

        return Rules(self._database)

    @cached_property
    def views(self) -> Views:
        """Queries that are kept as views."""
        from newsreader.store.views import Views

        return Views(self._database)

    @cached_property
    def saving(self) -> Saving:
        """Pages that are put on the list for later by their addresses."""
        from newsreader.store.saving import Saving

        return Saving(self._database)

    @cached_property
    def sittings(self) -> Sittings:
        """When somebody was here."""
        from newsreader.store.sittings import Sittings

        return Sittings(self._database)

    @cached_property
    def sorting(self) -> Sorting:
        """For later, hidden, snoozed, tagged."""
        from newsreader.store.sorting import Sorting

        return Sorting(self._database)

    @cached_property
    def stories(self) -> Stories:
        """One story in several feeds."""
        from newsreader.store.stories import Stories

        return Stories(self._database)

    @cached_property
    def texts(self) -> Texts:
        """The full text of articles."""
        from newsreader.store.texts import Texts

        return Texts(self._database)

    @cached_property
    def typed(self) -> Typed:
        """What was typed at prompts."""
        from newsreader.store.typed import Typed

        return Typed(self._database)

    @cached_property
    def queue(self) -> PageQueue:
        """The pages that are to be fetched."""
        from newsreader.store.queue import PageQueue

        return PageQueue(self._database)

    @cached_property
    def robots(self) -> Robots:
        """What sites let us fetch."""
        from newsreader.store.robots import Robots

        return Robots(self._database)

    @cached_property
    def images(self) -> Images:
        """The pictures that are kept for reading offline."""
        from newsreader.store.images import Images

        return Images(self._database)

    @cached_property
    def leases(self) -> Leases:
        """Who may do what only one process may do."""
        from newsreader.store.leases import Leases

        return Leases(self._database)

    @classmethod
    def open(cls, path: Path, backups: Path, *, now: int) -> Store:
        """Open, create or migrate the database at `path`; raises a StoreError that says what to do."""
        return cls(Database.open(path, backups, now))

    def together(self) -> AbstractContextManager[None]:
        """Make all that this thread writes within the block one transaction; no statement may change many rows."""
        return self._database.together()

    def stoppable(self, stop: Stop) -> AbstractContextManager[None]:
        """Let another thread end what this one reads within the block: it then raises ReadingStopped."""
        return self._database.stoppable(stop)

    def was_changed(self) -> bool:
        """Did another connection, thread or process write since this thread last asked."""
        return self._database.was_changed()

    def close(self) -> None:
        """Close it; waits for what other threads are doing with it, and refuses what they do later."""
        self._database.close()
