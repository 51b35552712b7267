"""views and rules on the command line."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from tests.building import HOUR, NOW, add_feed, new_article
from tests.cli.running import CommandLine
from tests.engine.documents import articles, rss
from tests.loopback import Site

from newsreader.query.kept import RuleAction
from newsreader.store import Store


@pytest.fixture
def library(store: Store) -> Store:
    """1 "Seoul", 2 "Tokyo summit"."""
    add_feed(
        store, "Harbour", [new_article("a", title="Tokyo summit"), new_article("b", title="Seoul", age_s=2 * HOUR)]
    )
    return store


def test_views_are_kept_listed_and_forgotten(newsreader: CommandLine, library: Store) -> None:
    assert "1 article now" in newsreader("views", "add", "Asia", "tokyo", "unread", "--icon", "◆").err
    newsreader("views", "add", "All of it")

    assert newsreader("views", "--json").objects == [
        {"name": "Asia", "query": "tokyo unread", "icon": "◆", "folder": None, "unread": 1},
        {"name": "All of it", "query": "", "icon": None, "folder": None, "unread": 2},
    ]
    newsreader("views", "move", "all of it", "1")
    newsreader("views", "rename", "Asia", "Japan")
    assert [each["name"] for each in newsreader("views", "--json").objects] == ["All of it", "Japan"]
    assert "tokyo unread" in newsreader("views", "remove", "japan").err
    assert [each["name"] for each in newsreader("views", "--json").objects] == ["All of it"]


def test_a_list_of_views_or_rules_says_what_an_empty_query_finds(newsreader: CommandLine, library: Store) -> None:
    library.views.save("All of it", "", now=NOW)
    library.rules.save("star all", "", RuleAction.STAR, now=NOW)

    assert "(no query: all articles)" in newsreader("views").out
    assert "(no query: all articles)" in newsreader("rules").out
    assert "(no query: all articles)" in newsreader("rules", "remove", "star all").err


def test_what_a_view_is_not_told_to_change_stays(newsreader: CommandLine, library: Store) -> None:
    newsreader("views", "add", "Asia", "tokyo", "--icon", "◆", "--folder", "World")

    assert "2 articles now" in newsreader("views", "set", "asia", "tokyo", "or", "seoul").err
    (view,) = newsreader("views", "--json").objects
    assert (view["query"], view["icon"], view["folder"]) == ("tokyo or seoul", "◆", "World")
    newsreader("views", "set", "asia", "--icon", "", "--folder", "East")
    (view,) = newsreader("views", "--json").objects
    assert (view["query"], view["icon"], view["folder"]) == ("tokyo or seoul", None, "East")

    assert newsreader("views", "set", "asia").status == 2
    assert newsreader("views", "set", "asia", "titel:x").status == 2
    assert newsreader("views", "--json").objects == [view]


def test_what_a_rule_is_not_told_to_change_stays(newsreader: CommandLine, library: Store) -> None:
    newsreader("rules", "add", "quiet", "tokyo", "--do", "hide", "--until", "2d")
    (before,) = newsreader("rules", "--json").objects

    newsreader("rules", "set", "QUIET", "seoul")
    assert newsreader("rules", "--json").objects == [{**before, "query": "seoul"}]
    assert newsreader("count", "is:muted").out == "1\n"
    newsreader("rules", "set", "quiet", "--do", "tag:asia", "--until", "never")
    assert newsreader("rules", "--json").objects == [{**before, "query": "seoul", "do": "tag:asia", "until": None}]
    assert newsreader("count", "is:muted").out == "0\n"

    assert newsreader("rules", "set", "quiet").status == 2
    assert newsreader("rules", "set", "quiet", "--until", "yesterday").status == 2


def test_rules_are_renamed_moved_and_turned_off(newsreader: CommandLine, library: Store) -> None:
    newsreader("rules", "add", "one", "tokyo", "--do", "hide")
    newsreader("rules", "add", "two", "seoul", "--do", "star")

    newsreader("rules", "move", "two", "1")
    newsreader("rules", "rename", "two", "zwei")
    newsreader("rules", "off", "one")

    assert [(each["name"], each["on"], each["active"]) for each in newsreader("rules", "--json").objects] == [
        ("zwei", True, True),
        ("one", False, False),
    ]
    assert newsreader("count", "is:muted").out == "0\n"
    assert "There is a rule one already" in newsreader("rules", "rename", "zwei", "one").err
    newsreader("rules", "on", "one")
    assert newsreader("count", "is:muted").out == "1\n"


def test_undo_brings_back_views_and_rules(newsreader: CommandLine, library: Store) -> None:
    newsreader("views", "add", "Asia", "tokyo")
    newsreader("rules", "add", "quiet", "tokyo", "--do", "hide")
    before = newsreader("views", "--json").objects, newsreader("rules", "--json").objects
    newsreader("views", "remove", "Asia")
    newsreader("rules", "remove", "quiet")

    assert "Undone: 2 changes" in newsreader("undo", "2").err

    assert (newsreader("views", "--json").objects, newsreader("rules", "--json").objects) == before
    assert newsreader("count", "is:muted").out == "1\n"
    assert "Removed the rule quiet" in newsreader("history").out


@pytest.mark.parametrize(
    "arguments",
    [["views", "add", "x", "titel:y"], ["rules", "add", "x", "titel:y", "--do", "star"], ["rules", "try", "titel:y"]],
    ids=["view", "rule", "trial"],
)
def test_a_wrong_query_is_not_kept(newsreader: CommandLine, library: Store, arguments: list[str]) -> None:
    ran = newsreader(*arguments)

    assert ran.status == 2
    assert "title" in ran.err
    assert newsreader("views", "--json").objects == newsreader("rules", "--json").objects == []


@pytest.mark.parametrize("what", ["tag", "tag:", "mail", "star:x", ""])
def test_what_a_rule_cannot_do_is_refused(newsreader: CommandLine, library: Store, what: str) -> None:
    assert newsreader("rules", "add", "x", "tokyo", "--do", what).status == 2
    assert newsreader("rules", "--json").objects == []


def test_a_rule_that_is_to_do_two_things_is_refused_instead_of_doing_the_last(
    newsreader: CommandLine, library: Store
) -> None:
    ran = newsreader("rules", "add", "x", "tokyo", "--do", "read", "--do", "tag:japan")

    assert ran.status == 2
    assert "a rule does one thing" in ran.err
    assert newsreader("rules", "--json").objects == []


def test_names_that_nobody_has_are_said_to_be_unknown(newsreader: CommandLine, library: Store) -> None:
    for arguments in (("views", "remove", "x"), ("rules", "remove", "x"), ("rules", "apply", "x")):
        ran = newsreader(*arguments)
        assert ran.status == 1
        assert "newsreader " in ran.err


def test_a_rule_says_what_it_would_have_found_and_is_applied_if_wanted(newsreader: CommandLine, library: Store) -> None:
    ran = newsreader("rules", "add", "r", "tokyo", "--do", "tag:japan", "--now")

    assert "would have found 1" in ran.err
    assert newsreader("tags", "--json").objects == [{"tag": "japan", "articles": 1}]
    assert newsreader("rules", "--json").objects == [
        {"name": "r", "query": "tokyo", "do": "tag:japan", "until": None, "on": True, "active": True, "found": 0}
    ]


def test_muted_articles_leave_the_list_and_come_back_with_the_rule_gone(
    newsreader: CommandLine, library: Store
) -> None:
    newsreader("rules", "add", "no tokyo", "tokyo", "--do", "hide", "--until", "saturday")

    assert newsreader("count").out == "1\n"
    assert newsreader("count", "is:muted").out == "1\n"
    assert "until" in newsreader("rules").out

    newsreader("rules", "remove", "no tokyo")

    assert newsreader("count").out == "2\n"


def test_rules_are_carried_out_on_what_a_refresh_brings(newsreader: CommandLine, store: Store, site: Site) -> None:
    store.feeds.add(site.serve("/feed", rss("F", articles(3))), now=9)
    newsreader("rules", "add", "r", 'title:"story 1"', "--do", "star")
    newsreader("rules", "add", "m", 'title:"story 2"', "--do", "hide")

    assert newsreader("refresh").status == 0

    assert [each["title"] for each in newsreader("list", "--json").objects if each["starred"]] == ["story 1"]
    assert newsreader("count").out == "2\n"


def test_a_refresh_hands_articles_over_and_tells_of_them_by_commands(
    newsreader: CommandLine, store: Store, site: Site, tmp_path: Path
) -> None:
    store.feeds.add(site.serve("/feed", rss("F", articles(3))), now=9)
    script = tmp_path / "keep.py"
    script.write_text("import sys; open(sys.argv[1], 'a').write(' '.join(sys.argv[2:]) + chr(10))")
    command = f"{sys.executable} {script} {tmp_path / 'written'}"
    newsreader("settings", "notify.by", "command")
    newsreader("settings", "notify.command", command + " {title} / {text}")
    newsreader("rules", "add", "p", 'title:"story 1"', "--do", f"pipe:{command} {{title}}")
    newsreader("rules", "add", "n", 'title:"story 2"', "--do", "notify")

    assert newsreader("refresh").status == 0

    assert (tmp_path / "written").read_text() == "New: n / story 2\nstory 1\n"


def test_a_view_that_is_not_understood_any_more_is_listed_without_a_count(
    newsreader: CommandLine, library: Store
) -> None:
    library.views.save("Future", "word:of:the:future (", now=NOW)
    library.views.save("Asia", "tokyo", now=NOW)

    ran = newsreader("views", "--json")

    assert ran.status == 0
    assert [(each["name"], each["unread"]) for each in ran.objects] == [("Future", None), ("Asia", 1)]
    assert "Future" in newsreader("views").out


@pytest.mark.parametrize("words", [(), ("",), (" ",)], ids=["none", "empty", "blank"])
def test_a_rule_that_says_not_what_it_finds_is_not_made(
    newsreader: CommandLine, library: Store, words: tuple[str, ...]
) -> None:
    ran = newsreader("rules", "add", "world cup", *words, "--do", "hide")

    assert ran.status == 2
    assert "say what it finds" in ran.err
    assert library.rules.all() == []
    assert library.articles.counts(since=0).total == 2
