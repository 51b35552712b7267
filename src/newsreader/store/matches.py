"""What the index of words is asked: the terms of a query, as expressions of FTS5's MATCH.

Made of folded terms alone, which hold neither signs nor blanks, and passed as parameters.
"""

from __future__ import annotations

from collections.abc import Callable

from newsreader.folding import Term, is_decided_by_terms, query_terms
from newsreader.query.tree import And, Field, Has, Node, Not, Or, Thing, Words
from newsreader.store.signs import sign_of_beginning, sign_of_thing, signs_of_language

INDEXED = (Field.ANY, Field.TITLE, Field.AUTHOR, Field.TEXT)
"""The fields whose words the index holds."""
_BESIDE = (Thing.AUDIO, Thing.VIDEO)
"""What may be a file beside the text, too."""
_TERMS_AT_MOST = 32
"""Of one piece of text. What holds all terms of a longer one holds these."""
_PIECES_AT_MOST = 64
"""Of one expression: FTS5 takes no deeper ones than 256."""


def words_match(node: Words | Has) -> str | None:
    """Return what the index of title, author and text together has where a condition holds; None if that is open."""
    if isinstance(node, Has):
        return None if node.thing in _BESIDE else sign_match(node)
    if node.field is Field.LANG:
        return sign_match(node)
    if node.field not in INDEXED:
        return None
    return " AND ".join(_term(sign_of_beginning(term) or term) for term in _terms(node)) or None


def sign_match(node: Words | Has) -> str | None:
    """Return what it has where a text holds a thing, or is in a language, and nowhere else; None if it has no sign."""
    if isinstance(node, Has):
        sign = sign_of_thing(node)
        return None if sign is None else _term(sign)
    return " OR ".join(map(_term, signs_of_language(node)))


def terms_match(words: Words) -> str | None:
    """Return what title or author hold where the words stand there, without signs, which only the other index has."""
    return " AND ".join(map(_term, _terms(words))) or None


def names_match(node: Words | Has) -> str | None:
    """Return the same for the index that tells title and author apart; None where the words may stand elsewhere."""
    if isinstance(node, Has) or node.field not in (Field.TITLE, Field.AUTHOR):
        return None
    match = terms_match(node)
    return match and f"{node.field} : ({match})"


def says_all(words: Words) -> bool:
    """Is every text that holds the terms of the words one that holds the words."""
    return not (words.is_exact or words.is_whole) and is_decided_by_terms(words.text)


def reads_nothing(node: Node | None) -> bool:
    """Does the index decide all that a condition says of words, so that no text is read for it."""
    match node:
        case Words(field=field):
            return says_all(node) or field not in (Field.ANY, Field.TEXT)
        case And(parts=parts) | Or(parts=parts):
            return all(map(reads_nothing, parts))
        case Not(part=part):
            return reads_nothing(part)
        case _:
            return True


def asks_index(node: Node | None) -> bool:
    """Does a condition speak of anything that the index says, and that must be read where an article is not in it."""
    match node:
        case Has():
            return sign_match(node) is not None
        case Words():
            return words_match(node) is not None
        case And(parts=parts) | Or(parts=parts):
            return any(map(asks_index, parts))
        case Not(part=part):
            return asks_index(part)
        case _:
            return False


def tree_match(node: Node | None, of_words: Callable[[Words | Has], str | None]) -> str | None:
    """Return what all articles hold that a condition finds, as far as that can be read off its words; else None."""
    match = _tree_match(node, of_words)
    return None if match is None or match.count('"') > 2 * _PIECES_AT_MOST else match


def _tree_match(node: Node | None, of_words: Callable[[Words | Has], str | None]) -> str | None:
    match node:
        case Words() | Has():
            return of_words(node)
        case And(parts=parts):
            return " AND ".join(f"({match})" for part in parts if (match := _tree_match(part, of_words))) or None
        case Or(parts=parts):
            matches = [_tree_match(part, of_words) for part in parts]
            return None if None in matches else " OR ".join(f"({match})" for match in matches)
        case _:
            return None


def _terms(words: Words) -> tuple[Term, ...]:
    return query_terms(words.text, is_prefix=words.is_prefix)[:_TERMS_AT_MOST]


def _term(term: Term) -> str:
    return f'"{term.text}" *' if term.is_prefix else f'"{term.text}"'
