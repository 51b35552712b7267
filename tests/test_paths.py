"""Where settings, database, log and backups are."""

from __future__ import annotations

from pathlib import Path

import pytest

from newsreader.paths import HOME_VARIABLE, Paths, locate


def files(paths: Paths) -> set[Path]:
    return {paths.settings, paths.database, paths.log, paths.backups}


def test_a_home_holds_everything(tmp_path: Path) -> None:
    paths = locate(str(tmp_path), {})

    assert paths == Paths(
        tmp_path / "settings.toml", tmp_path / "newsreader.db", tmp_path / "newsreader.log", tmp_path / "backups"
    )


def test_the_option_goes_before_the_variable(tmp_path: Path) -> None:
    environment = {HOME_VARIABLE: str(tmp_path / "variable")}

    assert locate(None, environment).database.parent == tmp_path / "variable"
    assert locate(str(tmp_path / "option"), environment).database.parent == tmp_path / "option"


def test_a_relative_home_is_one_from_here_whatever_folder_comes_later(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)

    assert locate("news", {}).database == tmp_path / "news" / "newsreader.db"
    assert locate("../news", {}).database == tmp_path.parent / "news" / "newsreader.db"


def test_a_tilde_is_the_users_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))

    assert locate("~/news", {}).settings == tmp_path / "news" / "settings.toml"
    assert locate(None, {HOME_VARIABLE: "~/news"}).settings == tmp_path / "news" / "settings.toml"


@pytest.mark.parametrize("home", [None, ""])
def test_without_a_home_the_platform_says_where(home: str | None) -> None:
    paths = locate(home, {HOME_VARIABLE: ""})

    assert all(path.is_absolute() and "newsreader" in path.parts for path in files(paths))
    assert paths.settings.name == "settings.toml"
    assert paths.backups.parent == paths.database.parent


def test_pictures_lie_beside_the_database(tmp_path: Path) -> None:
    assert locate(str(tmp_path), {}).images == tmp_path / "images"
    assert locate(None, {}).images.parent == locate(None, {}).database.parent


def test_asking_creates_nothing(tmp_path: Path) -> None:
    locate(str(tmp_path / "news"), {})

    assert list(tmp_path.iterdir()) == []
