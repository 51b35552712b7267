"""Whole documents: real ones, broken ones, hostile ones."""

from __future__ import annotations

import importlib.util
import json
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.feeds.documents import URL, atom, only, read, rss

from newsreader.errors import NotAFeed, ParseFailed
from newsreader.feeds import tolerant
from newsreader.feeds.encoding import to_utf8
from newsreader.feeds.identity import folded_guid
from newsreader.feeds.media import worth_keeping
from newsreader.feeds.normalise import normalise
from newsreader.feeds.parse import parse_feed
from newsreader.feeds.prolog import find_feed
from newsreader.text import clean

CPU_S = 1.5
"""What one document may cost; measured maximum on an idle machine: 0.9."""


@pytest.mark.parametrize("body", [b"", b"  ", b"abc", b"<html></html>", b"\x89PNG\r\n", b"<opml version='2.0'/>", b"<"])
def test_what_is_no_feed_is_said_to_be_none(body: bytes) -> None:
    """With a reason."""
    with pytest.raises(NotAFeed, match="This is no feed but"):
        read(body)


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(rss("<title>a</title>", "<title>b</title>")[:-40], id="RSS"),
        pytest.param(atom("<title>a</title>")[:-3], id="Atom"),
        pytest.param(b"<rss><channel><item><title><![CDATA[abc", id="in a CDATA section"),
    ],
)
def test_a_document_that_breaks_off_fails(body: bytes) -> None:
    """Half a feed with its ETag stored would hide the other half until the feed changes (promise 2)."""
    with pytest.raises(ParseFailed, match="ends in the middle"):
        read(body)


def test_a_feed_inside_a_page_is_read() -> None:
    """And a page that merely mentions one is a page."""
    assert len(read(b"<html><body>" + rss("<title>a</title>") + b"</body></html>").articles) == 1
    with pytest.raises(NotAFeed, match="HTML page"):
        read(b"<html><body><channel>a</channel></body></html>")


def test_no_entity_of_a_dtd_is_read() -> None:
    """Neither files nor bombs (promise 5)."""
    dtd = b"<!DOCTYPE rss [<!ENTITY a 'AAAA'><!ENTITY f SYSTEM 'file:///etc/passwd'>]>"
    document = rss("<title>x&a;y</title><description>&f;</description>").replace(b"<rss", dtd + b"<rss")

    article = only(document)

    assert (article.title, article.html) == ("x&a;y", "&f;")


def test_the_encoding_is_found_whatever_the_labels_say() -> None:
    """BOM, declaration, charset of the answer, and lies of all three."""
    text = rss("<title>Grüße – ’</title>").decode()
    bodies = [
        (text.encode("utf-16"), None),
        (text.replace("1.0", '1.0" encoding="windows-1252', 1).encode("cp1252"), "utf-8"),
        (text.encode("cp1252"), "iso-8859-1"),
        (text.replace("1.0", '1.0" encoding="x-evil', 1).encode(), "x-evil"),
    ]

    titles = {parse_feed(body, url=URL, charset=charset).articles[0].title for body, charset in bodies}

    assert titles == {"Grüße – ’"}


def titles_or_reason(body: bytes) -> list[str]:
    """Return the titles in a document, or why there are none."""
    try:
        return [article.title for article in read(body).articles]
    except (NotAFeed, ParseFailed) as error:
        return [str(error)]


@given(st.binary(max_size=500) | st.text("<>/&;![]CDATArsitemcgul=\"' \n", max_size=500).map(str.encode))
def test_any_bytes_are_a_feed_or_an_error(body: bytes) -> None:
    """Of ours, alone or inside a feed."""
    for document in (body, rss("PLACE").replace(b"PLACE", body), b'{"items":[{"title":"' + body + b'"}],"title":"x"}'):
        lines = titles_or_reason(document)
        assert lines == [clean(line) for line in lines]


# Real documents ------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def real_feeds(shared: Path) -> list[tuple[str, bytes, int]]:
    """Name, bytes and number of articles of the 88 real documents."""
    manifest = json.loads((shared / "data/feeds/MANIFEST.json").read_text())
    return [(row["file"], (shared / "data/feeds" / row["file"]).read_bytes(), row["items"]) for row in manifest]


def test_all_88_real_documents_give_all_their_articles(real_feeds: list[tuple[str, bytes, int]]) -> None:
    """RSS, RDF, Atom and JSON Feed, five encodings, none an exception."""
    found = {name: len(read(body).articles) for name, body, _ in real_feeds}

    assert len(found) == 88
    assert found == {name: articles for name, _, articles in real_feeds}


def test_both_readers_find_the_same_articles_in_real_documents(
    real_feeds: list[tuple[str, bytes, int]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """libxml2 with our reading, and feedparser: the same guids, links, titles and dates."""
    monkeypatch.setattr(tolerant, "_MAX_BYTES", 700_000)
    monkeypatch.setattr(tolerant, "_MAX_TAGS", 30_000)
    compared = enclosed = 0
    for name, body, _ in real_feeds:
        if name.endswith(".json") or len(body) > 100_000:  # feedparser reads no JSON Feed, and large feeds for seconds
            continue
        found = find_feed(to_utf8(body))
        assert found is not None
        theirs = tolerant.read_tolerantly(found.document)
        assert theirs is not None
        for one, other in zip(read(body).articles, normalise(theirs, URL).articles, strict=True):
            compared += 1
            enclosed += bool(worth_keeping(one.enclosures))
            assert folded_guid(one.guid) == folded_guid(other.guid), name
            assert (one.title, one.published) == (other.title, other.published), name
            assert worth_keeping(one.enclosures) == worth_keeping(other.enclosures), name
            # feedparser knows an Atom alternate only as a page.
            assert one.link == other.link or (one.link or "").endswith(".pdf"), name
    assert compared > 1_000
    assert enclosed > 50


# Hostile documents ---------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def hostile_kit(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> list[tuple[dict[str, str], bytes]]:
    """The feed cases of the kit and their bytes, made by the kit's own script."""
    kit, folder = shared / "tools/hostile", tmp_path_factory.mktemp("hostile")
    subprocess.run(
        [sys.executable, kit / "make_hostile.py", "--out", folder / "corpus", "--manifest", folder / "manifest.json"],
        check=True,
        capture_output=True,
    )
    cases = json.loads((folder / "manifest.json").read_text())["files"]
    return [
        (case, (folder / "corpus" / case["file"]).read_bytes()) for case in cases if case["kind"] in ("feed", "json")
    ]


def test_every_hostile_feed_ends_as_its_manifest_says(
    hostile_kit: list[tuple[dict[str, str], bytes]], shared: Path
) -> None:
    """Promises 4, 7, 8, 9 and 12, as far as parsing goes."""
    spec = importlib.util.spec_from_file_location("checks", shared / "tools/hostile/checks.py")
    assert spec is not None
    assert spec.loader is not None
    checks = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(checks)

    for case, body in hostile_kit:
        started = time.process_time()
        try:
            feed = parse_feed(body, url="http://127.0.0.1:8000/feed.xml")
        except (NotAFeed, ParseFailed):
            assert case["expect"] in ("FEED_ERROR", "OK_OR_ERROR"), case["id"]
            continue
        finally:
            assert time.process_time() - started < CPU_S, case["id"]
        assert case["expect"] != "FEED_ERROR", case["id"]
        titles = [article.title for article in feed.articles]
        links = [article.link for article in feed.articles if article.link]
        assert not any(checks.unsafe_codepoints(text) for text in [feed.title, *titles]), case["id"]
        assert all(checks.link_safe(link) for link in links), case["id"]
        assert not (case["expect"] == "REFUSED_LINK" and links), case["id"]
        assert case.get("shown_literally", titles[0]) == titles[0], case["id"]
        assert case.get("want_title", titles[0]) == titles[0], case["id"]
        assert all(len(article.html) <= 1_000_000 for article in feed.articles), case["id"]


RSS_HEAD = b"<rss version='2.0'><channel><title>f</title><item><title>"
RSS_TAIL = b"</title></item></channel></rss>"
JSON_HEAD = b'{"version":"https://jsonfeed.org/version/1","items":['
SIZE = 10_000_000
"""What a feed may weigh."""


@pytest.mark.parametrize(
    ("head", "piece", "tail"),
    [
        pytest.param(head, piece, tail, id=name)
        for name, head, piece, tail in (
            ("elements", RSS_HEAD, b"<a/>x", RSS_TAIL),
            ("attributes", RSS_HEAD, b'<a b="" c="" d="" e=""/>', RSS_TAIL),
            ("open elements", RSS_HEAD, b"<a>", RSS_TAIL),
            ("open titles", RSS_HEAD, b"<title>", RSS_TAIL),
            ("open titles and items", RSS_HEAD, b"<title><item>", RSS_TAIL),
            ("items", RSS_HEAD + RSS_TAIL[:-16], b"<item><title>a</title></item>", RSS_TAIL[-16:]),
            ("ends", RSS_HEAD, b"</b>", RSS_TAIL),
            ("brackets", RSS_HEAD, b"< ", RSS_TAIL),
            ("ampersands", RSS_HEAD, b"& ", RSS_TAIL),
            ("unknown entities", RSS_HEAD, b"&x;", RSS_TAIL),
            ("known entities", RSS_HEAD, b"&nbsp;", RSS_TAIL),
            ("halves of characters", RSS_HEAD, b"&#xD83D;", RSS_TAIL),
            ("Windows references", RSS_HEAD, b"&#146;", RSS_TAIL),
            ("Windows characters", RSS_HEAD, b"\xc2\x92", RSS_TAIL),
            ("CDATA sections", RSS_HEAD, b"<![CDATA[a]]>", RSS_TAIL),
            ("open CDATA sections", RSS_HEAD, b"<![CDATA[", RSS_TAIL),
            ("comments", RSS_HEAD, b"<!---->", RSS_TAIL),
            ("open comments", b"", b"<!--", b""),
            ("declarations", b"", b"<!DOCTYPE a [ ] ", b"<rss/>"),
            ("only brackets", b"", b"<", b""),
            ("marks", RSS_HEAD, b"\xcc\x81", RSS_TAIL),
            ("Latin-1", RSS_HEAD, b"\xe9\xe8 ", RSS_TAIL),
            ("objects", JSON_HEAD, b"{},", b"{}]}"),
            ("strings", JSON_HEAD, b'"a",', b"{}]}"),
            ("open objects", b"", b'{"a":', b""),
        )
    ],
)
def test_ten_megabytes_of_anything_end_in_time(head: bytes, piece: bytes, tail: bytes) -> None:
    """As a feed or as an error (promise 4)."""
    body = head + piece * ((SIZE - len(head) - len(tail)) // len(piece)) + tail

    started = time.process_time()
    try:
        feed = read(body)
    except (NotAFeed, ParseFailed):
        pass
    else:
        assert len(feed.articles) <= 2_000
        assert all(len(article.title) <= 1_000 and len(article.html) <= 1_000_000 for article in feed.articles)

    assert time.process_time() - started < CPU_S


PEAK = """
import resource, sys
from pathlib import Path
from newsreader.errors import NewsreaderError
from newsreader.feeds.parse import parse_feed

def peak():
    # Linux hands ru_maxrss of the parent on to its child, so it is asked elsewhere.
    status = Path("/proc/self/status")
    if status.exists():
        lines = status.read_text().splitlines()
        return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) // 1000
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1_000_000

head, piece, tail = (part.encode() for part in sys.argv[1:])
parse_feed(b"<rss><channel/></rss>", url="https://a.example/")
body = head + piece * ((10_000_000 - len(head)) // len(piece)) + tail
before = peak()
try:
    parse_feed(body, url="https://a.example/")
except NewsreaderError:
    pass
print(peak() - before)
"""


@pytest.mark.parametrize(
    ("head", "piece", "tail"),
    [
        pytest.param(RSS_HEAD, b"<a/>x", RSS_TAIL, id="elements"),
        pytest.param(RSS_HEAD, b'<a b="" c="" d="" e=""/>', RSS_TAIL, id="attributes"),
        pytest.param(RSS_HEAD, b"&x;", RSS_TAIL, id="entities"),
        pytest.param(JSON_HEAD, b"{},", b"{}]}", id="objects"),
    ],
)
def test_no_document_takes_more_than_130_mb(head: bytes, piece: bytes, tail: bytes) -> None:
    """Promise 3, with room for what else the worker holds."""
    arguments = [part.decode() for part in (head, piece, tail)]

    done = subprocess.run([sys.executable, "-c", PEAK, *arguments], check=True, capture_output=True, text=True)

    assert int(done.stdout) < 130


@settings(max_examples=50)
@given(st.binary(max_size=2_000))
def test_feedparser_survives_what_libxml2_could_not_read(body: bytes) -> None:
    """It is asked about the worst."""
    tolerant.read_tolerantly(rss("PLACE").replace(b"PLACE", body))
