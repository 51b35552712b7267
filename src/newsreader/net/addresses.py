"""Which addresses may be fetched: those a user typed, and public ones. Pure: looks nothing up, opens nothing.

What comes from outside (a redirect's target, a page behind a link, an image) is fetched only if its address is public
or lies inside the origin that the user typed; otherwise any feed could read the services of the user's own machine
and network (promise 6).
"""

from __future__ import annotations

import re
import socket
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from urllib.parse import quote, unquote, urldefrag, urljoin, urlsplit, urlunsplit

from newsreader.text import MAX_LINK, safe_link

_DEFAULT_PORTS = {"http": 80, "https": 443}

# Written out, since Python's own is_global differs between its patch releases.
# IANA IPv4 Special-Purpose Address Registry, plus multicast and class E.
_NOT_PUBLIC_4 = tuple(
    ip_network(network)
    for network in (
        "0.0.0.0/8",
        "10.0.0.0/8",
        "100.64.0.0/10",  # shared by a provider's customers (CGNAT)
        "127.0.0.0/8",
        "169.254.0.0/16",  # link-local; clouds answer with credentials at 169.254.169.254
        "172.16.0.0/12",
        "192.0.0.0/24",
        "192.0.2.0/24",
        "192.88.99.0/24",
        "192.168.0.0/16",
        "198.18.0.0/15",
        "198.51.100.0/24",
        "203.0.113.0/24",
        "224.0.0.0/4",
        "240.0.0.0/4",
    )
)
# Only 2000::/3 is given out to the public Internet; these parts of it are not.
_PUBLIC_6 = ip_network("2000::/3")
_NOT_PUBLIC_6 = tuple(
    ip_network(network)
    for network in (
        "2001::/23",  # protocols of the IETF, among them Teredo, which embeds any IPv4 address
        "2001:db8::/32",
        "3fff::/20",
    )
)
_NAT64 = ip_network("64:ff9b::/96")
_SIX_TO_FOUR = ip_network("2002::/16")

_LOCAL_SUFFIXES = (".localhost", ".local", ".localdomain", ".internal", ".intranet", ".lan", ".home.arpa")
"""Names that mean something only inside one network (RFC 6761, 6762, 8375, and customs)."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Scheme, host name and port of an address: what "the same server" means."""

    scheme: str
    host: str
    """Lower case, without brackets and without a final dot."""
    port: int


def origin_of(url: str) -> Origin | None:
    """Return the origin of an absolute http(s) address, or None if it is nothing of the kind."""
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError:
        return None
    if parts.scheme not in _DEFAULT_PORTS or not host:
        return None
    return Origin(parts.scheme, host.rstrip("."), _DEFAULT_PORTS[parts.scheme] if port is None else port)


def is_same_server(first: Origin, then: Origin) -> bool:
    """Is `then` the origin `first`, or the same host's step from http to https on the standard ports."""
    is_upgrade = (first.scheme, first.port, then.scheme, then.port) == ("http", 80, "https", 443)
    return first == then or (is_upgrade and first.host == then.host)


def split_credentials(url: str) -> tuple[str, tuple[str, str] | None]:
    """Return a typed address without its user name and password, and these, if it has any."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return url, None
    user_info, at, place = parts.netloc.rpartition("@")
    if not at:
        return url, None
    user, _, password = user_info.partition(":")
    return urlunsplit(parts._replace(netloc=place)), (unquote(user), unquote(password))


def redirect_target(url: str, location: str) -> str | None:
    """Return the absolute address that a Location header of `url` points to, or None if it is not to be followed."""
    if not location.strip() or len(location) > MAX_LINK:
        return None
    if re.search(r"[\ud800-\udfff]", location):
        # Bytes that are not UTF-8 (aiohttp hands them over as surrogates) go back as the bytes they were.
        location = quote(location.encode("utf-8", "surrogateescape"), safe="".join(map(chr, range(0x21, 0x7F))))
    try:
        target = urldefrag(urljoin(url, location.strip())).url
    except ValueError:
        return None
    return safe_link(target)


def is_public(address: str) -> bool:
    """Is this IP address one of the public Internet, also where IPv6 wraps an IPv4 address.

    False for whatever is not an IP address in its usual spelling.
    """
    try:
        ip = ip_address(address)
    except ValueError:
        return False
    return _is_public_4(ip) if isinstance(ip, IPv4Address) else _is_public_6(ip)


def _is_public_4(ip: IPv4Address) -> bool:
    return not any(ip in network for network in _NOT_PUBLIC_4)


def _is_public_6(ip: IPv6Address) -> bool:
    if ip.ipv4_mapped is not None:
        return _is_public_4(ip.ipv4_mapped)
    if ip in _NAT64:
        return _is_public_4(IPv4Address(int(ip) & 0xFFFFFFFF))
    if ip in _SIX_TO_FOUR:
        return _is_public_4(IPv4Address(int(ip) >> 80 & 0xFFFFFFFF))
    return ip in _PUBLIC_6 and not any(ip in network for network in _NOT_PUBLIC_6)


def literal_ip(host: str) -> str | None:
    """Return the IP address that a host is, in its usual spelling, or None for a name.

    Takes the spellings that the system's resolver takes too: 2130706433, 0x7f.1, 017700000001, 127.1.
    """
    if ":" in host:
        return host
    try:
        return socket.inet_ntoa(socket.inet_aton(host))
    except (OSError, UnicodeEncodeError):
        return None


def is_public_name(host: str) -> bool:
    """May a proxy be asked for this host: a public address, or a name that is not plainly of a local network."""
    if (literal := literal_ip(host)) is not None:
        return is_public(literal)
    return "." in host and not host.endswith(_LOCAL_SUFFIXES)


def is_loopback(host: str) -> bool:
    """Does the host name this machine, judged by its spelling alone."""
    if (literal := literal_ip(host)) is None:
        return host == "localhost" or host.endswith(".localhost")
    try:
        ip = ip_address(literal)
    except ValueError:
        return False
    if isinstance(ip, IPv6Address) and ip.ipv4_mapped is not None:
        ip = ip.ipv4_mapped
    return ip.is_loopback
