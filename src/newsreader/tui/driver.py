"""Between Textual and the terminal: answers are taken out of the keys, and Escape is an Escape soon."""

from __future__ import annotations

import asyncio
import os
import selectors
import signal
import sys
import time
from collections.abc import Callable
from io import TextIOWrapper
from typing import TYPE_CHECKING

from textual._xterm_parser import XTermParser
from textual.constants import ESCAPE_DELAY
from textual.drivers.linux_driver import LinuxDriver
from textual.events import Resize
from textual.geometry import Size
from textual.message import Message

from newsreader.tui.background import Answers, Ground, can_answer

if TYPE_CHECKING:
    from newsreader.tui.app import NewsApp

_TICK_S = 0.1
_SHORT_TICK_S = 0.01
"""While a lone Escape waits for what may follow it."""
_ESCAPE_S = 2 * ESCAPE_DELAY
"""It waits no longer than that."""
_KEEP_TITLE, _OLD_TITLE = "\x1b[22;2t", "\x1b[23;2t"
"""The terminal puts the title aside and takes it up again (XTWINOPS)."""
_SHOW_CURSOR = "\x1b[?25h"
_TELL_CHANGES, _TELL_NO_CHANGES = "\x1b[?2031h", "\x1b[?2031l"
"""Mode 2031: the terminal says by itself when it turns light or dark."""


class NewsDriver(LinuxDriver):
    """Textual's driver, but it paints on standard output and reads keys by its own loop.

    Textual's loop takes answers of the terminal for keys and looks ten times a second whether an Escape stands alone.
    """

    class Turned(Message):
        """The terminal said that it is light or dark."""

        def __init__(self, ground: Ground) -> None:
            super().__init__()
            self.ground = ground

    _app: NewsApp

    def __init__(self, app: NewsApp, *, debug: bool = False, mouse: bool = True, size: tuple[int, int] | None = None):
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        # Textual paints on standard error; `newsreader 2> log` shall show the reader and not a black screen.
        self._file = sys.__stdout__
        if isinstance(self._file, TextIOWrapper):  # what the encoding cannot name is a question mark
            self._file.reconfigure(errors="replace")
        self._question = app.question
        self._answers = app.question.answers if app.question else Answers()
        self._tells_changes = False
        self._title = ""
        self.leaving: list[Callable[[], None]] = []
        """To be called before the terminal is left, for a shell or for good."""
        self._typed_before = app.question.typed if app.question else ""

    def start_application_mode(self) -> None:
        """Begin to paint; at the end the terminal is as it was before the question."""
        # Textual's handler can be interrupted by itself, and tells an older size after a newer one then.
        signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGWINCH])
        super().start_application_mode()  # type: ignore[no-untyped-call]
        asyncio.get_running_loop().add_signal_handler(signal.SIGWINCH, self._tell_size)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, [signal.SIGWINCH])
        if self._question is not None and self.attrs_before is not None:
            self.attrs_before = self._question.attributes
        if self._app.reading.settings.terminal.screen_reader and self._writer_thread is not None:
            self.write(_SHOW_CURSOR)
        is_painting = self._writer_thread is not None
        self._tells_changes = self._app.looks.follows_terminal and is_painting and can_answer(os.environ)
        if self._tells_changes:
            self.write(_TELL_CHANGES)
        if title := self._title:  # back from the shell
            self._title = ""
            self.set_title(title)

    def stop_application_mode(self) -> None:
        """Paint no more."""
        for each in self.leaving:
            each()
        if self._tells_changes:
            self.write(_TELL_NO_CHANGES)
        if self._title:
            self.write(_OLD_TITLE)
        super().stop_application_mode()

    def set_title(self, title: str) -> None:
        """Give the window a title; the one that it had comes back at the end."""
        if not can_answer(os.environ):
            return  # such terminals have no title, and some show what is sent for one
        if not self._title:
            self.write(_KEEP_TITLE)
        self._title = title
        self.write(f"\x1b]2;{title}\x1b\\")

    def run_input_thread(self) -> None:
        """Read keys until the program ends."""
        parser = XTermParser(self._debug)
        self._typed(parser, self._typed_before)
        self._typed_before = ""
        escape_at = -_ESCAPE_S
        with selectors.DefaultSelector() as selector:
            selector.register(self.fileno, selectors.EVENT_READ)
            while not self.exit_event.is_set():
                is_ready = bool(selector.select(_SHORT_TICK_S if time.monotonic() - escape_at < _ESCAPE_S else _TICK_S))
                data = self._read() if is_ready else b""
                if is_ready and not data:
                    # The terminal is gone, though nobody sent the signal that says so.
                    os.kill(os.getpid(), signal.SIGHUP)
                    return
                self._typed(parser, self._keys_in(data))
                for message in parser.tick():
                    self.process_message(message)
                if self._answers.is_holding or data.endswith(b"\x1b"):
                    escape_at = time.monotonic()

    def _tell_size(self) -> None:
        if not self._in_band_window_resize:
            size = Size(*self._get_terminal_size())
            self._app.post_message(Resize(size, size))

    def _read(self) -> bytes:
        try:
            return os.read(self.fileno, 4096)
        except OSError:
            return b""

    def _keys_in(self, data: bytes) -> str:
        before = self._answers.ground
        now = time.monotonic()
        keys = self._answers.keys_in(data, now) if data else self._answers.keys_held(now)
        if self._answers.ground not in (None, before):
            self.process_message(self.Turned(self._answers.ground))
        return keys

    def _typed(self, parser: XTermParser, keys: str) -> None:
        # Textual's parser takes nothing for the end of all.
        for message in parser.feed(keys) if keys else ():
            self.process_message(message)
