"""The queries that the user keeps as views, for the sidebar. They are counted in a thread, when all is quiet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsreader.errors import NewsreaderError, QueryError
from newsreader.model import View, ViewKind
from newsreader.tui.sidebar import KeptView

if TYPE_CHECKING:
    from textual.timer import Timer

    from newsreader.query.kept import SavedView
    from newsreader.tui.screens.reading import ReadingScreen

_IDLE_S = 1.0
"""So long nothing may have changed before all is counted again: a query may look at every text there is."""

_Count = int | str
"""How many are unread, or why the query cannot be understood."""


def view_of(saved: SavedView) -> View:
    """Return the view that lists what a kept query finds."""
    return View(ViewKind.QUERY, query=saved.query, name=saved.name)


class KeptViews:
    """Knows the kept views and their counts, and has the sidebar painted again when those are others."""

    def __init__(self, screen: ReadingScreen) -> None:
        self._screen = screen
        self._counts: dict[str, _Count] = {}
        """By query."""
        self.muted = 0
        """Articles that rules hide."""
        self._timer: Timer | None = None
        self._is_counting = False

    def read(self) -> list[KeptView]:
        """Return the views in the user's order, with their counts as they were last known."""
        return [self._known(saved) for saved in self._screen.store.views.all()]

    def _known(self, saved: SavedView) -> KeptView:
        known = self._counts.get(saved.query, 0)
        is_fault = isinstance(known, str)
        return KeptView(
            view_of(saved), saved.icon, saved.folder, 0 if is_fault else int(known), str(known) if is_fault else None
        )

    def follow(self) -> None:
        """Go on with the view that is shown where it is called otherwise now, or has another query."""
        screen = self._screen
        if screen.view.kind is not ViewKind.QUERY:
            return
        views = [view_of(saved) for saved in screen.store.views.all()]
        same = next((view for view in views if view.query == screen.view.query), None)
        if screen.view in views:
            return
        if same is not None:
            screen.view = same
            screen.feed_list.select(same)
            screen.show_list_state()
        elif (other := next((view for view in views if view.name == screen.view.name), None)) is not None:
            screen.open_view(other)

    def soon(self) -> None:
        """Count again when nothing changes for a while."""
        if self._timer is not None:
            self._timer.stop()
        self._timer = self._screen.set_timer(_IDLE_S, self._count)

    def _count(self) -> None:
        if self._is_counting:
            self.soon()
            return
        self._is_counting = True
        self._screen.run_worker(self._read_counts, thread=True, group="kept views", exit_on_error=False)

    def _read_counts(self) -> None:
        from newsreader.query.kept import RuleAction
        from newsreader.tui.asking import muted

        store = self._screen.store
        counts: dict[str, _Count] = {}
        hidden = 0
        try:
            for saved in store.views.all():
                counts[saved.query] = self._counted(saved.query)
            if any(rule.action is RuleAction.HIDE for rule in store.rules.all()):
                hidden = muted(store)
        except NewsreaderError:
            counts, hidden = self._counts, self.muted  # they are counted again with the next change
        self._screen.call_later(self._know, counts, hidden)

    def _counted(self, query: str) -> _Count:
        from newsreader.tui.asking import unread_asked

        try:
            return unread_asked(self._screen.store, query, now=self._screen.now())
        except QueryError as error:
            return str(error)

    def _know(self, counts: dict[str, _Count], hidden: int) -> None:
        self._is_counting = False
        if (counts, hidden) != (self._counts, self.muted):
            self._counts, self.muted = counts, hidden
            self._screen.reload_feeds()
