"""A round of refreshing: which feeds are asked, and what an engine that died before left to be said."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial

from newsreader.engine.recording import record_crash
from newsreader.engine.tools import Tools
from newsreader.feeds.asking import Asking, LeftAlone, left_alone
from newsreader.store.refreshing import FeedToFetch


@dataclass(frozen=True, slots=True)
class Round:
    """The feeds that are asked, and how many are left alone for each reason."""

    feeds: tuple[FeedToFetch, ...]
    left_alone: tuple[tuple[LeftAlone, int], ...]


async def plan_round(tools: Tools, feed_ids: Sequence[int] | None, asking: Asking) -> Round:
    """Return the round of these feeds, or of all, without those that are left alone."""
    now = datetime.fromtimestamp(tools.clock(), UTC)
    feeds = await tools.database.read(partial(tools.store.refreshing.feeds_to_fetch, feed_ids))
    reasons = [left_alone(feed.standing, asking, now) for feed in feeds]
    asked = tuple(feed for feed, reason in zip(feeds, reasons, strict=True) if reason is None)
    return Round(asked, tuple(Counter(reason for reason in reasons if reason is not None).items()))


async def blame(tools: Tools) -> None:
    """Count the end of the engine before this one against the feed that it was reading."""
    feed_id = tools.suspect.take()
    if feed_id is not None:
        for feed in await tools.database.read(partial(tools.store.refreshing.feeds_to_fetch, [feed_id])):
            await record_crash(tools, feed)
