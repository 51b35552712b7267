"""Ampersands that XML would choke on."""

from __future__ import annotations

import pytest

from newsreader.moving.references import with_known_references


@pytest.mark.parametrize(
    ("given", "mended"),
    [
        (b"a &amp; b", b"a &amp; b"),
        (b"?a=1&b=2", b"?a=1&amp;b=2"),
        (b"AT&T", b"AT&amp;T"),
        (b"& ", b"&amp; "),
        (b"&", b"&amp;"),
        (b"caf&eacute;", "café".encode()),
        (b"&LT;b&GT;", b"&lt;b&gt;"),
        (b"&unheard;", b"&amp;unheard;"),
        (b"&#233;&#xE9;", b"&#233;&#xE9;"),
        (b"a&#27;b&#0;&#x1b;&#xFFFE;&#99999999;", b"ab"),
    ],
)
def test_references_become_what_xml_knows(given: bytes, mended: bytes) -> None:
    assert with_known_references(given) == mended


def test_a_megabyte_of_ampersands_takes_no_time() -> None:
    assert len(with_known_references(b"&" * 1_000_000)) == 5_000_000
