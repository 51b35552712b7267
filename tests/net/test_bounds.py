"""The limits that every fetch keeps to (promise 2), and that it is one request (promise 5)."""

from __future__ import annotations

import asyncio
import gzip
import time

import pytest
from tests.loopback import Answer, Site
from tests.net.asking import FEED, fails, typed

from newsreader.net.fetch import Fetcher
from newsreader.net.outcome import FailureKind, Fetched


async def test_promise_2_no_more_than_five_redirects(fetcher: Fetcher, site: Site) -> None:
    for step in range(10):
        site.redirect(f"/{step}", f"/{step + 1}")

    failed = await fails(fetcher, typed(site.url("/0")))

    assert failed.kind is FailureKind.REDIRECT
    assert len(site.requests) == 6


@pytest.mark.parametrize("way", ["silence", "headers", "body", "redirects", "interim"])
async def test_promise_2_the_time_limit_is_for_the_whole_fetch(fetcher: Fetcher, site: Site, way: str) -> None:
    site.hang("/silence")
    site.raw("/headers", b"HTTP/1.1 200 OK\r\nX: " + b"a" * 1_000, drip_s=0.05)
    site.serve("/body", FEED * 100, drip_s=0.05)
    site.raw("/interim", b"HTTP/1.1 103 Early Hints\r\n\r\n" * 1_000, drip_s=0.005)
    site.program("/redirects", lambda asked: Answer(status=302, headers={"Location": "/silence"}, latency_s=0.3))
    began = time.monotonic()

    failed = await fails(fetcher, typed(site.url(f"/{way}"), timeout_s=0.5))

    assert failed.kind is FailureKind.TIMEOUT
    assert 0.4 < time.monotonic() - began < 3
    done = "finish" if way == "body" else "answer"
    assert failed.reason == f"The server did not {done} within 0.5 s."


async def test_promise_2_no_more_than_the_limit_on_the_wire(fetcher: Fetcher, site: Site) -> None:
    honest = site.serve("/honest", b"x" * 5_000_000)
    endless = site.raw("/endless", b"HTTP/1.1 200 OK\r\n\r\n" + b"x" * 5_000_000)

    for url in (honest, endless):
        failed = await fails(fetcher, typed(url, max_bytes=1_000_000))

        assert failed.kind is FailureKind.TOO_LARGE
        assert failed.reason == "The document is larger than 1 MB."


async def test_promise_2_no_more_than_the_limit_decoded(fetcher: Fetcher, site: Site) -> None:
    url = site.serve("/bomb", b"A" * 20_000_000, gzip=True)

    failed = await fails(fetcher, typed(url, max_bytes=1_000_000))

    assert failed.kind is FailureKind.TOO_LARGE


@pytest.mark.parametrize("encoding", ["br", "zstd", "gzip, gzip", "deflate, gzip", "compress", "\x1b[2J"])
async def test_promise_2_only_gzip_and_deflate_are_unpacked(fetcher: Fetcher, site: Site, encoding: str) -> None:
    url = site.serve("/feed", gzip.compress(FEED), headers={"Content-Encoding": encoding})

    failed = await fails(fetcher, typed(url))

    assert failed.kind in (FailureKind.ENCODING, FailureKind.PROTOCOL)


@pytest.mark.parametrize("is_packed", [False, True], ids=["plain", "packed"])
async def test_promise_2_a_cut_body_is_an_error(fetcher: Fetcher, site: Site, is_packed: bool) -> None:
    url = site.serve("/feed", FEED, gzip=is_packed, cut_after=30)

    failed = await fails(fetcher, typed(url))

    assert failed.kind is FailureKind.CUT


async def test_promise_2_half_a_gzip_stream_is_an_error(fetcher: Fetcher, site: Site) -> None:
    half = gzip.compress(FEED)[:40]
    honest = site.serve("/honest", half, headers={"Content-Encoding": "gzip"})
    unbounded = site.raw("/unbounded", b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n" + half)

    for url in (honest, unbounded):
        failed = await fails(fetcher, typed(url))

        assert failed.kind is FailureKind.CUT


async def test_a_body_that_is_not_packed_as_it_says_is_an_error(fetcher: Fetcher, site: Site) -> None:
    url = site.serve("/feed", FEED, headers={"Content-Encoding": "gzip"})

    failed = await fails(fetcher, typed(url))

    assert failed.kind is FailureKind.ENCODING


@pytest.mark.parametrize("way", ["close", "half-a-head", "500", "cut"])
async def test_promise_5_a_failed_fetch_is_one_request(fetcher: Fetcher, site: Site, way: str) -> None:
    site.raw("/close", b"")
    site.raw("/half-a-head", b"HTTP/1.1 200 OK\r\nConte")
    site.serve("/500", status=500)
    site.serve("/cut", FEED, cut_after=5)

    await fails(fetcher, typed(site.url(f"/{way}")))

    assert len(site.requests) == 1


async def test_a_kept_connection_that_the_server_closed_is_no_failure(site: Site) -> None:
    site.raw("/feed", b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello")

    async with Fetcher(connections=1) as fetcher:
        outcomes = await asyncio.gather(*(fetcher.fetch(typed(site.url("/feed"))) for _ in range(20)))

    assert [outcome.body for outcome in outcomes if isinstance(outcome, Fetched)] == [b"hello"] * 20


async def test_connections_are_kept_while_others_wait_for_the_host(site: Site) -> None:
    url = site.serve("/feed", FEED)

    async with Fetcher(connections=2) as fetcher:
        await asyncio.gather(*(fetcher.fetch(typed(url)) for _ in range(20)))

    assert site.connections <= 4
