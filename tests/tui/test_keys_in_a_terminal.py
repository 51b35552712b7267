"""The user's keys in a real terminal, as a person meets them who wrote them into settings.toml."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.terminal import Terminal

SETTINGS = """
[keys]
langmap = "cyrillic"
"mark.star" = ["ctrl+s"]
"mark.read" = ["j"]
"mark.raed" = ["x"]

[keys.macros]
"g o" = ["2 article.next", "mark.star"]
"""


@pytest.fixture
def terminal(tmp_path: Path) -> Iterator[Terminal]:
    (tmp_path / "settings.toml").write_text(SETTINGS)
    opened = Terminal(tmp_path)
    yield opened
    opened.close()


def test_what_is_wrong_is_named_with_its_line_and_everything_else_works(terminal: Terminal) -> None:
    terminal.until("2 faults in settings.toml")
    terminal.press("g,!")
    terminal.until("line 5")
    terminal.until("that is the key of cursor.down")
    terminal.until("line 6")
    terminal.until("did you mean 'mark.re")

    terminal.press("qq")
    terminal.until("1 of 12")
    terminal.press("о")  # the Cyrillic letter on the key of j
    terminal.until("2 of 12")
    terminal.press("\x13")
    terminal.until("★ starred")
    terminal.press("go")
    terminal.until("4 of 12")
    terminal.until("★ starred")


def test_the_panel_the_help_and_the_palette_show_these_keys(terminal: Terminal) -> None:
    terminal.until("1 of 12")
    terminal.press("g")
    terminal.until("2 × Next article")
    terminal.press("g?/mark.star")
    terminal.until("Ctrl-S")
    terminal.press("\r??")
    terminal.until("KEYS")
    terminal.press("?\x10star\r")
    terminal.until("★ starred")
