"""What rules mute is hidden, and shown again when they end or change. In portions, so that a star waits for none of it.

Muting is no change of the user's: it follows from the rules, which the journal has. Each portion looks whether the
rules are still those that it goes by. Where they are not, it leaves the rest to whoever changed them.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Sequence

from newsreader.errors import QueryError
from newsreader.query.dates import resolve
from newsreader.query.kept import Rule, RuleAction, is_active
from newsreader.query.parser import parse
from newsreader.query.tree import Query
from newsreader.store.arrival import note, noted
from newsreader.store.asking import Asking
from newsreader.store.database import Database
from newsreader.store.portions import MARKS_AT_ONCE, Transactions, portions

RULE = "id, name, query, action, argument, until, is_on, hits, fault"
"""The columns of which `rule_of` makes a rule."""
MUTED = 2
"""Of `articles.hidden`."""
NO_ID = NO_TIME = 2**62
"""Above every id, after every time."""
_NEXT_END = "rules.next_end"
"""When the first of the rules that mute ends, in the table `meta`."""


class Muting:
    """Which articles are muted. `now` in UTC seconds. Each method returns the articles that changed."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._asking = Asking(database)

    def end(self, *, now: int) -> frozenset[int]:
        """Show what rules muted whose end has come."""
        if now < noted(self._database, _NEXT_END, NO_TIME):
            return frozenset()
        return self.follow((), now=now)

    def follow(self, rule_ids: Collection[int] | None = None, *, now: int) -> frozenset[int]:
        """Make muted what the rules of now mute, and nothing else.

        `rule_ids`: the rules that are others than before, where that is known; all articles are asked about them alone.
        """
        rules = [rule for rule in map(rule_of, self._database.rows(_ALL)) if _mutes(rule, now)]
        changed = self._show_all_but(rules, now)
        for rule in rules:
            if rule_ids is None or rule.id in rule_ids:
                changed |= self._hide(rule, now)
        return changed

    def _hide(self, rule: Rule, now: int) -> frozenset[int]:
        """Mute all that a rule finds."""
        query = understood(rule, now)
        found = self._asking.among(query, after=0, upto=NO_ID) if query is not None else []
        hidden = sorted(frozenset(found) - self._muted())
        return self._write(f"hidden = hidden | {MUTED}", hidden, [rule], now)

    def _show_all_but(self, rules: list[Rule], now: int) -> frozenset[int]:
        """Show what is muted and none of the rules mutes; only what is muted is looked at."""
        left = self._muted()
        for rule in rules:
            if left and (query := understood(rule, now)) is not None:
                left -= self._asking.of(query, left)
        next_end = min((rule.until for rule in rules if rule.until is not None), default=NO_TIME)
        if next_end != noted(self._database, _NEXT_END, NO_TIME):
            with self._database.transaction(is_small=True) as connection:
                note(connection, _NEXT_END, next_end)
        return self._write(f"hidden = hidden & ~{MUTED}", sorted(left), rules, now, are_all=True)

    def _write(
        self, change: str, ids: Sequence[int], rules: list[Rule], now: int, *, are_all: bool = False
    ) -> frozenset[int]:
        """Change these articles as long as the rules mute what they did, and, with `are_all`, no other does."""
        changed: set[int] = set()
        transactions = Transactions(self._database)
        for portion in portions(ids, MARKS_AT_ONCE):
            with transactions.next() as connection:
                if not _are_still(rules, connection, now, are_all=are_all):
                    break
                rows = connection.execute(
                    f"UPDATE articles SET {change} WHERE id IN (SELECT value FROM json_each(:ids)) RETURNING id",
                    {"ids": json.dumps(portion)},
                ).fetchall()
            changed.update(row[0] for row in rows)
        return frozenset(changed)

    def _muted(self) -> frozenset[int]:
        return frozenset(self._database.numbers(f"SELECT id FROM articles WHERE hidden & {MUTED} <> 0"))


_ALL = f"SELECT {RULE} FROM rules"


def meant(query: str, now: int) -> Query:
    """Return what a query means; raises QueryError."""
    return resolve(parse(query), now)


def understood(rule: Rule, now: int) -> Query | None:
    """Return what a rule means; None where another version of the language wrote it, and it finds nothing."""
    try:
        return meant(rule.query, now)
    except QueryError:
        return None


def rule_of(row: tuple[int, str, str, str, str, int | None, int, int, str]) -> Rule:
    """Return the rule that a row of the table holds."""
    rule_id, name, query, action, argument, until, is_on, hits, fault = row
    return Rule(rule_id, name, query, RuleAction(action), argument, until, bool(is_on), hits, fault)


def _mutes(rule: Rule, now: int) -> bool:
    return rule.action is RuleAction.HIDE and is_active(rule, now)


def _are_still(rules: list[Rule], connection: sqlite3.Connection, now: int, *, are_all: bool) -> bool:
    """Do these rules still mute what they did; with `are_all`, and no other rule anything."""
    wanted = {(rule.query, rule.until) for rule in rules}
    there = {(rule.query, rule.until) for rule in map(rule_of, connection.execute(_ALL)) if _mutes(rule, now)}
    return wanted == there if are_all else wanted <= there
