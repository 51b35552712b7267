"""Changes of views and rules are undone and redone, whatever came between."""

from __future__ import annotations

import pytest
from tests.building import NOW, add_feed, open_store
from tests.store.checks import query

from newsreader.query.kept import Rule, RuleAction, SavedView
from newsreader.store import Store


@pytest.fixture
def harbour(store: Store) -> Store:
    """A store with four articles, and a view of one of them."""
    add_feed(store, "Harbour", 4)
    store.views.save("Two", "title:2", icon="◆", folder="Numbers", now=NOW)
    return store


def hidden(store: Store) -> list[int]:
    return [row[0] for row in query(store.path, "SELECT id FROM articles WHERE hidden <> 0 ORDER BY id")]


def view(store: Store, name: str) -> SavedView:
    found = store.views.find(name)
    assert found is not None
    return found


def test_a_removed_view_comes_back_as_it_was_in_another_sitting(harbour: Store) -> None:
    kept = view(harbour, "Two")
    harbour.views.save("Three", "title:3", now=NOW)
    harbour.views.move(kept, 1, now=NOW)
    harbour.views.remove(kept, now=NOW + 1)
    harbour.close()
    again = open_store(harbour.path.parent)

    undone = again.journal.undo(now=NOW + 2)

    assert undone is not None
    assert (undone.label, undone.views_changed, undone.rules_changed, undone.kept) == (
        "removed the view Two",
        True,
        False,
        0,
    )
    assert again.views.all() == [SavedView(2, "Three", "title:3"), kept]
    assert again.journal.redo(now=NOW + 3) is not None
    assert again.views.find("Two") is None
    again.close()


def test_undoing_a_rule_shows_what_it_hid_and_says_which_articles(harbour: Store) -> None:
    rule = harbour.rules.save("quiet", "title:2", RuleAction.HIDE, now=NOW)
    assert hidden(harbour) == [3]

    undone = harbour.journal.undo(now=NOW)

    assert undone is not None
    assert (undone.label, undone.article_ids, undone.rules_changed) == ("kept the rule quiet", frozenset({3}), True)
    assert (hidden(harbour), harbour.rules.all()) == ([], [])
    redone = harbour.journal.redo(now=NOW)
    assert redone is not None
    assert redone.article_ids == {3}
    assert (hidden(harbour), harbour.rules.all()) == ([3], [rule])


def test_a_removed_rule_comes_back_with_what_it_counted(harbour: Store) -> None:
    harbour.rules.save("stars", "title:2", RuleAction.STAR, now=NOW)
    query(harbour.path, "UPDATE rules SET hits = 7")
    (rule,) = harbour.rules.all()
    harbour.rules.remove(rule, now=NOW)

    harbour.journal.undo(now=NOW)

    assert harbour.rules.all() == [rule]
    assert rule.hits == 7


def test_what_a_rule_counts_is_no_later_change(harbour: Store) -> None:
    harbour.rules.save("stars", "title:2", RuleAction.STAR, now=NOW)
    query(harbour.path, "UPDATE rules SET hits = 7, fault = 'odd'")

    undone = harbour.journal.undo(now=NOW)

    assert undone is not None
    assert (undone.kept, harbour.rules.all()) == (0, [])


def test_what_was_changed_again_by_another_program_is_kept(harbour: Store) -> None:
    harbour.views.change(view(harbour, "Two"), query="title:two", now=NOW)
    query(harbour.path, "UPDATE views SET query = 'title:zwei'")

    undone = harbour.journal.undo(now=NOW)

    assert undone is not None
    assert (undone.kept, undone.views_changed, view(harbour, "Two").query) == (1, False, "title:zwei")


def test_a_view_does_not_come_back_over_another_of_its_name(harbour: Store) -> None:
    harbour.views.remove(view(harbour, "Two"), now=NOW)
    query(harbour.path, "INSERT INTO views (name, query, place) VALUES ('Two', 'unread', 1)")

    undone = harbour.journal.undo(now=NOW)

    assert undone is not None
    assert undone.kept == 1
    assert [each.query for each in harbour.views.all()] == ["unread"]


def test_a_view_comes_back_beside_one_that_took_its_number(harbour: Store) -> None:
    harbour.views.remove(view(harbour, "Two"), now=NOW)
    query(harbour.path, "INSERT INTO views (id, name, query, place) VALUES (1, 'Other', 'unread', 1)")

    harbour.journal.undo(now=NOW)

    assert {each.name: each.query for each in harbour.views.all()} == {"Other": "unread", "Two": "title:2"}


def test_a_row_of_an_earlier_version_knows_nothing_of_later_columns(harbour: Store) -> None:
    harbour.rules.save("stars", "title:2", RuleAction.STAR, now=NOW)
    harbour.rules.remove(harbour.rules.all()[0], now=NOW)
    query(harbour.path, "UPDATE journal SET old_text = json_remove(old_text, '$.is_on') WHERE field = 'rules'")

    harbour.journal.undo(now=NOW)

    assert harbour.rules.all() == [Rule(1, "stars", "title:2", RuleAction.STAR)]


def test_the_history_names_them(harbour: Store) -> None:
    harbour.views.rename(view(harbour, "Two"), "Zwei", now=NOW)
    harbour.rules.save("quiet", "title:2", RuleAction.HIDE, now=NOW)

    batches = harbour.history.batches(harbour.history.ids())

    assert [(each.label, each.fields, each.article_id, each.feed_id) for each in batches] == [
        ("kept the rule quiet", 1, None, None),
        ("renamed the view Two to Zwei", 1, None, None),
        ("kept the view Two", 1, None, None),
    ]
