"""The articles of a view as they were when it was opened, so that nothing moves under the cursor.

Ids only (8 bytes each); rows are read in pages as they come into sight and forgotten when their state changes.
"""

from __future__ import annotations

from array import array
from collections import OrderedDict
from collections.abc import Iterable
from contextlib import suppress
from typing import TYPE_CHECKING

from newsreader.model import Arrangement, Headline, View
from newsreader.store.articles import Articles

if TYPE_CHECKING:
    from newsreader.query.tree import Query

PAGE = 128
"""Rows read at once: a screen and its neighbours, in under a millisecond."""
_PAGES_KEPT = 32
_FIRST_SEEK, _LARGE_SEEK = 64, 8192
"""Rows asked at once for an unread one: it is near, or far."""


_NEWEST_FIRST = Arrangement()


class Snapshot:
    """A frozen list of articles with a window of their rows."""

    def __init__(
        self,
        view: View,
        ids: array[int],
        articles: Articles,
        arrangement: Arrangement = _NEWEST_FIRST,
        *,
        is_whole: bool = True,
        wanted: Query | None = None,
    ) -> None:
        self.view = view
        self.arrangement = arrangement
        self.is_whole = is_whole
        """Are these all ids, or the first while the others are still being read."""
        self.wanted = wanted
        """The query whose words are marked in the titles."""
        self._ids = ids
        self._articles = articles
        self._pages: OrderedDict[int, dict[int, Headline]] = OrderedDict()

    def __len__(self) -> int:
        return len(self._ids)

    def id_at(self, index: int) -> int | None:
        """Return the id of the row, or None past either end."""
        return self._ids[index] if 0 <= index < len(self._ids) else None

    def ids_between(self, start: int, end: int) -> array[int]:
        """Return the ids of the rows from `start` up to but not including `end`."""
        return self._ids[max(0, start) : max(0, end)]

    def first_row_of(self, article_ids: Iterable[int]) -> int:
        """Return the row of the first of these articles that is listed; 0 if none is."""
        article_ids = list(article_ids)
        with suppress(ValueError):  # mostly the first one is, and half a million rows are compared in C
            return self._ids.index(article_ids[0]) if article_ids else 0
        ranks = {article_id: rank for rank, article_id in enumerate(article_ids)}
        found = ((ranks[article_id], row) for row, article_id in enumerate(self._ids) if article_id in ranks)
        return min(found, default=(0, 0))[1]

    def headline(self, index: int) -> Headline | None:
        """Return the row at `index`; None past the end or where the article is gone."""
        article_id = self.id_at(index)
        return None if article_id is None else self._page(index // PAGE).get(article_id)

    def dates(self, indexes: Iterable[int]) -> list[int | None]:
        """Return when the articles of these rows were published, in UTC seconds; None for one that is gone."""
        ids = [self._ids[index] for index in indexes]
        published = self._articles.published(ids)
        return [published.get(article_id) for article_id in ids]

    def find_unread(self, index: int, direction: int) -> int | None:
        """Return the row of the nearest unread article in this direction, round the end; None if no other is unread."""
        after, before = range(index + 1, len(self)), range(index)
        if direction < 0:
            after, before = before[::-1], after[::-1]
        for rows in (after, before):
            chunk = _FIRST_SEEK
            while rows:
                ids = [self._ids[row] for row in rows[:chunk]]
                unread = self._articles.unread_among(ids)
                if unread:
                    return next(row for row, article_id in zip(rows, ids, strict=False) if article_id in unread)
                rows = rows[chunk:]
                chunk = _LARGE_SEEK
        return None

    def extend(self, rest: array[int], *, is_whole: bool = True) -> None:
        """List these rows below those that are listed, and know whether others are to come."""
        self.is_whole = is_whole
        self._ids.extend(rest)
        self._pages.clear()

    def forget_rows(self) -> None:
        """Read the rows again when they are next shown: something about them changed."""
        self._pages.clear()

    def _page(self, number: int) -> dict[int, Headline]:
        page = self._pages.get(number)
        if page is None:
            rows = self._articles.headlines(self._ids[number * PAGE : (number + 1) * PAGE])
            page = self._pages[number] = {row.id: row for row in rows}
            if len(self._pages) > _PAGES_KEPT:
                self._pages.popitem(last=False)
        else:
            self._pages.move_to_end(number)
        return page
