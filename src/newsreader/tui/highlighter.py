"""In what colour rules show the rows in sight. They are asked in a thread: a query may look at texts."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from newsreader.errors import NewsreaderError

if TYPE_CHECKING:
    from newsreader.store.highlights import Highlight
    from newsreader.tui.screens.reading import ReadingScreen

_MOST_KNOWN = 20_000
"""Articles of which it is known; who scrolled past so many is not asked for the first of them."""


class Highlighter:
    """Answers for each row that is painted what it knows, and has it painted again when it knows better.

    A colour stays until it is known that it is another one, so that nothing flickers.
    """

    def __init__(self, screen: ReadingScreen) -> None:
        self._screen = screen
        self._found: dict[int, Highlight] = {}
        self._asked: set[int] = set()
        """Articles of which `found` says all, or that are being asked for."""
        self._wanted: set[int] = set()
        self._has_rules: bool | None = None
        """None until the store was asked."""
        self._is_asking = False

    def of(self, article_id: int) -> Highlight | None:
        """Return what the row of an article is highlighted by, as far as that is known."""
        if self._has_rules is not False and article_id not in self._asked:
            if not self._wanted and not self._is_asking:
                self._screen.call_later(self._ask)
            self._wanted.add(article_id)
        return self._found.get(article_id)

    def forget(self, article_ids: Iterable[int] | None = None) -> None:
        """Ask again for these articles, or for all: they or the rules changed."""
        if article_ids is None:
            self._has_rules = None
            self._asked.clear()
        elif self._has_rules is not False:
            self._asked.difference_update(article_ids)

    def _ask(self) -> None:
        if self._is_asking or not self._wanted:
            return
        wanted, self._wanted = self._wanted, set()
        self._asked |= wanted
        self._is_asking = True
        self._screen.run_worker(
            lambda: self._read(frozenset(wanted)), thread=True, group="highlights", exit_on_error=False
        )

    def _read(self, wanted: frozenset[int]) -> None:
        store = self._screen.store
        has_rules, found = True, {each: old for each in wanted if (old := self._found.get(each)) is not None}
        try:
            # Without a rule the query language is not even imported.
            has_rules = store.arrival.has_highlights()
            found = store.highlights.of(wanted, now=self._screen.now()) if has_rules else {}
        except NewsreaderError:
            pass  # nobody asked for this; the next change has it asked again
        self._screen.call_later(self._know, wanted, found, has_rules)

    def _know(self, wanted: frozenset[int], found: dict[int, Highlight], has_rules: bool) -> None:
        self._is_asking = False
        self._has_rules = has_rules
        if not has_rules:
            wanted |= self._found.keys()
            self._wanted.clear()
        changed = {each for each in wanted if self._found.get(each) != found.get(each)}
        self._found = {each: old for each, old in self._found.items() if each not in wanted} | found
        if len(self._asked) > _MOST_KNOWN:
            self._asked.clear()
            self._found = dict(found)
        if changed:
            self._screen.article_list.repaint(changed)
        if self._wanted:
            self._ask()
