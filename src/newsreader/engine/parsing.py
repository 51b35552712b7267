"""Feed bytes to articles with blocks: the one place where the rooms `feeds` and `articles` meet. Runs in the worker."""

from __future__ import annotations

from newsreader.articles.feed import feed_blocks
from newsreader.articles.rough import rough_text
from newsreader.engine.wire import Finished, FinishTask, Parsed, ParseTask, Result, Unreadable
from newsreader.errors import NotAFeed, ParseFailed
from newsreader.feeds.assemble import article_text, parsed_article, parsed_feed, rough_article
from newsreader.feeds.discover import offered_feeds
from newsreader.feeds.document import DocumentArticle
from newsreader.feeds.parse import parse_feed
from newsreader.model import ArticleText, ParsedArticle, RoughText

_SHORT = 600
"""Characters of HTML up to which its blocks are made at once: to store a text twice would cost as much."""


def parse(task: ParseTask) -> Result:
    """Return the document's articles, those with much text roughly, or why there are none."""
    try:
        document = parse_feed(task.body, url=task.url, content_type=task.content_type, charset=task.charset)
    except NotAFeed as error:
        return Unreadable(str(error), is_not_a_feed=True, offers=tuple(offered_feeds(task.body, task.url)))
    except ParseFailed as error:
        return Unreadable(str(error))
    return Parsed(parsed_feed(document, map(_article, document.articles)))


def _article(article: DocumentArticle) -> ParsedArticle:
    rough = rough_text(article.html)
    # The headline of an article without title is taken from its blocks.
    if article.title and rough and len(article.html) > _SHORT:
        return rough_article(article, rough)
    return parsed_article(article, rough, feed_blocks(article.html, article.base))


def finish(task: FinishTask) -> Finished:
    """Return the texts that are made of articles' HTML."""
    return Finished(tuple(map(_finished, task.texts)))


def _finished(text: RoughText) -> ArticleText:
    blocks = feed_blocks(text.html, text.base)
    return article_text(blocks, may_be_teaser=text.may_be_teaser, has_content=text.has_content)
