"""What the app wears: its theme, the sheets that go with it, and the user's own sheet over all of them."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from textual.app import App
from textual.css.errors import StylesheetError
from textual.css.stylesheet import Stylesheet, StylesheetParseError
from textual.css.tokenizer import TokenError
from textual.theme import BUILTIN_THEMES, Theme

from newsreader.tui.background import AUTO, Ground
from newsreader.tui.stylesheets import ANSI, stylesheet
from newsreader.tui.themes import MISSING, MONO, OWN, of_ground

if TYPE_CHECKING:
    from newsreader.tui.app import NewsApp

USER_SHEET = "user.tcss"
"""Lies beside settings.toml."""
_OVER_ALL = 1_000
"""Of rules that are equally specific, those of the sheet with the highest number count."""


@contextmanager
def no_color_is_ours() -> Iterator[None]:
    """Keep Textual from seeing NO_COLOR: it would only make the colours grey."""
    value = os.environ.pop("NO_COLOR", None)
    try:
        yield
    finally:
        if value is not None:
            os.environ["NO_COLOR"] = value  # the browser may want it


def theme_for(wish: str, ground: Ground) -> Theme:
    """Return the theme; auto heeds NO_COLOR, but a theme by its name goes before that (no-color.org)."""
    if wish == AUTO and os.environ.get("NO_COLOR"):
        return MONO
    themes = {theme.name: theme for theme in (*BUILTIN_THEMES.values(), *OWN)}
    return themes[wish if wish in themes else of_ground(ground)]


class Looks:
    """Chooses the theme. Every change of it goes through here, so that its sheets are there in time."""

    def __init__(self, app: NewsApp, wish: str, ground: Ground, user_sheet: Path) -> None:
        """`wish`: a theme or auto; `ground`: what the terminal is known to be."""
        self._app = app
        self._ground = ground
        self.wish = wish
        self._user_sheet = user_sheet
        self.complaint = ""
        """What is wrong with the user's sheet, in one line."""
        for theme in OWN:
            app.register_theme(theme)
        theme = theme_for(wish, ground)
        # Not by assignment: that parses all sheets a second time before the first paint.
        app.set_reactive(App.theme, theme.name)
        app.add_class(f"-theme-{theme.name}")
        app.stylesheet.set_variables(app.get_css_variables())
        self._add_sheets(theme)

    @property
    def follows_terminal(self) -> bool:
        """Does the theme change when the terminal turns light or dark."""
        return self.wish == AUTO and not os.environ.get("NO_COLOR")

    def choose(self, wish: str) -> None:
        """Wear this theme, or with auto the one that goes with the terminal."""
        self.wish = wish
        self._wear()

    def follow(self, ground: Ground) -> None:
        """Know that the terminal turned light or dark."""
        self._ground = ground
        if self.follows_terminal:
            self._wear()

    def _wear(self) -> None:
        theme = theme_for(self.wish, self._ground)
        if theme.name != self._app.theme:
            self._add_sheets(theme)
            self._app.ansi_color = theme.ansi
            self._app.theme = theme.name

    def _add_sheets(self, theme: Theme) -> None:
        if theme.ansi:
            self._app.stylesheet.read(stylesheet(ANSI))
        variables = {**MISSING, **theme.to_color_system().generate(), **theme.variables}
        source = (str(self._user_sheet), "")
        self._app.stylesheet.source.pop(source, None)
        try:
            rules = self._user_sheet.read_text("utf-8-sig")
        except FileNotFoundError:
            return
        except (OSError, UnicodeDecodeError) as error:
            reason = error.strerror or str(error) if isinstance(error, OSError) else "it is not UTF-8 text"
            self.complaint = f"{USER_SHEET} cannot be read: {reason.lower()}. The app goes on without it."
            return
        self.complaint = fault_in(rules, variables)
        if not self.complaint:
            self._app.stylesheet.add_source(rules, source, tie_breaker=_OVER_ALL)


def fault_in(rules: str, variables: Mapping[str, str]) -> str:
    """Return what is wrong with a sheet of the user's and in which line; nothing if it can be used."""
    line, reason = _unbalanced(rules)
    if not line:
        sheet = Stylesheet(variables=dict(variables))
        sheet.add_source(rules, (USER_SHEET, ""))
        try:
            sheet.parse()
        except StylesheetParseError as error:
            token, message = next(each for rule in error.errors.rules for each in rule.errors)
            line, reason = (token.referenced_by or token).location[0] + 1, str(message)
        except TokenError as error:
            line, reason = error.start[0], str(error)
        except StylesheetError as error:
            return f"{USER_SHEET}: {error}. The app goes on without it."
        else:
            return ""
    reason = " ".join(reason.split()).rstrip(".")
    return f"{USER_SHEET}, line {line}: {reason[:1].lower()}{reason[1:]}. The app goes on without it."


def _unbalanced(rules: str) -> tuple[int, str]:
    """Return where braces do not go together and why, which Textual finds only at the end; line 0 where they do."""
    code = re.sub(r"/\*.*?\*/", lambda comment: "\n" * comment.group().count("\n"), rules, flags=re.DOTALL)
    opened: list[int] = []
    for number, line in enumerate(code.split("\n"), start=1):
        for brace in re.findall("[{}]", line):
            if brace == "{":
                opened.append(number)
            elif opened:
                opened.pop()
            else:
                return number, "this } closes nothing"
    return (opened[-1], "this { is not closed") if opened else (0, "")
