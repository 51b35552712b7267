"""Text inside XML and HTML."""

from __future__ import annotations

from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st

from newsreader.writing.markup import escape


def test_markup_characters_become_references() -> None:
    assert escape("<a href=\"x\" title='y'>&amp;") == "&lt;a href=&quot;x&quot; title=&#39;y&#39;&gt;&amp;amp;"


def test_characters_that_no_document_may_hold_are_dropped() -> None:
    assert escape("a\x00\x1b\ud800\ufffe\uffffb\t\n") == "ab\t\n"


@given(st.text(st.characters(exclude_categories=())))
def test_any_text_can_stand_in_an_element_and_an_attribute(text: str) -> None:
    element = ElementTree.fromstring(f'<x y="{escape(text)}">{escape(text)}</x>'.encode())

    assert (element.text or "").replace("\r", "\n") == (element.text or "")
