"""Which proxy the environment wants asked: HTTP_PROXY, HTTPS_PROXY, ALL_PROXY, NO_PROXY. Opens nothing.

Read here and not by aiohttp (its `trust_env`), since that reads the passwords in ~/.netrc as well.
"""

from __future__ import annotations

from urllib.request import getproxies_environment, proxy_bypass

from newsreader.net.addresses import Origin, is_loopback


class Proxies:
    """The proxies of the environment as it is when this is made."""

    def __init__(self) -> None:
        self._proxies: dict[str, str] = getproxies_environment()

    def proxy_for(self, origin: Origin) -> str | None:
        """Return the address of the proxy to ask, or None to connect directly; this machine is never asked by proxy."""
        proxy = self._proxies.get(origin.scheme) or self._proxies.get("all")
        if not proxy or is_loopback(origin.host):
            return None
        if proxy_bypass(f"{origin.host}:{origin.port}"):
            return None
        return proxy if "://" in proxy else f"http://{proxy}"
