"""Have the engine download what articles bring, and say how it goes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from newsreader.enclosures import Attached, amount, chosen
from newsreader.errors import NotPossible
from newsreader.programs.players import kept_file
from newsreader.protocol import DownloadDone, Downloading
from newsreader.tui.actions.marking import take_chosen
from newsreader.tui.playing import choose, files_of

if TYPE_CHECKING:
    from newsreader.tui.screens.reading import ReadingScreen

_MOST = 50
"""Downloads that a selection may begin: more were hardly meant."""
_MB = 1_000_000


def ask_and_download(screen: ReadingScreen) -> None:
    """Download what the article, or each of those selected, brings; stop it where that is under way."""
    if screen.article_list.chosen and (ids := take_chosen(screen)):
        _download_all(screen, ids)
        return
    files = files_of(screen)
    if under_way := [each for each in files if _name(each) in screen.downloading]:
        for each in under_way:
            screen.engine.stop_download(*_name(each))
        return
    missing = [each for each in files if _is_missing(screen, each)]
    if not missing:
        raise NotPossible(f"It is kept already, as {files[0].file}.")
    choose(screen, "Download", missing, lambda each: _begin(screen, [each]))


def _download_all(screen: ReadingScreen, ids: Sequence[int]) -> None:
    files = screen.store.enclosures.of_articles(ids)
    meant = [each for each in map(chosen, files.values()) if each is not None and _is_missing(screen, each)]
    if not meant:
        raise NotPossible("None of these brings a file that is not kept already.")
    if len(meant) > _MOST:
        raise NotPossible(f"{len(meant):,} files are too many at once; {_MOST} are the most.")
    _begin(screen, meant)


def _begin(screen: ReadingScreen, files: Sequence[Attached]) -> None:
    for each in files:
        screen.downloading.add(_name(each))
        screen.engine.download(*_name(each))
    typed = screen.keys.keymap.typed
    if len(files) > 1:
        screen.say(f"Downloading {len(files):,} files; {typed('feed.stop')} stops them.")
    else:
        screen.say(f"Downloading; {typed('enclosure.download')} again stops it.")


def _is_missing(screen: ReadingScreen, file: Attached) -> bool:
    return kept_file(file, screen.paths.downloads) is None


def _name(file: Attached) -> tuple[int, int]:
    return file.article_id, file.number


def show_download(screen: ReadingScreen, event: Downloading | DownloadDone) -> None:
    """Show how far the downloads are, or what came of one."""
    if isinstance(event, Downloading):
        _show_progress(screen, event)
    else:
        _show_done(screen, event)


def _show_progress(screen: ReadingScreen, event: Downloading) -> None:
    """Show how far they are: in the place of a refresh's progress, where that is known of all."""
    if event.files and event.size:
        screen.status.progress = (event.here // _MB, max(event.size // _MB, 1))
        screen.status.progress_note = f"{event.files:,} downloads, MB" if event.files > 1 else "download, MB"
        return
    screen.status.progress, screen.status.progress_note = None, ""
    if event.files and event.here:
        screen.status.say(f"Downloading, {amount(event.here)} so far…", is_lasting=True)


def _show_done(screen: ReadingScreen, event: DownloadDone) -> None:
    """Say what came of it, and show it in the article."""
    screen.downloading.discard((event.article_id, event.number))
    if not screen.downloading:
        screen.engine.idle()
    screen.follower.reload()
    headlines = screen.store.articles.headlines([event.article_id])
    title = headlines[0].title if headlines else "A file"
    again = screen.keys.keymap.typed("enclosure.download")
    if event.reason:
        screen.say(f"{title}: {event.reason}", is_error=True)
    elif event.was_stopped:
        screen.say(f"{title}: stopped; {again} goes on with it.")
    else:
        screen.say(f"{title}: kept here.")
