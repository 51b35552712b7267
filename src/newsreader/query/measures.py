"""From minutes of reading to words, which are what is stored. Pure."""

from __future__ import annotations

from bisect import bisect_left

from newsreader.query.tree import Measure, Range
from newsreader.text import WORDS_A_MINUTE, reading_minutes

MAX_NUMBER = 1_000_000
"""No article has more words; larger bounds are refused, so that none leaves what SQLite counts with."""


def in_words(wanted: Range) -> Range:
    """Return the range of words that takes so many minutes to read; other ranges as they are."""
    if wanted.measure is not Measure.MINUTES:
        return wanted
    low = None if wanted.low is None else _fewest_words(wanted.low)
    high = None if wanted.high is None else _fewest_words(wanted.high + 1) - 1
    return Range(Measure.WORDS, low, high)


def _fewest_words(minutes: int) -> int:
    return bisect_left(range(WORDS_A_MINUTE * (minutes + 1)), minutes, key=reading_minutes)
