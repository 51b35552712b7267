"""Leave out of a comparison what did not change, but for some words around what did. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable

from newsreader.text import CUT
from newsreader.writing.changes import Paragraph, Run, RunKind

_CONTEXT = 90
"""Characters that stay on either side of a change: a line or so."""
_LEAST_LEFT_OUT = 60
"""Fewer than so many are not worth a gap."""
_LEFT_OUT = Run(RunKind.LEFT_OUT, CUT)
_GAP: Paragraph = (_LEFT_OUT,)


def shortened(paragraphs: Iterable[Paragraph]) -> list[Paragraph]:
    """Return what changed with a little of what stands around it; "…" stands for what is left out."""
    found: list[Paragraph] = []
    for paragraph in paragraphs:
        if all(run.kind is RunKind.SAME for run in paragraph):
            if not found or found[-1][-1] is not _LEFT_OUT:
                found.append(_GAP)
            continue
        short = _shortened(paragraph)
        if short[0] is _LEFT_OUT and found and found[-1] is _GAP:
            found.pop()
        found.append(short)
    return found


def _shortened(paragraph: Paragraph) -> Paragraph:
    runs: list[Run] = []
    for number, run in enumerate(paragraph):
        is_first, is_last = number == 0, number == len(paragraph) - 1
        # Around a change in the middle both ends stay, before the first and after the last one.
        kept = _CONTEXT * (2 - is_first - is_last)
        if run.kind is not RunKind.SAME or len(run.text) < kept + _LEAST_LEFT_OUT:
            runs.append(run)
            continue
        if not is_first:
            runs.append(Run(RunKind.SAME, _beginning(run.text)))
        runs.append(_LEFT_OUT)
        if not is_last:
            runs.append(Run(RunKind.SAME, _end(run.text)))
    return tuple(runs)


def _beginning(text: str) -> str:
    """Return the first words; where the script has no blanks, the first characters."""
    words = text[:_CONTEXT]
    return words[:at] if (at := words.rfind(" ")) > _CONTEXT // 2 else words


def _end(text: str) -> str:
    words = text[-_CONTEXT:]
    if 0 <= (at := words.find(" ")) < _CONTEXT // 2:
        return words[at + 1 :]
    # A mark belongs to the character before it.
    return re.sub(r"^[^\w\s]{1,8}", "", words)
