"""Changing one setting changes that and nothing else of the file."""

from __future__ import annotations

import os
import stat
import tomllib
from pathlib import Path

import pytest
import tomlkit
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some
from tests.disks import fill, small_disk
from tests.store.unprivileged import as_ordinary_user

from newsreader.errors import SettingsError
from newsreader.settings import Column, Density, load_settings
from newsreader.settings.documenting import documented
from newsreader.settings.positions import positions
from newsreader.settings.writing import changed, write_documented, write_setting

MINE = """\
# Mine, by hand.
theme = "ink"   # dark

[zen]   # a table that nobody knows
y = [
  1,  # one
]

[refresh]
  # often enough
  every_minutes = 60

[feeds."https://b.example/"]
user = 'ada'
[list]
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the settings are."""
    return tmp_path / "settings.toml"


def test_comments_order_and_unknown_names_stay() -> None:
    text = changed(MINE, ("theme",), "paper")
    text = changed(text, ("refresh", "every_minutes"), 30)
    text = changed(text, ("list", "density"), Density.AIRY)

    assert text == MINE.replace('"ink"', '"paper"').replace("60", "30") + 'density = "airy"\n'


@pytest.mark.parametrize(
    ("document", "name", "value", "wanted"),
    [
        ("", ("theme",), "paper", 'theme = "paper"\n'),
        ("# mine\n", ("theme",), "paper", '# mine\ntheme = "paper"\n'),
        ("[list]\n", ("theme",), "paper", 'theme = "paper"\n\n[list]\n'),
        ('#theme = "auto"\n[list]\n', ("theme",), "paper", 'theme = "paper"\n[list]\n'),
        ('# theme = "ink"\n[list]\n', ("theme",), "paper", '# theme = "ink"\ntheme = "paper"\n[list]\n'),
        ("[a]\n# x = 1\n[b]\n# x = 1\n", ("b", "x"), 2, "[a]\n# x = 1\n[b]\n# x = 1\nx = 2\n"),
        ("list.density = 'airy'\n", ("list", "density"), "cosy", 'list.density = "cosy"\n'),
        ("list = { density = 'airy' } # so\n", ("list", "density"), "cosy", 'list = { density = "cosy" } # so\n'),
        ("", ("list", "columns"), (Column.AGE, Column.STAR), '[list]\ncolumns = ["age", "star"]\n'),
        ('# a\r\ntheme = "ink"\r\n', ("list", "x"), 1, '# a\r\ntheme = "ink"\r\n\r\n[list]\r\nx = 1\r\n'),
        ('\ufefftheme = "ink"', ("theme",), "paper", '\ufefftheme = "paper"'),
        ("", ("feeds", "https://a.b/", "user"), "ada", '[feeds."https://a.b/"]\nuser = "ada"\n'),
        ('theme = """\nink"""\n', ("theme",), "paper", 'theme = "paper"\n'),
    ],
    ids=[
        "an empty file",
        "only a comment",
        "above the first table",
        "the line that explains it counts",
        "below a comment of the user's",
        "the comment of its table",
        "a dotted name",
        "an inline table",
        "a list",
        "the line ends of Windows",
        "a byte order mark",
        "a feed",
        "text of several lines",
    ],
)
def test_a_value_is_written_where_a_person_would(
    document: str, name: tuple[str, ...], value: object, wanted: str
) -> None:
    assert changed(document, name, value) == wanted


@pytest.mark.parametrize(
    ("document", "wanted"),
    [
        ('theme = "ink"  # dark\nx = 1\n', '#theme = "ink"  # dark\nx = 1\n'),
        ('theme = "ink"\nx = 1\n', '#theme = "auto"\nx = 1\n'),
        ('[a]\ntheme = "x"\n', '[a]\ntheme = "x"\n'),
        ('theme = """\nink"""\nx = 1\n', "x = 1\n"),
    ],
    ids=["with a comment of the user's", "alone", "it was not set", "text of several lines"],
)
def test_a_value_that_is_taken_out_has_its_default_again(document: str, wanted: str) -> None:
    assert changed(document, ("theme",), None) == wanted


def test_set_and_taken_out_again_the_documented_file_is_as_it_was() -> None:
    text = changed(documented(), ("theme",), "auto")

    assert text != documented()
    assert changed(text, ("theme",), None) == documented()


def test_a_broken_file_is_not_touched(path: Path) -> None:
    path.write_text("a = 1\ntheme = ink\n")

    with pytest.raises(SettingsError, match=r"settings\.toml is broken\. line 2: .* Text stands in quotes"):
        write_setting(path, ("theme",), "paper")

    assert path.read_text() == "a = 1\ntheme = ink\n"


def test_a_value_where_a_table_should_be_is_not_overwritten() -> None:
    with pytest.raises(SettingsError, match=r"list in settings\.toml is no table"):
        changed("list = 3\n", ("list", "density"), "cosy")


def test_without_a_file_one_that_explains_all_is_begun(tmp_path: Path) -> None:
    path = tmp_path / "new" / "settings.toml"

    write_setting(path, ("list", "density"), "airy")

    assert path.read_text() == documented().replace('#density = "compact"', 'density = "airy"')
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    loaded = load_settings(path)
    assert loaded.complaints == ()
    assert loaded.settings.list.density is Density.AIRY


def test_where_nothing_changes_nothing_is_written(path: Path) -> None:
    write_setting(path, ("theme",), None)
    assert not path.exists()

    path.write_text(MINE)
    before = path.stat()
    write_setting(path, ("theme",), "ink")
    write_setting(path, ("list", "density"), None)

    assert path.read_text() == MINE
    assert path.stat().st_ino == before.st_ino


def test_a_link_stays_a_link_and_permissions_stay(path: Path, tmp_path: Path) -> None:
    real = tmp_path / "dotfiles" / "news.toml"
    real.parent.mkdir()
    real.write_text('theme = "ink"\n')
    real.chmod(0o640)
    path.symlink_to(real)

    write_setting(path, ("theme",), "paper")

    assert path.is_symlink()
    assert real.read_text() == 'theme = "paper"\n'
    assert stat.S_IMODE(real.stat().st_mode) == 0o640
    assert os.listdir(real.parent) == ["news.toml"]


def test_a_full_disk_is_one_plain_message_and_the_file_is_as_it_was(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk") as disk:
        path = disk / "settings.toml"
        path.write_text(MINE)
        fill(disk)

        with pytest.raises(SettingsError, match=r"cannot be written: no space left on device\. It is as it was\."):
            write_setting(path, ("theme",), "paper")

        assert path.read_text() == MINE
        assert sorted(os.listdir(disk)) == ["rubbish", "settings.toml"]


def test_an_unwritable_folder_is_one_plain_message(path: Path) -> None:
    path.write_text(MINE)
    path.parent.chmod(0o500)
    try:
        with as_ordinary_user(), pytest.raises(SettingsError, match="cannot be written: permission denied"):
            write_setting(path, ("theme",), "paper")
    finally:
        path.parent.chmod(0o700)
    assert path.read_text() == MINE


def test_a_file_in_another_encoding_is_not_touched(path: Path) -> None:
    path.write_bytes(b"\xff\xfet\x00")

    with pytest.raises(SettingsError, match="cannot be read, so nothing is written: it is not UTF-8 text"):
        write_setting(path, ("theme",), "paper")

    assert path.read_bytes() == b"\xff\xfet\x00"


def test_a_file_that_is_there_is_not_begun_again(path: Path) -> None:
    path.write_text(MINE)

    with pytest.raises(SettingsError, match="is there already and is left as it is"):
        write_documented(path)

    assert path.read_text() == MINE


@pytest.mark.parametrize("broken", [b"theme = ink", b"\xff\xfet\x00"], ids=["no TOML", "UTF-16"])
def test_a_broken_file_is_kept_beside_the_one_that_is_begun(path: Path, broken: bytes) -> None:
    for number in (1, 2):
        path.write_bytes(broken)

        kept = write_documented(path)

        assert kept == path.with_name(f"settings.toml.broken-{number}")
        assert kept is not None
        assert kept.read_bytes() == broken
        assert path.read_text() == documented()


def test_a_folder_in_its_place_stays(path: Path) -> None:
    path.mkdir()

    with pytest.raises(SettingsError, match="cannot be read: is a directory"):
        write_documented(path)
    with pytest.raises(SettingsError, match="cannot be read"):
        write_setting(path, ("theme",), "paper")

    assert path.is_dir()


unhurried = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])

_NAMES = some.text(some.characters(exclude_categories=["Cs"]), max_size=6)
_VALUES = some.booleans() | some.integers(-(2**40), 2**40) | some.text(max_size=8) | some.lists(some.text(max_size=3))
_TREES = some.recursive(
    some.dictionaries(_NAMES, _VALUES, max_size=4),
    lambda trees: some.dictionaries(_NAMES, trees | _VALUES, max_size=4),
    max_leaves=12,
)


def paths(tree: dict[str, object], above: tuple[str, ...] = ()) -> list[tuple[str, ...]]:
    found = []
    for name, value in tree.items():
        found += [(*above, name), *(paths(value, (*above, name)) if isinstance(value, dict) else ())]
    return found


@unhurried
@given(tree=_TREES)
def test_every_name_of_any_document_has_its_place(tree: dict[str, object]) -> None:
    document = tomlkit.dumps(tree)

    assert set(positions(document)) == set(paths(tomllib.loads(document)))


@unhurried
@given(tree=_TREES, value=_VALUES)
def test_any_document_takes_a_value_and_gives_it_back(tree: dict[str, object], value: object) -> None:
    document = tomlkit.dumps({"theme": "ink", **tree})
    before = tomllib.loads(document)
    if not isinstance(before.get("list", {}), dict):
        return

    after = tomllib.loads(changed(document, ("list", "density"), value))

    assert after == {**before, "list": {**before.get("list", {}), "density": value}}
