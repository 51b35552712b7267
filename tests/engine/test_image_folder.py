"""The folder of kept pictures: whole files, and nothing of the user's own is ever touched."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest
from tests.store.checks import names
from tests.store.unprivileged import as_ordinary_user

from newsreader.engine.image_folder import ImageFolder, file_name

NAME = file_name("https://example.org/a.jpg", "jpg")
OTHER = file_name("https://example.org/b.png", "png")


def test_a_name_tells_nothing_and_fits_every_file_system() -> None:
    name = file_name("https://example.org/" + "ä\udc80" * 2_000, "png")

    assert len(name) == 36
    assert name.isascii()
    assert file_name("https://example.org/a.jpg", "jpg") == NAME != OTHER


def test_files_are_written_replaced_and_removed(tmp_path: Path) -> None:
    folder = ImageFolder(tmp_path / "data" / "images")
    assert folder.sizes() == {}

    folder.write(NAME, b"first")
    folder.write(NAME, b"second")
    folder.write(OTHER, b"x")

    assert folder.sizes() == {NAME: 6, OTHER: 1}
    assert (folder.path / NAME).read_bytes() == b"second"
    folder.remove([NAME, NAME])
    assert names(folder.path) == [OTHER]


def test_what_is_read_is_nobody_elses_business(tmp_path: Path) -> None:
    folder = ImageFolder(tmp_path / "images")

    folder.write(NAME, b"x")

    assert stat.S_IMODE((folder.path / NAME).stat().st_mode) == 0o600
    assert stat.S_IMODE(folder.path.stat().st_mode) == 0o700


def test_parts_that_a_kill_left_are_cleared_away_and_files_of_others_are_not(tmp_path: Path) -> None:
    (tmp_path / f"{NAME}.part").write_bytes(b"half")
    (tmp_path / "holiday.jpg").write_bytes(b"mine")
    (tmp_path / "0123.png").write_bytes(b"mine")
    (tmp_path / OTHER).symlink_to(tmp_path / "holiday.jpg")
    folder = ImageFolder(tmp_path)

    assert folder.sizes() == {}
    folder.remove(["holiday.jpg", "../images", "0123.png"])

    assert names(tmp_path) == sorted(["holiday.jpg", "0123.png", OTHER])


def test_where_it_cannot_be_written_nothing_is_left(tmp_path: Path) -> None:
    folder = ImageFolder(tmp_path / "images")
    folder.write(NAME, b"first")
    folder.path.chmod(0o500)

    with as_ordinary_user(), pytest.raises(PermissionError):
        folder.write(OTHER, b"x")

    folder.path.chmod(0o700)
    assert names(folder.path) == [NAME]
