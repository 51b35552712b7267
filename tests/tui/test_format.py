"""Ages, moments and counts, up to the edges of time."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from tests.building import NOW

from newsreader.tui.format import address_parts, age, clock_time, count, day_heading, day_start, fit, moment

MINUTE, HOUR, DAY = 60, 3600, 86400
YEAR_0, YEAR_1, YEAR_9999, YEAR_20000 = -62_167_219_200, -62_135_596_800, 253_402_300_799, 569_000_000_000


@pytest.mark.parametrize(
    ("passed", "shown"),
    [
        (0, "1m"),
        (119, "1m"),
        (2 * MINUTE, "2m"),
        (HOUR - 1, "59m"),
        (HOUR, "1h"),
        (DAY - 1, "23h"),
        (DAY, "1d"),
        (14 * DAY - 1, "13d"),
        (14 * DAY, "8 Nov"),
        (300 * DAY - 1, "26 Jan"),
        (300 * DAY, "Jan 2026"),
        (1 - HOUR, "1m"),
        (-HOUR, "22 Nov"),
        (-40 * DAY, "1 Jan"),
        (-400 * DAY, "Dec 2027"),
    ],
)
def test_ages_grow_coarser_and_the_future_has_dates(passed: int, shown: str) -> None:
    assert age(NOW - passed, NOW) == shown


@pytest.mark.parametrize(
    ("passed", "shown"),
    [
        (0, "just now"),
        (MINUTE - 1, "just now"),
        (MINUTE, "1 min ago"),
        (HOUR - 1, "59 min ago"),
        (HOUR, "1 h ago"),
        (12 * HOUR - 1, "11 h ago"),
        (12 * HOUR, "22 Nov 2026, 00:00"),
        (400 * DAY, "18 Oct 2025, 12:00"),
        (1 - HOUR, "just now"),
        (-2 * HOUR, "22 Nov 2026, 14:00"),
    ],
)
def test_moments_are_near_or_dated(passed: int, shown: str) -> None:
    assert moment(NOW - passed, NOW) == shown


@pytest.mark.parametrize(
    ("passed", "shown"),
    [
        (0, "just now"),
        (MINUTE - 1, "just now"),
        (MINUTE, "1 min ago"),
        (5 * MINUTE, "5 min ago"),
        (2 * HOUR, "today 10:00"),
        (22 * HOUR, "yesterday 14:00"),
        (2 * DAY, "Friday 12:00"),
        (6 * DAY + HOUR, "Monday 11:00"),
        (7 * DAY, "15 Nov 2026, 12:00"),
        (400 * DAY, "18 Oct 2025, 12:00"),
        (-30, "just now"),
        (-3 * HOUR, "today 15:00"),
    ],
)
def test_a_time_inside_a_sentence_is_as_exact_as_one_remembers(passed: int, shown: str) -> None:
    assert clock_time(NOW - passed, NOW) == shown


@pytest.mark.parametrize(
    ("then", "shown"),
    [(YEAR_0, "Jan 1"), (YEAR_1, "Jan 1"), (YEAR_9999, "Dec 9999"), (YEAR_20000, "Dec 9999"), (-(2**63), "Jan 1")],
    ids=["year 0", "year 1", "year 9999", "year 20000", "the smallest number"],
)
@pytest.mark.parametrize("zone", ["UTC", "Pacific/Kiritimati", "Etc/GMT+12"])
def test_absurd_times_are_shown_as_the_nearest_that_there_are(zone: str, then: int, shown: str) -> None:
    with local_time(zone):
        assert age(then, NOW) == shown
        assert shown.split()[1] in moment(then, NOW)


@given(st.integers(-(2**63), 2**63 - 1), st.integers(0, 4_000_000_000))
def test_an_age_never_takes_more_than_eight_cells(then: int, now: int) -> None:
    assert len(age(then, now)) <= 8
    assert moment(then, now)


class local_time:  # noqa: N801 - read as a word: with local_time("Europe/Berlin")
    """Another time zone for a while."""

    def __init__(self, zone: str) -> None:
        self._zone = zone

    def __enter__(self) -> None:
        self._set(self._zone)

    def __exit__(self, *_: object) -> None:
        self._set("UTC")

    def _set(self, zone: str) -> None:
        os.environ["TZ"] = zone
        time.tzset()


@pytest.fixture(autouse=True)
def back_to_utc() -> Iterator[None]:
    yield
    os.environ["TZ"] = "UTC"
    time.tzset()


@pytest.mark.parametrize(
    ("zone", "now", "begins"),
    [
        ("UTC", "2026-11-22T12:00+00:00", "2026-11-22T00:00+00:00"),
        ("UTC", "2026-11-22T00:00+00:00", "2026-11-22T00:00+00:00"),
        ("Asia/Tokyo", "2026-11-22T16:00+00:00", "2026-11-23T00:00+09:00"),
        ("Europe/Berlin", "2026-03-29T12:00+02:00", "2026-03-29T00:00+01:00"),
        ("Europe/Berlin", "2026-10-25T12:00+01:00", "2026-10-25T00:00+02:00"),
        ("America/Havana", "2026-03-08T12:00-04:00", "2026-03-08T01:00-04:00"),
    ],
    ids=["noon", "midnight", "ahead", "clocks go forward", "clocks go back", "a day without midnight"],
)
def test_today_begins_at_the_local_midnight(zone: str, now: str, begins: str) -> None:
    with local_time(zone):
        assert day_start(int(datetime.fromisoformat(now).timestamp())) == datetime.fromisoformat(begins).timestamp()


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        (0, "0"),
        (1_284, "1,284"),
        (99_999, "99,999"),
        (100_000, "100k"),
        (999_999, "999k"),
        (1_000_000, "1.0M"),
        (2_199_999, "2.1M"),
        (999_999_999, "999.9M"),
    ],
)
def test_counts_take_six_cells_at_most(number: int, shown: str) -> None:
    assert count(number) == shown
    assert len(shown) <= 6


@pytest.mark.parametrize(
    ("text", "width", "fitted"),
    [
        ("abc", 5, "abc  "),
        ("abc", 3, "abc"),
        ("abcd", 3, "ab…"),
        ("ab cd", 4, "ab… "),
        ("日本語", 5, "日本…"),
        ("日本語", 4, "日… "),
        ("日本", 1, "…"),
        ("👩\u200d👩\u200d👧 x", 3, "👩\u200d👩\u200d👧…"),
        ("e\u0301e\u0301e\u0301", 2, "e\u0301…"),
        ("abc", 0, ""),
        ("abc", -4, ""),
    ],
)
def test_text_is_fitted_into_its_cells(text: str, width: int, fitted: str) -> None:
    assert fit(text, width) == fitted


@given(st.text(alphabet=st.sampled_from("ab 日é👍🏽👩\u200d\ufe0f\u0301ก็שק"), max_size=30), st.integers(-1, 20))
def test_fitted_text_is_exactly_as_wide_as_asked_for(text: str, width: int) -> None:
    assert cell_len(fit(text, width)) == max(width, 0)


@pytest.mark.parametrize(
    ("passed", "heading"),
    [
        (-5 * HOUR, "Today"),
        (-2 * DAY, "Today"),
        (12 * HOUR, "Today"),
        (12 * HOUR + 1, "Yesterday"),
        (36 * HOUR + 1, "Friday"),
        (6 * DAY, "Monday"),
        (7 * DAY, "November 2026"),
        (22 * DAY, "October 2026"),
        (3000 * DAY, "September 2018"),
    ],
)
def test_days_are_headed_by_name_then_by_weekday_then_by_month(passed: int, heading: str) -> None:
    assert day_heading(NOW - passed, NOW) == heading


@pytest.mark.parametrize(
    ("text", "host"),
    [
        (" 1 → https://example.org/a?b", "example.org"),
        ("https://example.org?b=https://other.example/", "example.org"),
        ("http://[::1]:80/", "[::1]:80"),
        ("https://exam…", "exam"),
        ("note 1: see above", ""),
    ],
    ids=["path", "query", "literal", "cut", "no address"],
)
def test_the_host_of_an_address_is_told_from_the_rest(text: str, host: str) -> None:
    parts = address_parts(text)

    assert "".join(parts) == text
    assert parts[1] == host
