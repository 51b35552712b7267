"""Somebody who does everything that can be done with a library, at random, and a count of it in plain Python."""

from __future__ import annotations

import random
import sqlite3
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from tests.building import HOUR, NOW, new_article

from newsreader.model import ChangedArticle, ReadingPlace
from newsreader.query.kept import RuleAction
from newsreader.query.matching import Facts
from newsreader.query.tree import State
from newsreader.store import Store
from newsreader.store.journal import Change
from newsreader.store.retention import KeepRule

DAY = 24 * HOUR
NAMES = ("Harbour", "Coast", "Tokyo Times", "Северное море", "海の新聞")
FOLDERS = ("", "News", "News/Asia", "Sea")
TAGS = ("a", "japan", "news/asia", "море")
TITLES = ("Tokyo summit", "Tide tables", "Футбол сегодня", "東京で会談", "World cup", "Café closes")
KEPT = (
    "unread",
    "starred or later",
    "tag:news",
    "title:tokyo -tagged",
    "folder:news is:unread",
    "older:1d -starred",
    "feed:coast or футбол",
    "progress:5..95",
    "is:muted",
    "removed",
)
"""Queries that are kept as views."""
_MANY = 90
"""More articles than that do not arrive."""

Row = tuple[Any, ...]
Fields = tuple[list[Row], list[Row]]
Doing = Callable[[], Change | None]


@dataclass(slots=True)
class Step:
    """What undo takes back in one go."""

    other_side: Fields
    """Every field as it was before the step was done, or, of one that was undone, before it was."""
    batches: int


@dataclass
class Life:
    """Does one thing after the other, and remembers what undo and redo have to bring back."""

    store: Store
    chance: random.Random
    now: int = NOW
    done: list[Step] = field(default_factory=list)
    """Since something last happened that is not the user's own doing."""
    undone: list[Step] = field(default_factory=list)
    tally: Counter[str] = field(default_factory=Counter)
    """How often each thing was done and changed something."""

    def __post_init__(self) -> None:
        self._file = sqlite3.connect(self.store.path, isolation_level=None)
        for name in NAMES[:3]:
            self.store.feeds.add(f"https://{NAMES.index(name)}.example/feed", title=name, now=self.now)
            self._arrive()

    def close(self) -> None:
        self._file.close()

    def step(self) -> None:
        """Do one thing."""
        self.now += self.chance.randint(0, 90)
        happenings = {
            self._mark: 50,
            self._mark_all: 1,
            self._tend: 8,
            self._undo: 20,
            self._redo: 12,
            self._arrive: 3,
            self._edit: 1,
            self._save: 1,
            self._let_go: 1,
            self._wake: 1,
            self._rule: 1,
            self._read_on: 2,
        }
        (happening,) = self.chance.choices(list(happenings), list(happenings.values()))
        happening()

    # What the user does: each is a step that undo takes back

    def _do(self, doing: Doing, name: str) -> None:
        before = self.state()
        change = doing()
        if change is None:
            assert self.state() == before, name
            return
        self.tally[name] += 1
        self.done.append(Step(before, 1))
        self.undone.clear()

    def _mark(self) -> None:
        marks, sorting, now = self.store.marks, self.store.sorting, self.now
        ids, wanted, tag = self._some_ids(), self.chance.random() < 0.6, self.chance.choice(TAGS)
        if not ids:
            return
        doings: dict[str, Doing] = {
            "read": lambda: marks.set_read(ids, wanted, now=now),
            "star": lambda: marks.set_starred(ids, wanted, now=now),
            "toggle read": lambda: marks.toggle_read(ids[0], now=now),
            "toggle star": lambda: marks.toggle_starred(ids[0], now=now),
            "toggle read together": lambda: marks.toggle_read_together(ids, now=now),
            "toggle star together": lambda: marks.toggle_starred_together(ids, now=now),
            "later": lambda: sorting.set_later(ids, wanted, now=now),
            "toggle later": lambda: sorting.toggle_later(ids, now=now),
            "hide": lambda: sorting.set_hidden(ids, wanted, now=now),
            "toggle hidden": lambda: sorting.toggle_hidden(ids, now=now),
            "show": lambda: sorting.show(ids, now=now),
            "snooze": lambda: sorting.snooze(ids, now + self.chance.randint(1, DAY) if wanted else None, now=now),
            "tag": lambda: sorting.tag(ids, tag, now=now),
            "untag": lambda: sorting.untag(ids, tag, now=now),
            "toggle tag": lambda: sorting.toggle_tag(ids, tag, now=now),
            "rename tag": lambda: sorting.rename_tag(tag, self.chance.choice(TAGS), now=now),
        }
        name = self.chance.choice(list(doings))
        self._do(doings[name], name)

    def _mark_all(self) -> None:
        ids = self._ids()
        self._do(lambda: self.store.marks.set_read(ids, self.chance.random() < 0.5, now=self.now), "read all")

    def _tend(self) -> None:
        marks, now, chance = self.store.marks, self.now, self.chance
        feeds = [feed.id for feed in self.store.feeds.all()]
        number = chance.randrange(len(NAMES))

        def add() -> Change | None:
            _, is_new = marks.add_feed(f"https://{number}.example/feed", NAMES[number], now=now)
            return Change("added", frozenset(), feeds_changed=True) if is_new else None

        doings: dict[str, Doing] = {"add feed": add}
        if feeds:
            feed = chance.choice(feeds)
            doings |= {
                "rename feed": lambda: marks.rename_feed(feed, chance.choice((*NAMES, "")), now=now),
                "move feed": lambda: marks.move_feed(feed, chance.choice(FOLDERS), now=now),
            }
        if len(feeds) > 2:
            doings["remove feed"] = lambda: marks.remove_feed(feed, now=now)
        name = chance.choice(list(doings))
        self._do(doings[name], name)

    def _undo(self) -> None:
        """Take back the last step, or several in one go."""
        steps = min(self.chance.choice((1, 1, 1, 2, 3)), len(self.done))
        before = self.state()
        if not steps:
            self.tally["undo of what was done long ago"] += self.store.journal.undo(now=self.now) is not None
            self._disturbed()
            return
        taken = self.done[-steps:]
        batches = sum(step.batches for step in taken)
        is_one = steps == 1
        undone = (
            self.store.journal.undo(now=self.now) if is_one else self.store.journal.undo_batches(batches, now=self.now)
        )
        assert undone is not None
        assert undone.kept == 0, undone
        assert self.state() == taken[0].other_side, undone
        del self.done[-steps:]
        self.undone.append(Step(before, batches))
        self.tally["undo"] += 1

    def _redo(self) -> None:
        if not self.undone and self.done:
            self._undo()
        if not self.undone:
            return
        before = self.state()
        redone = self.store.journal.redo(now=self.now)
        assert redone is not None
        assert redone.kept == 0, redone
        step = self.undone.pop()
        assert self.state() == step.other_side, redone
        self.done.append(Step(before, step.batches))
        self.tally["redo"] += 1

    # What happens besides: undo leaves it alone, so what it brings back is not known any more

    def _disturbed(self) -> None:
        self.done.clear()
        self.undone.clear()

    def _arrive(self) -> None:
        feeds = [feed.id for feed in self.store.feeds.all()]
        if not feeds or len(self._ids()) > _MANY:
            return
        number = self.chance.randrange(10**9)
        new = [
            new_article(f"{number} {each}", title=self.chance.choice(TITLES), age_s=self.chance.randint(0, 4 * DAY))
            for each in range(self.chance.randint(1, 12))
        ]
        self.store.refreshing.write_articles(self.chance.choice(feeds), new, (), now=self.now)
        self.store.rules.arrive(now=self.now)
        self.tally["arrive"] += 1
        self._disturbed()

    def _edit(self) -> None:
        rows = self._file.execute("SELECT id, feed_id FROM articles WHERE feed_id IS NOT NULL ORDER BY id").fetchall()
        if not rows:
            return
        article_id, feed = self.chance.choice(rows)
        new = new_article(f"edit {self.chance.randrange(10**9)}", title=self.chance.choice(TITLES))
        edited = ChangedArticle(article_id, new.digest, new.parsed, is_real=self.chance.random() < 0.7)
        is_again = self.chance.random() < 0.5
        self.store.refreshing.write_articles(feed, (), [edited], now=self.now, is_unread_again=is_again)
        self.tally["edit"] += 1
        self._disturbed()

    def _save(self) -> None:
        self.store.saving.save(f"https://page.example/{self.chance.randrange(20)}", canonical=None, now=self.now)
        self.tally["save"] += 1
        self._disturbed()

    def _let_go(self) -> None:
        feeds = [feed.id for feed in self.store.feeds.all()]
        rules = [
            KeepRule(each, newest=self.chance.randint(3, 30), with_unread=self.chance.random() < 0.5) for each in feeds
        ]
        deleted = self.store.retention.delete(self.store.retention.going(rules), rules, now=self.now)
        self.tally["let go"] += deleted > 0
        self._disturbed()

    def _wake(self) -> None:
        self.now += self.chance.randint(0, DAY // 4)
        self.tally["wake"] += bool(self.store.sorting.wake(now=self.now))
        self._disturbed()

    def _rule(self) -> None:
        rules, now = self.store.rules, self.now
        name, typed = self.chance.choice("rst"), self.chance.choice(KEPT[:8])
        there = rules.find(name)
        match self.chance.randrange(4):
            case 0 if there is not None:
                rules.remove(there, now=now)
            case 1 if there is not None:
                rules.apply(there, now=now)
            case 2:
                rules.end(now=now)
            case _:
                action = self.chance.choice(list(RuleAction))
                until = self.chance.choice((None, now + DAY))
                rules.save(name, typed, action, argument="japan", until=until, now=now)
        self.tally["rule"] += 1
        self._disturbed()

    def _read_on(self) -> None:
        if ids := self._ids():
            place = ReadingPlace(1, 0, 10 * self.chance.randrange(101))
            self.store.places.keep(self.chance.choice(ids), place, now=self.now)
            self.tally["read on"] += 1

    # What there is

    def _ids(self) -> list[int]:
        return [row[0] for row in self._file.execute("SELECT id FROM articles ORDER BY id")]

    def _some_ids(self) -> list[int]:
        ids = self._ids()
        return self.chance.sample(ids, min(self.chance.choice((1, 1, 2, 5, 20)), len(ids)))

    def state(self) -> Fields:
        """Return every field that the journal covers, of all articles and feeds that are there."""
        return self._file.execute(_ARTICLES).fetchall(), self._file.execute(_FEEDS).fetchall()

    def facts(self) -> list[tuple[Facts, int | None, bool]]:
        """Return what queries may ask of each article, its feed and whether any list leaves it out."""
        return [_facts(row) for row in self._file.execute(_FACTS)]


_ARTICLES = """
    SELECT a.id, read_at, starred_at, later_at, hidden_at, snoozed_until, hidden & ~2, (
        SELECT group_concat(name, ',') FROM (
            SELECT name FROM tags JOIN article_tags t ON t.tag_id = tags.id WHERE t.article_id = a.id ORDER BY 1
        )
    ) FROM articles a ORDER BY a.id
"""
_FEEDS = "SELECT url, coalesce(user_title, ''), folder FROM feeds WHERE removed_at IS NULL ORDER BY url"
_FACTS = """
    SELECT a.id, a.title, a.author, coalesce(nullif(f.user_title, ''), nullif(f.title, ''), f.url, ''),
        coalesce(f.url, ''), coalesce(f.folder, ''), a.published, a.read_at, a.starred_at, a.progress, a.hidden,
        a.later_at, a.feed_id, coalesce(f.weekly, 0), (
            SELECT group_concat(name, char(10)) FROM tags JOIN article_tags t ON t.tag_id = tags.id
            WHERE t.article_id = a.id
        )
    FROM articles a LEFT JOIN feeds f ON f.id = a.feed_id
"""


def _facts(row: Row) -> tuple[Facts, int | None, bool]:
    hidden, tags = row[10], row[14]
    states = {State.HIDDEN: hidden & 11, State.MUTED: hidden & 2, State.REMOVED: hidden & 4, State.LATER: row[11]}
    facts = Facts(
        id=row[0],
        title=row[1],
        author=row[2],
        feed=row[3],
        feed_url=row[4],
        folder=row[5],
        published=row[6],
        read_at=row[7],
        starred_at=row[8],
        progress=row[9] // 10,
        weekly=row[13],
        tags=tuple(tags.split("\n")) if tags else (),
        states=frozenset(state for state, is_so in states.items() if is_so),
    )
    return facts, row[12], hidden != 0
