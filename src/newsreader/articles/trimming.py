"""Trim what stands around the article's own text: boilerplate, the title and byline again, everything after its end.

Only whole blocks go, by lists that `lexicon` reads; a sentence inside a paragraph is never touched.
"""

from __future__ import annotations

from newsreader.articles.endings import cut_ending, drop_loose_end, drop_portrait
from newsreader.articles.lexicon import lexicon, plain
from newsreader.articles.metadata import Metadata, names_title
from newsreader.articles.notices import notice_in
from newsreader.articles.passages import Passage
from newsreader.articles.wording import likeness, weight, words
from newsreader.articles.work import Rule, Work
from newsreader.blocks import Block, BlockKind
from newsreader.dates import find_date

_FIRST_PARAGRAPH = 120
"""Weight of the first block that is surely text; what stands before it may be title, byline and date."""
_HEAD_LINE = 140
_MAX_NAME_WORDS = 9
_SHOUTED_LETTERS = 15
_TEXT_KINDS = frozenset({BlockKind.PARAGRAPH, BlockKind.LIST_ITEM})
_UNTOUCHED = frozenset({BlockKind.CODE, BlockKind.IMAGE, BlockKind.EMBED, BlockKind.RULE})


def trim(work: Work, passages: list[Passage]) -> list[Passage]:
    """Return the passages without what is no part of the article."""
    if work.uses(Rule.ENDING):
        passages = cut_ending(work, passages)  # before notices go, since some of them begin an ending
    first = first_paragraph(passages)
    kept = []
    for index, passage in enumerate(passages):
        why = _reason_to_drop(work, passage, index, first)
        if why:
            work.note("dropped", passage, why)
        else:
            kept.append(passage)
    if work.uses(Rule.ENDING):
        kept = drop_loose_end(work, kept)
    return drop_portrait(work, kept) if work.uses(Rule.PORTRAIT) else kept


def first_paragraph(passages: list[Passage]) -> int:
    """Return the index of the first block that is surely running text, 0 if there is none."""
    for index, passage in enumerate(passages):
        is_text = passage.block.kind in _TEXT_KINDS and passage.linked < 0.5
        if is_text and weight(passage.block.text) >= _FIRST_PARAGRAPH:
            return index
    return 0


def _reason_to_drop(work: Work, passage: Passage, index: int, first: int) -> str:
    block = passage.block
    if block.kind in _UNTOUCHED:
        return ""
    if work.uses(Rule.TITLES) and index <= first + 1 and _repeats_title(passage, work.metadata):
        return "the title again"
    if work.uses(Rule.HEAD_LINES) and index <= first and len(block.text) < _HEAD_LINE:
        why = _head_line(block, work.metadata)
        if why:
            return why
    if work.uses(Rule.SHOUTED_LINKS) and _is_shouted_link(passage):
        return "a headline of another article"
    return notice_in(passage) if work.uses(Rule.PHRASES) else ""


def _is_shouted_link(passage: Passage) -> bool:
    """Tell whether a paragraph is but a link in capitals: how some sites point elsewhere in the middle of a text."""
    letters = [letter for letter in passage.block.text if letter.isalpha()]
    if passage.linked < 0.9 or len(letters) < _SHOUTED_LETTERS or passage.block.kind is not BlockKind.PARAGRAPH:
        return False
    return sum(map(str.isupper, letters)) > 0.75 * len(letters)


def _repeats_title(passage: Passage, metadata: Metadata) -> bool:
    is_short = passage.block.kind is BlockKind.HEADING or len(passage.block.text) < 250
    return is_short and names_title(passage.block.text, metadata)


def _head_line(block: Block, metadata: Metadata) -> str:
    """Return why a line before the text is none of it: byline, date, reading time; or ""."""
    text = block.text
    is_sentence = text.rstrip().endswith((".", ":", "。"))
    if metadata.byline and likeness(text, metadata.byline) > 0.6:
        return "the byline"
    if block.kind is not BlockKind.HEADING and not is_sentence and _is_byline(text):
        return "a byline"
    if lexicon().reading_time.match(plain(text)):
        return "the time that reading takes"
    if not is_sentence and len(words(text)) <= 14 and find_date(text) is not None:
        return "the date"
    return ""


def _is_byline(text: str) -> bool:
    """Tell whether the first line says "by" and then what may be names: they are short and never begin small."""
    prefix = lexicon().byline_prefix.match(text)
    names = text[prefix.end() :].partition("\n")[0] if prefix else ""
    return bool(names) and len(names.split()) <= _MAX_NAME_WORDS and len(names) < 80 and not names[0].islower()
