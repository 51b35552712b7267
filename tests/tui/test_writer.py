"""The order in which changes are committed, and which of them may pass a large one."""

from __future__ import annotations

from collections.abc import Iterator
from threading import Event

import pytest
from textual.message import Message

from newsreader.store.journal import Change
from newsreader.tui.writer import Pace, Writer

LONGEST_S = 30


class Course:
    """A writer, and what it did in which order."""

    def __init__(self) -> None:
        self.done: list[str] = []
        self.events: dict[str, Event] = {}
        self.writer = Writer(self._post)

    def _post(self, message: Message) -> None:
        assert isinstance(message, Writer.Committed)
        assert message.change is not None
        self.done.append(message.change.label)
        self.event(f"{message.change.label} done").set()

    def event(self, name: str) -> Event:
        """Return the event of this name."""
        return self.events.setdefault(name, Event())

    def submit(self, label: str, pace: Pace, *, until: str | None = None) -> None:
        """Have something changed, which takes until an event is set."""

        def change() -> Change:
            self.event(f"{label} begun").set()
            if until is not None:
                assert self.event(until).wait(LONGEST_S)
            return Change(label, frozenset(), feeds_changed=False)

        self.writer.submit(change, pace=pace)

    def wait(self, name: str) -> None:
        """Wait for an event."""
        assert self.event(name).wait(LONGEST_S)


@pytest.fixture
def course() -> Iterator[Course]:
    made = Course()
    yield made
    made.writer.close()


def test_a_star_passes_a_large_change(course: Course) -> None:
    course.submit("hide", Pace.LARGE, until="star done")
    course.wait("hide begun")

    course.submit("star", Pace.SMALL)
    course.wait("hide done")

    assert course.done == ["star", "hide"]


@pytest.mark.parametrize("pace", [Pace.ORDINARY, Pace.LARGE])
def test_an_undo_waits_for_what_was_done_before_it_and_a_star_for_the_undo(course: Course, pace: Pace) -> None:
    course.submit("hide", Pace.LARGE, until="go")
    course.wait("hide begun")

    course.submit("undo", pace)
    course.submit("star", Pace.SMALL)
    course.event("go").set()
    course.writer.wait()

    assert course.done == ["hide", "undo", "star"]


def test_what_follows_a_large_change_waits_for_the_star_that_passed_it(course: Course) -> None:
    course.submit("hide", Pace.LARGE, until="go")
    course.wait("hide begun")
    course.submit("star", Pace.SMALL, until="hide done")
    course.wait("star begun")

    course.submit("undo", Pace.ORDINARY)
    course.event("go").set()
    course.writer.wait()

    assert course.done == ["hide", "star", "undo"]


def test_no_star_passes_what_is_not_large(course: Course) -> None:
    course.submit("unstar all", Pace.ORDINARY, until="go")
    course.wait("unstar all begun")

    course.submit("star", Pace.SMALL)
    course.event("go").set()
    course.writer.wait()

    assert course.done == ["unstar all", "star"]


def test_closing_waits_for_all() -> None:
    course = Course()
    course.submit("hide", Pace.LARGE, until="go")
    course.wait("hide begun")
    course.submit("star", Pace.SMALL, until="hide done")
    course.event("go").set()

    course.writer.close()

    assert course.done == ["hide", "star"]
