"""How the feeds fare, printed: a table with the worst first for people, every fact for programs."""

from __future__ import annotations

from collections.abc import Sequence

import click

from newsreader.cli.output import columns, iso, print_json, span
from newsreader.health import NEED_A_LOOK, FeedHealth, Judged, judge, last_sign_of_life
from newsreader.text import clean

_HEAD = ("id", "state", "since", "answered", "last new", "delay", "text", "feed")


def print_health(feeds: Sequence[FeedHealth], *, now: int, as_json: bool) -> None:
    """Print all feeds with their verdicts. `now` in UTC seconds."""
    judged = judge(feeds)
    if as_json:
        for each in judged:
            print_json(_fields(each))
        return
    if not judged:
        return
    head, *lines = columns([_HEAD, *(_row(each, now) for each in judged)], stretch=len(_HEAD) - 1)
    click.echo(head)
    indent = " " * head.index("state")
    for line, each in zip(lines, judged, strict=True):
        click.echo(line)
        if each.verdict in NEED_A_LOOK:
            click.echo(indent + clean(each.reason))


def _row(judged: Judged, now: int) -> tuple[str, ...]:
    health = judged.health
    rate = health.full_text_rate
    return (
        str(health.id),
        judged.verdict.value,
        _ago(judged.since, now),
        _ago(health.answered_at, now),
        _ago(last_sign_of_life(health) if health.new_at is not None else None, now),
        span(health.median_delay_s),
        "" if rate is None else f"{rate:.0%}",
        clean(health.title),
    )


def _ago(then: int | None, now: int) -> str:
    return "-" if then is None else span(max(now - then, 0))


def _fields(judged: Judged) -> dict[str, object]:
    health = judged.health
    rate = health.full_text_rate
    return {
        "id": health.id,
        "url": health.url,
        "title": clean(health.title),
        "folder": clean(health.folder),
        "verdict": judged.verdict.value,
        "since": iso(judged.since),
        "reason": clean(judged.reason) or None,
        "answered": iso(health.answered_at),
        "asked": iso(health.asked_at),
        "due": iso(health.due_at),
        "last_new": iso(health.new_at),
        "newest": iso(health.newest_at),
        "error": clean(health.error) if health.error else None,
        "error_since": iso(health.error_since),
        "failures": health.failures,
        "gone": health.is_gone,
        "crashes": health.crashes,
        "delay_s": health.median_delay_s,
        "interval_s": health.usual_interval_s,
        "articles_30_days": health.recent,
        "pages_tried": health.pages_tried,
        "pages_full": health.pages_full,
        "full_text_rate": None if rate is None else round(rate, 3),
    }
