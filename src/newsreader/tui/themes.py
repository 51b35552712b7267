"""The two themes of our own. Colours are named by role here and nowhere else."""

from __future__ import annotations

from textual.theme import Theme

INK = Theme(
    "ink",
    primary="#7fb0f5",
    secondary="#a9b1d6",
    accent="#f2a065",
    warning="#f4c95d",
    error="#f07178",
    success="#9bd1a0",
    foreground="#dfe2ea",
    background="#11131a",
    surface="#161922",
    panel="#1b1f2a",
    dark=True,
)
"""Light ink on a dark page."""

PAPER = Theme(
    "paper",
    primary="#2a5db0",
    secondary="#5b5f73",
    accent="#b8470f",
    warning="#8f6400",
    error="#b3261e",
    success="#2f7d4f",
    foreground="#26231f",
    background="#fdfbf7",
    surface="#f7f3eb",
    panel="#efe9dd",
    dark=False,
)
"""Dark ink on paper."""

DEFAULT = INK.name
