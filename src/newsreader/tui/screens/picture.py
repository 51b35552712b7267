"""The pictures of the article one by one, as large as the window."""

from __future__ import annotations

import os
from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from textual import events
from textual.app import ComposeResult
from textual.getters import query_one
from textual.message import Message

from newsreader.blocks import Block
from newsreader.errors import NewsreaderError
from newsreader.pictures.artist import NEEDS_PILLOW, Artist, can_draw
from newsreader.pictures.fitting import Cells, Size, fit, fit_pixels
from newsreader.pictures.wire import Draw, Form
from newsreader.programs.opening import start, viewer
from newsreader.settings import PictureProtocol
from newsreader.text import clean
from newsreader.tui.app import NewsApp
from newsreader.tui.browsing import browse
from newsreader.tui.commands import Place
from newsreader.tui.gallery import surface_of
from newsreader.tui.half_blocks import Raster
from newsreader.tui.picture_fetching import fetch_pictures
from newsreader.tui.screens.overlay import Does, Overlay
from newsreader.tui.stylesheets import stylesheet
from newsreader.tui.terminal_pictures import FORGET, at_cell, cell_size, kitty, protocol_of
from newsreader.tui.widgets.picture_view import PictureView
from newsreader.tui.widgets.status_line import StatusLine

if TYPE_CHECKING:
    from newsreader.store.images import Picture
    from newsreader.tui.screens.reading import ReadingScreen

_FORMS = {PictureProtocol.KITTY: Form.PNG, PictureProtocol.SIXEL: Form.SIXEL}

_NEXT = ("article.next_unread", "article.next", "picture.next", "cursor.down", "read.on")
_PREVIOUS = ("article.previous_unread", "article.previous", "cursor.up", "read.backward")


class PictureScreen(Overlay[None]):
    """One picture at a time, from the one that was chosen on."""

    CSS_PATH = stylesheet("pictures.tcss")
    place = Place.PICTURE

    picture_view = query_one("#picture", PictureView)

    class Drawn(Message):
        """A picture was drawn, or could not be."""

        def __init__(self, task: Draw, drawing: bytes | str) -> None:
            super().__init__()
            self.task = task
            self.drawing = drawing

    def __init__(self, reading: ReadingScreen, images: Sequence[Block], url: str) -> None:
        """`url`: the address of the first that is shown."""
        super().__init__(reading)
        self._images = images
        self._index = next((index for index, image in enumerate(images) if image.url == url), 0)
        assert isinstance(reading.app, NewsApp)
        self._protocol = protocol_of(reading.article_view.gallery.protocol, os.environ, reading.app.answers)
        self._artist = Artist(lambda task, drawing: self.post_message(self.Drawn(task, drawing)))
        self._wanted: Draw | None = None
        """What is shown, or is to be."""
        self._cells = Cells(0, 0)
        """That it takes."""
        self._pixels: bytes | None = None
        """What the terminal is to be given, once it was drawn."""
        self._is_over_cells = False
        """Does Kitty show it, which keeps it over whatever is painted."""

    def compose(self) -> ComposeResult:
        """The picture, and a status line that says what the reading screen's says."""
        yield PictureView(id="picture")
        yield StatusLine()

    def does(self) -> Does:
        """Return what each command does here: what moves in a list goes from picture to picture."""
        return {
            **super().does(),
            **dict.fromkeys(_NEXT, partial(self._step, 1)),
            **dict.fromkeys(_PREVIOUS, partial(self._step, -1)),
            "picture.fetch": lambda count: fetch_pictures(self.reading),
            "article.browse": lambda count: self._open(),
            "image.show": lambda count: self.close(),
        }

    def on_mount(self) -> None:
        """Follow what is fetched."""
        self.reading.feeds_changed.subscribe(self, lambda _: self._show_if_other())
        self.app.app_resume_signal.subscribe(self, lambda _: self._show())  # a shell in between leaves no pixels
        self.app.theme_changed_signal.subscribe(self, lambda _: self.call_after_refresh(self._show))

    def on_unmount(self) -> None:
        """Leave neither process nor picture behind."""
        self._artist.close()
        self._wipe()

    def on_resize(self, event: events.Resize) -> None:
        """Fit the picture to the window."""
        self._pixels = None  # one that is larger than the window would scroll all of it
        self.call_after_refresh(self._show)

    def on_screen_suspend(self) -> None:
        """What lies over this shall not lie under the picture."""
        self._wipe()

    @property
    def _image(self) -> Block:
        return self._images[self._index]

    @property
    def _picture(self) -> Picture | None:
        return self.reading.article_view.gallery.look_up((self._image,)).get(self._image.url)

    def _show(self) -> None:
        """Show picture and caption, or say what is the matter."""
        if not self.is_active:
            return  # closed before it was seen
        view, picture = self.picture_view, self._picture
        article = self.reading.article_view.article
        view.title = article.headline.title if article is not None else ""
        view.note = f"{self._index + 1:,} of {len(self._images):,}"
        view.show_caption(self._image)
        self._wipe()
        self._wanted = self._pixels = None
        if (problem := self._problem(picture)) or picture is None or picture.file is None:
            view.show_words([(problem, "quiet")])
            return
        size = Size(picture.width, picture.height)
        if form := _FORMS.get(self._protocol):
            pixels, self._cells = fit_pixels(size, view.room, cell_size())
        else:
            form, self._cells = Form.PIXELS, fit(size, view.room)
            pixels = Size(self._cells.columns, 2 * self._cells.rows)
        file = str(self.reading.images / picture.file)
        surface = surface_of(view)
        self._wanted = Draw(file, *pixels, surface.ground, form, surface.is_grey)
        self._artist.want([self._wanted])

    def _problem(self, picture: Picture | None) -> str:
        """Return why there is nothing to draw, and what to do; empty where there is."""
        if not can_draw():
            return NEEDS_PILLOW
        if picture is None:
            return f"This picture is not here. {self._key('picture.fetch')} fetches those of the article."
        if picture.file is None:
            return f"{clean(picture.reason)} {self._key('picture.fetch')} asks again."
        if self._protocol is PictureProtocol.NONE:
            return f"No pictures are painted, as the settings say. {self._key('article.browse')} opens it outside."
        if self._protocol not in _FORMS and not self.reading.article_view.gallery.has_colours:
            return f"This terminal has too few colours for pictures. {self._key('article.browse')} opens it outside."
        return ""

    def _key(self, command_id: str) -> str:
        return self.reading.keys.keymap.typed_over(command_id, self.place)

    def _show_if_other(self) -> None:
        """Show the picture that came, or why it did not."""
        picture = self._picture
        shown = self._wanted.file if self._wanted is not None else None
        here = str(self.reading.images / picture.file) if picture is not None and picture.file is not None else None
        if here is None or here != shown:
            self._show()

    def on_picture_screen_drawn(self, message: Drawn) -> None:
        """Paint what was drawn, unless another is wanted meanwhile."""
        if message.task != self._wanted:
            return
        if isinstance(message.drawing, str):
            is_lost = self.reading.article_view.gallery.missing((self._image,)) > 0
            fetch, outside = self._key("picture.fetch"), self._key("article.browse")
            step = f"{fetch} fetches it again." if is_lost else f"{outside} opens it outside."
            self.picture_view.show_words([(f"{message.drawing} {step}", "quiet")])
        elif message.task.form is Form.PIXELS:
            self.picture_view.show_raster(Raster(self._cells, message.drawing))
        else:
            self._pixels = message.drawing
            self.picture_view.keep_free(self._cells)

    def on_picture_view_blanked(self) -> None:
        """Give the terminal the picture: one of Sixel's is part of the cells, and goes with each paint of them."""
        if self._pixels is None or self._is_over_cells or not self.is_active or self.app._driver is None:
            return
        is_kitty = self._protocol is PictureProtocol.KITTY
        sequence = kitty(self._pixels, self._cells) if is_kitty else self._pixels.decode("ascii")
        self.app._driver.write(at_cell(sequence, *self.picture_view.corner_of(self._cells)))
        self._is_over_cells = is_kitty

    def _wipe(self) -> None:
        """Take a picture of Kitty's away."""
        if self._is_over_cells and self.app._driver is not None:
            self.app._driver.write(FORGET)
        self._is_over_cells = False

    def _step(self, direction: int, count: int | None) -> None:
        """Go on to another picture of the article."""
        index = min(max(self._index + direction * (count or 1), 0), len(self._images) - 1)
        if index != self._index:
            self._index = index
            self._show()

    def _open(self) -> None:
        """Open the picture in a window of its own; one that is not here in the browser."""
        picture = self._picture
        try:
            if picture is None or picture.file is None:
                browse(self.reading, self._image.url)
            else:
                start(viewer(str(self.reading.images / picture.file), self.reading.settings.images.viewer))
                self.reading.say("Opened the picture.")
        except NewsreaderError as error:
            self.reading.say(str(error), is_error=True)
