"""| hands articles to programs: real ones, in real processes."""

from __future__ import annotations

import json
import shlex
import stat
import sys
from pathlib import Path

import msgspec
import pytest
from tests.building import add_feed, new_article, paragraphs
from tests.processes import gone_within, is_alive
from tests.tui.driving import BY_HAND, MIDDLE, NARROW, WIDE, Reader, reading
from tests.tui.test_snapshots import Before, Compare, picture
from textual.pilot import Pilot

from newsreader.model import View, ViewKind
from newsreader.settings import CommandSettings, Gives, Settings, Shows, load_settings
from newsreader.store import Store
from newsreader.tui.app import NewsApp
from newsreader.tui.screens.output import OutputScreen


@pytest.fixture
def three(store: Store) -> Store:
    """Three articles with texts of their own, the first of them the newest."""
    articles = [
        new_article(
            name,
            title=f"{name.title()} harbour",
            blocks=paragraphs(f"The {name} harbour froze."),
            age_s=3600 + number,
            link=f"https://{name}.example/",
        )
        for number, name in enumerate(("north", "south", "east"))
    ]
    add_feed(store, "Harbour", articles)
    return store


def with_commands(**commands: CommandSettings) -> Settings:
    return msgspec.structs.replace(BY_HAND, commands=commands)


def script(folder: Path, name: str, body: str) -> str:
    """Write a program in Python and return its path, as a command line has it."""
    path = folder / name
    path.write_text(f"#!{sys.executable}\nimport sys\n{body}\n")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return shlex.quote(str(path))


async def until_shown(reader: Reader, words: str) -> None:
    await reader.until(lambda: words in " ".join(reader.text.split()), words)


async def pipe(reader: Reader, line: str) -> None:
    await reader.press("|", *line, "enter")


@pytest.mark.parametrize("size", [WIDE, MIDDLE, NARROW], ids=["120x36", "80x24", "45x30"])
async def test_a_command_line_gets_the_text_and_its_output_lies_over_the_article(
    three: Store, size: tuple[int, int]
) -> None:
    async with reading(three, size) as reader:
        await pipe(reader, "tr a-z A-Z")

        await until_shown(reader, "THE NORTH HARBOUR FROZE.")
        assert isinstance(reader.app.screen, OutputScreen)
        assert "North harbour" in reader.text
        await reader.press("q")
        assert not isinstance(reader.app.screen, OutputScreen)


async def test_a_named_command_is_completed_and_run(three: Store) -> None:
    settings = with_commands(shout=CommandSettings(run="tr a-z A-Z", gives=Gives.MARKDOWN))
    async with reading(three, settings=settings) as reader:
        await reader.press("|", "s", "h")
        assert "tr a-z A-Z" in reader.text
        await reader.press("tab", "enter")

        await until_shown(reader, "THE NORTH HARBOUR FROZE.")
        assert "SHOUT" in reader.text
        assert "TITLE:" in reader.text  # the front matter of Markdown


async def test_the_colon_runs_it_too_and_what_was_typed_comes_back(three: Store) -> None:
    async with reading(three) as reader:
        await reader.press(":", *"pipe wc -w", "enter")
        await until_shown(reader, "Esc close")
        await reader.press("q")
        await pipe(reader, "cat")
        await until_shown(reader, "Esc close")
        await reader.press("q", "|", "up")

        assert "| cat" in reader.text


async def test_a_failure_shows_what_was_printed_the_status_and_what_was_said(three: Store) -> None:
    async with reading(three) as reader:
        await pipe(reader, "sh -c 'echo half; echo no such language >&2; exit 3'")

        await until_shown(reader, "sh ended with status 3.")
        words = " ".join(reader.text.split())
        assert "half sh ended with status 3. no such language" in words


async def test_leaving_stops_a_program_at_once(three: Store, tmp_path: Path) -> None:
    note = tmp_path / "pid"
    async with reading(three) as reader:
        await pipe(reader, f"sh -c 'echo $$ > {note}; exec sleep 600'")
        await reader.until(lambda: note.exists() and note.read_text() != "", "it runs")
        assert "running…" in reader.text
        await reader.press("escape")
        assert not isinstance(reader.app.screen, OutputScreen)

        await reader.until(lambda: not is_alive(int(note.read_text())), "it is gone")


async def test_no_program_outlives_the_reader(three: Store, tmp_path: Path) -> None:
    note = tmp_path / "pid"
    settings = with_commands(slow=CommandSettings(run=f"sh -c 'echo $$ > {note}; exec sleep 600'", shows=Shows.NOTHING))
    async with reading(three, settings=settings) as reader:
        await pipe(reader, "slow")
        await reader.until(lambda: note.exists() and note.read_text() != "", "it runs")
        assert "slow is running; gx stops it." in reader.text

    assert gone_within(10, [int(note.read_text())])


async def test_gx_stops_what_runs_beside_the_reader(three: Store) -> None:
    settings = with_commands(slow=CommandSettings(run="sleep 600", shows=Shows.NOTHING))
    async with reading(three, settings=settings) as reader:
        await pipe(reader, "slow")
        await reader.press("g", "x")

        await until_shown(reader, "slow: sleep was stopped.")


async def test_a_notice_says_the_last_line_and_nothing_lies_over_the_article(three: Store) -> None:
    settings = with_commands(count=CommandSettings(run="sh -c 'echo one; wc -l | tr -d \" \"'", shows=Shows.NOTICE))
    async with reading(three, settings=settings) as reader:
        await pipe(reader, "count")

        await until_shown(reader, "count: 4")
        assert not isinstance(reader.app.screen, OutputScreen)


async def test_of_those_selected_each_is_handed_over_and_then_none_is_selected(three: Store) -> None:
    async with reading(three) as reader:
        await reader.press("v", "v")
        assert len(reader.screen.article_list.chosen) == 2
        await pipe(reader, "tr a-z A-Z")

        await until_shown(reader, "THE SOUTH HARBOUR FROZE.")
        assert "THE NORTH HARBOUR FROZE." in reader.text
        assert "2 done" in reader.text
        await reader.press("q")
        assert reader.screen.article_list.chosen == []


async def test_as_json_those_selected_come_in_one_call_an_object_a_line(three: Store, tmp_path: Path) -> None:
    record = tmp_path / "record"
    line = script(tmp_path, "take", f"open({str(record)!r}, 'a').write(sys.stdin.read() + '--')")
    settings = with_commands(take=CommandSettings(run=line, gives=Gives.JSON))
    async with reading(three, settings=settings) as reader:
        await reader.press("v", "v")
        await pipe(reader, "take")
        await until_shown(reader, "It printed nothing.")

    text = record.read_text()
    assert text.count("--") == 1
    objects = [json.loads(each) for each in text.removesuffix("--").splitlines()]
    assert [each["title"] for each in objects] == ["North harbour", "South harbour"]
    assert objects[0]["text"] == "The north harbour froze."


async def test_a_hostile_article_reaches_a_program_as_plain_arguments(store: Store, tmp_path: Path) -> None:
    record = tmp_path / "record"
    line = script(tmp_path, "take", f"open({str(record)!r}, 'w').write(repr(sys.argv[1:]))")
    add_feed(
        store, "Nature", [new_article("a", title="--help; $(touch x) [b]\x1b]0;t\x07", link="https://a.example/'x")]
    )
    async with reading(store) as reader:
        await pipe(reader, f"{line} {{title}} {{url}}")
        await until_shown(reader, "It printed nothing.")

    assert record.read_text() == repr([" --help; $(touch x) [b]]0;t", "https://a.example/%27x"])


async def test_markup_and_sequences_in_output_are_shown_as_text(three: Store) -> None:
    async with reading(three) as reader:
        await pipe(reader, r"""printf '\033[31m[bold]x[/]\033]52;c;eA==\007 \u202e[@click=app.quit]y\tz'""")

        await until_shown(reader, "[bold]x[/]")
        assert "[@click=app.quit]y" in reader.text
        assert "\x1b" not in reader.text


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("no-such-program", "no-such-program was not found."),
        ("cat 'x", "The command line cannot be read: no closing quotation."),
        ("sh -c 'echo {title}'", 'write "$NEWSREADER_TITLE" in the script'),
        ("cat {link}", "has no {link} to fill in"),
        ("", "The command line names no program."),
    ],
)
async def test_what_cannot_be_run_is_said_in_place_and_the_line_stays(three: Store, typed: str, words: str) -> None:
    async with reading(three) as reader:
        await pipe(reader, typed)

        assert words in " ".join(reader.text.split())
        assert reader.screen.status.is_asking


async def test_an_article_without_an_address_is_not_shared(store: Store) -> None:
    add_feed(store, "Nature", 1)
    async with reading(store) as reader:
        await pipe(reader, "echo {url}")

        assert "This article has no address, which the command takes." in reader.text


async def test_without_an_article_it_says_so(store: Store) -> None:
    async with reading(store) as reader:
        reader.screen.open_view(View(ViewKind.STARRED))
        await reader.press("|")

        assert "There is no article to hand over here." in reader.text


async def test_a_program_that_needs_the_terminal_where_there_is_none_says_so(three: Store) -> None:
    async with reading(three, settings=with_commands(less=CommandSettings(run="cat", shows=Shows.TERMINAL))) as reader:
        await pipe(reader, "less")

        assert "cat needs a terminal, and there is none here." in reader.text


async def test_one_is_chosen_from_the_list_and_stands_in_the_settings(three: Store) -> None:
    async with reading(three) as reader:
        file = reader.app.settings_file.path
        await reader.press(":", *"command", "enter")
        assert "mastodon" in reader.text
        await reader.press("G", "enter")
        await until_shown(reader, "Added wallabag: | and its name runs it.")

        assert load_settings(file).complaints == ()
        assert load_settings(file).settings.commands["wallabag"] == CommandSettings(
            run="wallabag add {url}", gives=Gives.NOTHING, shows=Shows.NOTICE
        )
        assert "wallabag" in reader.screen.settings.commands
        await reader.press("|", "w")
        assert "wallabag add {url}" in reader.text


async def test_a_long_output_is_scrolled_and_copied(three: Store) -> None:
    async with reading(three, NARROW) as reader:
        await pipe(reader, "seq 1 5000")
        await until_shown(reader, "Esc close")
        await reader.press("G")
        assert "5000" in reader.text
        await reader.press("y")
        assert "Copied 23,892 characters" in reader.text


def handed(line: str) -> Before:
    """Hand the article to a command, and wait for its end."""

    async def before(pilot: Pilot[None]) -> None:
        app = pilot.app
        assert isinstance(app, NewsApp)
        reader = Reader(app, pilot, app.reading)
        await reader.settle()
        await pipe(reader, line)
        await until_shown(reader, "Esc close")

    return before


@pytest.mark.parametrize("size", [WIDE, MIDDLE, NARROW], ids=["120x36", "80x24", "45x30"])
def test_what_a_command_printed(snap_compare: Compare, three: Store, size: tuple[int, int]) -> None:
    settings = with_commands(translate=CommandSettings(run="sed -e 's/froze/fror/' -e 's/The/Der/'"))

    assert picture(snap_compare, three, size, handed("translate"), settings)


def test_a_command_that_failed_on_paper(snap_compare: Compare, three: Store) -> None:
    fails = CommandSettings(run="sh -c 'echo no such language: xx >&2; exit 1'")
    settings = msgspec.structs.replace(with_commands(translate=fails), theme="paper")

    assert picture(snap_compare, three, MIDDLE, handed("translate"), settings)
