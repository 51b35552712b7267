"""One engine a home: the lease, held and renewed."""

from __future__ import annotations

import asyncio
import sqlite3
from contextlib import closing

import pytest

from newsreader.engine.lease import Lease, held_lease
from newsreader.engine.tools import opened_tools
from newsreader.store import Store


async def test_a_lease_that_is_held_is_nobody_elses_until_it_is_given_back(store: Store) -> None:
    async with opened_tools(store) as tools:
        async with held_lease(tools) as first, held_lease(tools) as second:
            assert (first, second) == (True, False)

        async with held_lease(tools) as third:
            assert third


async def test_a_renewal_that_fails_is_tried_again_and_costs_nobody_the_work(
    store: Store, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("newsreader.engine.lease.RENEW_S", 0.01)

    with closing(sqlite3.connect(store.path)) as beside:
        async with opened_tools(store) as tools, asyncio.timeout(20):
            async with held_lease(tools) as is_held:
                assert is_held
                beside.execute("ALTER TABLE leases RENAME TO hidden_leases")
                while "no such table: leases" not in caplog.text:
                    await asyncio.sleep(0.01)
                beside.execute("ALTER TABLE hidden_leases RENAME TO leases")

            assert await Lease(tools).take()
