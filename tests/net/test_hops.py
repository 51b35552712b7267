"""Redirects, followed and refused."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.loopback import Site
from tests.net.asking import FEED, arrives, fails, typed

from newsreader.net.fetch import Fetcher
from newsreader.net.outcome import FailureKind, Fetched, NotModified


async def test_redirects_are_followed_to_the_document(fetcher: Fetcher, site: Site) -> None:
    for step in range(4):
        site.redirect(f"/{step}", f"{step + 1}", status=(302, 303, 307, 301)[step])
    site.redirect("/4", site.serve("/dir/feed", FEED) + "#part")

    fetched = await arrives(fetcher, typed(site.url("/0")))

    assert fetched.url == site.url("/dir/feed")
    assert len(site.requests) == 6


@pytest.mark.parametrize(
    ("statuses", "is_permanent"),
    [((301,), True), ((308, 301), True), ((301, 302), False), ((307,), False), ((), False)],
    ids=str,
)
async def test_a_move_is_permanent_if_every_step_is(
    fetcher: Fetcher, site: Site, statuses: tuple[int, ...], is_permanent: bool
) -> None:
    for step, status in enumerate(statuses):
        site.redirect(f"/{step}", f"/{step + 1}", status=status)
    there = site.serve(f"/{len(statuses)}", FEED, etag='"1"')

    fetched = await fetcher.fetch(typed(site.url("/0")))
    unchanged = await fetcher.fetch(replace(typed(site.url("/0")), etag='"1"'))

    assert isinstance(fetched, Fetched)
    assert isinstance(unchanged, NotModified)
    assert fetched.permanent_url == unchanged.permanent_url == (there if is_permanent else None)


async def test_a_circle_is_left_at_once(fetcher: Fetcher, site: Site) -> None:
    site.redirect("/a", "/b")
    site.redirect("/b", "/a")

    failed = await fails(fetcher, typed(site.url("/a")))

    assert failed.kind is FailureKind.REDIRECT
    assert len(site.requests) == 2


@pytest.mark.parametrize("to", ["", "ftp://127.0.0.1/", "data:text/xml,<rss/>", "javascript:alert(1)", "file:///etc"])
async def test_redirects_to_what_is_not_http_are_refused(fetcher: Fetcher, site: Site, to: str) -> None:
    failed = await fails(fetcher, typed(site.redirect("/a", to)))

    assert failed.kind is FailureKind.REDIRECT


@pytest.mark.parametrize(
    "url", ["", "//a.example/", "ftp://a.example/", "http://", "http://a b/", "http://[bad", "http://[bad#part"]
)
async def test_what_is_no_address_is_a_failure_like_any_other(fetcher: Fetcher, url: str) -> None:
    for request in (typed(url), replace(typed(url), typed_url=None)):
        failed = await fails(fetcher, request)

        assert failed.kind is FailureKind.ADDRESS
