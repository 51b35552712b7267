"""Commands that others may want to begin with: each is put into the settings as it stands here. Pure."""

from __future__ import annotations

import sys

import msgspec

from newsreader.settings import CommandSettings, Gives, Shows

_OPEN = "open" if sys.platform == "darwin" else "xdg-open"
_SPEAK = "say" if sys.platform == "darwin" else "espeak-ng -s 165"
_COPY = "pbcopy" if sys.platform == "darwin" else "wl-copy"


class Example(msgspec.Struct, frozen=True):
    """A command and what it does, in a few words."""

    name: str
    meaning: str
    command: CommandSettings


def _page(name: str, meaning: str, address: str) -> Example:
    return Example(name, meaning, CommandSettings(run=f"{_OPEN} {address}", gives=Gives.NOTHING, shows=Shows.NOTHING))


EXAMPLES: tuple[Example, ...] = (
    Example("translate", "Into English, with translate-shell", CommandSettings(run="trans -no-ansi -brief :en")),
    Example(
        "summarise",
        "In five sentences, with a model of your choice (llm)",
        CommandSettings(run="llm -s 'Summarise this article in five sentences.'", gives=Gives.MARKDOWN, seconds=300),
    ),
    Example("speak", "Read it aloud", CommandSettings(run=_SPEAK, shows=Shows.NOTHING, seconds=3_600)),
    Example("pager", "In a pager", CommandSettings(run="less", shows=Shows.TERMINAL)),
    Example("copy", "Its text on the clipboard", CommandSettings(run=_COPY, shows=Shows.NOTHING)),
    Example(
        "mail",
        "Send its address by mail",
        CommandSettings(
            run="xdg-email --subject {title} --body {url}"
            if _OPEN == "xdg-open"
            else "open mailto:?subject={title:encoded}&body={url:encoded}",
            gives=Gives.NOTHING,
            shows=Shows.NOTHING,
        ),
    ),
    _page("mastodon", "Share it on Mastodon", "'https://mastodon.social/share?text={title:encoded}%20{url:encoded}'"),
    _page("instapaper", "Save it in Instapaper", "'https://www.instapaper.com/edit?url={url:encoded}'"),
    _page("archive", "Its copies in the Internet Archive", "'https://web.archive.org/web/{url}'"),
    _page("discussion", "What Hacker News said about it", "'https://hn.algolia.com/?q={url:encoded}'"),
    Example(
        "bookmark",
        "Keep it in buku, the bookmark manager",
        CommandSettings(run="buku --nostdin --add {url} --title {title}", gives=Gives.NOTHING, shows=Shows.NOTICE),
    ),
    Example(
        "wallabag",
        "Save it in wallabag, with wallabag-cli",
        CommandSettings(run="wallabag add {url}", gives=Gives.NOTHING, shows=Shows.NOTICE),
    ),
)
"""In the order in which they are offered. None begins with a program that only one system has."""
