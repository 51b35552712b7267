"""The use cases of rules that hand articles to commands, and of telling of articles where no reader is open.

Bounded in number and time, here, and in output, by `Run`. What is left of it is done after the next refresh.
"""

from __future__ import annotations

import asyncio
import logging
import shutil
import time
from collections.abc import Sequence
from contextlib import suppress
from functools import partial

from newsreader.engine.tools import Tools
from newsreader.errors import ArticleNotFound, NotPossible
from newsreader.model import Article
from newsreader.programs.jobs import jobs_of, takes_all_at_once
from newsreader.programs.lines import fault_of, program_of
from newsreader.programs.notices import AT_MOST_EVERY_S, notice_of, telling, told_of
from newsreader.programs.running import Ended, Run
from newsreader.query.kept import RuleAction
from newsreader.settings import CommandSettings, NotifyBy
from newsreader.store import Store
from newsreader.store.errands import Errand
from newsreader.store.portions import portions
from newsreader.text import clean

MOST_ARTICLES = 100
"""Of one rule after one refresh."""
_MOST_S = 300.0
"""All rules together after one refresh; the call that is running then ends by its own limit."""
_MOST_FAILURES = 3
"""After so many in a row the other articles of a rule wait for the next refresh."""
_TELLING_S = 20

_log = logging.getLogger(__name__)


async def hand_over_arrived(tools: Tools) -> None:
    """Hand to commands what rules found among what arrived. How that went is stored with each rule."""
    ends_at = time.monotonic() + _MOST_S
    for errand in await tools.database.read(partial(tools.store.errands.due, RuleAction.PIPE)):
        fault = await _hand_over(tools, errand, ends_at)
        if fault is not None:
            note = partial(tools.store.errands.note_fault, errand.rule_id, fault, now=tools.clock())
            await tools.database.write(note)


async def tell_arrived(tools: Tools) -> None:
    """Tell of what rules notify of by the user's command, where that is how it is told, and nobody was told lately."""
    settings, errands, now = tools.settings.notify, tools.store.errands, tools.clock()
    if settings.by is not NotifyBy.COMMAND or not await tools.database.read(partial(errands.has, RuleAction.NOTIFY)):
        return
    # Where the clock was set back since then, that says nothing.
    if 0 <= now - await tools.database.read(errands.told_at) < AT_MOST_EVERY_S:
        return
    taken = await tools.database.write(partial(errands.take, RuleAction.NOTIFY))
    told = await tools.database.read(partial(told_of, tools.store, taken))
    if not told:
        return
    await tools.database.write(partial(errands.note_told, now=now))
    try:
        words, text = telling(settings.command, notice_of(told))
    except NotPossible as error:
        fault = str(error)
    else:
        fault = _fault_of(await _run(Run(words, text, seconds=_TELLING_S)))
    for errand in taken:
        await tools.database.write(partial(errands.note_fault, errand.rule_id, fault, now=now))


async def _hand_over(tools: Tools, errand: Errand, ends_at: float) -> str | None:
    """Return how it failed the first time, "" where it did not; None where nothing was done."""
    command = tools.settings.commands.get(errand.argument) or CommandSettings(run=errand.argument)
    if (words := fault_of(command.run)) is not None:
        return f"The command line {words}."
    if shutil.which(program := program_of(command.run)) is None:
        return f"{program} was not found. Install it, or give its whole path."
    ids = errand.article_ids[:MOST_ARTICLES]
    at_once = len(ids) if takes_all_at_once(command) else 1
    first: str | None = None
    failures = 0
    for portion in portions(ids, at_once):
        if time.monotonic() >= ends_at or failures == _MOST_FAILURES:
            break
        claim = partial(tools.store.errands.claim, errand.rule_id, portion)
        claimed = await tools.database.write(claim)
        try:
            fault = await _call(command, await tools.database.read(partial(_articles, tools.store, claimed)))
        except asyncio.CancelledError:
            await tools.database.write(partial(tools.store.errands.give_back, errand.rule_id, claimed))
            raise
        failures = failures + 1 if fault else 0
        first = first or fault
    return first


async def _call(command: CommandSettings, articles: Sequence[Article]) -> str:
    """Hand these to a command; return how it failed, or nothing."""
    try:
        jobs = jobs_of(command, articles)
    except NotPossible as error:
        return str(error)
    runs = [Run(job.words, job.text, seconds=command.seconds, environment=job.environment) for job in jobs]
    faults = [_fault_of(await _run(run)) for run in runs]
    return next(filter(None, faults), "")


async def _run(run: Run) -> Ended:
    try:
        return await asyncio.to_thread(run.result)
    except asyncio.CancelledError:
        run.kill()
        raise


def _fault_of(ended: Ended) -> str:
    if ended.is_done:
        return ""
    _log.warning("a command of a rule failed: %s", ended.reason)
    return f"{ended.reason} {clean(ended.last_words)}".rstrip()


def _articles(store: Store, ids: Sequence[int]) -> list[Article]:
    """Return these articles but for those that are gone."""
    found = []
    for article_id in ids:
        with suppress(ArticleNotFound):
            found.append(store.articles.get(article_id))
    return found
