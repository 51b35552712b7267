"""Which files articles bring, how large and how long they are."""

from __future__ import annotations

import json

import pytest
from tests.feeds.documents import URL, atom, only, rss

from newsreader.enclosures import Enclosure, MediaKind, kind_of
from newsreader.feeds.assemble import parsed_article
from newsreader.feeds.media import MAX_ENCLOSURES, duration_seconds, worth_keeping
from newsreader.feeds.normalise import normalise
from newsreader.feeds.prolog import find_feed
from newsreader.feeds.tolerant import read_tolerantly

EPISODE = Enclosure("https://a.example/1.mp3", "audio/mpeg", 9_000_000, 3_723)


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("1:02:03", 3_723),
        ("62:03", 3_723),
        ("3723", 3_723),
        ("3723.5", 3_723),
        (" 00:42:07 ", 2_527),
        ("01:02:03.456", 3_723),
        ("0", None),
        ("0:00", None),
        ("", None),
        (None, None),
        ("42 min", None),
        ("-5", None),
        ("1:2:3:4", None),
        ("9999999", None),
        ("٣٠٠", 300),
        ("9" * 5_000, None),
    ],
)
def test_a_duration_is_read_in_every_usual_form(text: str | None, seconds: int | None) -> None:
    """And what is none of them, or longer than a week, is nothing."""
    assert duration_seconds(text) == seconds


@pytest.mark.parametrize(
    ("media_type", "url", "kind"),
    [
        ("audio/mpeg", "https://a.example/1", MediaKind.AUDIO),
        ("video/mp4", "https://a.example/1.mp3", MediaKind.VIDEO),
        ("audio", "https://a.example/1", MediaKind.AUDIO),
        ("", "https://a.example/1.M4A?x=y.pdf", MediaKind.AUDIO),
        ("application/octet-stream", "https://a.example/1.mkv", MediaKind.VIDEO),
        ("application/pdf", "https://a.example/1.pdf", MediaKind.FILE),
        ("", "https://a.example/", MediaKind.FILE),
    ],
)
def test_a_file_is_what_its_type_says_else_its_ending(media_type: str, url: str, kind: MediaKind) -> None:
    """Some servers send all files as streams of bytes."""
    assert kind_of(media_type, url) is kind


@pytest.mark.parametrize(
    "document",
    [
        pytest.param(
            rss(
                "<enclosure url='/1.mp3' type='audio/mpeg' length='9000000'/><itunes:duration>1:02:03</itunes:duration>"
            ),
            id="RSS",
        ),
        pytest.param(
            rss(
                "<media:group><media:content url='/1.mp3' type='audio/mpeg' fileSize='9000000' duration='3723'/>"
                "</media:group>"
            ),
            id="Media RSS",
        ),
        pytest.param(
            rss(
                "<enclosure url='/1.mp3' length='9000000'/>"
                "<media:content url='https://a.example/1.mp3' type='audio/mpeg' duration='3723'/>"
            ),
            id="told of twice",
        ),
        pytest.param(
            atom(
                "<link rel='enclosure' href='/1.mp3' type='audio/mpeg' length='9000000'/>"
                "<itunes:duration>3723</itunes:duration>",
                root='xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"',
            ),
            id="Atom",
        ),
        pytest.param(
            json.dumps(
                {
                    "version": "https://jsonfeed.org/version/1.1",
                    "title": "A feed",
                    "items": [
                        {
                            "id": "1",
                            "attachments": [
                                {
                                    "url": "/1.mp3",
                                    "mime_type": "audio/mpeg",
                                    "size_in_bytes": 9_000_000,
                                    "duration_in_seconds": 3723,
                                }
                            ],
                        }
                    ],
                }
            ).encode(),
            id="JSON Feed",
        ),
    ],
)
def test_every_format_gives_the_same_episode(document: bytes) -> None:
    """Whatever its vocabulary; feedparser reads it no other than we do."""
    assert only(document).enclosures == (EPISODE,)
    if not document.startswith(b"{"):
        found = find_feed(document)
        assert found is not None
        theirs = read_tolerantly(found.document)
        assert theirs is not None
        (article,) = normalise(theirs, URL).articles
        assert article.enclosures == (EPISODE,)


def test_only_what_is_worth_it_goes_on_to_the_store() -> None:
    """No pictures, pages, torrents or relics of Flash: and never many."""
    pictures = "".join(f"<media:content url='/{number}.jpg' type='image/jpeg'/>" for number in range(3))
    article = only(
        rss(
            f"<title>T</title>{pictures}<media:content url='/140' /><enclosure url='/a.pdf' type='application/pdf'/>"
            "<enclosure url='/a.html' type='text/html'/><enclosure url='/a.swf' type='application/x-shockwave-flash'/>"
            "<enclosure url='/a.mp3' type='audio/mpeg'/>"
        )
    )

    kept = parsed_article(article, "", ()).enclosures

    assert [each.url for each in kept] == ["https://a.example/a.pdf", "https://a.example/a.mp3"]
    many = [Enclosure(f"https://a.example/{number}.mp3", "audio/mpeg") for number in range(50)]
    assert len(worth_keeping(many)) == MAX_ENCLOSURES


@pytest.mark.parametrize(
    "address",
    [
        "file:///etc/passwd",
        "javascript:alert(1)",
        "-o/tmp/x",
        "https://user:secret@a.example/1.mp3",
        "https://a.example/" + "x" * 5_000,
        "ftp://a.example/1.mp3",
    ],
)
def test_an_address_that_is_not_of_the_web_is_no_enclosure(address: str) -> None:
    """Whatever opens it would be told to do something else."""
    assert only(rss(f"<enclosure url='{address}' type='audio/mpeg' length='9'/>")).enclosures == ()


def test_the_duration_of_the_episode_is_that_of_the_first_file_to_play() -> None:
    """Not that of a picture beside it, and not over what the file says itself."""
    article = only(
        rss(
            "<enclosure url='/a.jpg' type='image/jpeg'/><enclosure url='/a.mp3' type='audio/mpeg'/>"
            "<enclosure url='/a.ogg' type='audio/ogg'/><itunes:duration>10:00</itunes:duration>"
        )
    )

    assert [each.duration_s for each in article.enclosures] == [None, 600, None]
