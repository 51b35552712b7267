"""The use case of downloads: the files of articles, streamed to a folder, gone on with where they broke off.

Polite: one at a time a host. Nothing half is called whole: a file has its name only when all its bytes are here.
"""

from __future__ import annotations

import asyncio
import errno
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from urllib.parse import urlsplit

from newsreader.enclosures import Attached, amount
from newsreader.engine.download_names import file_name
from newsreader.engine.options import OptionsRefused, RequestOptions, request_options
from newsreader.engine.part_file import PartFile, PartIsBusy, is_taken, is_whole, remove_file, to_its_end
from newsreader.engine.tools import Tools
from newsreader.errors import FeedNotFound, NewsreaderError, NotPossible
from newsreader.model import Headline
from newsreader.net.files import FileHead, Sink
from newsreader.net.outcome import Downloaded, FetchFailed
from newsreader.net.request import FetchKind, FetchRequest
from newsreader.store.downloads import Download

_BUFFER = 262_144
"""Bytes that are written at once, in a thread: a disk may be slow."""
_GONE = "This article does not bring that file any more."
_NAMES_TRIED = 100
_UNSATISFIABLE = 416
"""A server's word for a part that is behind the end of the file: what is here is of another one."""


@dataclass(frozen=True, slots=True)
class Kept:
    """The file is here."""

    path: Path
    size: int


@dataclass(frozen=True, slots=True)
class NotKept:
    """It could not be had, and why."""

    reason: str


Progress = Callable[[int, int | None], None]
"""Takes the bytes that are here and, where it is known, how many the whole has."""


class _NoRoom(Exception):
    """The disk has no room for the whole of it."""


class _DiskFailed(Exception):
    """The disk did not take it. No OSError itself: the fetcher takes those for the network's."""

    def __init__(self, error: OSError) -> None:
        super().__init__(str(error))
        self.error = error


class Downloads:
    """Downloads files, one at a time a host. `home` is `Paths.downloads`; the settings may name another folder."""

    def __init__(self, tools: Callable[[], Tools], home: Path) -> None:
        """`tools` gives those of the present settings."""
        self._tools = tools
        self._home = home
        self._hosts: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)

    async def download(
        self, article_id: int, number: int, progress: Progress = lambda here, size: None, *, url: str | None = None
    ) -> Kept | NotKept:
        """Download one enclosure, or what is missing of it. Cancelling keeps what is here.

        `url`: the address that it had, when that is long ago: it may have another number by now.
        """
        tools = self._tools()
        asked = await _attached(tools, article_id, number, url)
        if asked is None:
            return NotKept(_GONE)
        async with self._hosts[urlsplit(asked.enclosure.url).hostname or ""]:
            # A refresh may have given it another number while it waited.
            attached = await _attached(tools, article_id, number, asked.enclosure.url)
            if attached is None:
                return NotKept(_GONE)
            try:
                return await _Transfer(tools, self._home, attached, progress).run()
            except (NewsreaderError, OSError) as error:
                return NotKept(_why(error, tools.settings.downloads.folder or str(self._home)))

    async def tidy(self) -> None:
        """Remove the files of articles that are gone, and forget those that somebody removed."""
        tools = self._tools()
        downloads = tools.store.downloads
        for each in await tools.database.read(downloads.left_over):
            try:
                await asyncio.to_thread(remove_file, _folder(self._home, each), each.file)
            except OSError:
                continue  # its disk is not there or read-only: another time
            await tools.database.write(partial(downloads.forget, each.id))
        for each in await tools.database.read(downloads.kept):
            folder = _folder(self._home, each)
            # Where the whole folder is gone, its disk is only not there at the moment.
            if folder.is_dir() and not is_whole(folder / each.file, each.bytes):
                await tools.database.write(partial(downloads.forget, each.id))


async def _attached(tools: Tools, article_id: int, number: int, url: str | None) -> Attached | None:
    """Return the file of an article that has this address, else that with this number."""
    known = await tools.database.read(lambda: tools.store.enclosures.of_articles([article_id]))
    files = known.get(article_id, ())
    same = [each for each in files if each.enclosure.url == url] or [each for each in files if each.number == number]
    return same[0] if same else None


def _folder(home: Path, download: Download) -> Path:
    return Path(download.folder) if download.folder else home


def _chosen_folder(setting: str | None) -> str:
    """Return the folder that the settings name, absolute; empty where they name none. Raises NotPossible."""
    try:
        return str(Path(setting).expanduser().absolute()) if setting else ""
    except RuntimeError as error:
        words = f"There is no user for the folder {setting}. Mend the setting downloads.folder."
        raise NotPossible(words) from error


def _why(error: NewsreaderError | OSError, folder: str) -> str:
    if isinstance(error, PartIsBusy):
        return "Another newsreader is downloading it."
    if isinstance(error, NewsreaderError):
        return str(error)
    if error.errno == errno.ENOSPC:
        return f"The disk of {folder} is full. Make room, then download it again."
    return f"It cannot be kept in {folder}: {(error.strerror or str(error)).lower()}."


class _Transfer:
    """One download."""

    def __init__(self, tools: Tools, home: Path, attached: Attached, progress: Progress) -> None:
        self._tools = tools
        self._home = home
        self._attached = attached
        self._progress = progress
        self._file: PartFile
        self._known: Download
        self._buffer = bytearray()
        self._here = 0
        self._size: int | None = None

    async def run(self) -> Kept | NotKept:
        """Go on with what is here, or begin."""
        article_id, url = self._attached.article_id, self._attached.enclosure.url
        store, database = self._tools.store, self._tools.database
        (headline,) = await database.read(lambda: store.articles.headlines([article_id])) or (None,)
        if headline is None:
            return NotKept("This article is gone.")
        known = await database.read(lambda: store.downloads.of_enclosure(article_id, url))
        if known is not None and is_whole(path := _folder(self._home, known) / known.file, known.bytes):
            # Also where a kill came between the file's name and its note.
            await self._note_kept(known, known.bytes)
            return Kept(path, known.bytes)
        if known is None:
            self._known = await self._named(headline)
        else:
            self._known = known
            self._file = await asyncio.to_thread(PartFile, _folder(self._home, known), known.file)
        try:
            outcome = await self._fetched(headline)
        except _NoRoom as error:
            outcome = NotKept(str(error))
        except _DiskFailed as failed:
            if failed.error.errno == errno.ENOSPC:
                # A disk that is full to the last byte would stop the database as well.
                self._file.remove()
            outcome = NotKept(_why(failed.error, str(self._file.path.parent)))
        finally:
            has_part = self._file.size > 0
            self._file.close()
        if isinstance(outcome, NotKept):
            fail = partial(store.downloads.write_failed, self._known.id, outcome.reason, has_part=has_part)
            await database.write(fail)
        return outcome

    async def _named(self, headline: Headline) -> Download:
        """Find a name that nobody has, note it, and only then make the file."""
        store, database = self._tools.store, self._tools.database
        article_id, url = self._attached.article_id, self._attached.enclosure.url
        place = _chosen_folder(self._tools.settings.downloads.folder)
        folder = Path(place) if place else self._home
        for attempt in range(1, _NAMES_TRIED):
            name = file_name(headline.title, headline.published, self._attached.enclosure, attempt)
            if is_taken(folder, name):
                continue
            begun = await database.write(partial(store.downloads.begin, article_id, url, folder=place, file=name))
            known = await database.read(lambda: store.downloads.of_enclosure(article_id, url))
            if known is not None and not begun:
                raise PartIsBusy(name)
            if known is not None:
                self._file = await asyncio.to_thread(PartFile, folder, name)
                return known
        raise NotPossible("All names for this file are taken; move the others away.")

    async def _fetched(self, headline: Headline) -> Kept | NotKept:
        feed_url = await self._tools.database.read(partial(_feed_url, self._tools, headline))
        options = await request_options(self._tools, feed_url or "")
        if isinstance(options, OptionsRefused):
            return NotKept(options.reason)
        begins_at, size = self._file.size, self._known.bytes
        if size and begins_at == size:
            return await self._finish(size)  # a kill came before it had its name
        outcome = await self._ask(feed_url, options, begins_at if begins_at < size or not size else 0)
        if isinstance(outcome, FetchFailed) and outcome.status == _UNSATISFIABLE and begins_at:
            outcome = await self._ask(feed_url, options, 0)
        if isinstance(outcome, FetchFailed):
            if self._file.size == 0:
                self._file.remove()
            return NotKept(outcome.reason)
        return await self._finish(outcome.size)

    async def _ask(self, feed_url: str | None, options: RequestOptions, begins_at: int) -> Downloaded | FetchFailed:
        request = FetchRequest(
            url=self._attached.enclosure.url,
            kind=FetchKind.FILE,
            now=self._tools.clock(),
            typed_url=feed_url,
            begins_at=begins_at,
            etag=self._known.etag,
            last_modified=self._known.last_modified,
            max_bytes=self._tools.settings.downloads.max_mb * 1_000_000,
            user_agent=options.user_agent,
            headers=options.headers,
            basic_auth=options.basic_auth,
        )
        try:
            return await self._tools.fetcher.download(request, Sink(self._begin, self._write))
        finally:
            await self._flush()  # also where somebody stopped it: what came is gone on with

    async def _begin(self, head: FileHead) -> None:
        if head.begins_at == 0:
            await self._on_disk(self._file.begin_anew)
        self._here, self._size = head.begins_at, head.size
        missing = 0 if head.size is None else head.size - head.begins_at
        if not self._file.has_room_for(missing):
            folder = self._file.path.parent
            raise _NoRoom(f"There is no room for {amount(missing)} in {folder}. Make room, then download it again.")
        note = partial(
            self._tools.store.downloads.note_answer,
            self._known.id,
            size=head.size or 0,
            etag=head.etag,
            last_modified=head.last_modified,
        )
        await self._tools.database.write(note)
        self._progress(self._here, self._size)

    async def _write(self, chunk: bytes) -> None:
        self._buffer += chunk
        if len(self._buffer) >= _BUFFER:
            await self._flush()
            self._progress(self._here, self._size)

    async def _flush(self) -> None:
        chunk, self._buffer = bytes(self._buffer), bytearray()
        if chunk:
            await self._on_disk(partial(self._file.add, chunk))
            self._here += len(chunk)

    async def _on_disk(self, call: Callable[[], None]) -> None:
        try:
            await to_its_end(call)
        except OSError as error:
            raise _DiskFailed(error) from error

    async def _finish(self, size: int) -> Kept:
        await self._on_disk(self._file.finish)
        await self._note_kept(self._known, size)
        self._progress(size, size)
        return Kept(self._file.path, size)

    async def _note_kept(self, download: Download, size: int) -> None:
        keep = partial(self._tools.store.downloads.write_kept, download.id, size=size, now=self._tools.clock())
        await self._tools.database.write(keep)


def _feed_url(tools: Tools, headline: Headline) -> str | None:
    """Return what the user typed to subscribe to the article's feed: inside its origin it need not be public."""
    if headline.feed_id is None:
        return None
    try:
        return tools.store.feeds.get(headline.feed_id).url
    except FeedNotFound:
        return None
