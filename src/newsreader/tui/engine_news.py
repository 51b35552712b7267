"""What the screen shows of the engine's events. Imported with the first event: none comes before the first paint."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from newsreader.client import Lost
from newsreader.errors import FeedNotFound
from newsreader.model import TextState
from newsreader.protocol import (
    Changed,
    DownloadDone,
    Downloading,
    Event,
    FeedAdded,
    FeedNotAdded,
    FeedsOffered,
    Finished,
    Indexing,
    PageDone,
    PicturesDone,
    Progress,
    Refused,
)
from newsreader.text import counted

if TYPE_CHECKING:
    from newsreader.tui.notes import Typed
    from newsreader.tui.screens.reading import ReadingScreen


_OFFLINE_FEEDS = 3
"""Where so many feeds fail and none answers, it is hardly their servers."""


def show_event(screen: ReadingScreen, event: Event | Lost) -> None:
    """Show one event: progress at the right of the status line, results in its notice, changes in the panes."""
    match event:
        case Progress(done, total):
            screen.status.progress = (done, total)
            screen.status.progress_note = _progress_note(screen, event)
        case Indexing(done, total):
            screen.status.progress = (done, total) if done < total else None
            screen.status.progress_note = "indexing for search" if done < total else ""
        case Changed():
            screen.show_changes()
        case PageDone(article_id):
            screen.say("")
            screen.engine.idle()
            screen.show_changes()
            _say_page(screen, article_id)
            screen.visits.page_done(article_id)
        case PicturesDone():
            from newsreader.tui.picture_fetching import show_fetched

            screen.engine.idle()
            show_fetched(screen, event)
        case Downloading() | DownloadDone():
            from newsreader.tui.downloading import show_download

            show_download(screen, event)
        case Finished():
            _end(screen)
            if not event.is_automatic:
                screen.say(finished_notice(event, screen.keys.keymap.typed), is_error=event.failed > 0)
        case FeedAdded() | FeedsOffered() | FeedNotAdded():
            from newsreader.tui.adding import show_answer

            screen.engine.idle()
            show_answer(screen, event)
        case Refused(reason):
            _end(screen)
            screen.say(reason, is_error=True)
        case Lost(was_busy):
            _end(screen)
            _say_lost(screen, was_busy=was_busy)


def _say_lost(screen: ReadingScreen, *, was_busy: bool) -> None:
    screen.downloading.clear()
    if screen.engine.replace():
        screen.say("The engine ended unexpectedly; another was started.", is_error=True)
    elif was_busy:
        again = screen.keys.keymap.typed("feed.refresh_all")
        screen.say(f"The engine ended unexpectedly; press {again} to start it again.", is_error=True)


def _end(screen: ReadingScreen) -> None:
    screen.status.progress = None
    screen.status.progress_note = ""
    screen.engine.idle()


def _say_page(screen: ReadingScreen, article_id: int) -> None:
    """Say what came of the page of the cursor's article where the pane that shows it is out of sight."""
    article = screen.article_view.article
    if article is None or article.headline.id != article_id or screen.article_view.display:
        return
    if article.headline.text_state is TextState.FULL:
        screen.say("Its full text is here.")
    elif article.text_reason:
        screen.say(article.text_reason, is_error=True)


def _progress_note(screen: ReadingScreen, progress: Progress) -> str:
    """Return what is wrong or slow: "2 failed · waiting for Observatory"."""
    notes = [f"{progress.failed:,} failed"] if progress.failed else []
    if progress.slow_feed_id is not None:
        with suppress(FeedNotFound):  # it was removed meanwhile
            notes.append(f"waiting for {screen.store.feeds.get(progress.slow_feed_id).title}")
    return " · ".join(notes)


def finished_notice(finished: Finished, typed: Typed) -> str:
    """Return the line that says how a refresh went."""
    left = "".join(f" · {number:,} {reason}" for reason, number in finished.left_alone)
    if finished.feeds == 0 and not finished.was_cancelled:
        if left:
            return f"Nothing was asked{left}"
        return f"No feeds yet. Press {typed('feed.add')} to add one."
    if finished.feeds >= _OFFLINE_FEEDS and finished.failed == finished.feeds:
        again = typed("feed.refresh_all")
        return f"None of {finished.feeds:,} feeds answered; this machine may be offline. {again} tries again."
    new = counted(finished.new, "new article")
    failed = f" · {finished.failed:,} failed, marked ! among the feeds" if finished.failed else ""
    feeds = counted(finished.feeds, "feed")
    return f"{'Stopped after' if finished.was_cancelled else 'Refreshed'} {feeds} · {new}{failed}{left}"
