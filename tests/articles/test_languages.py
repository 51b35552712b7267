"""Pages in the languages that `words/` knows: the text stays, what news sites put around it goes."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from tests.articles.languages import SAMPLES, Sample
from tests.articles.making import page

from newsreader.articles.pages import extract_page
from newsreader.blocks import body_text


def html_of(sample: Sample) -> str:
    first, *rest = (f"<p>{text}</p>" for text in sample.text)
    between = "".join(f"<p>{line}</p>" for line in sample.pointers)
    body = (
        f'<div class="story"><h1>{sample.title}</h1><p>{sample.byline_line}</p><p>{sample.date_line}</p>'
        f"{first}{between}{''.join(rest)}"
        f'<h3>{sample.ending}</h3><ul><li><a href="/1">{sample.title}</a></li></ul></div>'
    )
    return page(body, title=sample.title, html=f'<html lang="{sample.tag}">')


@pytest.mark.parametrize("sample", SAMPLES, ids=[sample.tag for sample in SAMPLES])
def test_only_the_text_is_left(sample: Sample) -> None:
    found = extract_page(html_of(sample), url="https://islands.example/ferry")

    assert body_text(found.blocks) == "\n\n".join(sample.text)
    assert found.title == sample.title
    assert found.language == sample.tag


@pytest.mark.parametrize("sample", SAMPLES, ids=[sample.tag for sample in SAMPLES])
def test_byline_and_date_are_read_where_they_are_marked(sample: Sample) -> None:
    html = html_of(sample).replace(f"<p>{sample.byline_line}", f'<p class="byline">{sample.byline_line}')

    found = extract_page(html, url="https://islands.example/ferry")

    assert found.byline == sample.byline
    assert found.published == int(datetime(2026, 3, 12, tzinfo=UTC).timestamp())
