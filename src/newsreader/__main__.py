"""The command `newsreader`. Without a command it opens the app and imports nothing else on the way."""

from __future__ import annotations

import gc
import os
import sys


def main() -> int:
    """Run the command line, also where a shell asks it what may follow, and return the exit status."""
    arguments = sys.argv[1:]
    home = _home_alone(arguments)
    if (arguments and home is None) or "_NEWSREADER_COMPLETE" in os.environ:
        gc.disable()  # until cli is imported, which goes on collecting
        from newsreader.cli import run

        return run(arguments)
    from newsreader.paths import locate
    from newsreader.tui.launch import launch

    return launch(locate(home, os.environ))


def _home_alone(arguments: list[str]) -> str | None:
    """Return the folder where --home DIR is all that was said."""
    if len(arguments) == 2 and arguments[0] == "--home":
        return arguments[1]
    if len(arguments) == 1 and arguments[0].startswith("--home="):
        return arguments[0].removeprefix("--home=")
    return None


if __name__ == "__main__":
    sys.exit(main())
