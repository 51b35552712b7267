"""A list of articles for people: on a terminal a line of its width each, with colour; elsewhere a plain line."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from datetime import datetime

import click

from newsreader.cli.output import fit, iso
from newsreader.cli.terminal import is_coloured, is_for_people
from newsreader.model import Headline
from newsreader.text import clean

_WITH_FEED = 64
"""From so many columns on a row names its feed, and the year."""
_WITH_DAY = 34
"""From so many on the day."""
_GAP = "  "


def row_of(ids: Sequence[int]) -> Callable[[Headline], str]:
    """Return what makes a line of an article of this list."""
    if not is_for_people():
        return _plain
    columns, id_cells, has_colour = shutil.get_terminal_size().columns, len(str(max(ids, default=0))), is_coloured()
    return lambda headline: _row(headline, columns, id_cells, has_colour)


def _plain(headline: Headline) -> str:
    day = (iso(headline.published) or "")[:10]
    return f"{headline.id:>7}  {_marks(headline)}  {day}  {clean(headline.title)}  ({clean(headline.source)})"


def _marks(headline: Headline) -> str:
    return ("●" if not headline.is_read else " ") + ("★" if headline.is_starred else " ")


def _row(headline: Headline, columns: int, id_cells: int, has_colour: bool) -> str:
    """Return a row of so many columns: number, marks, day, title, feed. Text from outside is cleaned first."""
    is_wide = columns >= _WITH_FEED
    day = datetime.fromtimestamp(headline.published)
    number, when = f"{headline.id:>{id_cells}}", f"{day:%Y-%m-%d}" if is_wide else f"{day:%d %b}"
    if columns < _WITH_DAY:
        when = ""
    feed = fit(clean(headline.source), min(24, columns // 5)).rstrip() if is_wide else ""
    taken = [id_cells, 2, len(when), min(24, columns // 5) if is_wide else 0]
    title = fit(clean(headline.title), max(columns - sum(len(_GAP) + cells for cells in taken if cells), 1))
    marks = _marks(headline)
    if has_colour:
        number, when = click.style(number, dim=True), when and click.style(when, dim=True)
        marks = click.style(marks, fg="yellow")
        title = title if headline.is_read else click.style(title, bold=True)
        feed = feed and click.style(feed, fg="cyan")
    return _GAP.join(cell for cell in (number, marks, when, title, feed) if cell).rstrip()
