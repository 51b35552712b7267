"""The second half of a refresh: articles that are listed with a rough text get the finished one.

What is held for it is bounded. The answer of a feed is recorded after it, so that a kill only asks the feed again.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial

import msgspec

from newsreader.engine.recording import Failed, fail
from newsreader.engine.tools import Tools
from newsreader.engine.wire import Finished, Unreadable
from newsreader.engine.writing import ARTICLES_AT_ONCE, write_together
from newsreader.model import ArticleText, ChangedArticle, NewArticle, ParsedArticle
from newsreader.store.portions import portions
from newsreader.store.refreshing import FeedToFetch

HELD_BYTES = 48_000_000
"""Of HTML that waits until everything new is listed; feeds beyond it are finished at once."""


@dataclass(frozen=True, slots=True)
class Unfinished:
    """A feed whose articles are listed, with what is still to be done for it."""

    feed: FeedToFetch
    articles: Sequence[NewArticle | ChangedArticle]
    """Those with a rough text."""
    record: Callable[[], None]
    """Stores the feed's answer. Runs in the database's thread."""


@dataclass(slots=True)
class Held:
    """The feeds that wait to be finished."""

    feeds: list[Unfinished] = field(default_factory=list)
    _room: int = HELD_BYTES

    def take(self, unfinished: Unfinished) -> bool:
        """Hold a feed, unless there is no room for it."""
        size = sum(sys.getsizeof(article.parsed.rough.html) for article in unfinished.articles if article.parsed.rough)
        if size > self._room:
            return False
        self._room -= size
        self.feeds.append(unfinished)
        return True


async def finish(tools: Tools, unfinished: Unfinished) -> Failed | None:
    """Store the finished texts of a feed in portions, with the last its answer; return why that failed, if it did."""
    feed, articles = unfinished.feed, unfinished.articles
    for portion in portions(articles, ARTICLES_AT_ONCE):
        parsed = await finished_articles(tools, feed, [article.parsed for article in portion])
        if isinstance(parsed, Unreadable):
            return await fail(tools, feed, parsed.reason, is_crash=parsed.is_crash)
        finished = [msgspec.structs.replace(old, parsed=new) for old, new in zip(portion, parsed, strict=True)]
        calls: list[Callable[[], None]] = [partial(tools.store.refreshing.finish_articles, finished)]
        if portion[-1] is articles[-1]:
            calls.append(unfinished.record)
        await tools.database.write(partial(write_together, tools.store, calls))
    return None


async def finished_articles(
    tools: Tools, feed: FeedToFetch, articles: Sequence[ParsedArticle]
) -> list[ParsedArticle] | Unreadable:
    """Return the articles with their finished texts, or why they cannot be read."""
    sources = [article.rough for article in articles if article.rough is not None]
    result = await tools.worker.finish(sources, feed_id=feed.id)
    if not isinstance(result, Finished):
        return result if isinstance(result, Unreadable) else Unreadable("It cannot be read.")
    texts = iter(result.texts)
    return [article if article.rough is None else _finished(article, next(texts)) for article in articles]


def _finished(article: ParsedArticle, text: ArticleText) -> ParsedArticle:
    return msgspec.structs.replace(article, body=text.body, words=text.words, is_teaser=text.is_teaser, rough=None)
