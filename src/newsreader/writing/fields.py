"""Articles as the fields of JSON: what `newsreader show --json` prints and what commands get. None is ever renamed."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

from newsreader.enclosures import Attached
from newsreader.model import Article, Copy, Headline
from newsreader.text import clean, clean_lines


def iso(moment: int | None) -> str | None:
    """Return UTC seconds as ISO 8601, or None."""
    return None if moment is None else datetime.fromtimestamp(moment, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def json_line(fields: Mapping[str, object]) -> str:
    """Return fields as one line of JSON, whole however long, with nothing in it that a terminal obeys."""
    line = json.dumps(fields, ensure_ascii=False)
    # JSON lets these two stand as they are, but they are ends of lines.
    return clean_lines(line.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029"), limit=None)


def article_fields(article: Article, progress: int | None = None) -> dict[str, object]:
    """Return an article with its text; `progress` in per cent, else as the article knows it."""
    from newsreader.writing.plain import plain_text  # what only lists or marks articles does without

    if progress is None:
        progress = article.place.progress // 10 if article.place is not None else 0
    return {
        **headline_fields(article.headline, progress, article.also_in),
        "edited": iso(article.edited_at),
        "byline": clean(article.byline),
        "lang": article.language,
        "enclosures": [enclosure_fields(each) for each in article.enclosures],
        "text": plain_text(article.blocks, width=None).rstrip("\n"),
    }


def enclosure_fields(file: Attached) -> dict[str, object]:
    """Return a file that an article brings."""
    return {
        "number": file.number,
        "kind": file.kind.value,
        "url": file.enclosure.url,
        "type": clean(file.enclosure.type) or None,
        "bytes": file.size,
        "duration_s": file.enclosure.duration_s,
        "file": file.file if file.is_kept else None,
        "position_s": file.position_s,
        "played": iso(file.played_at),
    }


def headline_fields(headline: Headline, progress: int, also_in: Sequence[Copy] = ()) -> dict[str, object]:
    """Return an article without its text; `also_in` are its copies in other feeds."""
    return {
        "id": headline.id,
        "feed": clean(headline.feed_title) or None,
        "title": clean(headline.title),
        "author": clean(headline.author),
        "url": headline.url,
        "published": iso(headline.published),
        "read": headline.is_read,
        "starred": headline.is_starred,
        "later": headline.is_later,
        "hidden": headline.is_hidden,
        "tags": headline.tags,
        "words": headline.words,
        "progress": progress,
        "text_state": headline.text_state.value,
        "also_in": [{"id": copy.id, "feed": clean(copy.source)} for copy in also_in],
    }
