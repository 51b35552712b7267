"""What is wrong in settings.toml, line by line."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from newsreader.settings import Complaint
from newsreader.text import clean
from newsreader.tui.screens.handing_on import ActsAtOnce
from newsreader.tui.stylesheets import stylesheet

_SHOWN = 200
"""More than this nobody reads on a screen."""
_BREAKPOINTS = [(0, "-low"), (12, "-high")]
"""Lines from which the screen has a class, by which the sheet has a frame or none."""


class FaultsScreen(ActsAtOnce, ModalScreen[None]):
    """A sheet that scrolls; any of the ways back closes it."""

    CSS_PATH = stylesheet("settings.tcss")
    VERTICAL_BREAKPOINTS = _BREAKPOINTS
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,h,left,enter", "dismiss", show=False),
        Binding("j,down", "scroll(1)", show=False),
        Binding("k,up", "scroll(-1)", show=False),
        Binding("space,pagedown,ctrl+f", "scroll(10)", show=False),
        Binding("b,pageup,ctrl+b", "scroll(-10)", show=False),
        Binding("Q,ctrl+c", "app.quit", show=False),
    ]

    def __init__(self, complaints: Sequence[Complaint], path: Path) -> None:
        super().__init__()
        self._complaints = complaints
        self._path = path

    def compose(self) -> ComposeResult:
        """One paragraph a complaint, the file's place above them."""
        with VerticalScroll(id="faults") as sheet:
            sheet.border_title = Content("Wrong in settings.toml")
            sheet.can_focus = False
            yield Static(Content(clean(str(self._path))), classes="path", markup=False)
            for complaint in self._complaints[:_SHOWN]:
                yield Static(_paragraph(complaint), markup=False)
            if (more := len(self._complaints) - _SHOWN) > 0:
                yield Static(Content(f"And {more:,} more: newsreader settings --check"), markup=False)
            if not self._complaints:
                yield Static(Content("Nothing: every line of it can be used."), markup=False)

    def action_scroll(self, lines: int) -> None:
        """Scroll the sheet."""
        self.query_one("#faults").scroll_relative(y=lines, animate=False)


def _paragraph(complaint: Complaint) -> Content:
    line = f"line {complaint.line}  " if complaint.line else ""
    return Content.assemble((line, "bold $warning"), (clean(complaint.text), "$foreground 90%"))
