"""Feed bytes to articles with blocks: the one place where the rooms `feeds` and `articles` meet. Runs in the worker."""

from __future__ import annotations

from newsreader.articles import feed_blocks
from newsreader.engine.wire import Parsed, ParseTask, Result, Unreadable
from newsreader.errors import NotAFeed, ParseFailed
from newsreader.feeds.assemble import parsed_article, parsed_feed
from newsreader.feeds.parse import parse_feed


def parse(task: ParseTask) -> Result:
    """Return the document's articles, or why there are none."""
    try:
        document = parse_feed(task.body, url=task.url, content_type=task.content_type, charset=task.charset)
    except NotAFeed as error:
        return Unreadable(str(error), is_not_a_feed=True)
    except ParseFailed as error:
        return Unreadable(str(error))
    articles = (parsed_article(article, feed_blocks(article.html, article.base)) for article in document.articles)
    return Parsed(parsed_feed(document, articles))
