"""The last line: what keys do here, what just happened, how far a refresh is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.reactive import reactive
from textual.strip import Strip
from textual.timer import Timer
from textual.widget import Widget

from newsreader.text import MAX_LINK, clean
from newsreader.tui.format import address_parts, fit
from newsreader.tui.inks import Inks, mix_inks

if TYPE_CHECKING:
    from newsreader.tui.question import Question
    from newsreader.tui.widgets.prompt import Prompt

_NOTICE_S = 5.0
"""So long a notice stands; twice as long where it tells of a failure."""
_BAR = 12
"""Cells of the progress bar."""


class StatusLine(Widget):
    """One line: hints at the left give way to a notice; progress stands at the right."""

    ALLOW_SELECT = False

    hints: reactive[tuple[tuple[str, str], ...]] = reactive(())
    """Keys and their words."""
    notice: reactive[str] = reactive("")
    """What just happened, in one line; empty shows the hints."""
    is_error: reactive[bool] = reactive(False)
    """Does the notice tell of a failure."""
    pending: reactive[str] = reactive("")
    """What was typed of a sequence that is still open."""
    find_note: reactive[str] = reactive("")
    """At the right: which match of how many the reader is at."""
    prompt_note: reactive[str] = reactive("")
    """The same while a prompt is open: what its asker notes of the line; gone with the prompt."""
    link: reactive[tuple[str, str] | None] = reactive(None)
    """Where a link leads that is chosen or under the mouse: what stands before, and the address or words."""
    progress: reactive[tuple[int, int] | None] = reactive(None)
    """Feeds done and in all while a refresh runs."""
    progress_note: reactive[str] = reactive("")
    """What is wrong or slow in it."""

    def __init__(self) -> None:
        super().__init__()
        self._inks: Inks | None = None
        self._prompt: Prompt | None = None
        self._notice_timer: Timer | None = None
        self._told = ""
        """What was said of the last change that had words."""

    def say(self, notice: str, *, is_error: bool = False, is_lasting: bool = False) -> None:
        """Show a notice in place of the hints: for a while, or until there is another."""
        self.is_error = is_error
        self.notice = notice
        if self._notice_timer is not None:
            self._notice_timer.stop()
            self._notice_timer = None
        if not is_lasting:
            self._notice_timer = self.set_timer(_NOTICE_S * (2 if is_error else 1), self._clear_notice)

    def tell(self, words: str, *, is_change: bool) -> None:
        """Say what came of a change. One without words takes those of the last one away: undo is for the newest."""
        if words:
            self.say(words)
        elif is_change and self.notice == self._told:
            self.say("")
        self._told = words or self._told

    def _clear_notice(self) -> None:
        self.notice = ""

    @property
    def is_asking(self) -> bool:
        """Is a prompt open."""
        return self._prompt is not None

    def ask(self, question: Question) -> None:
        """Let the user type one line in place of the hints. A prompt that is open goes away."""
        if not self.is_attached:
            return  # the program is ending
        from newsreader.tui.widgets.prompt import Prompt

        def closed() -> None:
            if self._prompt is prompt:
                self._prompt, self.prompt_note = None, ""
                self.refresh()

        if self._prompt is not None:
            self._prompt.close()
        self.prompt_note = ""
        self._prompt = prompt = Prompt(question, closed, self.type_ahead)
        # How long the sign is, no sheet knows.
        prompt.styles.margin = (0, question.room_behind, 0, cell_len(question.sign) + 1)
        self.mount(prompt)
        # Not prompt.focus(), which comes later: keys that were typed meanwhile would be commands.
        self.screen.set_focus(prompt, scroll_visible=False)
        self.refresh()

    async def type_ahead(self, event: events.Key | events.Paste) -> None:
        """Hand the prompt what was typed before it had the focus; without one, keys go to the screen."""
        if self._prompt is not None:
            await self._prompt.take(event)
        elif isinstance(event, events.Key):
            self.screen.post_message(events.Key(event.key, event.character))

    def render_line(self, y: int) -> Strip:
        """Return the line."""
        width = self.size.width
        base = self.rich_style
        right = self._right_segments(base, width)
        room = max(width - sum(cell_len(segment.text) for segment in right), 0)
        if self._prompt is not None:
            left = [Segment(f" {self._prompt.question.sign}".ljust(room), self._ink("strong", base))]
        elif self.link is not None:
            left = self._link_segments(base, room, *self.link)
        elif self.pending:
            left = [Segment(fit(f" {self.pending}", room), self._ink("strong", base))]
        else:
            left = self._notice_segments(base, room) if self.notice else self._hint_segments(base, room)
        return Strip([*left, *right]).adjust_cell_length(width, base)

    def _ink(self, role: str, base: Style) -> Style:
        if self._inks is None:
            self._inks = mix_inks(self.screen, self.background_colors[1])
        return base + self._inks[role]

    def notify_style_update(self) -> None:
        """Mix the inks again: theme or sheet changed."""
        super().notify_style_update()
        self._inks = None

    def _notice_segments(self, base: Style, room: int) -> list[Segment]:
        ink = self._ink("error" if self.is_error else "text", base)
        return [Segment(fit(" " + clean(self.notice), room), ink)]

    def _link_segments(self, base: Style, room: int, before: str, leads_to: str) -> list[Segment]:
        """Return an address with its host told from the rest: that is what one trusts or not."""
        text = fit(f" {before}→ {clean(leads_to, MAX_LINK)}", room)
        parts = address_parts(text)
        inks = ("meta", "strong", "meta") if parts[1] else ("text", "text", "text")
        return [Segment(part, self._ink(ink, base)) for part, ink in zip(parts, inks, strict=True)]

    def _hint_segments(self, base: Style, room: int) -> list[Segment]:
        key_ink, word_ink = self._ink("strong", base), self._ink("meta", base)
        segments: list[Segment] = []
        used = 0
        for key, word in _that_fit(self.hints, room):
            segments += [Segment(f" {key}", key_ink), Segment(f" {word}   ", word_ink)]
            used += _cells((key, word))
        return [*segments, Segment(" " * max(room - used, 0), base)]

    def _right_segments(self, base: Style, width: int) -> Sequence[Segment]:
        if note := self.prompt_note or self.find_note:
            return (Segment(f" {note} ", self._ink("strong", base)),)
        return () if self._prompt is not None else self._progress_segments(base, width)

    def _progress_segments(self, base: Style, width: int) -> Sequence[Segment]:
        if self.progress is None:
            return ()
        done, total = self.progress
        word = self._ink("meta", base)
        if width < 60:
            return (Segment(f" ↻ {done * 100 // max(total, 1)}% ", word),)
        note = clean(self.progress_note)
        # What keys do, and what just happened, keep the greater half.
        note = fit(note, min(cell_len(note), width * 2 // 5)) + "  " if note else ""
        # The blank before it is its own: a notice may fill all the room it has.
        filled = done * _BAR // max(total, 1)
        return (
            Segment(f" {note}", word),
            Segment(f"↻ {done:,}/{total:,} ", word),
            Segment("━" * filled, self._ink("accent", base)),
            Segment("━" * (_BAR - filled) + " ", self._ink("faint", base)),
        )


def _cells(hint: tuple[str, str]) -> int:
    return cell_len(hint[0]) + cell_len(hint[1]) + 5


def _that_fit(hints: Sequence[tuple[str, str]], room: int) -> list[tuple[str, str]]:
    """Return as many hints as there is room for; the last one, which leads to help, goes last of all."""
    if not hints:
        return []
    *others, last = hints
    fitting, left = [], room - _cells(last)
    for hint in others:
        left -= _cells(hint)
        if left < 0:
            break
        fitting.append(hint)
    return [*fitting, last] if room >= _cells(last) else []
