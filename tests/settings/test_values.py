"""Values: what they are, where they are from, and what a person meant by what was typed."""

from __future__ import annotations

from pathlib import Path

import pytest

from newsreader.settings import Density, Fault, FeedSettings, Loaded, Settings, load_settings
from newsreader.settings.described import find
from newsreader.settings.values import NotUnderstood, typed_value, value_at, valued, with_value


def loaded(tmp_path: Path, document: str) -> Loaded:
    path = tmp_path / "settings.toml"
    path.write_text(document)
    return load_settings(path)


def test_each_setting_tells_its_value_and_where_it_is_from(tmp_path: Path) -> None:
    document = 'theme = "paper"\n[refresh]\nevery_minutes = 2\n[list]\ndensity = "airy"\n[feeds."a"]\nuser = "ada"\n'

    told = {each.setting.name: (each.words, each.origin) for each in valued(loaded(tmp_path, document))}

    assert told["theme"] == ("paper", "file")
    assert told["refresh.at_start"] == ("true", "default")
    assert told["refresh.every_minutes"] == ("not set", "default, line 3 is wrong")
    assert told["list.density"] == ("airy", "file")
    assert told["feeds.a.user"] == ("ada", "file")
    assert "feeds.a.full_text" not in told


def test_what_somebody_else_complains_about_does_not_count(tmp_path: Path) -> None:
    found = loaded(tmp_path, 'theme = "dusk"\n').with_faults([Fault(("theme",), "is no theme.")])

    theme = next(valued(found))

    assert theme.origin == "default, line 1 is wrong"
    assert theme.complaint == found.complaints[0]


def test_of_a_broken_file_nothing_counts(tmp_path: Path) -> None:
    assert {each.origin for each in valued(loaded(tmp_path, "theme = paper\n"))} == {"default"}


@pytest.mark.parametrize(
    ("name", "typed", "value"),
    [
        ("theme", "paper", "paper"),
        ("theme", "3", "3"),
        ("theme", ' "x"', '"x"'),
        ("refresh.automatic", "false", False),
        ("refresh.automatic", "Off", False),
        ("refresh.automatic", "YES", True),
        ("refresh.automatic", "True", True),
        ("refresh.every_minutes", " 30 ", 30),
        ("refresh.every_minutes", "1_000", 1000),
        ("refresh.every_minutes", "", None),
        ("list.density", "airy", "airy"),
        ("list.density", '"airy"', "airy"),
        ("list.density", "AIRY", "airy"),
        ("list.density", "", None),
        ("reading.mark_read", "after:7", "after:7"),
        ('feeds."a".headers', '{ "X-Key" = "1" }', {"X-Key": "1"}),
    ],
)
def test_what_a_person_types_is_understood(name: str, typed: str, value: object) -> None:
    setting = find(name)
    assert setting is not None

    found = typed_value(setting, typed)

    assert found == value
    assert type(found) is type(value)
    assert value_at(with_value(Settings(), setting.path, found), setting.path) == value


@pytest.mark.parametrize(
    ("name", "typed", "words"),
    [
        ("refresh.automatic", "2", "must be true or false, not 2."),
        ("refresh.automatic", "", "must be true or false, not empty."),
        ("refresh.every_minutes", "4", "must be a whole number from 5 to 10080, not 4."),
        ("refresh.every_minutes", "9" * 5000, "must be a whole number from 5 to 10080, not"),
        ("list.density", "cozy", 'must be "compact", "cosy" or "airy", not cozy.'),
        ("reading.mark_read", "never", "must be of the form"),
        ('feeds."a".headers', "1\ny = 2", "must be a table, not"),
        ('feeds."a".headers', "[" * 9999, "must be a table, not"),
    ],
)
def test_what_cannot_be_meant_is_told(name: str, typed: str, words: str) -> None:
    setting = find(name)
    assert setting is not None

    found = typed_value(setting, typed)

    assert isinstance(found, NotUnderstood)
    assert found.words.startswith(words)


def test_one_value_is_replaced_and_the_others_stay() -> None:
    before = Settings(theme="paper", feeds={"a": FeedSettings(user="ada")})

    after = with_value(before, ("list", "density"), "airy")

    assert after.list.density is Density.AIRY
    assert with_value(after, ("list", "density"), None) == before
    assert with_value(before, ("feeds", "b", "user"), "bob").of_feed("b") == FeedSettings(user="bob")
