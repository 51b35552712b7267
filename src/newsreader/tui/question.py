"""What a prompt asks: what stands before it, what is offered, and what becomes of the answer. Knows no widget."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from newsreader.query.completion import Completion


def _ignored(text: str) -> None:
    pass


def _nothing() -> None:
    pass


def _none(text: str, cursor: int) -> Sequence[Completion]:
    return ()


def _right(text: str) -> str:
    return ""


class Fault(NamedTuple):
    """What is wrong with a line, and where the caret goes to mend it."""

    words: str
    at: int


@dataclass(frozen=True, slots=True)
class Question:
    """One line that the user is asked for."""

    sign: str
    """What stands before it."""
    accept: Callable[[str], str | Fault | None]
    """Takes the line at Enter; returns what is wrong with it, and the prompt stays, or None. May raise what the room
    below raises: that is shown in the same way."""
    begun: str = ""
    """What stands there from the start."""
    hint: str = ""
    """What to type; shown while nothing is offered."""
    fault: str = ""
    """What was wrong with `begun`, which was typed before."""
    typed: Callable[[str], None] = _ignored
    """Told at every change."""
    leave: Callable[[], None] = _nothing
    """Told when Escape ended it."""
    complete: Callable[[str, int], Sequence[Completion]] = _none
    """What may stand at the cursor, the likeliest first."""
    wrong: Callable[[str], str] = _right
    """Tells at every change what is wrong with the line; empty where nothing is."""
    history: Sequence[str] = ()
    """Earlier answers, the latest last."""
    room_behind: int = 1
    """Cells that stay free behind it, for a note of the asker's."""
