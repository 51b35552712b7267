"""What happens to old articles: they are marked read and deleted, once a day after a round, or when the user asks."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from newsreader.engine.tools import Tools
from newsreader.model import Feed
from newsreader.settings import Settings
from newsreader.store import expiry
from newsreader.store.expiry import ExpiryRule
from newsreader.store.portions import portions
from newsreader.store.retention import AT_ONCE, KeepRule

DAY_S = 24 * 60 * 60
_TIDIED = "tidied"
"""When it was done last, as the store remembers it."""


def keep_rules(settings: Settings, feeds: list[Feed], *, now: int) -> list[KeepRule]:
    """Return what the settings say of each feed; those of which all is kept, and the sample edition, have no rule."""
    rules = []
    for feed in feeds:
        own = settings.of_feed(feed.url)
        days = settings.retention.days if own.keep_days is None else own.keep_days
        newest = settings.retention.articles if own.keep_articles is None else own.keep_articles
        # 0 stands for "all", so that a feed may be an exception.
        since = now - days * DAY_S if days else None
        if not feed.is_sample and (since is not None or newest):
            rules.append(KeepRule(feed.id, newest or None, since, settings.retention.unread))
    return rules


def expiry_rules(settings: Settings, feeds: list[Feed], *, now: int) -> list[ExpiryRule]:
    """Return from when on the unread articles of each feed stay unread; feeds where all do have no rule."""
    rules = []
    for feed in feeds:
        own = settings.of_feed(feed.url).mark_read_days
        days = settings.retention.mark_read_days if own is None else own
        if days and not feed.is_sample:
            rules.append(ExpiryRule(feed.id, now - days * DAY_S))
    return rules


async def expire(tools: Tools) -> int:
    """Mark read what the settings do not want to stay unread, in short transactions; return how many articles."""
    now, store = tools.clock(), tools.store
    rules = expiry_rules(tools.settings, await tools.database.read(store.feeds.all), now=now)
    expired = await tools.database.read(lambda: store.expiry.expired(rules)) if rules else []
    marked, step = 0, None
    for portion in portions(expired, expiry.AT_ONCE):
        done = await tools.database.write(partial(store.expiry.mark, portion, rules, now=now, step=step))
        marked += done.articles
        step = step or done.batch_id
    return marked


async def tidy(tools: Tools, *, report: Callable[[int], None] = lambda _: None) -> int:
    """Delete what the settings let go, in short transactions; say after each how many went, and return it in all."""
    now, store = tools.clock(), tools.store
    rules = keep_rules(tools.settings, await tools.database.read(store.feeds.all), now=now)
    going = await tools.database.read(lambda: store.retention.going(rules)) if rules else []
    deleted = 0
    for portion in portions(going, AT_ONCE):
        deleted += await tools.database.write(partial(store.retention.delete, portion, rules, now=now))
        report(deleted)
    return deleted


async def tidy_daily(tools: Tools) -> int:
    """Do both where it was not done for a day, and return how many articles changed or went.

    A clock that was set back does not keep it from being done.
    """
    now, remembered = tools.clock(), tools.store.remembered
    last = await tools.database.read(lambda: remembered.number(_TIDIED))
    if last is not None and 0 <= now - last < DAY_S:
        return 0
    changed = await expire(tools) + await tidy(tools)
    await tools.database.write(lambda: remembered.keep(_TIDIED, now))
    return changed
