"""The engine goes by the settings of now, not by those of its start."""

from __future__ import annotations

import logging
from dataclasses import replace
from pathlib import Path

import pytest

from newsreader.engine.settings_watch import SettingsWatch
from newsreader.engine.tools import Tools


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the settings are."""
    return tmp_path / "settings.toml"


async def test_settings_are_read_again_when_the_file_changed(path: Path, tools: Tools) -> None:
    path.write_text("[refresh]\nevery_minutes = 30\n")
    watch = SettingsWatch(path)
    tools = replace(tools, settings=watch.read())

    assert watch.renewed(tools) is tools
    path.write_text("[refresh]\nevery_minutes = 600\n")
    renewed = watch.renewed(tools)

    assert renewed.settings.refresh.every_minutes == 600
    assert (renewed.store, renewed.worker) == (tools.store, tools.worker)
    path.unlink()
    assert watch.renewed(renewed).settings.refresh.every_minutes is None


async def test_a_file_that_broke_meanwhile_changes_nothing_and_is_logged(
    path: Path, tools: Tools, caplog: pytest.LogCaptureFixture
) -> None:
    path.write_text("[refresh]\nevery_minutes = 30\n")
    watch = SettingsWatch(path)
    tools = replace(tools, settings=watch.read())

    path.write_text("[refresh]\nevery_minutes = thirty\n")
    with caplog.at_level(logging.WARNING):
        renewed = watch.renewed(tools)

    assert renewed.settings.refresh.every_minutes == 30
    assert "line 2" in caplog.text


async def test_what_is_wrong_from_the_start_has_its_default(path: Path, caplog: pytest.LogCaptureFixture) -> None:
    path.write_text("[refresh]\nevery_minutes = 1\nat_start = false\n")

    with caplog.at_level(logging.WARNING):
        settings = SettingsWatch(path).read()

    assert settings.refresh.every_minutes is None
    assert not settings.refresh.at_start
    assert "settings.toml, line 2: refresh.every_minutes must be" in caplog.text
