"""The article pane: blocks laid out for the width, painted line by line, scrolled by keys."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from rich.segment import Segment
from textual import events
from textual.message import Message
from textual.strip import Strip

from newsreader.blocks import BlockKind, Blocks
from newsreader.model import Article, ReadingPlace
from newsreader.tui.article_find import ArticleFind
from newsreader.tui.article_head import HeadLine, head_lines
from newsreader.tui.commands import Place
from newsreader.tui.gallery import Gallery, surface_of
from newsreader.tui.layout import Layout, Role
from newsreader.tui.painting import Stretch, paint_line
from newsreader.tui.preloading import Layouts
from newsreader.tui.widgets.text_pane import TextPane

if TYPE_CHECKING:
    from newsreader.pictures.wire import Draw
    from newsreader.tui.finding import Find

MEASURE = 76
"""Cells of a line of text: what the eye follows without losing the next line."""
MEASURES = range(40, 121)
"""What the reader may set it to."""
_NARROW = 52
"""Panes up to this width give all they have to the text."""
_STRIPS_KEPT = 400
"""Painted lines; a row of a picture takes some 20 kB."""


class ArticleView(TextPane):
    """One article. Scrolling is the reader's only act here; reaching the end is told to the screen."""

    has_edge = True
    title_ink = "kicker"
    note_at_right = True

    class EndReached(Message):
        """The reader scrolled to the last line."""

        def __init__(self, article_id: int) -> None:
            super().__init__()
            self.article_id = article_id

    class PictureClicked(Message):
        """A picture was clicked, to be seen large."""

        def __init__(self, url: str) -> None:
            super().__init__()
            self.url = url

    class FindChanged(Message):
        """Another match, another number of them, or the find ended."""

    def __init__(self, clock: Callable[[], int], gallery: Gallery, *, id: str) -> None:  # noqa: A002 - Textual's own word
        super().__init__(id=id)
        self._clock = clock
        self.gallery = gallery
        self._article: Article | None = None
        self._wants_feed_text = False
        self.measure = MEASURE
        """The most cells that a line of text takes."""
        self.layouts = Layouts()
        self._restoring: tuple[int, int] | None = None
        self._place: ReadingPlace | None = None
        self._place_in_other: tuple[int, int] | None = None
        """What stood on top of the text that is not shown, before it was flipped away."""
        self._marks: dict[int, list[Stretch]] | None = {}
        """By block, the marks that lead to notes; None until a text with notes is painted."""
        self.finding = ArticleFind(self)
        """The words that are marked in the text."""

    @property
    def article(self) -> Article | None:
        """What is shown."""
        return self._article

    @property
    def blocks(self) -> Blocks:
        """The text that is shown: the better one, or the feed's where that was asked for."""
        if self._article is None:
            return ()
        return self._article.feed_blocks if self._wants_feed_text else self._article.blocks

    def show(self, article: Article | None) -> None:
        """Show an article from where reading stopped, else from its top; or nothing."""
        self._article = article
        place = article.place if article else None
        self._restoring = (place.block, place.offset) if place is not None and place.is_between else None
        self._place = self._place_in_other = None
        self._wants_feed_text = False
        self.gallery.hang(self.blocks)
        self.finding.begin()
        self.post_message(self.FindChanged())
        self.title = article.headline.source.upper() if article else ""
        self._lay_out(keep_place=False)

    def update_article(self, article: Article) -> None:
        """Show the article as it is now, at the same place: its state, its text or its pictures changed."""
        before, place, text = self._article, self.top_place, self.blocks
        self._article = article
        has_same_text = before is not None and self._texts(before) == self._texts(article)
        if place is not None and not has_same_text:
            from newsreader.tui.moved_places import place_in

            self._restoring = place_in(self.blocks, text, place)
        has_same_frames = not self.gallery.hang_again(self.blocks, self._blocks_in_sight() if has_same_text else ())
        has_news = not has_same_frames or self.gallery.has_news
        if article == before and not has_news and self._head_lines == self._head_of(article):
            return
        self._lay_out(keep_place=True, has_same_text=has_same_text and has_same_frames)
        if self._place is not None and not has_same_text:
            self._note_place()

    def _head_of(self, article: Article) -> list[HeadLine]:
        return head_lines(
            article, self.blocks, self._layout.width, self._clock(), self.inks, self.typed, self.finding.searched
        )

    @staticmethod
    def _texts(article: Article) -> tuple[Blocks, Blocks]:
        return article.feed_blocks, article.page_blocks

    @property
    def wants_feed_text(self) -> bool:
        """Is the feed's text shown because it was asked for."""
        return self._wants_feed_text

    def go_to(self, place: tuple[int, int] | None) -> None:
        """Bring a block and character to the top of the window; None is the article's head."""
        line = 0 if place is None else self._layout.line_of(*place) + len(self._head_lines)
        self.scroll_to(y=min(line, self.max_scroll_y), animate=False, force=True)
        self._note_place()

    def flip(self) -> bool:
        """Change between the page's text and the feed's, each where it was left; False where there is only one."""
        if self._article is None or not (self._article.page_blocks and self._article.feed_blocks):
            return False
        self._wants_feed_text = not self._wants_feed_text
        self._restoring, self._place_in_other = self._place_in_other, self.top_place
        self.gallery.hang(self.blocks)
        self._lay_out(keep_place=False)
        return True

    @property
    def top_place(self) -> tuple[int, int] | None:
        """The block and character on top of the window; None at the article's head."""
        top = self.scroll_offset.y
        return self._layout.place_of(top - len(self._head_lines)) if top > len(self._head_lines) else None

    @property
    def place_reached(self) -> ReadingPlace | None:
        """How far the reader scrolled in the better text; None where the article was only looked at."""
        return self._place

    def _note_place(self) -> None:
        if self._article is None or self._wants_feed_text or self.max_scroll_y <= 0:
            return
        place = self.top_place
        if self.is_at_end:
            self._place = ReadingPlace(0, 0, 1000)
        elif place is None:
            self._place = ReadingPlace(0, 0, 0)
        else:
            above = (self.scroll_offset.y + self.window_lines) * 1000 // self._line_count
            self._place = ReadingPlace(*place, min(max(above, 1), 999))

    @property
    def is_at_end(self) -> bool:
        """Is the last line in sight."""
        return self.scroll_offset.y >= self.max_scroll_y

    def scroll_lines(self, lines: int) -> None:
        """Scroll by the reader's hand; negative is up."""
        super().scroll_lines(lines)
        self._note_place()
        if self._article is not None and self.max_scroll_y > 0 and self.is_at_end:
            self.post_message(self.EndReached(self._article.headline.id))

    def change_measure(self, cells: int) -> bool:
        """Make the text wider by so many cells, negative is narrower; False where it stays as it is."""
        before = self._layout.width
        # What is shown gets narrower with the first stroke, even where the pane gives less than the measure.
        wanted = (min(self.measure, before) if cells < 0 else self.measure) + cells
        kept, self.measure = self.measure, min(max(wanted, MEASURES[0]), MEASURES[-1])
        self._lay_out(keep_place=True)
        if self._layout.width == before:
            self.measure = kept
        return self._layout.width != before

    def set_measure(self, cells: int) -> None:
        """Make the text so wide, as far as the pane has room."""
        self.measure = cells
        self._lay_out(keep_place=True)

    @property
    def layout_width(self) -> int:
        """Cells of the widest line; 0 before the first article is shown."""
        return self._layout.width

    @property
    def key_place(self) -> Place | None:
        """Whose keys go before all others: those of a selection, or of a find."""
        return Place.SELECTED if self.has_selection else Place.FOUND if self.finding.is_typed else None

    @property
    def find(self) -> Find | None:
        """What is highlighted, if anything is."""
        return self.finding.shown

    def repaint_text(self) -> None:
        """Paint again what is marked, and say that it is otherwise."""
        self._strips.clear()
        self.refresh()
        self.post_message(self.FindChanged())

    def marks_changed(self) -> None:
        """Paint text and head again: other words are marked in them."""
        self._lay_out(keep_place=True, has_same_text=True)
        self.post_message(self.FindChanged())

    def _lay_out(self, *, keep_place: bool, has_same_text: bool = False) -> None:
        """Make the lines for the present width; with `keep_place` the same words stay on top."""
        place = self._restoring or (self.top_place if keep_place else None)
        room = self.text_width
        if not room:
            # Not on the screen; before it is laid out again the lines of another text must not be painted.
            if not has_same_text:
                self._restoring, self._layout, self._head_lines = place, Layout(0), []
                self._strips.clear()
                self.set_lines(0)
            return
        self._restoring = None
        is_new = not keep_place or not self._layout.lines
        width = max(min(self.measure, room - 7 if room > _NARROW else room - 4), 8)
        self._left = max(1, (room - width + 1) // 2)
        blocks = self.blocks
        self._strips.clear()
        if not (has_same_text and self._layout.width == width):
            self._layout = self.layouts.layout(blocks, width, self.gallery.frames(self.window_lines))
            self._labels = {}
            self._marks = None if any(block.kind is BlockKind.NOTE and block.marker for block in blocks) else {}
            self.finding.look_again()
            self.clear_selection()
        article, before = self._article, len(self._head_lines)
        self._head_lines = self._head_of(article) if article else []
        if len(self._head_lines) != before:
            self.clear_selection()
        # Two blank lines below the last one say that it is the last.
        self.set_lines(len(self._head_lines) + len(self._layout.lines) + 2 if article else 0)
        if place is not None:
            self.scroll_to(y=self._layout.line_of(*place) + len(self._head_lines), animate=False, force=True)
        elif not keep_place:
            self.scroll_to(0, 0, animate=False, force=True)
        if is_new:
            self.finding.go_to_first()
        self._want_pictures()
        self.refresh()

    # Pictures

    def show_pictures(self) -> None:
        """Show all pictures that are here, because the reader asked for them."""
        has_same_frames = not self.gallery.hang_again(self.blocks, (), is_asked=True)
        self._lay_out(keep_place=True, has_same_text=has_same_frames)

    def nearest_image(self) -> str:
        """Return the address of the image that is nearest to the top of the window."""
        top = self.scroll_offset.y - len(self._head_lines)
        lines = ((abs(number - top), self.blocks[line.block]) for number, line in enumerate(self._layout.lines))
        images = ((distance, block.url) for distance, block in lines if block.kind is BlockKind.IMAGE and block.url)
        return min(images, default=(0, ""))[1]

    def on_click(self, event: events.Click) -> None:
        """Show a picture large; what ends a drag selects."""
        line = self.line_under(event)
        number = -1 if line is None or self.is_on_scrollbar(event) else line - len(self._head_lines)
        if not self.has_selection and 0 <= number < len(self._layout.lines):
            at = self._layout.lines[number]
            if at.role is Role.PICTURE and event.button == 1:
                self.post_message(self.PictureClicked(self.blocks[at.block].url))

    def show_drawing(self, task: Draw, drawing: bytes | str) -> None:
        """Paint a picture that was drawn, where it is shown: nothing else moves or is painted."""
        self.gallery.keep(task, drawing)
        for framed in self._layout.pictures.values():
            for line in framed.lines:
                self._strips.pop(line + len(self._head_lines), None)
            self.repaint_lines(framed.line + len(self._head_lines), framed.cells.rows)

    def shade(self, is_shaded: bool) -> None:
        """Know whether what lies over this dims its colours."""
        if self.gallery.shade(is_shaded):
            self._strips.clear()
            self.refresh()
            self._want_pictures()

    def _want_pictures(self) -> None:
        """Have those drawn that are within a screen of sight."""
        if self._layout.pictures:
            top, window = self.scroll_offset.y - len(self._head_lines), self.window_lines
            self.gallery.want(self.blocks, self._layout, range(top - window, top + 2 * window), surface_of(self))

    def _blocks_in_sight(self) -> set[int]:
        top = max(self.scroll_offset.y - len(self._head_lines), 0)
        return {line.block for line in self._layout.lines[top : top + self.window_lines]}

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Look ahead for pictures."""
        super().watch_scroll_y(old_value, new_value)
        self._want_pictures()

    def content_line(self, line: int) -> Strip:
        """Return the painted line, kept from the last time, with its labels."""
        strip = self._strips.get(line)
        if strip is None:
            if len(self._strips) > _STRIPS_KEPT:
                self._strips.clear()
            strip = self._strips[line] = super().content_line(line)
        return self.marked(strip, line)

    def line_at(self, line: int) -> list[Segment]:
        """Return the segments of a line of head or text."""
        if self._article is None:
            return self.vacant_line(line)
        number = line - len(self._head_lines)
        if number < 0:
            segments = self._head_lines[line].segments
        elif number < len(self._layout.lines):
            text_line = self._layout.lines[number]
            stretches = self.finding.stretches(text_line.block)
            stretches += self._marks_of(text_line.block)
            framed = self._layout.pictures.get(text_line.block)
            hung = self.gallery.hung(self.blocks[text_line.block].url, framed)
            segments = paint_line(text_line, self.blocks, self._layout, self.inks, stretches, hung)
        else:
            return []
        return [Segment(" " * self._left), *segments]

    def _marks_of(self, block: int) -> Sequence[Stretch]:
        if self._marks is None:
            self._marks = {}
            for link in self.links:
                if link.note >= 0:
                    self._marks.setdefault(link.block, []).append(Stretch(link.start, link.end, "link"))
        return self._marks.get(block, ())

    def notify_style_update(self) -> None:
        """Forget painted lines: theme or sheet changed."""
        super().notify_style_update()
        self._strips.clear()
        if self._head_lines:
            self.call_later(self._lay_out, keep_place=True, has_same_text=True)

    def on_resize(self, event: events.Resize) -> None:
        """Lay out for the new width, the same words on top."""
        self._lay_out(keep_place=True)

    def wheel(self, lines: int) -> None:
        """The wheel is the reader's hand too."""
        self.scroll_lines(lines)

    def _scroll_to_mouse(self, event: events.MouseEvent) -> None:
        super()._scroll_to_mouse(event)
        self.scroll_lines(0)  # the scrollbar as well
