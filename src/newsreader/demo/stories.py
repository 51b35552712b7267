"""Find the stories of the sample edition and read their front matter. Must not know blocks or the store."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import msgspec

_FOLDER = Path(__file__).parent / "stories"
_FENCE = "---\n"


class Story(msgspec.Struct, frozen=True):
    """A story as its file tells it."""

    slug: str
    """The file's name without its ending; it identifies the story for ever."""
    title: str
    author: str
    topic: str
    language: str
    age: timedelta
    """How long before the first start it came out."""
    markdown: str


def read_stories() -> list[Story]:
    """Return the stories, newest first."""
    stories = (read_story(path.stem, path.read_text(encoding="utf-8")) for path in _FOLDER.glob("*.md"))
    return sorted(stories, key=lambda story: (story.age, story.slug))


def read_story(slug: str, document: str) -> Story:
    """Return the story from its Markdown with front matter: lines of `name: value` between two of `---`.

    Raises KeyError where title, author, topic, language or age is missing.
    """
    _, matter, markdown = document.split(_FENCE, 2)
    fields = {name: value.strip() for name, _, value in (line.partition(":") for line in matter.splitlines())}
    minutes = float(fields["minutes-ago"]) if "minutes-ago" in fields else float(fields["hours-ago"]) * 60
    return Story(
        slug=slug,
        title=fields["title"],
        author=fields["author"],
        topic=fields["topic"],
        language=fields["language"],
        age=timedelta(minutes=minutes),
        markdown=markdown.strip() + "\n",
    )
