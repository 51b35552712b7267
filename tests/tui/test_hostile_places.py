"""Promises 7 and 8 in every place that shows a text from outside: shown as it was sent, and never obeyed."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from tests.engine.documents import page
from tests.loopback import Site
from tests.terminal import Terminal
from tests.tui.hostile_home import commands_in, hostile, hostile_home

PASTED = f"\x1b[200~{hostile('pasted')}\x1b[201~"


@dataclass(frozen=True, slots=True)
class Place:
    """Keys that lead to a place, each with what the screen shows then; and those that lead back."""

    name: str
    steps: tuple[tuple[str, str], ...]
    back: str = "q"


PLACES = (
    Place("what is wrong with the sheet", (("", "user.tcss"),), back=""),
    Place("list, feeds, article", (("g2", "[b]edited[/]"), ("l", "[b]author[/]")), back="h"),
    Place("notice of what was done", (("s", "[b]edited[/]"), ("u", "Undone")), back=""),
    Place("what changed", (("gd", "WHAT CHANGED"), ("j", "[b]grown[/]"))),
    Place("health", (("g!", "[b]feed[/]"), ("j", "[b]feed[/]"))),
    Place("links", (("U", "[b]link[/]"), ("j", "x.example"))),
    Place("picture", (("I", "[b]caption[/]"),)),
    Place("address of a link", (("l", "[b]caption[/]"), ("9", "no link 9")), back="h"),
    Place("copied address", (("y", "Copied"), ("Y", "Copied")), back=""),
    Place("history", ((":history\r", "[b]edited[/]"),)),
    Place("feeds at the command line", ((":feed [b", "[b]feed[/]"), ("\t\x01", ":feed [b]feed[/]")), back="\x03"),
    Place("pasted to the command line", ((":", "A command"), (PASTED, "[b]pasted[/]"), ("\r", "no command")), "\x03"),
    Place("what was typed", ((":no\x1b[A\x15", "A command"),), back="\x03"),
    Place("folders of a feed", (("g1G", "[b]feed[/]"), ("t", "[b]folder[/]"), ("\x15", "1 feed")), back="\x03"),
    Place("name of a feed", (("E", "[b]feed[/]"),), back="\x03"),
    Place("settings", (("g,", "[b]theme[/]"), ("/theme\r", "[b]theme[/]")), back="qq"),
    Place("faults", ((":faults\r", "[b]command[/]"), ("j", "[b]host[/]"))),
    Place("themes", (("gC", "paper"), ("j", "paper"))),
    Place("palette", (("\x10", "a command, a feed"), ("[b]f", "[b]feed[/]")), back="\x03"),
    Place("help", (("?", "KEYS"), ("/literal\r", "Nothing"))),
)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("hostile")
    hostile_home(folder)
    return folder


@pytest.fixture
def own_home(home: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(home, tmp_path / "home"))


@pytest.fixture
def terminal(own_home: Path) -> Iterator[Terminal]:
    terminal = Terminal(own_home)
    try:
        terminal.until("of 3")
        yield terminal
    finally:
        terminal.close()


def rest(terminal: Terminal) -> None:
    """Take what it still paints."""
    painted = -1
    while len(terminal.raw) != painted:
        painted = len(terminal.raw)
        terminal.look(0.1)


def test_promises_7_and_8_in_every_place_the_text_is_shown_as_sent_and_commands_nothing(terminal: Terminal) -> None:
    for place in PLACES:
        for keys, shown in place.steps:
            terminal.press(keys)
            try:
                terminal.until(shown)
            except AssertionError as error:
                raise AssertionError(f"{place.name}: {error}") from None
            rest(terminal)
            assert commands_in(terminal.raw) == [], place.name
        terminal.press(place.back)
        rest(terminal)
    terminal.press("Q")

    assert terminal.wait() == 0
    assert commands_in(terminal.raw) == []


def test_promises_7_and_8_the_offers_of_a_page_are_shown_as_sent(
    own_home: Path, terminal: Terminal, site: Site
) -> None:
    title = hostile("offer").replace("&", "&amp;").replace("'", "&#39;")
    links = "".join(
        f"<link rel='alternate' type='application/rss+xml' title='{title} {number}' href='/{number}.xml'>"
        for number in range(3)
    )
    url = site.serve("/", page("Home").replace(b"</head>", f"{links}</head>".encode()), content_type="text/html")

    terminal.press("a")
    terminal.until("The address of a feed")
    terminal.press(f"{url}\r")
    terminal.until("A folder to put it in")
    rest(terminal)
    assert commands_in(terminal.raw) == []
    terminal.press("\t\x15\r")
    terminal.until("[b]offer[/]")
    terminal.press("jq")
    rest(terminal)

    assert commands_in(terminal.raw) == []


COMMAND_LINES = (
    ("list",),
    ("list", "--json"),
    ("list", hostile("query").replace("\0", "")),
    ("show", "2"),
    ("show", "2", "--json"),
    ("show", "1"),
    ("feeds",),
    ("feeds", "--json"),
    ("feeds", "--health"),
    ("count",),
    ("count", "--json"),
    ("star", "2"),
    ("tag", hostile("tag"), "2"),
    ("tags",),
    ("views",),
    ("rules",),
    ("settings",),
    ("settings", hostile("name")),
    ("add", hostile("address")),
    ("import", hostile("file")),
    ("extract", hostile("file")),
    ("history",),
    ("undo",),
    ("open", "2"),
    ("refresh", hostile("feed")),
)


def test_promise_7_no_command_prints_what_a_terminal_obeys(own_home: Path) -> None:
    # In a terminal: what goes into a pipe is stripped of such things by click itself.
    for words in COMMAND_LINES:
        program = [sys.executable, "-m", "newsreader", "--home", str(own_home), *words]
        terminal = Terminal(own_home, program=program, environment={"BROWSER": "true"})
        try:
            terminal.wait()
        finally:
            terminal.close()
        assert terminal.raw.strip() or words[0] == "open", words
        assert commands_in(terminal.raw) == [], words
        assert b"Traceback" not in terminal.raw, words
