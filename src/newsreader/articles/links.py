"""Make the addresses in a page absolute, safe and free of what only tracks the reader. Must not know HTML."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import urljoin

from newsreader.text import safe_link

# What mailers, social networks and publishers' campaigns add to follow a reader around; no page needs them.
_TRACKING = re.compile(
    r"utm_|at_(?:medium|campaign|link|custom|bbc|format|ptr)|ns_(?:source|mchannel|campaign|linkname|fee)|"
    r"(?:fbclid|gclid|gclsrc|dclid|gbraid|wbraid|msclkid|yclid|twclid|ttclid|li_fat_id|igshid|igsh|mc_cid|mc_eid|"
    r"_hsenc|_hsmi|__hstc|__hssc|hsctatracking|mkt_tok|vero_id|wickedid|xtor|cmpid|cmp|ftcamp|smid|ocid|ncid|"
    r"wt\.mc_id|wt_mc|icid|mbid|srnd|xt\.nav|ref_src|spm)(?:=|$)",
    re.IGNORECASE,
)
_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:")
_ROOT = re.compile(r"(https?://[A-Za-z0-9.-]+(?::[0-9]+)?)/")
_PLAIN_PATH = re.compile(r"(?:/[A-Za-z0-9_~,-][A-Za-z0-9_~,.-]*)+/?")
"""What of a site's own pictures and pages begins at its root, without steps up or aside."""
_CACHED_LINKS = 4_096
"""A page and its feed name the same addresses again and again."""


@lru_cache(maxsize=_CACHED_LINKS)
def absolute_link(address: str, base: str | None) -> str:
    """Return the absolute http or https address that `address` means on the page at `base`, or "" if there is none.

    Places within the page itself ("#notes") are none.
    """
    address = address.strip()
    if not address or address.startswith("#"):
        return ""
    if not address.startswith(("https://", "http://")):
        address = _joined(base, address)
    return without_tracking(safe_link(address.replace(" ", "%20")) or "")


def _joined(base: str | None, address: str) -> str:
    """Return what a relative address means on the page at `base`, or "" if it is none of http or https."""
    if base is None and not address.startswith("//"):
        return ""
    if _PLAIN_PATH.fullmatch(address) and base is not None and (root := _ROOT.match(base)) is not None:
        return root[1] + address  # urljoin() takes ten times as long
    if _SCHEME.match(address) and not address[:5].lower().startswith("http"):
        return ""
    try:
        return urljoin(base or "https:", address.replace("\n", "").replace("\t", ""))
    except ValueError:
        return ""


def without_tracking(address: str) -> str:
    """Return the address without the parameters that only tell where the reader came from."""
    start = address.find("?")
    if start < 0:
        return address
    query, hash_mark, fragment = address[start + 1 :].partition("#")
    kept = [part for part in query.split("&") if not _TRACKING.match(part)]
    return address[:start] + ("?" + "&".join(kept) if kept else "") + hash_mark + fragment
