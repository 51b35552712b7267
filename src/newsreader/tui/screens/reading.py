"""The screen on which everything happens: feeds, articles, article. It owns the view, its snapshot and the focus."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, ClassVar, cast

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.getters import query_one
from textual.signal import Signal

from newsreader.model import View, ViewKind
from newsreader.paths import Paths
from newsreader.settings import Settings
from newsreader.store import Store
from newsreader.tui.automatic import AutomaticRefresh
from newsreader.tui.commands import Place
from newsreader.tui.engine_link import EngineLink
from newsreader.tui.feed_sorting import sorted_feeds
from newsreader.tui.follower import Follower
from newsreader.tui.format import day_start
from newsreader.tui.gallery import Gallery, gallery_of
from newsreader.tui.highlighter import Highlighter
from newsreader.tui.inks import CLASSES
from newsreader.tui.kept_views import KeptViews
from newsreader.tui.key_input import KeyInput
from newsreader.tui.keymap import keymap_of
from newsreader.tui.lister import Lister
from newsreader.tui.measure import measure_at_start
from newsreader.tui.notifier import Notifier
from newsreader.tui.pane_widths import BREAKPOINTS, PaneWidths, width_class
from newsreader.tui.place_keeper import PlaceKeeper
from newsreader.tui.preloading import Preloader
from newsreader.tui.read_marker import ReadMarker
from newsreader.tui.searching import Searching
from newsreader.tui.sidebar import FLEETING, SidebarRow, sidebar_rows
from newsreader.tui.silence import SilenceWatch
from newsreader.tui.sitting import Sitting
from newsreader.tui.spoken import speak
from newsreader.tui.timers import OnceAtLeast
from newsreader.tui.vacancy import explain
from newsreader.tui.visits import Visits
from newsreader.tui.waking import AlarmClock
from newsreader.tui.watching import DatabaseWatch
from newsreader.tui.whole_paints import WholePaints
from newsreader.tui.widgets.article_list import ArticleList
from newsreader.tui.widgets.article_view import ArticleView
from newsreader.tui.widgets.feed_list import FeedList
from newsreader.tui.widgets.status_line import StatusLine
from newsreader.tui.widgets.text_pane import TextPane
from newsreader.tui.writer import Pace, Writer

if TYPE_CHECKING:
    from newsreader.store.journal import Change
    from newsreader.tui.app import NewsApp

Pane = FeedList | ArticleList | ArticleView
_PANES = (Place.FEEDS, Place.ARTICLES, Place.ARTICLE)


class ReadingScreen(OnceAtLeast, WholePaints):
    """Three panes, two or one, by the width."""

    BINDINGS: ClassVar[list[BindingType]] = []
    COMPONENT_CLASSES: ClassVar[set[str]] = set(CLASSES)

    feed_list = query_one("#feeds", FeedList)
    article_list = query_one("#articles", ArticleList)
    article_view = query_one("#article", ArticleView)
    status = query_one(StatusLine)

    def __init__(self, store: Store, paths: Paths, clock: Callable[[], int], settings: Settings) -> None:
        self._is_spoken = settings.terminal.screen_reader
        first_class = BREAKPOINTS[0][1] if self._is_spoken else width_class(shutil.get_terminal_size().columns)
        super().__init__(classes=f"{first_class} -in-articles")
        # Textual asks the screen for them at every resize.
        self.HORIZONTAL_BREAKPOINTS = BREAKPOINTS[:1] if self._is_spoken else BREAKPOINTS
        self.store = store
        self.now = clock
        self.view = View(ViewKind.UNREAD)
        self.place = Place.ARTICLES
        self.lister = Lister(self)
        self.follower = Follower(self)
        self.keys = KeyInput(self, keymap_of(settings.keys))
        self.writer = Writer(self.post_message)
        self.engine = EngineLink(paths, self.post_message)
        self.images = paths.images
        self.paths = paths
        self.downloading: set[tuple[int, int]] = set()
        """By article and number, the files that the engine was asked for."""
        self.feeds_changed: Signal[None] = Signal(self, "feeds-changed")
        """Published when feeds or counts were read again; for screens that lie over this one."""
        self.silence = SilenceWatch(self)
        self.places = PlaceKeeper(self)
        self.visits = Visits(self)
        self._preloader = Preloader(self)
        self.capture: Callable[[str], bool] | None = None
        """Is asked first for each stroke, and answers whether it took it: the letters of links."""
        self.settings = settings
        self.marker = ReadMarker(self, settings.reading.mark_read)
        self.settings_changed: Signal[None] = Signal(self, "settings-changed")
        """Published when a setting is another, or what is said of the file is."""
        self.automatic = AutomaticRefresh(self)
        self.kept = KeptViews(self)
        self.searching = Searching(self)
        self.widths = PaneWidths(self)
        self.sitting = Sitting(self)
        self.database_watch = DatabaseWatch(self)
        self.highlighter = Highlighter(self)
        self.notifier = Notifier(self)
        self.has_sample = False

    def compose(self) -> ComposeResult:
        """Three panes in a row, the status line below."""
        self._gallery = gallery_of(self)
        yield FeedList(id="feeds")
        yield ArticleList(self.now, self.settings.list, self.highlighter, id="articles")
        yield ArticleView(self.now, self._gallery, id="article")
        yield StatusLine()

    def on_mount(self) -> None:
        """Fill the panes from the cache; nothing here waits for anything but SQLite."""
        self.places.start()
        if self._is_spoken:
            speak(self)
        self.feed_list.title = "newsreader"
        self.article_view.measure = measure_at_start(self.store, self.settings)
        self.database_watch.start()
        self.reload_feeds()
        self.open_view(self.view)
        self.focus_pane(Place.ARTICLES)
        self.silence.start()
        self.automatic.start()
        AlarmClock(self).start()
        self.widths.start()
        self.sitting.start()
        self.notifier.start()

    def on_unmount(self) -> None:
        """What was marked is written before the program ends."""
        self.engine.close()
        self._gallery.close()
        self.places.keep()
        self.sitting.end()
        self.writer.close()

    @property
    def news_app(self) -> NewsApp:
        """The app, which Textual knows only as some app."""
        return cast("NewsApp", self.app)

    # Panes and keys

    @property
    def focused_pane(self) -> Pane:
        """The widget that keys act on."""
        return self._pane(self.place)

    def _pane(self, place: Place) -> Pane:
        if place is Place.FEEDS:
            return self.feed_list
        return self.article_view if place is Place.ARTICLE else self.article_list

    def focus_pane(self, place: Place) -> None:
        """Give a pane the keys; narrow windows show it instead of the others."""
        # Textual's own focus cannot go to a pane that is still hidden, so the place is ours.
        self.place = place
        self.set_class(self.has_class("-zen") and place is Place.ARTICLE, "-zen")
        for each in _PANES:
            self.set_class(each is place, f"-in-{each}")
            self._pane(each).is_active = each is place
        if place is Place.ARTICLE:
            self.marker.opened()
        self.widths.apply()
        self.show_hints()

    def on_resize(self) -> None:
        """Another window may have other widths; its class is known when this is."""
        self.call_next(self.widths.apply)

    def on_pane_edge_dragged(self, message: ArticleList.EdgeDragged) -> None:
        """The mouse gives the panes their widths, and lets go."""
        if message.column is None:
            self.widths.keep()
        elif (place := next((each for each in _PANES if self._pane(each) is message.pane), None)) is not None:
            self.widths.drag(place, message.column)

    def show_hints(self) -> None:
        """Say below what the keys do here."""
        self.status.hints, self.status.find_note = self.keys.hints, self.keys.find_note

    def on_article_view_find_changed(self, message: ArticleView.FindChanged) -> None:
        """Say which match of how many it is, and what the keys do meanwhile."""
        self.show_hints()

    def on_text_pane_selection_changed(self) -> None:
        """Keys do something else while something is selected."""
        self.show_hints()

    def on_text_pane_link_hovered(self, message: TextPane.LinkHovered) -> None:
        """Show where the link under the mouse leads."""
        self.status.link = ("", message.link.shown) if message.link else None

    def on_text_pane_link_clicked(self, message: TextPane.LinkClicked) -> None:
        """A click opens a link as its key would."""
        self.visits.follow(message.link)

    async def on_key(self, event: events.Key) -> None:
        """Every key goes through the keymap. A prompt keeps its own, and so does a screen that lies over this one."""
        if self.app.screen is not self:
            # Typed in one go with the key that opened it.
            event.stop()
            self.app.screen.post_message(events.Key(event.key, event.character))
            return
        event.stop()
        event.prevent_default()
        if self.status.is_asking:
            await self.status.type_ahead(event)
            return
        self.keys.take(event)

    async def on_paste(self, event: events.Paste) -> None:
        """What is pasted goes to a prompt, and nowhere else."""
        await self.status.type_ahead(event)

    def on_click(self, event: events.Click) -> None:
        """A click gives its pane the keys."""
        widget, _ = self.get_widget_at(event.screen_x, event.screen_y)
        for place in _PANES:
            if widget is self._pane(place):
                self.focus_pane(place)

    # Views and articles

    def open_view(self, view: View) -> None:
        """List a view afresh: its first screen now, the rest from a thread."""
        kinds = {self.view.kind, view.kind}
        self.searching.take_back_words()
        if view != self.view and self.status.is_error:
            self.say("")  # it was of the view before
        self.view = view
        self.visits.forget()
        if FLEETING & kinds:
            self.reload_feeds()  # it has a row while it is shown
        self.feed_list.select(view)
        self.lister.open()
        row = self.show_list_state()
        if row.error and not self.article_list.display:
            self.say(row.error, is_error=True)  # else the list says it

    def on_feed_list_chosen(self, message: FeedList.Chosen) -> None:
        """The list follows the cursor in the feeds."""
        self.open_view(message.view)

    @property
    def article_id(self) -> int | None:
        """The article that marks act on: that under the cursor, or the page that lies over it."""
        return self.visits.page_id or self.lister.snapshot.id_at(self.article_list.cursor)

    def on_article_list_moved(self, message: ArticleList.Moved) -> None:
        """The article follows the cursor."""
        self.visits.forget()
        self.show_position()
        self._preloader.soon()
        self.follower.moved()

    def on_article_list_star_clicked(self, message: ArticleList.StarClicked) -> None:
        """Star the article under the mouse, or take its star away."""
        self.write(partial(self.store.marks.toggle_starred, message.article_id, now=self.now()))

    def on_gallery_drawn(self, message: Gallery.Drawn) -> None:
        """Paint a picture that was drawn."""
        self.article_view.show_drawing(message.task, message.drawing)

    def on_article_view_picture_clicked(self, message: ArticleView.PictureClicked) -> None:
        """A click shows a picture as its key would."""
        from newsreader.tui.actions.picturing import show_picture

        show_picture(self, message.url)

    def on_article_view_end_reached(self, message: ArticleView.EndReached) -> None:
        """Who scrolled to the end has read it."""
        self.marker.ended(message.article_id)

    # Marks

    def write(self, change: Callable[[], Change | None], verb: str = "", pace: Pace = Pace.ORDINARY) -> None:
        """Have a change committed; what it changed is painted when that is done."""
        self.writer.submit(change, verb, pace)

    def mark_read(self, article_id: int) -> None:
        """Mark an article read, if it is not."""
        self.write(partial(self.store.marks.set_read, [article_id], True, now=self.now()), pace=Pace.SMALL)

    def on_writer_committed(self, message: Writer.Committed) -> None:
        """Repaint what changed."""
        if message.change is not None:
            self._articles_changed(message.change)
            self.lister.marks_are_written()
        words = message.words(self.now(), self.keys.keymap.typed("mark.undo"))
        self.status.tell(words, is_change=message.change is not None)

    def on_writer_failed(self, message: Writer.Failed) -> None:
        """Say why; the screen shows what the database holds."""
        self.say(message.reason, is_error=True)

    def _articles_changed(self, change: Change) -> None:
        if change.feeds_changed or change.views_changed or change.feeds_renamed:
            self.reload_feeds()
        else:
            self.call_after_refresh(self.reload_feeds)  # who marks an article looks at its row
        if change.feeds_changed:
            self.open_view(View(ViewKind.UNREAD) if self._view_is_gone else self.view)
        if change.views_changed:
            self.kept.follow()
        if change.feeds_renamed or change.rules_changed:
            self.article_list.all_changed()
            self.follower.reload()
            self.show_list_state()
        self.article_list.articles_changed(change.article_ids)
        shown = self.article_view.article
        if shown is not None and shown.headline.id in change.article_ids:
            self.follower.reload()

    @property
    def _view_is_gone(self) -> bool:
        return self.view.feed_id is not None and all(row.view != self.view for row in self.feed_list.rows)

    # The engine

    def refresh_feeds(self, feed_ids: Sequence[int] | None) -> None:
        """Have the engine refresh these feeds, or all."""
        self.say("Refreshing…")
        self.engine.refresh(feed_ids)

    def on_engine_link_said(self, message: EngineLink.Said) -> None:
        """Show what the engine does and did."""
        from newsreader.tui.engine_news import show_event

        show_event(self, message.event)

    # What is shown around the panes

    def reload_feeds(self) -> None:
        """Read feeds and counts again."""
        counts = self.store.articles.counts(since=day_start(self.now()))
        feeds = sorted_feeds(self.store)
        rows = sidebar_rows(counts, feeds, self.silence.feed_ids, self.view, self.kept.read(), self.kept.muted)
        self.feed_list.show(rows, self.view)
        self.has_sample = any(feed.is_sample for feed in feeds)
        explain(self)
        self.kept.soon()
        self.feeds_changed.publish(None)

    def show_list_state(self) -> SidebarRow:
        """Show name, count and emptiness of the list; return its row in the sidebar."""
        row = next((row for row in self.feed_list.rows if row.view == self.view), SidebarRow())
        self.article_list.title = row.label or self.view.name
        self.article_list.note = self.lister.head_note()
        self.show_hints()
        explain(self)
        self.show_hints()
        self.show_position()
        return row

    def show_position(self) -> None:
        """Show which article of how many the cursor is at, or that a page lies over it."""
        if self.visits.page_id is not None:
            self.article_view.note = f"{self.keys.keymap.typed('pane.back')} goes back"
            return
        total = len(self.lister.snapshot)
        self.article_view.note = f"{self.article_list.cursor + 1:,} of {total:,}" if total else ""

    def say(self, notice: str, *, is_error: bool = False) -> None:
        """Show one line at the bottom for a while."""
        self.status.say(notice, is_error=is_error)

    def show_changes(self) -> None:
        """Read again what is in sight; articles that arrived are announced, never inserted under the cursor."""
        self.reload_feeds()
        if self._view_is_gone:
            self.open_view(View(ViewKind.UNREAD))
            return
        if len(self.lister.snapshot) == 0 and not (self.status.is_asking or self.lister.filter_note):
            # Not opened anew, which would say again why a feed fails, over what is said now.
            self.lister.open()
            self.show_list_state()
            return
        self.article_list.all_changed()
        self.follower.reload()
        self.show_list_state()
