"""Turn a tree of HTML into typed blocks, in one pass and without recursion. Decides nothing about what belongs.

The same pass serves a feed's fragment and a whole page; for a page, `roles` says what pruning found elements to be.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import partial

from lxml import etree

from newsreader.articles.code import code_language
from newsreader.articles.composing import Composer, Context, Numbering
from newsreader.articles.embeds import embed_of
from newsreader.articles.links import absolute_link
from newsreader.articles.passages import Passage, Role
from newsreader.articles.pictures import alternative_text, emoji_of, is_decoration, picture_address
from newsreader.articles.tables import columns_spanned, is_data_table, is_header_row
from newsreader.blocks import BlockKind, SpanKind

_FOOTNOTE = re.compile(r"^(?:fn|footnote|cite_note|_?ftn|endnote)[:_-]?\w{0,40}$", re.IGNORECASE)
_BACK_LINKS = frozenset({"↩", "↩︎", "⏎", "^", "↑", "↩\ufe0f"})

Leave = Callable[[Composer], None]
Enter = Callable[[Composer, etree._Element], Leave | None]


def render(
    root: etree._Element, base: str | None = None, roles: Mapping[etree._Element, Role] | None = None
) -> list[Passage]:
    """Return the blocks of everything inside `root`, in order, with the elements they come from."""
    composer = Composer(base, root)
    roles = roles or {}
    parents: list[etree._Element] = []
    leaves: list[Leave | None] = []
    walker = etree.iterwalk(root, events=("start", "end"))
    for event, element in walker:
        if event == "start":
            parents.append(element)
            role = roles.get(element) if roles else None
            enter = _ENTER.get(element.tag)
            leave = _enter_role(composer, element, role) if role else enter and enter(composer, element)
            leaves.append(leave)
            if leave is _skip:
                walker.skip_subtree()
            elif text := element.text:
                composer.add(text, element)
        else:
            parents.pop()
            leave = leaves.pop()
            if leave is not None:
                leave(composer)
            if parents and (tail := element.tail):
                composer.add(tail, parents[-1])
            if composer.is_full:
                break
    return composer.finish()


def _skip(composer: Composer) -> None:
    """Leave an element that was not looked into; returned by what enters it."""


def _enter_nothing(composer: Composer, element: etree._Element) -> Leave | None:
    return _skip


# -- blocks


def _space(composer: Composer) -> None:
    composer.line.gap = True


def _enter_role(composer: Composer, element: etree._Element, role: Role) -> Leave | None:
    if role is Role.POST:
        return _enter_quote(composer, element)
    composer.push(Context(BlockKind.LEDE if role is Role.LEDE else BlockKind.PARAGRAPH, role=role))
    return Composer.pop


def _enter_block(composer: Composer, element: etree._Element) -> Leave | None:
    if composer.in_row:
        composer.line.gap = True
        return _space
    composer.flush()
    return Composer.flush


def _enter_context(composer: Composer, element: etree._Element, context: Context) -> Leave | None:
    if composer.in_row:
        return _enter_block(composer, element)
    composer.push(context)
    return Composer.pop


def _enter_heading(composer: Composer, element: etree._Element) -> Leave | None:
    if composer.role is Role.LEDE:
        return _enter_block(composer, element)
    return _enter_context(composer, element, Context(BlockKind.HEADING, level=int(element.tag[1]), role=composer.role))


def _enter_term(composer: Composer, element: etree._Element) -> Leave | None:
    return _enter_context(composer, element, Context(BlockKind.TERM))


def _enter_definition(composer: Composer, element: etree._Element) -> Leave | None:
    return _enter_context(composer, element, Context(BlockKind.DEFINITION))


def _enter_code(composer: Composer, element: etree._Element) -> Leave | None:
    if composer.in_row:
        return _enter_block(composer, element)
    composer.push(Context(BlockKind.CODE, language=code_language(element)))
    composer.line.verbatim = True
    return _leave_code


def _leave_code(composer: Composer) -> None:
    composer.pop()
    composer.line.verbatim = False


def _enter_quote(composer: Composer, element: etree._Element) -> Leave | None:
    if composer.in_row:
        return _enter_block(composer, element)
    composer.flush()
    composer.quote += 1
    return _leave_quote


def _leave_quote(composer: Composer) -> None:
    composer.flush()
    composer.quote -= 1


def _enter_cite(composer: Composer, element: etree._Element) -> Leave | None:
    begins = not composer.line.length or composer.line.breaks
    if composer.quote and begins and not composer.in_row and composer.role is None:
        return _enter_context(composer, element, Context(BlockKind.ATTRIBUTION))
    if composer.in_figure and begins and composer.role is None:
        return _enter_context(composer, element, Context(BlockKind.PARAGRAPH, role=Role.CREDIT))
    composer.line.open(SpanKind.EMPHASIS)
    return _leave_span


def _enter_footer(composer: Composer, element: etree._Element) -> Leave | None:
    if composer.quote and composer.role is None:
        return _enter_context(composer, element, Context(BlockKind.ATTRIBUTION))
    return _enter_block(composer, element)


def _enter_rule(composer: Composer, element: etree._Element) -> Leave | None:
    if not composer.in_row:
        composer.rule(element)
    return None


# -- lists


def _enter_list(composer: Composer, element: etree._Element) -> Leave | None:
    if composer.in_row:
        return _enter_block(composer, element)
    composer.flush()
    ordered = element.tag == "ol"
    backwards = ordered and element.get("reversed") is not None
    number = _number(element.get("start"))
    if number is None:
        number = sum(1 for _ in element.iterchildren("li")) if backwards else 1
    composer.lists.append(Numbering(ordered, number, -1 if backwards else 1))
    return _leave_list


def _leave_list(composer: Composer) -> None:
    composer.flush()
    composer.lists.pop()


def _enter_item(composer: Composer, element: etree._Element) -> Leave | None:
    if composer.in_row:
        return _enter_block(composer, element)
    numbering = composer.lists[-1] if composer.lists else Numbering(is_ordered=False)
    number = _number(element.get("value"))
    if number is not None:
        numbering.number = number
    kind = BlockKind.LEDE if composer.role is Role.LEDE else BlockKind.LIST_ITEM
    if element.get("role") in ("doc-endnote", "doc-footnote") or _FOOTNOTE.match(element.get("id", "")):
        kind = BlockKind.NOTE
    composer.push(Context(kind, role=composer.role))
    composer.marker = numbering.next_marker()
    return _leave_item


def _leave_item(composer: Composer) -> None:
    composer.pop()
    composer.marker = ""


def _number(written: str | None) -> int | None:
    return int(written) if written and re.fullmatch(r"-?[0-9]{1,6}", written) else None


# -- tables


def _enter_table(composer: Composer, element: etree._Element) -> Leave | None:
    if composer.in_row:
        return _enter_block(composer, element)
    composer.flush()
    composer.tables.append(is_data_table(element))
    return _leave_table


def _leave_table(composer: Composer) -> None:
    composer.flush()
    composer.tables.pop()


def _enter_row(composer: Composer, element: etree._Element) -> Leave | None:
    if composer.in_row or not (composer.tables and composer.tables[-1]):
        return _enter_block(composer, element)
    composer.push(Context(BlockKind.ROW, level=int(is_header_row(element))))
    composer.in_row = True
    return _leave_row


def _leave_row(composer: Composer) -> None:
    composer.in_row = False
    composer.pop()


def _enter_cell(composer: Composer, element: etree._Element) -> Leave | None:
    if not composer.in_row:
        return _enter_block(composer, element)
    if element.getprevious() is not None:
        composer.line.tab()
    extra = columns_spanned(element) - 1
    return partial(_leave_wide_cell, extra=extra) if extra else None


def _leave_wide_cell(composer: Composer, extra: int) -> None:
    for _ in range(extra):
        composer.line.tab()


# -- pictures and what is embedded


def _enter_figure(composer: Composer, element: etree._Element) -> Leave | None:
    if composer.in_row:
        return _enter_block(composer, element)
    composer.begin_figure()
    return Composer.end_figure


def _enter_caption(composer: Composer, element: etree._Element) -> Leave | None:
    figure = element.getparent()
    if figure is not None and next(figure.iterdescendants("blockquote"), None) is not None:
        return _enter_context(composer, element, Context(BlockKind.ATTRIBUTION))
    shown = next(figure.iterdescendants("img", "amp-img", "table", "pre"), None) if figure is not None else None
    if shown is not None and shown.tag in ("table", "pre"):
        return _enter_table_caption(composer, element)
    return _enter_context(composer, element, Context(BlockKind.PARAGRAPH, role=Role.CAPTION))


def _enter_table_caption(composer: Composer, element: etree._Element) -> Leave | None:
    """Enter the caption of a table, or of something else that is no picture."""
    return _enter_context(composer, element, Context(BlockKind.NOTE))


def _enter_image(composer: Composer, element: etree._Element) -> Leave | None:
    emoji = emoji_of(element)
    if emoji:
        composer.add(emoji, element)
    elif not composer.in_row and not is_decoration(element):
        address = picture_address(element, composer.base)
        if address:
            composer.picture(address, alternative_text(element), element)
    return _skip


def _enter_embed(composer: Composer, element: etree._Element) -> Leave | None:
    embed = embed_of(element, composer.base)
    if embed is not None:
        composer.embed(*embed, element)
    return _skip


def _enter_noscript(composer: Composer, element: etree._Element) -> Leave | None:
    # Loaders keep the picture itself in here, beside a placeholder without an address.
    return None if next(element.iterdescendants("img"), None) is not None else _skip


# -- inline


def _enter_link(composer: Composer, element: etree._Element) -> Leave | None:
    if element.get("role") == "doc-backlink" or (element.text or "").strip() in _BACK_LINKS:
        return _skip
    address = element.get("href", "")
    if address.startswith("#") and len(address) > 1:
        return _enter_mark(composer, element, address[1:])
    composer.line.anchors += 1
    target = absolute_link(address, composer.base)
    if not target:
        return _leave_anchor
    composer.line.open(SpanKind.LINK, target)
    return _leave_link


def _enter_mark(composer: Composer, element: etree._Element, name: str) -> Leave | None:
    """Enter a link to a place in the page itself; the mark of a note is raised, others are plain words."""
    beside = (element.getparent(), next(iter(element), None))
    if not _FOOTNOTE.match(name) or any(each is not None and each.tag == "sup" for each in beside):
        return None
    composer.line.open(SpanKind.SUPERSCRIPT)
    return _leave_span


def _leave_anchor(composer: Composer) -> None:
    composer.line.anchors -= 1


def _leave_link(composer: Composer) -> None:
    composer.line.anchors -= 1
    composer.line.close()


def _open(kind: SpanKind, composer: Composer, element: etree._Element) -> Leave | None:
    composer.line.open(kind)
    return _leave_span


def _leave_span(composer: Composer) -> None:
    composer.line.close()


def _enter_break(composer: Composer, element: etree._Element) -> Leave | None:
    if composer.in_row:
        composer.line.gap = True
    elif composer.line.verbatim:
        composer.add("\n", element)
    else:
        composer.line.breaks += 1
    return None


def _enclose(before: str, after: str, composer: Composer, element: etree._Element) -> Leave | None:
    composer.line.add(before)
    return lambda composer: composer.line.add(after)


_SKIPPED = (
    "script style template head title svg canvas button input select option textarea dialog map area "
    "rp param track source frame frameset meta link base progress meter annotation annotation-xml datalist"
)
_BLOCKS = (
    "p div section article header aside main nav details summary body center form fieldset address hgroup legend "
    "tbody thead tfoot dl dir marquee search"
)
_SPANS = {
    SpanKind.EMPHASIS: "em i dfn var",
    SpanKind.STRONG: "strong b",
    SpanKind.CODE: "code kbd samp tt",
    SpanKind.STRIKE: "s strike del",
    SpanKind.MARK: "mark",
    SpanKind.SUPERSCRIPT: "sup",
    SpanKind.SUBSCRIPT: "sub",
}
_ENTER: dict[str, Enter] = {
    **dict.fromkeys(_SKIPPED.split(), _enter_nothing),
    **dict.fromkeys(_BLOCKS.split(), _enter_block),
    **{tag: partial(_open, kind) for kind, tags in _SPANS.items() for tag in tags.split()},
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), _enter_heading),
    **dict.fromkeys(("ul", "ol", "menu"), _enter_list),
    **dict.fromkeys(("iframe", "object", "embed", "video", "audio"), _enter_embed),
    **dict.fromkeys(("img", "amp-img"), _enter_image),
    **dict.fromkeys(("td", "th"), _enter_cell),
    **dict.fromkeys(("pre", "xmp", "listing", "plaintext"), _enter_code),
    "a": _enter_link,
    "blockquote": _enter_quote,
    "caption": _enter_table_caption,
    "br": _enter_break,
    "cite": _enter_cite,
    "dd": _enter_definition,
    "dt": _enter_term,
    "figcaption": _enter_caption,
    "figure": _enter_figure,
    "footer": _enter_footer,
    "hr": _enter_rule,
    "li": _enter_item,
    "noscript": _enter_noscript,
    "q": partial(_enclose, "“", "”"),
    "rt": partial(_enclose, "(", ")"),
    "table": _enter_table,
    "tr": _enter_row,
}
