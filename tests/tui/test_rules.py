"""The list of rules: made line by line and tried meanwhile, changed, turned off, removed, and all of it undone."""

from __future__ import annotations

import msgspec
import pytest
from tests.building import HOUR, NOW, add_feed, new_article
from tests.tui.driving import BY_HAND, MIDDLE, NARROW, WIDE, Reader, reading
from tests.tui.test_snapshots import Compare, keys, picture

from newsreader.query.kept import Colour, Rule, RuleAction
from newsreader.query.parser import parse
from newsreader.query.tree import shows_hidden
from newsreader.settings import CommandSettings
from newsreader.store import Store
from newsreader.tui.actions.ruling import query_of
from newsreader.tui.screens.rules import RulesScreen

OPEN = ("g", "r")
DAY = 24 * HOUR


@pytest.fixture
def harbour(store: Store) -> Store:
    """Three articles, of which one is about Tokyo."""
    titles = ("Tokyo summit", "Football", "Chess")
    add_feed(store, "Harbour", [new_article(title, title=title, age_s=age) for age, title in enumerate(titles, 1)])
    return store


@pytest.fixture
def ruled(harbour: Store) -> Store:
    """Rules of every look: at work, ended, off, failed."""
    rules = harbour.rules
    rules.save("mute football", "football", RuleAction.HIDE, until=NOW + 3 * DAY, now=NOW)
    rules.save("Tokyo [b]", "tokyo or title:japan", RuleAction.HIGHLIGHT, argument=Colour.ACCENT, now=NOW)
    rules.save("last year", "chess", RuleAction.STAR, until=NOW - DAY, now=NOW - 2 * DAY)
    off = rules.save("read short ones", "minutes<1", RuleAction.READ, now=NOW)
    rules.switch(off, False, now=NOW)
    archive = rules.save("archive", "feed:harbour", RuleAction.PIPE, argument="tee -a {id}.txt", now=NOW)
    harbour.errands.note_fault(archive.id, "tee ended with status 1. The disk is full.", now=NOW)
    return harbour


def rule(store: Store, name: str) -> Rule:
    found = store.rules.find(name)
    assert found is not None
    return found


async def until_note(reader: Reader, words: str) -> None:
    """Wait until it is said what the query would have found."""
    await reader.until(lambda: reader.app.screen.status.find_note == words)  # type: ignore[attr-defined]


@pytest.mark.parametrize("size", [WIDE, MIDDLE, NARROW], ids=["120x36", "80x24", "45x30"])
def test_the_rules_look_as_they_were_found_good(snap_compare: Compare, ruled: Store, size: tuple[int, int]) -> None:
    assert picture(snap_compare, ruled, size, keys(*OPEN, "j"))


async def test_without_rules_it_says_how_to_make_one(harbour: Store) -> None:
    async with reading(harbour) as reader:
        await reader.press(*OPEN)

        assert "No rules yet." in reader.text
        assert "a makes one" in reader.text


async def test_a_rule_of_an_older_version_without_a_query_says_that_it_finds_all(harbour: Store) -> None:
    harbour.rules.save("star all", "", RuleAction.STAR, now=NOW)

    async with reading(harbour) as reader:
        await reader.press(*OPEN)

        assert "(no query: all articles) · found 0" in reader.text


async def test_a_rule_is_made_line_by_line_and_tried_before_it_is_kept(harbour: Store) -> None:
    async with reading(harbour) as reader:
        await reader.press(*OPEN, "a", *"tokyo or chess")
        await until_note(reader, "2 in the last 30 days")

        await reader.press("enter", *"highlight:success", "enter", "enter")
        assert harbour.rules.all() == []

        await reader.press("enter")
        made = rule(harbour, "highlight tokyo or chess")
        assert (made.query, made.action, made.argument) == ("tokyo or chess", RuleAction.HIGHLIGHT, "success")
        assert made.until is None
        assert "highlight tokyo or chess" in reader.text
        assert isinstance(reader.app.screen, RulesScreen)

        await reader.press("u")
        assert harbour.rules.all() == []
        assert "No rules yet." in reader.text


async def test_all_lines_may_be_typed_in_one_go(harbour: Store) -> None:
    async with reading(harbour) as reader:
        await reader.pilot.press(*OPEN, "a", *"tokyo", "enter", *"star", "enter", *"2d", "enter", "enter")
        await reader.settle()

        assert rule(harbour, "star tokyo").until == NOW + 2 * DAY


@pytest.mark.parametrize(
    ("pressed", "words"),
    [
        (("a", *"titel:x", "enter"), "titel"),
        (("a", "enter"), "Type what the rule finds"),
        (("a", *"tokyo", "enter", *"delete", "enter"), "A rule does one thing"),
        (("a", *"tokyo", "enter", *"star", "enter", *"yesterday", "enter"), "no time to come"),
    ],
)
async def test_what_is_wrong_is_said_and_the_line_stays(harbour: Store, pressed: tuple[str, ...], words: str) -> None:
    async with reading(harbour) as reader:
        await reader.press(*OPEN, *pressed)

        assert words in reader.text
        assert reader.app.screen.status.is_asking  # type: ignore[attr-defined]
        assert harbour.rules.all() == []


async def test_leaving_at_any_line_keeps_nothing(harbour: Store) -> None:
    async with reading(harbour) as reader:
        await reader.press(*OPEN, "a", *"tokyo", "enter", *"star", "enter", "escape")

        assert harbour.rules.all() == []
        assert isinstance(reader.app.screen, RulesScreen)
        assert reader.app.screen.status.find_note == ""


async def test_the_commands_of_the_settings_are_offered(harbour: Store) -> None:
    commands = msgspec.structs.replace(BY_HAND, commands={"archive": CommandSettings(run="tee -a file")})

    async with reading(harbour, settings=commands) as reader:
        await reader.press(*OPEN, "a", *"tokyo", "enter", *"pipe:a", "tab", "enter", "enter", "enter")

        assert rule(harbour, "pipe tokyo").argument == "archive"


async def test_a_rule_is_changed_and_keeps_what_is_left_as_it_is(ruled: Store) -> None:
    async with reading(ruled) as reader:
        await reader.press(*OPEN, "enter", *" or chess", "enter", "enter", "enter", "enter")

        changed = rule(ruled, "mute football")
        assert (changed.query, changed.until) == ("football or chess", NOW + 3 * DAY)
        assert len(ruled.rules.all()) == 5


async def test_a_rule_that_is_called_otherwise_keeps_its_place_and_what_it_found(ruled: Store) -> None:
    before = [each.id for each in ruled.rules.all()]

    async with reading(ruled) as reader:
        await reader.press(*OPEN, "enter", "enter", "enter", "enter", *" again", "enter")

        assert rule(ruled, "mute football again").until == NOW + 3 * DAY
        assert [each.id for each in ruled.rules.all()] == before


async def test_an_end_is_taken_away_by_never(ruled: Store) -> None:
    async with reading(ruled) as reader:
        await reader.press(*OPEN, "enter", "enter", "enter", *"never", "enter", "enter")

        assert rule(ruled, "mute football").until is None


async def test_a_rule_is_turned_off_and_on(ruled: Store) -> None:
    async with reading(ruled) as reader:
        await reader.press(*OPEN, "space")
        assert not rule(ruled, "mute football").is_on
        assert ruled.articles.counts(since=0).total == 3

        await reader.press("space")
        assert rule(ruled, "mute football").is_on
        assert ruled.articles.counts(since=0).total == 2


async def test_a_rule_is_removed_and_brought_back(ruled: Store) -> None:
    async with reading(ruled) as reader:
        await reader.press(*OPEN, "D")
        await reader.until(lambda: ruled.rules.find("mute football") is None)
        await reader.until(lambda: "mute football" not in reader.text.replace("rule mute football", ""))

        await reader.press("u")
        await reader.until(lambda: ruled.rules.find("mute football") is not None)
        assert rule(ruled, "mute football").until == NOW + 3 * DAY
        assert ruled.articles.counts(since=0).total == 2


async def test_a_rule_is_moved_among_those_carried_out_and_back(ruled: Store) -> None:
    names = [each.name for each in ruled.rules.all()]
    moved = [*names[1:3], names[0], *names[3:]]

    async with reading(ruled) as reader:
        await reader.press(*OPEN, "ctrl+up", "ctrl+down", "ctrl+down")
        await reader.until(lambda: [each.name for each in ruled.rules.all()] == moved)
        await reader.until(lambda: reader.app.screen.rule_list.cursor == 2)  # type: ignore[attr-defined]

        await reader.press("u", "u")
        await reader.until(lambda: [each.name for each in ruled.rules.all()] == names)
        await reader.until(lambda: reader.app.screen.rule_list.cursor == 0)  # type: ignore[attr-defined]


async def test_a_rule_is_moved_by_a_number_no_further_than_to_the_end(ruled: Store) -> None:
    names = [each.name for each in ruled.rules.all()]

    async with reading(ruled) as reader:
        await reader.press(*OPEN, "9", "ctrl+down")
        await reader.until(lambda: [each.name for each in ruled.rules.all()] == [*names[1:], names[0]])


async def test_what_a_rule_finds_is_listed_hidden_articles_too(ruled: Store) -> None:
    async with reading(ruled) as reader:
        await reader.press(*OPEN, "o")

        await reader.until(lambda: reader.screen.article_list.title == "Found by mute football")
        await reader.until(lambda: reader.screen.article_list.row_count() == 1)
        assert "Football" in reader.text


@pytest.mark.parametrize("typed", ["football", "chess or football sort:oldest limit:2", "limit:1", "-football"])
def test_the_query_of_what_a_rule_mutes_is_one_whatever_the_rule_asks(typed: str) -> None:
    asked = query_of(Rule(1, "r", typed, RuleAction.HIDE, "", None, True, 0, ""))

    assert shows_hidden(parse(asked))
    assert (parse(asked).order, parse(asked).limit) == (parse(typed).order, parse(typed).limit)


async def test_a_rule_is_applied_to_what_is_here_as_one_change(harbour: Store) -> None:
    harbour.rules.save("stars", "tokyo or chess", RuleAction.STAR, now=NOW)

    async with reading(harbour) as reader:
        await reader.press(*OPEN, "A")
        await reader.until(lambda: harbour.articles.counts(since=0).starred == 2)

        await reader.press("u")
        await reader.until(lambda: harbour.articles.counts(since=0).starred == 0)


@pytest.mark.parametrize("size", [(20, 5), (45, 30)])
async def test_it_can_be_used_in_a_small_window(ruled: Store, size: tuple[int, int]) -> None:
    async with reading(ruled, size) as reader:
        await reader.press(*OPEN, "j", "G", "D", "u", "a", *"tokyo", "enter", *"star", "enter", "enter", "enter")

        await reader.until(lambda: len(ruled.rules.all()) == 6)
