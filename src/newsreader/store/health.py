"""How every feed fares: what is stored about its answers, its articles and their pages. Judges nothing."""

from __future__ import annotations

import json
from statistics import median

from newsreader.health import FeedHealth
from newsreader.store.database import Database, Row

_LATEST = 50
"""Articles of a feed, newest first, from which delay and pace are taken."""
_PACE = 20
"""Of these the newest, between which the usual interval is taken."""
_TRIED = 100
"""Pages of a feed, last tried first, from which the hit rate is taken."""
_MONTH_S = 30 * 86_400

# A feed costs its newest 50 articles and its last 100 pages, however many there are: 1,000 feeds of 500 articles take
# 0.14 s. The first fetch is known by the oldest article, which came with it.
_FACTS = f"""
    SELECT
        id, url, coalesce(nullif(user_title, ''), nullif(title, ''), url), folder,
        added_at, asked_at, fetched_at, due_at, new_at, error, error_since, failures, is_gone, crashes,
        (SELECT count(*) FROM articles WHERE hidden IN (0, 32) AND feed_id = feeds.id AND published > :since),
        (SELECT fetched FROM articles WHERE hidden IN (0, 32) AND feed_id = feeds.id ORDER BY published LIMIT 1),
        (
            SELECT json_group_array(json_array(published, fetched)) FROM (
                SELECT published, fetched FROM articles WHERE hidden IN (0, 32) AND feed_id = feeds.id
                ORDER BY published DESC LIMIT {_LATEST}
            )
        ),
        (
            SELECT json_array(coalesce(sum(text_state = 'full'), 0), count(*)) FROM (
                SELECT text_state FROM articles WHERE feed_id = feeds.id AND page_tried_at IS NOT NULL
                ORDER BY page_tried_at DESC LIMIT {_TRIED}
            )
        )
    FROM feeds WHERE removed_at IS NULL AND NOT is_sample
"""


class Health:
    """Facts about feeds, to be judged by `newsreader.health`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def of_feeds(self, *, now: int) -> list[FeedHealth]:
        """Return the facts of all feeds but the sample edition, in no order. `now` in UTC seconds."""
        return [_facts(row) for row in self._database.rows(_FACTS, since=now - _MONTH_S)]


def _facts(row: Row) -> FeedHealth:
    *feed, recent, oldest_fetched, latest_json, pages_json = row
    feed_id, url, title, folder, added, asked, fetched, due, new, error, error_since, failures, is_gone, crashes = feed
    # Sorted again, since SQLite does not promise that an aggregate keeps the order of what it is fed.
    latest = sorted(((published, arrived) for published, arrived in json.loads(latest_json)), reverse=True)
    first = min((oldest_fetched, *(arrived for _, arrived in latest))) if latest else None
    later = [(published, arrived) for published, arrived in latest if arrived != first]
    # An article without a date of its own carries that of its arrival.
    delays = [arrived - published for published, arrived in later if arrived != published]
    pages_full, pages_tried = json.loads(pages_json)
    return FeedHealth(
        id=feed_id,
        url=url,
        title=title,
        folder=folder,
        added_at=added,
        asked_at=asked,
        answered_at=fetched,
        due_at=due,
        new_at=new if new is not None else _last_arrival(latest),
        later_new_at=_last_arrival(later),
        newest_at=latest[0][0] if latest else None,
        error=error,
        error_since=error_since,
        failures=failures,
        is_gone=bool(is_gone),
        crashes=crashes,
        recent=recent,
        usual_interval_s=_usual_interval_s([published for published, _ in latest[:_PACE]]),
        median_delay_s=int(median(delays)) if delays else None,
        pages_full=pages_full,
        pages_tried=pages_tried,
    )


def _last_arrival(articles: list[tuple[int, int]]) -> int | None:
    return max((arrived for _, arrived in articles), default=None)


def _usual_interval_s(published: list[int]) -> int | None:
    """Return the mean time between articles, newest first; None for fewer than two."""
    return (published[0] - published[-1]) // (len(published) - 1) if len(published) > 1 else None
