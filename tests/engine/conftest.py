"""Fixtures of the engine's tests: its tools on a real store, with a real worker."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
from tests.building import NOW

from newsreader.engine.tools import Tools, opened_tools
from newsreader.store import Store


@pytest.fixture
async def tools(store: Store) -> AsyncIterator[Tools]:
    """What the use cases work with; the clock stands."""
    async with opened_tools(store, clock=lambda: NOW) as opened:
        yield opened
