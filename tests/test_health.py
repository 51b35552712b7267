"""How a feed fares is judged by what it did, not by what nobody asked."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest
from tests.building import HOUR, NOW

from newsreader.health import DEAD_AFTER_S, QUARANTINED_AFTER, SILENT_AFTER_S, FeedHealth, Judged, Verdict, judge

DAY = 24 * HOUR
WELL = FeedHealth(
    id=1,
    url="https://harbour.example/feed",
    title="Harbour",
    folder="",
    added_at=NOW - 900 * DAY,
    asked_at=NOW - HOUR,
    answered_at=NOW - HOUR,
    due_at=NOW + HOUR,
    new_at=NOW - DAY,
    later_new_at=NOW - DAY,
    newest_at=NOW - DAY,
    error=None,
    error_since=None,
    failures=0,
    is_gone=False,
    crashes=0,
    recent=20,
    usual_interval_s=DAY,
    median_delay_s=HOUR,
    pages_full=0,
    pages_tried=0,
)


def judged(**facts: Any) -> Judged:
    (only,) = judge([msgspec.structs.replace(WELL, **facts)])
    return only


def failing(since: int, last: int) -> dict[str, Any]:
    return {"error": "The server is out of order (503).", "error_since": since, "asked_at": last, "failures": 3}


def test_a_feed_that_answers_and_publishes_is_ok() -> None:
    assert judged() == Judged(WELL, Verdict.OK, None, "")


def test_a_feed_that_failed_just_now_is_failing_since_the_first_failure() -> None:
    feed = judged(**failing(NOW - 3 * DAY, NOW))

    assert (feed.verdict, feed.since, feed.reason) == (
        Verdict.FAILING,
        NOW - 3 * DAY,
        "The server is out of order (503).",
    )


@pytest.mark.parametrize(
    ("facts", "verdict"),
    [
        (failing(NOW - DEAD_AFTER_S, NOW), Verdict.FAILING),
        (failing(NOW - DEAD_AFTER_S - 1, NOW), Verdict.DEAD),
        (failing(NOW - 90 * DAY, NOW - 90 * DAY), Verdict.FAILING),
        (failing(NOW - 90 * DAY, NOW) | {"asked_at": None}, Verdict.FAILING),
        (failing(NOW, NOW - 90 * DAY), Verdict.FAILING),
        (failing(NOW, NOW) | {"is_gone": True}, Verdict.DEAD),
        (failing(NOW, NOW) | {"crashes": QUARANTINED_AFTER}, Verdict.DEAD),
        (failing(NOW, NOW) | {"crashes": QUARANTINED_AFTER - 1}, Verdict.FAILING),
        ({"is_gone": True}, Verdict.DEAD),
        ({"crashes": QUARANTINED_AFTER}, Verdict.DEAD),
    ],
    ids=[
        "for two weeks",
        "for longer",
        "once, and not asked since",
        "at a time that is not known",
        "after the clock was put back",
        "gone for good",
        "in quarantine",
        "nearly in quarantine",
        "gone, without a reason",
        "in quarantine, without a reason",
    ],
)
def test_dead_is_what_failed_for_two_weeks_or_for_good(facts: dict[str, Any], verdict: Verdict) -> None:
    feed = judged(**facts)

    assert feed.verdict is verdict
    assert feed.reason.endswith(".")


def quiet(last: int, **facts: Any) -> dict[str, Any]:
    return {"new_at": last, "later_new_at": last, "newest_at": last, **facts}


@pytest.mark.parametrize(
    ("facts", "verdict"),
    [
        (quiet(NOW - HOUR - SILENT_AFTER_S), Verdict.OK),
        (quiet(NOW - HOUR - SILENT_AFTER_S - 1), Verdict.SILENT),
        (quiet(NOW - 200 * DAY, usual_interval_s=20 * DAY), Verdict.OK),
        (quiet(NOW - 202 * DAY, usual_interval_s=20 * DAY), Verdict.SILENT),
        (quiet(NOW - 90 * DAY, usual_interval_s=None), Verdict.SILENT),
        (quiet(NOW - 90 * DAY, answered_at=NOW - 89 * DAY, asked_at=NOW - 89 * DAY), Verdict.OK),
        ({"newest_at": NOW - 3000 * DAY}, Verdict.OK),
        ({"newest_at": NOW - 900 * DAY, "later_new_at": None, "new_at": NOW - DAY}, Verdict.SILENT),
        ({"newest_at": None, "later_new_at": None, "new_at": None}, Verdict.SILENT),
        ({"newest_at": None, "later_new_at": None, "new_at": None, "added_at": NOW - DAY}, Verdict.OK),
        ({"newest_at": None, "later_new_at": None, "new_at": NOW - DAY}, Verdict.OK),
    ],
    ids=[
        "nothing for sixty days",
        "nothing for longer",
        "nothing for ten times what is usual",
        "nothing for more than that",
        "one article ever",
        "not asked meanwhile",
        "new articles with old dates",
        "the first fetch brought only old ones",
        "never had an article",
        "never had one, but is young",
        "its articles are hidden",
    ],
)
def test_silent_is_what_answers_and_has_nothing_new_for_very_long(facts: dict[str, Any], verdict: Verdict) -> None:
    assert judged(**facts).verdict is verdict


def test_silence_is_told_with_its_length_and_what_was_usual() -> None:
    feed = judged(**quiet(NOW - 150 * DAY, usual_interval_s=3 * DAY))

    assert feed.since == NOW - 150 * DAY
    assert feed.reason == "It answers, but had nothing new for 4 months; before it had one about every 3 days."
    assert judged(**quiet(NOW - 150 * DAY, usual_interval_s=DAY)).reason.endswith("had one about every day.")
    assert judged(**quiet(NOW - 400 * DAY, usual_interval_s=None)).reason.endswith("nothing new for 1 year.")
    never = judged(newest_at=None, later_new_at=None, new_at=None)
    assert never.reason == "It answers, but gave no article in 2 years."


def test_a_feed_that_was_not_asked_yet_is_new() -> None:
    assert (
        judged(answered_at=None, asked_at=None, newest_at=None, new_at=None, later_new_at=None).verdict is Verdict.NEW
    )


def test_the_worst_come_first_and_among_them_those_that_are_so_for_longest() -> None:
    feeds = [
        msgspec.structs.replace(WELL, id=1, title="b"),
        msgspec.structs.replace(WELL, id=2, title="A"),
        msgspec.structs.replace(WELL, id=3, answered_at=None),
        msgspec.structs.replace(WELL, id=4, **quiet(NOW - 99 * DAY)),
        msgspec.structs.replace(WELL, id=5, **quiet(NOW - 999 * DAY)),
        msgspec.structs.replace(WELL, id=6, **failing(NOW - DAY, NOW)),
        msgspec.structs.replace(WELL, id=7, **failing(NOW - 99 * DAY, NOW)),
    ]

    assert [each.health.id for each in judge(feeds)] == [7, 6, 5, 4, 3, 2, 1]
