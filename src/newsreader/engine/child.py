"""The worker as a process: `python -m newsreader.engine.child [RULES]`. First of all it sees to its end."""

from __future__ import annotations

import gc

from newsreader.engine.orphans import end_with_starting_thread


def main() -> None:
    """Do the work that the engine asks for."""
    end_with_starting_thread()
    # Imported here: that takes longest, and an orphan need not go on with it. Nothing of it is garbage.
    gc.disable()
    from newsreader.engine.work import main as work

    gc.freeze()
    # Of a document's thousand objects all live until its answer is sent: to look for garbage every 700 finds none.
    gc.set_threshold(10_000)
    gc.enable()
    work()


if __name__ == "__main__":
    main()
