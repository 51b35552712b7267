"""Turn HTML into typed blocks: what a feed gives, and the article in a page. Pure: no network, SQL, clock or screen."""

from newsreader.articles.feed import feed_blocks
from newsreader.articles.pages import Explained, explain_page, extract_page, page_links
from newsreader.articles.siterules import PageLinks, RuleBook, read_rules, shipped_rules
from newsreader.articles.work import Rule, Step

__all__ = [
    "Explained",
    "PageLinks",
    "Rule",
    "RuleBook",
    "Step",
    "explain_page",
    "extract_page",
    "feed_blocks",
    "page_links",
    "read_rules",
    "shipped_rules",
]
