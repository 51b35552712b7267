"""The query language: from text to a tree and back, and what a tree means. Pure: no SQL, no clock, no screen.

`parser.parse` reads what a person typed, `dates.resolve` puts moments in the place of "yesterday", `matching.select`
says which articles are meant (the store's SQL must say the same), `writing.write` gives the text back, `completion`
tells what may follow.
"""
