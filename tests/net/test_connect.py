"""What comes from outside leads to public addresses only, or inside the origin that the user typed (promise 6)."""

from __future__ import annotations

import asyncio
import socket
from dataclasses import replace

import pytest
from tests.loopback import Site
from tests.net.asking import FEED, NOW, arrives, fails, typed

from newsreader.net.fetch import Fetcher
from newsreader.net.outcome import FailureKind, Fetched
from newsreader.net.request import FetchKind, FetchRequest

SPELLINGS = [
    "127.0.0.1",
    "localhost",
    "LOCALHOST.",
    "feeds.localhost",
    "0.0.0.0",
    "0",
    "127.1",
    "2130706433",
    "0x7f000001",
    "0x7f.1",
    "017700000001",
    "0177.0.0.1",
    "１２７.0.0.1",
    "[::1]",
    "[::]",
    "[::ffff:127.0.0.1]",
    "[::ffff:7f00:1]",
    "[::127.0.0.1]",
    "[64:ff9b::127.0.0.1]",
    "[2002:7f00:1::]",
    "example.org@127.0.0.1",
    "seems-public.example",
]


@pytest.fixture
def _deceiving_name(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a name that looks public lead to this machine, as anybody's name server can."""
    system = socket.getaddrinfo
    names = ("seems-public.example", "feeds.localhost", "localhost.")

    def getaddrinfo(host: str, *args: object, **options: object) -> object:
        return system("127.0.0.1" if host in names else host, *args, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)


@pytest.mark.usefixtures("_deceiving_name")
@pytest.mark.parametrize("host", SPELLINGS)
@pytest.mark.parametrize("kind", FetchKind)
async def test_promise_6_whatever_comes_from_outside_never_leads_to_this_machine(
    fetcher: Fetcher, site: Site, canary: Site, kind: FetchKind, host: str
) -> None:
    secret = canary.url("/secret", host=host)
    redirected = replace(typed(site.redirect("/feed", secret)), kind=kind)
    linked = FetchRequest(url=secret, kind=kind, now=NOW, typed_url=site.url("/feed"), timeout_s=5)

    for request in (redirected, linked, replace(linked, typed_url=None)):
        failed = await fails(fetcher, request)

        assert failed.kind in (FailureKind.NOT_PUBLIC, FailureKind.REDIRECT, FailureKind.ADDRESS), failed
    assert canary.requests == []
    assert canary.connections == 0


@pytest.mark.parametrize(
    "url",
    [
        "http://169.254.169.254/latest/meta-data/",
        "http://10.0.0.1/",
        "http://192.168.1.1/",
        "http://100.64.0.1/",
        "http://[fe80::1]/",
        "http://[fd00::1]/",
        "http://224.0.0.1/",
    ],
)
async def test_promise_6_nor_into_the_networks_around_it(fetcher: Fetcher, site: Site, url: str) -> None:
    failed = await fails(fetcher, typed(site.redirect("/feed", url)))

    assert failed.kind is FailureKind.NOT_PUBLIC
    assert "not on the public Internet" in failed.reason


async def test_promise_6_inside_the_typed_origin_everything_may_be_fetched(fetcher: Fetcher, site: Site) -> None:
    page = site.serve("/page", b"<p>words</p>", content_type="text/html")
    linked = FetchRequest(url=page, kind=FetchKind.PAGE, now=NOW, typed_url=site.url("/feed"))

    assert (await arrives(fetcher, linked)).body == b"<p>words</p>"


async def test_promise_6_a_kept_connection_is_no_way_around_the_rule(site: Site) -> None:
    secret = site.serve("/feed", FEED, latency_s=0.02)
    outside = FetchRequest(url=secret, kind=FetchKind.PAGE, now=NOW)

    async with Fetcher(connections=2) as fetcher:
        requests = [typed(secret)] * 4 + [outside] * 4
        outcomes = await asyncio.gather(*map(fetcher.fetch, requests))

    assert [isinstance(outcome, Fetched) for outcome in outcomes] == [True] * 4 + [False] * 4
    assert len(site.requests) == 4


@pytest.mark.usefixtures("_deceiving_name")
async def test_a_typed_name_may_lead_anywhere(fetcher: Fetcher, site: Site) -> None:
    site.serve("/feed", FEED)

    assert (await arrives(fetcher, typed(site.url("/feed", host="seems-public.example")))).body == FEED


@pytest.mark.parametrize(
    "url", ["", "example.org", "ftp://example.org/", "file:///etc/passwd", "http://", "http://a b/"]
)
async def test_what_is_no_web_address_is_refused(fetcher: Fetcher, url: str) -> None:
    failed = await fails(fetcher, typed(url))

    assert failed.kind is FailureKind.ADDRESS
