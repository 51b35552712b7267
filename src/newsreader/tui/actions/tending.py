"""Looking after the feeds: adding one, renaming it, putting it into a folder, removing it, marking it read."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from newsreader.errors import NotPossible
from newsreader.model import View, ViewKind
from newsreader.text import folder_path
from newsreader.tui.actions.action import Action
from newsreader.tui.actions.keeping import chosen_view, forget_view, put_view_into_folder, rename_view

if TYPE_CHECKING:
    from newsreader.model import Feed
    from newsreader.tui.screens.reading import ReadingScreen


def _add(screen: ReadingScreen, count: int | None) -> None:
    from newsreader.tui.adding import ask_address

    ask_address(screen)


def chosen_feed(screen: ReadingScreen) -> Feed:
    """Return the feed under the cursor of the feeds; raises NotPossible where a view is."""
    if screen.view.feed_id is None:
        raise NotPossible("This is a view, which is always there. Choose a feed below it.")
    return screen.store.feeds.get(screen.view.feed_id)


def _rename(screen: ReadingScreen, count: int | None) -> None:
    if (saved := chosen_view(screen)) is not None:
        rename_view(screen, saved)
        return
    from newsreader.tui.question import Question

    feed = chosen_feed(screen)

    def accept(title: str) -> None:
        screen.write(partial(screen.store.marks.rename_feed, feed.id, title, now=screen.now()), "Changed")

    hint = "What this feed shall be called; nothing brings back what it calls itself."
    screen.status.ask(Question("Rename ", accept, begun=feed.title, hint=hint))


def _move(screen: ReadingScreen, count: int | None) -> None:
    if (saved := chosen_view(screen)) is not None:
        put_view_into_folder(screen, saved)
        return
    from newsreader.tui.offering import folders
    from newsreader.tui.question import Question

    feed = chosen_feed(screen)

    def accept(folder: str) -> None:
        screen.write(partial(screen.store.marks.move_feed, feed.id, folder_path(folder), now=screen.now()), "Changed")

    hint = "The folder for this feed, News/Local is a folder in a folder; nothing takes it out."
    known = folders(screen.store.feeds.all())
    screen.status.ask(Question("Folder ", accept, begun=feed.folder, hint=hint, complete=known.complete))


def bring_back(screen: ReadingScreen) -> str:
    """Return what is said before the name of what was removed."""
    return f"Press {screen.keys.keymap.typed('mark.undo')} to bring it back"


def _remove(screen: ReadingScreen, count: int | None) -> None:
    """Take the feed out; the cursor goes on to the next one at once."""
    if (saved := chosen_view(screen)) is not None:
        forget_view(screen, saved)
        return
    feed = chosen_feed(screen)
    screen.open_view(screen.feed_list.neighbour(View(ViewKind.FEED, feed.id)) or View(ViewKind.UNREAD))
    screen.write(partial(screen.store.marks.remove_feed, feed.id, now=screen.now()), bring_back(screen))


def _remove_sample(screen: ReadingScreen, count: int | None) -> None:
    sample = screen.store.feeds.sample_id()
    if sample is None:
        raise NotPossible("There is no sample edition here.")
    screen.write(partial(screen.store.marks.remove_feed, sample, now=screen.now()), bring_back(screen))


TENDING: dict[str, Action] = {
    "feed.add": _add,
    "feed.rename": _rename,
    "feed.folder": _move,
    "feed.remove": _remove,
    "feed.remove_sample": _remove_sample,
}
