from __future__ import annotations

import re
import tomllib
from importlib.resources import files
from pathlib import Path

import pytest

from newsreader.articles.lexicon import class_groups, lexicon, plain, read_lexicon

WORDS = files("newsreader.articles").joinpath("words")
LANGUAGES = ("de", "en", "es", "fr", "it", "ja", "ko", "nl", "pt", "ru", "zh")
UNSEEN = {
    "de": 37,
    "en": 58,
    "es": 36,
    "fr": 26,
    "it": 35,
    "ja": 26,
    "ko": 16,
    "nl": 41,
    "pt": 29,
    "ru": 20,
    "zh": 25,
}
"""Entries of each file that nobody has met on a site. Lower a number when one is met or goes; never raise one."""
HOST = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}")


def test_every_language_asked_for_has_its_file() -> None:
    assert {path.name for path in WORDS.iterdir() if path.name.endswith(".toml")} == {
        f"{tag}.toml" for tag in LANGUAGES
    }


def sites(tag: str) -> dict[tuple[str, str], str]:
    """Return the sites of a language's file by section and entry."""
    table = tomllib.loads(WORDS.joinpath(f"{tag}.toml").read_text("utf-8"))
    sections = {f"class.{name}": entries for name, entries in table.pop("class", {}).items()} | table
    return {(section, entry): site for section, entries in sections.items() for entry, site in entries.items()}


@pytest.mark.parametrize("tag", LANGUAGES)
def test_every_entry_names_a_site_or_says_that_it_is_unseen(tag: str) -> None:
    for (section, entry), site in sites(tag).items():
        assert site == "unseen" or HOST.fullmatch(site), f"[{section}] {entry}: {site}"
        assert entry == entry.lower(), entry


@pytest.mark.parametrize("tag", LANGUAGES)
def test_the_unseen_entries_only_become_fewer(tag: str) -> None:
    unseen = [entry for entry, site in sites(tag).items() if site == "unseen"]

    assert len(unseen) == UNSEEN[tag], unseen


@pytest.mark.parametrize(
    ("phrase", "text", "matches"),
    [
        ("read more *", "Read more: the bridge", True),
        ("read more *", "Read more", True),
        ("read more *", "Read moreover", False),
        ("* in the comments", "Tell us in the comments!", True),
        ("image # of #", "Image 3 of 12", True),
        ("(sign|log) in", "Log in.", True),
        ("comments #", "Comments (12)", True),
        ("don't miss *", "Don’t miss this", True),
        ("关注*公众号*", "关注我们的公众号吧", True),
    ],
)
def test_phrases_are_read_as_they_are_told(tmp_path: Path, phrase: str, text: str, *, matches: bool) -> None:
    path = tmp_path / "xx.toml"
    path.write_text(f'[notice]\n"{phrase}" = "a.example"\n', "utf-8")

    assert (read_lexicon([path]).notice.match(plain(text)) is not None) is matches


@pytest.mark.parametrize(
    "line",
    [
        "De tekst gaat verder onder de afbeelding",
        "Tekst gaat verder onder de foto",
        "Bekijk ook:",
        "Empfohlener redaktioneller Inhalt",
        "Y recuerda que puedes recibir notificaciones en nuestra app",
    ],
)
def test_lines_met_on_sites_are_notices(line: str) -> None:
    assert lexicon().notice.match(plain(line))


@pytest.mark.parametrize("line", ["Volgende bericht", "Vorig artikel", "이 기사를 공유합니다", "Más leídas"])
def test_lines_met_on_sites_are_endings(line: str) -> None:
    assert lexicon().ending.match(plain(line))


@pytest.mark.parametrize(
    ("names", "groups"),
    [
        ("articleBody", ()),
        ("relatedPosts", ("related",)),
        ("post__share-buttons", ("share",)),
        ("header shadow reader", ()),
        ("has-ads is-comments", ()),
        ("wp-caption-text", ("caption",)),
        ("gradient badge roadmap", ()),
    ],
)
def test_class_names_are_told_by_their_parts(names: str, groups: tuple[str, ...]) -> None:
    assert class_groups(names) == groups


@pytest.mark.parametrize(
    "text",
    [
        "Share prices fell on Monday after the harbour office had told what the boats would cost.",
        "Watch the water, she said, and the boat will come.",
        "More than a hundred people stood on the pier.",
        "Von Berg bis Tal war alles weiß.",
        "Photos of the old ferry hang in the net loft.",
        "Related species live in the Pacific.",
        "Comments by the mayor were met with silence.",
        "Follow the road to the sea and turn left at the crane.",
        "Email was new then, and nobody on the island had it.",
        "Publicidad y propaganda no son lo mismo, escribió el alcalde.",
        "Reclame is het halve werk, zei de directeur van de haven.",
        "広告のない港は静かだ。",
        "分享是一种美德，她说。",
        "De tekst van de kapitein gaat verder dan de wet.",
    ],
)
def test_prose_that_begins_like_a_notice_is_none(text: str) -> None:
    said = plain(text)

    assert not lexicon().notice.match(said)
    assert not lexicon().ending.match(said)
