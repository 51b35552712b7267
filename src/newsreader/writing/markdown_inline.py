"""Write a block's words and styles as inline Markdown (CommonMark 0.31, GFM's strike-through and tables).

Whatever in the words could be read as markup is escaped, so that it stays literal. Must not know block structure.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from itertools import pairwise

from newsreader.blocks import Span, SpanKind
from newsreader.writing.spans import Node, Styled, tree_of, words_of

_STARS = {SpanKind.EMPHASIS: "*", SpanKind.STRONG: "**"}
_FLANKED = {**_STARS, SpanKind.STRIKE: "~~"}
# CommonMark has no marks of its own for these; the tags are ours, so nothing from outside comes in with them.
_TAGS = {SpanKind.MARK: "mark", SpanKind.SUPERSCRIPT: "sup", SpanKind.SUBSCRIPT: "sub"}

_ESCAPED = re.compile(
    r"[\\`*\[\]<~]"
    r"|(?<![^\W_])_|_(?![^\W_])"  # an underscore inside a word means nothing
    r"|&(?=#?\w{1,40};|#?\w{0,40}$)"
)
_ENTITY = re.compile(r"&(?=#?\w{1,40};)")


def inline(text: str, spans: Iterable[Span], *, in_table: bool = False) -> str:
    """Return the text with its styles, in one line for each line of the text.

    A style is left out where Markdown has no way to say it: next to the same one, or at punctuation inside a word.
    """
    written, _ = _write(tree_of(text.replace("\t", " "), spans), "", "", "")
    return written.replace("|", "\\|") if in_table else written


def destination(address: str) -> str:
    """Return a safe address as a link's or picture's destination: what looks like an entity there is not one."""
    return _ENTITY.sub("&amp;", address)


def _write(nodes: list[Node], before: str, after: str, touches: str) -> tuple[str, str]:
    """Return the nodes as Markdown, and the mark that closes the last of them, if one does.

    `before` and `after` are the characters around them, empty at the text's start and end; `touches` is the mark that
    was closed right before them: opening one of the same kind there would be read as one longer mark.
    """
    parts: list[str] = []
    for node, following in pairwise([*nodes, None]):
        next_character = after if following is None else _edge([following], 0)
        if node is None:
            break
        if isinstance(node, str):
            part, touches = _escape(node), ""
        else:
            part, touches = _write_styled(node, before, next_character, touches)
        if parts and part.startswith("[") and parts[-1].endswith("!"):
            parts[-1] = parts[-1][:-1] + "\\!"
        parts.append(part)
        before = _edge([node], -1)
    return "".join(parts), touches


def _write_styled(node: Styled, before: str, after: str, touches: str) -> tuple[str, str]:
    if node.kind is SpanKind.CODE:
        words = words_of(node.children)
        return (_escape(words), "") if touches == "`" else (_code(words), "`")
    if node.kind is SpanKind.LINK:
        words, _ = _write(node.children, "[", "]", "")
        return f"[{words}]({destination(node.target)})", ""
    if tag := _TAGS.get(node.kind):
        words, _ = _write(node.children, ">", "<", "")
        return f"<{tag}>{words}</{tag}>", ""
    mark = _FLANKED[node.kind]
    opens = _can_flank(_edge(node.children, 0, mark), before)
    closes = _can_flank(_edge(node.children, -1, mark), after)
    if touches == mark[0] or not opens or not closes:
        return _write(node.children, before, after, touches)
    # Stars next to stars are one run to the parser, which looks at what is around the run.
    around = (before, after) if mark[0] == "*" else ("~", "~")
    words, _ = _write(node.children, *around, "")
    return f"{mark}{words}{mark}", mark[0]


def _escape(text: str) -> str:
    return _ESCAPED.sub(r"\\\g<0>", text)


def _can_flank(inside: str, outside: str) -> bool:
    """Could a star between the two characters be markup (CommonMark's left- and right-flanking delimiter runs).

    Symbols are punctuation for newer parsers only, so the case that holds for both is asked for.
    """
    if _is_blank(inside):
        return False
    if not _is_punctuation(inside, or_symbol=True):
        return True
    return not outside or _is_blank(outside) or _is_punctuation(outside, or_symbol=False)


def _is_blank(character: str) -> bool:
    return character in "\t\n\f\r" or unicodedata.category(character) == "Zs"


def _is_punctuation(character: str, *, or_symbol: bool) -> bool:
    category = unicodedata.category(character)
    return category[0] == "P" or (category[0] == "S" and (or_symbol or character.isascii()))


def _edge(nodes: list[Node], end: int, mark: str = "") -> str:
    """Return the character at the nodes' beginning (0) or end (-1), as a parser sees it that looks for flanks.

    Seen from inside a mark (given), other marks count as punctuation, which asks for more; from outside they may yet be
    left out, so the character behind them counts, which asks for more there.
    """
    node = nodes[end]
    if isinstance(node, str):
        return node[end]
    if node.kind in _FLANKED and (not mark or mark[0] == _FLANKED[node.kind][0]):
        return _edge(node.children, end, mark)
    return "*"


def _code(text: str) -> str:
    """Return a code span: delimiters longer than any run of backticks inside (CommonMark 6.1)."""
    text = " ".join(text.splitlines())
    runs = {len(run) for run in re.findall("`+", text)}
    mark = "`" * next(length for length in range(1, len(runs) + 2) if length not in runs)
    pad = " " if text.startswith("`") or text.endswith("`") else ""
    return f"{mark}{pad}{text}{pad}{mark}"


_LINE_MARK = re.compile(r"#{1,6}(?=\s|$)|>|[-+](?=\s|$)|[-=|:][-=|: ]*$")
_BLANK_LINES = re.compile(r"\A(?:\s*\n)+")
_NUMBERED = re.compile(r"(\d{1,9})([.)])(?=\s|$)")


def lines_of(written: str) -> list[str]:
    """Return inline Markdown as the lines of a paragraph: hard breaks kept, nothing that would begin another block."""
    text = _BLANK_LINES.sub("", written).rstrip()
    lines = text.split("\n")
    guarded = [_guard(line, keep_indent=len(lines) > 1) for line in lines]
    return [line + "\\" for line in guarded[:-1]] + guarded[-1:] if text else []


def line_of(written: str) -> str:
    """Return inline Markdown as one line, for a heading or a cell."""
    return " ".join(written.split())


def _guard(line: str, *, keep_indent: bool) -> str:
    words = line.strip()
    indent = "&nbsp;" * (len(line) - len(line.lstrip())) if keep_indent and words else ""
    if _LINE_MARK.match(words) and not indent:
        words = "\\" + words
    elif not indent:
        words = _NUMBERED.sub(r"\1\\\2", words, count=1) if _NUMBERED.match(words) else words
    return indent + words
