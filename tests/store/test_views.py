"""Views that the user keeps: in order, by name, renamed, moved, forgotten."""

from __future__ import annotations

import pytest
from tests.building import NOW

from newsreader.errors import NotPossible
from newsreader.query.kept import SavedView
from newsreader.store import Store


def names(store: Store) -> list[str]:
    return [view.name for view in store.views.all()]


def keep(store: Store, name: str, query: str = "", *, icon: str | None = None, folder: str | None = None) -> SavedView:
    """Keep a view and return it."""
    store.views.save(name, query or name, icon=icon, folder=folder, now=NOW)
    view = store.views.find(name)
    assert view is not None
    return view


def test_a_view_is_kept_as_typed_and_found_in_any_case(store: Store) -> None:
    keep(store, "Tokyo", "unread after:yesterday tokyo", icon="◆", folder="Asia")

    assert store.views.find("tokyo") == SavedView(1, "Tokyo", "unread after:yesterday tokyo", "◆", "Asia")
    assert store.views.find("Seoul") is None


def test_saving_by_the_same_name_takes_the_place_of_the_earlier_one_and_leaves_icon_and_folder(store: Store) -> None:
    keep(store, "Tokyo", icon="◆", folder="Asia")
    keep(store, "Seoul")

    keep(store, "Tokyo", "tokyo unread")

    assert names(store) == ["Tokyo", "Seoul"]
    assert store.views.all()[0] == SavedView(1, "Tokyo", "tokyo unread", "◆", "Asia")
    assert keep(store, "Tokyo", "tokyo", icon="", folder="").icon == ""


def test_views_are_moved_renamed_changed_and_forgotten(store: Store) -> None:
    one, two, three = (keep(store, name) for name in ("one", "two", "three"))

    store.views.move(three, 0, now=NOW)
    store.views.move(one, 99, now=NOW)
    assert names(store) == ["three", "two", "one"]

    with pytest.raises(NotPossible, match="There is a view one already"):
        store.views.rename(two, "one", now=NOW)
    store.views.rename(two, "zwei", now=NOW)
    store.views.change(two, query="2", folder="Numbers", now=NOW)
    assert store.views.find("zwei") == SavedView(two.id, "zwei", "2", "", "Numbers")
    store.views.remove(three, now=NOW)
    assert names(store) == ["zwei", "one"]


def test_what_changes_nothing_is_no_change(store: Store) -> None:
    one = keep(store, "one", icon="◆")

    assert store.views.save("one", "one", now=NOW) is None
    assert store.views.rename(one, "one", now=NOW) is None
    assert store.views.change(one, query="one", icon="◆", now=NOW) is None
    assert store.views.move(one, 0, now=NOW) is None
    store.views.remove(one, now=NOW)
    assert store.views.remove(one, now=NOW) is None
    assert store.views.move(one, 3, now=NOW) is None
    assert len(store.history.ids()) == 2
