"""From the command to the first paint: open the store, show the app, leave the terminal as it was."""

from __future__ import annotations

import gc
import os
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime

from newsreader.errors import NewsreaderError
from newsreader.paths import Paths
from newsreader.settings import Loaded, load_settings
from newsreader.store import Store
from newsreader.tui.background import AUTO, Question, can_answer, ground_by_environment

_SWITCH_S = 0.0005
"""A thread that has something to do waits for another no longer than this."""


def launch(paths: Paths) -> int:
    """Open the app and return its exit status: 0, or 1 with the reason on standard error."""
    # The imports to come make thousands of objects that stay: collecting among them is a sixth of the way to the
    # first paint.
    gc.disable()
    if not (sys.stdin.isatty() and sys.stdout.isatty()) or os.environ.get("TERM") == "dumb":
        return _refuse("This needs a terminal that can be painted. In scripts use: newsreader list")
    try:
        store = Store.open(paths.database, paths.backups, now=int(time.time()))
        if store.feeds.are_new():
            _add_sample(store)
    except NewsreaderError as error:
        return _refuse(str(error))
    try:
        return _show(store, load_settings(paths.settings), paths)
    finally:
        store.close()


def _refuse(reason: str) -> int:
    sys.stderr.write(f"newsreader: {reason}\n")
    return 1


def _show(store: Store, loaded: Loaded, paths: Paths) -> int:
    follows_ground = loaded.settings.theme == AUTO and not os.environ.get("NO_COLOR")
    question = Question(sys.stdin.fileno(), asks_ground=follows_ground) if can_answer(os.environ) else None
    # A lone Escape is one after so many milliseconds. Nothing takes longer between the bytes of one key.
    os.environ.setdefault("ESCDELAY", "40")
    # What a key changes is painted at most so often: twice as often as Textual would.
    os.environ.setdefault("TEXTUAL_FPS", "120")
    try:
        from newsreader.tui.app import NewsApp
        from newsreader.tui.setting_checks import checked

        loaded = checked(loaded, _feed_urls(store))
        told = question.wait() if question is not None and follows_ground else None
        ground = told or ground_by_environment(os.environ)
        app = NewsApp(store, loaded.settings, paths, loaded=loaded, ground=ground, question=question)
        app.call_later(app.call_after_refresh, _settle_down)
        app.run()
    finally:
        if question is not None:
            question.restore()
    return app.return_code or 0


def _feed_urls(store: Store) -> Iterator[str]:
    """Yield the addresses of the feeds. They are read when asked for: only settings for single feeds ask."""
    yield from (feed.url for feed in store.feeds.all())


def _settle_down() -> None:
    """Go on as one does who waits for keys, behind the first paint."""
    gc.freeze()
    gc.enable()
    # What is painted is written out by a thread, which shall not wait until all else is reckoned. With the 120 paints
    # a second this takes two milliseconds of ten from a key to the row it moves. (Before, others would go first.)
    sys.setswitchinterval(_SWITCH_S)


def _add_sample(store: Store) -> None:
    from newsreader.demo.edition import SAMPLE_TITLE, SAMPLE_URL, sample_articles

    now = datetime.now(UTC)
    seconds = int(now.timestamp())
    feed_id, _ = store.feeds.add(SAMPLE_URL, title=SAMPLE_TITLE, is_sample=True, now=seconds)
    store.refreshing.write_articles(feed_id, sample_articles(now), (), now=seconds)
