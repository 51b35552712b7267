"""Turn HTML into typed blocks: what a feed gives, and the article in a page. Pure: no network, SQL, clock or screen.

`feed.feed_blocks` and `rough.rough_text` read what feeds give, `pages.extract_page` pages, by the rules of `siterules`.
Nothing is imported here: a worker that only reads feeds starts in a third of the time without readability.
"""
