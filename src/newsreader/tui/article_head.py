"""What stands above an article's text: title, byline, date, reading time, state. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from rich.segment import Segment

from newsreader.blocks import Blocks, full_text
from newsreader.model import Article, TextState
from newsreader.text import clean, count_words, reading_minutes
from newsreader.tui.format import moment
from newsreader.tui.inks import Inks
from newsreader.wrapping import wrap

_STATE_WORDS = {
    TextState.FULL: "full text",
    TextState.WAITING: "teaser only",
    TextState.FAILED: "no full text",
    TextState.FEED: "",
}


def head_lines(article: Article, blocks: Blocks, width: int, now: int, inks: Inks) -> list[list[Segment]]:
    """Return the painted lines above the text at `width` cells; `blocks` is the text that is shown."""
    headline = article.headline
    lines = _wrapped(clean(headline.title) or "Untitled", width, inks, "title")
    if byline := clean(article.byline):
        lines += _wrapped(byline, width, inks, "source")
    lines += _meta_lines(article, blocks, width, now, inks)
    if article.text_reason:
        lines += _wrapped(clean(article.text_reason), width, inks, "meta")
    return [*lines, [Segment("─" * width, inks["faint"])], []]


def _meta_lines(article: Article, blocks: Blocks, width: int, now: int, inks: Inks) -> list[list[Segment]]:
    headline = article.headline
    is_other = blocks is not article.blocks
    minutes = reading_minutes(count_words(full_text(blocks)) if is_other else headline.words)
    facts = [moment(headline.published, now)]
    if minutes:
        facts.append(f"{minutes} min read")
    facts.append("feed text" if is_other else _STATE_WORDS[headline.text_state])
    lines = _wrapped(" · ".join(fact for fact in facts if fact), width, inks, "meta")
    if headline.is_starred:
        lines[-1] += [Segment(" · ", inks["meta"]), Segment("★", inks["star"])]
        lines[-1].append(Segment(" starred", inks["meta"]))
    return lines


def _wrapped(text: str, width: int, inks: Inks, ink: str) -> list[list[Segment]]:
    return [[Segment(text[start:end], inks[ink])] for start, end in wrap(text, width)]


def line_texts(lines: Sequence[Sequence[Segment]]) -> list[str]:
    """Return the plain words of painted lines, for selecting and for tests."""
    return ["".join(segment.text for segment in line) for line in lines]
