"""stats: weeks, bars, medians, and what is printed."""

from __future__ import annotations

import time
from datetime import date, datetime

import pytest
from tests.building import HOUR, NOW, add_feed, new_article
from tests.cli.running import CommandLine

from newsreader.cli.stats import bars, last_mondays, tally
from newsreader.store import Store
from newsreader.store.readings import Reading


def reading(read_at: int, *, feed_id: int | None = 1, wait_s: int = HOUR, is_opened: bool = False) -> Reading:
    return Reading(feed_id, read_at, read_at - wait_s, 230, is_opened)


@pytest.mark.parametrize(
    ("day", "mondays"),
    [
        ((2026, 11, 22, 23, 59), [date(2026, 11, 9), date(2026, 11, 16)]),
        ((2026, 11, 23, 0, 0), [date(2026, 11, 16), date(2026, 11, 23)]),
        ((2027, 1, 1, 12, 0), [date(2026, 12, 21), date(2026, 12, 28)]),
    ],
    ids=["the end of a Sunday", "the beginning of a Monday", "over the new year"],
)
def test_weeks_begin_on_monday_and_this_one_is_the_last(day: tuple[int, ...], mondays: list[date]) -> None:
    year, month, number, hour, minute = day

    assert last_mondays(int(datetime(year, month, number, hour, minute).timestamp()), 2) == mondays


def test_what_is_read_counts_in_its_week_and_half_of_it_was_read_within_the_median() -> None:
    readings = [
        reading(100, wait_s=10, is_opened=True),
        reading(199, wait_s=20),
        reading(200, wait_s=90),
        reading(250, feed_id=None, wait_s=0, is_opened=True),
    ]

    found = tally(readings, [100, 200])

    assert (found.weeks, found.opened, found.words, found.median_s) == ((2, 2), (1, 1), 460, 20)
    assert tally([], [100]).median_s is None


def test_a_clock_that_was_set_back_makes_no_wait_negative() -> None:
    assert tally([reading(100, wait_s=-50)], [0]).median_s == 0


@pytest.mark.parametrize(
    ("numbers", "opened", "drawn"),
    [
        ([10, 5, 0], [5, 0, 0], ["█████░░░░░", "░░░░░", ""]),
        ([1000, 1], [1000, 1], ["██████████", "█"]),
        ([1000, 1000], [1, 999], ["█░░░░░░░░░", "██████████"]),
        ([0], [0], [""]),
        ([], [], []),
    ],
)
def test_bars_are_as_long_as_what_they_stand_for(numbers: list[int], opened: list[int], drawn: list[str]) -> None:
    assert bars(numbers, opened, 10) == drawn


def test_stats_print_their_promised_fields(newsreader: CommandLine, store: Store) -> None:
    feed_id = add_feed(store, "Nature", 3)
    now = int(time.time())
    store.marks.set_read([1, 2], True, now=now)
    store.texts.note_opened(1, now=now)
    store.marks.set_starred([3], True, now=now)

    total, last_week, this_week, feed = newsreader("stats", "--weeks", "2", "--json").objects

    wait_s = max(now - NOW, 0)
    monday = datetime.fromtimestamp(now).date().isocalendar()
    counted = {"read": 2, "opened": 1, "words": 5, "median_s": wait_s, "unread": 1, "starred": 1}
    assert total.pop("since").endswith("Z")
    assert total == {"kind": "total", "arrived": total["arrived"], **counted}
    assert last_week == {"kind": "week", "monday": last_week["monday"], "read": 0, "opened": 0}
    assert this_week["monday"] == date.fromisocalendar(monday.year, monday.week, 1).isoformat()
    assert (this_week["read"], this_week["opened"]) == (2, 1)
    assert feed == {
        "kind": "feed",
        "id": feed_id,
        "title": "Nature",
        "arrived": total["arrived"],
        "weeks": [0, 2],
        **counted,
    }


def test_people_see_a_bar_a_week_and_a_bar_a_feed(newsreader: CommandLine, store: Store) -> None:
    now = int(time.time())
    add_feed(store, "Nature \x1b[31m[red]", [new_article(str(number)) for number in range(4)])
    store.marks.set_read([1, 2, 3, 4], True, now=now)
    store.texts.note_opened(1, now=now)

    lines = newsreader("stats", "--weeks", "3").out.splitlines()

    assert lines[0].endswith("4 articles read, 1 of them gone into (60 s of text).")
    (week,) = [line for line in lines if line.endswith("░" * 30)]
    assert week.split()[3:] == ["4", "█" * 10 + "░" * 30]
    (feed,) = [line for line in lines if line.endswith("Nature [31m[red]")]
    assert feed.split()[0] == "4"
    assert "░" * 18 in feed


def test_many_feeds_are_cut_for_people_only(newsreader: CommandLine, store: Store) -> None:
    now = int(time.time())
    for number in range(25):
        feed_id = add_feed(store, f"F{number}")
        store.refreshing.write_articles(feed_id, [new_article(f"a{number}")], (), now=now)

    assert "and 5 more; --json has all." in newsreader("stats").out
    assert len([each for each in newsreader("stats", "--json").objects if each["kind"] == "feed"]) == 25


def test_a_new_home_has_read_nothing(newsreader: CommandLine) -> None:
    ran = newsreader("stats")

    assert ran.status == 0
    assert "0 articles read" in ran.out
    assert "█" not in ran.out
