"""What is told of articles outside of the reader, and the command that tells it. Runs nothing.

Titles come from strangers: what is made of them is one line that no terminal, program or desktop obeys.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence

import msgspec

from newsreader.programs.lines import filled, takes_places, tamed
from newsreader.store import Store
from newsreader.store.errands import Errand
from newsreader.text import clean

MAX_TITLE, MAX_TEXT = 80, 240
"""Characters; a desktop shows no more."""
_NAMED = 3
"""Titles and rules that are named."""
AT_MOST_EVERY_S = 60
"""Nobody is told of articles more often; what arrives meanwhile waits and is told together."""
_USUAL = (
    "terminal-notifier -title {title} -message {text}"
    if sys.platform == "darwin"
    else "notify-send --app-name=newsreader {title} {text}"
)
# Desktops take what is told for HTML.
_NO_MARKUP = str.maketrans("<>&", "‹›＆")


class Notice(msgspec.Struct, frozen=True):
    """What is told, in two lines."""

    title: str
    text: str


class Told(msgspec.Struct, frozen=True):
    """What one rule tells of."""

    rule: str
    titles: tuple[str, ...]


def told_of(store: Store, errands: Sequence[Errand]) -> list[Told]:
    """Return what errands are about, with the titles that are still there."""
    found = []
    for errand in errands:
        if headlines := store.articles.headlines(errand.article_ids):
            found.append(Told(errand.name, tuple(each.title for each in headlines)))
    return found


def notice_of(told: Sequence[Told]) -> Notice:
    """Return one notice for all that is told: an article by its title, many by their number and the first titles."""
    titles = list(dict.fromkeys(clean(title) or "Untitled" for each in told for title in each.titles))
    names = [clean(each.rule) for each in told]
    rules = ", ".join(names[:_NAMED]) + (f" and {len(names) - _NAMED:,} more" if len(names) > _NAMED else "")
    number = "New" if len(titles) == 1 else f"{len(titles):,} new articles"
    text = " · ".join(titles[:_NAMED])
    if len(titles) > _NAMED:
        shortened = [clean(title, MAX_TEXT // _NAMED - 10) for title in titles[:_NAMED]]
        text = f"{' · '.join(shortened)} and {len(titles) - _NAMED:,} more"
    return Notice(clean(f"{number}: {rules}", MAX_TITLE), clean(text, MAX_TEXT))


def telling(command: str | None, notice: Notice) -> tuple[list[str], str]:
    """Return the words of the command that tells a notice, the desktop's where None, and its standard input.

    Raises NotPossible where the command line is wrong.
    """
    line = command or _USUAL
    title, text = notice.title.translate(_NO_MARKUP), notice.text.translate(_NO_MARKUP)
    words = filled(line, {"title": tamed(title), "text": tamed(text)})
    return words, "" if takes_places(line) else f"{title}\n{text}\n"
