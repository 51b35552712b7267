"""Minutes are words: the store compares what it stores."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.query.measures import in_words
from newsreader.query.tree import Measure, Range
from newsreader.text import reading_minutes


@given(st.none() | st.integers(0, 40), st.none() | st.integers(0, 40), st.integers(0, 9_000))
def test_a_range_of_minutes_is_one_of_words(low: int | None, high: int | None, words: int) -> None:
    minutes = reading_minutes(words)
    is_meant = (low is None or minutes >= low) and (high is None or minutes <= high)

    found = in_words(Range(Measure.MINUTES, low, high))

    assert found.measure is Measure.WORDS
    assert ((found.low is None or words >= found.low) and (found.high is None or words <= found.high)) == is_meant


@pytest.mark.parametrize("measure", [Measure.WORDS, Measure.PROGRESS])
def test_other_ranges_stay(measure: Measure) -> None:
    assert in_words(Range(measure, 1, 2)) == Range(measure, 1, 2)
