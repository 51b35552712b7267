"""The program that the app starts as `python -m newsreader.engine FILES`, FILES being the paths as JSON."""

from __future__ import annotations

import asyncio
import json
import sys
from pathlib import Path

from newsreader.engine.process import serve
from newsreader.paths import Paths


def main() -> None:
    """Serve the app that started this."""
    files = {name: Path(path) for name, path in json.loads(sys.argv[1]).items()}
    asyncio.run(serve(Paths(**files)))


if __name__ == "__main__":
    main()
