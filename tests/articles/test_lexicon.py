from __future__ import annotations

import tomllib
from importlib.resources import files
from pathlib import Path

import pytest

from newsreader.articles.lexicon import class_groups, lexicon, plain, read_lexicon

WORDS = files("newsreader.articles").joinpath("words")
LANGUAGES = ("de", "en", "es", "fr", "it", "ja", "ko", "nl", "pt", "ru", "zh")


def test_every_language_asked_for_has_its_file() -> None:
    assert {path.name for path in WORDS.iterdir() if path.name.endswith(".toml")} == {
        f"{tag}.toml" for tag in LANGUAGES
    }


@pytest.mark.parametrize("tag", LANGUAGES)
def test_every_entry_names_the_site_where_it_was_seen(tag: str) -> None:
    table = tomllib.loads(WORDS.joinpath(f"{tag}.toml").read_text("utf-8"))
    classes = table.pop("class", {})

    for section in (*table.values(), *classes.values()):
        for entry, site in section.items():
            assert isinstance(site, str), entry
            assert "." in site, entry
            assert entry == entry.lower(), entry


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
    ],
)
def test_prose_that_begins_like_a_notice_is_none(text: str) -> None:
    said = plain(text)

    assert not lexicon().notice.match(said)
    assert not lexicon().ending.match(said)
