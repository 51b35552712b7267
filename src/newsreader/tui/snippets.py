"""What stands around the words that a search found, for the rows in sight. Texts are read in a thread."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING

from newsreader.errors import ArticleNotFound, NewsreaderError, ReadingStopped
from newsreader.store.stopping import Stop

if TYPE_CHECKING:
    from textual.timer import Timer

    from newsreader.model import Headline
    from newsreader.query.snippets import Snippet
    from newsreader.query.tree import Query, Words
    from newsreader.tui.screens.reading import ReadingScreen

_SETTLE_S = 0.12
"""So long no row may be painted that lacks one before texts are read: who scrolls on waits for none."""
_MOST_KNOWN = 2_000
"""Articles of which it is kept."""


class Snippets:
    """Answers for each row that is painted what it knows, and has it painted again when it knows more."""

    def __init__(self, screen: ReadingScreen) -> None:
        self._screen = screen
        self._query: Query | None = None
        self._known: dict[int, Snippet | None] = {}
        self._wanted: dict[int, list[Words]] = {}
        """By article, the words that its title does not hold."""
        self._timer: Timer | None = None
        self._stop: Stop | None = None

    @property
    def is_busy(self) -> bool:
        """Are rows in sight still to get theirs."""
        return self._timer is not None or self._stop is not None

    def seek(self, query: Query | None) -> None:
        """Know what is searched for; None: nothing is, and rows look as they always do."""
        if query != self._query:
            self._query = query
            self._halt()
            self._known.clear()
            self._wanted.clear()

    def of(self, headline: Headline) -> Snippet | None:
        """Return that of an article, as far as it is known."""
        if self._query is None:
            return None
        if headline.id in self._known:
            return self._known[headline.id]
        from newsreader.query.snippets import missing_words

        if words := missing_words(self._query, headline.title):
            self._wanted[headline.id] = words
            if self._timer is None:
                self._timer = self._screen.set_timer(_SETTLE_S, self._ask)
            else:
                self._timer.reset()
        else:
            self._known[headline.id] = None
        return None

    def _halt(self) -> None:
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
        if self._stop is not None:
            self._stop.set()
            self._stop = None

    def _ask(self) -> None:
        self._halt()
        if self._query is None:
            return
        # The others are asked for when they are painted again.
        in_sight = frozenset(self._screen.article_list.ids_in_sight)
        self._wanted = {each: words for each, words in self._wanted.items() if each in in_sight}
        stop = self._stop = Stop()
        work = partial(self._read, self._query, dict(self._wanted), stop)
        self._screen.run_worker(work, thread=True, group="snippets", exit_on_error=False)

    def _read(self, query: Query, wanted: Mapping[int, list[Words]], stop: Stop) -> None:
        from newsreader.query.snippets import snippet

        store, found = self._screen.store, dict[int, "Snippet | None"]()
        try:
            with store.stoppable(stop):
                for article_id, words in wanted.items():
                    if stop.is_set:
                        return
                    found[article_id] = None
                    with suppress(ArticleNotFound):  # deleted since it was listed; the others are still to be read
                        blocks = store.articles.get(article_id).blocks
                        found[article_id] = snippet(query, words, (block.text for block in blocks))
        except ReadingStopped:
            return
        except NewsreaderError:
            pass  # nobody asked for this; what was read is shown
        self._screen.call_later(self._know, found, stop)

    def _know(self, found: Mapping[int, Snippet | None], stop: Stop) -> None:
        if stop is not self._stop:
            return  # something else is searched for, or other rows are in sight
        self._stop = None
        if len(self._known) > _MOST_KNOWN:
            self._known.clear()
        self._known.update(found)
        self._wanted = {each: words for each, words in self._wanted.items() if each not in found}
        self._screen.article_list.repaint(found)
