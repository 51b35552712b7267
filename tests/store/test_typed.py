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

    assert again.typed.lines("line") == ["star", "undo 3", "star"]
    assert again.typed.lines("search") == ["harbour"]
    assert again.typed.lines("none") == []


def test_the_same_line_in_a_row_is_kept_once(store: Store) -> None:
    for line in ("star", "star", "read", "star"):
        store.typed.keep("line", line)

    assert store.typed.lines("line") == ["star", "read", "star"]


def test_of_very_many_lines_the_oldest_go(store: Store) -> None:
    for number in range(510):
        store.typed.keep("line", f"line {number}")
    store.typed.keep("search", "harbour")

    assert store.typed.lines("line") == [f"line {number}" for number in range(10, 510)]
    assert query(store.path, "SELECT count(*) FROM typed") == [(501,)]
