"""Write what changed in an article as plain text, marked as `wdiff` does: [-gone-] {+new+}."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from newsreader.writing.changes import Edit, Paragraph, RunKind
from newsreader.writing.excerpts import shortened
from newsreader.writing.lines import lines_at

_MARKS = {RunKind.REMOVED: ("[-", "-]"), RunKind.ADDED: ("{+", "+}")}


def plain_changes(edits: Sequence[Edit], *, width: int) -> str:
    """Return the edits one after the other, each with its time, in lines of `width` cells; ends in a newline."""
    parts: list[str] = []
    for edit in edits:
        parts.append(f"Edited {datetime.fromtimestamp(edit.at, UTC):%Y-%m-%d %H:%M} UTC")
        parts += ["\n".join(lines_at(_marked(each), width)) for each in [edit.title, *shortened(edit.text)] if each]
    return "\n\n".join(parts) + "\n"


def _marked(paragraph: Paragraph) -> str:
    """Return a paragraph with marks around what changed; the blank before a word stands before its mark."""
    parts: list[str] = []
    for run in paragraph:
        opening, closing = _MARKS.get(run.kind, ("", ""))
        words = run.text.lstrip()
        parts += [run.text[: len(run.text) - len(words)], opening, words, closing]
    return "".join(parts)
