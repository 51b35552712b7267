"""A home in which every text from outside is hostile, and the look through what a terminal was sent.

Texts are stored unclean on purpose: what shows them is the second wall.
"""

from __future__ import annotations

import base64
import re
from contextlib import closing
from pathlib import Path

import msgspec
from tests.building import HOUR, NOW, add_feed, new_article, open_store, paragraphs

from newsreader.blocks import Block, BlockKind, Span, SpanKind, pack_blocks
from newsreader.model import ChangedArticle

BIDI = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c")
RAW = (
    "\x1b]0;pwned\x07 \x1b]52;c;cHduZWQ=\x1b\\ \x9d2;pwned\x9c \x9b5i \x1b[5i \x1bPpwned\x1b\\ \x1b_pwned\x1b\\ "
    "\x1b[2J \x07 \x08 \x7f \u202e \u2066 \u200f [/] [bold]literal[/bold] [@click=app.quit]hi[/]"
)
_OURS = re.compile(
    rb"\x1b\](?:0|2|9|11|22|52|777);[^\x07\x1b]*(?:\x07|\x1b\\)"  # 22 is Textual's: the shape of the mouse
    rb"|\x1b\[[0-9;]*[mH]"
    rb"|\x1b\[\?[0-9]+(?:[hl]|\$p)"
    rb"|\x1b\[[<>]?[0-9]*u"
    rb"|\x1b\[2[23];2t|\x1b\[(?:>q|c)|[\r\n]"
)
"""What the program itself may send."""
_SIGNS_OF_CONTROL = re.compile(rb"[\x00-\x1f\x7f]")
_COPIED = re.compile(rb"\x1b\]52;[^;]*;([A-Za-z0-9+/=]*)")
_ENTITLED = re.compile(rb"\x1b\](?:0|2);([^\x07\x1b]*)")


def hostile(name: str) -> str:
    """Return a text that begins with markup around its name."""
    return f"[b]{name}[/] {RAW}"


def commands_in(raw: bytes) -> list[str]:
    """Return what in the output is a command to the terminal that is not ours, or changes the order of its text."""
    left = _OURS.sub(b"", raw)
    found = [repr(left[each.start() : each.start() + 40]) for each in _SIGNS_OF_CONTROL.finditer(left)]
    found += [repr(sign) for sign in left.decode("utf-8", "replace") if sign in BIDI or 0x80 <= ord(sign) < 0xA0]
    for copied in _COPIED.findall(raw):
        text = base64.b64decode(copied)
        found += [f"copies {text!r}"] if _SIGNS_OF_CONTROL.search(text.replace(b"\n", b"")) or text == b"pwned" else []
    found += [f"entitles {each!r}" for each in _ENTITLED.findall(raw) if not re.fullmatch(rb"(\([\d,]+\) )?\w*", each)]
    return found


def hostile_home(folder: Path) -> None:
    """Make it: feeds with errors in folders, an edited article with links, notes and pictures, settings, a sheet."""
    link = Block(BlockKind.PARAGRAPH, f"go {RAW}", (Span(0, 2, SpanKind.LINK, f"https://x.example/{RAW}"),))
    good = Block(BlockKind.PARAGRAPH, hostile("link"), (Span(0, 11, SpanKind.LINK, "https://x.example/[b]there[/]"),))
    image = Block(
        BlockKind.IMAGE, hostile("caption"), alt=hostile("alt"), credit=RAW, url="https://x.example/picture.png"
    )
    blocks = (link, good, image, *paragraphs(RAW))
    article = new_article(
        "a", title=hostile("title"), author=hostile("author"), blocks=blocks, link="https://x.example/a"
    )
    grown = (*blocks, *paragraphs(hostile("grown")))
    with closing(open_store(folder)) as store:
        bad = add_feed(
            store,
            hostile("feed"),
            [article, new_article("b", title=hostile("other"), age_s=2 * HOUR)],
            folder=hostile("folder"),
            url="https://a.example/",
        )
        parsed = msgspec.structs.replace(article.parsed, title=hostile("edited"), body=pack_blocks(grown))
        store.refreshing.write_articles(bad, (), [ChangedArticle(2, article.digest, parsed, is_real=True)], now=NOW)
        store.refreshing.record_failure(bad, hostile("failure"), due_at=2**40, now=1)
        # Silent for years, and named by its address alone.
        add_feed(store, "", [new_article("c", age_s=9_000 * HOUR)], url="https://b.example/[b]address[/]")
    escaped = "".join(
        sign if sign.isascii() and sign.isprintable() else f"\\u{ord(sign):04x}" for sign in RAW.replace("\\", "")
    )
    (folder / "settings.toml").write_text(
        f'theme = "[b]theme[/] {escaped}"\n'
        "refresh.automatic = false\n"
        f'[keys]\n"[b]command[/] {escaped}" = "x"\n'
        f'[feeds."https://a.example/"]\nuser_agent = "[b]agent[/] {escaped}"\n'
        f'[feeds."https://[b]host[/].example/{escaped}"]\nevery_minutes = 60\n"[b]no setting[/] {escaped}" = 1\n',
        encoding="utf-8",
    )
    (folder / "user.tcss").write_text(f"#articles {{ {RAW}: red; }}\n", encoding="utf-8")
