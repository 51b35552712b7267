"""Write articles as an EPUB 3 book, a chapter each (W3C EPUB 3.3). Must not know where it is saved."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import NAMESPACE_URL, UUID, uuid5
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from newsreader.model import Article
from newsreader.writing.html import (
    NOTHING_KEPT,
    STYLE,
    html_article,
    language_attributes,
    language_code,
    media_type,
)
from newsreader.writing.markup import escape

_MIMETYPE = "application/epub+zip"
_CONTAINER = """\
<?xml version="1.0" encoding="UTF-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles>
<rootfile full-path="book/content.opf" media-type="application/oebps-package+xml"/>
</rootfiles>
</container>
"""
_XHTML = '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"'


def epub(
    articles: Sequence[Article], *, title: str, now: datetime, pictures: Mapping[str, bytes] = NOTHING_KEPT
) -> bytes:
    """Return a book of the articles in the order given. The same articles and `now` (aware UTC) give the same bytes.

    `pictures`: JPEG and PNG files by the addresses that blocks name; the others stay links.
    Raises ValueError for no articles: a book without a chapter is not valid.
    """
    if not articles:
        raise ValueError("a book needs at least one article")
    sources = {url: _picture_name(number, body) for number, (url, body) in enumerate(pictures.items(), 1)}
    kinds = {sources[url]: media_type(body) for url, body in pictures.items()}
    chapters = {f"chapter-{number:04}.xhtml": _chapter(article, sources) for number, article in enumerate(articles, 1)}
    parts = {
        "META-INF/container.xml": _CONTAINER,
        "book/content.opf": _package(articles, list(chapters), title, now, kinds),
        "book/nav.xhtml": _contents(articles, list(chapters), title),
        "book/style.css": STYLE,
        **{f"book/{name}": chapter for name, chapter in chapters.items()},
    }
    target = io.BytesIO()
    with ZipFile(target, "w") as archive:
        # First and stored, so that the type can be told from the first bytes (EPUB OCF §4.3).
        archive.writestr(_entry("mimetype", now, ZIP_STORED), _MIMETYPE)
        for name, text in parts.items():
            archive.writestr(_entry(name, now, ZIP_DEFLATED), text.encode())
        for url, body in pictures.items():
            archive.writestr(_entry(f"book/{sources[url]}", now, ZIP_STORED), body)  # packed already
    return target.getvalue()


def _picture_name(number: int, body: bytes) -> str:
    return f"picture-{number:04}.{'png' if media_type(body) == 'image/png' else 'jpg'}"


def _entry(name: str, now: datetime, compression: int) -> ZipInfo:
    # The years that a zip archive can say.
    entry = ZipInfo(name, (min(max(now.year, 1980), 2107), now.month, now.day, now.hour, now.minute, now.second))
    entry.compress_type = compression
    entry.external_attr = 0o644 << 16
    entry.create_system = 3  # Unix, on every machine
    return entry


def _chapter(article: Article, pictures: Mapping[str, str]) -> str:
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE html>\n'
        f"{_XHTML}{language_attributes(article.language, is_xhtml=True)}>\n"
        f'<head>\n<title>{_name(article)}</title>\n<link rel="stylesheet" type="text/css" href="style.css"/>\n</head>\n'
        f"<body>\n{html_article(article, pictures=pictures)}</body>\n</html>\n"
    )


def _name(article: Article) -> str:
    return escape(article.headline.title.strip() or "Untitled")


def _contents(articles: Sequence[Article], names: Sequence[str], title: str) -> str:
    entries = "".join(
        f'<li><a href="{name}">{_name(article)}</a></li>\n' for name, article in zip(names, articles, strict=True)
    )
    heading = escape(title)
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE html>\n{_XHTML}>\n'
        f'<head>\n<title>{heading}</title>\n<link rel="stylesheet" type="text/css" href="style.css"/>\n</head>\n'
        f'<body>\n<nav epub:type="toc">\n<h1>{heading}</h1>\n<ol>\n{entries}</ol>\n</nav>\n</body>\n</html>\n'
    )


def _package(
    articles: Sequence[Article], names: Sequence[str], title: str, now: datetime, pictures: Mapping[str, str]
) -> str:
    """Return the book's list of parts; `pictures` from names to media types."""
    languages = Counter(language_code(article.language) or "und" for article in articles)
    authors = dict.fromkeys(author for article in articles if (author := article.byline or article.headline.author))
    manifest = "".join(
        f'<item id="c{number}" href="{name}" media-type="application/xhtml+xml"/>\n'
        for number, name in enumerate(names, 1)
    )
    manifest += "".join(
        f'<item id="p{number}" href="{name}" media-type="{kind}"/>\n'
        for number, (name, kind) in enumerate(pictures.items(), 1)
    )
    spine = "".join(f'<itemref idref="c{number}"/>\n' for number in range(1, len(names) + 1))
    creators = "".join(f"<dc:creator>{escape(author)}</dc:creator>\n" for author in authors)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id">\n'
        '<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">\n'
        f'<dc:identifier id="id">urn:uuid:{_identifier(articles, title, now)}</dc:identifier>\n'
        f"<dc:title>{escape(title)}</dc:title>\n"
        f"<dc:language>{languages.most_common(1)[0][0]}</dc:language>\n"
        f"{creators}"
        f'<meta property="dcterms:modified">{now:%Y-%m-%dT%H:%M:%SZ}</meta>\n'
        "</metadata>\n<manifest>\n"
        '<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>\n'
        '<item id="style" href="style.css" media-type="text/css"/>\n'
        f"{manifest}</manifest>\n<spine>\n{spine}</spine>\n</package>\n"
    )


def _identifier(articles: Sequence[Article], title: str, now: datetime) -> UUID:
    """Return an identifier that stays the same for the same book."""
    parts = [title, now.isoformat()]
    for article in articles:
        parts += (article.headline.url or "", article.headline.title)
    return uuid5(NAMESPACE_URL, escape("\n".join(parts)))
