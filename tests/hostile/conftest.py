"""Fixtures of the hostile tests: the kit's server, and the engine's tools on a real store with a real worker."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
import pytest_asyncio
from tests.building import NOW, open_store
from tests.hostile.harness import Harness
from tests.hostile.kit import WAIT_S, Kit, running

from newsreader.engine.tools import opened_tools


@pytest.fixture(scope="package")
def kit(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Kit]:
    """The kit's server, with a corpus made by its own script."""
    with running(shared / "tools" / "hostile", tmp_path_factory.mktemp("corpus")) as server:
        yield server


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def harness(kit: Kit, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Harness]:
    """A store and the engine's tools, warmed up, for all cases of a module."""
    store = open_store(tmp_path_factory.mktemp("home"))
    async with opened_tools(store, clock=lambda: NOW, timeout_s=WAIT_S) as tools:
        made = Harness(kit, tools)
        await made.warm_up()
        yield made
    store.close()
