"""What the feed pane lists: the standing views, then the feeds by folder. Pure."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from enum import StrEnum

import msgspec

from newsreader.model import Counts, Feed, View, ViewKind

_NEVER = -(2**63)
"""Before every date."""


class FeedOrder(StrEnum):
    """What the feeds of a folder go by."""

    NAME = "name"
    UNREAD = "unread"
    """Those with the most unread articles first."""
    LATEST = "latest"
    """That with the newest article first."""


class KeptView(msgspec.Struct, frozen=True):
    """A query that the user keeps as a view, with what is known of it."""

    view: View
    icon: str = ""
    folder: str = ""
    unread: int = 0
    fault: str | None = None
    """Why its query cannot be understood."""


class SidebarRow(msgspec.Struct, frozen=True):
    """One line of the feed pane: a view, a feed, a heading or (all empty) a gap."""

    label: str = ""
    view: View | None = None
    """None for headings and gaps, which the cursor passes over."""
    number: int = 0
    error: str | None = None
    is_silent: bool = False
    """Does the feed answer, but had nothing new for very long."""
    icon: str = ""
    """The user's own sign before it."""
    short: str = ""
    """What it is called where its label has no room; empty: the same, cut."""

    @property
    def is_heading(self) -> bool:
        """Is it a folder's name."""
        return self.view is None and bool(self.label)


STANDING: tuple[tuple[ViewKind, str], ...] = (
    (ViewKind.TODAY, "Today"),
    (ViewKind.NEW, "New since last time"),
    (ViewKind.UNREAD, "Unread"),
    (ViewKind.LATER, "Later"),
    (ViewKind.CONTINUE, "Continue"),
    (ViewKind.STARRED, "Starred"),
    (ViewKind.ALL, "All articles"),
    (ViewKind.HISTORY, "Recently read"),
    (ViewKind.MUTED, "Muted"),
)
"""The views that belong to no feed, with their names."""
_SHORT = {ViewKind.NEW: "New"}
FLEETING = frozenset({ViewKind.NEW, ViewKind.LATER, ViewKind.CONTINUE, ViewKind.MUTED})
"""Those of them that are listed only while they have articles, or are shown."""


def in_order(feeds: Iterable[Feed], order: FeedOrder, latest: Mapping[int, int]) -> list[Feed]:
    """Return feeds, which come by folder and name, by folder and what else they are to go by.

    `latest`: when the newest article of each was published, in UTC seconds.
    """
    if order is FeedOrder.UNREAD:
        return sorted(feeds, key=lambda feed: (feed.folder.casefold(), -feed.unread))
    if order is FeedOrder.LATEST:
        # Feeds without an article come last.
        return sorted(feeds, key=lambda feed: (feed.folder.casefold(), -latest.get(feed.id, _NEVER)))
    return list(feeds)


def sidebar_rows(
    counts: Counts,
    feeds: Iterable[Feed],
    silent: Container[int] = frozenset(),
    shown: View | None = None,
    kept: Sequence[KeptView] = (),
    muted: int = 0,
) -> tuple[SidebarRow, ...]:
    """Return the lines of the feed pane. `feeds` come ordered, those without a folder first; `silent` are ids.

    Some views are there only while they have articles, or are the view that is `shown`.
    """
    numbers = {
        ViewKind.TODAY: counts.today,
        ViewKind.NEW: counts.new,
        ViewKind.UNREAD: counts.unread,
        ViewKind.LATER: counts.later,
        ViewKind.CONTINUE: counts.continued,
        ViewKind.STARRED: counts.starred,
        ViewKind.ALL: counts.total,
        ViewKind.HISTORY: 0,
        ViewKind.MUTED: muted,
    }
    hidden = {kind for kind in FLEETING if not numbers[kind] and shown != View(kind)}
    rows = [SidebarRow("Library")]
    rows += [
        SidebarRow(label, View(kind), numbers[kind], short=_SHORT.get(kind, ""))
        for kind, label in STANDING
        if kind not in hidden
    ]
    rows += _kept_rows(kept)
    folder: str | None = None
    for feed in feeds:
        if feed.folder != folder:
            folder = feed.folder
            rows += [SidebarRow(), SidebarRow(folder or "Feeds")]
        view = View(ViewKind.FEED, feed.id)
        rows.append(SidebarRow(feed.title, view, feed.unread, feed.error, feed.id in silent))
    return tuple(rows)


def _kept_rows(kept: Sequence[KeptView]) -> list[SidebarRow]:
    """Return the views of the user by folder, those without one first, else in the user's order."""
    rows: list[SidebarRow] = []
    for folder in sorted({each.folder: None for each in kept}, key=bool):
        rows += [SidebarRow(), SidebarRow(folder or "Views")]
        rows += [
            SidebarRow(each.view.name, each.view, each.unread, each.fault, icon=each.icon)
            for each in kept
            if each.folder == folder
        ]
    return rows
