"""Rules: on what arrives, on what is there, muting with an end."""

from __future__ import annotations

from typing import Any

import pytest
from tests.building import HOUR, NOW, add_feed, new_article
from tests.store.checks import miscounts, query

from newsreader.errors import NotPossible, QueryError
from newsreader.model import View, ViewKind
from newsreader.query.kept import RuleAction
from newsreader.store import Store
from newsreader.store.asking import Asking
from newsreader.store.sorting import Tag


@pytest.fixture
def harbour(store: Store) -> Store:
    """1 "Football", 2 "Tokyo summit", both seen by the rules of an earlier refresh."""
    add_feed(
        store, "Harbour", [new_article("b", title="Tokyo summit"), new_article("a", title="Football", age_s=2 * HOUR)]
    )
    store.rules.arrive(now=NOW)
    return store


def arrive(store: Store, *titles: str) -> None:
    store.refreshing.write_articles(1, [new_article(title, title=title) for title in titles], (), now=NOW)


def listed(store: Store) -> list[int]:
    return sorted(store.articles.list_ids(View(ViewKind.ALL), since=0))


@pytest.mark.parametrize(
    ("action", "column"),
    [(RuleAction.READ, "read_at"), (RuleAction.STAR, "starred_at"), (RuleAction.LATER, "later_at")],
)
def test_rules_act_on_what_arrives_and_leave_the_rest(harbour: Store, action: RuleAction, column: str) -> None:
    harbour.rules.save("r", "football", action, now=NOW)
    arrive(harbour, "Football again", "Chess")

    (hit,) = harbour.rules.arrive(now=NOW)

    assert len(hit.article_ids) == 1
    rows = query(harbour.path, f"SELECT title FROM articles WHERE {column} IS NOT NULL")
    assert rows == [("Football again",)]
    assert miscounts(harbour.path) == []


def test_what_arrived_is_looked_at_once(harbour: Store) -> None:
    harbour.rules.save("r", "football", RuleAction.STAR, now=NOW)
    arrive(harbour, "Football again")

    assert len(harbour.rules.arrive(now=NOW)) == 1
    assert harbour.rules.arrive(now=NOW) == []


def test_a_rule_tags_what_arrives(harbour: Store) -> None:
    harbour.rules.save("r", "football", RuleAction.TAG, argument="sport", now=NOW)
    arrive(harbour, "Football again")

    harbour.rules.arrive(now=NOW)

    assert harbour.sorting.tags() == [Tag("sport", 1)]


def test_what_a_rule_did_on_arrival_is_not_what_undo_takes_back(harbour: Store) -> None:
    harbour.rules.save("r", "football", RuleAction.STAR, now=NOW)
    harbour.marks.set_starred([2], True, now=NOW)
    arrive(harbour, "Football again")
    harbour.rules.arrive(now=NOW)

    undone = harbour.journal.undo(now=NOW + 1)

    assert undone is not None
    assert undone.article_ids == {2}


def test_an_article_whose_text_is_not_finished_is_judged_later_by_all_of_it(harbour: Store) -> None:
    harbour.rules.save("r", "text:goal", RuleAction.STAR, now=NOW)
    arrive(harbour, "Match")
    query(harbour.path, "UPDATE articles SET digest = x'' WHERE title = 'Match'")

    assert harbour.rules.arrive(now=NOW) == []

    query(harbour.path, "UPDATE articles SET digest = x'01', title = 'Match' WHERE title = 'Match'")
    harbour.rules.save("r", "match", RuleAction.STAR, now=NOW)
    assert len(harbour.rules.arrive(now=NOW)) == 1


def test_a_text_that_nobody_finishes_holds_up_nothing_for_long(harbour: Store) -> None:
    harbour.rules.save("r", "football", RuleAction.STAR, now=NOW)
    arrive(harbour, "Never finished")
    query(harbour.path, "UPDATE articles SET digest = x'' WHERE title = 'Never finished'")
    arrive(harbour, "Football again")

    assert harbour.rules.arrive(now=NOW) == []
    assert len(harbour.rules.arrive(now=NOW + 3_700)) == 1


def test_muting_hides_what_is_there_and_what_arrives_until_its_end(harbour: Store) -> None:
    harbour.rules.save("no football", "football", RuleAction.HIDE, until=NOW + 60, now=NOW)
    arrive(harbour, "Football again", "Chess")
    harbour.rules.arrive(now=NOW)

    assert [title for (title,) in query(harbour.path, "SELECT title FROM articles WHERE hidden & 2")] == [
        "Football",
        "Football again",
    ]
    assert miscounts(harbour.path) == []

    assert harbour.rules.end(now=NOW + 59) == frozenset()
    assert len(harbour.rules.end(now=NOW + 60)) == 2
    assert harbour.rules.end(now=NOW + 61) == frozenset()
    assert len(listed(harbour)) == 4
    assert miscounts(harbour.path) == []


def test_what_two_rules_mute_stays_muted_when_one_goes(harbour: Store) -> None:
    harbour.rules.save("a", "football", RuleAction.HIDE, now=NOW)
    other = harbour.rules.save("b", "football or tokyo", RuleAction.HIDE, now=NOW)
    assert listed(harbour) == []

    harbour.rules.remove(other, now=NOW)

    assert listed(harbour) == [2]


def test_what_the_user_hid_stays_hidden_when_a_rule_ends(harbour: Store) -> None:
    harbour.sorting.set_hidden([1], True, now=NOW)
    rule = harbour.rules.save("a", "football", RuleAction.HIDE, now=NOW)

    harbour.rules.remove(rule, now=NOW)

    assert listed(harbour) == [2]


def test_a_rule_is_applied_to_what_is_there_as_one_batch(harbour: Store) -> None:
    rule = harbour.rules.save("a", "football or tokyo", RuleAction.STAR, now=NOW)

    change = harbour.rules.apply(rule, now=NOW)

    assert change is not None
    assert change.article_ids == {1, 2}
    harbour.journal.undo(now=NOW + 1)
    assert harbour.articles.counts(since=0).starred == 0


def test_articles_of_a_removed_feed_are_neither_counted_nor_changed_by_hand(harbour: Store) -> None:
    rule = harbour.rules.save("a", "football or tokyo", RuleAction.TAG, argument="japan", now=NOW)
    harbour.marks.remove_feed(1, now=NOW)

    assert harbour.rules.would_find("football or tokyo", since=0, now=NOW) == 0
    assert harbour.rules.apply(rule, now=NOW) is None


def test_a_rule_is_tried_on_the_past_before_it_is_saved(harbour: Store) -> None:
    query(harbour.path, "UPDATE articles SET fetched = ? WHERE id = 1", NOW - 40 * 24 * HOUR)

    assert harbour.rules.would_find("football or tokyo", since=NOW - 30 * 24 * HOUR, now=NOW) == 1
    with pytest.raises(QueryError):
        harbour.rules.would_find("(", since=0, now=NOW)


def test_a_rule_that_cannot_be_understood_does_nothing_and_stops_no_other(harbour: Store) -> None:
    harbour.rules.save("good", "football", RuleAction.STAR, now=NOW)
    harbour.rules.save("bad", "x", RuleAction.STAR, now=NOW)
    query(harbour.path, "UPDATE rules SET query = 'word:of:the:future (' WHERE name = 'bad'")
    arrive(harbour, "Football again")

    assert [hit.rule.name for hit in harbour.rules.arrive(now=NOW)] == ["good"]


def test_what_a_rule_found_as_it_arrived_is_counted(harbour: Store) -> None:
    harbour.rules.save("r", "football", RuleAction.STAR, now=NOW)
    arrive(harbour, "Football again", "Chess", "More football")
    harbour.rules.arrive(now=NOW)

    assert [rule.hits for rule in harbour.rules.all()] == [2]


def test_a_rule_that_is_off_mutes_nothing_until_it_is_on_again(harbour: Store) -> None:
    rule = harbour.rules.save("r", "football", RuleAction.HIDE, now=NOW)
    harbour.rules.save("other", "chess", RuleAction.HIDE, now=NOW)

    harbour.rules.switch(rule, False, now=NOW)
    assert listed(harbour) == [1, 2]

    harbour.rules.switch(rule, True, now=NOW)
    assert listed(harbour) == [2]


def test_a_rule_that_is_saved_anew_mutes_what_it_says_now(harbour: Store) -> None:
    harbour.rules.save("r", "football", RuleAction.HIDE, now=NOW)

    harbour.rules.save("r", "tokyo", RuleAction.HIDE, now=NOW)
    assert listed(harbour) == [1]

    harbour.rules.save("r", "tokyo", RuleAction.STAR, now=NOW)
    assert listed(harbour) == [1, 2]


def test_of_two_rules_whose_names_differ_in_case_the_one_that_is_named_is_found(store: Store) -> None:
    for name in ("Japan", "japan"):
        store.rules.save(name, "tokyo", RuleAction.STAR, now=NOW)

    found = [store.rules.find(name) for name in ("Japan", "japan", "JAPAN")]

    assert [rule and rule.name for rule in found] == ["Japan", "japan", "Japan"]


@pytest.mark.parametrize("action", [RuleAction.NOTIFY, RuleAction.HIDE])
@pytest.mark.parametrize("is_removed", [True, False], ids=["removed", "turned off"])
def test_a_rule_that_goes_while_it_is_carried_out_does_nothing(
    harbour: Store, monkeypatch: pytest.MonkeyPatch, action: RuleAction, is_removed: bool
) -> None:
    rule = harbour.rules.save("r", "football", action, now=NOW)
    harbour.rules.save("stars", "chess", RuleAction.STAR, now=NOW)
    arrive(harbour, "Football again", "Chess")
    among = Asking.among

    def goes(asking: Asking, *asked: Any, **how: Any) -> list[int]:
        found = among(asking, *asked, **how)
        with monkeypatch.context() as undone:
            undone.setattr(Asking, "among", among)
            harbour.rules.remove(rule, now=NOW) if is_removed else harbour.rules.switch(rule, False, now=NOW)
        return found

    monkeypatch.setattr(Asking, "among", goes)
    hits = harbour.rules.arrive(now=NOW)

    assert [hit.rule.name for hit in hits] == ["stars"]
    assert query(harbour.path, "SELECT count(*) FROM errands") == [(0,)]
    assert query(harbour.path, "SELECT count(*) FROM articles WHERE hidden") == [(0,)]


def test_a_rule_is_changed_under_another_name_as_one_change(harbour: Store) -> None:
    before = harbour.rules.save("r", "football", RuleAction.HIDE, now=NOW)

    after = harbour.rules.save("s", "chess", RuleAction.STAR, before=before, now=NOW)
    assert (after.id, after.name, after.query) == (before.id, "s", "chess")

    harbour.journal.undo(now=NOW)
    assert harbour.rules.all() == [before]


def test_a_rule_takes_no_others_name_and_nothing_is_changed(harbour: Store) -> None:
    before = harbour.rules.save("r", "football", RuleAction.HIDE, now=NOW)
    other = harbour.rules.save("s", "tokyo", RuleAction.STAR, now=NOW)

    with pytest.raises(NotPossible, match="There is a rule s already"):
        harbour.rules.save("s", "chess", RuleAction.READ, before=before, now=NOW)

    assert harbour.rules.all() == [before, other]
