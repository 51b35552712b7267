"""Every sign that the app paints, and what stands for it where a terminal has ASCII only, or a voice reads.

The signs stand in their places, as they look; here is what each becomes. That is done to the painted line, so that
Textual's own borders and what strangers write are covered as well, and nothing has to ask which signs are wanted.
`tests/tui/test_glyphs.py` finds a sign that is painted and not listed.
"""

from __future__ import annotations

from collections.abc import Mapping

from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

from newsreader.settings import Glyphs

_SIGNS = {
    "●": "o",  # unread
    "★": "*",  # starred
    "◆": "+",  # for later
    "✦": "+",  # new since last time
    "◇": "o",  # a query
    "✓": "v",
    "✕": "x",
    "◷": "@",  # today
    "▸": ">",
    "≡": "=",
    "↺": "~",
    "↻": "~",
    "↶": "u",  # undone
    "▨": "#",  # picture
    "▷": ">",
    "▌": ">",  # the cursor's bar
    "▐": "|",  # the scrollbar's thumb
    "▎": "|",  # a quote's bar
    "·": "-",
    "…": ".",
    "→": ">",
    "←": "<",
    "↑": "^",
    "↓": "v",
    "×": "x",
    "–": "-",
    "—": "-",
    "―": "-",
    "−": "-",
    "•": "*",
    "◦": "-",
    "▪": "+",
    "‘": "'",
    "’": "'",
    "“": '"',
    "”": '"',
    "▀": " ",  # the upper of two halves of a picture: the lower one's colour is left
}
_FRAMES = {
    **{chr(code): "+" for code in range(0x2500, 0x2580)},
    **{chr(code): "#" for code in range(0x2580, 0x25A0)},
    **dict.fromkeys("─━┄┅┈┉═╌╍╴╶╸╺▔▁▂▃▄", "-"),
    **dict.fromkeys("│┃┆┇┊┋║╎╏╵╷╹╻▏▍▋▊▉▕", "|"),
}
_RAISED = dict(zip("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎", "0123456789+-=()n0123456789+-=()", strict=True))

ASCII: Mapping[str, str] = {**_FRAMES, **_RAISED, **_SIGNS}
"""Each sign and one of ASCII that takes as many cells."""

SPOKEN: Mapping[str, str] = {
    **ASCII,
    **dict.fromkeys(_FRAMES, " "),
    **dict.fromkeys("●★◆✦◇✓◷▸≡↺↶▨▷▌▐▎•◦▪", " "),
    "·": ",",
}
"""The same for a voice: what is only seen is a blank, and words say what it tells."""


class Signs(LineFilter):
    """Puts other signs in the place of those in a table."""

    def __init__(self, table: Mapping[str, str], *, is_spoken: bool = False) -> None:
        super().__init__()
        self._table = str.maketrans(dict(table))
        self._is_spoken = is_spoken

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """Return the segments with other signs."""
        return [
            segment if segment.text.isascii() else Segment(self._changed(segment.text), *segment[1:])
            for segment in segments
        ]

    def _changed(self, text: str) -> str:
        if self._is_spoken:
            text = text.replace(" ·", ", ")  # as many cells, and no blank before the comma
        return text.translate(self._table)


def signs_for(wish: Glyphs, *, is_spoken: bool, terminal: str, encoding: str) -> Signs | None:
    """Return what changes the signs, or None where all can be shown.

    Unless it is said, ASCII is for the Linux console, whose font lacks half of them, and for encodings that cannot name
    them.
    """
    if is_spoken:
        return Signs(SPOKEN, is_spoken=True)
    is_poor = terminal == "linux" or not encoding.lower().replace("-", "").startswith("utf")
    return Signs(ASCII) if wish is Glyphs.ASCII or (wish is Glyphs.AUTO and is_poor) else None
