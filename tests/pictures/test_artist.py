"""The process that draws, from the app's side: real children, killed and closed."""

from __future__ import annotations

import os
import queue
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.engine.pictures import picture

from newsreader.pictures.artist import Artist
from newsreader.pictures.wire import Draw

PATIENCE_S = 20.0
Drawings = queue.Queue[tuple[Draw, "bytes | str"]]


@pytest.fixture
def drawings() -> Drawings:
    return queue.Queue()


@pytest.fixture
def artist(drawings: Drawings) -> Iterator[Artist]:
    made = Artist(lambda task, drawing: drawings.put((task, drawing)))
    yield made
    made.close()


def task(folder: Path, name: str = "a", width: int = 8) -> Draw:
    file = folder / name
    file.write_bytes(picture(size=(64, 48)))
    return Draw(str(file), width, 6, (0, 0, 0))


def test_pictures_are_drawn_in_the_order_they_are_wanted(artist: Artist, drawings: Drawings, tmp_path: Path) -> None:
    tasks = [task(tmp_path, name) for name in "abc"]

    artist.want(tasks)

    done = [drawings.get(timeout=PATIENCE_S) for _ in tasks]
    assert [each for each, _ in done] == tasks
    assert {len(drawing) for _, drawing in done} == {8 * 6 * 3}


def test_what_is_not_wanted_any_more_is_not_drawn(artist: Artist, drawings: Drawings, tmp_path: Path) -> None:
    first, last = task(tmp_path, "first"), task(tmp_path, "last")

    artist.want([first, *(task(tmp_path, "between", width) for width in range(9, 99))])
    artist.want([last])

    seen: list[Draw] = []
    while not seen or seen[-1] != last:
        seen.append(drawings.get(timeout=PATIENCE_S)[0])
    assert len(seen) <= 3


def test_a_process_that_ends_costs_one_picture(artist: Artist, drawings: Drawings, tmp_path: Path) -> None:
    artist.want([task(tmp_path)])
    drawings.get(timeout=PATIENCE_S)
    assert artist.pid is not None
    before = artist.pid
    os.kill(before, 9)

    artist.want([task(tmp_path, width=9)])
    drawings.get(timeout=PATIENCE_S)
    artist.want([task(tmp_path, width=10)])

    assert len(drawings.get(timeout=PATIENCE_S)[1]) == 10 * 6 * 3
    assert artist.pid != before


def test_a_damaged_picture_is_a_reason_and_the_next_one_is_drawn(
    artist: Artist, drawings: Drawings, tmp_path: Path
) -> None:
    (tmp_path / "bad").write_bytes(b"nonsense")

    artist.want([Draw(str(tmp_path / "bad"), 4, 4, (0, 0, 0)), task(tmp_path)])

    assert drawings.get(timeout=PATIENCE_S)[1] == "Its file is damaged."
    assert isinstance(drawings.get(timeout=PATIENCE_S)[1], bytes)


def test_closing_leaves_no_process(artist: Artist, drawings: Drawings, tmp_path: Path) -> None:
    artist.want([task(tmp_path)])
    drawings.get(timeout=PATIENCE_S)
    pid = artist.pid
    assert pid is not None

    artist.close()

    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)
    artist.want([task(tmp_path, width=9)])
    assert artist.pid is None
    assert drawings.empty()


def test_an_artist_that_was_never_asked_starts_nothing(artist: Artist) -> None:
    artist.want([])

    assert artist.pid is None
