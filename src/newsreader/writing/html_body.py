"""Write blocks as the inside of an HTML body that is XHTML as well, so that pages and EPUB chapters share it.

Everything from outside is escaped and nothing is loaded: embedded pages are links, and so are pictures, but for those
that the caller has at hand.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from newsreader.blocks import Block, BlockKind, Blocks, SpanKind
from newsreader.text import safe_link
from newsreader.writing.markup import escape
from newsreader.writing.nesting import QUOTE, Place, places
from newsreader.writing.spans import Node, cells_of, tree_of

_TAGS = {
    SpanKind.EMPHASIS: "em",
    SpanKind.STRONG: "strong",
    SpanKind.CODE: "code",
    SpanKind.STRIKE: "s",
    SpanKind.MARK: "mark",
    SpanKind.SUPERSCRIPT: "sup",
    SpanKind.SUBSCRIPT: "sub",
}


NO_PICTURES: Mapping[str, str] = {}


def html_body(blocks: Blocks, pictures: Mapping[str, str] = NO_PICTURES) -> str:
    """Return the blocks as elements, one a line. Headings begin at the second level, below the article's title.

    `pictures`: from the addresses of pictures that are at hand to what their `src` is to be.
    """
    parts: list[str] = []
    opened: list[str] = []
    for place in places(blocks):
        goes_on = place.kept + place.continues_list
        parts += _closing(opened[goes_on:])
        del opened[goes_on:]
        if place.continues_list:
            parts.append("</li>\n")
        parts += _opening(place, opened)
        if place.starts_item:
            parts.append("<li>")
        source = pictures.get(place.block.url) if place.block.kind is BlockKind.IMAGE else None
        parts.append(_LINES_OF.get(place.block.kind, _paragraph)(place) if source is None else _image(place, source))
    return "".join([*parts, *_closing(opened)])


def _closing(levels: Iterable[str]) -> Iterator[str]:
    for tag in reversed(list(levels)):
        yield f"</li>\n</{tag}>\n" if tag in ("ul", "ol") else f"</{tag}>\n"


def _opening(place: Place, opened: list[str]) -> Iterator[str]:
    for number in range(len(opened), len(place.path)):
        attributes = ""
        if place.path[number] == QUOTE:
            tag = "blockquote"
        elif not place.starts_item or number < len(place.path) - 1:
            # A list without an item here: its indentation is all that is known.
            tag, attributes = "div", ' class="indented"'
        elif place.number is None:
            tag = "ul"
        else:
            tag, attributes = "ol", f' start="{place.number}"' if place.number != 1 else ""
        opened.append(tag)
        yield f"<{tag}{attributes}>\n"


def _words(block: Block) -> str:
    return _inline(tree_of(block.text, block.spans))


def _inline(nodes: Iterable[Node]) -> str:
    parts: list[str] = []
    for node in nodes:
        if isinstance(node, str):
            parts.append(escape(node).replace("\n", "<br/>\n"))
        elif node.kind is SpanKind.LINK:
            parts.append(f'<a href="{escape(node.target)}">{_inline(node.children)}</a>')
        else:
            tag = _TAGS[node.kind]
            parts.append(f"<{tag}>{_inline(node.children)}</{tag}>")
    return "".join(parts)


def _link(address: str, words: str) -> str:
    """Return the words, already markup, as a link where the address is safe."""
    safe = safe_link(address)
    return f'<a href="{escape(safe)}">{words}</a>' if safe else words


def _paragraph(place: Place) -> str:
    block = place.block
    words = _words(block)
    if place.starts_item:
        # A marker such as "b." or "(iv)" is not one in HTML, so it goes with the text.
        is_own = place.number is None and any(map(str.isalnum, block.marker))
        return f"{escape(block.marker)} {words}" if is_own else words
    return f"<p>{words}</p>\n" if words else ""


def _classed(place: Place) -> str:
    words = _words(place.block)
    return f'<p class="{place.block.kind}">{words}</p>\n' if words else ""


def _attribution(place: Place) -> str:
    words = _words(place.block).strip()
    dash = "" if words.startswith(("—", "–", "―")) else "— "
    return f'<p class="attribution">{dash}{words}</p>\n' if words else ""


def _heading(place: Place) -> str:
    level = min(max(place.block.level, 2), 6)
    words = _words(place.block)
    return f"<h{level}>{words}</h{level}>\n" if words else ""


def _terms(place: Place) -> str:
    tags = {BlockKind.TERM: "dt", BlockKind.DEFINITION: "dd"}
    lines = [f"<{tags[block.kind]}>{_words(block)}</{tags[block.kind]}>\n" for block in place.blocks]
    # A list of terms must begin with one (HTML §4.4.9).
    first = "" if place.block.kind is BlockKind.TERM else "<dt></dt>\n"
    return f"<dl>\n{first}{''.join(lines)}</dl>\n"


def _code(place: Place) -> str:
    language = f' class="language-{escape(place.block.language)}"' if place.block.language else ""
    return f"<pre><code{language}>{escape(place.block.text)}</code></pre>\n"


def _table(place: Place) -> str:
    columns = max(len(block.cells) for block in place.blocks)
    lines = []
    for block in place.blocks:
        tag = "th" if block.level == 1 else "td"
        cells = [_inline(tree_of(text, spans)) for text, spans in cells_of(block)]
        cells += [""] * (columns - len(cells))
        lines.append("<tr>" + "".join(f"<{tag}>{cell}</{tag}>" for cell in cells) + "</tr>\n")
    return f"<table>\n<tbody>\n{''.join(lines)}</tbody>\n</table>\n"


def _image(place: Place, source: str | None = None) -> str:
    block = place.block
    words = escape(block.alt.strip() or "Picture")
    picture = _link(block.url, f'<img src="{escape(source)}" alt="{words}"/>' if source else words)
    caption = _words(block)
    credit = f' <span class="credit">{escape(block.credit)}</span>' if block.credit else ""
    under = f"<figcaption>{caption}{credit}</figcaption>\n" if caption or credit else ""
    attributes = "" if source else ' class="picture"'
    return f"<figure>\n<p{attributes}>{picture}</p>\n{under}</figure>\n"


def _embed(place: Place) -> str:
    block = place.block
    words = _words(block) or escape(safe_link(block.url) or "")
    has_link = any(span.kind is SpanKind.LINK for span in block.spans)
    return f'<p class="embed">{words if has_link else _link(block.url, words)}</p>\n' if words else ""


def _rule(place: Place) -> str:
    return "<hr/>\n"


_LINES_OF: dict[BlockKind, Callable[[Place], str]] = {
    BlockKind.LEDE: _classed,
    BlockKind.NOTE: _classed,
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
