"""What of the programs in settings.toml cannot work is named with its line."""

from __future__ import annotations

from pathlib import Path

from newsreader.settings import load_settings
from newsreader.tui.setting_checks import checked


def test_each_command_line_that_cannot_be_run_is_named(tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_text(
        '[commands.good]\nrun = "cat {title}"\n[commands.bad]\nrun = "sh -c \'echo {title}\'"\n'
        '[commands.none]\ngives = "json"\n[openers.all]\nrun = "mpv"\n'
    )

    complaints = checked(load_settings(tmp_path / "settings.toml"), []).complaints

    assert [(each.line, each.path) for each in complaints] == [
        (4, ("commands", "bad", "run")),
        (5, ("commands", "none", "run")),
        (7, ("openers", "all", "pattern")),
    ]
    assert 'write "$NEWSREADER_TITLE" in the script' in complaints[0].text


def test_a_wrong_field_costs_no_other_command_and_no_value_is_repeated(tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_text(
        '[commands.share]\nrun = "share {url}"\ngives = "secret"\n[commands.b]\nrun = "b"\nrum = "c"\n'
    )

    loaded = load_settings(tmp_path / "settings.toml")

    assert {name: each.run for name, each in loaded.settings.commands.items()} == {"share": "share {url}", "b": "b"}
    assert len(loaded.complaints) == 2
    assert "secret" not in " ".join(each.text for each in loaded.complaints)
