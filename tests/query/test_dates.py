"""Times as people type them, and the moments they are once it is known what now is."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.query.making import NOW, queries, whens

from newsreader.query.dates import parse_when, resolve, span_of
from newsreader.query.parser import parse
from newsreader.query.tree import Ago, Calendar, Instant, Named, Query, Unit, When
from newsreader.query.writing import write, write_when

BERLIN = ZoneInfo("Europe/Berlin")


@pytest.mark.parametrize(
    ("text", "when"),
    [
        pytest.param("2w", Ago(2, Unit.WEEK), id="weeks"),
        pytest.param("90min", Ago(90, Unit.MINUTE), id="minutes"),
        pytest.param("6H", Ago(6, Unit.HOUR), id="hours"),
        pytest.param("3m", Ago(3, Unit.MONTH), id="months"),
        pytest.param("1year", Ago(1, Unit.YEAR), id="a year"),
        pytest.param("2-weeks-ago", Ago(2, Unit.WEEK), id="in words"),
        pytest.param("2ws", None, id="no word"),
        pytest.param("2s", None, id="no unit"),
        pytest.param("w", None, id="no number"),
        pytest.param("Today", Named.TODAY, id="today"),
        pytest.param("wed", Named.WEDNESDAY, id="a short weekday"),
        pytest.param("last-month", Named.LAST_MONTH, id="last month"),
        pytest.param("2025", Calendar(2025), id="a year of the calendar"),
        pytest.param("2025-8", Calendar(2025, 8), id="a month"),
        pytest.param("2025-08-01", Calendar(2025, 8, 1), id="a day"),
        pytest.param("2025-08-01t09:30", Calendar(2025, 8, 1, 570), id="a minute"),
        pytest.param("2025-08-01T24:00", None, id="no time of day"),
        pytest.param("2025-13", None, id="no month"),
        pytest.param("2025-02-29", None, id="no day"),
        pytest.param("2024-02-29", Calendar(2024, 2, 29), id="a leap day"),
        pytest.param("0000", None, id="no year"),
        pytest.param("9999", None, id="the end of time"),
        pytest.param("@1754006400", Instant(1754006400), id="UTC seconds"),
        pytest.param("@-5", Instant(-5), id="long ago"),
        pytest.param("1.8.2025", Calendar(2025, 8, 1), id="day, month, year"),
        pytest.param("8/25/2025", Calendar(2025, 8, 25), id="month, day, year where nothing else fits"),
        pytest.param("1 August 2025", Calendar(2025, 8, 1), id="the month by its name"),
        pytest.param("1er août 2025", Calendar(2025, 8, 1), id="in French"),
        pytest.param("Aug 2025", None, id="no day to guess"),
        pytest.param("1.8.25", None, id="no century to guess"),
        pytest.param("30 February 2025", None, id="no such day"),
        pytest.param("soon", None, id="no time"),
        pytest.param("", None, id="nothing"),
    ],
)
def test_times_as_they_are_typed(text: str, when: When | None) -> None:
    assert parse_when(text) == when


@given(whens)
def test_a_written_time_is_read_back(when: When) -> None:
    assert parse_when(write_when(when)) == when


@given(st.text(max_size=20))
def test_any_text_is_a_time_or_none(text: str) -> None:
    parse_when(text)


def at(*parts: int, zone: ZoneInfo | timezone = UTC) -> int:
    return int(datetime(*parts, tzinfo=zone).timestamp())  # type: ignore[arg-type,misc]


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        pytest.param("2w", at(2026, 11, 8, 12), at(2026, 11, 8, 12), id="a moment two weeks ago"),
        pytest.param("90min", at(2026, 11, 22, 10, 30), at(2026, 11, 22, 10, 30), id="minutes ago"),
        pytest.param("1m", at(2026, 10, 22, 12), at(2026, 10, 22, 12), id="a month ago"),
        pytest.param("11m", at(2025, 12, 22, 12), at(2025, 12, 22, 12), id="in the year before"),
        pytest.param("today", at(2026, 11, 22), at(2026, 11, 23), id="today"),
        pytest.param("yesterday", at(2026, 11, 21), at(2026, 11, 22), id="yesterday"),
        pytest.param("sunday", at(2026, 11, 22), at(2026, 11, 23), id="the weekday that is today"),
        pytest.param("monday", at(2026, 11, 16), at(2026, 11, 17), id="the last Monday"),
        pytest.param("saturday", at(2026, 11, 21), at(2026, 11, 22), id="the last Saturday"),
        pytest.param("this-week", at(2026, 11, 16), at(2026, 11, 23), id="since Monday"),
        pytest.param("last-week", at(2026, 11, 9), at(2026, 11, 16), id="the week before"),
        pytest.param("this-month", at(2026, 11, 1), at(2026, 12, 1), id="this month"),
        pytest.param("last-month", at(2026, 10, 1), at(2026, 11, 1), id="last month"),
        pytest.param("last-year", at(2025, 1, 1), at(2026, 1, 1), id="last year"),
        pytest.param("this-year", at(2026, 1, 1), at(2027, 1, 1), id="this year"),
        pytest.param("2025", at(2025, 1, 1), at(2026, 1, 1), id="a year"),
        pytest.param("2025-12", at(2025, 12, 1), at(2026, 1, 1), id="December"),
        pytest.param("2025-08-31", at(2025, 8, 31), at(2025, 9, 1), id="the end of a month"),
        pytest.param("2025-08-31T10:30", at(2025, 8, 31, 10, 30), at(2025, 8, 31, 10, 31), id="a minute"),
        pytest.param("@17", 17, 17, id="seconds"),
        pytest.param("99999y", at(1000, 1, 1), at(1000, 1, 1), id="before everything"),
    ],
)
def test_spans(text: str, start: int, end: int) -> None:
    when = parse_when(text)
    assert when is not None

    assert span_of(when, NOW, UTC) == (start, end)


@pytest.mark.parametrize(
    ("now", "text", "start"),
    [
        pytest.param((2026, 3, 31, 12), "1m", (2026, 2, 28, 12), id="a shorter month"),
        pytest.param((2024, 2, 29, 12), "1y", (2023, 2, 28, 12), id="no leap day"),
        pytest.param((2026, 1, 5, 0), "last-month", (2025, 12, 1), id="in January"),
        pytest.param((2026, 11, 23, 0), "this-week", (2026, 11, 23), id="on a Monday"),
    ],
)
def test_spans_at_other_times(now: tuple[int, ...], text: str, start: tuple[int, ...]) -> None:
    when = parse_when(text)
    assert when is not None

    assert span_of(when, at(*now), UTC)[0] == at(*start)


def test_days_are_those_of_the_zone() -> None:
    now = at(2026, 11, 22, 23, 30)

    assert span_of(Named.TODAY, now, BERLIN) == (at(2026, 11, 23, zone=BERLIN), at(2026, 11, 24, zone=BERLIN))


def test_a_day_in_summer_is_told_by_summer_time() -> None:
    start, end = span_of(Calendar(2026, 3, 29), NOW, BERLIN)

    assert end - start == 23 * 3600


@pytest.fixture
def new_york(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("TZ", "America/New_York")
    time.tzset()
    yield
    monkeypatch.setenv("TZ", "UTC")
    time.tzset()


@pytest.mark.usefixtures("new_york")
@pytest.mark.parametrize("text", ["today", "last-month", "2025-07-04", "2025", "3m", "2025-07-04T10:00", "monday"])
def test_without_a_zone_the_systems_counts(text: str) -> None:
    when = parse_when(text)
    assert when is not None

    assert span_of(when, NOW) == span_of(when, NOW, ZoneInfo("America/New_York"))


@given(queries)
def test_a_resolved_query_can_be_written_and_stays(query: Query) -> None:
    resolved = resolve(query, NOW, UTC)

    # The moment at which something is new is nothing that can be typed.
    assert resolve(parse(write(resolved)), NOW, UTC) == resolved
    assert resolve(resolved, NOW + 1, UTC) == resolved


@given(whens, st.integers(0, 4 * 10**9), st.sampled_from([UTC, BERLIN, timezone(timedelta(hours=-11)), None]))
def test_every_time_resolves(when: When, now: int, zone: ZoneInfo | timezone | None) -> None:
    start, end = span_of(when, now, zone)

    assert start <= end


@pytest.mark.parametrize(
    ("text", "resolved"),
    [
        pytest.param("after:yesterday", f"after:@{at(2026, 11, 21)}", id="from its beginning"),
        pytest.param("before:yesterday", f"before:@{at(2026, 11, 21)}", id="before its beginning"),
        pytest.param("yesterday", f"after:@{at(2026, 11, 21)} before:@{at(2026, 11, 22)}", id="from both ends"),
        pytest.param(
            "read:2026-11-01..yesterday",
            f"read>=@{at(2026, 11, 1)} read<@{at(2026, 11, 22)}",
            id="a range with its end",
        ),
        pytest.param("-(newer:1h or a)", f"-(after:@{NOW - 3600} or a)", id="inside others"),
        pytest.param("a sort:title limit:5", "a sort:title limit:5", id="nothing to resolve"),
    ],
)
def test_resolve(text: str, resolved: str) -> None:
    assert write(resolve(parse(text), NOW, UTC)) == resolved
