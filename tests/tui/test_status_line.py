"""The last line: what just happened at the left, how far a refresh is at the right."""

from __future__ import annotations

import pytest
from tests.building import add_feed
from tests.tui.driving import MIDDLE, NARROW, WIDE, reading

from newsreader.protocol import Progress
from newsreader.store import Store
from newsreader.tui.engine_news import show_event


@pytest.mark.parametrize("slow", [True, False], ids=["with a note", "without one"])
@pytest.mark.parametrize("size", [WIDE, MIDDLE, NARROW, (20, 5)], ids=["120x36", "80x24", "45x30", "20x5"])
async def test_what_is_said_does_not_touch_how_far_a_refresh_is(
    store: Store, size: tuple[int, int], slow: bool
) -> None:
    feed_id = add_feed(store, "The observatory above the harbour and its many telescopes")
    progress = Progress(34, 120, failed=2, slow_feed_id=feed_id) if slow else Progress(34, 120)

    async with reading(store, size) as reader:
        show_event(reader.screen, progress)
        reader.screen.say("Nothing of what was said so far was as long as this, which is hardly ever wholly seen. " * 2)
        await reader.settle()
        said, _, rest = reader.text.splitlines()[-1].partition("… ")

        assert said.strip().startswith("Noth")
        assert rest.lstrip().startswith("2 failed" if slow and size[0] >= 60 else "↻")
