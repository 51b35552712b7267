"""Which feeds are asked: politely, and never less than the user wants."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from newsreader.feeds.asking import Asking, LeftAlone, left_alone
from newsreader.model import Standing

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
AT = int(NOW.timestamp())
MINUTE, DAY = 60, 86_400

FRESH = Standing()
JUST_ASKED = Standing(due_at=AT + 900, asked_at=AT - 30)
NOT_DUE = Standing(due_at=AT + 900, asked_at=AT - 90)
DUE = Standing(due_at=AT - 1, asked_at=AT - 900)
WANTS_REST = Standing(due_at=AT - 1, asked_at=AT - 900, retry_at=AT + 900)
RESTED = Standing(due_at=AT - 1, asked_at=AT - 900, retry_at=AT)
GONE = Standing(due_at=AT - 1, asked_at=AT - 900, is_gone=True)
TWICE_CRASHED = Standing(due_at=AT - 1, asked_at=AT - 900, crashes=2)
QUARANTINED = Standing(due_at=AT - 1, asked_at=AT - 900, crashes=3)


@pytest.mark.parametrize(
    ("feed", "by_itself", "all_by_hand", "by_name"),
    [
        pytest.param(FRESH, None, None, None, id="never asked"),
        pytest.param(JUST_ASKED, LeftAlone.NOT_DUE, LeftAlone.JUST_ASKED, LeftAlone.JUST_ASKED, id="just asked"),
        pytest.param(NOT_DUE, LeftAlone.NOT_DUE, None, None, id="not due"),
        pytest.param(DUE, None, None, None, id="due"),
        pytest.param(WANTS_REST, *[LeftAlone.WANTS_REST] * 3, id="told to come later"),
        pytest.param(RESTED, None, None, None, id="later has come"),
        pytest.param(GONE, LeftAlone.GONE, LeftAlone.GONE, None, id="gone"),
        pytest.param(TWICE_CRASHED, None, None, None, id="crashed twice"),
        pytest.param(QUARANTINED, LeftAlone.QUARANTINED, LeftAlone.QUARANTINED, None, id="crashed three times"),
    ],
)
def test_who_is_asked(
    feed: Standing, by_itself: LeftAlone | None, all_by_hand: LeftAlone | None, by_name: LeftAlone | None
) -> None:
    assert left_alone(feed, Asking.DUE, NOW) is by_itself
    assert left_alone(feed, Asking.ALL, NOW) is all_by_hand
    assert left_alone(feed, Asking.NAMED, NOW) is by_name
    assert left_alone(feed, Asking.FORCED, NOW) is None


def test_a_minute_is_enough_between_two_refreshes_by_hand() -> None:
    assert left_alone(Standing(asked_at=AT - MINUTE + 1), Asking.ALL, NOW) is LeftAlone.JUST_ASKED
    assert left_alone(Standing(asked_at=AT - MINUTE), Asking.ALL, NOW) is None


@pytest.mark.parametrize("years", [-10, 10], ids=["back", "on"])
def test_promise_20_a_clock_that_jumps_makes_nobody_wait_over_a_day(years: int) -> None:
    jumped = NOW + timedelta(days=365 * years)
    rested = Standing(due_at=AT + 7 * DAY, asked_at=AT, retry_at=AT + 7 * DAY)

    for feed in (rested, Standing(due_at=AT + DAY, asked_at=AT)):
        assert left_alone(feed, Asking.ALL, jumped) is None
        assert left_alone(feed, Asking.DUE, jumped) is None


def test_no_server_may_ask_for_more_than_a_week() -> None:
    endless = Standing(due_at=AT - 1, asked_at=AT - 900, retry_at=AT + 30 * DAY)

    assert left_alone(endless, Asking.DUE, NOW) is None
