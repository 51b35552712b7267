"""Write blocks as plain text for terminals, mail and pipes. Must not know markup of any kind."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

from rich.cells import cell_len

from newsreader.blocks import Block, BlockKind, Blocks, SpanKind
from newsreader.model import Article
from newsreader.text import reading_minutes, safe_link
from newsreader.writing.lines import lines_at
from newsreader.writing.margin import Margin
from newsreader.writing.nesting import LIST, Place, places
from newsreader.writing.plain_table import table_lines

DEFAULT_WIDTH = 76
"""Terminal cells of a line: what mail and `git log` leave room for."""
_LEAST_WIDTH = 16
"""However deep a list nests, its text keeps so many cells."""


def plain_text(blocks: Blocks, *, width: int | None = DEFAULT_WIDTH, links: bool = False) -> str:
    """Return the blocks as text that ends in a newline, or nothing for no text.

    Lines take at most `width` terminal cells, code excepted; with None every paragraph is one line and the cells of a
    table are parted by tabs. With `links` the words of each link get a number, and the addresses follow at the end.
    """
    writer = _PlainWriter(width, _Links() if links else None)
    for place in places(blocks):
        writer.write(place)
    return writer.finish()


def plain_article(article: Article, *, width: int | None = DEFAULT_WIDTH) -> str:
    """Return an article as text: its title, a line of facts, its text."""
    headline = article.headline
    published = datetime.fromtimestamp(headline.published, UTC)
    minutes = reading_minutes(headline.words)
    facts = [
        article.byline or headline.author,
        headline.feed_title,
        f"{published:%Y-%m-%d %H:%M} UTC",
        f"{minutes} min" if minutes else "",
        headline.url or "",
    ]
    head = f"{headline.title}\n{' · '.join(fact for fact in facts if fact)}\n"
    return f"{head}\n{plain_text(article.blocks, width=width)}"


class _Links:
    """Addresses in order of appearance; the same address keeps its number."""

    def __init__(self) -> None:
        self.numbers: dict[str, int] = {}

    def number(self, text: str, block: Block) -> str:
        """Return the block's text with [1] after the words of each link."""
        ends = sorted(
            (min(span.end, len(text)), address)
            for span in block.spans
            if span.kind is SpanKind.LINK and 0 <= span.start < min(span.end, len(text))
            if (address := safe_link(span.target))
        )
        parts, done = [], 0
        for end, address in ends:
            parts += [text[done:end], f" [{self.numbers.setdefault(address, len(self.numbers) + 1)}]"]
            done = end
        return "".join([*parts, text[done:]])

    def lines(self) -> list[str]:
        """Return the list of addresses; they stay whole, however long."""
        return [f"[{number}] {address}" for address, number in self.numbers.items()]


class _PlainWriter:
    def __init__(self, width: int | None, links: _Links | None) -> None:
        self._width = width
        self._links = links
        self._margin = Margin("  ")
        self._lines: list[str] = []
        self._last: Place | None = None

    def write(self, place: Place) -> None:
        """Write a block, or the rows of a table."""
        is_parted = not self._margin.waits(place.kept)
        self._lines += self._margin.enter(place, f"{place.block.marker} ")
        lines = _LINES_OF.get(place.block.kind, _PlainWriter._paragraph)(self, place)
        if not lines and not place.starts_item:
            return
        if self._last and is_parted and not _is_tight(self._last, place):
            self._lines.append(self._margin.blank(place.kept))
        self._lines += self._margin.hang(lines)
        self._last = place

    def finish(self) -> str:
        """Return all that was written, with the list of links where one is wanted."""
        self._lines += self._margin.leave()
        if self._links and self._links.numbers:
            self._lines += ["", *self._links.lines()]
        return "\n".join(self._lines) + "\n" if self._lines else ""

    def _room(self) -> int:
        return max(_LEAST_WIDTH, (self._width or 0) - self._margin.cells)

    def _wrapped(self, text: str, indent: str = "") -> list[str]:
        if self._width is None:
            return [indent + line for line in text.split("\n")] if text else []
        return [indent + line for line in lines_at(text, self._room() - len(indent))]

    def _words(self, block: Block) -> str:
        return self._links.number(block.text, block) if self._links else block.text

    def _paragraph(self, place: Place) -> list[str]:
        return self._wrapped(self._words(place.block).strip("\n"))

    def _heading(self, place: Place) -> list[str]:
        lines = self._wrapped(" ".join(self._words(place.block).split()))
        if self._width is None or not lines:
            return lines
        return [*lines, ("=" if place.block.level == 1 else "-") * max(map(cell_len, lines))]

    def _attribution(self, place: Place) -> list[str]:
        words = self._words(place.block).strip()
        return self._wrapped(words if words.startswith(("—", "–", "-", "―")) or not words else f"— {words}")

    def _terms(self, place: Place) -> list[str]:
        lines: list[str] = []
        for block in place.blocks:
            if block.kind is BlockKind.TERM and lines:
                lines.append("")
            lines += self._wrapped(self._words(block), "" if block.kind is BlockKind.TERM else "    ")
        return lines

    def _code(self, place: Place) -> list[str]:
        return ["    " + line if line else "" for line in place.block.text.strip("\n").split("\n")]

    def _table(self, place: Place) -> list[str]:
        rows = [[" ".join(cell.split()) for cell in block.cells] for block in place.blocks]
        if self._width is None:
            return ["\t".join(row) for row in rows]
        return table_lines(rows, headers=[block.level == 1 for block in place.blocks], width=self._room())

    def _image(self, place: Place) -> list[str]:
        block = place.block
        lines = self._wrapped(f"[Image: {block.alt}]" if block.alt else "[Image]")
        lines += self._wrapped(self._words(block))
        return lines + self._wrapped(f"({block.credit})" if block.credit else "")

    def _embed(self, place: Place) -> list[str]:
        block = place.block
        address = safe_link(block.url)
        lines = self._wrapped(f"[Embedded: {block.text}]" if block.text else "[Embedded]")
        return [*lines, address] if address else lines

    def _rule(self, place: Place) -> list[str]:
        return ["* * *"] if self._width is None else ["* * *".center(self._room()).rstrip()]


def _is_tight(last: Place, place: Place) -> bool:
    return last.starts_item and place.starts_item and (place.continues_list or place.path == last.path + LIST)


_LINES_OF: dict[BlockKind, Callable[[_PlainWriter, Place], list[str]]] = {
    BlockKind.HEADING: _PlainWriter._heading,
    BlockKind.ATTRIBUTION: _PlainWriter._attribution,
    BlockKind.TERM: _PlainWriter._terms,
    BlockKind.DEFINITION: _PlainWriter._terms,
    BlockKind.CODE: _PlainWriter._code,
    BlockKind.ROW: _PlainWriter._table,
    BlockKind.IMAGE: _PlainWriter._image,
    BlockKind.EMBED: _PlainWriter._embed,
    BlockKind.RULE: _PlainWriter._rule,
}
