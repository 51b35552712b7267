"""What is typed never becomes a part of a statement, and no query changes anything: seen at the connection itself."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from tests.building import NOW, open_store
from tests.query.making import queries
from tests.store.asked import fill, index_all, storable

from newsreader.query.dates import resolve
from newsreader.query.matching import Facts
from newsreader.query.parser import parse
from newsreader.query.tree import And, Dated, Field, Instant, Node, Not, Or, Pattern, Query, Range, Words
from newsreader.query.writing import write
from newsreader.store import asking
from newsreader.store.asking import Asking
from newsreader.store.database import Database, Row

ARTICLES = [
    Facts(id=1, title="Tokyo summit", author="Ada", text="Talks in Tokyo.", feed="DW", published=NOW, tags=("japan",)),
    Facts(id=2, title="東京サミット", feed="NHK", feed_url="https://nhk.example/", read_at=NOW, starred_at=NOW),
]
HOSTILE = (
    "{} ' OR 1=1; DROP TABLE articles; --",
    '{} " ) UNION SELECT url FROM feeds /*',
    "{} :p0 ?1 @a $b %s {{0}} \\' ''",
    '{} NEAR(a b) AND title:x* ^"',
    "{} 数据库') OR ('1'='1",
    "{} %_*?[a-z] \x00 \u2028 char(39)",
)
"""With a place for a number by which each is known again."""
_WRITING = {
    getattr(sqlite3, f"SQLITE_{name}")
    for name in ("INSERT", "UPDATE", "DELETE", "ATTACH", "DETACH", "CREATE_TABLE", "DROP_TABLE", "ALTER_TABLE")
}


class Overheard(Database):
    """A database that notes the words of every statement that only reads, and what SQLite is to do for it."""

    def __init__(self, path: Path, backups: Path) -> None:
        super().__init__(path, backups)
        self.statements: list[str] = []
        self.written: list[tuple[object, ...]] = []

    def rows(self, sql: str, **parameters: object) -> list[Row]:
        self.statements.append(sql)
        return super().rows(sql, **parameters)

    def row(self, sql: str, **parameters: object) -> Row | None:
        self.statements.append(sql)
        return super().row(sql, **parameters)

    def numbers(self, sql: str, **parameters: object):  # type: ignore[no-untyped-def] # array("q"), as above it
        self.statements.append(sql)
        return super().numbers(sql, **parameters)

    def watch(self) -> None:
        """From now on note every action of this thread's connection that changes something."""

        def allow(action: int, *words: object) -> int:
            if action in _WRITING:
                self.written.append((action, *words))
            return sqlite3.SQLITE_OK

        self.teach(lambda connection: connection.set_authorizer(allow))


@pytest.fixture(scope="module", autouse=True)
def lists_are_longer_than_their_top() -> Iterator[None]:
    """Have what is behind the top of a list looked for, too, in libraries of a few articles."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(asking, "TOP", 2)
        yield


@pytest.fixture(scope="module", params=[True, False], ids=["indexed", "not indexed"])
def overheard(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Iterator[Overheard]:
    """A database with two articles in it."""
    folder = tmp_path_factory.mktemp("overheard")
    store = open_store(folder)
    opened = Overheard.open(folder / "newsreader.db", folder / "backups", NOW)
    assert isinstance(opened, Overheard)
    fill(opened, [storable(each, each.id) for each in ARTICLES])
    if request.param:
        index_all(store)
    store.close()
    yield opened
    opened.close()


def filled(node: Node, hostile: str, numbers: Iterator[int]) -> Node:
    """Return a node of the same shape with hostile texts and huge numbers in it, by which they are known again."""
    match node:
        case Not(part=part):
            return Not(filled(part, hostile, numbers))
        case And(parts=parts) | Or(parts=parts):
            return type(node)(tuple(filled(part, hostile, numbers) for part in parts))
        case Words():
            return msgspec.structs.replace(node, text=hostile.format(next(numbers)))
        case Pattern():
            return msgspec.structs.replace(node, source=str(next(numbers)))
        case Range(low=low, high=high):
            number = next(numbers)
            return msgspec.structs.replace(
                node, low=None if low is None else number, high=None if high is None else number
            )
        case Dated():
            return msgspec.structs.replace(node, when=Instant(next(numbers)))
        case _:
            return node


def asked(overheard: Overheard, query: Query) -> list[str]:
    """Ask in every way there is; return the statements."""
    overheard.statements.clear()
    asks = Asking(overheard)
    asks.ids(query)
    asks.ids(query, first=1)
    asks.count(query)
    asks.among(query, after=0, upto=9)
    return list(overheard.statements)


FIRST, SECOND = 710_000_001, 830_000_001


@given(query=queries, hostile=st.sampled_from(HOSTILE))
def test_no_text_and_no_number_of_a_query_reaches_sql_as_text(overheard: Overheard, query: Query, hostile: str) -> None:
    query = resolve(query, NOW)
    assume(query.where is not None)
    assert query.where is not None
    one, other = (
        msgspec.structs.replace(query, where=filled(query.where, hostile, iter(range(first, first + 99))), limit=first)
        for first in (FIRST, SECOND)
    )

    statements = asked(overheard, one)

    assert asked(overheard, other) == statements
    assert not re.search(r"[78][13]00000\d\d|DROP|NEAR|数据库|1=1|char\(39\)", " ".join(statements))


@given(query=queries, hostile=st.sampled_from(HOSTILE))
def test_no_query_changes_anything(overheard: Overheard, query: Query, hostile: str) -> None:
    query = resolve(query, NOW)
    if query.where is not None:
        query = msgspec.structs.replace(query, where=filled(query.where, hostile, iter(range(99))))
    overheard.watch()
    overheard.written.clear()

    asked(overheard, query)

    assert overheard.written == []


@pytest.mark.parametrize("hostile", HOSTILE)
def test_a_hostile_text_is_a_query_like_any_other(overheard: Overheard, hostile: str) -> None:
    typed = write(Query(Words(Field.ANY, hostile.format("tokyo"))))

    assert list(Asking(overheard).ids(resolve(parse(typed), NOW))) == []
    assert list(Asking(overheard).ids(resolve(parse("tokyo"), NOW))) == [1]
