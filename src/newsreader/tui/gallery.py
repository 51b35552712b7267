"""The pictures of the article that is shown: which are here, how large they are, what is drawn of them.

Asks nobody outside: what is shown was kept, or is fetched by the engine because the reader asked for it (promise 5).
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Collection, Iterable, Mapping
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from textual.message import Message

from newsreader.blocks import Block, BlockKind, Blocks
from newsreader.errors import NewsreaderError
from newsreader.pictures.fitting import Cells, Size, at_most, fit_pixels
from newsreader.settings import ImageSettings, PictureProtocol
from newsreader.text import clean
from newsreader.tui.frames import NO_FRAMES, Framed, Frames
from newsreader.tui.themes import MONO

if TYPE_CHECKING:
    from textual.widget import Widget

    from newsreader.pictures.artist import Artist
    from newsreader.pictures.wire import Colour, Draw
    from newsreader.store import Store
    from newsreader.store.images import Picture
    from newsreader.tui.layout import Layout
    from newsreader.tui.picture_lines import Hung
    from newsreader.tui.placeholders import Board
    from newsreader.tui.screens.reading import ReadingScreen

_KEPT = 64
"""Drawings that are kept, of about 10 kB each: all that is near, and what one goes back to."""
_LEAST_ROWS, _MOST_ROWS = 6, 200
"""Of a picture, however low or high the window is."""
_MOST_PIXELS = 750_000
"""Of a picture that the terminal is given: so all that are kept take less than it has room for."""


class Surface(NamedTuple):
    """What pictures are painted on."""

    ground: Colour
    is_grey: bool
    """Without colours, as NO_COLOR wants it."""


class Gallery:
    """Knows the pictures of one article at a time, and has those drawn that are near."""

    class Drawn(Message):
        """A picture was drawn, or could not be."""

        def __init__(self, task: Draw, drawing: bytes | str) -> None:
            super().__init__()
            self.task = task
            self.drawing = drawing

    def __init__(
        self,
        store: Store,
        folder: Path,
        settings: ImageSettings,
        post: Callable[[Message], object],
        *,
        colours: bool,
        is_spoken: bool,
        fetch_key: str,
        open_board: Callable[[PictureProtocol], Board | None],
    ) -> None:
        """`folder` is that of the kept pictures; `colours`: are there enough of them to paint a picture.

        `is_spoken`: does a voice read the screen. `fetch_key` has the pictures of an article fetched. `open_board`
        returns where the terminal takes pictures in pixels; None where it takes none.
        """
        self._store = store
        self._folder = folder
        self.has_colours = colours
        self._is_spoken = is_spoken
        self.use(settings)
        self._open_board = open_board
        self._post = post
        self._fetch_key = fetch_key
        self._is_asked = False
        """Did the reader ask for the pictures of this article."""
        self._known: Mapping[str, Picture] = {}
        self.has_news = False
        """Is there something else to say of a picture than before it was last looked."""
        self._sizes: Mapping[str, Size] = {}
        self._surface = Surface((0, 0, 0), False)
        self._drawings: OrderedDict[Draw, Hung] = OrderedDict()
        self._wanted: dict[Draw, Cells] = {}
        """What is to be drawn, and the cells that it shall take."""
        self._artist: Artist | None = None
        self._is_shaded = False
        """Does something lie over the text that dims its colours."""

    def use(self, settings: ImageSettings) -> None:
        """Go by these settings from the next article on."""
        self._shows = settings.show
        # A voice reads the words that stand for a picture.
        self.protocol = PictureProtocol.NONE if self._is_spoken else settings.protocol
        """What pictures are to be painted with."""
        self._can_paint = self.has_colours and self.protocol is not PictureProtocol.NONE
        self.take_down()
        for name in ("can_show", "_board"):
            vars(self).pop(name, None)

    @cached_property
    def can_show(self) -> bool:
        """Can pictures be shown among the text at all."""
        from newsreader.pictures.artist import can_draw  # with the first picture that is here, not before

        return self._can_paint and can_draw()

    @cached_property
    def _board(self) -> Board | None:
        return self._open_board(self.protocol)

    def shade(self, is_shaded: bool) -> bool:
        """Know whether colours are dimmed; return whether pictures are others then.

        The colour of a picture in pixels is its number, so under a shade it has half blocks.
        """
        self._is_shaded = is_shaded
        return vars(self).get("_board") is not None

    def take_down(self) -> None:
        """Have the terminal forget its pictures: they are out of sight, or it lost them."""
        self._wanted = {}
        board = vars(self).get("_board")
        if board is not None:
            board.clear()
            self._drawings.clear()

    def hang(self, blocks: Blocks) -> None:
        """Take the pictures of another text."""
        self.take_down()
        self._is_asked = False
        self._known = self.look_up(blocks)
        self._sizes = self._sizes_of(self._known, is_asked=False)

    def hang_again(self, blocks: Blocks, in_sight: Collection[int], *, is_asked: bool = False) -> bool:
        """Take what came since, for the same text; return whether it must be laid out anew.

        An image that is in sight becomes a picture only where the reader asked: the text below it moves.
        """
        self._is_asked |= is_asked
        if is_asked:
            self._forget_failures()
        known = self.look_up(blocks)
        self.has_news, self._known = known != self._known, known
        held = set() if self._is_asked else {blocks[index].url for index in in_sight}
        new = self._sizes_of(self._known, is_asked=self._is_asked)
        before = self._sizes
        # What is gone meanwhile keeps its room, for the same reason.
        self._sizes = {**{url: size for url, size in new.items() if url not in held}, **before}
        return self._sizes != before

    def frames(self, window_lines: int) -> Frames:
        """Return which images of the text are pictures, in a window of so many lines."""
        return _frames(self._sizes, window_lines)

    def frames_of(self, blocks: Blocks, window_lines: int) -> Frames:
        """Return the same of another text that was not shown yet. May be called in any thread."""
        return _frames(self._sizes_of(self.look_up(blocks), is_asked=False), window_lines)

    def missing(self, images: Iterable[Block]) -> int:
        """Return how many of these are not here, files that somebody removed included."""
        return sum(not self._is_here(self._known.get(image.url)) for image in images)

    def _is_here(self, picture: Picture | None) -> bool:
        if picture is None or picture.file is None:
            return False
        with suppress(OSError):
            return (self._folder / picture.file).stat().st_size == picture.bytes
        return False

    def look_up(self, blocks: Blocks) -> dict[str, Picture]:
        """Return what is known of the pictures of a text, by address."""
        urls = {block.url for block in blocks if block.kind is BlockKind.IMAGE and block.url}
        # Where the database cannot be read, the article itself says so.
        with suppress(NewsreaderError):
            return self._store.images.pictures(urls) if urls else {}
        return {}

    def _sizes_of(self, known: Mapping[str, Picture], *, is_asked: bool) -> dict[str, Size]:
        here = {url: Size(picture.width, picture.height) for url, picture in known.items() if picture.file}
        return here if here and (self._shows or is_asked) and self.can_show else {}

    def hung(self, url: str, framed: Framed | None) -> Hung:
        """Return the picture of an image at this address, or what there is to say in its place."""
        picture = self._known.get(url)
        if framed is None:
            return self._hint(url, picture)
        task = self._task(url, framed.cells)
        if task is None:
            return f"It is gone · {self._fetch_key} fetches it again"
        drawing = self._drawings.get(task, "")
        if isinstance(drawing, str) and drawing and not self._is_here(picture):
            return f"{drawing} {self._fetch_key} fetches it again."
        return drawing

    def _hint(self, url: str, picture: Picture | None) -> str:
        """Return what to say behind the words of an image that is not shown."""
        if not url or not self._can_paint:
            return ""
        if picture is None or picture.file is not None:
            return f"{self._fetch_key} shows it"
        return f"{clean(picture.reason).rstrip('.')} · {self._fetch_key} asks again"

    def want(self, blocks: Blocks, layout: Layout, near: range, surface: Surface) -> None:
        """Have the pictures on these lines drawn, those first that begin lower, as they come into sight."""
        self._surface = surface
        self._wanted = {
            task: framed.cells
            for block, framed in layout.pictures.items()
            if framed.lines.start < near.stop and framed.lines.stop > near.start
            if (task := self._task(blocks[block].url, framed.cells)) is not None and task not in self._drawings
        }
        if self._artist is None and self._wanted:
            from newsreader.pictures.artist import Artist

            self._artist = Artist(lambda task, drawing: self._post(self.Drawn(task, drawing)))
        if self._artist is not None:
            self._artist.want(list(self._wanted))

    def keep(self, task: Draw, drawing: bytes | str) -> None:
        """Take what was drawn."""
        from newsreader.pictures.wire import Form
        from newsreader.tui.half_blocks import Raster

        cells = self._wanted.pop(task, None)
        if isinstance(drawing, str):
            self._drawings[task] = drawing
        elif task.form is Form.PIXELS:
            self._drawings[task] = Raster(Cells(task.width, task.height // 2), drawing)
        elif cells is not None and self._board is not None:  # else it is out of sight by now
            self._drawings[task] = self._board.pin(drawing, cells)
        while len(self._drawings) > _KEPT:
            _, dropped = self._drawings.popitem(last=False)
            if self._board is not None and not isinstance(dropped, str | Raster):
                self._board.take_down(dropped)

    def _forget_failures(self) -> None:
        """Let those be tried again that could not be drawn: their files may be others now."""
        for task in [task for task, drawing in self._drawings.items() if isinstance(drawing, str)]:
            del self._drawings[task]

    def close(self) -> None:
        """Draw nothing any more, and leave nothing in the terminal."""
        self.take_down()
        if self._artist is not None:
            self._artist.close()

    def _task(self, url: str, cells: Cells) -> Draw | None:
        picture = self._known.get(url)
        if picture is None or picture.file is None:
            return None
        from newsreader.pictures.wire import Draw, Form
        from newsreader.tui.terminal_pictures import cell_size

        file, (ground, is_grey) = str(self._folder / picture.file), self._surface
        if self._board is None or self._is_shaded:
            return Draw(file, cells.columns, 2 * cells.rows, ground, is_grey=is_grey)
        pixels, _ = fit_pixels(Size(picture.width, picture.height), cells, cell_size())
        return Draw(file, *at_most(pixels, _MOST_PIXELS), ground, Form.PNG, is_grey)


def surface_of(pane: Widget) -> Surface:
    """Return what pictures are painted on; the ground of an ANSI theme is the terminal's own, so black or white is."""
    theme = pane.app.current_theme
    if theme.ansi:
        return Surface((0, 0, 0) if theme.dark else (255, 255, 255), theme.name == MONO.name)
    return Surface(pane.background_colors[1].rgb, False)


def gallery_of(screen: ReadingScreen) -> Gallery:
    """Return the gallery of a reading screen, by its settings and what its terminal can show."""

    def open_board(wanted: PictureProtocol) -> Board | None:
        from newsreader.tui.placeholders import board_of  # with the first picture

        return board_of(screen, wanted)

    # With sixteen colours, or none, a picture is a riddle.
    colours = screen.app.console.color_system in ("256", "truecolor")
    return Gallery(
        screen.store,
        screen.images,
        screen.settings.images,
        screen.post_message,
        colours=colours,
        is_spoken=screen.settings.terminal.screen_reader,
        fetch_key=screen.keys.keymap.key_of("image.fetch") or ":image.fetch",
        open_board=open_board,
    )


def _frames(sizes: Mapping[str, Size], window_lines: int) -> Frames:
    return Frames(sizes, min(max(window_lines * 2 // 3, _LEAST_ROWS), _MOST_ROWS)) if sizes else NO_FRAMES
