"""Compare texts by their words: how alike two are, how much of one is in the other. Must not know blocks or HTML."""

from __future__ import annotations

import re

_WORD = re.compile(r"\w+")
_UNSPACED_RANGES = r"\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u0e00-\u0eff\u1780-\u17ff"
_UNSPACED = re.compile(f"[{_UNSPACED_RANGES}]+")
_WORD_OR_CHARACTER = re.compile(rf"[^\W{_UNSPACED_RANGES}]+|(?=\w)[{_UNSPACED_RANGES}]")
_HANGUL = re.compile(r"[\uac00-\ud7af]+")
_RUN = 3
"""Words in a row that count as one when texts are compared."""


def words(text: str) -> list[str]:
    """Return the words in lower case; scripts without blanks between words give one "word" a character."""
    if text.isascii():
        return _WORD.findall(text.lower())
    return (_WORD if _UNSPACED.search(text) is None else _WORD_OR_CHARACTER).findall(text.lower())


def likeness(one: str, other: str) -> float:
    """Return how alike two short texts are: 1 for the same words, less the more words only one of them has."""
    these, those = words(one), words(other)
    if not these or not those:
        return 0.0
    shared = len(set(these) & set(those)) / min(len(set(these)), len(set(those)))
    return shared * min(len(these), len(those)) / max(len(these), len(those))


def share_within(part: str, whole: str) -> float:
    """Return the share of the runs of three words in `part` that `whole` has too."""
    these, those = words(part), words(whole)
    if not these or not those:
        return 0.0
    size = min(_RUN, len(these))
    known = {tuple(those[at : at + size]) for at in range(len(those))}
    runs = [tuple(these[at : at + size]) for at in range(len(these) - size + 1)]
    return sum(run in known for run in runs) / len(runs)


def weight(text: str) -> int:
    """Return how much text there is, in characters of an alphabet: Han and kana say as much as three, hangul as two."""
    if text.isascii():
        return len(text)
    return len(text) + 2 * sum(map(len, _UNSPACED.findall(text))) + sum(map(len, _HANGUL.findall(text)))
