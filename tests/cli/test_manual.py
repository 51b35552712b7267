"""help, and the page on the command line: it names every command and option there is, none besides, and all fields."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from tests.building import NOW, add_feed, new_article
from tests.cli.running import CommandLine
from tests.engine.documents import articles, page, rss
from tests.loopback import Site

from newsreader.cli import group
from newsreader.cli import manual as pages
from newsreader.query.kept import RuleAction
from newsreader.store import Store

PAGE = pages.page("cli")
SECTIONS = {
    section.partition("\n")[0].removeprefix("newsreader").strip(): section
    for section in re.split(r"^### ", PAGE.replace("\n## ", "\n### "), flags=re.MULTILINE)[1:]
}


def commands(parent: click.Group = group, prefix: str = "") -> Iterator[tuple[str, click.Command]]:
    """All commands by their names, those within others too."""
    for name in parent.list_commands(click.Context(parent)):
        command = parent.get_command(click.Context(parent), name)
        assert command is not None
        yield prefix + name, command
        if isinstance(command, click.Group):
            yield from commands(command, f"{prefix}{name} ")


COMMANDS = dict(commands())


def usage(name: str, command: click.Command) -> str:
    """How a command is typed, but for its options."""
    pieces = command.collect_usage_pieces(click.Context(command))
    if isinstance(command, click.Group):
        pieces = ["[COMMAND]"]
    return " ".join(["newsreader", name, *(piece for piece in pieces if piece != "[OPTIONS]")])


def first_words(command: click.Command) -> str:
    """The paragraph that says what a command does."""
    return " ".join((command.help or "").partition("\n\n")[0].split())


def options(command: click.Command) -> list[str]:
    """The options of a command as the page lists them."""
    found = []
    for each in command.params:
        record = each.get_help_record(click.Context(command)) if isinstance(each, click.Option) else None
        if record is not None:
            found.append(f"- `{record[0]}` {' '.join(record[1].split())}")
    return found


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_is_on_the_page_with_its_options_and_no_others(name: str) -> None:
    command = COMMANDS[name]
    section = SECTIONS[name]

    shown = [line for line in section.splitlines() if line.startswith("- `-")]

    assert shown == options(command), "put these lines there:\n" + "\n".join(options(command))
    assert f"    {usage(name, command)}\n" in section
    assert first_words(command) in " ".join(section.split())
    has_json = any("--json" in each.opts for each in command.params)
    assert ("\nJSON" in section) == has_json


def test_the_page_has_no_command_that_is_not_there() -> None:
    listed = re.findall(r"^### newsreader (.+)$", PAGE, re.MULTILINE)

    assert sorted(listed) == sorted(COMMANDS)


def fields(name: str, label: str) -> set[str]:
    """The fields that the page promises of a command, where it prints what the label says."""
    (promised,) = re.findall(rf"^JSON{re.escape(label)}: ((?:.+\n)+)", SECTIONS[name], re.MULTILINE)
    return set(re.findall(r"`([^`]+)`", promised.partition(". ")[0]))


@pytest.fixture
def full(newsreader: CommandLine, store: Store, site: Site, tmp_path: Path) -> CommandLine:
    """A home with something of everything in it."""
    newsreader("add", site.serve("/feed", rss("Harbour", articles(2))))
    add_feed(store, "Nature", [new_article(str(number), age_s=10**8 + number) for number in range(3)])
    newsreader("star", "1")
    newsreader("tag", "sea", "1")
    store.views.save("Mine", "unread", now=NOW)
    store.rules.save("Loud", "title:loud", RuleAction.STAR, now=NOW)
    (tmp_path / "page.html").write_bytes(page("The harbour"))
    (tmp_path / "settings.toml").write_text("[retention]\narticles = 1\nunread = true\nnonsense = 1\n")
    return newsreader


@pytest.mark.parametrize(
    ("name", "label", "arguments"),
    [
        ("list", "", ()),
        ("count", "", ()),
        ("show", "", ("1",)),
        ("feeds", "", ()),
        ("feeds", " with --health", ("--health",)),
        ("save", "", ("--no-fetch", "https://example.org/a")),
        ("tags", "", ()),
        ("tags", " with --rename", ("--rename", "sea", "land")),
        *((each, "", ("1",)) for each in ("star", "unstar", "read", "unread", "later", "hide")),
        ("tag", "", ("land", "2")),
        ("rules try", "", ("loud",)),
        ("rules apply", "", ("Loud",)),
        ("undo", "", ()),
        ("redo", "", ()),
        ("history", "", ()),
        ("views", "", ()),
        ("rules", "", ()),
        ("refresh", "", ("--feed", "Harbour", "--force")),
        ("extract", "", ("page.html",)),
        ("tidy", "", ()),
        ("tidy", " with --preview", ("--preview",)),
        ("settings", "", ()),
        ("settings", " with --check", ("--check",)),
    ],
)
def test_the_page_promises_the_fields_that_are_printed(
    full: CommandLine,
    name: str,
    label: str,
    arguments: tuple[str, ...],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)

    printed = full(*name.split(), *arguments, "--json").objects

    assert printed
    assert {tuple(sorted(each)) for each in printed} == {tuple(sorted(fields(name, label)))}


@pytest.mark.parametrize(("name", "kinds"), [("stats", ("total", "week", "feed")), ("offline", ("texts", "pictures"))])
def test_the_page_promises_the_fields_of_each_kind(full: CommandLine, name: str, kinds: tuple[str, ...]) -> None:
    full("save", "--no-fetch", "https://example.org/a")

    printed = full(name, "--json").objects

    assert {each["kind"] for each in printed} == set(kinds)
    for each in printed:
        assert set(each) == fields(name, f" of the kind {each['kind']}") | {"kind"}


def test_help_lists_its_pages_and_prints_them(newsreader: CommandLine) -> None:
    listed = newsreader("help").out.splitlines()

    assert {"cli", "query", "sql"} <= {line.split()[0] for line in listed}
    for line in listed:
        topic, title = line.split(maxsplit=1)
        assert newsreader("help", topic).out.startswith(f"# {title}\n")


def test_help_prints_what_a_command_takes(newsreader: CommandLine) -> None:
    assert newsreader("help", "tidy").out.startswith("Usage: newsreader tidy")


def test_help_says_what_there_is_help_about(newsreader: CommandLine) -> None:
    ran = newsreader("help", "\x1b[31mnix")

    assert (ran.status, ran.out) == (1, "")
    assert "There are cli, query, rules, sql, and the names of commands" in ran.err
    assert "\x1b" not in ran.err


def test_a_shell_completes_pages_and_commands() -> None:
    context = click.Context(group)
    command = group.get_command(context, "help")
    assert command is not None

    offered = command.params[0].shell_complete(click.Context(command, parent=context), "s")

    assert {"sql", "show", "stats"} <= {each.value for each in offered}
    assert all(each.value.startswith("s") for each in offered)
