"""The neighbours of an article are laid out before one goes to them."""

from __future__ import annotations

from tests.building import add_feed, new_article, paragraphs
from tests.tui.driving import Reader, reading
from textual.events import Key

from newsreader.blocks import Blocks
from newsreader.store import Store
from newsreader.tui.preloading import Layouts


def text(name: str) -> Blocks:
    return paragraphs(*(f"Paragraph {number} of {name}. " * 5 for number in range(9)))


async def rest(reader: Reader) -> None:
    """Let the cursor stand still for as long as the neighbours wait for."""
    await reader.pilot.pause(0.3)
    await reader.settle()


def test_a_layout_that_was_prepared_serves_its_text_and_width_only() -> None:
    layouts = Layouts()
    layouts.prepare(text("a"), 40)

    ready = layouts.layout(text("a"), 40)

    assert layouts.layout(text("a"), 40) is ready
    assert layouts.layout(text("b"), 40) is not ready
    assert layouts.layout(text("a"), 50).width == 50


def test_only_the_last_few_layouts_are_kept() -> None:
    layouts = Layouts()
    layouts.prepare(text("first"), 40)
    first = layouts.layout(text("first"), 40)
    for name in "abcd":
        layouts.prepare(text(name), 40)

    assert layouts.layout(text("first"), 40) is not first
    assert layouts.layout(text("d"), 40) is layouts.layout(text("d"), 40)


async def test_next_and_previous_articles_are_ready_once_the_cursor_rests(store: Store) -> None:
    add_feed(store, "Nature", [new_article(name, blocks=text(name), age_s=age) for age, name in enumerate("abcd", 1)])

    async with reading(store) as reader:
        view = reader.screen.article_view
        for _ in "jj":  # in one go: where it rests on the way is how fast the machine is
            reader.app.post_message(Key("j", "j"))
        await rest(reader)

        ready = {name: view.layouts.layout(text(name), view.layout_width) for name in "abd"}
        for name, is_ready in (("d", True), ("b", True), ("a", False)):
            assert (view.layouts.layout(text(name), view.layout_width) is ready[name]) is is_ready, name
        await reader.press("J")
        assert view._layout is ready["d"]
        assert "Paragraph 1 of d." in reader.text
