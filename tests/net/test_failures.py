"""Fetches that fail, and what a person is told."""

from __future__ import annotations

import gzip
import resource
import socket
from dataclasses import replace

import pytest
from tests.loopback import Site
from tests.net.asking import FEED, fails, typed

from newsreader.net.fetch import Fetcher
from newsreader.net.outcome import FailureKind


@pytest.mark.parametrize("status", [201, 204, 300, 400, 401, 403, 404, 410, 418, 429, 451, 500, 503, 522, 599, 999])
async def test_an_answer_without_a_document_says_its_status(fetcher: Fetcher, site: Site, status: int) -> None:
    url = site.serve("/feed", b"" if status == 204 else b"no", status=status, headers={"Retry-After": "120"})

    failed = await fails(fetcher, typed(url))

    assert (failed.kind, failed.status) == (FailureKind.STATUS, status)
    assert str(status) in failed.reason
    assert failed.is_gone is (status == 410)
    assert failed.retry_after_s == 120


async def test_promise_7_a_reason_phrase_never_gets_through(fetcher: Fetcher, site: Site) -> None:
    url = site.raw("/feed", "HTTP/1.1 503 \x9b31mred\u202e\r\nRetry-After: 90\r\n\r\n".encode("latin-1", "replace"))

    failed = await fails(fetcher, typed(url))

    assert "red" not in failed.reason


@pytest.mark.parametrize(
    "sent",
    [
        bytes(range(256)),
        b"HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\nbody",
        b"HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nbody",
        b"HTTP/1.1 200 OK\r\nX: " + b"a" * (1 << 20) + b"\r\n\r\nbody",
        b"HTTP/1.1 503 \x1b]0;pwned\x07\r\nContent-Length: 0\r\n\r\n",
        b"SSH-2.0-OpenSSH_9.0\r\n",
        b"HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n\x81\x05hello",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nFFFFFFFFFFFFFFFFF\r\nhello",
    ],
    ids=[
        "garbage",
        "negative length",
        "two lengths",
        "endless header",
        "escape in reason",
        "another protocol",
        "upgrade",
        "endless chunk",
    ],
)
async def test_what_is_not_http_is_a_failure(fetcher: Fetcher, site: Site, sent: bytes) -> None:
    failed = await fails(fetcher, typed(site.raw("/feed", sent)))

    # The parser is stricter about reason phrases in Python's development mode.
    assert failed.kind in (FailureKind.PROTOCOL, FailureKind.STATUS)


async def test_nobody_there_is_said(fetcher: Fetcher) -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        port = unused.getsockname()[1]

    failed = await fails(fetcher, typed(f"http://127.0.0.1:{port}/"))

    assert failed.kind is FailureKind.REFUSED
    assert failed.reason == f"Nothing answers at 127.0.0.1:{port}: the connection was refused."


@pytest.mark.parametrize("host", ["no-such-host.invalid", f"{'a' * 70}.invalid"])
async def test_an_unknown_name_is_said(fetcher: Fetcher, host: str) -> None:
    failed = await fails(fetcher, typed(f"http://{host}/"))

    assert failed.kind is FailureKind.DNS
    assert host in failed.reason


async def test_a_name_that_cannot_be_looked_up_may_mean_that_we_are_offline(
    fetcher: Fetcher, monkeypatch: pytest.MonkeyPatch
) -> None:
    def getaddrinfo(*_: object, **__: object) -> object:
        raise socket.gaierror(socket.EAI_AGAIN, "Temporary failure in name resolution")

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)

    failed = await fails(fetcher, typed("http://example.org/"))

    assert failed.kind is FailureKind.DNS
    assert failed.reason == "The name example.org could not be looked up; this machine may be offline."


async def test_promise_16_no_descriptors_left_is_said(fetcher: Fetcher, site: Site) -> None:
    url = site.serve("/feed", FEED)
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    with socket.socket() as last:  # all descriptors below it are taken
        resource.setrlimit(resource.RLIMIT_NOFILE, (last.fileno(), hard))
        try:
            failed = await fails(fetcher, typed(url))
        finally:
            resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))

    assert failed.kind is FailureKind.LOCAL
    assert failed.reason.startswith("Too many files are open on this machine.")


async def test_an_empty_answer_is_a_failure(fetcher: Fetcher, site: Site) -> None:
    empty = site.serve("/empty", b"")
    packed = site.serve("/packed", gzip.compress(b""), headers={"Content-Encoding": "gzip"})

    assert (await fails(fetcher, typed(empty))).kind is FailureKind.EMPTY
    assert (await fails(fetcher, typed(packed))).kind is FailureKind.EMPTY


async def test_what_the_user_set_wrongly_is_said(fetcher: Fetcher, site: Site) -> None:
    request = replace(typed(site.serve("/feed", FEED)), headers=(("X", "a\nb"),))

    assert (await fails(fetcher, request)).kind is FailureKind.SETTINGS
    assert site.requests == []
