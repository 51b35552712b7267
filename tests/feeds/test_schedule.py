"""When a feed is asked again: as it publishes, as its publisher wants, and never after a clock that jumped."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.feeds.schedule import DAY, Pace, due_after_failure, is_due, next_due

NOW = datetime(2026, 11, 22, 12, 30, tzinfo=UTC)
URL = "https://a.example/feed.xml"
MINUTE, HOUR, WEEK = timedelta(minutes=1), timedelta(hours=1), timedelta(days=7)


def every(gap: timedelta, *, latest: timedelta = timedelta()) -> tuple[int, ...]:
    """Return the dates of 20 articles so far apart, the latest so long ago."""
    return tuple(int((NOW - latest - gap * number).timestamp()) for number in range(20))


def wait(pace: Pace, url: str = URL) -> timedelta:
    """Return how long the feed waits."""
    return next_due(pace, feed_url=url, now=NOW) - NOW


def about(expected: timedelta, actual: timedelta) -> bool:
    """Is it so but for the spread of a tenth."""
    return abs(actual - expected) <= expected / 10 + timedelta(seconds=1)


@pytest.mark.parametrize(
    ("pace", "expected"),
    [
        pytest.param(Pace(), HOUR, id="nothing known"),
        pytest.param(Pace(every(timedelta(minutes=5))), 15 * MINUTE, id="all the time"),
        pytest.param(Pace(every(2 * HOUR)), HOUR, id="every other hour"),
        pytest.param(Pace(every(10 * HOUR)), 5 * HOUR, id="twice a day"),
        pytest.param(Pace(every(HOUR, latest=4 * DAY)), 0.4 * DAY, id="it has fallen silent"),
        pytest.param(Pace((int((NOW + DAY).timestamp()),) * 20), HOUR, id="only dates to come"),
        pytest.param(Pace(every(timedelta(minutes=5)), ttl_minutes=120), 2 * HOUR, id="its ttl is longer"),
        pytest.param(Pace(every(10 * HOUR), ttl_minutes=5), 5 * HOUR, id="its ttl is shorter"),
        pytest.param(Pace(every(HOUR), every=10 * MINUTE), 10 * MINUTE, id="the user wants more"),
        pytest.param(Pace(every(HOUR), every=3 * DAY), 3 * DAY, id="the user wants less"),
        pytest.param(Pace(every(HOUR), every=10 * MINUTE, ttl_minutes=60), 10 * MINUTE, id="the user before the ttl"),
    ],
)
def test_a_feed_is_asked_at_its_pace(pace: Pace, expected: timedelta) -> None:
    """Half the usual time between its articles, within the publisher's and the user's bounds."""
    assert about(expected, wait(pace))


@pytest.mark.parametrize(
    ("pace", "expected"),
    [
        pytest.param(Pace(every(HOUR), max_age=3 * HOUR), 3 * HOUR, id="max-age is longer"),
        pytest.param(Pace(every(HOUR), every=10 * MINUTE, max_age=3 * HOUR), 3 * HOUR, id="max-age before the user"),
        pytest.param(Pace(max_age=3650 * DAY), WEEK, id="max-age of ten years is a week"),
        pytest.param(Pace(every=timedelta()), MINUTE, id="never less than a minute"),
        pytest.param(Pace(every=timedelta(), max_age=-HOUR), MINUTE, id="never less, whatever the server says"),
    ],
)
def test_waits_are_bounded(pace: Pace, expected: timedelta) -> None:
    """Promise 20."""
    assert wait(pace) == expected


@pytest.mark.parametrize(
    "pace",
    [
        Pace(every(300 * DAY)),
        Pace(every(HOUR, latest=3650 * DAY)),
        Pace(every(HOUR), ttl_minutes=10**12),
        Pace(every(HOUR), skip_hours=tuple(range(24)), skip_days=tuple(range(7))),
    ],
    ids=["it publishes once a year", "it is dead", "its ttl is absurd", "it never wants to be asked"],
)
def test_no_feed_waits_longer_than_a_day_of_its_own_wish(pace: Pace) -> None:
    """Only HTTP may ask for more."""
    assert wait(pace) <= DAY


def test_skipped_hours_and_days_are_left_out() -> None:
    """12:30 on a Sunday; the hour is past skipped hours, the minute is kept."""
    hours = next_due(Pace(every=HOUR), feed_url=URL, now=NOW)
    skipping = Pace(every(HOUR), skip_hours=(12, 13, 14, 15))
    free_on_sunday = Pace(every(HOUR), skip_days=(6,))

    assert next_due(skipping, feed_url=URL, now=NOW).hour == 16
    assert next_due(free_on_sunday, feed_url=URL, now=NOW).strftime("%a %H") == "Mon 00"
    assert hours - NOW <= 1.1 * HOUR


def test_feeds_that_were_due_together_come_apart() -> None:
    """Each always in the same way."""
    waits = {wait(Pace(), f"https://a.example/{number}") for number in range(100)}

    assert len(waits) == 100
    assert max(waits) - min(waits) > 10 * MINUTE
    assert wait(Pace()) == wait(Pace())


@pytest.mark.parametrize(
    ("failures", "expected"),
    [(0, 10 * MINUTE), (1, 10 * MINUTE), (2, 20 * MINUTE), (3, 40 * MINUTE), (7, 640 * MINUTE), (9, DAY), (10**9, DAY)],
)
def test_the_back_off_grows_from_ten_minutes_to_a_day(failures: int, expected: timedelta) -> None:
    """Twice as long each time."""
    due = due_after_failure(failures, retry_after=None, feed_url=URL, now=NOW)

    assert about(expected, due - NOW)
    assert due - NOW <= DAY


@pytest.mark.parametrize(
    ("retry_after", "expected"),
    [
        pytest.param(3 * HOUR, 3 * HOUR, id="longer than the back-off"),
        pytest.param(timedelta(seconds=1), 10 * MINUTE, id="shorter: the back-off holds"),
        pytest.param(-DAY, 10 * MINUTE, id="in the past"),
        pytest.param(timedelta(days=10**6), WEEK, id="absurd"),
    ],
)
def test_retry_after_is_honoured_within_bounds(retry_after: timedelta, expected: timedelta) -> None:
    """Between a minute and a week (promise 20)."""
    assert about(expected, due_after_failure(1, retry_after=retry_after, feed_url=URL, now=NOW) - NOW)


@pytest.mark.parametrize(
    ("due", "asked", "answer"),
    [
        pytest.param(None, None, True, id="never asked"),
        pytest.param(NOW, NOW - HOUR, True, id="its time has come"),
        pytest.param(NOW + MINUTE, NOW - HOUR, False, id="not yet"),
        pytest.param(NOW + 5 * DAY, NOW - HOUR, False, id="a server that wants days"),
        pytest.param(NOW + 3651 * DAY, NOW + 3650 * DAY, True, id="asked by a clock that was ten years ahead"),
        pytest.param(NOW + HOUR, NOW + MINUTE, True, id="asked by a clock that was a minute ahead"),
        pytest.param(NOW - 3650 * DAY, NOW - 3651 * DAY, True, id="asked by a clock that was ten years behind"),
        pytest.param(NOW + 3650 * DAY, NOW - HOUR, True, id="a wait that nobody planned"),
        pytest.param(NOW + HOUR, None, False, id="not yet, whenever it was asked"),
        pytest.param(NOW + 2 * DAY, None, True, id="too long, whenever it was asked"),
    ],
)
def test_a_feed_is_due_when_its_wait_is_over_or_the_clock_jumped(
    due: datetime | None, asked: datetime | None, answer: bool
) -> None:
    """Promise 20."""
    assert is_due(due, asked, now=NOW) is answer


@given(
    st.builds(
        Pace,
        published=st.lists(st.integers(-(10**11), 10**11), max_size=5),
        max_age=st.none() | st.timedeltas(),
        ttl_minutes=st.none() | st.integers(0, 10**12),
        skip_hours=st.lists(st.integers(0, 23), max_size=24),
        skip_days=st.lists(st.integers(0, 6), max_size=7),
    ),
    st.timedeltas(timedelta(days=-3650), timedelta(days=3650)),
)
def test_wherever_the_clock_jumps_no_feed_waits_longer_than_planned(pace: Pace, jump: timedelta) -> None:
    """The wait is planned within bounds, and after a jump the feed is due at once or within its own wait."""
    due = next_due(pace, feed_url=URL, now=NOW)

    assert MINUTE <= due - NOW <= WEEK
    assert due - NOW <= DAY or pace.max_age is not None
    after = NOW + jump
    assert is_due(due, NOW, now=after) or due - after <= due - NOW
    assert next_due(replace(pace, max_age=None), feed_url=URL, now=NOW) - NOW <= DAY
