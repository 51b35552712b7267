"""Turn the Markdown of a story into blocks. Must not know front matter, files or the edition.

CommonMark with tables, read by markdown-it. A few habits of the stories give what Markdown has no word for: a first
paragraph all in bold is the lede; a paragraph all in italics is a note; a paragraph that begins with a picture goes on
with its caption and ends with its credit in italics; in a quote, a paragraph that begins with a dash names the source.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from msgspec.structs import replace

from newsreader.blocks import Block, BlockKind, Blocks, Span, SpanKind
from newsreader.demo.words import Words, read_words
from newsreader.text import safe_link

if TYPE_CHECKING:
    from markdown_it.token import Token

BULLET = "•"
_DASH = "— "
_NO_WORDS = Words("", ())


def blocks_of(markdown: str) -> Blocks:
    """Return the blocks of a Markdown text."""
    # Imported here: the app starts without it unless it loads the sample edition.
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark").enable("table").enable("strikethrough")
    reader = _Reader()
    for token in parser.parse(markdown):
        reader.read(token)
    return tuple(reader.blocks)


class _Reader:
    """Walks the tokens once and remembers what is open."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self._levels: list[BlockKind] = []
        """The open lists and quotes, outermost first; a list as LIST_ITEM, a quote as PARAGRAPH."""
        self._marker = ""
        """Of the item that has begun and has no block yet."""
        self._line: list[Token] = []
        """The tokens of the paragraph, heading or cell that is being read."""
        self._cells: list[Words] = []
        self._header = 0

    def read(self, token: Token) -> None:
        """Take the next token."""
        if read := _READERS.get(token.type):
            read(self, token)

    def _add(self, block: Block) -> None:
        """Add the block at the present depth. What begins an item gets its marker, on a line of its own if need be."""
        depth, quote = self._levels.count(BlockKind.LIST_ITEM), self._levels.count(BlockKind.PARAGRAPH)
        marker, self._marker = self._marker, ""
        if marker and block.kind is not BlockKind.LIST_ITEM:
            self.blocks.append(Block(BlockKind.LIST_ITEM, depth=depth, quote=quote, marker=marker))
            marker = ""
        self.blocks.append(replace(block, depth=depth, quote=quote, marker=marker))

    def _hold_line(self, token: Token) -> None:
        self._line = token.children or []

    def _heading(self, token: Token) -> None:
        words = read_words(self._line)
        self._add(Block(BlockKind.HEADING, words.text, words.spans, level=int(token.tag[1:])))

    def _paragraph(self, token: Token) -> None:
        words = read_words(self._line)
        kind = self._kind_of(words)
        if kind is BlockKind.IMAGE:
            self._add(_picture(self._line[0], words))
            return
        if kind is BlockKind.ATTRIBUTION:
            words = words.part(len(_DASH), len(words.text))
        elif kind in _STYLE_OF:
            words = words.without(_STYLE_OF[kind])
        self._add(Block(kind, words.text, words.spans))

    def _kind_of(self, words: Words) -> BlockKind:
        if self._line and self._line[0].type == "image":
            return BlockKind.IMAGE
        if self._levels and self._levels[-1] is BlockKind.LIST_ITEM:
            return BlockKind.LIST_ITEM
        if self._levels and words.text.startswith(_DASH):
            return BlockKind.ATTRIBUTION
        if not self.blocks and words.is_all(SpanKind.STRONG):
            return BlockKind.LEDE
        return BlockKind.NOTE if words.is_all(SpanKind.EMPHASIS) else BlockKind.PARAGRAPH

    def _code(self, token: Token) -> None:
        self._add(Block(BlockKind.CODE, token.content.rstrip("\n"), language=token.info.strip()))

    def _rule(self, token: Token) -> None:
        self._add(Block(BlockKind.RULE))

    def _open_list(self, token: Token) -> None:
        self._open(BlockKind.LIST_ITEM)

    def _open_quote(self, token: Token) -> None:
        self._open(BlockKind.PARAGRAPH)

    def _open(self, level: BlockKind) -> None:
        if self._marker:
            self._add(Block(BlockKind.LIST_ITEM))
        self._levels.append(level)

    def _close(self, token: Token) -> None:
        self._levels.pop()

    def _open_item(self, token: Token) -> None:
        self._marker = f"{token.info}." if token.info else BULLET

    def _close_item(self, token: Token) -> None:
        if self._marker:
            self._add(Block(BlockKind.LIST_ITEM))

    def _cell(self, token: Token) -> None:
        self._cells.append(read_words(self._line))
        self._header = int(token.tag == "th")

    def _row(self, token: Token) -> None:
        spans: list[Span] = []
        start = 0
        for cell in self._cells:
            spans += [Span(start + span.start, start + span.end, span.kind, span.target) for span in cell.spans]
            start += len(cell.text) + 1
        text = "\t".join(cell.text for cell in self._cells)
        self._add(Block(BlockKind.ROW, text, tuple(spans), level=self._header))
        self._cells = []


_STYLE_OF = {BlockKind.LEDE: SpanKind.STRONG, BlockKind.NOTE: SpanKind.EMPHASIS}


def _picture(image: Token, words: Words) -> Block:
    words = words.part(0, len(words.text))
    last = words.text.rfind("\n") + 1
    credit = words.part(last, len(words.text))
    if not credit.is_all(SpanKind.EMPHASIS):
        credit, last = _NO_WORDS, len(words.text)
    caption = words.part(0, last)
    address = safe_link(str(image.attrs["src"])) or ""
    return Block(BlockKind.IMAGE, caption.text, caption.spans, alt=image.content, credit=credit.text, url=address)


_READERS: dict[str, Callable[[_Reader, Token], None]] = {
    "inline": _Reader._hold_line,
    "heading_close": _Reader._heading,
    "paragraph_close": _Reader._paragraph,
    "fence": _Reader._code,
    "code_block": _Reader._code,
    "hr": _Reader._rule,
    "bullet_list_open": _Reader._open_list,
    "ordered_list_open": _Reader._open_list,
    "bullet_list_close": _Reader._close,
    "ordered_list_close": _Reader._close,
    "blockquote_open": _Reader._open_quote,
    "blockquote_close": _Reader._close,
    "list_item_open": _Reader._open_item,
    "list_item_close": _Reader._close_item,
    "th_close": _Reader._cell,
    "td_close": _Reader._cell,
    "tr_close": _Reader._row,
}
