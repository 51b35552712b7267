"""The list of the dead, the failing and the silent: go to one, ask it again, or take it out."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from textual import events, work
from textual.app import ComposeResult
from textual.getters import query_one
from textual.message import Message

from newsreader.errors import NewsreaderError
from newsreader.health import NEED_A_LOOK, Judged, judge
from newsreader.tui.actions.tending import bring_back
from newsreader.tui.commands import Place
from newsreader.tui.screens.overlay import Does, ListOverlay
from newsreader.tui.stylesheets import stylesheet
from newsreader.tui.widgets.health_list import HealthList
from newsreader.tui.widgets.status_line import StatusLine

if TYPE_CHECKING:
    from newsreader.tui.screens.reading import ReadingScreen

_PAUSE_S = 1.0
"""Between two readings of the facts while a refresh changes them all the time."""


class HealthScreen(ListOverlay[int | None]):
    """Ends with the id of the feed to go to, or None. The facts are read in a thread: 0.1 s for 1,000 feeds."""

    CSS_PATH = stylesheet("health.tcss")
    place = Place.HEALTH

    health_list = query_one("#health", HealthList)

    class Read(Message):
        """The facts were read and judged."""

        def __init__(self, judged: Sequence[Judged]) -> None:
            super().__init__()
            self.judged = judged

    class NotRead(Message):
        """The facts could not be read."""

        def __init__(self, reason: str) -> None:
            super().__init__()
            self.reason = reason

    def __init__(self, reading: ReadingScreen) -> None:
        super().__init__(reading)
        self._removing: set[int] = set()
        self._is_reading = False
        self._is_outdated = False
        """Did something change since the facts that are being read."""
        self._early: list[events.Key] | None = []
        """Keys that were typed before there was a list, and are for it; None once it is there."""

    def compose(self) -> ComposeResult:
        """The list, and a status line that says what the reading screen's says."""
        yield HealthList(self.reading.now, id="health")
        yield StatusLine()

    def does(self) -> Does:
        """Return what each command does here."""
        return {
            **super().does(),
            "pane.open": lambda count: self._go(),
            "feed.refresh": lambda count: self._ask_again(),
            "feed.remove": lambda count: self._remove(),
        }

    def on_mount(self) -> None:
        """Read now, and again whenever something about the feeds changed."""
        self.watch(self.reading.status, "progress", self._show_progress)
        self.reading.feeds_changed.subscribe(self, lambda _: self._look())
        self._look()

    async def on_key(self, event: events.Key) -> None:
        """Keys that are typed before the list is there wait for it, up to one that closes."""
        if self._early is None or not self.is_active:
            await super().on_key(event)
            return
        event.stop()
        event.prevent_default()
        if event.key == "escape":
            self._early = None
            self.leave()
        else:
            self._early.append(event)

    async def _take_early(self) -> None:
        """Do what the keys say that waited: at once, since others may have been typed by now."""
        early, self._early = self._early or (), None
        for event in early:
            await super().on_key(event)

    def _look(self) -> None:
        """Read the facts, one time after the other: each may take a tenth of a second of the engine's processor."""
        if self._is_reading:
            self._is_outdated = True
        else:
            self._is_reading, self._is_outdated = True, False
            self._read()

    def _rest(self) -> None:
        if self._is_outdated:
            self.set_timer(_PAUSE_S, self._look_again)
        else:
            self._is_reading = False

    def _look_again(self) -> None:
        self._is_reading = False
        self._look()

    @work(thread=True, group="health", exclusive=True, exit_on_error=False)
    def _read(self) -> None:
        try:
            judged = judge(self.reading.store.health.of_feeds(now=self.reading.now()))
        except NewsreaderError as error:
            self.post_message(self.NotRead(str(error)))
        else:
            self.post_message(self.Read([each for each in judged if each.verdict in NEED_A_LOOK]))

    async def on_health_screen_read(self, message: Read) -> None:
        """List them."""
        self._removing.intersection_update(each.health.id for each in message.judged)
        self.health_list.show(message.judged)
        await self._take_early()
        self._rest()

    async def on_health_screen_not_read(self, message: NotRead) -> None:
        """Say why there is no list."""
        self.reading.say(message.reason, is_error=True)
        await self._take_early()
        self._rest()

    def _show_progress(self, progress: tuple[int, int] | None) -> None:
        self.status.progress = progress

    def _go(self) -> None:
        """Close, and show the articles of the feed."""
        chosen = self.health_list.chosen
        self.close(chosen.health.id if chosen is not None else None)

    def _ask_again(self) -> None:
        """Refresh the feed now."""
        if (chosen := self.health_list.chosen) is not None:
            self.reading.refresh_feeds([chosen.health.id])

    def _remove(self) -> None:
        """Take the feed and its articles out of the lists; the row goes when that is written."""
        chosen = self.health_list.chosen
        if chosen is None or chosen.health.id in self._removing:
            return
        self._removing.add(chosen.health.id)
        remove = partial(self.reading.store.marks.remove_feed, chosen.health.id, now=self.reading.now())
        self.reading.write(remove, bring_back(self.reading))
