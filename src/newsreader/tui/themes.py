"""The themes of our own. Colours are named by role here and nowhere else.

Words have a contrast of 4.5 to 1 and signs one of 3 to 1 wherever they stand; `tests/tui/test_inks.py` measures it.
"""

from __future__ import annotations

from textual.theme import BUILTIN_THEMES, Theme

from newsreader.tui.background import Ground

INK = Theme(
    "ink",
    primary="#7fb0f5",
    secondary="#a9b1d6",
    accent="#f2a065",
    warning="#f4c95d",
    error="#ff8a90",
    success="#9bd1a0",
    foreground="#dfe2ea",
    background="#11131a",
    surface="#161922",
    panel="#1b1f2a",
    dark=True,
    variables={"foreground-disabled": "#dfe2ea 40%"},
)
"""Light ink on a dark page."""

PAPER = Theme(
    "paper",
    primary="#2a5db0",
    secondary="#51556a",
    accent="#b0420a",
    warning="#8a5f00",
    error="#a31a15",
    success="#276f48",
    foreground="#26231f",
    background="#fdfbf7",
    surface="#f7f3eb",
    panel="#efe9dd",
    dark=False,
    variables={"foreground-disabled": "#26231f 52%"},
)
"""Dark ink on paper."""

_NONE = "ansi_default"

MONO = Theme(
    "mono",
    primary=_NONE,
    secondary=_NONE,
    accent=_NONE,
    warning=_NONE,
    error=_NONE,
    success=_NONE,
    foreground=_NONE,
    background=_NONE,
    surface=_NONE,
    panel=_NONE,
    boost=_NONE,
    ansi=True,
    variables={
        **{name: _NONE for name, value in BUILTIN_THEMES["ansi-dark"].variables.items() if value.startswith("ansi_")},
        "input-cursor-text-style": "reverse",
        "block-cursor-text-style": "reverse",
    },
)
"""No colour at all, as NO_COLOR wants it: bold, dim, underlined, reversed."""

OWN = (INK, PAPER, MONO)

MISSING = {"foreground-disabled": "ansi_bright_black"}
"""Variables of ours that themes of the terminal's colours have none for."""


def of_ground(ground: Ground) -> str:
    """Return the name of our theme for a light or dark terminal."""
    return PAPER.name if ground is Ground.LIGHT else INK.name
