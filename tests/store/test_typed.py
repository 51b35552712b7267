"""What was typed at a prompt stays from one start to the next."""

from __future__ import annotations

from tests.building import open_store
from tests.store.checks import query

from newsreader.store import Store


def test_lines_stay_across_restarts_each_prompt_has_its_own(store: Store) -> None:
    for line in ("star", "undo 3", "star"):
        store.typed.keep("line", line)
    store.typed.keep("search", "harbour")
    store.close()

    again = open_store(store.path.parent)

    assert again.typed.lines("line") == ["undo 3", "star"]
    assert again.typed.lines("search") == ["harbour"]
    assert again.typed.lines("none") == []


def test_the_same_line_is_kept_once_where_it_was_typed_last(store: Store) -> None:
    for line in ("star", "star", "read", "star"):
        store.typed.keep("line", line)

    assert store.typed.lines("line") == ["read", "star"]


def test_what_was_typed_at_one_prompt_can_be_forgotten(store: Store) -> None:
    store.typed.keep("line", "star")
    store.typed.keep("search", "harbour")
    store.typed.forget("search")

    assert (store.typed.lines("line"), store.typed.lines("search")) == (["star"], [])


def test_of_very_many_lines_the_oldest_go(store: Store) -> None:
    for number in range(510):
        store.typed.keep("line", f"line {number}")
    store.typed.keep("search", "harbour")

    assert store.typed.lines("line") == [f"line {number}" for number in range(10, 510)]
    assert query(store.path, "SELECT count(*) FROM typed") == [(501,)]
