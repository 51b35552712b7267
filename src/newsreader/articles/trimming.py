"""Trim what stands around the article's own text: boilerplate, the title and byline again, everything after its end.

Only whole blocks go, by lists that `lexicon` reads; a sentence inside a paragraph is never touched.
"""

from __future__ import annotations

import re

from newsreader.articles.endings import cut_ending, drop_portrait
from newsreader.articles.lexicon import lexicon, plain
from newsreader.articles.metadata import Metadata, names_title
from newsreader.articles.passages import Passage
from newsreader.articles.wording import likeness, weight, words
from newsreader.articles.work import Rule, Work
from newsreader.blocks import Block, BlockKind
from newsreader.dates import find_date

_FIRST_PARAGRAPH = 120
"""Weight of the first block that is surely text; what stands before it may be title, byline and date."""
_HEAD_LINE = 140
_MAX_NOTICE = 480
_MAX_POINTER = 160
_MAX_NAME_WORDS = 9
_MAX_LABELS = 12
"""Words of a button bar."""
_SHOUTED_LETTERS = 15
_CLOCK = re.compile(r"\d{1,2}:\d\d(?::\d\d)?|\d{1,3}\s*/\s*\d{1,3}")
_TEXT_KINDS = frozenset({BlockKind.PARAGRAPH, BlockKind.LIST_ITEM})
_UNTOUCHED = frozenset({BlockKind.CODE, BlockKind.IMAGE, BlockKind.EMBED, BlockKind.RULE})


def trim(work: Work, passages: list[Passage]) -> list[Passage]:
    """Return the passages without what is no part of the article."""
    first = first_paragraph(passages)
    kept = []
    for index, passage in enumerate(passages):
        why = _reason_to_drop(work, passage, index, first)
        if why:
            work.note("dropped", passage, why)
        else:
            kept.append(passage)
    if work.uses(Rule.ENDING):
        kept = cut_ending(work, kept)
    if work.uses(Rule.PORTRAIT):
        kept = drop_portrait(work, kept)
    return kept


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


def notice_in(passage: Passage) -> str:
    """Return why the whole block is boilerplate, or "" if it is not."""
    text = passage.block.text
    if len(text) >= _MAX_NOTICE:
        return ""
    said = plain(text)
    known = lexicon()
    if not said:
        return "no words"
    if not re.search(r"\w", said):
        return "no words"
    if _CLOCK.fullmatch(said):
        return "a duration or a count"
    if passage.linked > 0.3 and "\n" in text and known.ending.match(plain(text.partition("\n")[0])):
        return "links under a heading of their own"
    parts = re.split(r"[\s,|/·]+", said)
    if len(parts) <= _MAX_LABELS and all(part in known.labels for part in parts):
        return "buttons"
    if known.notice.match(said):
        return "a notice"
    if known.pointer.match(said) and (len(text) <= _MAX_POINTER or passage.linked >= 0.05):
        return "a pointer elsewhere"
    return ""
