"""Promise 10 by every way there is: a link of the web is one encoded argument, any other address starts nothing."""

from __future__ import annotations

import sys
import time
from collections.abc import Awaitable, Callable
from pathlib import Path

import msgspec
import pytest
from tests.building import HOUR, add_feed, new_article
from tests.store.checks import query
from tests.tui.driving import Reader, reading

from newsreader.blocks import Block, BlockKind, Span, SpanKind
from newsreader.store import Store

SAFE = "https://example.org/a b?q=$(touch x)&r=`id`;'\"|é"
ENCODED = "https://example.org/a%20b?q=%24%28touch%20x%29&r=%60id%60;%27%22%7C%C3%A9"
LAST = "https://example.org/last"
HOSTILE = {
    "javascript": "javascript:alert(1)",
    "file": "file:///etc/passwd",
    "option": "--version",
    "user": "https://example.org@evil.example/",
    "no host": "https:///etc/passwd",
    "line break": "https://example.org/\nfile:///etc/passwd",
    "bidi": "https://example.org/\u202egpj.exe",
    "ftp": "ftp://example.org/",
    "long": "https://example.org/" + "a" * 4_080,
}
_WORDS = "The link"


async def press(reader: Reader, *keys: str) -> None:
    await reader.press(*keys)


async def by_click(reader: Reader) -> None:
    view = reader.screen.article_view
    row = next(row for row, line in enumerate(reader.text.splitlines()) if _WORDS in line)
    column = reader.text.splitlines()[row].index(_WORDS)
    await reader.pilot.click(offset=(column + 1, row))
    assert view.article is not None


WAYS: dict[str, Callable[[Reader], Awaitable[None]]] = {
    "o": lambda reader: press(reader, "o"),
    "O": lambda reader: press(reader, "O"),
    "c": lambda reader: press(reader, "c"),
    "number": lambda reader: press(reader, "l", "1", "j"),
    "hint": lambda reader: press(reader, "l", "f", "a", "j"),
    "list": lambda reader: press(reader, "U", "o"),
    "click": by_click,
    "feed": lambda reader: press(reader, "h", "G", "o"),
    "picture": lambda reader: press(reader, "I", "o"),
}
NO_LINK = {"number", "hint", "list", "click"}
"""Here an address that is not safe is no link at all."""


@pytest.fixture
def record(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where a browser writes down what it is given, one line an argument."""
    script, record = tmp_path / "browser", tmp_path / "opened"
    script.write_text(
        f"#!{sys.executable}\nimport sys\nopen({str(record)!r}, 'a').write('\\n'.join(sys.argv[1:]) + '\\n')\n"
    )
    script.chmod(0o755)
    monkeypatch.setenv("BROWSER", str(script))
    return record


def opened(record: Path) -> list[str]:
    end = time.monotonic() + 10
    while not (record.exists() and record.read_text().endswith("\n")) and time.monotonic() < end:
        time.sleep(0.05)
    return record.read_text().splitlines()


def article_with(store: Store, address: str) -> None:
    """An article all of whose addresses are this one; stored as they are, for what opens them is the second wall."""
    blocks = (
        Block(BlockKind.PARAGRAPH, _WORDS, (Span(0, len(_WORDS), SpanKind.LINK, address),)),
        Block(BlockKind.IMAGE, "A picture.", url=address),
    )
    new = new_article("a", link=address, blocks=blocks, age_s=HOUR)
    parsed = msgspec.structs.replace(new.parsed, comments=address)
    add_feed(store, "News", [msgspec.structs.replace(new, parsed=parsed)])
    query(store.path, "UPDATE feeds SET site = '" + address.replace("'", "''") + "'")


@pytest.mark.parametrize("way", WAYS)
async def test_promise_10_a_link_of_the_web_is_one_encoded_argument(store: Store, record: Path, way: str) -> None:
    article_with(store, SAFE)

    async with reading(store) as reader:
        await WAYS[way](reader)

        assert opened(record) == [ENCODED]


@pytest.mark.parametrize("kind", HOSTILE)
async def test_promise_10_any_other_starts_nothing_and_says_why(store: Store, record: Path, kind: str) -> None:
    article_with(store, HOSTILE[kind])
    for way, act in WAYS.items():
        async with reading(store) as reader:
            before = reader.text
            await act(reader)

            said = reader.app.screen.query_one("StatusLine").notice or reader.screen.status.notice  # type: ignore[attr-defined]
            assert "not opened" in said or (way in NO_LINK and "no link" in said.lower()) or way == "click", (way, said)
            assert way != "click" or before
            await reader.press("escape")

    # What starts at last is alone in the record.
    query(store.path, f"UPDATE articles SET link = '{LAST}'")
    async with reading(store) as reader:
        await reader.press("o")
        assert opened(record) == [LAST]
