"""Files that are written as a whole."""

from __future__ import annotations

import os
import threading
from pathlib import Path

import pytest
from tests.disks import fill, small_disk

from newsreader.whole_files import replace_file


def test_a_full_disk_leaves_what_was_there_and_nothing_beside_it(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk") as disk:
        file = disk / "feeds.opml"
        file.write_bytes(b"the feeds of yesterday")
        fill(disk)

        with pytest.raises(OSError, match="No space left"):
            replace_file(file, b"x" * 100_000)

        assert file.read_bytes() == b"the feeds of yesterday"
        assert sorted(os.listdir(disk)) == ["feeds.opml", "rubbish"]


def test_links_and_permissions_stay(tmp_path: Path) -> None:
    file, link = tmp_path / "real.opml", tmp_path / "link.opml"
    file.write_bytes(b"old")
    file.chmod(0o640)
    link.symlink_to(file)

    replace_file(link, b"new")

    assert link.is_symlink()
    assert file.read_bytes() == b"new"
    assert file.stat().st_mode & 0o777 == 0o640


@pytest.mark.parametrize(("new_mode", "mode"), [(0o666, 0o644), (0o600, 0o600)])
def test_a_new_file_has_the_permissions_that_are_usual_or_asked_for(tmp_path: Path, new_mode: int, mode: int) -> None:
    before = os.umask(0o022)
    try:
        replace_file(tmp_path / "new", b"", new_mode=new_mode)
    finally:
        os.umask(before)

    assert (tmp_path / "new").stat().st_mode & 0o777 == mode


def test_a_pipe_is_written_to(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.md"
    os.mkfifo(pipe)
    read: list[bytes] = []
    reader = threading.Thread(target=lambda: read.append(pipe.read_bytes()))
    reader.start()

    replace_file(pipe, b"an article")
    reader.join()

    assert read == [b"an article"]
    assert os.listdir(tmp_path) == ["pipe.md"]
