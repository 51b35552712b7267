"""Write blocks and whole articles as Markdown. Must not know where it is saved."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import UTC, datetime

from newsreader.blocks import Block, BlockKind, Blocks, Span, SpanKind
from newsreader.model import Article
from newsreader.text import safe_link
from newsreader.writing.margin import Margin
from newsreader.writing.markdown_inline import destination, inline, line_of, lines_of
from newsreader.writing.nesting import LIST, Place, places
from newsreader.writing.spans import cells_of


def markdown(blocks: Blocks) -> str:
    """Return the blocks as Markdown that ends in a newline, or nothing for no text. Their words stay literal."""
    writer = _MarkdownWriter()
    for place in places(blocks):
        writer.write(place)
    return writer.finish()


def markdown_article(article: Article) -> str:
    """Return the article as Markdown: front matter in YAML, its title as heading, its text."""
    headline = article.headline
    published = datetime.fromtimestamp(headline.published, UTC)
    fields = {
        "title": headline.title,
        "author": article.byline or headline.author,
        "feed": headline.feed_title,
        "published": published.isoformat().replace("+00:00", "Z"),
        "url": headline.url,
        "language": article.language,
    }
    # A JSON string is a YAML string whatever it holds.
    matter = [f"{name}: {json.dumps(value, ensure_ascii=False)}" for name, value in fields.items() if value]
    title = Block(BlockKind.HEADING, headline.title, level=1)
    return "\n".join(["---", *matter, "---", "", markdown((title, *article.blocks))])


class _MarkdownWriter:
    def __init__(self) -> None:
        self._margin = Margin("")
        self._lines: list[str] = []
        self._last: Place | None = None
        self._style: dict[str, str] = {}

    def write(self, place: Place) -> None:
        """Write a block, or the rows of a table."""
        is_parted = not self._margin.waits(place.kept)
        self._lines += self._margin.enter(place, self._marker(place) if place.starts_item else "")
        lines = _LINES_OF.get(place.block.kind, _paragraph)(place)
        if not lines and not place.starts_item:
            return
        if self._last and is_parted and not _is_tight(self._last, place, has_text=bool(lines)):
            self._lines.append(self._margin.blank(place.kept))
        self._lines += self._margin.hang(lines)
        self._last = place

    def finish(self) -> str:
        """Return all that was written."""
        self._lines += self._margin.leave()
        return "\n".join(self._lines) + "\n" if self._lines else ""

    def _marker(self, place: Place) -> str:
        """Return the item's bullet or number. Two lists in a row get different ones, or they would be read as one."""
        first, second = "-*" if place.number is None else ".)"
        if not place.continues_list:
            is_adjacent = self._last is not None and self._last.path.startswith(place.path)
            self._style[place.path] = second if is_adjacent and self._style.get(place.path) == first else first
        style = self._style[place.path]
        return f"{style} " if place.number is None else f"{place.number}{style} "


def _is_tight(last: Place, place: Place, *, has_text: bool) -> bool:
    """Tell whether two items need no blank line between: the second could not be read as the text of the first."""
    if not last.starts_item or not place.starts_item:
        return False
    return place.continues_list or (place.path == last.path + LIST and has_text and place.number in (None, 1))


def _paragraph(place: Place) -> list[str]:
    block = place.block
    written = inline(block.text, block.spans)
    # A marker such as "b." or "(iv)" is not one in Markdown, so it goes with the text.
    if place.starts_item and place.number is None and any(map(str.isalnum, block.marker)):
        written = f"{inline(block.marker, ())} {written}"
    return lines_of(written)


def _all(block: Block, kind: SpanKind) -> str:
    """Return the block's text as inline Markdown, all of it in the style."""
    return inline(block.text, (Span(0, len(block.text), kind), *block.spans))


def _lede(place: Place) -> list[str]:
    return lines_of(_all(place.block, SpanKind.STRONG))


def _note(place: Place) -> list[str]:
    return lines_of(_all(place.block, SpanKind.EMPHASIS))


def _attribution(place: Place) -> list[str]:
    block = place.block
    words = inline(block.text, block.spans).strip()
    return lines_of(words if not words or words.startswith(("—", "–", "―")) else f"— {words}")


def _heading(place: Place) -> list[str]:
    words = line_of(inline(place.block.text, place.block.spans))
    # Number signs at the end would be taken for the heading's closing sequence.
    words = re.sub(r"(?:^|(?<=\s))#+$", r"\\\g<0>", words)
    return ["#" * min(max(place.block.level, 1), 6) + " " + words] if words else []


def _terms(place: Place) -> list[str]:
    """Write terms with their definitions as Markdown Extra and Pandoc do; plain CommonMark shows them legibly."""
    lines: list[str] = []
    for last, block in zip((None, *place.blocks), place.blocks, strict=False):
        if block.kind is BlockKind.DEFINITION:
            lines += lines_of(": " + inline(block.text, block.spans).lstrip()) if block.text.strip() else []
            continue
        if last and last.kind is BlockKind.DEFINITION and lines:
            lines.append("")
        lines += lines_of(_all(block, SpanKind.STRONG))
    return lines


def _code(place: Place) -> list[str]:
    text = place.block.text.strip("\n")
    longest = max(map(len, re.findall("`+", text)), default=0)
    fence = "`" * max(3, longest + 1)
    language = re.sub(r"[^\w+#.-]", "", place.block.language)
    return [fence + language, *text.split("\n"), fence] if text else []


def _table(place: Place) -> list[str]:
    rows = [_row(block, is_bold=number > 0 and block.level == 1) for number, block in enumerate(place.blocks)]
    columns = max(map(len, rows))
    if place.block.level != 1:
        rows.insert(0, [])
    rows.insert(1, ["---"] * columns)
    return ["| " + " | ".join(row + [""] * (columns - len(row))) + " |" for row in rows]


def _row(row: Block, *, is_bold: bool) -> list[str]:
    return [
        line_of(inline(text, (Span(0, len(text), SpanKind.STRONG), *spans) if is_bold else spans, in_table=True))
        for text, spans in cells_of(row)
    ]


def _image(place: Place) -> list[str]:
    block = place.block
    alt, address = line_of(inline(block.alt, ())), safe_link(block.url)
    picture = f"![{alt}]({destination(address)})" if address else inline(block.alt, ())
    credit = inline(block.credit, (Span(0, len(block.credit), SpanKind.EMPHASIS),))
    return lines_of("\n".join(part for part in (picture, inline(block.text, block.spans), credit) if part.strip()))


def _embed(place: Place) -> list[str]:
    address = safe_link(place.block.url) or ""
    words = place.block.text.strip() or address
    return lines_of(inline(words, (Span(0, len(words), SpanKind.LINK, address),)))


def _rule(place: Place) -> list[str]:
    # Dashes could be read as front matter or as an empty item, stars as an item.
    return ["___"]


_LINES_OF: dict[BlockKind, Callable[[Place], list[str]]] = {
    BlockKind.LEDE: _lede,
    BlockKind.NOTE: _note,
    BlockKind.ATTRIBUTION: _attribution,
    BlockKind.HEADING: _heading,
    BlockKind.TERM: _terms,
    BlockKind.DEFINITION: _terms,
    BlockKind.CODE: _code,
    BlockKind.ROW: _table,
    BlockKind.IMAGE: _image,
    BlockKind.EMBED: _embed,
    BlockKind.RULE: _rule,
}
