"""What the headers of an answer say."""

from __future__ import annotations

import time
from email.utils import formatdate

import pytest
from tests.net.asking import NOW

from newsreader.net.headers import charset, encodings, max_age_s, media_type, retry_after_s, validator

DAY = 24 * 3600


@pytest.mark.parametrize(
    ("headers", "expected"),
    [
        ({}, None),
        ({"Cache-Control": "max-age=3600"}, 3600),
        ({"Cache-Control": "public, Max-Age = 3600"}, 3600),
        ({"Cache-Control": 'max-age="3600"'}, 3600),
        ({"Cache-Control": "s-maxage=10"}, None),
        ({"Cache-Control": "max-age=0"}, 60),
        ({"Cache-Control": "max-age=-5"}, None),
        ({"Cache-Control": "max-age=" + "9" * 900}, 7 * DAY),
        ({"Cache-Control": "no-cache, max-age=3600"}, None),
        ({"Cache-Control": "no-store"}, None),
        ({"Expires": formatdate(NOW + 7200, usegmt=True)}, 7200),
        ({"Expires": formatdate(NOW - 7200, usegmt=True)}, 60),
        ({"Expires": formatdate(NOW + 7200), "Date": formatdate(NOW + 3600)}, 3600),
        ({"Expires": "0"}, None),
        ({"Expires": "Thu, 99 Foo 99999 99:99:99 GMT"}, None),
        ({"Cache-Control": "max-age=600", "Expires": formatdate(NOW + 7200)}, 600),
    ],
)
def test_max_age_is_held_between_a_minute_and_a_week(headers: dict[str, str], expected: int | None) -> None:
    assert max_age_s(headers, NOW) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("120", 120),
        ("0", 60),
        ("999999999999", 7 * DAY),
        ("9" * 5_000, 7 * DAY),
        ("-1", None),
        ("²", None),
        ("soon", None),
        ("", None),
        (formatdate(NOW + 600, usegmt=True), 600),
        (formatdate(NOW + 10 * 365 * DAY, usegmt=True), 7 * DAY),
        (formatdate(NOW - 10 * 365 * DAY, usegmt=True), 60),
        ("Fri, 31 Dec 9999 23:59:59 -9999", None),
    ],
)
def test_promise_20_retry_after_is_held_between_a_minute_and_a_week(text: str, expected: int | None) -> None:
    assert retry_after_s({"Retry-After": text}, NOW) == expected


@pytest.mark.parametrize("date", ["Sun Nov 22 12:10:00 2026", "Sun, 22 Nov 2026 12:10:00 -0000"])
def test_a_date_without_a_zone_is_utc_wherever_the_reader_is(date: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "America/New_York")
    time.tzset()
    try:
        waits = retry_after_s({"Retry-After": date}, NOW)
    finally:
        monkeypatch.undo()
        time.tzset()

    assert waits == 600


def test_a_date_is_measured_by_the_servers_own_clock() -> None:
    ten_years = 10 * 365 * DAY
    headers = {"Retry-After": formatdate(NOW + 600), "Date": formatdate(NOW)}

    assert retry_after_s(headers, NOW + ten_years) == 600
    assert retry_after_s(headers, NOW - ten_years) == 600


@pytest.mark.parametrize(
    ("header", "kind", "name"),
    [
        ("text/html; charset=UTF-8", "text/html", "utf-8"),
        ('Application/XML;charset="iso-8859-1"', "application/xml", "iso-8859-1"),
        ("text/html ; boundary=x; charset='koi8-r'", "text/html", "koi8-r"),
        ("text/html; charset=\x1b[2J", "text/html", None),
        ("nonsense", "", None),
        ("text/\x1b]0;pwned\x07", "", None),
        ("", "", None),
        (None, "", None),
    ],
)
def test_type_and_charset_are_read_from_content_type(header: str | None, kind: str, name: str | None) -> None:
    assert media_type(header) == kind
    assert charset(header) == name


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ('"abc"', '"abc"'),
        (' W/"abc" ', 'W/"abc"'),
        ("unquoted", "unquoted"),
        ('"' + "e" * 200_000 + '"', None),
        ('"\x1b]52;c;cHduZWQ=\x07"', None),
        ('"é"', None),
        ("", None),
        (None, None),
    ],
)
def test_a_validator_is_kept_only_if_it_can_be_sent_back(header: str | None, expected: str | None) -> None:
    assert validator(header) == expected


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("", []),
        ("identity", []),
        ("UTF-8", []),
        ("GZIP", ["gzip"]),
        ("gzip, gzip", ["gzip", "gzip"]),
        ("identity,br", ["br"]),
    ],
)
def test_encodings_that_change_nothing_are_left_out(header: str, expected: list[str]) -> None:
    assert encodings(header) == expected
