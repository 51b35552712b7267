"""Adding a feed: an address is asked for, then a folder; the engine looks at it and says what it is.

Imported when it is first asked for.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from newsreader.addresses import typed_address
from newsreader.errors import AddressRefused
from newsreader.model import View, ViewKind
from newsreader.protocol import FeedAdded, FeedNotAdded, FeedsOffered
from newsreader.text import clean, counted, folder_path
from newsreader.tui.commands import Place
from newsreader.tui.offering import folders
from newsreader.tui.question import Question

if TYPE_CHECKING:
    from newsreader.model import OfferedFeed
    from newsreader.tui.screens.reading import ReadingScreen

_HINT = "The address of a feed, or of a page or site that has one. Enter goes on, Esc leaves."
_EXAMPLE = "Type or paste one like https://example.org/feed.xml, or only the site: example.org"


def ask_address(screen: ReadingScreen, begun: str = "", fault: str = "", folder: str | None = None) -> None:
    """Ask what to subscribe to; with `fault`, again. `folder`: where it goes, if that was said already."""

    def accept(typed: str) -> str | None:
        return add(screen, typed, folder)

    screen.status.ask(Question("Add ", accept, begun=begun, hint=_HINT, fault=fault))


def add(screen: ReadingScreen, typed: str, folder: str | None) -> str | None:
    """Have an address looked at, after asking for the folder where that is None; return what is wrong with it."""
    try:
        address = typed_address(typed)
    except AddressRefused as error:
        return f"This address {error}. {_EXAMPLE}."
    known = screen.store.feeds.id_of(address)
    if known is not None:
        _go_to(screen, known)
        screen.say("This feed is here already.")
    elif folder is None:
        _ask_folder(screen, address)
    else:
        _look_at(screen, address, folder)
    return None


def _ask_folder(screen: ReadingScreen, address: str) -> None:
    def accept(typed: str) -> None:
        _look_at(screen, address, folder_path(typed))

    hint = "A folder to put it in, News/Local is a folder in a folder; or nothing. Enter adds the feed."
    known = folders(screen.store.feeds.all())
    screen.status.ask(Question("Folder ", accept, hint=hint, complete=known.complete))


def _look_at(screen: ReadingScreen, address: str, folder: str) -> None:
    screen.engine.add_feed(address, folder)
    screen.status.say(f"Looking at {address} …", is_lasting=True)


def show_answer(screen: ReadingScreen, answer: FeedAdded | FeedsOffered | FeedNotAdded) -> None:
    """Show what the engine found: go to the feed, let the user choose, or say what is wrong where it was typed."""
    screen.say("")
    match answer:
        case FeedAdded():
            _show_added(screen, answer)
        case FeedsOffered(request, feeds):
            _offer(screen, feeds, request.folder)
        case FeedNotAdded(request, reason) if screen.status.is_asking or screen.app.screen is not screen:
            screen.say(f"{request.address} is not added. {reason}", is_error=True)
        case FeedNotAdded(request, reason):
            ask_address(screen, request.address, reason, request.folder)


def _show_added(screen: ReadingScreen, added: FeedAdded) -> None:
    _go_to(screen, added.feed_id)
    title = clean(screen.store.feeds.get(added.feed_id).title)
    if added.warning is not None:
        # The list says why.
        screen.say(f"Added {title}, but nothing came yet. Every refresh tries again.", is_error=True)
    elif added.is_new:
        screen.say(f"Added {title} · {counted(added.new, 'article')}")
    else:
        screen.say("This feed is here already.")


def _go_to(screen: ReadingScreen, feed_id: int) -> None:
    screen.reload_feeds()
    screen.open_view(View(ViewKind.FEED, feed_id))
    screen.focus_pane(Place.ARTICLES)


def _offer(screen: ReadingScreen, feeds: Sequence[OfferedFeed], folder: str) -> None:
    from newsreader.tui.screens.offers import OffersScreen

    def chosen(feed: OfferedFeed | None) -> None:
        if feed is not None:
            add(screen, feed.url, folder)

    screen.app.push_screen(OffersScreen(screen, feeds), chosen)
