"""Rules that hand articles to commands and tell of them: real programs, bounded, and what fails is known."""

from __future__ import annotations

import asyncio
import json
import sys
from dataclasses import replace
from pathlib import Path

import msgspec
import pytest
from tests.building import NOW, add_feed, new_article
from tests.store.checks import query

from newsreader.engine import hooks
from newsreader.engine.ruling import carry_out_rules, run_hooks, tell
from newsreader.engine.tools import Tools
from newsreader.query.kept import RuleAction
from newsreader.settings import CommandSettings, Gives, NotifyBy, NotifySettings, Settings

WRITES = "import sys, os; open(sys.argv[1], 'a').write(sys.stdin.read() + '|' + ' '.join(sys.argv[2:]) + chr(10))"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "written"


def program(file: Path, *words: str) -> str:
    """Return a command line that writes what it gets into a file."""
    script = file.with_suffix(".py")
    script.write_text(WRITES)
    return " ".join([sys.executable, str(script), str(file), *words])


def with_settings(tools: Tools, settings: Settings) -> Tools:
    return replace(tools, settings=settings)


async def arrive(tools: Tools, *titles: str) -> None:
    tools.store.refreshing.write_articles(1, [new_article(title, title=title) for title in titles], (), now=NOW)
    await carry_out_rules(tools)


async def begin(tools: Tools, action: RuleAction, argument: str = "") -> None:
    add_feed(tools.store, "Harbour")
    await carry_out_rules(tools)
    tools.store.rules.save("r", "tokyo", action, argument=argument, now=NOW)


def fault(tools: Tools) -> str:
    return tools.store.rules.all()[0].fault


async def test_articles_that_a_rule_finds_are_handed_to_its_command_line_once(tools: Tools, file: Path) -> None:
    await begin(tools, RuleAction.PIPE, program(file, "{id}", "{title}"))
    await arrive(tools, "Tokyo summit", "Chess")

    assert await run_hooks(tools)
    assert not await run_hooks(tools)

    (written,) = file.read_text().split("\n|")[1:]
    assert written == "2 Tokyo summit\n"
    assert file.read_text().startswith("Tokyo summit\n")
    assert fault(tools) == ""


async def test_a_command_of_the_settings_gets_what_it_takes(tools: Tools, file: Path) -> None:
    command = CommandSettings(run=program(file), gives=Gives.JSON)
    tools = with_settings(tools, Settings(commands={"keep": command}))
    await begin(tools, RuleAction.PIPE, "keep")
    await arrive(tools, "Tokyo 1", "Tokyo 2", "Tokyo 3")

    await run_hooks(tools)

    *lines, end = file.read_text().splitlines()
    assert sorted(json.loads(line)["title"] for line in lines) == ["Tokyo 1", "Tokyo 2", "Tokyo 3"]
    assert end == "|"


@pytest.mark.parametrize("title", ["--help", "$(touch x); `ls` | tokyo & '", "\x1b]0;tokyo\x07\x1b[2J", "a\nb tokyo"])
async def test_a_hostile_title_stays_one_harmless_word(tools: Tools, file: Path, title: str) -> None:
    await begin(tools, RuleAction.PIPE, program(file, "{title}", "end"))
    tools.store.rules.save(
        "r", "a or tokyo or help", RuleAction.PIPE, argument=program(file, "{title}", "end"), now=NOW
    )
    await arrive(tools, title)

    await run_hooks(tools)

    written = file.read_text()
    assert written.endswith(" end\n")
    assert "\x1b" not in written
    assert "\x07" not in written
    assert sorted(path.name for path in file.parent.iterdir() if path.name == "x") == []


@pytest.mark.parametrize(
    ("argument", "words"),
    [
        ("no-such-program-here", "was not found"),
        (f"{sys.executable} -c 'import sys; sys.exit(\"the disk is full\")'", "status 1. the disk is full"),
        ("echo {nothing}", "has no {nothing}"),
        ("echo {url}", "has no address"),
    ],
)
async def test_what_fails_is_stored_with_the_rule_until_it_works_again(
    tools: Tools, file: Path, argument: str, words: str
) -> None:
    await begin(tools, RuleAction.PIPE, argument)
    await arrive(tools, "Tokyo summit")

    await run_hooks(tools)

    assert words in fault(tools)
    assert words in dict(tools.store.errands.take_faults(now=NOW))["r"]

    query(tools.store.path, "UPDATE rules SET argument = ?", program(file))
    await arrive(tools, "Tokyo again")
    await run_hooks(tools)
    assert fault(tools) == ""


async def test_a_command_that_hangs_is_stopped(tools: Tools) -> None:
    command = CommandSettings(run=f"{sys.executable} -c 'import time; time.sleep(600)'", seconds=1)
    tools = with_settings(tools, Settings(commands={"hang": command}))
    await begin(tools, RuleAction.PIPE, "hang")
    await arrive(tools, "Tokyo summit")

    await run_hooks(tools)

    assert "longer than 1 s" in fault(tools)


async def test_a_command_that_fails_again_and_again_is_left_alone_until_the_next_refresh(
    tools: Tools, file: Path
) -> None:
    script = file.with_suffix(".py")
    script.write_text("import sys; open(sys.argv[1], 'a').write('x'); sys.exit(1)")
    await begin(tools, RuleAction.PIPE, f"{sys.executable} {script} {file}")
    await arrive(tools, *(f"Tokyo {number}" for number in range(5)))

    await run_hooks(tools)
    assert file.read_text() == "xxx"

    await run_hooks(tools)
    assert file.read_text() == "xxxxx"


async def test_no_more_than_so_many_are_handed_over_after_one_refresh(
    tools: Tools, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hooks, "MOST_ARTICLES", 2)
    command = CommandSettings(run=program(file), gives=Gives.JSON)
    tools = with_settings(tools, Settings(commands={"keep": command}))
    await begin(tools, RuleAction.PIPE, "keep")
    await arrive(tools, "Tokyo 1", "Tokyo 2", "Tokyo 3")

    await run_hooks(tools)
    assert file.read_text().count('"title"') == 2

    await run_hooks(tools)
    assert file.read_text().count('"title"') == 3


async def test_stopping_ends_the_command_and_what_it_was_at_waits_with_the_others(tools: Tools, file: Path) -> None:
    script = file.with_suffix(".py")
    script.write_text("import sys, time; open(sys.argv[1], 'a').write('x'); time.sleep(600)")
    await begin(tools, RuleAction.PIPE, f"{sys.executable} {script} {file}")
    await arrive(tools, "Tokyo 1", "Tokyo 2")

    running = asyncio.create_task(run_hooks(tools))
    while not file.exists():
        await asyncio.sleep(0.01)
    running.cancel()
    with pytest.raises(asyncio.CancelledError):
        await running

    (left,) = tools.store.errands.due(RuleAction.PIPE)
    assert len(left.article_ids) == 2


def by_command(file: Path, *words: str) -> Settings:
    return Settings(notify=NotifySettings(by=NotifyBy.COMMAND, command=program(file, *words)))


async def test_articles_are_told_of_by_a_command_all_at_once(tools: Tools, file: Path) -> None:
    tools = with_settings(tools, by_command(file, "{title}", "/", "{text}"))
    await begin(tools, RuleAction.NOTIFY)
    await arrive(tools, "Tokyo <b>1", "Tokyo 2", "Tokyo 3", "Tokyo 4", "Chess")

    await tell(tools)

    told = file.read_text()
    assert told.count("\n") == 1
    assert told.startswith("|4 new articles: r / Tokyo ")
    assert told.endswith(" and 1 more\n")
    assert "<" not in told
    assert fault(tools) == ""


async def test_nobody_is_told_twice_a_minute_and_nothing_is_left_out(tools: Tools, file: Path) -> None:
    tools = with_settings(tools, by_command(file))
    await begin(tools, RuleAction.NOTIFY)
    await arrive(tools, "Tokyo 1")
    await tell(tools)
    await arrive(tools, "Tokyo 2")
    await tell(tools)
    assert file.read_text() == "New: r\nTokyo 1\n|\n"

    await tell(replace(tools, clock=lambda: NOW + 60))
    assert file.read_text().endswith("New: r\nTokyo 2\n|\n")


async def test_a_clock_that_was_set_back_by_years_makes_nobody_wait_to_be_told(tools: Tools, file: Path) -> None:
    tools = with_settings(tools, by_command(file))
    await begin(tools, RuleAction.NOTIFY)
    tools.store.errands.note_told(now=NOW + 10 * 365 * 24 * 3600)
    await arrive(tools, "Tokyo 1")

    await tell(tools)

    assert file.read_text() == "New: r\nTokyo 1\n|\n"


@pytest.mark.parametrize("by", [NotifyBy.TERMINAL, NotifyBy.OFF])
async def test_without_a_command_nothing_is_run_and_it_waits_for_the_reader(
    tools: Tools, file: Path, by: NotifyBy
) -> None:
    settings = by_command(file)
    tools = with_settings(
        tools, msgspec.structs.replace(settings, notify=msgspec.structs.replace(settings.notify, by=by))
    )
    await begin(tools, RuleAction.NOTIFY)
    await arrive(tools, "Tokyo 1")

    await tell(tools)

    assert not file.exists()
    assert tools.store.errands.has(RuleAction.NOTIFY)


async def test_a_command_that_cannot_tell_is_a_fault_of_the_rule(tools: Tools) -> None:
    tools = with_settings(
        tools, Settings(notify=NotifySettings(by=NotifyBy.COMMAND, command="no-such-program-here {title}"))
    )
    await begin(tools, RuleAction.NOTIFY)
    await arrive(tools, "Tokyo 1")

    await tell(tools)

    assert "no-such-program-here does not start" in fault(tools)
