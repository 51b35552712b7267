"""Terms of the index that are no words: what a text holds, its language, the letters that its words begin with.

They begin with a sign that no word has, and go on in letters and digits: FTS5's tokenizer `ascii` leaves them whole.
A term takes about a byte an article.
"""

from __future__ import annotations

from collections.abc import Iterable

from newsreader.blocks import Blocks
from newsreader.folding import Term
from newsreader.query.matching import language_code
from newsreader.query.things import things_in
from newsreader.query.tree import Has, Thing, Words

_SIGN = "§"
_WITHOUT = frozenset({Thing.AUTHOR, Thing.TEXT, Thing.ENCLOSURE, Thing.DOWNLOAD})
"""The things that have no sign: nearly every article has them, or a table tells which have."""


def signs_of(blocks: Blocks, *, language: str | None, has_comments: bool, terms: Iterable[str]) -> set[str]:
    """Return the signs of an article with this text and these terms."""
    signs = {_thing(thing) for thing in things_in(blocks)}
    if has_comments:
        signs.add(_thing(Thing.COMMENTS))
    if language:
        signs.add(_language(language))
    return signs | {f"{_SIGN}{letter}" for letter in {term[0] for term in terms} if letter.isascii()}


def sign_of_thing(has: Has) -> Term | None:
    """Return the sign of the articles that hold a thing in their text, and of no others; None if it has none."""
    return None if has.thing in _WITHOUT else Term(_thing(has.thing))


def signs_of_language(words: Words) -> tuple[Term, ...]:
    """Return the signs of which articles in a language have one, and no others any."""
    exactly = Term(_language(words.text))
    return (exactly,) if words.is_whole else (exactly, Term(_language(f"{words.text}-"), is_prefix=True))


def sign_of_beginning(term: Term) -> Term | None:
    """Return the sign of the articles with a word that begins with a letter; None if the term is not such a one."""
    is_letter = term.is_prefix and len(term.text) == 1 and term.text.isascii()
    return Term(f"{_SIGN}{term.text}") if is_letter else None


def _thing(thing: Thing) -> str:
    return f"{_SIGN}has{thing}"


def _language(language: str) -> str:
    # In hexadecimal digits: whatever a feed calls a language is then one term, and what begins with it begins alike.
    return f"{_SIGN}lang{language_code(language).encode('utf-8', 'surrogatepass').hex()}"
