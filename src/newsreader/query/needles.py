"""Look for words in a text, as a reader would. Must not know where the text comes from, nor the index.

This is what finding a word means; the index only says where it is worth to look.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

import msgspec

from newsreader.folding import cut_words, fold, fold_case, is_between, is_run, is_spaced, places
from newsreader.query.tree import Words

Span = tuple[int, int]
"""Characters from the first up to but not including the second."""


def is_in(words: Words, text: str) -> bool:
    """Return whether the words stand together in the text, or, where they are to be all of it, are it."""
    if words.is_whole:
        wanted, whole = _one_line(words.text), _one_line(text)
        return whole.startswith(wanted) if words.is_prefix else whole == wanted
    if words.is_exact and not is_in(_without_quotes(words), text):
        return False  # as most texts: to keep the accents of one takes twice the time
    folded = fold_case(text) if words.is_exact else fold(text)
    return next(_found(_parts(words), folded), None) is not None


def spans_in(words: Words, text: str) -> list[Span]:
    """Return where in the text the words stand, from left to right."""
    if words.is_whole:
        return [(0, len(text))] if is_in(words, text) else []
    # Places cost ten times what folding costs, and most texts hold none of the words.
    if not is_in(words, text):
        return []
    folded, origins = places(text, fold_case if words.is_exact else fold)
    return [(origins[start], origins[end]) for start, end in _found(_parts(words), folded)]


def is_path_in(words: Words, path: str) -> bool:
    """Return whether the words name a part of a path of folders or tags: "europe" in "News/Europe/North"."""
    wanted, parts = _path(words.text), _path(path)
    if words.is_whole:
        return len(wanted) == len(parts) and _begins(wanted, parts, words.is_prefix)
    starts = range(len(parts) - len(wanted) + 1)
    return any(_begins(wanted, parts[start : start + len(wanted)], words.is_prefix) for start in starts)


def _begins(wanted: list[str], parts: list[str], is_prefix: bool) -> bool:
    if not is_prefix:
        return wanted == parts
    return wanted[:-1] == parts[:-1] and parts[-1].startswith(wanted[-1])


def _path(path: str) -> list[str]:
    return [part for part in map(_one_line, path.split("/")) if part]


def _one_line(text: str) -> str:
    return " ".join(fold(text).split())


class _Part(msgspec.Struct, frozen=True):
    """A word of the needle, folded."""

    text: str
    is_run: bool
    """Of a script without blanks: it is found inside of longer ones."""
    goes_on: bool
    """Is it found at the beginning of longer ones."""


@lru_cache(maxsize=256)
def _without_quotes(words: Words) -> Words:
    return msgspec.structs.replace(words, is_exact=False)


@lru_cache(maxsize=256)
def _parts(words: Words) -> tuple[_Part, ...]:
    cut = cut_words(fold_case(words.text) if words.is_exact else fold(words.text))
    return tuple(_Part(word, is_run(word), words.is_prefix and place == len(cut)) for place, word in enumerate(cut, 1))


def _found(parts: tuple[_Part, ...], folded: str) -> Iterator[Span]:
    """Yield where the parts stand one after the other, with nothing but signs and blanks between them."""
    if not parts:
        return
    start = folded.find(parts[0].text)
    while start >= 0:
        end = _end(parts, folded, start)
        if end is not None:
            yield start, end
        start = folded.find(parts[0].text, start + 1 if end is None else end)


def _end(parts: tuple[_Part, ...], folded: str, place: int) -> int | None:
    """Return where the parts end that begin at a place, or None if they do not all stand there."""
    for part in parts:
        while part is not parts[0] and place < len(folded) and is_between(folded[place]):
            place += 1
        end = place + len(part.text)
        if not folded.startswith(part.text, place):
            return None
        if not part.is_run:
            if place and is_spaced(folded[place - 1]):
                return None
            if not part.goes_on and end < len(folded) and is_spaced(folded[end]):
                return None
        place = end
    return place
