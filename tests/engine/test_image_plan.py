"""Which pictures are asked for: the best first, as many as there is room for, and failures not for ever."""

from __future__ import annotations

import pytest
from tests.building import NOW

from newsreader.engine.image_plan import IMAGES_A_RUN, MAX_FAILURES, RETRY_S, ImagePlan
from newsreader.engine.picturing import MAX_KEPT_BYTES
from newsreader.store.images import KnownImage, ShownImages

FEED = "https://feed.example/"


def planned(
    articles: list[tuple[str, ...]], known: dict[str, KnownImage] | None = None, *, room: int = 100 * MAX_KEPT_BYTES
) -> list[str]:
    plan = ImagePlan(room_bytes=room, now=NOW)
    for number, urls in enumerate(articles):
        plan.add([ShownImages(number, FEED, urls)], known or {})
    return [image.url for image in plan.missing]


def here(size: int) -> KnownImage:
    return KnownImage("file.jpg", size, 0, NOW)


def test_missing_pictures_are_asked_for_once_in_the_order_of_the_articles() -> None:
    assert planned([("b", "a"), (), ("a", "c")]) == ["b", "a", "c"]


def test_a_picture_that_is_here_is_not_asked_for_again() -> None:
    assert planned([("a", "b")], {"a": here(10)}) == ["b"]


@pytest.mark.parametrize(
    ("failures", "ago_s", "is_asked"),
    [
        (1, RETRY_S - 1, False),
        (1, RETRY_S, True),
        (MAX_FAILURES - 1, RETRY_S, True),
        (MAX_FAILURES, 100 * RETRY_S, False),
        (1, -1, True),
    ],
    ids=["within the week", "after a week", "twice in vain", "three times in vain", "promise 20: clock set back"],
)
def test_a_failure_is_tried_again_after_a_week_but_not_for_ever(failures: int, ago_s: int, is_asked: bool) -> None:
    known = {"a": KnownImage(None, 0, failures, NOW - ago_s)}

    assert planned([("a",)], known) == (["a"] if is_asked else [])


def test_no_more_is_asked_for_than_fits() -> None:
    assert planned([("a", "b", "c")], room=2 * MAX_KEPT_BYTES) == ["a", "b"]
    assert planned([("a",), ("b",)], {"a": here(MAX_KEPT_BYTES // 2)}, room=MAX_KEPT_BYTES) == []


def test_what_is_worse_than_the_last_that_fits_is_not_asked_for() -> None:
    known = {"large": here(5 * MAX_KEPT_BYTES)}

    assert planned([("a", "large", "small")], known, room=4 * MAX_KEPT_BYTES) == ["a"]


def test_pictures_that_are_given_up_take_no_room() -> None:
    known = {f"dead {number}": KnownImage(None, 0, MAX_FAILURES, NOW) for number in range(9)}

    assert planned([tuple(known), ("a",)], known, room=MAX_KEPT_BYTES) == ["a"]


def test_what_is_neither_known_nor_asked_for_is_no_matter() -> None:
    plan = ImagePlan(room_bytes=MAX_KEPT_BYTES, now=NOW)
    known = {"here": here(0), "given up": KnownImage(None, 0, MAX_FAILURES, NOW)}

    left = plan.add([ShownImages(1, FEED, ("here", "asked", "too many")), ShownImages(2, FEED, ("given up",))], known)

    assert [each.urls for each in left] == [("here", "asked"), ("given up",)]


def test_one_run_asks_for_so_many_at_most() -> None:
    urls = tuple(map(str, range(2 * IMAGES_A_RUN)))

    assert planned([urls], room=10_000 * MAX_KEPT_BYTES) == list(urls[:IMAGES_A_RUN])
