"""Find the style sheets: beside the installed package, or in the checkout that an editable install points to."""

from __future__ import annotations

from pathlib import Path

SHEETS = ("app.tcss", "inks.tcss")
"""One a region, in the order they are read. Those of dialogs are read when a dialog is first opened."""


ANSI = "ansi.tcss"
"""Read when a theme has the terminal's own colours, or none."""


def stylesheets() -> list[Path]:
    """Return the paths of the sheets that the first paint needs."""
    return [stylesheet(sheet) for sheet in SHEETS]


def stylesheet(name: str) -> Path:
    """Return the path of a sheet; raises FileNotFoundError naming both places if neither has it."""
    package = Path(__file__).resolve().parent.parent
    places = (package / "styles", package.parent.parent / "styles")
    for place in places:
        if (place / name).is_file():
            return place / name
    raise FileNotFoundError(f"A style sheet is missing: neither {places[0]} nor {places[1]} holds {name}.")
