"""The sheets are found wherever the program is installed."""

from __future__ import annotations

from pathlib import Path

import pytest

from newsreader.tui import stylesheets
from newsreader.tui.stylesheets import SHEETS, stylesheet


def test_every_sheet_of_the_first_paint_is_there() -> None:
    found = stylesheets.stylesheets()

    assert [path.name for path in found] == list(SHEETS)
    assert all(path.is_file() for path in found)


def placed(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Act as if the package stood in this folder; return where the package is."""
    package = folder / "src" / "newsreader"
    (package / "tui").mkdir(parents=True)
    monkeypatch.setattr(stylesheets, "__file__", str(package / "tui" / "stylesheets.py"))
    return package


def test_the_sheet_beside_the_package_goes_before_that_of_a_checkout(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = placed(tmp_path, monkeypatch)
    for folder in (package / "styles", tmp_path / "styles"):
        folder.mkdir()
        (folder / "app.tcss").touch()

    assert stylesheet("app.tcss") == package / "styles" / "app.tcss"
    (package / "styles" / "app.tcss").unlink()
    assert stylesheet("app.tcss") == tmp_path / "styles" / "app.tcss"


def test_a_missing_sheet_is_named_with_the_places_where_it_was_sought(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = placed(tmp_path, monkeypatch)

    with pytest.raises(FileNotFoundError, match=r"neither .* nor .* holds app\.tcss") as caught:
        stylesheet("app.tcss")

    assert str(package / "styles") in str(caught.value)
    assert str(tmp_path / "styles") in str(caught.value)


@pytest.mark.parametrize("sheet", sorted((Path(__file__).parents[2] / "styles").glob("*.tcss")), ids=lambda p: p.name)
def test_sheets_name_their_colours_by_theme_variables(sheet: Path) -> None:
    text = sheet.read_text()

    assert "#" not in "".join(line for line in text.splitlines() if "color" in line or "background" in line)
    assert "!important" not in text
