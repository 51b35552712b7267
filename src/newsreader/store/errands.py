"""What rules have still to do outside of the database: tell of an article, hand it to a command.

Noted as articles arrive and taken just before it is done: whoever does it may be another process, or end at it, and
nothing is done twice.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence

import msgspec

from newsreader.query.kept import Rule, RuleAction
from newsreader.store.arrival import note, noted
from newsreader.store.articles import HIDDEN_BITS
from newsreader.store.database import Database

_OUTSIDE = (RuleAction.NOTIFY, RuleAction.PIPE)
_TOLD_AT, _FAULTS_TOLD = "rules.told_at", "rules.faults_told"
"""When somebody was last told of articles, and of rules that failed, in the table `meta`."""


class Errand(msgspec.Struct, frozen=True):
    """What is to be done for one rule."""

    rule_id: int
    name: str
    """Of the rule."""
    argument: str
    article_ids: tuple[int, ...]
    """In the order in which they arrived."""


class Errands:
    """The errands table, and how errands went. `now` in UTC seconds."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def has(self, action: RuleAction) -> bool:
        """Is there anything to do of this kind."""
        return self._database.row(f"SELECT 1 {_DUE} LIMIT 1", action=action) is not None

    def due(self, action: RuleAction) -> list[Errand]:
        """Return what is to be done, by the order of the rules."""
        rows = self._database.rows(
            f"SELECT r.id, r.name, r.argument, e.article_id {_DUE} ORDER BY r.place, r.id, e.article_id", action=action
        )
        found: dict[tuple[int, str, str], list[int]] = {}
        for rule_id, name, argument, article_id in rows:
            found.setdefault((rule_id, name, argument), []).append(article_id)
        return [Errand(*rule, tuple(ids)) for rule, ids in found.items()]

    def claim(self, rule_id: int, article_ids: Sequence[int]) -> tuple[int, ...]:
        """Take these off the table, to be done now; return those that nobody else took meanwhile."""
        with self._database.transaction() as connection:
            rows = connection.execute(
                """
                DELETE FROM errands WHERE rule_id = :rule_id AND article_id IN (SELECT value FROM json_each(:ids))
                RETURNING article_id
                """,
                {"rule_id": rule_id, "ids": json.dumps(list(article_ids))},
            ).fetchall()
        return tuple(sorted(row[0] for row in rows))

    def give_back(self, rule_id: int, article_ids: Sequence[int]) -> None:
        """Put on the table again what was claimed and not done, where rule and article are still there."""
        with self._database.transaction(is_small=True) as connection:
            connection.execute(
                """
                INSERT OR IGNORE INTO errands (rule_id, article_id)
                SELECT r.id, a.id FROM rules r JOIN articles a ON a.id IN (SELECT value FROM json_each(:ids))
                WHERE r.id = :rule_id
                """,
                {"rule_id": rule_id, "ids": json.dumps(list(article_ids))},
            )

    def take(self, action: RuleAction) -> list[Errand]:
        """Claim all that is to be done."""
        claimed = [
            msgspec.structs.replace(errand, article_ids=self.claim(errand.rule_id, errand.article_ids))
            for errand in self.due(action)
        ]
        return [errand for errand in claimed if errand.article_ids]

    def told_at(self) -> int:
        """Return when somebody was last told of articles; 0 for never."""
        return noted(self._database, _TOLD_AT, 0)

    def note_told(self, *, now: int) -> None:
        """Remember that somebody was told of articles."""
        with self._database.transaction(is_small=True) as connection:
            note(connection, _TOLD_AT, now)

    def note_fault(self, rule_id: int, fault: str, *, now: int) -> None:
        """Remember how the command of a rule failed, or with "" that it did not."""
        with self._database.transaction(is_small=True) as connection:
            connection.execute(
                "UPDATE rules SET fault = :fault, fault_at = iif(:fault = '', NULL, :now) WHERE id = :id",
                {"id": rule_id, "fault": fault, "now": now},
            )

    def take_faults(self, *, now: int) -> list[tuple[str, str]]:
        """Return the rules that failed since somebody was last told, with the reasons."""
        told = noted(self._database, _FAULTS_TOLD, 0)
        rows = self._database.rows(
            "SELECT name, fault, fault_at FROM rules WHERE fault_at > :told AND fault_at <= :now ORDER BY place, id",
            told=told if told <= now else 0,  # the clock was set back
            now=now,
        )
        if rows:
            with self._database.transaction(is_small=True) as connection:
                note(connection, _FAULTS_TOLD, max(row[2] for row in rows))
        return [(name, fault) for name, fault, _ in rows]


_DUE = "FROM errands e JOIN rules r ON r.id = e.rule_id WHERE r.action = :action AND r.is_on"


def note_errands(connection: sqlite3.Connection, rule: Rule, article_ids: Sequence[int]) -> None:
    """Note what a rule has to do with these articles: once a story, and nobody is told of what is read or hidden."""
    if rule.action not in _OUTSIDE:
        return
    connection.execute(
        f"""
        INSERT OR IGNORE INTO errands (rule_id, article_id)
        SELECT :rule_id, min(id) FROM articles
        WHERE id IN (SELECT value FROM json_each(:ids))
            AND (:is_for_all OR (hidden & {HIDDEN_BITS | 4} = 0 AND read_at IS NULL))
        GROUP BY coalesce(story, id)
        """,
        {"rule_id": rule.id, "ids": json.dumps(article_ids), "is_for_all": rule.action is RuleAction.PIPE},
    )
