"""A book that e-readers open: its archive, its parts, and every part well-formed."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from itertools import pairwise
from xml.etree import ElementTree
from zipfile import ZIP_STORED, ZipFile

import pytest
from tests.writing.samples import EVERY_KIND, STYLES, article

from newsreader.blocks import Block, BlockKind
from newsreader.writing.epub import epub

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
OPF = "{http://www.idpf.org/2007/opf}"
DC = "{http://purl.org/dc/elements/1.1/}"
XHTML = "{http://www.w3.org/1999/xhtml}"
ARTICLES = (
    article((*EVERY_KIND, STYLES)),
    article((Block(BlockKind.PARAGRAPH, "مرحبا"),), title="Two & <three>", language="ar", byline="Bo"),
    article((), title="", language="not a language"),
)
BOOK = epub(ARTICLES, title="Starred & kept", now=NOW)


def _open(book: bytes = BOOK) -> ZipFile:
    return ZipFile(io.BytesIO(book))


def _part(name: str) -> ElementTree.Element:
    return ElementTree.fromstring(_open().read(name))


def test_the_type_comes_first_and_stored_with_nothing_before_it() -> None:
    first = _open().infolist()[0]

    assert (first.filename, first.compress_type, first.extra) == ("mimetype", ZIP_STORED, b"")
    assert BOOK[30:58] == b"mimetypeapplication/epub+zip"


def test_the_archive_is_whole_and_names_each_part_once() -> None:
    archive = _open()

    assert archive.testzip() is None
    assert archive.namelist() == [
        "mimetype",
        "META-INF/container.xml",
        "book/content.opf",
        "book/nav.xhtml",
        "book/style.css",
        "book/chapter-0001.xhtml",
        "book/chapter-0002.xhtml",
        "book/chapter-0003.xhtml",
    ]


@pytest.mark.parametrize("name", [name for name in _open().namelist() if name.endswith(("ml", "opf"))])
def test_every_part_is_well_formed(name: str) -> None:
    assert _part(name).tag.startswith("{")


def test_the_container_leads_to_the_package() -> None:
    (root,) = _part("META-INF/container.xml").iter("{urn:oasis:names:tc:opendocument:xmlns:container}rootfile")

    assert root.attrib == {"full-path": "book/content.opf", "media-type": "application/oebps-package+xml"}


def test_the_package_names_title_authors_language_and_date() -> None:
    package = _part("book/content.opf")

    assert package.attrib == {"version": "3.0", "unique-identifier": "id"}
    (identifier,) = package.iter(f"{DC}identifier")
    assert identifier.attrib["id"] == "id"
    assert (identifier.text or "").startswith("urn:uuid:")
    assert [element.text for element in package.iter(f"{DC}title")] == ["Starred & kept"]
    assert [element.text for element in package.iter(f"{DC}creator")] == ["Ada Ito in Tokyo", "Bo"]
    assert [element.text for element in package.iter(f"{DC}language")] == ["en"]
    (modified,) = package.iter(f"{OPF}meta")
    assert (modified.attrib["property"], modified.text) == ("dcterms:modified", "2026-11-22T12:00:00Z")


def test_the_package_lists_every_part_and_reads_the_chapters_in_order() -> None:
    package = _part("book/content.opf")

    parts = {item.attrib["id"]: item.attrib for item in package.iter(f"{OPF}item")}
    names = {name.removeprefix("book/") for name in _open().namelist() if name.startswith("book/")}
    assert {part["href"] for part in parts.values()} == names - {"content.opf"}
    assert [part["href"] for part in parts.values() if part.get("properties") == "nav"] == ["nav.xhtml"]
    spine = [parts[reference.attrib["idref"]]["href"] for reference in package.iter(f"{OPF}itemref")]
    assert spine == ["chapter-0001.xhtml", "chapter-0002.xhtml", "chapter-0003.xhtml"]


def test_the_contents_name_the_chapters() -> None:
    nav = next(_part("book/nav.xhtml").iter(f"{XHTML}nav"))

    assert nav.attrib == {"{http://www.idpf.org/2007/ops}type": "toc"}
    assert [(link.attrib["href"], link.text) for link in nav.iter(f"{XHTML}a")] == [
        ("chapter-0001.xhtml", "A title"),
        ("chapter-0002.xhtml", "Two & <three>"),
        ("chapter-0003.xhtml", "Untitled"),
    ]


def test_chapters_hold_title_text_and_language() -> None:
    first, second, third = (_part(f"book/chapter-000{number}.xhtml") for number in (1, 2, 3))

    assert [element.text for element in first.iter(f"{XHTML}h1")] == ["A title"]
    assert "A bird that travels." in "".join(first.itertext())
    assert second.attrib["dir"] == "rtl"
    assert second.attrib["lang"] == second.attrib["{http://www.w3.org/XML/1998/namespace}lang"] == "ar"
    assert "lang" not in third.attrib


def test_nothing_in_the_book_is_fetched() -> None:
    for name in _open().namelist():
        assert b"src=" not in _open().read(name)


JPEG = b"\xff\xd8\xff a photograph"
PNG = b"\x89PNG\r\n\x1a\n a drawing"


def test_pictures_at_hand_are_parts_of_the_book() -> None:
    drawn = article((Block(BlockKind.IMAGE, url="https://example.org/b.gif"),))
    pictures = {"https://example.org/a.jpg": JPEG, "https://example.org/b.gif": PNG}

    archive = _open(epub([ARTICLES[0], drawn], title="Pictures", now=NOW, pictures=pictures))

    assert archive.testzip() is None
    assert archive.read("book/picture-0001.jpg") == JPEG
    assert archive.read("book/picture-0002.png") == PNG
    chapters = [ElementTree.fromstring(archive.read(f"book/chapter-000{number}.xhtml")) for number in (1, 2)]
    shown = [[img.attrib for img in chapter.iter(f"{XHTML}img")] for chapter in chapters]
    assert shown == [
        [{"src": "picture-0001.jpg", "alt": "A bird"}],
        [{"src": "picture-0002.png", "alt": "Picture"}],
    ]
    package = ElementTree.fromstring(archive.read("book/content.opf"))
    kinds = {item.attrib["href"]: item.attrib["media-type"] for item in package.iter(f"{OPF}item")}
    assert kinds["picture-0001.jpg"] == "image/jpeg"
    assert kinds["picture-0002.png"] == "image/png"
    assert kinds.keys() == {name.removeprefix("book/") for name in archive.namelist()[2:]} - {"content.opf"}


def test_the_same_articles_give_the_same_bytes_and_other_ones_another_book() -> None:
    assert epub(ARTICLES, title="Starred & kept", now=NOW) == BOOK
    books = [BOOK, epub(ARTICLES[:1], title="Starred & kept", now=NOW), epub(ARTICLES, title="Other", now=NOW)]
    packages = [ElementTree.fromstring(_open(book).read("book/content.opf")) for book in books]
    identifiers = [next(package.iter(f"{DC}identifier")).text for package in packages]
    assert all(one != other for one, other in pairwise([*identifiers, identifiers[0]]))


def test_no_articles_make_no_book() -> None:
    with pytest.raises(ValueError, match="at least one article"):
        epub((), title="Empty", now=NOW)
