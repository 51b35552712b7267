"""Feeds: from the bytes of a document to articles, and what a refresh changes. Pure: no network, no SQL, no clock.

`parse.parse_feed` reads a document, `assemble` turns it into what crosses to the engine once its HTML became blocks,
`decide.decide` compares that with what is stored, `schedule.next_due` says when to ask again.
"""
