"""Put back what readability dropped inside the article: sub-heads, lists, rows, quotes, captions between kept text."""

from __future__ import annotations

from lxml.html import HtmlElement

from newsreader.articles.choosing import NUMBER
from newsreader.articles.endings import begins_ending
from newsreader.articles.passages import Passage
from newsreader.articles.work import Rule, Work
from newsreader.blocks import BlockKind

_INLINE = (
    "a abbr b bdi bdo big cite code del dfn em font i ins kbd label mark q s samp small span strike strong sub sup "
    "time tt u var"
)
_INLINE_TAGS = frozenset(_INLINE.split())
_TELLING_LENGTH = 60
"""Characters; shorter blocks do not tell where the article stands."""
_SHORT = 40
_HEADING_LENGTH = 140
_LONG_ITEM = 100


def box_of(passage: Passage) -> HtmlElement:
    """Return the element that makes the passage a block: the source or the first one around that is not inline."""
    element = passage.source
    parent = element.getparent()
    while parent is not None and element.tag in _INLINE_TAGS:
        element, parent = parent, parent.getparent()
    return element


def restore(work: Work, passages: list[Passage], kept: frozenset[str]) -> list[Passage]:
    """Return the passages that readability kept, and those between them that belong to the same text."""
    chosen = [passage.source.get(NUMBER) in kept and _has_words(passage) for passage in passages]
    if not any(chosen):
        return []
    if work.uses(Rule.RESTORE):
        first = chosen.index(True)
        last = len(chosen) - 1 - chosen[::-1].index(True)
        around = _Surroundings([passage for passage, is_kept in zip(passages, chosen, strict=True) if is_kept])
        begun = around.holds(passages[first])  # what stands between a lede and the text may lie outside the text's box
        for index in range(first + 1, last):
            if chosen[index]:
                begun = begun or around.holds(passages[index])
            elif _fits(passages, chosen, index, around) or (
                not begun and passages[index].block.kind is BlockKind.IMAGE
            ):
                chosen[index] = True
                work.note("restored", passages[index], "between kept text")
        _add_pictures_around(work, passages, chosen, around)
        _add_rest(work, passages, chosen, around)
    return [passage for passage, is_chosen in zip(passages, chosen, strict=True) if is_chosen]


def _fits(passages: list[Passage], chosen: list[bool], index: int, around: _Surroundings) -> bool:
    if around.suits(passages[index]) or _heads_kept(passages, chosen, index):
        return True
    return chosen[index - 1] and _goes_on(passages, index, around)


def _heads_kept(passages: list[Passage], chosen: list[bool], index: int) -> bool:
    """Tell whether a linked heading stands right between blocks of kept text: the entry of a list, not a teaser."""
    is_heading = passages[index].block.kind is BlockKind.HEADING and len(passages[index].block.text) < _HEADING_LENGTH
    return is_heading and chosen[index - 1] and chosen[index + 1] and passages[index + 1].linked < 0.5


def _add_pictures_around(work: Work, passages: list[Passage], chosen: list[bool], around: _Surroundings) -> None:
    """Add the pictures and embeds that stand right before and after the kept text in the same part of the page."""
    for start, step in ((chosen.index(True), -1), (len(chosen) - 1 - chosen[::-1].index(True), 1)):
        index = start + step
        while 0 <= index < len(passages) and passages[index].block.kind in (BlockKind.IMAGE, BlockKind.EMBED):
            if not around.suits(passages[index]):
                break
            chosen[index] = True
            work.note("restored", passages[index], "beside kept text")
            index += step


def _add_rest(work: Work, passages: list[Passage], chosen: list[bool], around: _Surroundings) -> None:
    """Add what follows the kept text among its own paragraphs: readability drops lists, notes and tables at the end."""
    for index in range(len(chosen) - chosen[::-1].index(True), len(passages)):
        passage = passages[index]
        if begins_ending(passage) or not (around.suits(passage) or _goes_on(passages, index, around)):
            break
        chosen[index] = True
        work.note("restored", passage, "after kept text")


def _goes_on(passages: list[Passage], index: int, around: _Surroundings) -> bool:
    """Tell whether an item that says more than its links belongs to a list of the article's own, such as show notes."""
    passage, before = passages[index], passages[index - 1].block
    announced = before.kind in (BlockKind.HEADING, BlockKind.LIST_ITEM) or before.text.endswith((":", "："))
    return passage.block.kind is BlockKind.LIST_ITEM and passage.linked < 0.7 and announced and around.is_near(passage)


def _has_words(passage: Passage) -> bool:
    return bool(passage.block.text or passage.block.credit)


class _Surroundings:
    """Where the kept text stands in the tree."""

    def __init__(self, kept: list[Passage]) -> None:
        telling = [box_of(passage) for passage in kept if len(passage.block.text) > _TELLING_LENGTH]
        boxes = telling or [box_of(passage) for passage in kept]
        self._parents: set[HtmlElement] = set()
        for box in boxes:
            self._parents.update(list(box.iterancestors())[:2])
        root = _common_ancestor(boxes)
        self._root = root.getparent() if root is not None and root in boxes else root

    def holds(self, passage: Passage) -> bool:
        """Tell whether the passage stands in the same part of the page."""
        box = box_of(passage)
        return self._root is None or box is self._root or self._root in box.iterancestors()

    def suits(self, passage: Passage) -> bool:
        """Tell whether a passage between kept ones belongs to them."""
        if not self.holds(passage):
            return False
        block, linked, length = passage.block, passage.linked, len(passage.block.text)
        kind = block.kind
        if kind in (BlockKind.IMAGE, BlockKind.EMBED, BlockKind.RULE, BlockKind.CODE, BlockKind.ATTRIBUTION):
            return True
        if block.quote or kind is BlockKind.ROW:
            return linked < 0.5
        if not self.is_near(passage):
            return False
        if kind is BlockKind.HEADING:
            return linked < 0.3 and length < _HEADING_LENGTH
        if kind is BlockKind.LIST_ITEM and linked < 0.7 and length > _LONG_ITEM:
            return True
        return linked < 0.3 and (length >= _SHORT or linked == 0)

    def is_near(self, passage: Passage) -> bool:
        """Tell whether the passage stands beside kept ones or one level off."""
        return any(parent in self._parents for parent in list(box_of(passage).iterancestors())[:2])


def _common_ancestor(elements: list[HtmlElement]) -> HtmlElement | None:
    """Return the lowest element around all of these."""
    common: list[HtmlElement] = []
    for count, element in enumerate(elements):
        path = [*reversed(list(element.iterancestors())), element]
        if not count:
            common = path
            continue
        shared = 0
        for one, other in zip(common, path, strict=False):
            if one is not other:
                break
            shared += 1
        common = common[:shared]
    return common[-1] if common else None
