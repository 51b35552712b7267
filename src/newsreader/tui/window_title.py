"""The title of the terminal's window says how many articles are unread."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsreader.model import ViewKind

if TYPE_CHECKING:
    from newsreader.tui.app import NewsApp


class WindowTitle:
    """Follows the counts of the reading screen. Nothing from outside is ever in it."""

    def __init__(self, app: NewsApp) -> None:
        self._app = app

    def start(self) -> None:
        """Show the count of now and of every change."""
        reading = self._app.reading
        reading.feeds_changed.subscribe(reading, lambda _: self.show())
        self.show()

    def show(self) -> None:
        """Say how many are unread."""
        rows = self._app.reading.feed_list.rows
        unread = next((row.number for row in rows if row.view is not None and row.view.kind is ViewKind.UNREAD), 0)
        self._app.set_window_title(window_title(unread))


def window_title(unread: int) -> str:
    """Return the title: the number first, where a narrow tab still shows it."""
    return f"({unread:,}) newsreader" if unread else "newsreader"
