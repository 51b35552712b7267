"""Make the file that stands for all databases of this version of the tables, for tests of the migrations to come.

    python -m tests.store.make_version

writes tests/store/version-N.db.gz. Once a version is released its file stays as it is; before that it is made anew
whenever the schema changes.
"""

from __future__ import annotations

import gzip
import sqlite3
import sys
import tempfile
from contextlib import closing
from pathlib import Path

from tests.building import NOW, add_feed, new_article, open_store, paragraphs

from newsreader.enclosures import Enclosure
from newsreader.model import TextState
from newsreader.store import migrations
from newsreader.store.images import ShownImages
from newsreader.store.refreshing import Answer

FOLDER = Path(__file__).parent


def kept_file(version: int) -> Path:
    """Return where the file of a version is."""
    return FOLDER / f"version-{version}.db.gz"


def unpack(version: int, folder: Path) -> Path:
    """Put the file of a version into a folder as its database, and return it."""
    path = folder / "newsreader.db"
    folder.mkdir(parents=True, exist_ok=True)
    path.write_bytes(gzip.decompress(kept_file(version).read_bytes()))
    return path


def make(folder: Path) -> Path:
    """Make a database with something of everything in it."""
    store = open_store(folder)
    articles = [
        new_article(f"Boat {number}", link=f"https://harbour.example/{number}", is_teaser=number > 3, author="Ada Ito")
        for number in range(1, 7)
    ]
    harbour = add_feed(store, "Harbour", articles, folder="News/Sea")
    add_feed(store, "Coast", 3)
    gone = add_feed(store, "Gone", 2)
    store.feeds.add("newsreader:sample", title="Sample edition", is_sample=True, now=NOW)
    episode = Enclosure("https://harbour.example/1.mp3", "audio/mpeg", 9_000, 600)
    page = new_article("A page by itself", enclosures=(episode,))
    store.refreshing.write_articles(None, [page], (), now=NOW)
    page_id = store.articles.newest_id()
    store.downloads.begin(page_id, episode.url, folder="", file="A page by itself.mp3")
    store.downloads.write_kept(1, size=9_000, now=NOW + 7)
    store.enclosures.set_position(page_id, 1, 42)
    store.refreshing.record_success(harbour, None, Answer('"1"', None, b"\1" * 16), due_at=NOW + 900, now=NOW)
    store.refreshing.record_failure(gone, "The server answered 503.", due_at=NOW + 900, now=NOW)
    store.texts.write_page(4, paragraphs("The page's text."), byline="By Ada Ito", words=3, language="en")
    store.texts.set_state(5, TextState.FAILED, "The server answered 404.")
    store.marks.rename_feed(harbour, "Port", now=NOW)
    store.marks.move_feed(harbour, "News", now=NOW)
    store.journal.undo_batches(2, now=NOW)
    store.typed.keep("line", "star")
    store.marks.set_read([1, 2, 7], True, now=NOW + 1)
    store.marks.toggle_starred(2, now=NOW + 2)
    store.marks.remove_feed(gone, now=NOW + 3)
    store.marks.toggle_starred(8, now=NOW + 4)
    store.journal.undo(now=NOW + 5)
    here, lost = "https://harbour.example/boat.jpg", "https://harbour.example/gone.jpg"
    store.images.link([ShownImages(2, None, (here, lost))])
    store.images.write_kept(here, f"{'0' * 32}.jpg", size=4_000, width=640, height=480, now=NOW + 6)
    store.images.write_failed([lost], "The server answered 404.", now=NOW + 6)
    store.leases.take("engine", "someone", now=NOW, for_s=15)
    store.close()
    with closing(sqlite3.connect(store.path)) as connection:
        connection.execute("VACUUM")
    return store.path


def main() -> None:
    """Write the file of this version."""
    with tempfile.TemporaryDirectory() as folder:
        packed = gzip.compress(make(Path(folder)).read_bytes(), 9, mtime=0)
    target = kept_file(len(migrations.MIGRATIONS))
    target.write_bytes(packed)
    sys.stdout.write(f"{target}: {len(packed):,} bytes\n")


if __name__ == "__main__":
    main()
