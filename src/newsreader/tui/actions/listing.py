"""How the articles are listed."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from newsreader.settings import Density
from newsreader.tui.actions.action import Action

if TYPE_CHECKING:
    from newsreader.tui.screens.reading import ReadingScreen


def _set_density(density: Density, screen: ReadingScreen, count: int | None) -> None:
    screen.article_list.set_density(density)


LISTING: dict[str, Action] = {
    **{f"list.{density}": partial(_set_density, density) for density in Density},
}
