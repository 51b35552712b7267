"""What the index of words is asked: the terms of a query, as expressions of FTS5's MATCH.

Made of folded terms alone, which hold neither signs nor blanks, and passed as parameters.
"""

from __future__ import annotations

from collections.abc import Callable

from newsreader.folding import Term, is_decided_by_terms, query_terms
from newsreader.query.tree import And, Field, Node, Not, Or, Words

INDEXED = (Field.ANY, Field.TITLE, Field.AUTHOR, Field.TEXT)
"""The fields whose words the index holds."""
_TERMS_AT_MOST = 32
"""Of one piece of text. What holds all terms of a longer one holds these."""
_PIECES_AT_MOST = 64
"""Of one expression: FTS5 takes no deeper ones than 256."""


def words_match(words: Words) -> str | None:
    """Return what title, author and text together hold where the words stand in one of them; None if that is open."""
    if words.field not in INDEXED:
        return None
    terms = query_terms(words.text, is_prefix=words.is_prefix)[:_TERMS_AT_MOST]
    return " AND ".join(map(_term, terms)) or None


def names_match(words: Words) -> str | None:
    """Return the same for the index that tells title and author apart; None where the words may stand elsewhere."""
    match = words_match(words) if words.field in (Field.TITLE, Field.AUTHOR) else None
    return match and f"{words.field} : ({match})"


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


def tree_match(node: Node | None, of_words: Callable[[Words], str | None]) -> str | None:
    """Return what all articles hold that a condition finds, as far as that can be read off its words; else None."""
    match = _tree_match(node, of_words)
    return None if match is None or match.count('"') > 2 * _PIECES_AT_MOST else match


def _tree_match(node: Node | None, of_words: Callable[[Words], str | None]) -> str | None:
    match node:
        case Words():
            return of_words(node)
        case And(parts=parts):
            return " AND ".join(f"({match})" for part in parts if (match := _tree_match(part, of_words))) or None
        case Or(parts=parts):
            matches = [_tree_match(part, of_words) for part in parts]
            return None if None in matches else " OR ".join(f"({match})" for match in matches)
        case _:
            return None


def _term(term: Term) -> str:
    return f'"{term.text}" *' if term.is_prefix else f'"{term.text}"'
