"""Inks that tell tests what was painted with what."""

from __future__ import annotations

from collections.abc import Iterable

from rich.cells import cell_len
from rich.color import Color
from rich.segment import Segment
from rich.style import Style

from newsreader.tui.inks import ROLES

INKS = {role: Style(color=Color.from_ansi(number)) for number, role in enumerate(ROLES, 16)}
"""A colour of its own for each role; where two are mixed, the last one shows."""
_ROLE_OF = {style.color: role for role, style in INKS.items()}


def text_of(segments: Iterable[Segment]) -> str:
    """Return the plain words."""
    return "".join(segment.text for segment in segments)


def cells_of(segments: Iterable[Segment]) -> int:
    """Return the width as Textual measures it: segment by segment."""
    return sum(cell_len(segment.text) for segment in segments)


def inked(segments: Iterable[Segment]) -> list[tuple[str, str]]:
    """Return the words with the roles of their inks; "" for none."""
    return [(segment.text, _ROLE_OF[segment.style.color] if segment.style else "") for segment in segments]
