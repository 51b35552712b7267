"""Where a fetch goes first and where redirects send it. Pure: decides by the address alone, before any connection."""

from __future__ import annotations

from dataclasses import dataclass, replace

from newsreader.net.addresses import (
    Origin,
    is_public,
    is_public_name,
    literal_ip,
    origin_of,
    redirect_target,
    split_credentials,
)
from newsreader.net.outcome import FailureKind, FetchFailed
from newsreader.net.request import FetchRequest, is_sendable
from newsreader.text import clean, safe_link

MAX_REDIRECTS = 5
MAX_FILE_REDIRECTS = 10
"""More than for feeds and pages: episodes are sent round by half a dozen services that count listeners."""
REDIRECTS = frozenset({301, 302, 303, 307, 308})
_PERMANENT = frozenset({301, 308})


@dataclass(frozen=True, slots=True)
class Hop:
    """One address on the way to a document."""

    url: str
    origin: Origin
    earlier: tuple[str, ...] = ()
    """The addresses that led here."""
    is_permanent: bool = True
    """Were all redirects so far 301 or 308."""

    @property
    def permanent_url(self) -> str | None:
        """Where the document moved for good, if it did."""
        return self.url if self.earlier and self.is_permanent else None


def first_hop(request: FetchRequest) -> tuple[Hop, FetchRequest] | FetchFailed:
    """Return where to go first, and the request with credentials taken out of its addresses into `basic_auth`."""
    if request.typed_url is not None:
        typed_url, credentials = split_credentials(request.typed_url)
        url = typed_url if request.url == request.typed_url else request.url
        request = replace(request, url=url, typed_url=typed_url, basic_auth=request.basic_auth or credentials)
    url = safe_link(request.url.partition("#")[0]) or ""
    origin = origin_of(url)
    if origin is None:
        reason = "This address cannot be fetched: it has to begin with http:// or https:// and to name a host."
        return FetchFailed(clean(request.url), FailureKind.ADDRESS, reason)
    if not is_sendable(request):
        reason = "A header, user agent or password set for this feed holds a control character and cannot be sent."
        return FetchFailed(url, FailureKind.SETTINGS, reason)
    return Hop(url, origin), request


def typed_origin(request: FetchRequest) -> Origin | None:
    """Return the origin that the user typed, inside which addresses need not be public."""
    return None if request.typed_url is None else origin_of(request.typed_url)


def next_hop(hop: Hop, status: int, location: str, most: int = MAX_REDIRECTS) -> Hop | FetchFailed:
    """Return where a redirect leads, or why it is not followed; `most` are followed one after the other."""
    url = redirect_target(hop.url, location)
    origin = None if url is None else origin_of(url)
    earlier = (*hop.earlier, hop.url)
    if url is None or origin is None:
        shown = clean(location, 100)
        reason = f"The server sends on to {shown}, which cannot be fetched." if shown else _NOWHERE
    elif url in earlier:
        reason = "The server sends in a circle; it may want cookies, which are not kept."
    elif len(earlier) > most:
        reason = f"The server sends on more than {most} times."
    else:
        return Hop(url, origin, earlier, hop.is_permanent and status in _PERMANENT)
    return FetchFailed(hop.url, FailureKind.REDIRECT, reason, status)


_NOWHERE = "The server sends on without saying where to."


def refuse_address(hop: Hop, *, by_name: bool) -> FetchFailed | None:
    """Refuse an address from outside that plainly leads into a local network; None lets it pass.

    By name (behind a proxy, which makes the connection) this is the last word. Otherwise it only spares a lookup:
    the address that is connected to is checked too.
    """
    literal = literal_ip(hop.origin.host)
    is_fine = is_public_name(hop.origin.host) if by_name else literal is None or is_public(literal)
    return None if is_fine else not_public(hop)


def not_public(hop: Hop) -> FetchFailed:
    """Return the failure of an address from outside that leads into this machine or its network."""
    place = clean(hop.origin.host, 100)
    verb = f"The server sends on to {place}" if hop.earlier else f"The address leads to {place}"
    reason = f"{verb}, which is not on the public Internet. Subscribe to that address itself if you trust it."
    return FetchFailed(hop.url, FailureKind.NOT_PUBLIC, reason)
