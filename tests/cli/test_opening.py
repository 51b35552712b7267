"""A settings file with faults stops no command."""

from __future__ import annotations

import pytest
from tests.building import add_feed
from tests.cli.running import CommandLine

from newsreader.store import Store


@pytest.mark.parametrize("command", [("refresh", "--due"), ("offline", "--fetch"), ("add", "--no-fetch", "x.example")])
def test_what_is_wrong_with_the_settings_is_said_and_the_command_goes_on(
    newsreader: CommandLine, store: Store, command: tuple[str, ...]
) -> None:
    (newsreader.home / "settings.toml").write_text('thme = "ink"\n')

    ran = newsreader(*command)

    assert ran.status == 0
    assert ran.err.splitlines()[0] == ("newsreader: settings.toml, line 1: thme is no setting. Did you mean theme?")
    assert ran.out == ""


def test_a_table_for_a_feed_that_nobody_has_is_named(newsreader: CommandLine, store: Store) -> None:
    add_feed(store, "Harbour", url="https://harbour.example/feed")
    (newsreader.home / "settings.toml").write_text('[feeds."https://harbour.example/fed"]\nfull_text = false\n')

    err = newsreader("refresh", "--due").err

    assert 'feeds."https://harbour.example/fed" is the address of no feed.' in err
    assert "Did you mean https://harbour.example/feed?" in err


def test_many_faults_do_not_drown_what_the_command_says(newsreader: CommandLine, store: Store) -> None:
    (newsreader.home / "settings.toml").write_text("".join(f"wrong{number} = 1\n" for number in range(50)))

    lines = newsreader("refresh", "--due").err.splitlines()

    assert len(lines) == 12
    assert lines[10] == "newsreader: settings.toml: and 40 more."


def test_nothing_that_a_terminal_obeys_is_said(newsreader: CommandLine, store: Store) -> None:
    (newsreader.home / "settings.toml").write_text('"\\u001b]0;x\\u0007\\u202e" = 1\n')

    err = newsreader("refresh", "--due").err

    assert "is no setting" in err
    assert not {"\x1b", "\x07", "\u202e"}.intersection(err)
