"""What the user set to be sent with the requests of one feed: checked, with its password read, and put on its way."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from newsreader.engine.secrets import NoPassword, Password
from newsreader.net.outcome import FailureKind, FetchFailed, Outcome
from newsreader.net.request import FetchKind, FetchRequest, is_sendable
from newsreader.settings import FeedSettings

if TYPE_CHECKING:
    from newsreader.engine.secrets import Secrets
    from newsreader.engine.tools import Tools


@dataclass(frozen=True, slots=True)
class RequestOptions:
    """What the user set for a feed, as `FetchRequest` takes it; secrets in here are not shown by `repr`."""

    user_agent: str | None = None
    headers: tuple[tuple[str, str], ...] = field(default=(), repr=False)
    """The user's headers, and one Cookie."""
    basic_auth: tuple[str, str] | None = field(default=None, repr=False)
    """User name and password."""


@dataclass(frozen=True, slots=True)
class OptionsRefused:
    """The settings of this feed cannot be used: a sentence that names the setting and holds no secret."""

    reason: str


_NOTHING = RequestOptions()


async def fetch_as_set(tools: Tools, request: FetchRequest) -> Outcome:
    """Fetch with what the user set for the feed subscribed at the request's `typed_url`.

    Settings that cannot be used are a failure of their own kind, and no server hears of it.
    """
    options = await request_options(tools, request.typed_url or "")
    if isinstance(options, OptionsRefused):
        return FetchFailed(request.url, FailureKind.SETTINGS, options.reason)
    return await tools.fetcher.fetch(
        replace(request, user_agent=options.user_agent, headers=options.headers, basic_auth=options.basic_auth)
    )


async def request_options(tools: Tools, feed_url: str) -> RequestOptions | OptionsRefused:
    """Return what goes with a request for the feed subscribed at `feed_url`, or for a page or image of it.

    The fetcher sends headers and password only inside the origin of the request's `typed_url`, which is to be
    `feed_url`. Reads a password, which may take 10 s the first time.
    """
    settings = tools.settings.feeds.get(feed_url)
    if settings is None:
        return _NOTHING
    if fault := _fault(settings):
        return OptionsRefused(f"In the settings of this feed {fault}")
    password = await _password(settings, tools.secrets)
    if isinstance(password, NoPassword):
        return OptionsRefused(password.reason)
    if password is not None and not _is_sendable(password.text):
        return OptionsRefused("The password of this feed holds a control character and cannot be sent.")
    headers = tuple(settings.headers.items())
    if settings.cookies:
        headers += (("Cookie", "; ".join(f"{name}={text}" for name, text in settings.cookies.items())),)
    basic_auth = None if settings.user is None else (settings.user, password.text if password is not None else "")
    return RequestOptions(settings.user_agent, headers, basic_auth)


async def _password(settings: FeedSettings, secrets: Secrets) -> Password | NoPassword | None:
    if settings.password_command is not None:
        return await secrets.from_command(settings.password_command)
    if settings.password_keyring is not None and settings.user is not None:
        return await secrets.from_keyring(settings.password_keyring, settings.user)
    return None


def _fault(settings: FeedSettings) -> str | None:
    """Return what is wrong, or None. Names of headers and cookies are no secrets, what they hold may be one."""
    if settings.user_agent is not None and not _is_sendable(settings.user_agent):
        return f"user_agent {_UNSENDABLE}"
    for setting, pairs in (("headers", settings.headers), ("cookies", settings.cookies)):
        for name, text in pairs.items():
            if not _is_sendable("", name):
                return f"{setting} holds a name with a character that no such name can have."
            if not _is_sendable(text):
                return f"{setting}.{name} {_UNSENDABLE}"
            if setting == "cookies" and ";" in text:
                return f"cookies.{name} holds a semicolon, which parts one cookie from the next."
    if settings.cookies and any(name.lower() == "cookie" for name in settings.headers):
        return "both headers and cookies set cookies: keep one of the two."
    return _fault_of_login(settings)


def _fault_of_login(settings: FeedSettings) -> str | None:
    sources = [
        name
        for name, source in (
            ("password_command", settings.password_command),
            ("password_keyring", settings.password_keyring),
        )
        if source is not None
    ]
    if len(sources) > 1:
        return "both password_command and password_keyring are set: keep one of the two."
    if settings.user is None:
        return f"{sources[0]} is set without a user." if sources else None
    if ":" in settings.user:
        return "user holds a colon, which no user name of this kind can have."  # RFC 7617 §2
    return None if _is_sendable(settings.user) else f"user {_UNSENDABLE}"


_UNSENDABLE = "holds a line break or another control character, which cannot be sent."


def _is_sendable(text: str, name: str = "X-Any") -> bool:
    """Would the fetcher send a header of this name and text."""
    return is_sendable(FetchRequest(url="", kind=FetchKind.FEED, now=0, headers=((name, text),)))
