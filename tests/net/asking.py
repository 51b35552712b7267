"""What tests ask of a fetcher, and how they ask."""

from __future__ import annotations

from newsreader.net.fetch import Fetcher
from newsreader.net.outcome import Fetched, FetchFailed
from newsreader.net.request import FetchKind, FetchRequest

NOW = 1_795_348_800
"""2026-11-22 12:00 UTC."""
FEED = b"<rss version='2.0'><channel><title>Feed</title></channel></rss>"


def typed(url: str, *, timeout_s: float = 5, max_bytes: int = 10_000_000) -> FetchRequest:
    """Return the plainest request: a feed whose address the user typed."""
    return FetchRequest(url=url, kind=FetchKind.FEED, now=NOW, typed_url=url, timeout_s=timeout_s, max_bytes=max_bytes)


async def fails(fetcher: Fetcher, request: FetchRequest) -> FetchFailed:
    """Fetch what has to fail, with a reason that may be shown."""
    failed = await fetcher.fetch(request)
    assert isinstance(failed, FetchFailed)
    assert failed.reason.isprintable()
    assert failed.reason.endswith(".")
    return failed


async def arrives(fetcher: Fetcher, request: FetchRequest) -> Fetched:
    """Fetch what has to arrive."""
    fetched = await fetcher.fetch(request)
    assert isinstance(fetched, Fetched), fetched
    return fetched
