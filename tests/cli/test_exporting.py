"""export: subscriptions and articles as files, by the file's ending."""

from __future__ import annotations

import io
import zipfile
from base64 import b64encode
from pathlib import Path

import pytest
from tests.building import NOW, add_feed, new_article, paths_of
from tests.cli.running import CommandLine
from tests.disks import fill, small_disk

from newsreader.blocks import Block, BlockKind
from newsreader.cli import exporting
from newsreader.model import View, ViewKind
from newsreader.store import Store
from newsreader.store.images import ShownImages


@pytest.fixture
def library(store: Store) -> Store:
    """Two feeds, three articles, one of them starred, one title with markup in it."""
    add_feed(store, "Nature", [new_article("a", title="<b>Bold</b> & true"), new_article("b", age_s=7200)])
    add_feed(store, "Sea", [new_article("c", age_s=9000)])
    ids = store.articles.list_ids(View(ViewKind.ALL), since=0)
    store.marks.set_starred([ids[2]], True, now=NOW)
    return store


@pytest.mark.usefixtures("library")
@pytest.mark.parametrize(
    ("ending", "title"),
    [
        (".txt", "<b>Bold</b> & true\n"),
        (".md", "# \\<b>Bold\\</b> & true"),
        (".html", "<h1>&lt;b&gt;Bold&lt;/b&gt; &amp; true</h1>"),
    ],
)
def test_articles_are_written_in_the_form_that_the_ending_names(
    newsreader: CommandLine, tmp_path: Path, ending: str, title: str
) -> None:
    file = tmp_path / f"out{ending}"

    ran = newsreader("export", str(file))

    assert ran.status == 0
    assert "3 articles" in ran.err
    written = file.read_text()
    assert title in written
    assert "The text of c." in written


@pytest.mark.usefixtures("library")
def test_an_epub_has_a_chapter_for_each_article(newsreader: CommandLine, tmp_path: Path) -> None:
    file = tmp_path / "week.epub"

    assert newsreader("export", str(file), "--feed", "Nature").status == 0

    names = zipfile.ZipFile(io.BytesIO(file.read_bytes())).namelist()
    assert names[0] == "mimetype"
    assert len([name for name in names if name.endswith(".xhtml") and "nav" not in name]) == 2


@pytest.fixture
def pictured(store: Store) -> Store:
    """An article with three pictures: one is kept, one is empty since power was lost, one lost its file."""
    folder = paths_of(store).images
    folder.mkdir()
    urls = [f"https://sea.example/{name}.jpg" for name in ("kept", "empty", "lost")]
    blocks = tuple(Block(BlockKind.IMAGE, alt=url, url=url) for url in urls)
    add_feed(store, "Sea", [new_article("a", blocks=blocks)])
    store.images.link([ShownImages(1, None, tuple(urls))])
    for number, url in enumerate(urls):
        store.images.write_kept(url, f"{number}.jpg", size=9, width=1, height=1, now=NOW)
    (folder / "0.jpg").write_bytes(JPEG)
    (folder / "1.jpg").write_bytes(b"")
    return store


JPEG = b"\xff\xd8\xff a photograph"


@pytest.mark.usefixtures("pictured")
def test_kept_pictures_go_into_html_and_those_that_are_not_here_stay_links(
    newsreader: CommandLine, tmp_path: Path
) -> None:
    file = tmp_path / "out.html"

    assert newsreader("export", str(file)).status == 0

    written = file.read_text()
    assert f'<img src="data:image/jpeg;base64,{b64encode(JPEG).decode()}"' in written
    assert written.count("<img") == 1
    assert written.count('<p class="picture"><a href=') == 2


@pytest.mark.usefixtures("pictured")
def test_kept_pictures_go_into_a_book(newsreader: CommandLine, tmp_path: Path) -> None:
    file = tmp_path / "out.epub"

    assert newsreader("export", str(file)).status == 0

    assert zipfile.ZipFile(file).read("book/picture-0001.jpg") == JPEG


@pytest.mark.usefixtures("pictured")
def test_a_file_takes_so_many_pictures_and_no_more(
    newsreader: CommandLine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exporting, "MAX_PICTURES", len(JPEG) - 1)
    file = tmp_path / "out.html"

    assert newsreader("export", str(file)).status == 0

    assert "<img" not in file.read_text()


@pytest.mark.usefixtures("library")
@pytest.mark.parametrize(
    ("arguments", "texts"), [(("--starred",), "c"), (("--limit", "1"), "a"), (("--feed", "Sea"), "c")]
)
def test_what_is_exported_can_be_selected(
    newsreader: CommandLine, tmp_path: Path, arguments: tuple[str, ...], texts: str
) -> None:
    file = tmp_path / "out.txt"

    newsreader("export", str(file), *arguments)

    assert [each for each in "abc" if f"The text of {each}." in file.read_text()] == list(texts)


def test_articles_are_exported_by_id_in_the_order_named(
    newsreader: CommandLine, library: Store, tmp_path: Path
) -> None:
    newest, older, _ = library.articles.list_ids(View(ViewKind.ALL), since=0)
    file = tmp_path / "out.txt"

    ran = newsreader("export", str(file), str(older), str(newest), str(older))

    assert "Exported 2 articles" in ran.err
    written = file.read_text()
    assert 0 < written.index("The text of b.") < written.index("The text of a.")


@pytest.mark.usefixtures("library")
def test_what_is_left_out_because_it_is_many_is_said(
    newsreader: CommandLine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exporting, "MANY", 2)
    file = str(tmp_path / "out.txt")

    ran = newsreader("export", file).err
    assert ran == f"Exported the first 2 of 3 articles to {file}. --limit N takes more.\n"
    assert "Exported 2 articles" in newsreader("export", file, "--limit", "2").err
    assert "Exported 3 articles" in newsreader("export", file, "--limit", "9").err


@pytest.mark.usefixtures("library")
@pytest.mark.parametrize(
    ("arguments", "status", "words"),
    [
        (("out.pdf",), 2, ".epub"),
        (("out.txt", "99"), 1, "There is no article 99"),
        (("out.txt", "--feed", "Nobody"), 1, "Nobody"),
        (("out.opml", "1"), 2, "An OPML file takes all feeds"),
        (("out.opml", "--starred"), 2, "An OPML file takes all feeds"),
        (("out.txt", "1", "--query", "bold"), 2, "by ID or select them, not both"),
        (("out.txt", "1", "--limit", "3"), 2, "by ID or select them, not both"),
        (("none/out.txt",), 1, "Make it, or choose another"),
    ],
)
def test_what_cannot_be_exported_is_said(
    newsreader: CommandLine, tmp_path: Path, arguments: tuple[str, ...], status: int, words: str
) -> None:
    name, *rest = arguments

    ran = newsreader("export", str(tmp_path / name), *rest)

    assert ran.status == status
    assert words in ran.err
    assert not (tmp_path / name).exists()


def test_nothing_to_export_is_said(newsreader: CommandLine, tmp_path: Path) -> None:
    ran = newsreader("export", str(tmp_path / "out.epub"))

    assert ran.status == 1
    assert "nothing to export" in ran.err


@pytest.mark.usefixtures("library")
def test_a_full_disk_leaves_the_list_of_feeds_that_was_exported_before(newsreader: CommandLine, tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk") as disk:
        file = disk / "feeds.opml"
        newsreader("export", str(file))
        before = file.read_bytes()
        fill(disk)

        ran = newsreader("export", str(file))

        assert (ran.status, file.read_bytes()) == (1, before)
        assert "cannot be written: no space left on device" in ran.err
