"""Wait until an app has nothing left to do. Must not know which app it is."""

from __future__ import annotations

import asyncio
from typing import Any, cast

from textual._context import active_app
from textual.app import App

_MOMENT_S = 0.005


async def until_quiet(_min_sleep: float = 0, _max_sleep: float = 0) -> None:
    """Return when nothing in the loop can run before time passes or something arrives from outside.

    What has changed is painted at once, as the screen's own timer would a sixtieth of a second later.
    Other timers and threads are not waited for: who depends on one waits for what it does.
    """
    app = active_app.get()
    await _until_nothing_is_ready()
    while app._running and not app._exit:
        if app._resize_timer is not None:  # Textual lets a new size rest for a moment
            await asyncio.sleep(_MOMENT_S)
        elif _has_to_paint(app):
            app.screen._on_timer_update()
        else:
            return
        await _until_nothing_is_ready()


async def _until_nothing_is_ready() -> None:
    # The loop tells nobody how much is ready to run; its queue does.
    ready = cast(Any, asyncio.get_running_loop())._ready
    while True:
        await asyncio.sleep(0)
        if not ready:
            return


def _has_to_paint(app: App[Any]) -> bool:
    if not app._screen_stack or app._batch_count:
        return False
    screen = app.screen
    return screen.is_running and bool(
        screen._layout_required
        or screen._scroll_required
        or screen._repaint_required
        or screen._recompose_required
        or screen._dirty_widgets
        or screen._callbacks
    )
