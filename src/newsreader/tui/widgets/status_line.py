"""The last line: what keys do here, what just happened, how far a refresh is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.reactive import reactive
from textual.strip import Strip
from textual.timer import Timer
from textual.widget import Widget

from newsreader.text import clean
from newsreader.tui.format import fit
from newsreader.tui.inks import mix_inks

if TYPE_CHECKING:
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
    progress: reactive[tuple[int, int] | None] = reactive(None)
    """Feeds done and in all while a refresh runs."""
    progress_note: reactive[str] = reactive("")
    """What is wrong or slow in it."""

    def __init__(self) -> None:
        super().__init__()
        self._inks: dict[str, Style] = {}
        self._prompt: Prompt | None = None
        self._notice_timer: Timer | None = None

    def say(self, notice: str, *, is_error: bool) -> None:
        """Show a notice for a while in place of the hints."""
        self.is_error = is_error
        self.notice = notice
        if self._notice_timer is not None:
            self._notice_timer.stop()
        self._notice_timer = self.set_timer(_NOTICE_S * (2 if is_error else 1), self._clear_notice)

    def _clear_notice(self) -> None:
        self.notice = ""

    def ask(self, sign: str, typed: Callable[[str], None], done: Callable[[bool], None]) -> None:
        """Let the user type one line in place of the hints.

        `typed` is called with it at every change, `done` at its end: was it kept, or left by Escape.
        """
        from newsreader.tui.widgets.prompt import Prompt

        def end(is_kept: bool) -> None:
            self._prompt = None
            self.refresh()
            done(is_kept)

        if self._prompt is None:
            self._prompt = Prompt(sign, typed, end)
            self.mount(self._prompt)
            self._prompt.focus()
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """Return the line."""
        width = self.size.width
        base = self.rich_style
        right = self._right_segments(base, width)
        room = max(width - sum(cell_len(segment.text) for segment in right), 0)
        if self._prompt is not None:
            left = [Segment(f" {self._prompt.sign}".ljust(room), self._ink("strong", base))]
        elif self.pending:
            left = [Segment(fit(f" {self.pending}", room), self._ink("strong", base))]
        else:
            left = self._notice_segments(base, room) if self.notice else self._hint_segments(base, room)
        return Strip([*left, *right]).adjust_cell_length(width, base)

    def _ink(self, role: str, base: Style) -> Style:
        if not self._inks:
            self._inks = mix_inks(self.screen, self.background_colors[1])
        return base + self._inks[role]

    def notify_style_update(self) -> None:
        """Mix the inks again: theme or sheet changed."""
        super().notify_style_update()
        self._inks = {}

    def _notice_segments(self, base: Style, room: int) -> list[Segment]:
        ink = self._ink("error" if self.is_error else "text", base)
        return [Segment(fit(" " + clean(self.notice), room), ink)]

    def _hint_segments(self, base: Style, room: int) -> list[Segment]:
        key_ink, word_ink = self._ink("strong", base), self._ink("meta", base)
        segments: list[Segment] = []
        used = 0
        for key, word in _that_fit(self.hints, room):
            segments += [Segment(f" {key}", key_ink), Segment(f" {word}   ", word_ink)]
            used += _cells((key, word))
        return [*segments, Segment(" " * max(room - used, 0), base)]

    def _right_segments(self, base: Style, width: int) -> Sequence[Segment]:
        if self.find_note:
            return (Segment(f" {self.find_note} ", self._ink("strong", base)),)
        return () if self._prompt is not None else self._progress_segments(base, width)

    def _progress_segments(self, base: Style, width: int) -> Sequence[Segment]:
        if self.progress is None:
            return ()
        done, total = self.progress
        word = self._ink("meta", base)
        if width < 60:
            return (Segment(f"↻ {done * 100 // max(total, 1)}% ", word),)
        note = clean(self.progress_note)
        # What keys do, and what just happened, keep the greater half.
        note = fit(note, min(cell_len(note), width * 2 // 5)) + "  " if note else ""
        filled = done * _BAR // max(total, 1)
        return (
            Segment(note, word),
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
