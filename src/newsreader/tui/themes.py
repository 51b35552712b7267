"""The two themes of our own. Colours are named by role here and nowhere else.

Words have a contrast of 4.5 to 1 and signs one of 3 to 1 wherever they stand; `tests/tui/test_inks.py` measures it.
"""

from __future__ import annotations

from textual.theme import Theme

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

OWN = (INK, PAPER)


def of_ground(ground: Ground) -> str:
    """Return the name of our theme for a light or dark terminal."""
    return PAPER.name if ground is Ground.LIGHT else INK.name
