"""What a person is told."""

from __future__ import annotations

import errno

import pytest

from newsreader.net.addresses import Origin
from newsreader.net.outcome import FailureKind
from newsreader.net.reasons import explain, explain_status

ORIGIN = Origin("https", "a.example", 443)


@pytest.mark.parametrize(
    ("number", "kind", "reason"),
    [
        (errno.ENETUNREACH, FailureKind.UNREACHABLE, "There is no way to a.example; this machine may be offline."),
        (errno.EHOSTUNREACH, FailureKind.UNREACHABLE, "There is no way to a.example; this machine may be offline."),
        (errno.ECONNRESET, FailureKind.REFUSED, "a.example broke off the connection."),
        (errno.ETIMEDOUT, FailureKind.TIMEOUT, "a.example did not answer."),
        (errno.EACCES, FailureKind.LOCAL, "No connection to a.example could be made (Permission denied)."),
    ],
    ids=lambda value: errno.errorcode.get(value) if isinstance(value, int) else "",
)
def test_what_the_system_says_becomes_a_sentence(number: int, kind: FailureKind, reason: str) -> None:
    # Not OSError(number): that would be one of its subclasses, and aiohttp's errors are none of them.
    error = OSError()
    error.errno = number

    assert explain(error, ORIGIN, 20, has_answer=False) == (kind, reason)


def test_the_place_is_named_with_its_port_and_without_controls() -> None:
    origin = Origin("http", "a\x1b]0;b.example", 8080)

    _, reason = explain(ConnectionRefusedError(errno.ECONNREFUSED, "refused"), origin, 20, has_answer=False)

    assert reason == "Nothing answers at a]0;b.example:8080: the connection was refused."


def test_an_ipv6_address_stands_in_brackets() -> None:
    _, reason = explain(TimeoutError(errno.ETIMEDOUT, "timed out"), Origin("http", "::1", 81), 20, has_answer=False)
    _, other = explain(ConnectionResetError(), Origin("http", "::1", 81), 20, has_answer=False)

    assert reason == "The server did not answer within 20 s."
    assert other == "[::1]:81 broke off the connection."


def test_every_status_has_a_sentence_of_ours() -> None:
    for status in (*range(100, 600), 999):
        reason = explain_status(status)

        assert str(status) in reason
        assert reason.endswith(".")
