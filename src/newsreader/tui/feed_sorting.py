"""What the feeds in the sidebar go by: the user's choice, kept from one start to the next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsreader.model import Feed
from newsreader.tui.sidebar import FeedOrder, in_order

if TYPE_CHECKING:
    from newsreader.store import Store
    from newsreader.tui.screens.reading import ReadingScreen

_ORDER = "feeds.order"
_CHOICES = tuple(FeedOrder)
"""Kept by their places here."""
_WORDS = {FeedOrder.NAME: "by name", FeedOrder.UNREAD: "most unread first", FeedOrder.LATEST: "newest article first"}


def sorted_feeds(store: Store) -> list[Feed]:
    """Return the feeds as the user wants them listed."""
    number = store.remembered.number(_ORDER) or 0
    order = _CHOICES[number] if number in range(len(_CHOICES)) else FeedOrder.NAME
    return in_order(store.feeds.all(), order, store.feeds.latest() if order is FeedOrder.LATEST else {})


def sort_feeds(screen: ReadingScreen, order: FeedOrder) -> None:
    """List the feeds in this order from now on."""

    def keep() -> None:
        screen.store.remembered.keep(_ORDER, _CHOICES.index(order))
        screen.call_later(screen.reload_feeds)

    screen.write(keep)
    screen.say(f"Feeds {_WORDS[order]}")
