"""The links of an article: number, words, and the address that they lead to."""

from __future__ import annotations

from collections.abc import Sequence

from newsreader.text import clean
from newsreader.tui.links import Link
from newsreader.tui.widgets.address_list import AddressList


class LinkList(AddressList):
    """All of them, as they are read."""

    def __init__(self, links: Sequence[Link], *, id: str) -> None:  # noqa: A002 - Textual's own word
        super().__init__("Links", [(clean(link.words) or "(a picture)", link.shown) for link in links], id=id)
        self._links = links

    @property
    def chosen(self) -> Link:
        """The link under the cursor."""
        return self._links[self.cursor]
