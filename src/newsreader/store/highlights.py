"""In what colour rules show articles: asked for the rows in sight, so that it follows whatever changes."""

from __future__ import annotations

from collections.abc import Collection

import msgspec

from newsreader.errors import QueryError
from newsreader.query.dates import resolve
from newsreader.query.kept import Colour, RuleAction, is_active
from newsreader.query.parser import parse
from newsreader.store.asking import Asking
from newsreader.store.database import Database
from newsreader.store.rules import Rules


class Highlight(msgspec.Struct, frozen=True):
    """What a rule makes of a row."""

    rule: str
    """Its name."""
    colour: Colour


class Highlights:
    """The rules that highlight. `now` in UTC seconds."""

    def __init__(self, database: Database) -> None:
        self._asking = Asking(database)
        self._rules = Rules(database)

    def of(self, ids: Collection[int], *, now: int) -> dict[int, Highlight]:
        """Return what these articles are highlighted by: the first rule that finds them. Others are missing."""
        found: dict[int, Highlight] = {}
        for rule in self._rules.all():
            if rule.action is not RuleAction.HIGHLIGHT or not is_active(rule, now):
                continue
            try:
                query = resolve(parse(rule.query), now)
            except QueryError:
                continue  # another version of the language wrote it
            colour = Colour(rule.argument) if rule.argument in set(Colour) else Colour.ACCENT
            highlight = Highlight(rule.name, colour)
            left = set(ids) - found.keys()
            found |= dict.fromkeys(self._asking.of(query, left), highlight)
        return found
