"""Turns, deadlines and the room of large bodies."""

from __future__ import annotations

import asyncio
import time

import pytest

from newsreader.net.limits import LARGE_AT_ONCE, LARGE_BYTES, Deadline, LargeBodies, Turns


async def test_a_slow_host_does_not_keep_others_from_their_turn() -> None:
    turns = Turns(connections=3, per_host=2)
    is_over = asyncio.Event()
    began: list[str] = []

    async def visit(name: str) -> None:
        async with turns.of(name, is_exempt=False):
            began.append(name)
            if name == "slow":
                await is_over.wait()

    async with asyncio.TaskGroup() as visits:
        for name in ["slow"] * 5 + ["quick"] * 3:
            visits.create_task(visit(name))
        await asyncio.sleep(0.02)
        assert began == ["slow", "slow", "quick", "quick", "quick"]
        is_over.set()

    assert began.count("slow") == 5


async def test_a_host_is_wanted_again_while_others_wait_for_it() -> None:
    turns = Turns(per_host=1)
    seen: list[bool] = []

    async def visit() -> None:
        async with turns.of("host", is_exempt=False) as host:
            await asyncio.sleep(0)
            seen.append(host.is_wanted_again)

    await asyncio.gather(visit(), visit(), visit())

    assert seen == [True, True, False]


async def test_turns_of_a_cancelled_wait_are_not_lost() -> None:
    turns = Turns(connections=1, per_host=1)

    async def visit() -> None:
        async with turns.of("host", is_exempt=False):
            await asyncio.sleep(0.01)

    waiting = [asyncio.create_task(visit()) for _ in range(5)]
    await asyncio.sleep(0)
    for task in waiting[:4]:
        task.cancel()
    await asyncio.gather(*waiting, return_exceptions=True)

    async with asyncio.timeout(1):
        await visit()


async def test_the_deadline_adds_up_over_hops() -> None:
    deadline = Deadline(0.1)
    began = time.monotonic()

    async with deadline.running():
        await asyncio.sleep(0.06)
    with pytest.raises(TimeoutError):
        async with deadline.running():
            await asyncio.sleep(5)

    assert 0.09 < time.monotonic() - began < 4


async def test_the_deadline_stands_still_while_a_large_body_waits_for_room() -> None:
    large = LargeBodies()
    holders = [Deadline(60) for _ in range(LARGE_AT_ONCE)]
    is_over = asyncio.Event()

    async def hold(deadline: Deadline) -> None:
        async with deadline.running(), large.room(deadline) as room:
            await room.hold(LARGE_BYTES + 1)
            await is_over.wait()

    async def wait(deadline: Deadline) -> None:
        async with deadline.running(), large.room(deadline) as room:
            await room.hold(LARGE_BYTES)
            await room.hold(LARGE_BYTES + 1)
            await room.hold(LARGE_BYTES + 2)

    holding = [asyncio.create_task(hold(deadline)) for deadline in holders]
    await asyncio.sleep(0)
    waiting = asyncio.create_task(wait(Deadline(0.3)))
    await asyncio.sleep(0.5)
    assert not waiting.done()
    is_over.set()

    await asyncio.gather(waiting, *holding)
