"""What programs make of articles: run while one looks, stopped when one leaves."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.getters import query_one

from newsreader.programs.running import Ended, Run
from newsreader.text import clean
from newsreader.tui.commands import Place
from newsreader.tui.copying import copy
from newsreader.tui.screens.overlay import Does, Overlay
from newsreader.tui.stylesheets import stylesheet
from newsreader.tui.widgets.changes_view import Piece
from newsreader.tui.widgets.output_view import OutputView
from newsreader.tui.widgets.status_line import StatusLine

if TYPE_CHECKING:
    from newsreader.programs.jobs import Job
    from newsreader.tui.screens.reading import ReadingScreen

_STOP = (("Esc", "stop"),)
_NOTHING = "It printed nothing."
_TAB = 8


class OutputScreen(Overlay[None]):
    """The calls run one after the other; what each printed stands below the title of its article."""

    CSS_PATH = stylesheet("dialogs.tcss")
    place = Place.OUTPUT

    view = query_one("#output", OutputView)

    def __init__(self, reading: ReadingScreen, name: str, seconds: int, jobs: Sequence[Job]) -> None:
        super().__init__(reading)
        self._command = name
        self._jobs = jobs
        self._runs = [Run(job.words, job.text, seconds=seconds, environment=job.environment) for job in jobs]
        self._ended: list[Ended] = []

    def compose(self) -> ComposeResult:
        """One sheet, and a line that says what keys do."""
        yield OutputView(id="output")
        yield StatusLine()

    def on_mount(self) -> None:
        """Begin."""
        self.view.title = self._command.upper() if self._command in self.reading.settings.commands else self._command
        self.reading.say("")
        self._show()
        self.reading.news_app.programs.start(self._runs, self._note_end)

    @property
    def _is_running(self) -> bool:
        return len(self._ended) < len(self._runs)

    def _note_end(self, ended: Ended) -> None:
        self._ended.append(ended)
        if self.is_attached:
            self._show()

    def _show(self) -> None:
        total = len(self._jobs)
        done = f"{len(self._ended)} of {total} done" if total > 1 and self._is_running else ""
        self.view.note = done or ("running…" if self._is_running else f"{total} done" if total > 1 else "")
        self.status.hints = self.hints
        self.view.show(self._content())

    def _content(self) -> list[Piece]:
        pieces: list[Piece] = []
        for job, ended in zip(self._jobs, self._ended, strict=False):
            pieces += [("", "text")] if pieces else []
            pieces += [(clean(job.title), "title"), ("", "text")]
            lines = [(line.expandtabs(_TAB), "text") for line in ended.output.splitlines()]
            pieces += lines or ([] if ended.errors or ended.reason else [(_NOTHING, "quiet")])
            if ended.is_done:
                continue
            said = [(line.expandtabs(_TAB), "meta") for line in ended.errors.splitlines()]
            pieces += [*([("", "text")] if lines else []), (ended.reason, "error"), *said]
        if self._is_running and len(self._ended) < len(self._jobs):
            job = self._jobs[len(self._ended)]
            pieces += [("", "text")] if pieces else []
            pieces += [(clean(job.title), "title"), ("", "text"), (f"{self._command} is running…", "quiet")]
        return pieces

    @property
    def hints(self) -> tuple[tuple[str, str], ...]:
        """Return keys and words for the status line: while something runs, how to stop it."""
        return _STOP if self._is_running else super().hints

    def does(self) -> Does:
        """Return what each command does here."""
        return {**super().does(), "article.copy": lambda count: self._copy()}

    def leave(self) -> None:
        """Close; whatever still runs is stopped."""
        self.reading.news_app.programs.stop(self._runs)
        self.close()

    def _copy(self) -> None:
        text = "\n\n".join(ended.output for ended in self._ended if ended.output)
        if text:
            copy(self.app, text)
        self.status.is_error = False
        self.status.notice = f"Copied {len(text):,} characters" if text else "There is nothing to copy."
