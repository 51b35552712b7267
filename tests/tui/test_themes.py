"""The two themes of our own. That their colours can be read is measured in test_inks.py."""

from __future__ import annotations

import pytest
from textual.app import App
from textual.color import Color
from textual.theme import Theme

from newsreader.settings import Settings
from newsreader.tui.background import AUTO, Ground
from newsreader.tui.themes import INK, PAPER, of_ground

OURS = pytest.mark.parametrize("theme", [INK, PAPER], ids=["ink", "paper"])


def test_unless_it_is_set_the_theme_goes_with_the_terminal() -> None:
    assert Settings().theme == AUTO
    assert [of_ground(ground) for ground in (Ground.DARK, Ground.LIGHT)] == [INK.name, PAPER.name]


@OURS
def test_each_names_every_role_itself(theme: Theme) -> None:
    roles = ("primary", "secondary", "accent", "warning", "error", "success", "foreground", "background", "surface")

    assert all(getattr(theme, role) for role in (*roles, "panel"))


@OURS
def test_the_three_surfaces_can_be_told_apart(theme: Theme) -> None:
    surfaces = [Color.parse(str(colour)) for colour in (theme.background, theme.surface, theme.panel)]
    steps = [surface.brightness for surface in surfaces]

    assert steps == sorted(steps, reverse=not theme.dark)
    assert len({round(step, 3) for step in steps}) == 3


@OURS
def test_dark_says_which_is_darker(theme: Theme) -> None:
    assert theme.foreground is not None
    assert theme.background is not None
    is_dark = Color.parse(theme.background).brightness < Color.parse(theme.foreground).brightness

    assert theme.dark is is_dark


def test_no_name_of_textuals_is_taken() -> None:
    assert {INK.name, PAPER.name}.isdisjoint(App[None]().available_themes)
