"""How a fetch ends: three values, none of them an exception. A bad answer is as expected as a good one."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class FailureKind(StrEnum):
    """Why a fetch failed, for those who decide by it; people read `FetchFailed.reason`."""

    ADDRESS = "address"
    """Not an address that can be fetched."""
    NOT_PUBLIC = "not public"
    """An address from outside that leads into this machine or its network."""
    SETTINGS = "settings"
    """What the user set for this feed cannot be sent."""
    DNS = "dns"
    REFUSED = "refused"
    """Nobody listens there, or the server closed the connection instead of answering."""
    UNREACHABLE = "unreachable"
    """No way to the server, or to any: the machine may be offline."""
    TIMEOUT = "timeout"
    TLS = "tls"
    PROXY = "proxy"
    PROTOCOL = "protocol"
    """The answer is not proper HTTP."""
    REDIRECT = "redirect"
    """Too many, in a circle, or to nowhere."""
    STATUS = "status"
    """The server answered, but with an error."""
    TOO_LARGE = "too large"
    CUT = "cut"
    """The body broke off."""
    ENCODING = "encoding"
    """The body is packed in a way that was not asked for, or not as it says."""
    EMPTY = "empty"
    LOCAL = "local"
    """This machine could not: no descriptors, no memory, no permission."""


@dataclass(frozen=True, slots=True)
class Fetched:
    """A document, whole and decoded."""

    url: str
    """Where it came from after all redirects."""
    body: bytes
    """Never empty."""
    digest: bytes
    """16 bytes of BLAKE2b over the body."""
    content_type: str
    """Lower case, without parameters; empty where the server names none."""
    charset: str | None
    """As the server names it, lower case; whether a text codec of that name exists is not checked."""
    etag: str | None
    last_modified: str | None
    permanent_url: str | None
    """Where the document has moved for good: the same as `url`, if all redirects on the way were 301 or 308."""
    max_age_s: int | None
    """How long the server wants the answer kept: 1 minute to 7 days; None where it says nothing (promise 20)."""
    wire_bytes: int
    """Size of the body as it was sent."""


@dataclass(frozen=True, slots=True)
class Downloaded:
    """A file, streamed to its end."""

    url: str
    """Where it came from after all redirects."""
    size: int
    """Bytes of the whole file."""


@dataclass(frozen=True, slots=True)
class NotModified:
    """The document is the one whose validators were sent. What the answer did not repeat is None."""

    url: str
    etag: str | None
    last_modified: str | None
    permanent_url: str | None
    max_age_s: int | None


@dataclass(frozen=True, slots=True)
class FetchFailed:
    """No document, and why."""

    url: str
    """Where it failed, after the redirects that worked."""
    kind: FailureKind
    reason: str
    """One or two plain sentences, safe to show, store and log."""
    status: int | None = None
    """Of the answer, where there was one."""
    retry_after_s: int | None = None
    """When the server wants to be asked again: 1 minute to 7 days (promise 20)."""

    @property
    def is_gone(self) -> bool:
        """Does the server say that the document went away for good (410)."""
        return self.status == 410


Outcome = Fetched | NotModified | FetchFailed
