"""What the screen shows of the engine's events. Imported with the first event: none comes before the first paint."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsreader.client import Lost
from newsreader.protocol import Changed, Event, Finished, PageDone, Progress, Refused

if TYPE_CHECKING:
    from newsreader.tui.screens.reading import ReadingScreen


def show_event(screen: ReadingScreen, event: Event | Lost) -> None:
    """Show one event: progress at the right of the status line, results in its notice, changes in the panes."""
    match event:
        case Progress(done, total):
            screen.status.progress = (done, total)
        case Changed():
            screen.show_changes()
        case PageDone():
            screen.say("")
            screen.engine.idle()
            screen.show_changes()
        case Finished():
            _end(screen, finished_notice(event), is_error=event.failed > 0)
        case Refused(reason):
            _end(screen, reason, is_error=True)
        case Lost():
            _end(screen, "The engine ended unexpectedly; press r or R to start it again.", is_error=True)


def _end(screen: ReadingScreen, notice: str, *, is_error: bool) -> None:
    screen.status.progress = None
    screen.engine.idle()
    screen.say(notice, is_error=is_error)


def finished_notice(finished: Finished) -> str:
    """Return the line that says how a refresh went."""
    if finished.feeds == 0:
        return "There are no feeds to refresh. Add one in a shell: newsreader add URL"
    new = f"{finished.new:,} new articles" if finished.new != 1 else "1 new article"
    failed = f" · {finished.failed:,} failed, marked ! among the feeds" if finished.failed else ""
    return f"{'Stopped after' if finished.was_cancelled else 'Refreshed'} {finished.feeds:,} feeds · {new}{failed}"
