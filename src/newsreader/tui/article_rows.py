"""One article of a list as one line or two: its title, and the columns that the user wants. Pure; cleans all text."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style

from newsreader.model import Headline, TextState
from newsreader.settings import Column, ListSettings
from newsreader.text import clean, reading_minutes
from newsreader.tui.format import age, fit
from newsreader.tui.inks import Inks
from newsreader.tui.painting import Stretch, stretched

if TYPE_CHECKING:
    from newsreader.query.snippets import Snippet
    from newsreader.query.tree import Query
    from newsreader.store.highlights import Highlight

_WIDE = 60
"""Cells from which a row of one line has room for names and reading times."""
_NAME = 18
"""Cells of a name there."""
_NAMES = (Column.SOURCE, Column.AUTHOR)
_FOR_WIDE = (*_NAMES, Column.MINUTES)
_NARROW = 16
"""Cells below which a row has no room for a piece of its text."""
_MINUTES = 6
"""Cells of a reading time in one line: "12 min"."""
_TEXT_WORDS = {
    TextState.FULL: "full text",
    TextState.WAITING: "teaser",
    TextState.FAILED: "no page",
    TextState.FEED: "",
}
_TEXT = 9
"""Cells of the longest of them."""
COLOUR_INKS = {
    "accent": "accent",
    "primary": "key",
    "secondary": "source",
    "success": "good",
    "warning": "star",
    "error": "error",
}
"""Inks by the roles of colours: theirs is the colour."""


class RowLook(msgspec.Struct, frozen=True):
    """With what a row is painted."""

    inks: Inks
    base: Style
    """Carries the background: bare, or the cursor's tint."""
    width: int
    """Cells of the whole line."""
    now: int
    """UTC seconds."""
    columns: tuple[Column, ...] = ListSettings().columns
    """What is shown beside the title, from the left."""
    names_author: bool = False
    """In a feed's own list its name would stand on every row and say nothing."""

    is_chosen: bool = False
    """Is the article among those that are selected."""
    in_words: bool = False
    """Is its state said in words before its title."""
    wanted: Query | None = None
    """The query whose words are marked in title and names."""
    snippet: Snippet | None = None
    """What a search found of its text, if the title does not hold the words."""
    highlight: Highlight | None = None
    """What a rule makes of it."""

    @property
    def colour(self) -> Style:
        """Return the colour of what a rule highlights, and nothing but that; none where it does not."""
        return Style() if self.highlight is None else Style(color=self.inks[COLOUR_INKS[self.highlight.colour]].color)

    def ink(self, role: str) -> Style:
        """Return the ink on the row's background."""
        return self.base + self.inks[role]


def title_line(headline: Headline, look: RowLook) -> list[Segment]:
    """Return the first line of two: dot and title."""
    return [_dot(headline, look), *_title(headline, look, look.width - 3), Segment(" ", look.base)]


def source_line(headline: Headline, look: RowLook) -> list[Segment]:
    """Return the second line: names and tags at the left, facts behind them, the star at the right edge.

    Where the words of a search stand in the text alone, what is around them is at the left.
    """
    if look.snippet is not None and look.width >= _NARROW:
        return _snippet_line(headline, look.snippet, look)
    room = look.width - 3
    tail = " · ".join(fact for column in look.columns if (fact := _fact(column, headline, look)))
    source, marks = _joined_names(headline, look)
    later = _later(headline, look)
    space = room - len(tail) - 4 - sum(segment.cell_length for segment in later)
    source = source if cell_len(source) <= space else fit(source, max(space, 0))
    source += _copies(headline, space - cell_len(source))
    tags = _tags(headline, look, space - cell_len(source))
    rest = space - cell_len(source) - sum(segment.cell_length for segment in tags) + 1
    return [
        Segment("  ", look.base),
        *stretched([Segment(source, look.ink("meta" if headline.is_read else "source"))], 0, marks, look.inks),
        *tags,
        Segment(f"  {tail}" + " " * max(rest, 0), look.ink("meta")),
        *later,
        _star(headline, look) if Column.STAR in look.columns else Segment("  ", look.base),
    ]


def single_line(headline: Headline, look: RowLook) -> list[Segment]:
    """Return all there is room for in one line: the title, then the columns."""
    columns = [column for column in look.columns if column not in _FOR_WIDE or look.width >= _WIDE]
    is_alone = len(columns) < 3
    cells = [_cell(column, headline, look, is_alone=is_alone) for column in columns]
    # A star stands close to what is before it.
    before = columns.index(Column.STAR) - 1 if Column.STAR in columns else len(cells) - 1
    if before >= 0:
        last = cells[before][-1]
        cells[before][-1] = Segment(f"{last.text} ", last.style)
    cells.insert(before + 1, _later(headline, look))
    room = look.width - 2 - sum(piece.cell_length for cell in cells for piece in cell)
    return [_dot(headline, look), *_title(headline, look, room), *(piece for cell in cells for piece in cell)]


def _snippet_line(headline: Headline, snippet: Snippet, look: RowLook) -> list[Segment]:
    """Return the second line of a row that a search found by its text: a piece of that, and how old it is."""
    later = _later(headline, look)
    tail = _fact(Column.AGE, headline, look) if Column.AGE in look.columns else ""
    name, marks = _joined_names(headline, look) if look.width >= _WIDE else ("", [])
    if name:
        name = f"{fit(name, _NAME).rstrip()}  "
    room = look.width - 6 - len(tail) - cell_len(name) - sum(segment.cell_length for segment in later)
    spans = [Stretch(*span, "found") for span in snippet.spans]
    return [
        Segment("  ", look.base),
        *stretched([Segment(name, look.ink("meta" if headline.is_read else "source"))], 0, marks, look.inks),
        *stretched([Segment(fit(snippet.text, max(room, 0)), look.ink("quiet"))], 0, spans, look.inks),
        Segment(f" {tail} ", look.ink("meta")),
        *later,
        _star(headline, look) if Column.STAR in look.columns else Segment("  ", look.base),
    ]


def _joined_names(headline: Headline, look: RowLook) -> tuple[str, list[Stretch]]:
    """Return the names beside an article, each once, and what is marked of them."""
    names: dict[str, Column] = {}
    for column in look.columns:
        if name := _name(column, headline, look):
            names.setdefault(name, column)
    joined, marks = "", list[Stretch]()
    for name, column in names.items():
        joined += " · " if joined else ""
        marks += _name_marks(name, column, headline, look, at=len(joined))
        joined += name
    return joined, marks


def _name_marks(name: str, column: Column, headline: Headline, look: RowLook, *, at: int) -> list[Stretch]:
    """Return what a search found of a name that stands at the place `at`."""
    if look.wanted is None:
        return []
    from newsreader.query.highlighting import highlights
    from newsreader.query.tree import Field

    is_author = column is Column.AUTHOR or bool(look.names_author and headline.author)
    spans = highlights(look.wanted, name, Field.AUTHOR if is_author else Field.FEED)
    return [Stretch(at + start, at + end, "found") for start, end in spans]


def _cell(column: Column, headline: Headline, look: RowLook, *, is_alone: bool) -> list[Segment]:
    """Return a column of a row of one line; `is_alone`: nothing stands before its age that would look ragged."""
    if column is Column.STAR:
        return [_star(headline, look)]
    if column in _NAMES:
        name = _name(column, headline, look)
        marks = _name_marks(name, column, headline, look, at=2)
        if column is Column.SOURCE:
            name += _copies(headline, _NAME - cell_len(name))
        name = fit(name, _NAME)
        cell = Segment(f"  {name}", look.ink("meta" if headline.is_read else "source"))
        return stretched([cell], 0, marks, look.inks)
    fact = _fact(column, headline, look)
    if not is_alone:
        fact = fact.ljust(_TEXT) if column is Column.TEXT else fact.rjust(_MINUTES if column is Column.MINUTES else 3)
    return [Segment(f"  {fact}", look.ink("meta"))]


def _fact(column: Column, headline: Headline, look: RowLook) -> str:
    if column is Column.MINUTES:
        minutes = reading_minutes(headline.words)
        return f"{minutes} min" if minutes else ""
    if column is Column.TEXT:
        return _TEXT_WORDS[headline.text_state]
    return age(headline.published, look.now) if column is Column.AGE else ""


def _name(column: Column, headline: Headline, look: RowLook) -> str:
    if column is Column.AUTHOR:
        return clean(headline.author)
    return _source(headline, look) if column is Column.SOURCE else ""


def has_star_at_edge(columns: tuple[Column, ...], *, is_single: bool) -> bool:
    """Are the last two cells of a row, or of its second line, its star."""
    return Column.STAR in columns and (not is_single or columns[-1] is Column.STAR)


def _dot(headline: Headline, look: RowLook) -> Segment:
    if look.is_chosen:
        return Segment("✓ ", look.ink("key"))
    if headline.is_hidden:
        return Segment("× ", look.ink("meta"))
    return Segment("  " if headline.is_read else "● ", look.ink("accent"))


def _star(headline: Headline, look: RowLook) -> Segment:
    return Segment("★ " if headline.is_starred else "  ", look.ink("star"))


def _later(headline: Headline, look: RowLook) -> list[Segment]:
    """Return the sign for later, which only those rows give room to that have it."""
    return [Segment("◆ ", look.ink("accent"))] if headline.is_later else []


def _copies(headline: Headline, room: int) -> str:
    """Return in how many other feeds it is, where there is room for it."""
    sign = f" +{headline.copies}" if headline.copies else ""
    return sign if len(sign) <= room else ""


def _tags(headline: Headline, look: RowLook, room: int) -> list[Segment]:
    """Return as many tags as there is room for, whole ones only."""
    tags = ""
    for tag in headline.tags:
        longer = f"{tags or ' '} #{clean(tag)}"
        if cell_len(longer) > room:
            break
        tags = longer
    return [Segment(tags, look.ink("accent"))] if tags else []


def _title(headline: Headline, look: RowLook, room: int) -> list[Segment]:
    title = clean(headline.title) or "Untitled"
    state = _state(headline, look) if look.in_words else ""
    text = fit(f"{state}: {title}" if state else title, room)
    ink = look.ink("meta" if headline.is_hidden else "quiet" if headline.is_read else "strong") + look.colour
    if look.wanted is None:
        return [Segment(text, ink)]
    from newsreader.query.highlighting import highlights
    from newsreader.query.tree import Field

    before = len(state) + 2 if state else 0
    spans = highlights(look.wanted, title, Field.TITLE)
    marks = [Stretch(before + start, before + end, "found") for start, end in spans]
    return stretched([Segment(text, ink)], 0, marks, look.inks)


def _state(headline: Headline, look: RowLook) -> str:
    states = (
        (look.is_chosen, "selected"),
        (headline.is_hidden, "hidden"),
        (not headline.is_read, "unread"),
        (headline.is_later, "for later"),
        (headline.is_starred, "starred"),
        (look.highlight is not None, f"highlighted by {clean(look.highlight.rule)}" if look.highlight else ""),
    )
    return ", ".join(word for holds, word in states if holds)


def _source(headline: Headline, look: RowLook) -> str:
    return clean(headline.author if look.names_author and headline.author else headline.source)
