"""Times to come."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from tests.query.making import NOW

from newsreader.query.waking import TIMES, parse_wake_time


def at(text: str) -> int:
    return int(datetime.fromisoformat(text).replace(tzinfo=UTC).timestamp())


# NOW is Sunday, 22 November 2026, noon.
@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("tomorrow", "2026-11-23"),
        ("monday", "2026-11-23"),
        ("Saturday", "2026-11-28"),
        ("sat", "2026-11-28"),
        ("sunday", "2026-11-29"),
        ("next week", "2026-11-23"),
        ("next-month", "2026-12-01"),
        ("3h", "2026-11-22T15:00"),
        ("2d", "2026-11-24T12:00"),
        ("1w", "2026-11-29T12:00"),
        ("2026-12-24", "2026-12-24"),
        ("2026-12-24T08:00", "2026-12-24T08:00"),
        ("24.12.2026", "2026-12-24"),
        ("20 July", "2027-07-20"),
        ("1 dec", "2026-12-01"),
        ("December 24", "2026-12-24"),
        ("24 dec 2028", "2028-12-24"),
        ("22 nov", "2027-11-22"),
        ("29 february", "2028-02-29"),
    ],
)
def test_a_time_to_come_is_understood(typed: str, meant: str) -> None:
    assert parse_wake_time(typed, NOW, UTC) == at(meant)


@pytest.mark.parametrize(
    "typed", ["", "soon", "yesterday", "today", "2026-11-22", "2020", "0d", "@5", "31 april", "5 foo", "1 jan 2026"]
)
def test_what_is_no_time_to_come_is_refused(typed: str) -> None:
    assert parse_wake_time(typed, NOW, UTC) is None


@pytest.mark.parametrize("typed", TIMES)
def test_the_examples_that_are_shown_are_understood(typed: str) -> None:
    assert parse_wake_time(typed, NOW, UTC) is not None


def test_days_begin_where_the_reader_is() -> None:
    assert parse_wake_time("tomorrow", NOW, ZoneInfo("Asia/Tokyo")) == at("2026-11-22T15:00")
