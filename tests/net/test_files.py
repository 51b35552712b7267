"""Files that are streamed: whole or the rest, within bounds, by the same rules of addresses."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import pytest
from tests.loopback import Answer, Site
from tests.net.asking import NOW
from tests.ranges import ranged

from newsreader.net.fetch import Fetcher
from newsreader.net.files import FileHead, Sink
from newsreader.net.outcome import Downloaded, FailureKind, FetchFailed
from newsreader.net.request import FetchKind, FetchRequest

EPISODE = bytes(range(256)) * 4_000
"""A megabyte in which no two thousand bytes are the same by chance."""


@dataclass
class Taken:
    """What a download handed over."""

    heads: list[FileHead] = field(default_factory=list)
    body: bytearray = field(default_factory=bytearray)

    @property
    def sink(self) -> Sink:
        async def begin(head: FileHead) -> None:
            self.heads.append(head)

        async def write(chunk: bytes) -> None:
            self.body += chunk

        return Sink(begin, write)


def wanted(url: str, **what: object) -> FetchRequest:
    request = FetchRequest(url=url, kind=FetchKind.FILE, now=NOW, typed_url=url, max_bytes=10_000_000)
    return replace(request, **what)  # type: ignore[arg-type]


async def test_a_file_is_handed_over_as_it_comes(fetcher: Fetcher, site: Site) -> None:
    url = site.program("/1.mp3", ranged(EPISODE, etag='"1"'))
    taken = Taken()

    assert await fetcher.download(wanted(url), taken.sink) == Downloaded(url, len(EPISODE))

    assert taken.body == EPISODE
    assert taken.heads == [FileHead(0, len(EPISODE), '"1"', None)]
    (asked,) = site.requests
    assert (asked.headers["accept-encoding"], asked.headers.get("range")) == ("identity", None)


@pytest.mark.parametrize("what", [{"etag": '"1"'}, {"last_modified": "Sun, 01 Nov 2026 00:00:00 GMT"}], ids=str)
async def test_only_the_rest_of_a_file_is_asked_for(fetcher: Fetcher, site: Site, what: dict[str, str]) -> None:
    url = site.program("/1.mp3", ranged(EPISODE, **what))
    taken = Taken()

    outcome = await fetcher.download(wanted(url, begins_at=600_000, **what), taken.sink)

    assert outcome == Downloaded(url, len(EPISODE))
    assert taken.body == EPISODE[600_000:]
    assert site.requests[0].headers["if-range"] == next(iter(what.values()))


async def test_another_file_than_the_one_begun_comes_whole(fetcher: Fetcher, site: Site) -> None:
    url = site.program("/1.mp3", ranged(EPISODE, etag='"2"'))
    taken = Taken()

    await fetcher.download(wanted(url, begins_at=600_000, etag='"1"'), taken.sink)

    assert taken.heads[0].begins_at == 0
    assert taken.body == EPISODE


@pytest.mark.parametrize("etag", [None, 'W/"1"'])
async def test_a_part_of_nobody_knows_which_file_is_not_gone_on_with(
    fetcher: Fetcher, site: Site, etag: str | None
) -> None:
    url = site.program("/1.mp3", ranged(EPISODE, etag=etag))
    taken = Taken()

    await fetcher.download(wanted(url, begins_at=600_000, etag=etag), taken.sink)

    assert "range" not in site.requests[0].headers
    assert taken.body == EPISODE


@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        pytest.param(Answer(EPISODE, content_type="audio/mpeg", cut_after=9_000), FailureKind.CUT, id="cut"),
        pytest.param(Answer(b"", content_type="audio/mpeg"), FailureKind.EMPTY, id="empty"),
        pytest.param(Answer(b"<html>Log in", content_type="text/html"), FailureKind.PROTOCOL, id="a page"),
        pytest.param(Answer(b"no", 404), FailureKind.STATUS, id="gone"),
        pytest.param(
            Answer(b"x" * 9, 206, "audio/mpeg", {"Content-Range": "bytes 5-13/14"}),
            FailureKind.PROTOCOL,
            id="another part",
        ),
        pytest.param(Answer(b"x" * 9, 206, "audio/mpeg"), FailureKind.PROTOCOL, id="no word of which part"),
        pytest.param(
            Answer(b"x" * 9, 206, "audio/mpeg", {"Content-Range": "bytes 3-11/99"}), FailureKind.CUT, id="too little"
        ),
        pytest.param(
            Answer(b"x" * 90, 200, "audio/mpeg", {"Content-Encoding": "gzip"}), FailureKind.ENCODING, id="packed"
        ),
        pytest.param(Answer(EPISODE * 11, content_type="audio/mpeg"), FailureKind.TOO_LARGE, id="too large"),
        pytest.param(Answer(b"x", 206, "audio/mpeg", {"Content-Range": "bytes 3-3/99999999"}), FailureKind.TOO_LARGE),
        pytest.param(
            Answer(raw=b"HTTP/1.1 200 OK\r\nContent-Type: audio/mpeg\r\n\r\n" + EPISODE * 11),
            FailureKind.TOO_LARGE,
            id="larger than anybody said",
        ),
    ],
)
async def test_a_bad_answer_is_a_value_with_a_reason(
    fetcher: Fetcher, site: Site, answer: Answer, kind: FailureKind
) -> None:
    url = site.program("/1.mp3", lambda asked: answer)
    taken = Taken()

    failed = await fetcher.download(wanted(url, begins_at=3, etag='"1"'), taken.sink)

    assert isinstance(failed, FetchFailed)
    assert failed.kind is kind
    assert failed.reason.endswith(".")
    assert len(taken.body) <= 10_000_000


async def test_an_address_from_outside_leads_to_no_machine_of_the_user(
    fetcher: Fetcher, site: Site, canary: Site
) -> None:
    """Neither the file's own, nor one that a redirect names."""
    taken = Taken()
    inside = canary.url("/secret")

    direct = await fetcher.download(wanted(inside, typed_url=site.url("/feed")), taken.sink)
    redirected = await fetcher.download(wanted(site.redirect("/1.mp3", inside)), taken.sink)

    for failed in (direct, redirected):
        assert isinstance(failed, FetchFailed)
        assert failed.kind is FailureKind.NOT_PUBLIC
    assert canary.requests == []
    assert taken.heads == []


async def test_a_file_may_be_sent_round_ten_times(fetcher: Fetcher, site: Site) -> None:
    site.program("/0", ranged(EPISODE))
    for number in range(1, 12):
        site.redirect(f"/{number}", f"/{number - 1}")

    assert isinstance(await fetcher.download(wanted(site.url("/10")), Taken().sink), Downloaded)
    assert isinstance(await fetcher.download(wanted(site.url("/11")), Taken().sink), FetchFailed)


async def test_what_the_sink_raises_reaches_the_caller(fetcher: Fetcher, site: Site) -> None:
    class NoRoomError(Exception):
        pass

    async def begin(head: FileHead) -> None:
        raise NoRoomError

    async def write(chunk: bytes) -> None:
        raise AssertionError

    with pytest.raises(NoRoomError):
        await fetcher.download(wanted(site.program("/1.mp3", ranged(EPISODE))), Sink(begin, write))
