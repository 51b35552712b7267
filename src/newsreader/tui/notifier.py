"""Tells of what rules notify of: below, while somebody is here; else by the terminal or a command, once a minute.

Errands are in the database: what another program's refresh brought is told as well, and by one reader only.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from newsreader.errors import NewsreaderError, NotPossible
from newsreader.settings import NotifyBy

if TYPE_CHECKING:
    from newsreader.programs.notices import Notice
    from newsreader.programs.running import Ended
    from newsreader.tui.screens.reading import ReadingScreen

_FIRST_S = 1.0
_HERE_S = 60.0
"""Where the terminal does not say whether it has the focus, somebody is here for so long after a key."""
_TELLING_S = 20


class Notifier:
    """Looks whenever something changed, in a thread."""

    def __init__(self, screen: ReadingScreen) -> None:
        self._screen = screen
        self._knows_focus = False
        self._is_looking = False
        self._looks_again = False
        """Did something change while it looked."""
        self._is_waiting = False

    def start(self) -> None:
        """Look soon after the first paint, and at every change."""
        screen = self._screen
        screen.watch(screen.app, "app_focus", self._focus_changed, init=False)
        screen.feeds_changed.subscribe(screen, lambda _: self.look())
        screen.set_timer(_FIRST_S, self.look)

    @property
    def is_attended(self) -> bool:
        """Does somebody look at the reader, as far as the terminal and the keys tell."""
        app = self._screen.app
        if not app.app_focus or self._knows_focus:
            return app.app_focus
        return self._screen.sitting.idle_s < _HERE_S

    def look(self) -> None:
        """Look now whether there is anything to tell."""
        if self._is_looking or self._is_waiting:
            self._looks_again = self._is_looking
            return
        self._is_looking = True
        self._screen.run_worker(self._read, thread=True, group="notices", exit_on_error=False)

    def _focus_changed(self, has_focus: bool) -> None:
        # The terminal says when it loses the focus; only then is it known to say when it has it.
        self._knows_focus = self._knows_focus or not has_focus

    def _read(self) -> None:
        try:
            self._take()
        except NewsreaderError:
            pass  # nobody asked for this; the next change has it looked for again
        finally:
            self._screen.call_later(self._looked)

    def _looked(self) -> None:
        looks_again, self._is_looking, self._looks_again = self._looks_again, False, False
        if looks_again:
            self.look()

    def _take(self) -> None:
        screen, store = self._screen, self._screen.store
        if faults := store.arrival.has_rule_faults() and store.errands.take_faults(now=screen.now()):
            screen.call_later(self._tell_fault, *faults[0])
        if not store.arrival.has_errands():
            return
        from newsreader.programs.notices import AT_MOST_EVERY_S, notice_of, told_of
        from newsreader.query.kept import RuleAction

        errands, settings, now = store.errands, screen.settings.notify, screen.now()
        if not errands.has(RuleAction.NOTIFY):
            return
        is_outside = settings.by is not NotifyBy.OFF and (settings.when_focused or not self.is_attended)
        wait = errands.told_at() + AT_MOST_EVERY_S - now
        if is_outside and 0 < wait <= AT_MOST_EVERY_S:
            screen.call_later(self._wait, wait)
        elif told := told_of(store, errands.take(RuleAction.NOTIFY)):
            notice = notice_of(told)
            if is_outside:
                errands.note_told(now=now)
            screen.call_later(self._tell, notice, self._sequence(notice) if is_outside else "", is_outside)

    def _sequence(self, notice: Notice) -> str:
        """Return what the terminal is sent; tmux may have to be asked for that."""
        screen = self._screen
        if screen.settings.notify.by is NotifyBy.COMMAND:
            return ""
        from newsreader.tui.terminal_notices import sent

        question = screen.news_app.question
        program = question.answers.program if question is not None else ""
        return sent(screen.settings.notify.by, os.environ, program, notice)

    def _wait(self, seconds: int) -> None:
        def again() -> None:
            self._is_waiting = False
            self.look()

        self._is_waiting = True
        self._screen.set_timer(seconds, again)

    def _tell(self, notice: Notice, sequence: str, is_outside: bool) -> None:
        """Tell of articles, below in any case: whoever comes back sees it."""
        self._screen.say(f"{notice.title}: {notice.text}")
        if sequence:
            self._screen.news_app.tell_terminal(sequence)
        if is_outside and self._screen.settings.notify.by is NotifyBy.COMMAND:
            self._run_command(notice)

    def _run_command(self, notice: Notice) -> None:
        from newsreader.programs.notices import telling
        from newsreader.programs.running import Run

        def ended(result: Ended) -> None:
            if not result.is_done:
                self._screen.say(f"Nobody was told of articles: {result.reason}", is_error=True)

        try:
            words, text = telling(self._screen.settings.notify.command, notice)
        except NotPossible as error:
            self._screen.say(str(error), is_error=True)
            return
        self._screen.news_app.programs.start([Run(words, text, seconds=_TELLING_S)], ended)

    def _tell_fault(self, rule: str, fault: str) -> None:
        self._screen.say(f"The rule {rule} failed: {fault}", is_error=True)
