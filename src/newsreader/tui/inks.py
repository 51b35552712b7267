"""The inks everything is painted with, by role. The style sheet says what they look like; here they are only fetched.

They belong to the screen instead of to each widget: Textual styles every component class of every widget before the
first paint, so each role costs once.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rich.style import Style
from textual.color import BLACK, WHITE, Color
from textual.css.styles import RenderStyles
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


_DECORATION = frozenset({"bar", "faint", "thumb"})
"""Tells nothing that is not told by words as well."""
_LEAST_CONTRAST = 4.5
"""Of words on what they stand on (WCAG 2.2, 1.4.3)."""
_STEPS = 20


def mix_inks(screen: Screen[object], surface: Color) -> Inks:
    """Return the inks as they look on a surface: what is half transparent takes on half of its colour."""
    return _Mixed(screen, surface)


class _Mixed(dict[str, Style]):
    """Mixes each ink when it is first asked for: the first paint needs a third of them.

    Not every theme was made for words in its colours: what could hardly be read moves towards black or white, as far
    as it has to, and keeps its hue.
    """

    def __init__(self, screen: Screen[object], surface: Color) -> None:
        super().__init__()
        self._screen = screen
        self._surface = surface
        self._grounds = (surface, *(surface + self._styles(role).background for role in ("cursor", "cursor-here")))

    def _styles(self, role: str) -> RenderStyles:
        return self._screen.get_component_styles(f"ink--{role}")

    def __missing__(self, role: str) -> Style:
        styles, surface = self._styles(role), self._surface
        text_style = styles.text_style
        color = surface + styles.color if styles.has_rule("color") else None
        behind = surface + styles.background if styles.has_rule("background") else None
        if color is not None and role not in _DECORATION:
            color = _readable(color, self._grounds if behind is None else (behind,))
        self[role] = Style(
            color=color.rich_color if color is not None else None,
            bgcolor=behind.rich_color if behind is not None else None,
            bold=text_style.bold,
            dim=text_style.dim,
            italic=text_style.italic,
            underline=text_style.underline,
            strike=text_style.strike,
            reverse=text_style.reverse,
        )
        return self[role]


def _readable(color: Color, grounds: Sequence[Color]) -> Color:
    """Return the colour with enough contrast on all grounds. The terminal's own colours are what they are."""
    if color.ansi is not None or any(ground.ansi is not None for ground in grounds):
        return color
    brightness = [_luminance(ground) for ground in grounds]
    end = WHITE if max(brightness) < 0.18 else BLACK
    for step in range(_STEPS + 1):
        mixed = color.blend(end, step / _STEPS)
        if all(_contrast(_luminance(mixed), ground) >= _LEAST_CONTRAST for ground in brightness):
            return mixed
    return end


def _luminance(color: Color) -> float:
    linear = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in color.normalized)
    return sum(share * part for share, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def _contrast(one: float, other: float) -> float:
    return (max(one, other) + 0.05) / (min(one, other) + 0.05)
