"""The keys, grouped, made from the registry."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from newsreader.tui.commands import COMMANDS, Group
from newsreader.tui.strokes import key_name
from newsreader.tui.stylesheets import stylesheet


def help_lines() -> Content:
    """Return one line a command: its group where that begins, its keys, its words."""
    parts: list[tuple[str, str]] = []
    for group in (each for each in Group if each is not Group.MACROS):
        commands = [command for command in COMMANDS if command.group is group and command.keys]
        for number, command in enumerate(dict.fromkeys((command.help, command.keys) for command in commands)):
            words, keys = command
            parts.append((f"{group.value if number == 0 else '':8}", "bold $accent"))
            parts.append((f"{' '.join(key_name(each) for each in keys[:3]):>16}  ", "bold $primary"))
            parts.append((words + "\n", "$foreground 90%"))
        parts.append(("\n", ""))
    return Content.assemble(*parts[:-1])


class HelpScreen(ModalScreen[None]):
    """Any of its keys closes it; the arrows scroll."""

    CSS_PATH = stylesheet("dialogs.tcss")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,h,question_mark,enter", "dismiss", "Close", show=False),
        Binding("j,down", "scroll(1)", show=False),
        Binding("k,up", "scroll(-1)", show=False),
        Binding("space,pagedown,ctrl+f", "scroll(10)", show=False),
        Binding("b,pageup,ctrl+b", "scroll(-10)", show=False),
        Binding("Q,ctrl+c", "app.quit", show=False),
    ]

    def compose(self) -> ComposeResult:
        """One scrolling sheet with a title."""
        with VerticalScroll(id="help") as sheet:
            sheet.border_title = "Keys"
            sheet.can_focus = False
            yield Static(help_lines(), markup=False)

    def action_scroll(self, lines: int) -> None:
        """Scroll the sheet."""
        self.query_one("#help").scroll_relative(y=lines, animate=False)
