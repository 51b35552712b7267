"""What SQL asks Python for: words, paths, patterns, what a body holds. Each says what `query.matching` says of it."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from functools import lru_cache
from typing import Any

import msgspec

from newsreader.blocks import Blocks, full_text
from newsreader.folding import fold, title_key
from newsreader.query.matching import has_address, has_language
from newsreader.query.needles import is_in, is_path_in
from newsreader.query.patterns import is_found
from newsreader.query.things import things_in
from newsreader.query.tree import Thing, Words
from newsreader.store.articles import unpacked
from newsreader.text import reading_minutes

_encoder = msgspec.json.Encoder()


def needle(words: Words) -> str:
    """Return words as the functions take them: a parameter of the statement, never a part of it."""
    return _encoder.encode(words).decode()


def register(connection: sqlite3.Connection) -> None:
    """Let the statements of this connection use the functions."""
    for name, (arity, function) in _FUNCTIONS.items():
        connection.create_function(name, arity, function, deterministic=True)


def _words_in(words: str, text: str | None) -> bool:
    return is_in(_words(words), text or "")


def _path_in(words: str, path: str | None) -> bool:
    return is_path_in(_words(words), path or "")


def _pattern_in_names(source: str, title: str, author: str) -> bool:
    return is_found(source, title) or is_found(source, author)


def _language_is(words: str, language: str | None) -> bool:
    return has_language(_words(words), language)


def _address_has(words: str, url: str | None) -> bool:
    return has_address(_words(words), url)


def _body_says(words: str, feed_blocks: bytes | None, page_blocks: bytes | None) -> bool:
    return is_in(_words(words), _text(feed_blocks, page_blocks))


def _body_has(thing: str, feed_blocks: bytes | None, page_blocks: bytes | None) -> bool:
    return Thing(thing) in _things(feed_blocks, page_blocks)


_FUNCTIONS: dict[str, tuple[int, Callable[..., Any]]] = {
    "words_in": (2, _words_in),
    "path_in": (2, _path_in),
    "language_is": (2, _language_is),
    "address_has": (2, _address_has),
    "pattern_in": (2, is_found),
    "pattern_in_names": (3, _pattern_in_names),
    "body_says": (3, _body_says),
    "body_has": (3, _body_has),
    "reading_minutes": (1, reading_minutes),
    "folded": (1, fold),
    "title_key": (1, title_key),
}
"""By their names in SQL: how many values they take, and what they do."""


@lru_cache(maxsize=64)
def _words(encoded: str) -> Words:
    return msgspec.json.decode(encoded, type=Words)


# The conditions of a query ask one body after another, each of them several times in a row.
@lru_cache(maxsize=4)
def _blocks(feed_blocks: bytes | None, page_blocks: bytes | None) -> Blocks:
    return unpacked(page_blocks) or unpacked(feed_blocks)


@lru_cache(maxsize=4)
def _text(feed_blocks: bytes | None, page_blocks: bytes | None) -> str:
    return full_text(_blocks(feed_blocks, page_blocks))


@lru_cache(maxsize=4)
def _things(feed_blocks: bytes | None, page_blocks: bytes | None) -> frozenset[Thing]:
    return things_in(_blocks(feed_blocks, page_blocks))
