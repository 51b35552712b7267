"""Settings are read from a file that people write by hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from newsreader.errors import SettingsError
from newsreader.settings import Settings, load_settings


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the settings are."""
    return tmp_path / "settings.toml"


def test_without_a_file_all_settings_have_their_defaults(path: Path) -> None:
    assert load_settings(path) == Settings(theme="ink")
    assert not path.exists()


@pytest.mark.parametrize(
    "document",
    [b'theme = "paper"', b'# mine\r\n\r\ntheme = "paper" # bright\r\n', b'\xef\xbb\xbftheme = "paper"'],
    ids=["plain", "with comments and the line ends of Windows", "with a byte order mark"],
)
def test_settings_are_read(path: Path, document: bytes) -> None:
    path.write_bytes(document)

    assert load_settings(path).theme == "paper"


@pytest.mark.parametrize("document", [b"", b"# nothing set yet\n"], ids=["empty", "only a comment"])
def test_what_is_not_set_has_its_default(path: Path, document: bytes) -> None:
    path.write_bytes(document)

    assert load_settings(path) == Settings()


@pytest.mark.parametrize(
    ("document", "words"),
    [
        (b"theme = ", "Invalid value"),
        (b"theme = 3", r"theme"),
        (b'thme = "ink"', "thme"),
        (b"\xff\xfet\x00", "is not UTF-8 text"),
    ],
    ids=["no TOML", "a value of another kind", "a setting that does not exist", "UTF-16"],
)
def test_a_file_that_cannot_be_used_says_why_and_which(path: Path, document: bytes, words: str) -> None:
    path.write_bytes(document)

    with pytest.raises(SettingsError, match=words) as raised:
        load_settings(path)

    assert str(path) in str(raised.value)
    assert "move it away" in str(raised.value)
    assert "\n" not in str(raised.value)


@pytest.mark.parametrize("value", ["at-end", "on-open", "by-hand", "after:1", "after:9999"])
def test_what_marks_read_is_one_of_four_ways(path: Path, value: str) -> None:
    path.write_text(f'[reading]\nmark_read = "{value}"\n')

    assert load_settings(path).reading.mark_read == value


@pytest.mark.parametrize("value", ["", "never", "after", "after:0", "after:-3", "after:10000", "at-end "])
def test_another_way_of_marking_read_is_refused(path: Path, value: str) -> None:
    path.write_text(f'[reading]\nmark_read = "{value}"\n')

    with pytest.raises(SettingsError, match="mark_read"):
        load_settings(path)


def test_a_folder_in_its_place_is_refused(path: Path) -> None:
    path.mkdir()

    with pytest.raises(SettingsError, match="cannot be read: is a directory"):
        load_settings(path)
