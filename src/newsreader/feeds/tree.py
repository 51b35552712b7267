"""Parse a document that somebody hostile may have written into a tree, with libxml2 on a short leash.

No DTD, no entity, no network, no include, 256 levels, as many tags as `prolog.bounded` lets through, and recovery from
whatever is wrong: of feedparser's own 2,132 test feeds libxml2 loses no article but those in EBCDIC. Must not know what
the elements mean.
"""

from __future__ import annotations

from dataclasses import dataclass

from lxml import etree

from newsreader.errors import ParseFailed
from newsreader.feeds.mending import mend

Element = etree._Element

_LOG_SIZE = 100
"""Complaints that libxml2 keeps; where there are so many, the one that matters may be among the rest."""


@dataclass(frozen=True, slots=True)
class Tree:
    """A document as a tree."""

    root: Element
    is_sound: bool
    """Was the document well-formed but for prefixes that nobody declared, so that nothing of it is missing here."""


def parse_tree(document: bytes, *, may_mend: bool = True) -> Tree:
    """Return the tree of a UTF-8 document without prolog, mended where libxml2 complained. Raises ParseFailed."""
    root, is_sound = _parse(document)
    if not is_sound and may_mend:
        mended, _ = _parse(mend(document))
        root = mended if mended is not None else root
    if root is None:
        raise ParseFailed("The feed's document cannot be read as XML.")
    return Tree(root, is_sound)


def _parse(document: bytes) -> tuple[Element | None, bool]:
    """Return the root and whether the document is sound."""
    parser = etree.XMLParser(
        encoding="utf-8",
        recover=True,
        # There are no definitions left to resolve; to keep what is undefined would cost a node a reference.
        resolve_entities=True,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
        collect_ids=False,
    )
    try:
        root = etree.fromstring(document, parser)
    except (etree.LxmlError, ValueError):
        return None, False
    log = parser.error_log
    is_sound = len(log) < _LOG_SIZE and all(entry.domain == etree.ErrorDomains.NAMESPACE for entry in log)
    return root, is_sound


def text_of(element: Element) -> str:
    """Return the text of an element and of all inside it, without blanks around it."""
    if len(element) == 0:
        return (element.text or "").strip()
    return "".join(map(str, element.itertext())).strip()


def inner_markup(element: Element) -> str:
    """Return what is inside an element as HTML, without namespaces; takes it out of the tree."""
    holder = etree.Element("div")
    holder.text = element.text
    holder.extend(list(element))
    for inner in holder.iter("{*}*"):
        inner.tag = str(inner.tag).rpartition("}")[2].rpartition(":")[2]
    etree.cleanup_namespaces(holder)
    # As bytes until it is cut out: one character beyond U+FFFF makes each copy of a text take four times as much.
    markup = bytes(etree.tostring(holder, encoding="utf-8", method="html"))
    return markup.removeprefix(b"<div>").removesuffix(b"</div>").decode().strip()
