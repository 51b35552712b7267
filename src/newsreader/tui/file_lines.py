"""What stands above an article's text of the files that it brings: in words, with the keys that are for them. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from newsreader.enclosures import Attached, MediaKind, described
from newsreader.text import clean
from newsreader.tui.notes import Typed

_NO_BREAK = "\u00a0"


def file_lines(enclosures: Sequence[Attached], typed: Typed) -> Iterable[str]:
    """Yield a line for each file, the first of them with its keys, and why one could not be downloaded.

    Each fact holds together by no-break blanks.
    """
    for each in enclosures:
        facts = described(each, with_format=len(enclosures) > 1).split(" · ")
        words = " · ".join(fact.replace(" ", _NO_BREAK) for fact in facts)
        keys = f"({_keys(enclosures, typed)})".replace(" ", _NO_BREAK)
        yield f"{words} {keys}" if each is enclosures[0] else words
        if each.reason:
            yield f"It could not be downloaded: {clean(each.reason)}"


def _keys(enclosures: Sequence[Attached], typed: Typed) -> str:
    """Return what the keys do."""
    is_played = any(each.kind is not MediaKind.FILE for each in enclosures)
    keys = [f"{typed('enclosure.play')} {'plays' if is_played else 'opens'}"]
    if not all(each.is_kept for each in enclosures):
        keys.append(f"{typed('enclosure.download')} downloads")
    return ", ".join(keys)
