"""Turn what a feed gives as an article's HTML into blocks. Must not know feeds: it gets a string and an address."""

from __future__ import annotations

import html
import re

from newsreader.articles.parsing import parse_fragment
from newsreader.articles.rendering import render
from newsreader.blocks import Block, BlockKind, Blocks
from newsreader.text import MAX_TEXT, clean_lines, cut

_ESCAPED_TAG = re.compile(
    r"&lt;(?:/(?:p|div|a|ul|ol|li|em|strong|b|i|h[1-6]|span|blockquote)|(?:br|img)\b[^&<>]{0,400})/?&gt;"
)
_WRAPPED_WIDTH = range(50, 82)
"""Characters of a line that somebody's mail program broke; the breaks mean nothing then."""


def feed_blocks(html_text: str, base_url: str | None) -> Blocks:
    """Return the blocks of a feed's article: HTML, HTML escaped once too often, or plain text.

    Never raises, whatever it is given; text beyond 1 MB is cut and marked.
    """
    if "<" not in html_text and _ESCAPED_TAG.search(html_text):
        html_text = html.unescape(html_text)
    if "<" not in html_text:
        return _plain_blocks(html.unescape(html_text) if "&" in html_text else html_text)
    passages = render(parse_fragment(html_text), base_url)
    blocks = [passage.block for passage in passages]
    while blocks and blocks[-1].kind is BlockKind.RULE:
        blocks.pop()
    return tuple(blocks)


def _plain_blocks(text: str) -> Blocks:
    """Return a paragraph for each stretch between empty lines; breaks inside stay unless they only wrap the text."""
    blocks = []
    for paragraph in re.split(r"\n[ \t]*\n\s*", cut(clean_lines(text).strip(), MAX_TEXT)):
        lines = [" ".join(line.split()) for line in paragraph.split("\n")]
        lines = [line for line in lines if line]
        wrapped = sum(len(line) in _WRAPPED_WIDTH for line in lines[:-1])
        if lines:
            joint = " " if len(lines) > 1 and wrapped > 0.6 * (len(lines) - 1) else "\n"
            blocks.append(Block(BlockKind.PARAGRAPH, joint.join(lines)))
    return tuple(blocks)
