"""The process that draws: `python -m newsreader.pictures`. A task in, a drawing out, until the input ends."""

from __future__ import annotations

import faulthandler
import os
import sys

from newsreader.pictures.drawing import CannotDraw, draw
from newsreader.pictures.wire import LIMIT_S, Answer, decode_task, encode


def main() -> None:
    """Draw what is asked for."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever a library prints must not land among the drawings
    for line in iter(sys.stdin.buffer.readline, b""):
        # A decoder that hangs in C lets no thread and no signal through; this ends it all the same.
        faulthandler.dump_traceback_later(LIMIT_S, exit=True)
        try:
            drawing = draw(decode_task(line))
        except CannotDraw as refusal:
            drawing, answer = b"", Answer(reason=str(refusal))
        else:
            answer = Answer(len(drawing))
        faulthandler.cancel_dump_traceback_later()
        answers.write(encode(answer) + drawing)
        answers.flush()


if __name__ == "__main__":
    main()
