"""Find where an article ends, and cut what follows: other stories, tags, comments, portraits of its author."""

from __future__ import annotations

import re

from newsreader.articles.lexicon import lexicon, plain
from newsreader.articles.notices import notice_in
from newsreader.articles.passages import Passage
from newsreader.articles.wording import weight
from newsreader.articles.work import Work
from newsreader.blocks import BlockKind

_MAX_ENDING = 90
_MAX_PORTRAIT = 600
_FEWEST_PASSAGES = 3
_ADDRESS = re.compile(r"@|www\.|https?:")
"""Found in what signs a text rather than leads away from it."""
_TEXT_KINDS = frozenset({BlockKind.PARAGRAPH, BlockKind.LIST_ITEM})
_PROSE_KINDS = frozenset({BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.DEFINITION})


def cut_ending(work: Work, passages: list[Passage]) -> list[Passage]:
    """Return the passages up to where the article ends, without boxes that begin like an ending inside it."""
    total = sum(weight(passage.block.text) for passage in passages)
    before = 0
    kept: list[Passage] = []
    index = 0
    while index < len(passages):
        passage = passages[index]
        if kept and begins_ending(passage):
            if before > 0.5 * total and _prose_after(passages[index + 1 :]) < 0.1 * total:
                work.note("cut", passage, "the article ends before it")
                break
            box_end = _end_of_box(passages, index + 1)
            if box_end > index + 1:
                work.note("dropped", passage, "a box of links within the article")
                index = box_end
                continue
        kept.append(passage)
        before += weight(passage.block.text)
        index += 1
    return kept


def drop_portrait(work: Work, passages: list[Passage]) -> list[Passage]:
    """Drop a last paragraph that tells who the author is ("Ada Ito is a writer in Leeds.")."""
    names = tuple(name for name in work.metadata.names if len(name.split()) > 1)
    kept = list(passages)
    while names and len(kept) > _FEWEST_PASSAGES:
        index = max((index for index, passage in enumerate(kept) if passage.block.kind in _TEXT_KINDS), default=-1)
        text = kept[index].block.text if index >= 0 else ""
        if len(text) > _MAX_PORTRAIT or not _is_portrait(text, names):
            break
        work.note("dropped", kept.pop(index), "a portrait of the author")
    return kept


def _is_portrait(text: str, names: tuple[str, ...]) -> bool:
    """Tell whether a paragraph begins with an author's name and says who they are: "Ada Ito is a writer in Leeds."."""
    name = next((name for name in names if text.startswith(name)), None)
    return name is not None and lexicon().portrait.match(text[len(name) :].replace("’", "'")) is not None


def begins_ending(passage: Passage) -> bool:
    """Tell whether a heading or a short line says that something else begins."""
    block = passage.block
    if block.kind not in (BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.TERM) or len(block.text) >= _MAX_ENDING:
        return False
    if lexicon().ending.match(plain(block.text)) is None:
        return False
    # A line within the text that points to one other story is no end of the text; a heading over several is.
    return block.kind is BlockKind.HEADING or not notice_in(passage)


def _prose_after(passages: list[Passage]) -> int:
    return sum(
        weight(passage.block.text)
        for passage in passages
        if passage.block.kind in _PROSE_KINDS and weight(passage.block.text) > 100 and passage.linked < 0.3
    )


def _end_of_box(passages: list[Passage], start: int) -> int:
    """Return where the run of short or linked blocks ends that begins at `start`."""
    end = start
    while end < len(passages):
        length, linked = len(passages[end].block.text), passages[end].linked
        if length >= 220 or linked <= 0.3 or (linked <= 0.5 and length >= 160):
            break
        end += 1
    return end


def drop_loose_end(work: Work, passages: list[Passage]) -> list[Passage]:
    """Drop headings with nothing below them and lines of links at the very end."""
    kept = list(passages)
    while kept:
        last = kept[-1].block
        is_loose = last.kind in (BlockKind.HEADING, BlockKind.RULE) or (
            last.kind in _TEXT_KINDS
            and kept[-1].linked > 0.6
            and len(last.text) < 200
            and not _ADDRESS.search(last.text)
        )
        if not is_loose:
            break
        work.note("dropped", kept.pop(), "nothing follows it")
    return kept
