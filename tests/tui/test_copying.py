"""What y and Y put on the clipboard, and through which program."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from tests.building import add_feed, new_article
from tests.tui.driving import reading

from newsreader.store import Store
from newsreader.tui.copying import clipboard_command, markdown_link


@pytest.mark.parametrize(
    ("environment", "platform", "command"),
    [
        ({"WAYLAND_DISPLAY": "wayland-0", "DISPLAY": ":0"}, "linux", "wl-copy"),
        ({"DISPLAY": ":0"}, "linux", "xclip"),
        ({}, "darwin", "pbcopy"),
        ({}, "linux", None),
        ({"DISPLAY": ":10", "SSH_CONNECTION": "192.0.2.1 5 192.0.2.2 22"}, "linux", None),
    ],
    ids=["wayland", "x11", "mac", "console", "over ssh"],
)
def test_the_desktops_own_program_is_chosen(environment: dict[str, str], platform: str, command: str | None) -> None:
    found = clipboard_command(environment, lambda name: f"/usr/bin/{name}", platform)

    assert (found[0] if found else None) == command


def test_a_program_that_is_not_there_is_not_run() -> None:
    assert clipboard_command({"DISPLAY": ":0"}, lambda _: None, "linux") is None


def test_a_title_with_brackets_stays_one_markdown_link() -> None:
    link = markdown_link(r"A [sic] \ b", "https://example.org/a_(b)")

    assert link == r"[A \[sic\] \\ b](https://example.org/a_%28b%29)"


async def test_y_copies_the_link_and_shift_y_markdown(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copied = tmp_path / "copied"
    program = tmp_path / "xclip"
    program.write_text(f"#!{sys.executable}\nimport sys\nopen({str(copied)!r}, 'w').write(sys.stdin.read())\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("DISPLAY", ":0")
    for name in ("SSH_CONNECTION", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(sys, "platform", "linux")
    add_feed(store, "Nature", [new_article("a", link="https://nature.example/a")])

    async with reading(store) as reader:
        await reader.press("y")
        assert reader.app.clipboard == "https://nature.example/a"
        assert "Copied https://nature.example/a" in reader.text
        await reader.until(lambda: copied.exists() and bool(copied.read_text()))
        assert copied.read_text() == "https://nature.example/a"
        await reader.press("Y")
        assert reader.app.clipboard == "[Title of a](https://nature.example/a)"


async def test_an_article_without_a_link_says_so(store: Store) -> None:
    add_feed(store, "Nature", 1)

    async with reading(store) as reader:
        await reader.press("y")

        assert "There is no link to copy here." in reader.text
        assert reader.app.clipboard == ""
