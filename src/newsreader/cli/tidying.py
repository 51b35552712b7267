"""The command that marks old articles read and deletes them, and says first which."""

from __future__ import annotations

import click

from newsreader.cli.opening import now, opened, run_async, settings_of
from newsreader.cli.output import as_json, complain, iso, print_columns, print_json, say
from newsreader.paths import Paths
from newsreader.settings import Settings
from newsreader.store import Store
from newsreader.text import clean, counted


@click.command()
@click.option("--preview", "is_preview", is_flag=True, help="Say what would happen, and change nothing.")
@as_json
@click.pass_obj
def tidy(paths: Paths, is_preview: bool, as_json: bool) -> int:
    """Mark old articles read and delete them as the settings say; a refresh does so once a day.

    The settings are retention.mark_read_days, retention.days, retention.articles and retention.unread, and
    mark_read_days, keep_days and keep_articles of a feed; without them nothing is ever marked or deleted. What is
    starred, tagged, for later, or begun and not ended stays, and so does what you marked unread by hand. What was
    deleted does not come back with its feed.
    """
    with opened(paths) as store:
        settings = settings_of(paths, store)
        if not is_preview:
            return run_async(_tidy(store, paths, settings, as_json))
        _print_preview(store, settings, as_json)
        return 0


def _print_preview(store: Store, settings: Settings, as_json: bool) -> None:
    from newsreader.engine.tidying import expiry_rules, keep_rules

    feeds = {feed.id: feed for feed in store.feeds.all()}
    rules = keep_rules(settings, list(feeds.values()), now=now())
    expiring = expiry_rules(settings, list(feeds.values()), now=now())
    expired = store.expiry.count(expiring) if expiring else 0
    going = store.retention.preview(rules)
    if as_json:
        for each in going:
            feed = feeds[each.feed_id]
            fields = {"id": feed.id, "url": feed.url, "title": clean(feed.title)}
            print_json({**fields, "articles": each.articles, "oldest": iso(each.oldest)})
        return
    if expiring:
        say(f"{counted(expired, 'article')} would be marked read.")
    elif not rules:
        say("Everything is kept: neither retention.days nor retention.articles is set. See: newsreader settings")
        return
    rows = [(f"{each.articles:,}", (iso(each.oldest) or "")[:10], clean(feeds[each.feed_id].title)) for each in going]
    print_columns(rows, stretch=2)
    say(f"{counted(sum(each.articles for each in going), 'article')} would be deleted.")


async def _tidy(store: Store, paths: Paths, settings: Settings, as_json: bool) -> int:
    from newsreader.engine.downloads import Downloads
    from newsreader.engine.lease import held_lease
    from newsreader.engine.tidying import expire
    from newsreader.engine.tidying import tidy as tidy_up
    from newsreader.engine.tools import opened_tools

    async with opened_tools(store, paths.rules, settings=settings) as tools, held_lease(tools) as lease:
        if not lease:
            return complain("Another newsreader is refreshing this home. Try again when it is done.")
        marked = await expire(tools)
        deleted = await tidy_up(tools)
        await Downloads(lambda: tools, paths.downloads).tidy()
    if as_json:
        print_json({"deleted": deleted, "marked_read": marked})
    else:
        if marked:
            say(f"Marked {counted(marked, 'article')} read; newsreader undo takes it back.")
        say(f"Deleted {counted(deleted, 'article')}.")
    return 0


COMMANDS = (tidy,)
