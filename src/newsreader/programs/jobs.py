"""The calls of a program that articles are handed to. Pure."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from newsreader.model import Article
from newsreader.programs.given import given
from newsreader.programs.lines import environment_of, filled, takes_places, values_of
from newsreader.settings import CommandSettings, Gives


class Job(msgspec.Struct, frozen=True):
    """One call of a program."""

    title: str
    """Of the article, or how many."""
    words: tuple[str, ...]
    text: str
    environment: dict[str, str]


def takes_all_at_once(command: CommandSettings) -> bool:
    """Does one call of a command get all articles: as lines of JSON, with none of them in its words."""
    return command.gives is Gives.JSON and not takes_places(command.run)


def jobs_of(command: CommandSettings, articles: Sequence[Article]) -> list[Job]:
    """Return the calls: one for each article, or one for all that get them as lines of JSON. Raises NotPossible."""
    if len(articles) > 1 and takes_all_at_once(command):
        text = "".join(given(article, command.gives) for article in articles)
        return [Job(f"{len(articles):,} articles", tuple(filled(command.run, {})), text, {})]
    jobs = []
    for article in articles:
        values = values_of(article.headline)
        words = tuple(filled(command.run, values))
        jobs.append(Job(article.headline.title, words, given(article, command.gives), environment_of(values)))
    return jobs
