"""One run of the real program in a real terminal, driven only by keys, as somebody would who never saw it before."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest
from tests.engine.documents import SENTENCE, rss
from tests.loopback import Site
from tests.terminal import Terminal

TEXT = "".join(f"<p>Chapter {number}. {SENTENCE * 4}</p>" for number in range(40))
LINK = "<p>See <a href='https://example.org/linked'>the whole record</a>.</p>"
NEWS = [
    ("Long read", "https://example.org/long", TEXT),
    ("The record", "https://example.org/record", LINK + TEXT),
    ("Third", "https://example.org/third", TEXT),
]


@pytest.fixture
def browser(tmp_path: Path) -> Path:
    """A browser that writes down, in the file `opened` beside it, what it is to open."""
    script, record = tmp_path / "browser", tmp_path / "opened"
    script.write_text(f"#!{sys.executable}\nimport sys\nopen({str(record)!r}, 'a').write(sys.argv[1] + '\\n')\n")
    script.chmod(0o755)
    return script


def start(terminals: list[Terminal], home: Path, browser: Path) -> Terminal:
    terminal = Terminal(home, environment={"BROWSER": f"{browser} %s"})
    terminals.append(terminal)
    terminal.until("? help")
    return terminal


def rest(terminal: Terminal) -> None:
    """Wait until it has painted what there was to paint."""
    painted = -1
    while len(terminal.raw) != painted:
        painted = len(terminal.raw)
        terminal.look(0.5)


def number(terminal: Terminal, view: str) -> int:
    """The number beside a view in the pane of feeds; 0 where there is none."""
    found = re.search(rf"{view} +(\d+) ", terminal.text[terminal.text.index("LIBRARY") :])
    return int(found[1]) if found is not None else 0


def test_the_first_evening_with_the_program(
    terminals: list[Terminal], tmp_path: Path, browser: Path, site: Site
) -> None:
    first = start(terminals, tmp_path / "home", browser)

    # The sample edition is there at once. Space alone reads three articles to their end, and marks them read.
    first.until("1 of 12")
    rest(first)
    for _ in range(30):
        if number(first, "Unread") == 9:
            break
        first.press(" ")
        rest(first)
    assert number(first, "Unread") == 9
    for key, stars in (("s", 1), ("u", 0), ("s", 1)):
        first.press(key)
        rest(first)
        assert number(first, "Starred") == stars

    # A feed of one's own by its address; then a refresh by hand.
    first.press("a")
    first.until("The address of a feed")
    first.press(f"{site.serve('/feed', rss('Harbour News', NEWS))}\r")
    first.until("A folder to put it in")
    first.press("\r")
    first.until("Added Harbour News")
    first.press("r")
    first.until_so(lambda: "Refresh" in first.text or "once a minute" in first.text, "answers to r")

    # A word is found in an article, and a link of it opened outside.
    rest(first)
    first.press("ggj")
    first.until("2 of 3")
    first.press("\r/record\r")
    first.until("1 of 1")
    first.press("q1")
    first.until_so(lambda: (tmp_path / "opened").exists(), "opens the link")
    assert (tmp_path / "opened").read_text() == "https://example.org/linked\n"

    # Another theme; then the long article is left half-way.
    ink = first.background(60, 10)
    first.press("gC")
    first.until("paper")
    first.press("jj\r")
    first.until_so(lambda: first.background(60, 10) != ink, "shows another theme")
    first.press("J")
    first.until("3 of 3")
    first.press("  ")
    first.until_so(lambda: "Chapter 0." not in first.text, "scrolls on")
    first.press("Q")
    assert first.wait() == 0

    # The next day it goes on where it was left.
    second = start(terminals, tmp_path / "home", browser)
    second.until("Continue")
    assert second.background(60, 10) != ink
    second.press("gc")
    second.until("continuing at")
    assert "Chapter 0." not in second.text
    second.press("gs")
    second.until("1 of 1")
    second.press("Q")
    assert second.wait() == 0
