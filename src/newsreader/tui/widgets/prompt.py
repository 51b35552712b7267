"""One line that the user types in place of the status line's hints. Imported when it is first asked for."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.widgets import Input
from textual.widgets.input import Selection

from newsreader.errors import NewsreaderError
from newsreader.text import clean, defused
from newsreader.tui.completing import Earlier, Line, Offers
from newsreader.tui.question import Fault, Question
from newsreader.tui.widgets.prompt_panel import PromptPanel

MAX_LINE = 8_000
"""Characters; the longest address is half of that."""


class Prompt(Input):
    """Enter hands the line over, Escape leaves it; Tab takes what the panel above offers, Up what was typed before.

    It tells its asker by the calls of its question instead of messages, so that a screen needs no handlers for each
    thing that is asked.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", show=False),
        Binding("enter", "accept", show=False),
        Binding("tab", "complete(1)", show=False),
        Binding("shift+tab", "complete(-1)", show=False),
        Binding("up,ctrl+p", "go_back(1)", show=False),
        Binding("down,ctrl+n", "go_back(-1)", show=False),
        Binding("ctrl+c", "copy_or_leave", show=False),
    ]

    def __init__(
        self,
        question: Question,
        closed: Callable[[], None],
        left_over: Callable[[events.Key | events.Paste], Awaitable[None]],
    ) -> None:
        """`left_over` takes what was typed when this prompt was closed already."""
        super().__init__(question.begun, compact=True, select_on_focus=False, max_length=MAX_LINE)
        self.question = question
        self._tell_closed = closed
        self._left_over = left_over
        self._panel = PromptPanel()
        self._offers = Offers((question.begun, 0), ())
        self._earlier: Earlier | None = None
        self._is_open = True
        self.cursor_position = len(question.begun)
        self._known = question.begun
        """The line as it was last looked at, or put there by Tab or Up: that is no typing."""
        if question.fault:
            self._panel.show_fault(question.fault)
        else:
            self._offer()

    def on_mount(self) -> None:
        """Show what is offered, above."""
        self.screen.mount(self._panel)

    def on_input_changed(self, message: Input.Changed) -> None:
        """Offer what fits now, and tell the asker."""
        message.stop()
        self._follow()

    def validate_value(self, value: str) -> str:
        """Show names from outside as what they are: an Input paints what it holds."""
        return defused(value)

    def _follow(self) -> None:
        """Know what was typed. The message that tells of it comes later than keys that were struck at once."""
        if self._is_open and self.value != self._known:
            self._earlier = None
            self._offer()
            self.question.typed(self.value)

    def _offer(self) -> None:
        line = self.value, self.cursor_position
        self._known = self.value
        self._offers = Offers(line, self.question.complete(*line))
        if wrong := self.question.wrong(self.value):
            self._panel.show_fault(wrong)
        else:
            self._panel.show_offers(self._offers, self._hint)

    @property
    def _hint(self) -> str:
        """The question's, while nothing was typed or nothing can be offered."""
        return self.question.hint if not self.value or not self._offers.offers else ""

    def _put(self, line: Line) -> None:
        self.value, self.selection = line[0], Selection.cursor(line[1])
        self._known = self.value
        self.question.typed(self.value)

    def action_complete(self, steps: int) -> None:
        """Complete what all offers begin with, else take the next one, or with -1 the one before."""
        self._follow()
        line = self._offers.step(steps)
        if line is None:
            return
        self._put(line)
        if self._offers.chosen is None or len(self._offers.offers) == 1:
            self._offer()  # there may be more to complete behind it
        else:
            self._panel.show_offers(self._offers, self._hint)

    def action_go_back(self, steps: int) -> None:
        """Bring an earlier line back, or with -1 a later one."""
        self._follow()
        if self._earlier is None:
            self._earlier = Earlier(self.question.history, self.value)
        text = self._earlier.step(steps)
        self._put((text, len(text)))
        self._panel.show_offers(Offers((text, len(text)), ()), self._hint)

    def action_accept(self) -> None:
        """Hand the line over and go away; where something is wrong with it, say so and stay."""
        if not self._is_open:
            return
        self._follow()
        fault: str | Fault | None
        try:
            fault = self.question.accept(self.value)
        except NewsreaderError as error:
            fault = str(error)
        if fault is None:
            self.close()
        elif self._is_open:
            if isinstance(fault, Fault):
                self.selection = Selection.cursor(fault.at)
                fault = fault.words
            self._panel.show_fault(fault)

    def action_leave(self) -> None:
        """Go away, then tell the asker."""
        if self._is_open:
            self.close()
            self.question.leave()

    def action_copy_or_leave(self) -> None:
        """Copy what is selected, else leave."""
        if self.selection.is_empty:
            self.action_leave()
        else:
            self.action_copy()

    def action_delete_left(self) -> None:
        """Delete a character; where there is none, leave."""
        if self.value or not self.selection.is_empty:
            super().action_delete_left()
        else:
            self.action_leave()

    def close(self) -> None:
        """Go away without a word."""
        if self._is_open:
            self._is_open = False
            self.can_focus = False  # a screen that comes back would give it the keys while it goes
            self.screen.set_focus(None)
            self._panel.remove()
            self.remove()
            self._tell_closed()

    async def on_key(self, event: events.Key) -> None:
        """Do what a key is bound to at once.

        Textual does it only when the key has risen to the app; text that was typed behind it would be there before.
        """
        if not self._is_open:
            # Typed on in one go: it is meant for whatever comes after this prompt.
            event.stop()
            event.prevent_default()
            await self._left_over(event)
        elif not event.is_printable and (bindings := self._bindings.key_to_bindings.get(event.key)):
            event.stop()
            event.prevent_default()
            await self.run_action(bindings[-1].action)

    async def take(self, event: events.Key | events.Paste) -> None:
        """Take what was typed before the prompt had the focus."""
        if isinstance(event, events.Paste):
            self.insert_text_at_cursor(clean(event.text, MAX_LINE))
        elif event.is_printable and event.character:
            self.insert_text_at_cursor(event.character)
        elif bindings := self._bindings.key_to_bindings.get(event.key):
            await self.run_action(bindings[-1].action)

    async def on_paste(self, event: events.Paste) -> None:
        """Take what was pasted as one line: addresses come with line breaks around them."""
        event.stop()
        event.prevent_default()
        await (self.take(event) if self._is_open else self._left_over(event))

    def on_click(self, event: events.Click) -> None:
        """The pane below does not hear of it."""
        event.stop()
