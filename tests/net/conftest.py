"""Fixtures of the room that fetches."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator

import pytest
from tests.loopback import Site

from newsreader.net.fetch import Fetcher


@pytest.fixture
def canary() -> Iterator[Site]:
    """Another service on the user's machine, which nobody may be led to."""
    with Site() as canary:
        canary.serve("/secret", b"a secret")
        yield canary


@pytest.fixture
async def fetcher() -> AsyncIterator[Fetcher]:
    """A fetcher with its usual limits."""
    async with Fetcher() as fetcher:
        yield fetcher
