"""The program that the app starts as `python -m newsreader.engine FILES`, FILES being the paths as JSON."""

from __future__ import annotations

import asyncio
import json
import logging
import sys
from pathlib import Path

from newsreader.engine.logs import log_to
from newsreader.engine.process import serve
from newsreader.errors import NewsreaderError
from newsreader.paths import Paths


def main() -> None:
    """Serve the app that started this."""
    paths = Paths(**{name: Path(path) for name, path in json.loads(sys.argv[1]).items()})
    log_to(paths.log)
    try:
        asyncio.run(serve(paths))
    except NewsreaderError as error:
        logging.getLogger(__name__).error("%s", error)
        sys.exit(1)


if __name__ == "__main__":
    main()
