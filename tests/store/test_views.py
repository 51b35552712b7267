"""Views that the user keeps: in order, by name, renamed, moved, forgotten."""

from __future__ import annotations

from newsreader.query.kept import SavedView
from newsreader.store import Store


def names(store: Store) -> list[str]:
    return [view.name for view in store.views.all()]


def test_a_view_is_kept_as_typed_and_found_in_any_case(store: Store) -> None:
    store.views.save("Tokyo", "unread after:yesterday tokyo", icon="◆", folder="Asia")

    assert store.views.find("tokyo") == SavedView(1, "Tokyo", "unread after:yesterday tokyo", "◆", "Asia")
    assert store.views.find("Seoul") is None


def test_saving_by_the_same_name_takes_the_place_of_the_earlier_one(store: Store) -> None:
    store.views.save("Tokyo", "tokyo")
    store.views.save("Seoul", "seoul")

    store.views.save("Tokyo", "tokyo unread")

    assert names(store) == ["Tokyo", "Seoul"]
    assert store.views.all()[0].query == "tokyo unread"


def test_views_are_moved_renamed_and_forgotten(store: Store) -> None:
    one, two, three = (store.views.save(name, name) for name in ("one", "two", "three"))

    store.views.move(three, 0)
    store.views.move(one, 99)
    assert names(store) == ["three", "two", "one"]

    assert store.views.rename(two, "one") is None
    assert store.views.rename(two, "zwei") == SavedView(two.id, "zwei", "two")
    store.views.remove(three)
    assert names(store) == ["zwei", "one"]
