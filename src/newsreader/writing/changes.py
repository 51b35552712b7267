"""Say what changed between two versions of an article: paragraph by paragraph, then word by word. Pure.

Paragraphs that are equal are set aside first; of the others those that are alike are compared by their words, which in
scripts without blanks are characters. Figures that changed are shown too: here is the place to see them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from itertools import pairwise

from newsreader.blocks import Block, BlockKind
from newsreader.model import Article, Version
from newsreader.writing.aligning import Effort, align, best_pairs

_STEPS = 3_000_000
"""Work on one comparison: a third of a second at most; an article of 1,000 words takes a few milliseconds."""
_ALIKE = 0.4
"""Share of words in common from which on a paragraph is taken for a new version of another."""
_STEPS_A_LIKENESS = 40
_AT_ONCE = 100
"""Paragraphs of a stretch of which each is compared with each."""
_FEW_WORDS = 12
_TELLING_WORDS = 300
"""Words at the beginning of a paragraph by which likeness is judged."""


class RunKind(StrEnum):
    """What became of a stretch of text."""

    SAME = "same"
    REMOVED = "removed"
    ADDED = "added"
    LEFT_OUT = "left out"
    """Stands for a stretch that did not change and is not shown."""


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text to which one thing happened."""

    kind: RunKind
    text: str


Paragraph = tuple[Run, ...]
"""Neighbours differ in kind. What is the same or removed makes up the earlier text, what is the same or added the later
one, but for white space."""


@dataclass(frozen=True, slots=True)
class Edit:
    """What one edit changed."""

    at: int
    """UTC seconds: when it was noticed."""
    title: Paragraph
    text: tuple[Paragraph, ...]


def edits_of(article: Article, earlier: Sequence[Version]) -> list[Edit]:
    """Return what each edit of the feed's text changed, newest first; `earlier` versions come newest first."""
    versions = [Version(article.headline.title, article.feed_blocks), *earlier]
    return [_edit(before, after) for after, before in pairwise(versions)]


def _edit(before: Version, after: Version) -> Edit:
    effort = Effort(_STEPS)
    title = _compare_words(_Words(before.title), _Words(after.title), effort)
    text = compare(_paragraphs(before.blocks), _paragraphs(after.blocks), effort)
    return Edit(before.kept_at or 0, title, tuple(text))


def _paragraphs(blocks: Iterable[Block]) -> list[str]:
    """Return what a reader sees of the blocks, as `blocks.full_text` does."""
    texts: list[str] = []
    for block in blocks:
        texts += [block.text or (block.alt if block.kind is BlockKind.IMAGE else ""), block.credit]
    return [text for text in texts if text.strip()]


def compare(before: Sequence[str], after: Sequence[str], effort: Effort | None = None) -> list[Paragraph]:
    """Return the paragraphs of both versions in their order, none empty, each with what changed in it."""
    effort = effort or Effort(_STEPS)
    pairs = align([" ".join(text.split()) for text in before], [" ".join(text.split()) for text in after], effort)
    found: list[Paragraph] = []
    place = new_place = 0
    for end, new_end in [*pairs, (len(before), len(after))]:
        found += _compare_stretch(before[place:end], after[new_place:new_end], effort)
        if new_end < len(after):
            found.append((Run(RunKind.SAME, after[new_end]),))
        place, new_place = end + 1, new_end + 1
    return [paragraph for paragraph in found if paragraph]


def _compare_stretch(before: Sequence[str], after: Sequence[str], effort: Effort) -> list[Paragraph]:
    """Return what became of paragraphs none of which stayed as it was."""
    found: list[Paragraph] = []
    for start in range(0, max(len(before), len(after)), _AT_ONCE):
        old = [_Words(text) for text in before[start : start + _AT_ONCE]]
        new = [_Words(text) for text in after[start : start + _AT_ONCE]]
        found += _compare_few(old, new, effort)
    return found


def _compare_few(old: Sequence[_Words], new: Sequence[_Words], effort: Effort) -> list[Paragraph]:
    pairs = []
    if effort.spend(len(old) * len(new) * _STEPS_A_LIKENESS):
        pairs = best_pairs(len(old), len(new), lambda place, new_place: old[place].likeness(new[new_place]))
    found: list[Paragraph] = []
    place = new_place = 0
    for end, new_end in [*pairs, (len(old), len(new))]:
        found += [(Run(RunKind.REMOVED, words.whole),) for words in old[place:end]]
        found += [(Run(RunKind.ADDED, words.whole),) for words in new[new_place:new_end]]
        if new_end < len(new):
            found.append(_compare_words(old[end], new[new_end], effort))
        place, new_place = end + 1, new_end + 1
    return found


# What stands alone: characters of scripts without blanks between words, with the marks that belong to them.
_MARKS = (
    r"\u0300-\u036f\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u0eb1\u0eb4-\u0ebc\u0ec8-\u0ece\u102b-\u103e\u17b4-\u17d3"
    r"\u3099\u309a\ufe00-\ufe0f"
)
_ALONE = (
    r"\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u2fdf\u3003-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    r"\uff00-\uffef\U00020000-\U0003ffff"
)
_BETWEEN = r"""\s,;:!?()\[\]{}"“”„‘«»—–/|、。「」『』・"""
_INNER = r"[.,:/'’]"


@cache
def _word() -> re.Pattern[str]:
    inside = rf"[^.'’{_BETWEEN}{_ALONE}]"
    return re.compile(
        rf"(\s*)([{_ALONE}][{_MARKS}]*|{inside}+(?:{_INNER}{inside}+)*|\S)",
    )


class _Words:
    """A text as its words, with the white space before each."""

    def __init__(self, text: str) -> None:
        # Blanks at the end would be looked through once for each of them.
        self.whole = text.strip()
        found = _word().findall(self.whole)
        self.blanks: list[str] = [blank for blank, _ in found]
        self.words: list[str] = [word for _, word in found]
        self._features: frozenset[str] | None = None

    def text(self, first: int, last: int) -> str:
        """Return the words from `first` up to but not including `last`, with what stands before each."""
        return "".join(
            blank + word for blank, word in zip(self.blanks[first:last], self.words[first:last], strict=True)
        )

    def likeness(self, other: _Words) -> float:
        """Return which share of the words of both they have in common, 0 where it is too little to tell."""
        mine, theirs = self._telling(), other._telling()
        size = len(mine) + len(theirs)
        share = 2 * len(mine & theirs) / size if size else 0.0
        return share if share >= _ALIKE else 0.0

    def _telling(self) -> frozenset[str]:
        if self._features is None:
            words = self.words[:_TELLING_WORDS]
            self._features = frozenset(words)
            if len(words) > _FEW_WORDS:
                # Long texts in one script of single characters share most of those, but not what follows what.
                self._features = frozenset(word for word in words if len(word) > 1) | frozenset(
                    one + next_one for one, next_one in pairwise(words) if len(one) == len(next_one) == 1
                )
        return self._features


def _compare_words(before: _Words, after: _Words, effort: Effort) -> Paragraph:
    pieces: list[tuple[RunKind, str]] = []
    place = new_place = 0
    for end, new_end in [*align(before.words, after.words, effort), (len(before.words), len(after.words))]:
        if end > place:
            pieces.append((RunKind.REMOVED, before.text(place, end)))
        if new_end > new_place:
            pieces.append((RunKind.ADDED, after.text(new_place, new_end)))
        if new_end < len(after.words):
            # At the beginning of one version a word has no blank before it, which it needs after what was there.
            blank = after.blanks[new_end] or before.blanks[end]
            pieces.append((RunKind.SAME, blank + after.words[new_end]))
        place, new_place = end + 1, new_end + 1
    return _joined(_without_chance(pieces))


def _without_chance(pieces: Sequence[tuple[RunKind, str]]) -> list[tuple[RunKind, str]]:
    """Return the pieces without lone words or commas that are the same by chance amid many that changed."""
    runs = _joined(pieces)
    found: list[tuple[RunKind, str]] = []
    for number, run in enumerate(runs):
        if run.kind is RunKind.SAME and 0 < number < len(runs) - 1:
            around = min(_changed(runs[max(number - 2, 0) : number]), _changed(runs[number + 1 : number + 3]))
            if 3 * len(run.text.strip()) <= around or not any(map(str.isalnum, run.text)):
                found += [(RunKind.REMOVED, run.text), (RunKind.ADDED, run.text)]
                continue
        found.append((run.kind, run.text))
    return found


def _changed(runs: Sequence[Run]) -> int:
    return sum(len(run.text) for run in runs if run.kind is not RunKind.SAME)


def _joined(pieces: Iterable[tuple[RunKind, str]]) -> Paragraph:
    """Return the pieces as runs: equal kinds as one, what was removed before what came in its place."""
    runs: list[Run] = []
    kept: dict[RunKind, list[str]] = {RunKind.REMOVED: [], RunKind.ADDED: [], RunKind.SAME: []}

    def close(*kinds: RunKind) -> None:
        for kind in kinds:
            if kept[kind]:
                runs.append(Run(kind, "".join(kept[kind])))
                kept[kind] = []

    was_same = False
    for kind, text in pieces:
        is_same = kind is RunKind.SAME
        if is_same is not was_same:
            close(*kept)
            was_same = is_same
        kept[kind].append(text)
    close(*kept)
    return tuple(runs)
