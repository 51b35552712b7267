"""What a terminal gets besides: columns of its width, colour, a pager."""

from __future__ import annotations

import shlex
import sys
from pathlib import Path

import pytest
from tests.building import add_feed, new_article
from tests.terminal import Terminal

from newsreader.cli.terminal import pager
from newsreader.query.kept import Colour, RuleAction
from newsreader.store import Store

HOSTILE = "\x1b[31mred\x1b[0m \x9b32mgreen \u202eesrever"


def command(store: Store, *arguments: str) -> list[str]:
    return [sys.executable, "-m", "newsreader", "--home", str(store.path.parent), *arguments]


def ran(store: Store, *arguments: str, columns: int = 100, environment: dict[str, str] | None = None) -> Terminal:
    """Run a command on a terminal of 30 rows to its end."""
    terminal = Terminal(
        store.path.parent, columns, 30, {"PAGER": "cat", **(environment or {})}, command(store, *arguments)
    )
    try:
        terminal.wait()
        while terminal.look():
            pass
    finally:
        terminal.close()
    return terminal


def lines(terminal: Terminal) -> list[str]:
    return [line.rstrip() for line in terminal.screen.display if line.strip()]


@pytest.mark.parametrize("columns", [100, 64, 45, 24])
def test_every_article_has_one_line_that_fits(store: Store, columns: int) -> None:
    wide = "数据库的索引" * 20
    add_feed(
        store, "A feed of a rather long name", [new_article("a", title="Long " * 40), new_article("b", title=wide)]
    )

    shown = lines(ran(store, "list", columns=columns))

    assert len(shown) == 2
    assert all("…" in line for line in shown)
    assert ("A feed of a" in shown[0]) == (columns >= 64)


def test_unread_is_bold_and_starred_yellow_and_nothing_from_outside_colours(store: Store) -> None:
    add_feed(store, HOSTILE, [new_article("b", title="Quiet"), new_article("a", title=HOSTILE)])
    store.marks.set_starred([1], True, now=9)
    store.marks.set_read([2], True, now=9)

    terminal = ran(store, "list")

    rows = {row: "".join(terminal.screen.buffer[row][x].data for x in range(100)) for row in range(2)}
    hostile = next(row for row, line in rows.items() if "red" in line[:60])
    at = rows[hostile].index("red")
    cell = terminal.screen.buffer[hostile][at]
    assert (cell.fg, cell.bold) == ("default", True)
    assert terminal.screen.buffer[hostile][rows[hostile].index("★")].fg == "brown"
    quiet = 1 - hostile
    assert not terminal.screen.buffer[quiet][rows[quiet].index("Quiet")].bold
    assert b"\x1b[31m" not in terminal.raw
    assert b"\x9b" not in terminal.raw
    assert "\u202e".encode() not in terminal.raw


def test_what_a_rule_highlights_has_a_bar_and_its_colour(store: Store) -> None:
    add_feed(store, "Nature", [new_article("a", title="Tokyo summit"), new_article("b", title="Chess")])
    store.rules.save("summits", "tokyo", RuleAction.HIGHLIGHT, argument=Colour.SUCCESS, now=9)

    terminal = ran(store, "list")

    buffer = terminal.screen.buffer
    rows = {"".join(buffer[row][x].data for x in range(100)).rstrip(): row for row in range(2)}
    summit = next(line for line in rows if "Tokyo" in line)
    assert summit.startswith("▌")
    cell = buffer[rows[summit]][summit.index("Tokyo")]
    assert (buffer[rows[summit]][0].fg, cell.fg, cell.bold) == ("green", "green", True)
    chess = next(line for line in rows if "Chess" in line)
    assert chess.startswith(" ")
    assert buffer[rows[chess]][chess.index("Chess")].fg == "default"


@pytest.mark.parametrize("environment", [{"NO_COLOR": "1"}, {"TERM": "dumb"}])
def test_no_colour_where_it_is_not_wanted(store: Store, environment: dict[str, str]) -> None:
    add_feed(store, "Nature", 3)

    terminal = ran(store, "list", environment=environment)

    assert b"Title of Nature 1" in terminal.raw
    assert b"\x1b" not in terminal.raw


def noting_pager(folder: Path) -> str:
    """A pager that keeps what it is given."""
    script = folder / "pager"
    script.write_text(f"import sys\nopen({str(folder / 'paged')!r}, 'w').write(sys.stdin.read())\n")
    return shlex.join([sys.executable, str(script)])


@pytest.mark.parametrize(("articles", "is_paged"), [(29, False), (30, True)], ids=["a screenful", "one more"])
def test_what_is_longer_than_the_screen_goes_to_the_pager(
    store: Store, tmp_path: Path, articles: int, is_paged: bool
) -> None:
    add_feed(store, "Nature", articles)

    terminal = ran(store, "list", environment={"PAGER": noting_pager(tmp_path), "NO_COLOR": "1"})

    assert (tmp_path / "paged").exists() == is_paged
    assert (b"Title of Nature 1 " in terminal.raw) != is_paged
    if is_paged:
        assert len((tmp_path / "paged").read_text().splitlines()) == articles


def test_a_long_article_goes_to_the_pager_too(store: Store, tmp_path: Path) -> None:
    from tests.building import paragraphs

    add_feed(store, "Nature", [new_article("a", blocks=paragraphs(*(f"Paragraph {n}." for n in range(40))))])

    ran(store, "show", "1", environment={"PAGER": noting_pager(tmp_path)})

    assert "Paragraph 39." in (tmp_path / "paged").read_text()


def test_a_pager_that_is_left_early_or_does_not_start_is_no_failure(store: Store) -> None:
    add_feed(store, "Nature", 3000)

    left = ran(store, "list", environment={"PAGER": "true"})
    missing = ran(store, "list", "--limit", "40", environment={"PAGER": "no-such-pager"})

    assert (left.status, missing.status) == (0, 0)
    assert b"Traceback" not in left.raw + missing.raw
    assert b"Title of Nature 40" in missing.raw


@pytest.mark.parametrize(
    ("environment", "found"),
    [
        ({}, ["less", "-R"]),
        ({"PAGER": "/usr/bin/less -F"}, ["/usr/bin/less", "-F", "-R"]),
        ({"PAGER": "most"}, ["most"]),
        ({"PAGER": ""}, None),
        ({"PAGER": "cat"}, None),
        ({"PAGER": "less 'open"}, None),
    ],
)
def test_the_pager_is_that_of_the_user(environment: dict[str, str], found: list[str] | None) -> None:
    assert pager(environment, lambda name: name) == found


def test_a_pager_that_is_not_there_is_none() -> None:
    assert pager({"PAGER": "most"}, lambda _: None) is None
