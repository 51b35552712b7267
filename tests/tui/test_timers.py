"""Timers of app and screen on a machine that is slow to run them."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable

import pytest
from tests.tui.driving import reading
from textual import _time

from newsreader.store import Store

_LATE_S = 0.02
"""Longer than the app waits for a second size of the window."""


async def test_a_timer_that_is_late_before_it_began_goes_off_all_the_same(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    went_off = asyncio.Event()
    now: Callable[[], float] = _time.get_time

    def slow() -> float:
        # As if another program had the processor between the timer's two looks at the clock.
        time.sleep(_LATE_S)
        return now()

    async with reading(store) as reader:
        with monkeypatch.context() as patched:
            patched.setattr(_time, "get_time", slow)
            for pump in (reader.app, reader.screen):
                went_off.clear()
                pump.set_timer(_LATE_S / 4, went_off.set)
                await asyncio.wait_for(went_off.wait(), 5)
