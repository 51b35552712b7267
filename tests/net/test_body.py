"""Decoding within bounds."""

from __future__ import annotations

import gzip
import zlib

import pytest

from newsreader.net.body import Unpacker

TEXT = b"words and more words, " * 500


def raw_deflate(body: bytes) -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    return packer.compress(body) + packer.flush()


@pytest.mark.parametrize("step", [1, 7, 100_000], ids="{} bytes at a time".format)
@pytest.mark.parametrize(
    ("encoding", "packed"),
    [
        (None, TEXT),
        ("gzip", gzip.compress(TEXT)),
        ("x-gzip", gzip.compress(TEXT)),
        ("gzip", gzip.compress(TEXT[:5_000]) + gzip.compress(TEXT[5_000:])),
        ("gzip", gzip.compress(TEXT) + b"\0" * 512),
        ("deflate", zlib.compress(TEXT)),
        ("deflate", raw_deflate(TEXT)),
    ],
    ids=["plain", "gzip", "x-gzip", "two members", "padded", "zlib", "raw deflate"],
)
def test_a_packed_body_comes_out_as_it_went_in(encoding: str | None, packed: bytes, step: int) -> None:
    unpacker = Unpacker(encoding, 1_000_000)

    for at in range(0, len(packed), step):
        unpacker.feed(packed[at : at + step])

    assert unpacker.decoded == TEXT
    assert unpacker.is_complete
    assert not unpacker.is_too_large


def test_a_bomb_never_takes_more_than_the_bound() -> None:
    bomb = gzip.compress(b"A" * 50_000_000)
    unpacker = Unpacker("gzip", 1_000)

    unpacker.feed(bomb)

    assert unpacker.is_too_large
    assert len(unpacker.decoded) == 1_001


def test_a_body_of_exactly_the_bound_is_taken() -> None:
    unpacker = Unpacker("gzip", len(TEXT))

    unpacker.feed(gzip.compress(TEXT))

    assert unpacker.is_complete
    assert not unpacker.is_too_large


@pytest.mark.parametrize("encoding", ["gzip", "deflate"])
def test_half_a_stream_is_not_complete(encoding: str) -> None:
    packed = gzip.compress(TEXT) if encoding == "gzip" else zlib.compress(TEXT)
    unpacker = Unpacker(encoding, 1_000_000)

    unpacker.feed(packed[: len(packed) // 2])

    assert not unpacker.is_complete


def test_a_second_member_that_breaks_off_is_not_complete() -> None:
    unpacker = Unpacker("gzip", 1_000_000)

    unpacker.feed(gzip.compress(TEXT) + gzip.compress(TEXT)[:20])

    assert not unpacker.is_complete


@pytest.mark.parametrize("encoding", ["gzip", "deflate"])
def test_a_body_that_is_not_packed_is_refused(encoding: str) -> None:
    with pytest.raises(zlib.error):
        Unpacker(encoding, 1_000_000).feed(b"<rss version='2.0'/>" * 10)


def test_half_a_million_empty_members_are_refused() -> None:
    with pytest.raises(zlib.error):
        Unpacker("gzip", 1_000_000).feed(gzip.compress(b"") * 2_000)
