"""Read a feed document of any format. Pure: bytes in, values out; no network, no clock.

The document becomes UTF-8 (`encoding`), is cut to its root and bounded (`prolog`), parsed by a libxml2 that can do
nothing but parse (`tree`) and read in its own words (`xmlfeed`, `jsonfeed`). Where that finds fewer articles than begin
in the document, feedparser has the last word (`tolerant`). What was found is cleaned once, whoever read it
(`normalise`).

fastfeedparser, which design.md puts between the pass and feedparser, is left out: identity needs the document's own
fields, which it replaces (1,088 of the 2,612 ids of our real feeds are its own invention), it loses texts (95) and a
whole feed (60 articles), and reading the tree that the pass has anyway costs the same CPU as asking it.
"""

from __future__ import annotations

from dataclasses import replace

from newsreader.errors import NotAFeed, ParseFailed
from newsreader.feeds.discover import describe_non_feed
from newsreader.feeds.document import FeedDocument, RawFeed
from newsreader.feeds.encoding import to_utf8
from newsreader.feeds.jsonfeed import looks_like_json, read_json
from newsreader.feeds.normalise import normalise
from newsreader.feeds.prolog import bounded, count_articles, find_feed
from newsreader.feeds.tolerant import read_tolerantly
from newsreader.feeds.tree import parse_tree
from newsreader.feeds.xmlfeed import read_xml


def parse_feed(body: bytes, *, url: str, content_type: str | None = None, charset: str | None = None) -> FeedDocument:
    """Return the feed in `body`, which was found at `url`.

    Raises NotAFeed if it is something else and says what, ParseFailed if it is cut short or cannot be read.
    """
    document = to_utf8(body, charset)
    feed = read_json(document) if looks_like_json(document) else _read_markup(document)
    if feed is None:
        what = describe_non_feed(body, content_type, url)
        advice = "Add that address instead." if " offers http" in what else "Check the address in a browser."
        raise NotAFeed(f"This is no feed but {what}. {advice}")
    return normalise(feed, url)


_MAX_MENDED = 300_000
"""Opening brackets of a document that is mended, or counted, if it is broken: ten times what 2,000 articles need."""


def _read_markup(document: bytes) -> RawFeed | None:
    found = find_feed(document)
    if found is None:
        return None
    whole, was_cut = bounded(found.document)
    may_mend = not was_cut and (len(whole) <= _MAX_MENDED or whole.count(b"<") <= _MAX_MENDED)
    tree = parse_tree(whole, may_mend=may_mend)
    try:
        feed = read_xml(tree.root, was_cut=was_cut)
    except UnicodeDecodeError as error:
        raise ParseFailed("The feed's document holds characters that do not exist.") from error
    if found.is_embedded and not feed.articles:
        return None
    if not found.is_whole:
        raise ParseFailed("The feed's document ends in the middle. The next refresh may bring the rest.")
    if tree.is_sound or not may_mend or count_articles(whole) <= len(feed.articles):
        return feed
    tolerant = read_tolerantly(whole)
    if tolerant is not None and len(tolerant.articles) > len(feed.articles):
        return tolerant
    return replace(feed, was_cut=True)
