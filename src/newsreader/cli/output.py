"""How the command line prints: one JSON object a line for programs, columns for people, complaints apart."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterable, Sequence

import click
from rich.cells import cell_len, set_cell_size

from newsreader.cli.terminal import echo, paged
from newsreader.text import clean_lines
from newsreader.writing.fields import iso as iso  # how times are printed, here as there
from newsreader.writing.fields import json_line

ROWS_AT_ONCE = 1000
"""Articles that a list reads and prints at once: half a million lines then need no more memory than a thousand."""
_GAP = "  "
_UNITS = ((365 * 86_400, "y"), (7 * 86_400, "w"), (86_400, "d"), (3_600, "h"), (60, "min"), (1, "s"))

as_json = click.option("--json", "as_json", is_flag=True, help="Print one JSON object a line.")
"""Gives a command the option to print for programs."""


def complain(reason: str) -> int:
    """Say on standard error what failed; return the exit status for it."""
    click.echo(f"newsreader: {clean_lines(reason)}", err=True)
    return 1


def say(words: str) -> None:
    """Talk to the person, on standard error: never in the way of data."""
    click.echo(clean_lines(words), err=True)


def print_json(fields: dict[str, object], *, at_once: bool = False) -> None:
    """Print one object as one line. `at_once`: the next one may take its time, and who reads this is not to wait."""
    echo(json_line(fields))
    if at_once:
        sys.stdout.flush()


def print_text(text: str) -> None:
    """Print lines for people, without blank ones at the end; in a pager where they are more than a screenful."""
    shown = clean_lines(text, limit=None).rstrip()
    with paged(shown.count("\n") + 1) as write:
        write(shown)


def span(seconds: int | None) -> str:
    """Return a time in a few cells: 40 s, 12 min, 5 h, 9 d, 30 w, 3 y."""
    if seconds is None:
        return "-"
    for length, name in _UNITS:
        if seconds >= 2 * length:
            return f"{seconds // length} {name}"
    return f"{seconds} s"


def print_columns(rows: Iterable[Sequence[str]], *, stretch: int) -> None:
    """Print rows in columns; on a terminal column `stretch` gives way so that a row stays on one line."""
    lines = columns(rows, stretch=stretch)
    with paged(len(lines)) as write:
        for line in lines:
            write(line)


def columns(rows: Iterable[Sequence[str]], *, stretch: int) -> list[str]:
    """Return rows as lines in columns; on a terminal column `stretch` gives way so that they fit."""
    table = [[clean_lines(cell) for cell in row] for row in rows]
    if not table:
        return []
    widths = [max(cell_len(row[column]) for row in table) for column in range(len(table[0]))]
    if sys.stdout.isatty():
        room = shutil.get_terminal_size().columns - len(_GAP) * (len(widths) - 1)
        widths[stretch] = max(10, min(widths[stretch], room - sum(widths) + widths[stretch]))
    return [_GAP.join(fit(cell, width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in table]


def fit(cell: str, width: int) -> str:
    """Return text in so many cells: filled up with blanks, or cut with an ellipsis."""
    return set_cell_size(cell, width) if cell_len(cell) <= width else set_cell_size(cell, width - 1) + "…"


def text_width() -> int:
    """Return the measure for prose: the terminal's, at most 76."""
    return min(76, shutil.get_terminal_size().columns) if sys.stdout.isatty() else 76
