"""Small things kept from one start to the next."""

from __future__ import annotations

from pathlib import Path

from tests.building import open_store

from newsreader.store import Store


def test_the_last_number_of_a_name_is_there_after_a_restart(store: Store, tmp_path: Path) -> None:
    store.remembered.keep("measure", 80)
    store.remembered.keep("measure", 64)
    store.remembered.keep("other", 1)

    again = open_store(tmp_path)

    assert (again.remembered.number("measure"), again.remembered.number("none")) == (64, None)
    again.close()
