"""Every setting is described, and by its declaration alone."""

from __future__ import annotations

import re

import msgspec
import pytest

from newsreader.settings import Settings
from newsreader.settings.described import Setting, find, tables
from newsreader.settings.documenting import documented

SETTINGS = [setting for table in tables() for setting in table.settings]


@pytest.mark.parametrize("setting", SETTINGS, ids=lambda setting: setting.name)
def test_every_setting_says_what_it_means_and_what_it_may_be(setting: Setting) -> None:
    (table,) = (table for table in tables() if setting in table.settings)

    assert (setting.meaning or table.meaning).endswith(".")
    assert setting.expected or table.entries is not None


def test_every_table_says_what_it_is_for() -> None:
    assert all(table.meaning.endswith(".") for table in tables())


def test_the_file_that_explains_all_sets_nothing() -> None:
    assert msgspec.toml.decode(documented(), type=Settings) == Settings()


def test_every_line_of_it_can_be_made_to_count() -> None:
    text = re.sub(r"^#(?! )", "", documented(), flags=re.MULTILINE)

    settings = msgspec.toml.decode(text, type=Settings)

    assert all(text.count(f"\n{setting.path[-1]} = ") for setting in SETTINGS if setting.path[-1].isidentifier())
    assert settings.refresh.every_minutes == 60
    assert settings.of_feed("https://example.org/feed.xml").user == "ada"


def test_no_line_of_it_is_too_long_to_read() -> None:
    assert max(len(line) for line in documented().splitlines()) <= 80


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("theme", ("theme",)),
        ("refresh.every_minutes", ("refresh", "every_minutes")),
        ('feeds."https://a.example/x.y".user', ("feeds", "https://a.example/x.y", "user")),
    ],
)
def test_a_setting_is_found_by_its_name(name: str, path: tuple[str, ...]) -> None:
    setting = find(name)

    assert setting is not None
    assert setting.path == path
    assert setting.name == name


@pytest.mark.parametrize(
    "name", ["", "thme", "refresh", "refresh.", "feeds", "feeds.x", "feeds.x.thme", "a b", "a = 1\nb", "[", "theme.x"]
)
def test_what_is_no_setting_is_not_found(name: str) -> None:
    assert find(name) is None
