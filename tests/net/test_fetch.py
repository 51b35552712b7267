"""Fetching documents from a real server on the loopback interface."""

from __future__ import annotations

import asyncio
import gzip
import hashlib
import socket
import time
import zlib
from dataclasses import replace
from pathlib import Path

import pytest
from tests.loopback import Answer, Asked, Site
from tests.net.asking import FEED, arrives, fails, typed

from newsreader import __version__
from newsreader.net.fetch import Fetcher
from newsreader.net.outcome import FailureKind, Fetched, NotModified
from newsreader.net.request import FetchKind


async def test_a_document_arrives_with_what_the_server_says_of_it(fetcher: Fetcher, site: Site) -> None:
    url = site.serve(
        "/feed",
        FEED,
        content_type="Application/RSS+xml; charset=ISO-8859-1",
        etag='"1"',
        last_modified="Sun, 01 Nov 2026 00:00:00 GMT",
        headers={"Cache-Control": "max-age=900"},
    )

    fetched = await fetcher.fetch(typed(url))

    assert fetched == Fetched(
        url=url,
        body=FEED,
        digest=hashlib.blake2b(FEED, digest_size=16).digest(),
        content_type="application/rss+xml",
        charset="iso-8859-1",
        etag='"1"',
        last_modified="Sun, 01 Nov 2026 00:00:00 GMT",
        permanent_url=None,
        max_age_s=900,
        wire_bytes=len(FEED),
    )


async def test_the_program_says_who_it_is_and_what_it_takes(fetcher: Fetcher, site: Site) -> None:
    url = site.serve("/feed", FEED)

    await fetcher.fetch(typed(url))
    await fetcher.fetch(replace(typed(url), kind=FetchKind.PAGE, user_agent="another"))

    feed, page = site.requests
    assert feed.method == "GET"
    assert feed.headers["user-agent"] == f"newsreader/{__version__} (feed reader)"
    assert feed.headers["accept-encoding"] == "gzip, deflate"
    assert feed.headers["accept"].startswith("application/atom+xml")
    assert page.headers["user-agent"] == "another"
    assert page.headers["accept"].startswith("text/html")


@pytest.mark.parametrize(
    ("encoding", "body"),
    [
        ("gzip", gzip.compress(FEED)),
        ("x-gzip", gzip.compress(FEED)),
        ("deflate", zlib.compress(FEED)),
        ("deflate", zlib.compress(FEED)[2:-4]),
        ("utf-8", FEED),
    ],
    ids=["gzip", "x-gzip", "deflate", "raw deflate", "a charset by mistake"],
)
async def test_packed_documents_are_unpacked(fetcher: Fetcher, site: Site, encoding: str, body: bytes) -> None:
    url = site.serve("/feed", body, headers={"Content-Encoding": encoding})

    fetched = await arrives(fetcher, typed(url))

    assert fetched.body == FEED
    assert fetched.wire_bytes == len(body)


async def test_an_unchanged_document_is_not_sent_again(fetcher: Fetcher, site: Site) -> None:
    tagged = site.serve("/tagged", FEED, etag='W/"1"', headers={"Cache-Control": "max-age=600"})
    dated = site.serve("/dated", FEED, last_modified="Sun, 01 Nov 2026 00:00:00 GMT")

    by_tag = await fetcher.fetch(replace(typed(tagged), etag='W/"1"', last_modified="whatever"))
    by_date = await fetcher.fetch(replace(typed(dated), last_modified="Sun, 01 Nov 2026 00:00:00 GMT"))
    changed = await fetcher.fetch(replace(typed(tagged), etag='W/"0"'))

    assert by_tag == NotModified(tagged, 'W/"1"', None, None, 600)
    assert by_date == NotModified(dated, None, "Sun, 01 Nov 2026 00:00:00 GMT", None, None)
    assert isinstance(changed, Fetched)


async def test_an_unasked_304_is_a_failure(fetcher: Fetcher, site: Site) -> None:
    url = site.serve("/feed", status=304)

    failed = await fails(fetcher, typed(url))

    assert (failed.kind, failed.status) == (FailureKind.STATUS, 304)


async def test_a_validator_that_cannot_be_sent_back_is_dropped(fetcher: Fetcher, site: Site) -> None:
    url = site.serve("/feed", FEED, etag='"' + "e" * 2_000 + '"')

    fetched = await arrives(fetcher, typed(url))

    assert fetched.etag is None


async def test_user_name_and_password_of_a_typed_address_are_sent_but_not_kept(fetcher: Fetcher, site: Site) -> None:
    site.serve("/feed", FEED)

    fetched = await arrives(fetcher, typed(site.url("/feed", host="ann:p%40ss@127.0.0.1")))

    assert site.requests[0].headers["authorization"] == "Basic YW5uOnBAc3M="
    assert fetched.url == site.url("/feed")


async def test_cookies_are_not_kept(fetcher: Fetcher, site: Site) -> None:
    url = site.serve("/feed", FEED, headers={"Set-Cookie": "id=1; Path=/"})

    await fetcher.fetch(typed(url))
    await fetcher.fetch(typed(url))

    assert all("cookie" not in asked.headers for asked in site.requests)


async def test_the_passwords_in_netrc_are_not_read(
    fetcher: Fetcher, site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    netrc = tmp_path / "netrc"
    netrc.write_text("machine 127.0.0.1 login ann password secret\n")
    netrc.chmod(0o600)
    monkeypatch.setenv("NETRC", str(netrc))

    await fetcher.fetch(typed(site.serve("/feed", FEED)))

    assert "authorization" not in site.requests[0].headers


async def test_loopback_typed_by_the_user_has_no_limit_a_host(site: Site) -> None:
    url = site.serve("/feed", FEED, latency_s=0.2)

    async with Fetcher(connections=8) as fetcher:
        await asyncio.gather(*(fetcher.fetch(typed(url)) for _ in range(24)))

    assert site.peak == 8


async def test_the_wait_for_a_turn_does_not_count_as_time(site: Site) -> None:
    url = site.serve("/feed", FEED, latency_s=0.1)

    async with Fetcher(connections=1) as fetcher:
        outcomes = await asyncio.gather(*(fetcher.fetch(typed(url, timeout_s=0.7)) for _ in range(8)))

    assert all(isinstance(outcome, Fetched) for outcome in outcomes)


async def test_large_bodies_arrive_even_if_many_come_at_once(fetcher: Fetcher, site: Site) -> None:
    url = site.serve("/feed", b"x" * 2_000_000)

    outcomes = await asyncio.gather(*(fetcher.fetch(typed(url)) for _ in range(12)))

    assert [len(outcome.body) for outcome in outcomes if isinstance(outcome, Fetched)] == [2_000_000] * 12


@pytest.mark.parametrize("path", ["/silence", "/body"])
async def test_cancelling_takes_effect_at_once(fetcher: Fetcher, site: Site, path: str) -> None:
    site.hang("/silence")
    site.serve("/body", FEED, drip_s=0.1)
    fetching = asyncio.create_task(fetcher.fetch(typed(site.url(path))))
    while not site.requests:
        await asyncio.sleep(0.01)
    began = time.monotonic()

    fetching.cancel()
    with pytest.raises(asyncio.CancelledError):
        await fetching

    assert time.monotonic() - began < 5
    assert (await arrives(fetcher, typed(site.serve("/feed", FEED)))).body == FEED


async def test_a_lookup_that_hangs_does_not_keep_the_fetcher_from_ending(monkeypatch: pytest.MonkeyPatch) -> None:
    def getaddrinfo(*_: object, **__: object) -> list[object]:
        time.sleep(4)
        return []

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
    began = time.monotonic()

    async with Fetcher() as fetcher:
        failed = await fails(fetcher, typed("http://slow.example/", timeout_s=0.1))

    assert failed.kind is FailureKind.TIMEOUT
    assert time.monotonic() - began < 3.5


async def test_a_program_of_answers_may_change_its_mind(fetcher: Fetcher, site: Site) -> None:
    def program(asked: Asked) -> Answer:
        return Answer(FEED) if len(site.requests_of(asked.path)) > 1 else Answer(status=503)

    url = site.program("/feed", program)

    assert (await fails(fetcher, typed(url))).status == 503
    assert (await arrives(fetcher, typed(url))).body == FEED
