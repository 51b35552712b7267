"""How a round goes: what is done, what failed, and which feed keeps everybody waiting."""

from __future__ import annotations

import time

from newsreader.engine.recording import Failed, FeedOutcome, Refreshed
from newsreader.protocol import Progress

SLOW_S = 3.0
"""A feed that takes longer is named."""


class Tally:
    """Counts the feeds of a round."""

    def __init__(self, total: int) -> None:
        self.total = total
        self.done = self.new = self.failed = 0
        self._begun: dict[int, float] = {}

    def begin(self, feed_id: int) -> None:
        """Note that a feed is asked now."""
        self._begun[feed_id] = time.monotonic()

    def add(self, outcome: FeedOutcome) -> None:
        """Count a feed that is done."""
        # A feed is told of twice where its articles are listed, but making their texts fails.
        self.done += self._begun.pop(outcome.feed_id, None) is not None
        self.new += outcome.new if isinstance(outcome, Refreshed) else 0
        self.failed += isinstance(outcome, Failed)

    def progress(self) -> Progress:
        """Return how far the round is."""
        return Progress(self.done, self.total, self.failed, self._slowest())

    def _slowest(self) -> int | None:
        # The one that began first stands first.
        feed_id, begun = next(iter(self._begun.items()), (None, 0.0))
        return feed_id if feed_id is not None and time.monotonic() - begun > SLOW_S else None
