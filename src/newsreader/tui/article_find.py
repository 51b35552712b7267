"""What is marked in the article that is shown: the words of a find in it, else those of the search that found it."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from newsreader.query.tree import Query
    from newsreader.tui.finding import Find, Finder, Match
    from newsreader.tui.painting import Stretch
    from newsreader.tui.widgets.article_view import ArticleView


class ArticleFind:
    """Owns the matches. The view tells it when it shows another text, and asks it what to paint."""

    def __init__(self, view: ArticleView) -> None:
        self._view = view
        self._finder: Finder | None = None
        self._shown: Find | None = None
        self._searched: Query | None = None
        self._leads = False
        """Do articles begin at their first match: they are results of a search, not just rows of a view."""
        self._is_fresh = False
        """Was the reader not yet brought to a match of the search in this text."""
        self._begins_at_last = False

    @property
    def shown(self) -> Find | None:
        """What is highlighted, if anything is."""
        return self._shown

    @property
    def searched(self) -> Query | None:
        """The query whose words are marked in every article."""
        return self._searched

    @property
    def is_typed(self) -> bool:
        """Was what is highlighted typed in the article itself."""
        return self._shown is not None and not self._shown.is_of_search

    @property
    def leads(self) -> bool:
        """Does the article begin at a word that was searched for."""
        # Before it is laid out nobody knows; most results hold the words.
        return self._leads and (self._shown is None or self._shown.here is not None)

    def seek(self, query: Query | None, *, leads: bool) -> None:
        """Mark the words of a query in the article and in those that are shown from now on."""
        self._leads = leads
        if query == self._searched:
            return
        self._searched, self._is_fresh = query, True
        if not self.is_typed:
            self._shown = None
            self.look_again()
            self.go_to_first()
        self._view.marks_changed()

    def start(self, needle: str, origin: tuple[int, int]) -> None:
        """Highlight all matches of what was typed and go to the first one at or behind the place `origin`."""
        self._look(needle, origin)
        self._show()

    def step(self, steps: int) -> None:
        """Go on by so many matches, around the ends."""
        if self._shown is not None:
            self._shown.step(steps)
            self._show()

    def walk(self, direction: int) -> bool:
        """Go to the next match of the search in this direction; False where there is no more."""
        find = self._shown
        if find is None or find.here is None:
            return False
        if self._is_fresh:
            self.go_to_first()
            return True
        index = find.index + direction
        if not self._is_in_sight(find.here):  # the reader scrolled away: from there
            lines = [self._line_of(match) for match in find.matches]
            top = self._view.scroll_offset.y
            bottom = top + self._view.window_lines
            index = bisect_left(lines, top) if direction > 0 else bisect_left(lines, bottom) - 1
        if not 0 <= index < len(find.matches):
            return False
        find.index = index
        self._show()
        return True

    def end(self) -> None:
        """Highlight what was typed no more, but what was searched for."""
        if self.is_typed:
            self._shown = None
            self.look_again()
            self._view.repaint_text()

    def begin(self) -> None:
        """Know that another article is shown."""
        self._finder = self._shown = None
        self._is_fresh, self._begins_at_last = True, False

    def begin_at_last(self) -> None:
        """Bring the last match into sight instead of the first: the reader comes from below."""
        self._is_fresh = self._begins_at_last = True
        self.go_to_first()

    def look_again(self) -> None:
        """Look for the same words: the text, or what of it is shown, is another."""
        self._finder = None
        if self._shown is not None:
            here = self._shown.here
            self._look(self._shown.sought, here[:2] if here else (0, 0))
        elif self._searched is not None and self._view.parts[2].lines:
            self._look(self._searched, self._view.top_place or (0, 0))
        else:
            return
        self._view.post_message(self._view.FindChanged())

    def go_to_first(self) -> None:
        """Bring the first match of a search into sight; once only, then the reader is somewhere."""
        if self._is_fresh and self.leads and self._shown is not None:
            self._is_fresh = False
            self._shown.index = len(self._shown.matches) - 1 if self._begins_at_last else 0
            self._show()

    def stretches(self, block: int) -> list[Stretch]:
        """Return what is highlighted of a block."""
        return self._shown.stretches(block) if self._shown is not None else []

    def _look(self, sought: str | Query, origin: tuple[int, int]) -> None:
        from newsreader.tui.finding import Find, Finder

        if self._finder is None:
            _, blocks, layout = self._view.parts
            self._finder = Finder(blocks, {line.block for line in layout.lines})
        matches = self._finder.matches(sought) if isinstance(sought, str) else self._finder.hits(sought)
        self._shown = Find(sought, matches, origin)

    def _show(self) -> None:
        find, view = self._shown, self._view
        if find is not None and find.here is not None and not self._is_in_sight(find.here):
            view.scroll_to(y=self._line_of(find.here) - view.window_lines // 3, animate=False, force=True)
        view.repaint_text()

    def _is_in_sight(self, match: Match) -> bool:
        return 0 <= self._line_of(match) - self._view.scroll_offset.y < self._view.window_lines - 1

    def _line_of(self, match: Match) -> int:
        head, _, layout = self._view.parts
        return layout.line_showing(match.block, match.start) + len(head)
