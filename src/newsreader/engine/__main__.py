"""The program that the app starts as `python -m newsreader.engine FILES`, FILES being the paths as JSON."""

from __future__ import annotations

import asyncio
import gc
import json
import logging
import os
import sys
from contextlib import suppress
from pathlib import Path

from newsreader.engine.logs import log_to
from newsreader.engine.orphans import end_with_parent
from newsreader.errors import NewsreaderError
from newsreader.paths import Paths

_NICENESS = 5
"""The app's keys come first. No more than this: a busy machine must not make a piece of parsing run into its limit."""


def main() -> None:
    """Serve the app that started this."""
    end_with_parent()
    # Imported here: that takes longest, and an orphan need not go on with it. Nothing of it is garbage.
    gc.disable()
    from newsreader.engine.process import serve

    gc.freeze()
    gc.enable()
    paths = Paths(**{name: Path(path) for name, path in json.loads(sys.argv[1]).items()})
    log_to(paths.log)
    _step_back()
    try:
        asyncio.run(serve(paths))
    except NewsreaderError as error:
        logging.getLogger(__name__).error("%s", error)
        sys.exit(1)


def _step_back() -> None:
    """Leave the processor to the app where both want it; the worker inherits this."""
    os.nice(_NICENESS)
    # Desktop Linux weighs sessions, not processes, and the engine has a session of its own.
    with suppress(OSError):
        Path("/proc/self/autogroup").write_text(str(_NICENESS))


if __name__ == "__main__":
    main()
