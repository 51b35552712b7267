"""settings: what is set, what it means, and setting it."""

from __future__ import annotations

import pytest
from tests.building import add_feed
from tests.cli.running import CommandLine

from newsreader.settings.documenting import documented
from newsreader.store import Store


def test_all_settings_are_listed_with_value_origin_and_meaning(newsreader: CommandLine) -> None:
    (newsreader.home / "settings.toml").write_text('[list]\ndensity = "airy"\n')

    lines = newsreader("settings").out.splitlines()

    assert lines[0].split()[:3] == ["theme", "auto", "default"]
    (density,) = (line for line in lines if line.startswith("list.density"))
    assert density.split()[1:3] == ["airy", "file"]
    assert "Lines of a row." in density


def test_programs_get_objects(newsreader: CommandLine) -> None:
    told = {each["name"]: each for each in newsreader("settings", "--json").objects}

    assert told["refresh.every_minutes"] == {
        "name": "refresh.every_minutes",
        "value": None,
        "default": None,
        "set": False,
        "expected": "a whole number from 5 to 10080",
        "meaning": "The same interval for every feed, instead of one that follows its pace.",
    }
    assert newsreader("settings", "theme", "--json").objects == [told["theme"]]


def test_a_value_is_set_shown_and_unset(newsreader: CommandLine) -> None:
    assert newsreader("settings", "list.density", "airy").err == "list.density is airy (file).\n"
    assert newsreader("settings", "list.density").out == "airy\n"
    assert newsreader("settings", "list.density", "--unset").err == "list.density is not set (default).\n"
    assert newsreader("settings", "list.density").out == "not set\n"


def test_a_setting_of_a_feed_is_set_by_its_address(newsreader: CommandLine) -> None:
    name = 'feeds."https://a.example/feed".every_minutes'

    assert newsreader("settings", name).status == 1
    assert newsreader("settings", name, "30").status == 0
    assert newsreader("settings", name).out == "30\n"


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (("theme", "dusk"), "theme must be one of auto, ink, paper"),
        (("refresh.every_minutes", "1"), "refresh.every_minutes must be a whole number from 5 to 10080, not 1."),
        (("refresh.every_minuts", "30"), "is no setting. Did you mean refresh.every_minutes?"),
        (("zzz",), "zzz is no setting. List them with: newsreader settings"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_written(
    newsreader: CommandLine, arguments: tuple[str, ...], reason: str
) -> None:
    ran = newsreader("settings", *arguments)

    assert ran.status == 1
    assert reason in ran.err
    assert not (newsreader.home / "settings.toml").exists()


@pytest.mark.parametrize(
    "arguments",
    [("--unset",), ("theme", "ink", "--unset"), ("theme", "--check"), ("theme", "--init"), ("theme", "--path")],
    ids=" ".join,
)
def test_what_does_not_go_together_is_not_understood(newsreader: CommandLine, arguments: tuple[str, ...]) -> None:
    assert newsreader("settings", *arguments).status == 2


def test_the_path_is_told(newsreader: CommandLine) -> None:
    assert newsreader("settings", "--path").out == f"{newsreader.home / 'settings.toml'}\n"


def test_a_file_is_begun_once(newsreader: CommandLine) -> None:
    path = newsreader.home / "settings.toml"

    assert newsreader("settings", "--init").err == f"Begun: {path}\n"
    assert path.read_text() == documented()
    assert newsreader("settings", "--check").status == 0
    assert newsreader("settings", "--init").status == 1


def test_a_broken_file_is_kept_when_another_is_begun(newsreader: CommandLine) -> None:
    (newsreader.home / "settings.toml").write_text("theme = paper")

    ran = newsreader("settings", "--init")

    assert ran.status == 0
    assert "could not be understood. It is kept: " in ran.err
    assert (newsreader.home / "settings.toml.broken-1").read_text() == "theme = paper"


def test_a_check_names_what_is_wrong_that_of_the_interface_and_of_the_feeds_too(
    newsreader: CommandLine, store: Store
) -> None:
    add_feed(store, "Harbour", url="https://harbour.example/feed")
    (newsreader.home / "settings.toml").write_text('theme = "dusk"\nthme = 1\n[feeds."https://gone.example/"]\n')

    ran = newsreader("settings", "--check")

    assert ran.status == 1
    assert [line.split(":")[0] for line in ran.out.splitlines()] == ["line 1", "line 2", "line 3"]
    assert newsreader("settings", "--check", "--json").objects[1] == {
        "name": "thme",
        "line": 2,
        "column": 1,
        "text": "thme is no setting. Did you mean theme?",
    }
    assert newsreader("settings").err.count("newsreader: settings.toml, line") == 1


def test_a_check_before_the_first_start_makes_no_database(newsreader: CommandLine) -> None:
    (newsreader.home / "settings.toml").write_text('[feeds."https://new.example/"]\n')

    assert newsreader("settings", "--check").status == 0
    assert [path.name for path in newsreader.home.iterdir()] == ["settings.toml"]
