"""Read settings.toml. A file without faults takes the short way; `faults` is imported for the others only."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

import msgspec

from newsreader.settings.declared import Settings
from newsreader.spelling import suggestion


class Fault(msgspec.Struct, frozen=True):
    """A value that cannot be used, as whoever knows about it says it."""

    path: tuple[str, ...]
    """The setting from the top of the file: ("keys", "article.star"). Empty: the file as a whole."""
    words: str
    """They go on from its name: "is no command. It is left out." """


class Complaint(msgspec.Struct, frozen=True):
    """What is wrong with the file, where, and what would be right."""

    text: str
    """Whole sentences that name the setting."""
    line: int | None = None
    """Counted from 1; None where no single line is to blame."""
    column: int | None = None
    path: tuple[str, ...] = ()
    """Of the setting; empty where the whole file is to blame."""

    def __str__(self) -> str:
        return f"line {self.line}: {self.text}" if self.line else self.text


class Loaded(msgspec.Struct, frozen=True):
    """The settings to go by, and what of the file could not be taken."""

    settings: Settings
    complaints: tuple[Complaint, ...] = ()
    """In the order of their lines."""
    document: str = ""
    """The text of the file; empty where there is none."""

    @property
    def is_broken(self) -> bool:
        """Is there a file of which nothing can be used."""
        return any(not each.path for each in self.complaints)

    def with_faults(self, faults: Iterable[Fault]) -> Loaded:
        """Return the same with complaints about these, too."""
        found = tuple(faults)
        if not found:
            return self
        from newsreader.settings.faults import located

        complaints = sorted((*self.complaints, *located(found, self.document)), key=lambda each: each.line or 0)
        return msgspec.structs.replace(self, complaints=tuple(complaints))


def load_settings(path: Path) -> Loaded:
    """Return the settings in `path`, or the defaults where there is no such file or it cannot be used."""
    try:
        document = path.read_text("utf-8-sig")  # some editors put a mark before the text
    except FileNotFoundError:
        return Loaded(Settings())
    except (OSError, UnicodeDecodeError) as error:
        reason = (
            "is not UTF-8 text; save it as such"
            if isinstance(error, UnicodeDecodeError)
            else f"cannot be read: {(error.strerror or str(error)).lower()}"
        )
        return Loaded(Settings(), (Complaint(f"The file {reason}. All settings have their defaults."),))
    with suppress(msgspec.DecodeError, ValueError, RecursionError):  # a number of 5,000 digits, 1,000 brackets
        return Loaded(msgspec.toml.decode(document, type=Settings), document=document)
    from newsreader.settings.faults import take

    settings, complaints = take(document)
    return Loaded(settings, complaints, document)


def stamp_of(path: Path) -> tuple[int, ...] | None:
    """Return what is another after every change of the file; None where there is none."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino


def unknown_feeds(settings: Settings, urls: Iterable[str]) -> Iterator[Fault]:
    """Yield a fault for each table that is named by an address which none of the feeds has."""
    if not settings.feeds:
        return
    known = set(urls)
    for url in settings.feeds:
        if url not in known:
            yield Fault(("feeds", url), f"is the address of no feed.{suggestion(url, known)}")
