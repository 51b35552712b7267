"""Fetching through the proxy that the environment names: there addresses are judged by their names."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest
from tests.loopback import Site
from tests.net.asking import NOW, typed

from newsreader.net.fetch import Fetcher
from newsreader.net.outcome import FailureKind, Fetched, FetchFailed
from newsreader.net.request import FetchKind, FetchRequest

FEED = "http://feeds.example/feed"


@pytest.fixture
def proxy(site: Site, monkeypatch: pytest.MonkeyPatch) -> Site:
    """A proxy that answers for the whole Internet."""
    monkeypatch.setenv("http_proxy", site.url("", host="ann:secret@127.0.0.1"))
    monkeypatch.setenv("no_proxy", "direct.invalid")
    return site


async def test_the_proxy_is_asked_for_public_names(proxy: Site) -> None:
    proxy.serve(FEED, b"feed")

    async with Fetcher() as fetcher:
        fetched = await fetcher.fetch(FetchRequest(url=FEED, kind=FetchKind.PAGE, now=NOW))

    assert isinstance(fetched, Fetched)
    assert [asked.target for asked in proxy.requests] == [FEED]
    assert proxy.requests[0].headers["proxy-authorization"] == "Basic YW5uOnNlY3JldA=="


async def test_promise_6_the_proxy_is_not_asked_for_local_names_from_outside(proxy: Site) -> None:
    proxy.redirect(FEED, "http://intranet/secret")

    async with Fetcher() as fetcher:
        redirected = await fetcher.fetch(typed(FEED))
        urls = ("http://10.0.0.1/", "http://2130706433/", "http://nas.local/", "http://[::ffff:10.0.0.1]/")
        linked = [await fetcher.fetch(FetchRequest(url=url, kind=FetchKind.IMAGE, now=NOW)) for url in urls]

    for failed in (redirected, *linked):
        assert isinstance(failed, FetchFailed)
        assert failed.kind is FailureKind.NOT_PUBLIC
    assert len(proxy.requests) == 1


async def test_a_typed_local_name_is_asked_of_the_proxy(proxy: Site) -> None:
    proxy.serve("http://intranet/feed", b"feed")

    async with Fetcher() as fetcher:
        assert isinstance(await fetcher.fetch(typed("http://intranet/feed")), Fetched)


async def test_this_machine_is_never_asked_by_proxy(proxy: Site) -> None:
    with Site() as own:
        url = own.serve("/feed", b"feed")
        async with Fetcher() as fetcher:
            assert isinstance(await fetcher.fetch(typed(url)), Fetched)

    assert proxy.requests == []


async def test_names_in_no_proxy_are_asked_directly(proxy: Site) -> None:
    async with Fetcher() as fetcher:
        failed = await fetcher.fetch(typed("http://direct.invalid/"))

    assert isinstance(failed, FetchFailed)
    assert failed.kind is FailureKind.DNS
    assert proxy.requests == []


async def test_secrets_stay_with_the_server_they_were_set_for(proxy: Site) -> None:
    proxy.redirect(FEED, "http://other.example/feed")
    proxy.serve("http://other.example/feed", b"feed")
    request = replace(typed(FEED), headers=(("Cookie", "session=1"),), basic_auth=("ann", "pass"))

    async with Fetcher() as fetcher:
        await fetcher.fetch(request)

    first, second = proxy.requests
    assert {"cookie", "authorization"} <= first.headers.keys()
    assert not {"cookie", "authorization"} & second.headers.keys()


async def test_four_connections_a_host_name_whatever_the_port(proxy: Site) -> None:
    proxy.latency_s = 0.1
    urls = [f"http://feeds.example:{8000 + port}/{path}" for port in range(3) for path in range(6)]

    async with Fetcher() as fetcher:
        await asyncio.gather(*(fetcher.fetch(typed(url)) for url in urls))

    assert len(proxy.requests) == len(urls)
    assert proxy.peak == 4


async def test_a_proxy_that_is_away_is_said_without_its_password(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", "http://ann:secret@127.0.0.1:1")
    async with Fetcher() as fetcher:
        failed = await fetcher.fetch(typed(FEED))

    assert isinstance(failed, FetchFailed)
    assert failed.kind is FailureKind.PROXY
    assert "secret" not in repr(failed)


async def test_a_proxy_that_refuses_to_connect_is_said(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("https_proxy", site.url(""))
    site.serve("feeds.example:443", b"no", status=403)
    async with Fetcher() as fetcher:
        failed = await fetcher.fetch(typed("https://feeds.example/feed"))

    assert isinstance(failed, FetchFailed)
    assert failed.kind is FailureKind.PROXY
    assert site.requests[0].method == "CONNECT"


@pytest.mark.parametrize(
    ("proxy", "reason"),
    [
        ("socks5://127.0.0.1:1", "The environment names a proxy that is not an HTTP proxy."),
        ("http://[::1", "The environment names a proxy that is not an HTTP proxy."),
        ("nobody.invalid:8080", "The proxy that the environment names, nobody.invalid, could not be looked up."),
    ],
)
async def test_a_proxy_that_cannot_be_asked_is_not_taken_for_the_feed(
    monkeypatch: pytest.MonkeyPatch, proxy: str, reason: str
) -> None:
    monkeypatch.setenv("all_proxy", proxy)
    async with Fetcher() as fetcher:
        failed = await fetcher.fetch(typed(FEED))

    assert isinstance(failed, FetchFailed)
    assert (failed.kind, failed.reason) == (FailureKind.PROXY, reason)
