"""What is asked of the process that draws, and how it answers: lines of JSON, the drawing behind them."""

from __future__ import annotations

from enum import StrEnum

import msgspec

LIMIT_S = 5
"""Seconds for one picture; then the process ends itself."""

Colour = tuple[int, int, int]
"""Red, green and blue, 0 to 255."""


class Form(StrEnum):
    """What a drawing is."""

    PIXELS = "pixels"
    """Three bytes a pixel, row by row."""
    PNG = "png"
    SIXEL = "sixel"
    """The sequence that a terminal with Sixel draws."""


class Draw(msgspec.Struct, frozen=True):
    """A kept picture to be drawn at a size."""

    file: str
    """Its path."""
    width: int
    """Pixels of the drawing."""
    height: int
    ground: Colour
    """What shines through where the picture is transparent."""
    form: Form = Form.PIXELS
    is_grey: bool = False
    """Without colours, for who wants none."""


class Answer(msgspec.Struct, frozen=True):
    """Stands before a drawing, or in its place."""

    size: int = 0
    """Bytes of the drawing, which follow."""
    reason: str = ""
    """Why there is none, for people."""


_tasks: msgspec.json.Decoder[Draw] = msgspec.json.Decoder(Draw)
_answers: msgspec.json.Decoder[Answer] = msgspec.json.Decoder(Answer)


def encode(message: Draw | Answer) -> bytes:
    """Return the message as one line."""
    return msgspec.json.encode(message) + b"\n"


def decode_task(line: bytes) -> Draw:
    """Return the task on this line."""
    return _tasks.decode(line)


def decode_answer(line: bytes) -> Answer:
    """Return the answer on this line."""
    return _answers.decode(line)
