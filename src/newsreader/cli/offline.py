"""The command about full texts: how many are here to be read offline, and fetching those that are not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from newsreader.cli.opening import now, opened, run_async, settings_of
from newsreader.cli.output import as_json, complain, iso, print_json, print_text, say
from newsreader.model import TextState
from newsreader.paths import Paths
from newsreader.store import Store
from newsreader.text import clean, counted

if TYPE_CHECKING:
    from newsreader.engine.pages import QueueSummary
    from newsreader.store.images import ImageTally
    from newsreader.store.queue import Rest, TextCount

_REASONS = 10
"""Shown to people; --json prints all."""
_NOT_ASKED = "not asked for yet"
_HEADINGS = {TextState.WAITING: "Why they wait:", TextState.FAILED: "Why there is none:"}


@click.command()
@click.option("--status", "what", flag_value="status", default="status", help="Say how it stands (the default).")
@click.option("--fetch", "what", flag_value="fetch", help="Fetch the pages that wait, now.")
@click.option("--all", "is_unlimited", is_flag=True, help="With --fetch: more pages of a feed than it gets in a day.")
@as_json
@click.pass_obj
def offline(paths: Paths, what: str, is_unlimited: bool, as_json: bool) -> int:
    """Say which full texts are here to be read offline, or fetch those that wait.

    With --json the status is one object for each state and reason (kind "texts": state, reason, articles) and one
    for each feed whose pages are left alone (kind "rest": feed, title, until, failures, reason), then one for the
    pictures (kind "pictures": kept, bytes, failed); --fetch prints one for each article that was tried (id, feed,
    title, text_state, reason).
    """
    if is_unlimited and what != "fetch":
        raise click.UsageError("--all goes with --fetch.")
    with opened(paths) as store:
        if what == "fetch":
            from newsreader.engine.logs import log_to

            log_to(paths.log)
            return run_async(_fetch(store, paths, is_unlimited, as_json))
        counts = store.queue.counts()
        rests = store.queue.rests(now=now())
        pictures = store.images.tally()
    if as_json:
        _print_objects(counts, rests, pictures)
    else:
        _print_status(counts, rests, pictures)
    return 0


async def _fetch(store: Store, paths: Paths, is_unlimited: bool, as_json: bool) -> int:
    # Imported here: the status needs no HTTP and answers sooner without it.
    from newsreader.engine.images import fetch_wanted_images
    from newsreader.engine.lease import held_lease
    from newsreader.engine.pages import fetch_waiting_pages
    from newsreader.engine.tools import opened_tools

    done = total = 0

    def begin(pages: int) -> None:
        nonlocal total
        total = pages

    def report(article_id: int) -> None:
        nonlocal done
        done += 1
        article = store.articles.get(article_id)
        headline, reason = article.headline, article.text_reason
        if as_json:
            fields = {"id": headline.id, "feed": clean(headline.feed_title) or None, "title": clean(headline.title)}
            print_json({**fields, "text_state": headline.text_state.value, "reason": clean(reason) if reason else None})
        else:
            say(f"{done:,}/{total:,} {clean(headline.title)}" + (f": {clean(reason)}" if reason else ""))

    settings = settings_of(paths, store)
    async with opened_tools(store, paths.rules, settings=settings) as tools, held_lease(tools) as lease:
        if not lease:
            return complain("Another newsreader is refreshing this home. Try again when it is done.")
        summary = await fetch_waiting_pages(
            tools, None, limit=-1, is_by_hand=True, is_unlimited=is_unlimited, begin=begin, report=report
        )
        pictures = await fetch_wanted_images(tools, paths.images, report=lambda _: None)
    _sum_up(summary, total, store)
    if pictures.stopped and pictures.stopped != summary.stopped:
        complain(pictures.stopped)
    if settings.images.keep:
        say(f"Pictures: {pictures.kept:,} kept, {pictures.failed:,} failed, {pictures.waiting:,} wait.")
    return 1 if summary.failed or summary.waiting or pictures.failed or pictures.waiting else 0


def _sum_up(summary: QueueSummary, total: int, store: Store) -> None:
    if summary.stopped:
        complain(summary.stopped)
    if total:
        full = f"Full text of {summary.full:,} of {counted(total, 'article')}"
        say(f"{full}; {summary.failed:,} failed, {summary.waiting:,} wait.")
    else:
        waiting = _total(store.queue.counts(), TextState.WAITING)
        held = "their feeds rest, have had their share of the day, or are switched off"
        say(f"No page is fetched now. {counted(waiting, 'article')} wait: {held}." if waiting else "No article waits.")


def _print_objects(counts: list[TextCount], rests: list[Rest], pictures: ImageTally) -> None:
    for each in counts:
        reason = clean(each.reason) if each.reason else None
        print_json({"kind": "texts", "state": each.state, "reason": reason, "articles": each.articles})
    for rest in rests:
        print_json(
            {
                "kind": "rest",
                "feed": rest.feed_id,
                "title": clean(rest.title),
                "until": iso(rest.until),
                "failures": rest.failures,
                "reason": clean(rest.reason) if rest.reason else None,
            }
        )
    print_json({"kind": "pictures", "kept": pictures.kept, "bytes": pictures.bytes, "failed": pictures.failed})


def _print_status(counts: list[TextCount], rests: list[Rest], pictures: ImageTally) -> None:
    full, waiting, failed = (_total(counts, state) for state in (TextState.FULL, TextState.WAITING, TextState.FAILED))
    lines = [f"{counted(full, 'article')} with full text, {waiting:,} that wait for it, {failed:,} without."]
    for state, heading in _HEADINGS.items():
        reasons = [each for each in counts if each.state == state]
        if reasons:
            lines += ["", heading]
            lines += [f"{each.articles:>7,}  {clean(each.reason or _NOT_ASKED)}" for each in reasons[:_REASONS]]
        if len(reasons) > _REASONS:
            others = sum(each.articles for each in reasons[_REASONS:])
            lines.append(f"{others:>7,}  for {len(reasons) - _REASONS:,} other reasons")
    if rests:
        lines += ["", "Feeds whose pages are left alone:"]
        for rest in rests:
            until = (iso(rest.until) or "").replace("T", " ")[:16]
            lines.append(f"{rest.feed_id:>7}  {clean(rest.title)} until {until} UTC: {clean(rest.reason or '')}")
    if pictures.kept or pictures.failed:
        size = f"{pictures.bytes / 1_000_000:,.1f} MB"
        lines += ["", f"Pictures: {pictures.kept:,} kept ({size}), {pictures.failed:,} could not be had."]
    print_text("\n".join(lines))


def _total(counts: list[TextCount], state: TextState) -> int:
    return sum(each.articles for each in counts if each.state == state)


COMMANDS = (offline,)
