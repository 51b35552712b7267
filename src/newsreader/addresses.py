"""Decide which addresses may be subscribed to, and say why not. Must not know where they come from."""

from __future__ import annotations

import re
from urllib.parse import quote

from newsreader.errors import AddressRefused
from newsreader.text import MAX_LINK, safe_link

_REFUSED = {
    "exec": "would run a program, which newsreader never does",
    "filter": "would run a program, which newsreader never does",
    "query": "is a saved search of newsboat, not a feed",
    "file": "is a file on this computer, not a feed on the web",
    "javascript": "is a script, not an address",
    "data": "is a document of its own, not an address",
}
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
# Browsers hand feeds over as feed://host/path and as feed:https://host/path.
_FEED_SCHEME = re.compile(r"feed:(?://)?(?=https?:)|feed(?=://)", re.IGNORECASE)
_BARE_HOST = re.compile(r"[\w-]+(\.[\w-]+)*\.[a-z]{2,}(:\d+)?(/|$)", re.IGNORECASE)
_BARE_MACHINE = re.compile(r"(localhost|\d{1,3}(\.\d{1,3}){3})(:\d+)?(/|$)", re.IGNORECASE)
_USER = re.compile(r"(https?://)([^/?#]*)@", re.IGNORECASE)


def feed_address(given: str) -> str:
    """Return the address of a feed as it is stored: absolute, percent-encoded, with its user name if it has one.

    Private and loopback addresses are fine, since a person wrote them. Raises AddressRefused; its text continues a
    sentence that begins with "This address".
    """
    address = given.strip()
    if not address:
        raise AddressRefused("is missing")
    if address.startswith("|"):
        raise AddressRefused(_REFUSED["exec"])
    if len(address) > MAX_LINK:
        raise AddressRefused(f"is longer than {MAX_LINK:,} characters")
    address = _FEED_SCHEME.sub(lambda match: "" if match[0].endswith((":", "/")) else "http", address, count=1)
    scheme = _SCHEME.match(address)
    if not scheme or scheme[1].lower() not in ("http", "https"):
        raise AddressRefused(_REFUSED.get(scheme[1].lower() if scheme else "", "is not one of http or https"))
    user = _USER.match(address)
    link = safe_link(user[1] + address[user.end() :] if user else address)
    if link is None:
        raise AddressRefused("is not complete or not valid")
    if not user:
        return link
    begin, _, rest = link.partition("//")
    return f"{begin}//{quote(user[2], safe='%:~._!*,;=+-')}@{rest}"


def typed_address(typed: str) -> str:
    """Return the address of a feed, page or site as `feed_address` does; people may leave out the scheme."""
    typed = typed.strip()
    if _BARE_MACHINE.match(typed):
        return feed_address(f"http://{typed}")
    return feed_address(f"https://{typed}" if _BARE_HOST.match(typed) else typed)
