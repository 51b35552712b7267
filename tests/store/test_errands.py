"""What rules have still to do outside of the database: noted once a story, taken once, forgotten with its rule."""

from __future__ import annotations

import pytest
from tests.building import HOUR, NOW, add_feed, new_article
from tests.store.checks import query

from newsreader.query.kept import RuleAction
from newsreader.store import Store


@pytest.fixture
def harbour(store: Store) -> Store:
    """A feed whose one article the rules have seen."""
    add_feed(store, "Harbour", [new_article("old", title="Tokyo of old")])
    store.rules.arrive(now=NOW)
    return store


def arrive(store: Store, *titles: str) -> None:
    store.refreshing.write_articles(1, [new_article(title, title=title) for title in titles], (), now=NOW)
    store.rules.arrive(now=NOW)


def due(store: Store, action: RuleAction = RuleAction.NOTIFY) -> list[tuple[str, tuple[int, ...]]]:
    return [(errand.name, errand.article_ids) for errand in store.errands.take(action)]


def test_what_arrives_is_noted_for_each_rule_and_taken_once(harbour: Store) -> None:
    harbour.rules.save("summit", "summit", RuleAction.NOTIFY, now=NOW)
    harbour.rules.save("archive", "tokyo", RuleAction.PIPE, argument="keep", now=NOW)
    arrive(harbour, "Tokyo summit", "Chess")

    assert harbour.errands.has(RuleAction.NOTIFY)
    assert due(harbour) == [("summit", (3,))]
    assert due(harbour) == []
    (errand,) = harbour.errands.take(RuleAction.PIPE)
    assert (errand.argument, errand.article_ids) == ("keep", (3,))
    assert not harbour.errands.has(RuleAction.PIPE)


def test_what_is_claimed_is_nobody_elses(harbour: Store) -> None:
    rule = harbour.rules.save("all", "tokyo", RuleAction.PIPE, argument="keep", now=NOW)
    arrive(harbour, *(f"Tokyo {number}" for number in range(4)))
    (errand,) = harbour.errands.due(RuleAction.PIPE)

    assert harbour.errands.claim(rule.id, errand.article_ids[:2]) == errand.article_ids[:2]
    assert harbour.errands.claim(rule.id, errand.article_ids[1:3]) == errand.article_ids[2:3]
    assert [each.article_ids for each in harbour.errands.take(RuleAction.PIPE)] == [errand.article_ids[3:]]


@pytest.mark.parametrize("action", [RuleAction.HIDE, RuleAction.READ])
@pytest.mark.parametrize("name", ["a", "z"])
def test_nobody_is_told_of_what_another_rule_hides_or_reads(harbour: Store, action: RuleAction, name: str) -> None:
    harbour.rules.save("m", "tokyo", RuleAction.NOTIFY, now=NOW)
    harbour.rules.save(name, "football", action, now=NOW)
    arrive(harbour, "Tokyo football", "Tokyo summit")

    (told,) = due(harbour)
    assert [harbour.articles.get(each).headline.title for each in told[1]] == ["Tokyo summit"]


def test_a_story_of_two_feeds_is_told_once(harbour: Store) -> None:
    harbour.rules.save("m", "summit", RuleAction.NOTIFY, now=NOW)
    other = add_feed(harbour, "Coast", 0)
    harbour.refreshing.write_articles(1, [new_article("a", title="Summit")], (), now=NOW)
    harbour.refreshing.write_articles(other, [new_article("b", title="Summit")], (), now=NOW)
    query(harbour.path, "UPDATE articles SET story = 2 WHERE title = 'Summit'")

    harbour.rules.arrive(now=NOW)

    assert due(harbour) == [("m", (2,))]


def test_a_rule_that_is_off_does_nothing_and_one_that_is_removed_leaves_nothing_to_do(harbour: Store) -> None:
    rule = harbour.rules.save("m", "tokyo", RuleAction.NOTIFY, now=NOW)
    arrive(harbour, "Tokyo 1")
    harbour.rules.switch(rule, False, now=NOW)
    arrive(harbour, "Tokyo 2")
    assert due(harbour) == []

    harbour.rules.switch(rule, True, now=NOW)
    assert due(harbour) == [("m", (2,))]

    arrive(harbour, "Tokyo 3")
    harbour.rules.remove(rule, now=NOW)
    assert query(harbour.path, "SELECT count(*) FROM errands") == [(0,)]


def test_failures_are_told_once_and_stay_with_the_rule_until_it_works(harbour: Store) -> None:
    rule = harbour.rules.save("m", "tokyo", RuleAction.PIPE, argument="keep", now=NOW)
    harbour.errands.note_fault(rule.id, "keep ended with status 3.", now=NOW + 5)

    assert harbour.errands.take_faults(now=NOW + HOUR) == [("m", "keep ended with status 3.")]
    assert harbour.errands.take_faults(now=NOW + HOUR) == []
    assert [each.fault for each in harbour.rules.all()] == ["keep ended with status 3."]

    harbour.errands.note_fault(rule.id, "", now=NOW + 6)
    assert [each.fault for each in harbour.rules.all()] == [""]
    assert harbour.errands.take_faults(now=NOW + HOUR) == []


def test_failures_are_told_though_the_clock_was_set_back_by_years(harbour: Store) -> None:
    later = NOW + 10 * 365 * 24 * HOUR
    early = harbour.rules.save("early", "tokyo", RuleAction.PIPE, argument="keep", now=NOW)
    harbour.errands.note_fault(early.id, "keep was not found.", now=later)
    assert harbour.errands.take_faults(now=later) == [("early", "keep was not found.")]

    late = harbour.rules.save("late", "chess", RuleAction.PIPE, argument="keep", now=NOW)
    harbour.errands.note_fault(late.id, "keep ended with status 3.", now=NOW)

    assert harbour.errands.take_faults(now=NOW) == [("late", "keep ended with status 3.")]
    assert harbour.errands.take_faults(now=NOW) == []


def test_it_is_remembered_when_somebody_was_told(harbour: Store) -> None:
    assert harbour.errands.told_at() == 0

    harbour.errands.note_told(now=NOW + HOUR)

    assert harbour.errands.told_at() == NOW + HOUR
