"""Fetching over TLS: what works, and what a person is told where it does not.

certificates/ holds keys made for these tests alone, each with its certificate: one for localhost, one for another
name (both self-signed, good for a century), one that expired in 2021.
"""

from __future__ import annotations

import asyncio
import ssl
from pathlib import Path

import pytest
from tests.loopback import Site
from tests.net.asking import typed

from newsreader.net.fetch import Fetcher
from newsreader.net.outcome import FailureKind, Fetched, FetchFailed

CERTIFICATES = Path(__file__).parent / "certificates"


def server_context(name: str) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(CERTIFICATES / f"{name}.pem")
    return context


def trusting(name: str) -> ssl.SSLContext:
    return ssl.create_default_context(cafile=str(CERTIFICATES / f"{name}.pem"))


async def test_a_trusted_server_is_fetched_from() -> None:
    with Site(tls=server_context("localhost")) as site:
        url = site.serve("/feed", b"feed")
        async with Fetcher(tls=trusting("localhost")) as fetcher:
            fetched = await fetcher.fetch(typed(url))

    assert isinstance(fetched, Fetched)
    assert fetched.body == b"feed"


async def test_what_the_system_trusts_is_trusted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(CERTIFICATES / "localhost.pem"))

    with Site(tls=server_context("localhost")) as site:
        url = site.serve("/feed", b"feed")
        async with Fetcher() as fetcher:
            fetched = await fetcher.fetch(typed(url))

    assert isinstance(fetched, Fetched)


@pytest.mark.parametrize(
    ("served", "trusted", "said"),
    [
        ("localhost", None, "is self-signed"),
        ("expired", "expired", "has expired"),
        ("elsewhere", "elsewhere", "is for another address"),
    ],
)
async def test_what_is_wrong_with_a_certificate_is_said(served: str, trusted: str | None, said: str) -> None:
    with Site(tls=server_context(served)) as site:
        url = site.serve("/feed", b"feed")
        async with Fetcher(tls=None if trusted is None else trusting(trusted)) as fetcher:
            failed = await fetcher.fetch(typed(url))

    assert isinstance(failed, FetchFailed)
    assert failed.kind is FailureKind.TLS
    assert f"The certificate of 127.0.0.1:{site.port} {said}, so" in failed.reason
    assert site.requests == []


async def test_a_server_without_tls_is_said() -> None:
    def answer(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 400 Bad Request\r\n\r\n")
        writer.close()

    async with await asyncio.start_server(answer, "127.0.0.1", 0) as server, Fetcher() as fetcher:
        port = server.sockets[0].getsockname()[1]
        failed = await fetcher.fetch(typed(f"https://127.0.0.1:{port}/feed"))

    assert isinstance(failed, FetchFailed)
    assert failed.kind is FailureKind.TLS
    assert failed.reason == f"127.0.0.1:{port} does not speak TLS; the address may have to begin with http://."
