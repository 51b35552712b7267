"""The command that looks back: what was read, week by week and feed by feed, with small charts."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from statistics import median
from textwrap import wrap

import click

from newsreader.cli.opening import now, opened
from newsreader.cli.output import as_json, columns, iso, print_json, print_text, span, text_width
from newsreader.paths import Paths
from newsreader.store.readings import FeedTotals, Reading
from newsreader.text import clean, reading_minutes

_OPENED, _MARKED = "█", "░"
_MOST_FEEDS = 20
"""Shown to people; programs get all."""
_PAGES = "Pages of no feed"
_NARROW = 72
"""Below so many columns feeds have no bars."""


@dataclass(frozen=True, slots=True)
class Tally:
    """What was read of something."""

    weeks: tuple[int, ...]
    """In each week, the earliest first."""
    opened: tuple[int, ...]
    """Of those, how many the user went into."""
    words: int
    """Of the opened ones."""
    median_s: int | None
    """From arriving to being read; None where nothing of a feed was read."""

    @property
    def read(self) -> int:
        """How many in all."""
        return sum(self.weeks)


@click.command()
@click.option(
    "--weeks", type=click.IntRange(1, 520), metavar="N", default=12, show_default=True, help="The last N weeks."
)
@as_json
@click.pass_obj
def stats(paths: Paths, weeks: int, as_json: bool) -> None:
    """Tell what you read, week by week and feed by feed.

    An article counts in the week in which it was marked read, by you: not by a rule. Those that you went into are told
    from those that you only marked. Weeks begin on Monday.
    """
    mondays = last_mondays(now(), weeks)
    bounds = [_midnight(monday) for monday in mondays]
    with opened(paths) as store:
        readings = store.readings.since(bounds[0], until=now() + 1)
        totals = store.readings.totals(since=bounds[0])
    of_feeds: defaultdict[int | None, list[Reading]] = defaultdict(list)
    for each in readings:
        of_feeds[each.feed_id].append(each)
    feeds = [(feed, tally(of_feeds[feed.feed_id], bounds)) for feed in totals]
    feeds.sort(key=lambda each: (-each[1].read, -each[0].arrived, each[0].title))
    _print = _print_objects if as_json else _print_charts
    _print(mondays, tally(readings, bounds), feeds)


def last_mondays(now: int, weeks: int) -> list[date]:
    """Return the first days of the last weeks, this one included, the earliest first; as they are here."""
    today = datetime.fromtimestamp(now).date()
    monday = today - timedelta(days=today.weekday())
    return [monday - timedelta(weeks=ago) for ago in reversed(range(weeks))]


def _midnight(day: date) -> int:
    return int(datetime(day.year, day.month, day.day).timestamp())


def tally(readings: Sequence[Reading], bounds: Sequence[int]) -> Tally:
    """Count readings by week; `bounds` are the beginnings of the weeks in UTC seconds, the earliest first."""
    weeks, opened = [0] * len(bounds), [0] * len(bounds)
    for each in readings:
        week = bisect_right(bounds, each.read_at) - 1
        weeks[week] += 1
        opened[week] += each.is_opened
    waits = [max(each.read_at - each.fetched, 0) for each in readings if each.feed_id is not None]
    return Tally(
        tuple(weeks),
        tuple(opened),
        sum(each.words for each in readings if each.is_opened),
        int(median(waits)) if waits else None,
    )


def _print_objects(mondays: Sequence[date], whole: Tally, feeds: Sequence[tuple[FeedTotals, Tally]]) -> None:
    print_json(
        {
            "kind": "total",
            "since": iso(_midnight(mondays[0])),
            **_fields(whole),
            "arrived": sum(feed.arrived for feed, _ in feeds),
            "unread": sum(feed.unread for feed, _ in feeds),
            "starred": sum(feed.starred for feed, _ in feeds),
        }
    )
    for monday, read, gone_into in zip(mondays, whole.weeks, whole.opened, strict=True):
        print_json({"kind": "week", "monday": monday.isoformat(), "read": read, "opened": gone_into})
    for feed, of_feed in feeds:
        print_json(
            {
                "kind": "feed",
                "id": feed.feed_id,
                "title": clean(feed.title) or None,
                **_fields(of_feed),
                "arrived": feed.arrived,
                "unread": feed.unread,
                "starred": feed.starred,
                "weeks": of_feed.weeks,
            }
        )


def _fields(tally: Tally) -> dict[str, object]:
    return {"read": tally.read, "opened": sum(tally.opened), "words": tally.words, "median_s": tally.median_s}


def _print_charts(mondays: Sequence[date], whole: Tally, feeds: Sequence[tuple[FeedTotals, Tally]]) -> None:
    lines = [_summary(mondays, whole, feeds)]
    if whole.read:
        width = max(6, min(40, text_width() - 22))
        rows = zip(mondays, whole.weeks, bars(whole.weeks, whole.opened, width), strict=True)
        lines += ["", *_beside([(f"{monday:%d %b %Y}", f"{read:,}", bar) for monday, read, bar in rows])]
    listed = [each for each in feeds if each[1].read or each[0].arrived]
    shown = listed[:_MOST_FEEDS]
    if shown:
        lines += ["", *_of_feeds(shown)]
    if (more := len(listed) - len(shown)) > 0:
        lines.append(f"and {more:,} more; --json has all.")
    if whole.read:
        lines += ["", f"{_OPENED} gone into  {_MARKED} only marked read"]
    print_text("\n".join(lines))


def _of_feeds(shown: Sequence[tuple[FeedTotals, Tally]]) -> list[str]:
    titles = [clean(feed.title) or _PAGES for feed, _ in shown]
    if text_width() < _NARROW:
        rows = [(f"{each.read:,}", f"{feed.arrived:,}") for feed, each in shown]
        table = [("read", "came", ""), *((*row, title) for row, title in zip(rows, titles, strict=True))]
        return columns(table, stretch=2)
    width = max(6, min(24, text_width() - 52))
    found = bars([each.read for _, each in shown], [sum(each.opened) for _, each in shown], width)
    head = ("read", "came", "unread", "starred", "after", "", "")
    full = [
        (
            f"{each.read:,}",
            f"{feed.arrived:,}",
            f"{feed.unread:,}",
            f"{feed.starred:,}",
            span(each.median_s),
            bar,
            title,
        )
        for (feed, each), bar, title in zip(shown, found, titles, strict=True)
    ]
    return columns([head, *full], stretch=len(head) - 1)


def _summary(mondays: Sequence[date], whole: Tally, feeds: Sequence[tuple[FeedTotals, Tally]]) -> str:
    gone_into, text_s = sum(whole.opened), reading_minutes(whole.words) * 60
    lines = [
        f"Since {mondays[0]:%d %b %Y}: {whole.read:,} articles read, {gone_into:,} of them gone into"
        + (f" ({span(text_s)} of text)." if gone_into else "."),
    ]
    if whole.median_s is not None:
        lines.append(f"Half of them were read within {span(whole.median_s)} of arriving.")
    unread, starred = sum(feed.unread for feed, _ in feeds), sum(feed.starred for feed, _ in feeds)
    lines.append(f"Now {unread:,} are unread and {starred:,} are starred.")
    return "\n".join(wrapped for line in lines for wrapped in wrap(line, text_width()))


def bars(numbers: Sequence[int], opened: Sequence[int], width: int) -> list[str]:
    """Return a bar for each number, the longest `width` cells long; what is not nothing has a cell at least."""
    most = max(numbers, default=0) or 1
    found = []
    for number, part in zip(numbers, opened, strict=True):
        cells = max(round(number / most * width), 1 if number else 0)
        full = round(part / number * cells) if number else 0
        full = min(max(full, 1), cells) if part else 0
        found.append(_OPENED * full + _MARKED * (cells - full))
    return found


def _beside(rows: Iterable[tuple[str, str, str]]) -> list[str]:
    table = list(rows)
    width = max(len(number) for _, number, _ in table)
    return [f"{first}  {number:>{width}}  {bar}".rstrip() for first, number, bar in table]


COMMANDS = (stats,)
