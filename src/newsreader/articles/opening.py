"""Put the lede and the lead picture, which stand between title and text, before the text."""

from __future__ import annotations

import msgspec

from newsreader.articles.metadata import Metadata, names_title
from newsreader.articles.notices import notice_in
from newsreader.articles.passages import Passage
from newsreader.articles.wording import share_within, weight, words
from newsreader.articles.work import Work
from newsreader.blocks import BlockKind

_MAX_BETWEEN = 40
"""Blocks between title and text; where more stand there, the title belongs to something else."""
_MAX_OPENING = 8
_MAX_LENGTH = 700
_PROSE = 140
"""Weight of a paragraph that is surely the article's."""


def add_opening(work: Work, everything: list[Passage], article: list[Passage]) -> list[Passage]:
    """Return the article with what belongs to it from the passages between its title and its first block."""
    start = (
        next((index for index, passage in enumerate(everything) if passage is article[0]), None) if article else None
    )
    if start is None:
        return article
    titles = [
        index
        for index, passage in enumerate(everything[:start])
        if passage.block.kind is BlockKind.HEADING and names_title(passage.block.text, work.metadata)
    ]
    if not titles or start - titles[-1] > _MAX_BETWEEN:
        return article
    said = "\n".join(passage.block.text for passage in article)
    opening = []
    for passage in everything[titles[-1] + 1 : start]:
        found = _opening_passage(passage, work.metadata)
        if found is not None and (not found.block.text or found.block.text not in said):
            opening.append(found)
    if len(opening) > _MAX_OPENING:
        return article
    prose = [passage for passage in opening if passage.block.kind is BlockKind.PARAGRAPH]
    if len(prose) == 1:
        # One paragraph apart is a lede; several are the beginning of a text that the page parts in two.
        opening = [_as_lede(passage) if passage is prose[0] else passage for passage in opening]
    for passage in opening:
        work.note("added", passage, "between title and text")
    return opening + article


def _opening_passage(passage: Passage, metadata: Metadata) -> Passage | None:
    block = passage.block
    if block.kind is BlockKind.IMAGE:
        return passage if len(block.text) < _MAX_LENGTH else None
    if _is_prose(passage) and not notice_in(passage):
        return passage
    if block.kind not in (BlockKind.LEDE, BlockKind.PARAGRAPH, BlockKind.HEADING) or passage.linked >= 0.4:
        return None
    described = len(words(block.text)) > 8 and share_within(block.text, metadata.description) > 0.8
    if len(block.text) >= _MAX_LENGTH or not (block.kind is BlockKind.LEDE or described) or notice_in(passage):
        return None
    return _as_lede(passage)


def _as_lede(passage: Passage) -> Passage:
    lede = msgspec.structs.replace(passage.block, kind=BlockKind.LEDE, level=0)
    return Passage(lede, passage.source, passage.linked)


def _is_prose(passage: Passage) -> bool:
    """Tell whether the passage is a paragraph of the article itself: some pages part its beginning from the rest."""
    block = passage.block
    is_sentence = block.text.endswith((".", "!", "?", "”", '"', "。", "…", "»", "'", "’"))
    return block.kind is BlockKind.PARAGRAPH and is_sentence and passage.linked < 0.2 and weight(block.text) > _PROSE
