"""Where in a TOML document each name stands. Only for text that a parser took: nothing is checked here.

Neither tomllib nor tomlkit tells it.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Generator, Iterator, Mapping
from functools import lru_cache

import msgspec

# Dots part the words, so a number like 1.5 is three tokens: what stands in a value does not matter here.
_TOKEN = re.compile(
    r"""(?P<string> \"{3} (?:\\.|[^\\])*? \"{3,5} | '{3} .*? '{3,5} | "(?:\\.|[^"\\\n])*" | '[^'\n]*' )
      | (?P<word> [^\s"'\#=.,\[\]{}]+ )
      | (?P<comment> \#[^\n]* )
      | (?P<end> \n )
      | (?P<sign> [=.,\[\]{}] )""",
    re.DOTALL | re.VERBOSE,
)


class Position(msgspec.Struct, frozen=True):
    """Both counted from 1."""

    line: int
    column: int


@lru_cache(maxsize=2)  # the screen of the settings asks again with each change
def positions(document: str) -> Mapping[tuple[str, ...], Position]:
    """Return where each name stands first, by its path: tables, dotted names and inline tables alike."""
    found: dict[tuple[str, ...], Position] = {}
    line, start = 1, 0
    for path, at in _Names(document).offsets():
        line += document.count("\n", start, at)
        start = at
        found.setdefault(path, Position(line, at - document.rfind("\n", 0, at)))
    return found


class _Names:
    """Reads tokens one by one; the paths come in the order of the document."""

    def __init__(self, document: str) -> None:
        self._tokens = (token for token in _TOKEN.finditer(document) if token.lastgroup != "comment")
        self._next = next(self._tokens, None)

    def offsets(self) -> Iterator[tuple[tuple[str, ...], int]]:
        table: tuple[str, ...] = ()
        while self._next is not None:
            if self._is_at("["):
                while self._is_at("["):
                    self._step()
                table = yield from self._name(())
                while self._is_at("]"):
                    self._step()
            elif self._next.lastgroup in ("word", "string"):
                yield from self._pair(table)
            else:
                self._step()

    def _is_at(self, sign: str) -> bool:
        return self._next is not None and self._next.lastgroup == "sign" and self._next[0] == sign

    def _step(self) -> None:
        self._next = next(self._tokens, None)

    def _name(self, parent: tuple[str, ...]) -> Generator[tuple[tuple[str, ...], int], None, tuple[str, ...]]:
        path = parent
        while self._next is not None and self._next.lastgroup in ("word", "string"):
            text = self._next[0]
            path = (*path, tomllib.loads(f"x = {text}")["x"] if text[0] in "\"'" else text)
            yield path, self._next.start()
            self._step()
            if not self._is_at("."):
                break
            self._step()
        return path

    def _pair(self, parent: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], int]]:
        path = yield from self._name(parent)
        if self._is_at("="):
            self._step()
        if self._is_at("{"):
            yield from self._inline_table(path)
        else:
            self._skip_value()

    def _inline_table(self, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], int]]:
        self._step()
        while self._next is not None and not self._is_at("}"):
            if self._next.lastgroup in ("word", "string"):
                yield from self._pair(path)
            else:
                self._step()
        self._step()

    def _skip_value(self) -> None:
        depth = 0
        while self._next is not None:
            if self._is_at("[") or self._is_at("{"):
                depth += 1
            elif depth and (self._is_at("]") or self._is_at("}")):
                depth -= 1
            elif not depth and (self._next.lastgroup == "end" or self._is_at(",") or self._is_at("}")):
                break
            self._step()
