"""Times as people type them."""

from __future__ import annotations

from datetime import datetime

import pytest

from newsreader.query.moments import moment_of, written

NOW = int(datetime(2026, 11, 27, 15, 30, 20).timestamp())


def at(year: int, month: int, day: int, hour: int = 0, minute: int = 0) -> int:
    return int(datetime(year, month, day, hour, minute).timestamp())


@pytest.mark.parametrize(
    ("typed", "moment"),
    [
        ("14:05", at(2026, 11, 27, 14, 5)),
        ("0:00", at(2026, 11, 27)),
        ("15:30", at(2026, 11, 27, 15, 30)),
        ("15:31", at(2026, 11, 26, 15, 31)),
        ("23:59", at(2026, 11, 26, 23, 59)),
        ("2026-11-20", at(2026, 11, 20)),
        (" 2026-11-27  14:05 ", at(2026, 11, 27, 14, 5)),
        ("2026-12-01 08:00", at(2026, 12, 1, 8)),
    ],
)
def test_a_time_is_read(typed: str, moment: int) -> None:
    assert moment_of(typed, NOW) == moment


@pytest.mark.parametrize(
    "typed", ["", " ", "25:00", "14:61", "14", "2026-02-30", "yesterday", "2026-11-27 25:00", "0000-01-01"]
)
def test_what_is_no_time_is_none(typed: str) -> None:
    assert moment_of(typed, NOW) is None


@pytest.mark.parametrize("moment", [NOW, NOW - 3600, NOW - 86_400, NOW - 40 * 86_400, NOW + 7200])
def test_what_is_offered_is_understood_to_the_minute(moment: int) -> None:
    assert moment_of(written(moment, NOW), NOW) == moment - moment % 60
