"""Commands that fetch or read pages: refresh, extract."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from newsreader.blocks import body_text, full_text
from newsreader.cli.opening import importing, opened, run_async, settings_of
from newsreader.cli.output import as_json, complain, iso, print_json, print_text, say, text_width
from newsreader.feeds.asking import Asking, asking_by_hand
from newsreader.model import Page
from newsreader.paths import Paths
from newsreader.store import Store
from newsreader.text import clean, counted

if TYPE_CHECKING:
    from newsreader.engine.recording import FeedOutcome
    from newsreader.engine.tools import Tools
    from newsreader.store.refreshing import FeedToFetch

_BY_ITSELF = """
\b
To refresh without the reader, each feed when it is due, by cron (crontab -e):
  */15 * * * *  $HOME/.local/bin/newsreader refresh --due 2>/dev/null

\b
Or by systemd, with two files in ~/.config/systemd/user:
  newsreader.service
    [Service]
    Type=oneshot
    ExecStart=%h/.local/bin/newsreader refresh --due
    SuccessExitStatus=1
  newsreader.timer
    [Timer]
    OnCalendar=*:0/15
    RandomizedDelaySec=5min
    Persistent=true
    [Install]
    WantedBy=timers.target

\b
and then:
  systemctl --user enable --now newsreader.timer

\b
Take the path that "command -v newsreader" prints. Status 1 only says that some feed failed.
"""


@click.command(epilog=_BY_ITSELF)
@click.option("--feed", "feed_name", metavar="X", help="Only this feed: its id, address or title.")
@click.option(
    "--force",
    is_flag=True,
    help="Ask even feeds that should be left alone, and take even an answer that is the same as the last.",
)
@click.option("--due", is_flag=True, help="Only feeds whose time has come: each as often as it publishes.")
@as_json
@click.pass_obj
def refresh(paths: Paths, feed_name: str | None, force: bool, due: bool, as_json: bool) -> int:
    """Fetch the feeds, then the pages behind their teasers."""
    from newsreader.engine.logs import log_to

    log_to(paths.log)
    with opened(paths) as store:
        feed_ids = None if feed_name is None else [store.feeds.find(feed_name).id]
        asking = _asking(feed_ids, is_forced=force, is_due=due)
        return run_async(_refresh(store, paths, feed_ids, asking, as_json))


def _asking(feed_ids: Sequence[int] | None, *, is_forced: bool, is_due: bool) -> Asking:
    if is_forced and is_due:
        raise click.UsageError("--force and --due do not go together.")
    return Asking.DUE if is_due else asking_by_hand(feed_ids, is_forced=is_forced)


async def _refresh(store: Store, paths: Paths, feed_ids: Sequence[int] | None, asking: Asking, as_json: bool) -> int:
    # Imported here: feeds, list and star need no HTTP and answer sooner without it.
    with importing():
        from newsreader.engine.lease import held_lease
        from newsreader.engine.tools import opened_tools

    account = _Account(store, as_json)
    async with (
        opened_tools(store, paths.rules, settings=settings_of(paths, store)) as tools,
        held_lease(tools) as lease,
    ):
        if not lease:
            return complain("Another newsreader is refreshing this home. Try again when it is done.")
        await _fetch_feeds(tools, feed_ids, asking, account)
        await _fetch_pages(tools, feed_ids, paths, as_json)
    return 1 if account.failed else 0


class _Account:
    """Says of each feed how it fared, and counts for the line at the end."""

    def __init__(self, store: Store, as_json: bool) -> None:
        self._store = store
        self._as_json = as_json
        self._feeds: dict[int, tuple[str, str]] = {}
        """Address and title of those that are asked."""
        self._new = self.failed = 0

    def begin(self, asked: Iterable[FeedToFetch]) -> None:
        """Note the feeds that are asked; one that was removed a moment ago goes by its address."""
        titles = {feed.id: feed.title for feed in self._store.feeds.all()}
        self._feeds = {feed.id: (feed.url, clean(titles.get(feed.id, feed.url))) for feed in asked}

    def report(self, outcome: FeedOutcome) -> None:
        """Say and count how a feed fared."""
        from newsreader.engine.recording import Failed, Refreshed

        url, title = self._feeds[outcome.feed_id]
        new = outcome.new if isinstance(outcome, Refreshed) else 0
        reason = outcome.reason if isinstance(outcome, Failed) else None
        self._new += new
        self.failed += reason is not None
        if self._as_json:
            fields = {"id": outcome.feed_id, "url": url, "title": title, "new": new, "error": reason}
            print_json(fields, at_once=True)
        elif reason is not None:
            complain(f"{title}: {reason}")
        elif new:
            say(f"{title}: {new:,} new")

    def sum_up(self, asked: int) -> None:
        """Say what came of all of them, for people."""
        if not self._as_json:
            failed = f", {self.failed:,} failed." if self.failed else "."
            say(f"{counted(asked, 'feed')}, {counted(self._new, 'new article')}{failed}")


async def _fetch_feeds(tools: Tools, feed_ids: Sequence[int] | None, asking: Asking, account: _Account) -> None:
    """Refresh the feeds whose turn it is, and do with what is new what follows from it."""
    with importing():
        from newsreader.engine.refresh import refresh_feeds
        from newsreader.engine.rounds import blame, plan_round
        from newsreader.engine.ruling import carry_out_rules, tell
        from newsreader.engine.stories import settle_stories

    await blame(tools)
    planned = await plan_round(tools, feed_ids, asking)
    account.begin(planned.feeds)
    await refresh_feeds(tools, planned.feeds, is_forced=asking is Asking.FORCED, report=account.report)
    await settle_stories(tools)
    await carry_out_rules(tools)
    await tell(tools)
    if asking is not Asking.DUE:
        for reason, number in planned.left_alone:
            say(f"{counted(number, 'feed')} {reason}; --force asks anyway.")
    account.sum_up(len(planned.feeds))


async def _fetch_pages(tools: Tools, feed_ids: Sequence[int] | None, paths: Paths, as_json: bool) -> None:
    """Make what came ready to be searched and read offline, the index, pages and pictures, and hand it on."""
    with importing():
        from newsreader.engine.downloads import Downloads
        from newsreader.engine.indexing import WORTH_SAYING, index_articles
        from newsreader.engine.pages import fetch_waiting_pages
        from newsreader.engine.ruling import run_hooks
        from newsreader.engine.tidying import tidy_daily

    if not as_json and (waiting := tools.store.indexing.waiting()) > WORTH_SAYING:
        say(f"Indexing {waiting:,} articles for search.")
    await index_articles(tools, takes_teasers=False)
    await fetch_waiting_pages(tools, feed_ids, report=lambda _: None)
    if tools.settings.images.keep:
        from newsreader.engine.images import fetch_wanted_images

        await fetch_wanted_images(tools, paths.images, report=lambda _: None)
    await run_hooks(tools)
    await tidy_daily(tools)
    await Downloads(lambda: tools, paths.downloads).tidy()
    await index_articles(tools)


@click.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE...|-")
@click.option("--url", metavar="URL", help="Where the page is from: for its relative links and the rules of its site.")
@click.option("--explain", is_flag=True, help="Print what was chosen, pruned and restored, and why.")
@as_json
@click.pass_obj
def extract(paths: Paths, files: tuple[str, ...], url: str | None, explain: bool, as_json: bool) -> int:
    """Print the clean text of saved pages; - reads one from standard input."""
    return run_async(_extract(paths, files, url, explain, as_json))


async def _extract(paths: Paths, files: tuple[str, ...], url: str | None, explain: bool, as_json: bool) -> int:
    from newsreader.engine.wire import Extracted, Unreadable
    from newsreader.engine.worker import Worker

    status = 0
    problems: set[str] = set()
    async with Worker(paths.rules) as worker:
        for file in files:
            try:
                page = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
            except OSError as error:
                status = complain(f"{file} cannot be read: {(error.strerror or str(error)).lower()}.")
                continue
            result = await worker.extract(page, url=url, charset=None, is_explained=explain)
            if not isinstance(result, Extracted):
                status = complain(f"{file}: {result.reason if isinstance(result, Unreadable) else 'unreadable'}")
                continue
            for problem in set(result.rule_problems) - problems:
                complain(problem)
            problems.update(result.rule_problems)
            if explain:
                print_text("\n".join(result.steps))
            else:
                _print_page(file, result.page, as_json)
    return status


def _print_page(file: str, page: Page, as_json: bool) -> None:
    if as_json:
        print_json(
            {
                "id": "-" if file == "-" else Path(file).stem,
                "title": clean(page.title),
                "byline": clean(page.byline),
                "published": iso(page.published),
                "lang": page.language,
                "text": body_text(page.blocks),
                "full": full_text(page.blocks),
            },
            at_once=True,
        )
        return
    from newsreader.writing.plain import plain_text

    facts = " · ".join(fact for fact in (clean(page.byline), iso(page.published)) if fact)
    head = "\n".join(line for line in (clean(page.title), facts) if line)
    print_text(f"{head}\n\n{plain_text(page.blocks, width=text_width())}")
    if page.problem:
        complain(page.problem)


COMMANDS = (refresh, extract)
