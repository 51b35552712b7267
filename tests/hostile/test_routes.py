"""Every path of the hostile server, subscribed to as a feed, ends as its list says."""

from __future__ import annotations

from collections import Counter

import pytest
from tests.conftest import SHARED
from tests.hostile.harness import Harness
from tests.hostile.kit import Route, read_manifest
from tests.hostile.oracles import is_sound, unsafe

from newsreader.engine.recording import Failed

ROUTES = [each for each in read_manifest(SHARED / "tools" / "hostile").server_routes if each.path != "/corpus/"]
PAGES = ("/ok.html", "/meta-refresh")
"""Good pages, which are bad feeds."""
MAY_BE_REFUSED = "/big-etag"
"""The kit lets a client refuse a head of 200 KB."""
pytestmark = [
    pytest.mark.asyncio(loop_scope="module"),
    pytest.mark.parametrize("route", ROUTES, ids=lambda route: route.path),
]


async def test_promise_1_and_2_it_ends_as_it_has_to_and_all_others_update(harness: Harness, route: Route) -> None:
    ran = await harness.ran(route.address, route.limits)

    assert ran.healthy == []
    assert ran.cost.wall_s <= 15
    articles = harness.articles(ran.feed_id)
    if isinstance(ran.outcome, Failed):
        assert route.expect != "OK" or route.path in (*PAGES, MAY_BE_REFUSED)
        assert ran.outcome.reason == harness.feed(ran.feed_id).error
        assert ran.outcome.reason.endswith(".")
        assert unsafe(ran.outcome.reason) == []
        assert articles == []
    else:
        assert route.expect in ("OK", "OK_OR_ERROR")
        assert route.path not in PAGES
        assert articles != []
    assert is_sound(harness.tools.store.path)


async def test_promise_3_it_costs_no_more_than_its_limits(harness: Harness, route: Route) -> None:
    ran = await harness.ran(route.address, route.limits)

    ran.cost.check(route.limits)


async def test_promise_5_and_6_it_is_asked_once_and_nobody_is_asked_for_it(harness: Harness, route: Route) -> None:
    ran = await harness.ran(route.address, route.limits)

    assert [path for path in harness.kit.hits() if path.startswith("canary:")] == []
    further = ran.asked - Counter([route.address])
    # A redirect that is followed is asked for once too.
    assert all(path.startswith(("/redirect-count/", "/ok/moved")) for path in further)
    assert set(ran.asked.values()) == {1}
