"""The inks everything is painted with, by role. The style sheet says what they look like; here they are only fetched.

They belong to the screen instead of to each widget: Textual styles every component class of every widget before the
first paint, so each role costs once.
"""

from __future__ import annotations

from collections.abc import Mapping

from rich.style import Style
from textual.color import Color
from textual.screen import Screen

ROLES = (
    "text",
    "strong",
    "quiet",
    "meta",
    "faint",
    "accent",
    "star",
    "error",
    "good",
    "source",
    "key",
    "title",
    "heading",
    "section",
    "kicker",
    "emphasis",
    "link",
    "code",
    "code-block",
    "code-keyword",
    "code-string",
    "code-comment",
    "code-number",
    "code-name",
    "mark",
    "found",
    "found-here",
    "selected",
    "quote",
    "removed",
    "added",
    "caption",
    "image",
    "cursor",
    "cursor-here",
    "bar",
    "thumb",
)
"""Names of the inks; in the style sheet each is `.ink--` and its name."""

CLASSES = frozenset(f"ink--{role}" for role in ROLES)
"""The component classes of a screen that has inks."""

Inks = Mapping[str, Style]
"""Styles by role, mixed for one surface."""


def mix_inks(screen: Screen[object], surface: Color) -> dict[str, Style]:
    """Return the inks as they look on a surface: what is half transparent takes on half of its colour."""
    inks: dict[str, Style] = {}
    for role in ROLES:
        styles = screen.get_component_styles(f"ink--{role}")
        text_style = styles.text_style
        inks[role] = Style(
            color=(surface + styles.color).rich_color if styles.has_rule("color") else None,
            bgcolor=(surface + styles.background).rich_color if styles.has_rule("background") else None,
            bold=text_style.bold,
            italic=text_style.italic,
            underline=text_style.underline,
            strike=text_style.strike,
            reverse=text_style.reverse,
        )
    return inks
