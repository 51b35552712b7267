"""What the panes say where they have nothing to show, and below a list: told from the state of the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsreader.model import View, ViewKind
from newsreader.tui.notes import empty_note, failing_note, not_found_note, sample_note, vacant_note

if TYPE_CHECKING:
    from newsreader.tui.screens.reading import ReadingScreen


def explain(screen: ReadingScreen) -> None:
    """Have list and article say why they are empty and what to do next."""
    typed, rows, snapshot = screen.keys.keymap.typed, screen.feed_list.rows, screen.lister.snapshot
    error = next((row.error for row in rows if row.view == screen.view), None) or screen.lister.fault
    has_feeds = any(row.view is not None and row.view.kind is ViewKind.FEED for row in rows)
    unread_only = screen.lister.arrangement.unread_only
    next_at = screen.automatic.next_at() if has_feeds and not len(snapshot) else None
    empty = empty_note(
        screen.view,
        has_feeds=has_feeds,
        error=error,
        typed=typed,
        wait_s=next_at and next_at - screen.now(),
        unread_only=unread_only,
    )
    if error is None and (asked := screen.searching.asked) is not None:
        empty = not_found_note(asked, typed, unread_only=unread_only)
    if error is None and not snapshot.is_whole:
        empty = [[("Reading…", "quiet")]]
    below = sample_note(typed) if screen.has_sample else []
    if error is not None and screen.view.kind is ViewKind.FEED and len(snapshot):
        below = failing_note(error, typed)
    screen.article_list.explain(empty, below)
    has_unread = any(row.number for row in rows if row.view == View(ViewKind.UNREAD))
    screen.article_view.explain(vacant_note(has_unread=has_unread, is_listed=len(snapshot) > 0, typed=typed), typed)
