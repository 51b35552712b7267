"""Can it be read: the contrast of every ink on its surface, as the sheets and themes give it and as it is painted."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import ClassVar

import pytest
from rich.segment import Segment
from tests.building import HOUR, NOW, add_feed, new_article
from tests.tui.driving import BY_HAND, WIDE, reading
from tests.writing.samples import EVERY_KIND, STYLES
from textual.app import App
from textual.color import Color
from textual.screen import Screen
from textual.theme import Theme

from newsreader.model import View, ViewKind
from newsreader.settings import Settings
from newsreader.store import Store
from newsreader.tui.inks import CLASSES, ROLES, mix_inks
from newsreader.tui.stylesheets import stylesheet
from newsreader.tui.themes import INK, PAPER

WORDS, SIGNS = 4.5, 3.0
"""What WCAG 2.2 asks for: of text (1.4.3), and of what is no text but tells something (1.4.11)."""
THEMES = pytest.mark.parametrize("theme", [INK, PAPER], ids=["ink", "paper"])

FEEDS, LIST, ARTICLE = "panel", "surface", "background"
ON_SURFACES: dict[str, tuple[str, ...]] = {
    "text": (FEEDS, ARTICLE),
    "strong": (FEEDS, LIST, ARTICLE),
    "quiet": (LIST, ARTICLE),
    "meta": (FEEDS, LIST, ARTICLE),
    "faint": (FEEDS, ARTICLE),
    "accent": (FEEDS, LIST, ARTICLE),
    "star": (FEEDS, LIST, ARTICLE),
    "error": (FEEDS, LIST),
    "good": (LIST,),
    "source": (LIST, ARTICLE),
    "key": (LIST,),
    "kicker": (FEEDS, ARTICLE),
    "section": (FEEDS,),
    "bar": (FEEDS, LIST),
    "thumb": (FEEDS, LIST, ARTICLE),
    "title": (ARTICLE,),
    "heading": (ARTICLE,),
    "link": (ARTICLE,),
    "code": (ARTICLE,),
    "code-block": (ARTICLE,),
    "code-keyword": (ARTICLE,),
    "code-string": (ARTICLE,),
    "code-comment": (ARTICLE,),
    "code-number": (ARTICLE,),
    "code-name": (ARTICLE,),
    "mark": (ARTICLE,),
    "found": (ARTICLE,),
    "found-here": (ARTICLE,),
    "selected": (ARTICLE,),
    "quote": (ARTICLE,),
    "removed": (ARTICLE,),
    "added": (ARTICLE,),
    "caption": (ARTICLE,),
    "image": (ARTICLE,),
}
"""Where each ink is used. Emphasis has no colour of its own; the cursor's tints are grounds."""
_DECORATION = {"faint", "bar", "thumb"}
_NO_INK = {"emphasis", "cursor", "cursor-here"}
SIGN = re.compile(r"[\s●★◷≡▌▐▎─│┼·━…]*")


def luminance(color: Color) -> float:
    """WCAG's relative luminance."""
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in color.normalized]
    return sum(share * part for share, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one: Color, other: Color) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


class InkScreen(Screen[None]):
    COMPONENT_CLASSES: ClassVar[set[str]] = set(CLASSES)


class InkApp(App[None]):
    """An app that has nothing but inks."""

    CSS_PATH = stylesheet("inks.tcss")

    def get_default_screen(self) -> Screen[None]:
        return InkScreen()


def test_contrast_is_measured_as_others_do() -> None:
    assert contrast(Color.parse("white"), Color.parse("black")) == pytest.approx(21)
    assert contrast(Color.parse("#777777"), Color.parse("white")) == pytest.approx(4.48, abs=0.01)


def test_every_ink_has_its_surfaces() -> None:
    assert set(ON_SURFACES) | _NO_INK == set(ROLES)


@THEMES
async def test_every_ink_can_be_read_on_its_surfaces(theme: Theme) -> None:
    app = InkApp()
    for each in (INK, PAPER):
        app.register_theme(each)
    app.theme = theme.name
    async with app.run_test():
        too_faint = {
            f"{role} on {surface}": round(ratio, 2)
            for role, surfaces in ON_SURFACES.items()
            for surface in surfaces
            if (ratio := ink_contrast(app, role, surface)) < (SIGNS if role in _DECORATION else WORDS)
        }

    assert too_faint == {}


def ink_contrast(app: App[None], role: str, surface: str) -> float:
    ground = Color.parse(app.theme_variables[surface])
    style = mix_inks(app.screen, ground)[role]
    assert style.color is not None
    behind = Color.from_rich_color(style.bgcolor) if style.bgcolor else ground
    return contrast(Color.from_rich_color(style.color), behind)


@pytest.fixture
def library(store: Store) -> Store:
    """Read and unread, starred and failing, with an article of every kind of block."""
    blocks = (*EVERY_KIND[:4], STYLES, *EVERY_KIND[4:])
    articles = [new_article("all", blocks=blocks, author="Ada", age_s=1)]
    add_feed(store, "Observer", [*articles, *(new_article(f"no. {n}", age_s=n * HOUR) for n in range(1, 20))])
    failing = add_feed(store, "Failing", 0, folder="News")
    store.refreshing.record_failure(failing, "It answered 503.", due_at=NOW, now=NOW)
    ids = store.articles.list_ids(View(ViewKind.ALL), since=0)
    store.marks.set_read(ids[1:4], True, now=NOW)
    store.marks.set_starred(ids[0:3], True, now=NOW)
    return store


SCENES = {
    "unread": ("g", "a"),
    "a read one, starred": ("g", "a", "j"),
    "in the article": ("g", "a", "l"),
    "further down": ("g", "a", "l", "ctrl+d", "ctrl+d"),
    "in the feeds": ("g", "1"),
    "a failing feed": ("g", "1", "G"),
    "nothing starred": ("g", "s", "s", "j", "s", "j", "s", "g", "s"),
}


@THEMES
@pytest.mark.parametrize("keys", SCENES.values(), ids=SCENES)
async def test_every_word_that_is_painted_can_be_read(library: Store, theme: Theme, keys: tuple[str, ...]) -> None:
    async with reading(library, WIDE, Settings(theme.name, BY_HAND.refresh)) as reader:
        await reader.press(*keys)
        lines = reader.app.screen._compositor.render_strips()

    assert dict(too_faint(segment for line in lines for segment in line)) == {}


def too_faint(segments: Iterable[Segment]) -> Iterator[tuple[str, float]]:
    for text, style, _ in segments:
        # The thumb may run over the cursor's row; the lines above and below it show it well enough.
        if text.strip() in ("", "▐") or style is None or style.color is None or style.bgcolor is None:
            continue
        ratio = contrast(Color.from_rich_color(style.color), Color.from_rich_color(style.bgcolor))
        if ratio < (SIGNS if SIGN.fullmatch(text) else WORDS):
            yield text.strip(), round(ratio, 2)
