"""A list of articles for people: on a terminal a line of its width each, with colour; elsewhere a plain line."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from datetime import datetime

import click

from newsreader.cli.output import ROWS_AT_ONCE, fit, iso
from newsreader.cli.terminal import is_coloured, is_for_people
from newsreader.model import Headline
from newsreader.query.kept import Colour
from newsreader.store import Store
from newsreader.store.portions import portions
from newsreader.text import clean

_WITH_FEED = 64
"""From so many columns on a row names its feed, and the year."""
_WITH_DAY = 34
"""From so many on the day."""
_GAP = "  "
_INKS = {
    Colour.ACCENT: "bright_blue",
    Colour.PRIMARY: "blue",
    Colour.SECONDARY: "magenta",
    Colour.SUCCESS: "green",
    Colour.WARNING: "yellow",
    Colour.ERROR: "red",
}
"""The terminal's own colours: its theme is the one that they have to suit."""


def lines_of(store: Store, ids: Sequence[int], *, now: int) -> Iterator[str]:
    """Yield a line for each article of this list."""
    parts = portions(ids, ROWS_AT_ONCE)
    if not is_for_people():
        yield from (_plain(each) for portion in parts for each in store.articles.headlines(portion))
        return
    columns, id_cells, has_colour = shutil.get_terminal_size().columns, len(str(max(ids, default=0))), is_coloured()
    if not store.arrival.has_highlights():
        for portion in parts:
            yield from (_row(each, columns, id_cells, has_colour) for each in store.articles.headlines(portion))
        return
    for portion in parts:
        marked = store.highlights.of(portion, now=now)
        for each in store.articles.headlines(portion):
            colour = marked[each.id].colour if each.id in marked else None
            yield _bar(colour, has_colour) + _row(each, columns - 1, id_cells, has_colour, colour)


def _bar(colour: Colour | None, has_colour: bool) -> str:
    bar = "▌" if colour else " "
    return click.style(bar, fg=_INKS[colour]) if colour and has_colour else bar


def _plain(headline: Headline) -> str:
    day = (iso(headline.published) or "")[:10]
    return f"{headline.id:>7}  {_marks(headline)}  {day}  {clean(headline.title)}  ({clean(headline.source)})"


def _marks(headline: Headline) -> str:
    return ("●" if not headline.is_read else " ") + ("★" if headline.is_starred else " ")


def _row(headline: Headline, columns: int, id_cells: int, has_colour: bool, colour: Colour | None = None) -> str:
    """Return a row of so many columns: number, marks, day, title, feed. Text from outside is cleaned first.

    `colour` is that of the title, where a rule highlights the article.
    """
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
        if colour is not None:
            title = click.style(title, fg=_INKS[colour])
        title = title if headline.is_read else click.style(title, bold=True)
        feed = feed and click.style(feed, fg="cyan")
    return _GAP.join(cell for cell in (number, marks, when, title, feed) if cell).rstrip()
