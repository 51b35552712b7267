"""What a prompt offers for names that are there already: folders, feeds, views. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Protocol

from newsreader.model import Feed
from newsreader.query import completion
from newsreader.query.completion import Completion, ranked
from newsreader.text import counted

if TYPE_CHECKING:
    from newsreader.store import Store

_HOLDS_IT = 2
"""The worst of the matches that are offered: names that hold what was typed anywhere."""


class Offering(Protocol):
    """Something that is offered for what is being typed."""

    def complete_from(self, start: int, text: str, cursor: int) -> list[Completion]:
        """Return what may stand at the cursor, in place of something behind `start`."""


class Names:
    """Names with what each means, in the order in which they are offered."""

    def __init__(self, names: Mapping[str, str]) -> None:
        self._names = names

    @property
    def items(self) -> Iterable[tuple[str, str]]:
        """The names with their meanings."""
        return self._names.items()

    def complete(self, text: str, cursor: int) -> list[Completion]:
        """Return the names that what stands before the cursor may be meant for, in place of the whole line."""
        return self.complete_from(0, text, cursor)

    def complete_from(self, start: int, text: str, cursor: int) -> list[Completion]:
        """Return the same in place of what stands behind `start`."""
        found = ranked(text[start:cursor], self._names, worst=_HOLDS_IT)
        return [Completion(name, self._names[name], start, len(text)) for name in found]


def query_names(store: Store) -> completion.Names:
    """Return the names that a query may hold."""
    feeds = store.feeds.all()
    folders = dict.fromkeys(feed.folder for feed in feeds if feed.folder)
    tags = tuple(tag.name for tag in store.sorting.tags())
    return completion.Names(tuple(feed.title for feed in feeds), tuple(folders), tags)


def folders(feeds: Iterable[Feed]) -> Names:
    """Return the folders and those they are in, with how many feeds are in each."""
    counts: Counter[str] = Counter()
    for feed in feeds:
        parts = feed.folder.split("/")
        counts.update("/".join(parts[: depth + 1]) for depth in range(len(parts)) if feed.folder)
    return Names({name: counted(counts[name], "feed") for name in sorted(counts, key=str.casefold)})
