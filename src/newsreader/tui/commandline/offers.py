"""The names that there are for each kind of argument, read when they are first asked for."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from newsreader.model import Order
from newsreader.query.completion import Completion, completions
from newsreader.query.moments import written
from newsreader.settings.described import find, tables
from newsreader.settings.kinds import alternatives
from newsreader.tui.arguments import Takes
from newsreader.tui.offering import Names, Offering, folders, query_names
from newsreader.tui.sidebar import STANDING
from newsreader.tui.sorting import times_to_come

if TYPE_CHECKING:
    from newsreader.tui.screens.reading import ReadingScreen

_CHANGES = 30
"""Changes whose times are offered to undo."""
_TERMS = 8
"""Offers for a query; more would cover what is listed."""
_ORDERS = {
    Order.DATE: "newest first; again: oldest first",
    Order.FEED: "by the feed's name",
    Order.TITLE: "by title",
    Order.AUTHOR: "by the author's name",
    Order.LENGTH: "longest first; again: shortest first",
    Order.RARE: "feeds that bring little first; again: last",
    Order.RANK: "what a search found in titles first; again: by date",
}


class Offers:
    """Names by kind of argument, as they are while one line is typed."""

    def __init__(self, screen: ReadingScreen) -> None:
        self._screen = screen
        self._read: dict[tuple[Takes, tuple[str, ...]], Offering] = {}

    def of(self, takes: Takes, before: tuple[str, ...]) -> Offering:
        """Return the names for an argument; `before` are those that stand before it."""
        asked = takes, before if takes is Takes.VALUE else ()
        if asked not in self._read:
            is_query = takes is Takes.QUERY
            self._read[asked] = _Terms(self._screen) if is_query else Names(self._names(takes, before))
        return self._read[asked]

    def _names(self, takes: Takes, before: tuple[str, ...]) -> dict[str, str]:
        store = self._screen.store
        match takes:
            case Takes.FEED:
                return {feed.title: f"{feed.unread:,} unread" for feed in store.feeds.all()}
            case Takes.FOLDER:
                return dict(folders(store.feeds.all()).items)
            case Takes.VIEW:
                kept = {view.name: view.query for view in store.views.all()}
                return {label: "" for _, label in STANDING} | kept
            case Takes.THEME:
                return dict.fromkeys(theme_names(self._screen), "")
            case Takes.SETTING:
                return {each.name: each.meaning for table in tables() if not table.is_free for each in table.settings}
            case Takes.VALUE:
                return _values(before[0])
            case Takes.ORDER:
                return {order.value: meaning for order, meaning in _ORDERS.items()}
            case Takes.MOMENT:
                return self._moments()
            case Takes.TAG:
                return {tag.name: f"{tag.articles:,} articles" for tag in store.sorting.tags() if " " not in tag.name}
            case Takes.TIME:
                return times_to_come(self._screen.now())
            case Takes.PROGRAM:
                return {name: command.run for name, command in self._screen.settings.commands.items()}
        return {}

    def _moments(self) -> dict[str, str]:
        """Return the times of the last changes with the first change of each: back to before it."""
        history, now = self._screen.store.history, self._screen.now()
        batches = history.batches(history.ids()[:_CHANGES])
        return {written(batch.at, now): f"{batch.label}, and what came after" for batch in batches}


class _Terms:
    """Offers what may follow in a query."""

    def __init__(self, screen: ReadingScreen) -> None:
        self._names = query_names(screen.store)

    def complete_from(self, start: int, text: str, cursor: int) -> list[Completion]:
        """Return the terms that may stand at the cursor of a query that begins at `start`."""
        offers = completions(text[start:], cursor - start, self._names)[:_TERMS]
        return [Completion(each.text, each.meaning, each.start + start, each.end + start) for each in offers]


def theme_names(screen: ReadingScreen) -> list[str]:
    """Return the themes by name: ours, then the others."""
    from newsreader.tui.background import AUTO
    from newsreader.tui.themes import OWN

    ours = [AUTO, *(theme.name for theme in OWN)]
    return [*ours, *sorted(set(screen.app.available_themes) - set(ours))]


def _values(name: str) -> dict[str, str]:
    """Return the values of a setting, where they are a choice of words."""
    setting = find(name)
    values: dict[str, str] = {}
    for kind in alternatives(setting.kind) if setting is not None else ():
        if kind is bool:
            values |= {"true": "", "false": ""}
        elif isinstance(kind, type) and issubclass(kind, Enum):
            values |= {str(each.value): "" for each in kind}
    return values
