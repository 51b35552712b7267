"""What is done with articles as they arrive, by the user's rules.

What a rule does to an arriving article is not journalled: undo takes back what the user did, and that is to make,
change or remove the rule. Where one is applied to what was there before, it is the user's doing, too: one batch. Muting
is a bit of its own in `hidden`, so that it ends with its rule and shows again what nothing else hides.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable

import msgspec

from newsreader.query.kept import Rule, RuleAction, is_active
from newsreader.store.arrival import Arrival, note_seen
from newsreader.store.asking import Asking
from newsreader.store.database import Database
from newsreader.store.errands import note_errands
from newsreader.store.journal import Change
from newsreader.store.keeping import change_kept, move_kept, remove_kept, rename_kept, short, write_name
from newsreader.store.kept import Kept
from newsreader.store.marks import Marks
from newsreader.store.muting import MUTED, NO_ID, RULE, Muting, meant, rule_of, understood
from newsreader.store.sorting import Sorting, tag_name


class Hit(msgspec.Struct, frozen=True):
    """What a rule found among what arrived."""

    rule: Rule
    article_ids: tuple[int, ...]


class Rules:
    """The rules table, in the user's order. Every change of it is one batch of the journal. `now` in UTC seconds."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._asking = Asking(database)
        self._arrival = Arrival(database)
        self._muting = Muting(database)

    def all(self) -> list[Rule]:
        """Return the rules in the order in which they are carried out, ended ones included."""
        rows = self._database.rows(f"SELECT {RULE} FROM rules ORDER BY place, id")
        return [rule_of(row) for row in rows]

    def find(self, name: str) -> Rule | None:
        """Return the rule of this name, or else one of it in another case, or None."""
        alike = [rule for rule in self.all() if rule.name.lower() == name.lower()]
        return min(alike, key=lambda rule: rule.name != name, default=None)

    def save(
        self,
        name: str,
        query: str,
        action: RuleAction,
        *,
        argument: str = "",
        until: int | None = None,
        before: Rule | None = None,
        now: int,
    ) -> Rule:
        """Keep a rule, in place of an earlier one of its name. What it mutes is muted at once, or no longer.

        `before` is one that gets this name with it; raises NotPossible, and nothing is changed, where another has it.
        """

        def write(connection: sqlite3.Connection) -> None:
            if before is not None and before.name != name:
                write_name(connection, Kept.RULES, before.id, name)
            connection.execute(
                """
                INSERT INTO rules (name, query, action, argument, until, place)
                VALUES (:name, :query, :action, :argument, :until, (SELECT coalesce(max(place), 0) + 1 FROM rules))
                ON CONFLICT (name) DO UPDATE
                SET query = :query, action = :action, argument = :argument, until = :until, fault = ''
                """,
                {"name": name, "query": query, "action": action, "argument": argument, "until": until},
            )
            row = connection.execute(f"SELECT {RULE} FROM rules WHERE name = :name", {"name": name}).fetchone()
            found.append(rule_of(row))

        found: list[Rule] = []
        self._change(f"kept the rule {short(name)}", write, now)
        self._muting.follow([found[0].id], now=now)
        return found[0]

    def switch(self, rule: Rule, is_on: bool, *, now: int) -> Change | None:
        """Let a rule do something or nothing; what it mutes is shown meanwhile."""

        def write(connection: sqlite3.Connection) -> None:
            connection.execute("UPDATE rules SET is_on = :is_on WHERE id = :id", {"id": rule.id, "is_on": is_on})

        change = self._change(f"turned the rule {short(rule.name)} {'on' if is_on else 'off'}", write, now)
        self._muting.follow([rule.id], now=now)
        return change

    def remove(self, rule: Rule, *, now: int) -> Change | None:
        """Forget a rule; what it muted, and no other rule does, is shown again."""
        change = remove_kept(self._database, Kept.RULES, rule.id, rule.name, now=now)
        self._muting.follow((), now=now)
        return change

    def rename(self, rule: Rule, name: str, *, now: int) -> Change | None:
        """Call a rule otherwise; raises NotPossible, and nothing is changed, where another one has the name."""
        return rename_kept(self._database, Kept.RULES, rule.id, rule.name, name, now=now)

    def move(self, rule: Rule, place: int, *, now: int) -> Change | None:
        """Put a rule at a place among all, 0 being what is carried out first."""
        return move_kept(self._database, Kept.RULES, rule.id, rule.name, place, now=now)

    def would_find(self, query: str, *, since: int, now: int) -> int:
        """Return how many articles that arrived since then a query finds; raises QueryError."""
        # Articles are numbered as they arrive, so that only those of that time are looked at.
        row = self._database.row(
            "SELECT id FROM articles WHERE fetched < :since AND feed_id IS NOT NULL ORDER BY id DESC LIMIT 1",
            since=since,
        )
        after = row[0] if row is not None else 0
        return len(self._asking.among(meant(query, now), after=after, upto=NO_ID, with_removed=False))

    def arrive(self, *, now: int) -> list[Hit]:
        """Carry the rules out on what arrived since this was last done, and say what each found.

        Articles whose text is not finished yet wait, and with them all that came later, until the next time.
        """
        after, upto = self._arrival.unseen(now=now)
        rules = [rule for rule in self.all() if is_active(rule, now)]
        hits = []
        for rule in rules if upto > after else ():
            query = understood(rule, now)
            found = self._asking.among(query, after=after, upto=upto) if query is not None else []
            if found:
                hits.append(Hit(rule, tuple(found)))
        with self._database.transaction() as connection:
            # Another program may have removed a rule meanwhile, or turned it off.
            at_work = {row[0] for row in connection.execute("SELECT id FROM rules WHERE is_on")}
            hits = [hit for hit in hits if hit.rule.id in at_work]
            for hit in hits:
                _carry_out(connection, hit, now)
            # After all of them: nobody is told of what another rule hides.
            for hit in hits:
                note_errands(connection, hit.rule, hit.article_ids)
            note_seen(connection, upto)
        return hits

    def apply(self, rule: Rule, *, now: int) -> Change | None:
        """Do to all articles there are what the rule does to arriving ones, as one batch that undo takes back.

        None where nothing changes. What is to be muted is muted already, and nobody is told of what is old.
        """
        query = meant(rule.query, now)
        ids = self._asking.among(query, after=0, upto=NO_ID, with_removed=False)
        marks, sorting = Marks(self._database), Sorting(self._database)
        match rule.action:
            case RuleAction.READ:
                return marks.set_read(ids, True, now=now, passes_gone=True)
            case RuleAction.STAR:
                return marks.set_starred(ids, True, now=now, passes_gone=True)
            case RuleAction.TAG:
                return sorting.tag(ids, rule.argument, now=now, passes_gone=True)
            case RuleAction.LATER:
                return sorting.set_later(ids, True, now=now, passes_gone=True)
            case _:
                return None

    def end(self, *, now: int) -> frozenset[int]:
        """Show again what rules muted whose end has come; return the articles that changed."""
        return self._muting.end(now=now)

    def mute(self, *, now: int) -> frozenset[int]:
        """Make muted what the rules of now mute, and nothing else; return the articles that changed."""
        return self._muting.follow(now=now)

    def _change(self, label: str, write: Callable[[sqlite3.Connection], object], now: int) -> Change | None:
        return change_kept(self._database, Kept.RULES, label, write, now=now)


_CHANGES = {
    RuleAction.READ: "read_at = :now WHERE read_at IS NULL",
    RuleAction.STAR: "starred_at = :now WHERE starred_at IS NULL",
    RuleAction.LATER: "later_at = :now WHERE later_at IS NULL",
    RuleAction.HIDE: f"hidden = hidden | {MUTED} WHERE 1",
}


def _carry_out(connection: sqlite3.Connection, hit: Hit, now: int) -> None:
    connection.execute(
        "UPDATE rules SET hits = hits + :hits WHERE id = :id", {"id": hit.rule.id, "hits": len(hit.article_ids)}
    )
    ids = {"ids": json.dumps(hit.article_ids), "now": now}
    if hit.rule.action is RuleAction.TAG:
        name = {"name": tag_name(hit.rule.argument)}
        connection.execute("INSERT OR IGNORE INTO tags (name) VALUES (:name)", name)
        connection.execute(
            """
            INSERT OR IGNORE INTO article_tags (article_id, tag_id)
            SELECT value, (SELECT id FROM tags WHERE name = :name) FROM json_each(:ids)
            """,
            {**ids, **name},
        )
    elif hit.rule.action in _CHANGES:
        change = _CHANGES[hit.rule.action]
        connection.execute(f"UPDATE articles SET {change} AND id IN (SELECT value FROM json_each(:ids))", ids)
