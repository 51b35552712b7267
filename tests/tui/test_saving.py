"""w: the article as a file of text, Markdown or HTML."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from tests.building import add_feed, new_article, paragraphs
from tests.tui.driving import Reader, reading

from newsreader.store import Store
from newsreader.tui.saving import file_name, folders_at


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The user's folder, with three folders in it."""
    home = tmp_path / "user"
    for name in ("texts", "talks", ".hidden"):
        (home / name).mkdir(parents=True)
    monkeypatch.setenv("HOME", str(home))
    return home


@pytest.fixture
def one(store: Store) -> Store:
    title = "The Bridge: /etc/passwd & [b]more[/]"
    add_feed(store, "News", [new_article("a", title=title, blocks=paragraphs("It opens & closes."))])
    return store


async def save_as(reader: Reader, name: str) -> None:
    await reader.press("w", "ctrl+u", *name, "enter")


async def test_enter_saves_the_text_under_a_name_made_from_the_title(one: Store, home: Path) -> None:
    async with reading(one) as reader:
        await reader.press("w")
        assert "Save as ~/the-bridge-etc-passwd-b-more.txt" in reader.text
        await reader.press("enter")

        assert "Saved as" in reader.screen.status.notice
    assert "It opens & closes." in (home / "the-bridge-etc-passwd-b-more.txt").read_text()
    assert [each.name for each in home.iterdir() if each.name.endswith(".part")] == []


@pytest.mark.parametrize(
    ("ending", "words"), [("md", "It opens & closes."), ("html", "<p>It opens &amp; closes.</p>"), ("TXT", "closes.")]
)
async def test_the_ending_says_what_it_becomes(one: Store, home: Path, ending: str, words: str) -> None:
    async with reading(one) as reader:
        await save_as(reader, f"~/texts/a.{ending}")

    assert words in (home / "texts" / f"a.{ending}").read_text()


async def test_a_file_that_is_there_is_replaced_by_a_second_enter_only(one: Store, home: Path) -> None:
    kept = home / "kept.md"
    kept.write_text("mine")
    async with reading(one) as reader:
        await save_as(reader, "~/kept.md")
        assert "Enter again replaces it" in " ".join(reader.text.split())
        assert kept.read_text() == "mine"
        await reader.press("escape", "w", "ctrl+u", *"~/kept.md", "enter")
        assert kept.read_text() == "mine"
        await reader.press("enter")
        assert "It opens" in kept.read_text()


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("~/a.pdf", "must end in .txt"),
        ("~/texts", "is a folder"),
        ("~/texts/", "is a folder"),
        ("~/none/a.md", "There is no folder"),
        ("~nobody-of-this-name/a.md", "not the name of a file"),
        ("/dev/null/a.md", "cannot be written"),
    ],
)
async def test_what_cannot_be_written_is_said_in_place(one: Store, home: Path, typed: str, words: str) -> None:
    async with reading(one) as reader:
        await save_as(reader, typed)

        assert words in " ".join(reader.text.split())
        assert reader.screen.status.is_asking
        await reader.press("ctrl+u", *"~/a.md", "enter")
    assert (home / "a.md").exists()


@pytest.mark.skipif(os.geteuid() == 0, reason="root writes everywhere")
async def test_a_folder_that_may_not_be_written_is_said_in_place(one: Store, home: Path) -> None:
    (home / "texts").chmod(0o500)
    async with reading(one) as reader:
        await save_as(reader, "~/texts/a.md")

        assert "permission denied" in reader.text


def test_tab_completes_folders_below_home(home: Path) -> None:
    (home / "tune.txt").touch()

    assert [each.text for each in folders_at("~/t", 3)] == ["talks/", "texts/"]
    assert [each.text for each in folders_at("~/", 2)] == ["talks/", "texts/"]
    assert [each.text for each in folders_at("~/.h", 4)] == [".hidden/"]
    assert folders_at("~/none/x", 8) == ()
    assert folders_at("plain", 5) == ()


@pytest.mark.parametrize(
    ("title", "name"),
    [("", "article"), ("…", "article"), ("Zürich 東京", "zürich-東京"), ("../../x", "x"), ("a" * 500, "a" * 60)],
)
def test_any_title_is_a_harmless_name(title: str, name: str) -> None:
    assert file_name(title) == name


async def test_without_an_article_it_says_so(store: Store) -> None:
    async with reading(store) as reader:
        await reader.press("w")

        assert "no article to save" in reader.screen.status.notice
